// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/search/searchform.h"

#include "panels/common/flowlayout.h"
#include "panels/common/icons.h"
#include "panels/common/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QToolButton>

namespace looptide::panels {

using models::SearchQuery;
using namespace Qt::StringLiterals;

namespace {

constexpr int space = 4;
constexpr int fieldLetters = 14;

} // namespace

SearchForm::SearchForm(QWidget *parent)
    : QWidget(parent), m_replaceRow(new QWidget(this)), m_filterRow(new QWidget(this)),
      m_text(addField(tr("Search"), tr("The text to search for"), u"search.text"_s)),
      m_replacement(addField(tr("Replace with"),
                             tr("In a regular expression, $1 is the first group, $& the whole "
                                "match, and \\n a new line"),
                             u"search.replacement"_s)),
      m_includes(addField(tr("Files to include"),
                          tr("Patterns, separated by commas: *.ts, src/**. Empty: all files"),
                          u"search.includes"_s)),
      m_excludes(addField(tr("Files to exclude"),
                          tr("Patterns, separated by commas: *.min.js, dist"),
                          u"search.excludes"_s)),
      m_replaceSwitch(addSwitch(u"replace"_s, tr("Replace"), {}, u"search.showReplace"_s)),
      m_case(addSwitch(u"case-sensitive"_s, tr("Match case"), u"Alt+C"_s, u"search.case"_s)),
      m_word(addSwitch(u"whole-word"_s, tr("Whole words"), u"Alt+W"_s, u"search.word"_s)),
      m_regex(addSwitch(u"regex"_s, tr("Regular expression"), u"Alt+X"_s, u"search.regex"_s)),
      m_filterSwitch(addSwitch(u"filter"_s, tr("Choose files"), {}, u"search.showFilters"_s)),
      m_ignored(addSwitch(u"package-open"_s, tr("Also ignored files and node_modules"), {},
                          u"search.ignored"_s)),
      m_replace(new QPushButton(tr("Replace"), m_replaceRow))
{
    setupRows();
    m_replace->setObjectName(u"search.replace"_s);
    m_replace->setIcon(icon(u"replace-all"_s));
    m_replace->setToolTip(tr("Replace all checked matches. This can be undone."));
    m_replace->setEnabled(false);
    m_text->setClearButtonEnabled(true);
    for (QLineEdit *field : { m_text, m_includes, m_excludes })
        connect(field, &QLineEdit::textEdited, this, &SearchForm::queryChanged);
    for (QToolButton *button : { m_case, m_word, m_regex, m_ignored })
        connect(button, &QToolButton::clicked, this, &SearchForm::queryChanged);
    connect(m_replacement, &QLineEdit::textEdited, this, &SearchForm::replacementChanged);
    connect(m_replaceSwitch, &QToolButton::toggled, this, [this] {
        updateRows();
        Q_EMIT replacementChanged();
    });
    connect(m_filterSwitch, &QToolButton::toggled, this, &SearchForm::updateRows);
    connect(m_replace, &QPushButton::clicked, this, &SearchForm::replaceRequested);
    for (QLineEdit *field : { m_text, m_replacement, m_includes, m_excludes }) {
        connect(field, &QLineEdit::returnPressed, this, &SearchForm::searchRequested);
        field->installEventFilter(this);
    }
    setFocusProxy(m_text);
    updateRows();
}

QLineEdit *SearchForm::addField(const QString &hint, const QString &tip, const QString &name)
{
    auto *field = new QLineEdit(this);
    field->setObjectName(name);
    field->setPlaceholderText(hint);
    field->setAccessibleName(hint);
    field->setToolTip(tip);
    field->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    field->setMinimumWidth(fieldLetters * fontMetrics().averageCharWidth());
    return field;
}

QToolButton *SearchForm::addSwitch(const QString &iconName, const QString &text,
                                   const QString &keys, const QString &name)
{
    auto *button = new QToolButton(this);
    button->setObjectName(name);
    button->setIcon(icon(iconName));
    button->setAccessibleName(text);
    button->setToolTip(keys.isEmpty() ? text : tr("%1 (%2)").arg(text, keys));
    button->setProperty("keys", keys);
    button->setCheckable(true);
    button->setAutoRaise(true);
    return button;
}

void SearchForm::setupRows()
{
    auto *first = new QHBoxLayout;
    first->setSpacing(0);
    first->addWidget(m_replaceSwitch);
    first->addWidget(m_text, 1);
    for (QToolButton *button : { m_case, m_word, m_regex, m_filterSwitch })
        first->addWidget(button);
    auto *replace = new QHBoxLayout(m_replaceRow);
    replace->setContentsMargins({});
    replace->setSpacing(space);
    replace->addWidget(m_replacement, 1);
    replace->addWidget(m_replace);
    auto *filters = new FlowLayout(space, m_filterRow);
    filters->setContentsMargins({});
    filters->addWidget(m_includes);
    filters->addWidget(m_excludes);
    filters->addWidget(m_ignored);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(space, space, space, 0);
    rows->setSpacing(space);
    rows->addLayout(first);
    rows->addWidget(m_replaceRow);
    rows->addWidget(m_filterRow);
}

SearchQuery SearchForm::query() const
{
    SearchQuery query;
    query.text = m_text->text();
    query.isCaseSensitive = m_case->isChecked();
    query.isWholeWord = m_word->isChecked();
    query.isRegex = m_regex->isChecked();
    query.includes = m_includes->text().trimmed();
    query.excludes = m_excludes->text().trimmed();
    query.searchesIgnored = m_ignored->isChecked();
    if (query.isRegex && isReplacing())
        query.replacement = m_replacement->text().isNull() ? u""_s : m_replacement->text();
    return query;
}

void SearchForm::setQuery(const SearchQuery &query)
{
    m_case->setChecked(query.isCaseSensitive);
    m_word->setChecked(query.isWholeWord);
    m_regex->setChecked(query.isRegex);
    m_includes->setText(query.includes);
    m_excludes->setText(query.excludes);
    m_ignored->setChecked(query.searchesIgnored);
    // What is in force is in sight.
    m_filterSwitch->setChecked(!query.includes.isEmpty() || !query.excludes.isEmpty()
                               || query.searchesIgnored);
}

void SearchForm::setText(const QString &text)
{
    m_text->setText(text);
}

QString SearchForm::replacement() const
{
    return m_replacement->text();
}

bool SearchForm::isReplacing() const
{
    return m_replaceSwitch->isChecked();
}

void SearchForm::setReplacing(bool on)
{
    m_replaceSwitch->setChecked(on);
}

void SearchForm::setReplaceCount(qsizetype checked)
{
    m_replace->setEnabled(checked > 0);
    m_replace->setText(checked > 0 ? tr("Replace %1").arg(QLocale().toString(checked))
                                   : tr("Replace"));
}

void SearchForm::setFailed(bool failed)
{
    m_hasFailed = failed;
    QPalette colors = palette();
    if (failed)
        colors.setColor(QPalette::Text, models::Theme(palette()).error());
    m_text->setPalette(colors);
}

void SearchForm::fitInto(int height)
{
    m_room = height;
    updateRows();
}

QSize SearchForm::minimumSizeHint() const
{
    const QSize hint = QWidget::minimumSizeHint();
    return { hint.width(), m_text->sizeHint().height() + space };
}

void SearchForm::updateRows()
{
    int room = m_room - m_text->sizeHint().height() - 2 * space;
    const bool replaces = isReplacing() && room >= m_replace->sizeHint().height();
    if (replaces)
        room -= m_replace->sizeHint().height() + space;
    m_replaceRow->setVisible(replaces);
    m_filterRow->setVisible(m_filterSwitch->isChecked()
                            && room >= m_filterRow->layout()->heightForWidth(width() - 2 * space));
}

bool SearchForm::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Down && key->modifiers() == Qt::NoModifier) {
            Q_EMIT resultsRequested();
            return true;
        }
    }
    // Shortcuts of the buttons would be ambiguous with those of the editor's find bar.
    if (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const QString keys = QKeySequence(key->keyCombination()).toString();
        for (QToolButton *button : { m_case, m_word, m_regex }) {
            if (button->property("keys").toString() != keys)
                continue;
            if (event->type() == QEvent::KeyPress)
                button->click();
            event->accept();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void SearchForm::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        setFailed(m_hasFailed);
}

} // namespace looptide::panels
