// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/findbar.h"

#include "editor/codeview.h"

#include <QFuture>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPainter>
#include <QPromise>
#include <QPushButton>
#include <QThreadPool>
#include <QToolButton>

#include <algorithm>

namespace looptide::editor {

using namespace std::chrono_literals;
using Sci = QsciScintillaBase;

namespace {

/// Below this a search takes a few milliseconds at most.
constexpr int MaxImmediateBytes = 1024 * 1024;
constexpr auto EditDelay = 120ms;
/// More replacements than this are made as one large one, which loses the folds in between.
constexpr size_t MaxSingleReplacements = 2'000;

} // namespace

FindBar::FindBar(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("editor.findBar"));
    setAccessibleName(tr("Find and replace"));
    setupWidgets();
    applyColors();
    m_searchTimer.setSingleShot(true);
    connect(&m_searchTimer, &QTimer::timeout, this, &FindBar::search);
    hide();
}

void FindBar::setupWidgets()
{
    m_replaceToggle = addToggle(QStringLiteral("\u203A"), tr("Replace (Ctrl+H)"),
                                QStringLiteral("editor.find.toggleReplace"));
    m_pattern = addLineEdit(tr("Find"), QStringLiteral("editor.find.pattern"));
    m_replacement = addLineEdit(tr("Replace with"), QStringLiteral("editor.find.replacement"));
    auto *closeButton =
        addButton(QStringLiteral("\u2715"), tr("Close (Esc)"), QStringLiteral("editor.find.close"));

    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(6, 5, 6, 6);
    grid->setHorizontalSpacing(4);
    grid->setVerticalSpacing(5);
    grid->setColumnStretch(1, 3);
    grid->setColumnStretch(2, 2);
    grid->addWidget(m_replaceToggle, 0, 0);
    grid->addWidget(m_pattern, 0, 1);
    grid->addLayout(findButtons(), 0, 2);
    grid->addWidget(closeButton, 0, 3);
    grid->addWidget(m_replacement, 1, 1);
    grid->addLayout(replaceButtons(), 1, 2);
    setTabOrder(m_pattern, m_replacement);
    showReplaceRow(false);

    const auto queryChanged = [this] {
        m_selectsOnResult = true;
        search();
    };
    connect(m_pattern, &QLineEdit::textChanged, this, queryChanged);
    for (QToolButton *toggle : { m_caseToggle, m_wordToggle, m_regexToggle })
        connect(toggle, &QToolButton::toggled, this, queryChanged);
    connect(m_replaceToggle, &QToolButton::toggled, this, &FindBar::showReplaceRow);
    connect(closeButton, &QToolButton::clicked, this, &FindBar::close);
}

QHBoxLayout *FindBar::findButtons()
{
    m_caseToggle = addToggle(QStringLiteral("Aa"), tr("Match case (Alt+C)"),
                             QStringLiteral("editor.find.case"));
    m_caseToggle->setShortcut(QKeySequence(QStringLiteral("Alt+C")));
    m_wordToggle = addToggle(QStringLiteral("W"), tr("Whole words (Alt+W)"),
                             QStringLiteral("editor.find.word"));
    m_wordToggle->setShortcut(QKeySequence(QStringLiteral("Alt+W")));
    m_regexToggle = addToggle(QStringLiteral(".*"), tr("Regular expression (Alt+X)"),
                              QStringLiteral("editor.find.regex"));
    m_regexToggle->setShortcut(QKeySequence(QStringLiteral("Alt+X")));
    auto *previous = addButton(QStringLiteral("\u2191"), tr("Previous match (Shift+F3)"),
                               QStringLiteral("editor.find.previous"));
    auto *next = addButton(QStringLiteral("\u2193"), tr("Next match (F3)"),
                           QStringLiteral("editor.find.next"));
    m_status = new QLabel(this);
    m_status->setObjectName(QStringLiteral("editor.find.status"));
    // A long message is cut, not a reason to widen the window.
    m_status->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    connect(next, &QToolButton::clicked, this, &FindBar::findNext);
    connect(previous, &QToolButton::clicked, this, &FindBar::findPrevious);

    auto *row = new QHBoxLayout;
    row->setSpacing(2);
    for (QToolButton *button : { m_caseToggle, m_wordToggle, m_regexToggle })
        row->addWidget(button);
    row->addSpacing(6);
    row->addWidget(previous);
    row->addWidget(next);
    row->addSpacing(6);
    row->addWidget(m_status, 1);
    return row;
}

QHBoxLayout *FindBar::replaceButtons()
{
    m_replaceButton = new QPushButton(tr("Replace"), this);
    m_replaceButton->setObjectName(QStringLiteral("editor.find.replace"));
    m_replaceButton->setToolTip(tr("Replace this match and go to the next (Enter)"));
    m_replaceAllButton = new QPushButton(tr("Replace All"), this);
    m_replaceAllButton->setObjectName(QStringLiteral("editor.find.replaceAll"));
    m_replaceAllButton->setToolTip(tr("Replace every match, as one step to undo (Ctrl+Enter)"));
    connect(m_replaceButton, &QPushButton::clicked, this, &FindBar::replaceCurrent);
    connect(m_replaceAllButton, &QPushButton::clicked, this, &FindBar::replaceAll);

    auto *row = new QHBoxLayout;
    row->addWidget(m_replaceButton);
    row->addWidget(m_replaceAllButton);
    row->addStretch(1);
    return row;
}

QLineEdit *FindBar::addLineEdit(const QString &hint, const QString &name)
{
    auto *edit = new QLineEdit(this);
    edit->setPlaceholderText(hint);
    edit->setAccessibleName(hint);
    edit->setObjectName(name);
    edit->setMinimumWidth(120);
    edit->setTextMargins(3, 1, 3, 1);
    edit->installEventFilter(this);
    return edit;
}

QToolButton *FindBar::addButton(const QString &text, const QString &tip, const QString &name)
{
    auto *button = new QToolButton(this);
    button->setText(text);
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    button->setObjectName(name);
    button->setAutoRaise(true);
    const int side = fontMetrics().height() + 10;
    button->setMinimumSize(side, side);
    return button;
}

QToolButton *FindBar::addToggle(const QString &text, const QString &tip, const QString &name)
{
    QToolButton *button = addButton(text, tip, name);
    button->setCheckable(true);
    return button;
}

// ---- opening and closing

void FindBar::setView(CodeView *view)
{
    if (m_view == view)
        return;
    if (m_view) {
        disconnect(m_view, nullptr, this, nullptr);
        m_view->setSearchMatches({});
    }
    m_view = view;
    m_isStale = true;
    if (!m_view)
        return;
    connect(m_view, &CodeView::textEdited, this, [this] {
        m_isStale = true;
        if (isVisible())
            m_searchTimer.start(EditDelay);
    });
    connect(m_view, &CodeView::caretMoved, this, [this] {
        if (isVisible() && !m_isStale)
            showStatus();
    });
    if (isVisible())
        search();
}

void FindBar::open(bool withReplace)
{
    if (!m_view)
        return;
    const TextRange selection = m_view->selectionRange();
    constexpr int MaxPattern = 1'000;
    const bool isWithinLine = m_view->lineAt(selection.start) == m_view->lineAt(selection.end);
    m_anchor = selection.start;
    m_replaceToggle->setChecked(withReplace || (isVisible() && m_replaceToggle->isChecked()));
    show();
    if (selection.start < selection.end && isWithinLine
        && selection.end - selection.start < MaxPattern && !m_regexToggle->isChecked())
        m_pattern->setText(QString::fromUtf8(m_view->textBytes(selection)));
    m_selectsOnResult = false;
    search();
    QLineEdit *first = withReplace && !m_pattern->text().isEmpty() && m_pattern->hasFocus()
        ? m_replacement
        : m_pattern;
    first->setFocus();
    first->selectAll();
}

void FindBar::close()
{
    m_searchTimer.stop();
    ++m_generation;
    m_isStale = true;
    hide();
    if (m_view) {
        m_view->setSearchMatches({});
        m_view->setFocus();
    }
    Q_EMIT closed();
}

void FindBar::showReplaceRow(bool shown)
{
    for (QWidget *widget :
         std::initializer_list<QWidget *> { m_replacement, m_replaceButton, m_replaceAllButton })
        widget->setVisible(shown);
    m_replaceToggle->setText(shown ? QStringLiteral("\u2304") : QStringLiteral("\u203A"));
}

// ---- searching

SearchQuery FindBar::query() const
{
    return { m_pattern->text(), m_caseToggle->isChecked(), m_wordToggle->isChecked(),
             m_regexToggle->isChecked() };
}

void FindBar::search()
{
    m_searchTimer.stop();
    if (!m_view)
        return;
    const int generation = ++m_generation;
    m_resultQuery = query();
    m_hasWrapped = false;
    if (m_view->length() <= MaxImmediateBytes) {
        takeResult(generation, findAll(m_view->textBytes(), m_resultQuery));
        return;
    }
    m_status->setText(tr("Searching…"));
    QPromise<SearchResult> promise;
    promise.future().then(
        this, [this, generation](const SearchResult &result) { takeResult(generation, result); });
    QThreadPool::globalInstance()->start([promise = std::move(promise), text = m_view->textBytes(),
                                          query = m_resultQuery]() mutable {
        promise.start();
        promise.addResult(findAll(text, query));
        promise.finish();
    });
}

void FindBar::takeResult(int generation, const SearchResult &result)
{
    if (generation != m_generation || !m_view)
        return;
    m_result = result;
    m_isStale = false;
    m_view->setSearchMatches(isVisible() ? m_result.matches : std::vector<TextRange>());
    if (m_selectsOnResult)
        selectFrom(m_anchor);
    m_selectsOnResult = false;
    showStatus();
}

void FindBar::selectFrom(int position)
{
    const auto &matches = m_result.matches;
    auto match =
        std::lower_bound(matches.begin(), matches.end(), position,
                         [](const TextRange &range, int start) { return range.start < start; });
    if (match == matches.end())
        match = matches.begin();
    if (match != matches.end())
        m_view->reveal(*match);
}

int FindBar::indexAt(TextRange range) const
{
    const auto &matches = m_result.matches;
    const auto match =
        std::lower_bound(matches.begin(), matches.end(), range.start,
                         [](const TextRange &entry, int start) { return entry.start < start; });
    return match != matches.end() && *match == range ? int(match - matches.begin()) : -1;
}

void FindBar::findNext()
{
    step(1);
}

void FindBar::findPrevious()
{
    step(-1);
}

void FindBar::step(int direction)
{
    if (!m_view || m_pattern->text().isEmpty())
        return;
    const TextRange selection = m_view->selectionRange();
    if (m_isStale || !(m_resultQuery == query())) {
        m_anchor = direction > 0 ? selection.end : selection.start;
        m_selectsOnResult = true;
        search();
        return;
    }
    const auto &matches = m_result.matches;
    if (matches.empty())
        return;
    const auto startsBefore = [](const TextRange &range, int start) { return range.start < start; };
    auto match = std::lower_bound(matches.begin(), matches.end(), selection.start, startsBefore);
    if (direction > 0) {
        while (match != matches.end() && (*match == selection || match->start < selection.end))
            ++match;
        m_hasWrapped = match == matches.end();
        match = m_hasWrapped ? matches.begin() : match;
    } else {
        m_hasWrapped = match == matches.begin();
        match = m_hasWrapped ? matches.end() - 1 : match - 1;
    }
    m_anchor = match->start;
    m_view->reveal(*match);
    showStatus();
}

void FindBar::showStatus()
{
    const int count = int(m_result.matches.size());
    const int index = m_view ? indexAt(m_view->selectionRange()) : -1;
    const QLocale locale;
    QString text;
    if (!m_result.error.isEmpty())
        text = m_result.error;
    else if (m_pattern->text().isEmpty())
        text.clear();
    else if (count == 0)
        text = tr("No matches");
    else if (m_result.isTruncated)
        text = tr("more than %1").arg(locale.toString(count));
    else if (index >= 0)
        text = m_hasWrapped
            ? tr("%1 of %2, wrapped").arg(locale.toString(index + 1), locale.toString(count))
            : tr("%1 of %2").arg(locale.toString(index + 1), locale.toString(count));
    else
        text = count == 1 ? tr("1 match") : tr("%1 matches").arg(locale.toString(count));
    m_status->setText(text);
    m_status->setToolTip(text);
    const bool failed = !m_pattern->text().isEmpty() && (count == 0 || !m_result.error.isEmpty());
    m_status->setProperty("failed", failed);
    applyColors();
    m_replaceButton->setEnabled(count > 0);
    m_replaceAllButton->setEnabled(count > 0 && !m_result.isTruncated);
}

// ---- replacing

void FindBar::replaceCurrent()
{
    if (!m_view || m_view->isReadOnly())
        return;
    const TextRange selection = m_view->selectionRange();
    const bool isCurrent = !m_isStale && m_resultQuery == query() && indexAt(selection) >= 0;
    if (!isCurrent) {
        findNext();
        return;
    }
    // Over the whole text, for a pattern may look at what is around the match.
    const auto replacements =
        replacementsFor(m_view->textBytes(), m_resultQuery, m_replacement->text());
    const auto replacement =
        std::find_if(replacements.begin(), replacements.end(),
                     [selection](const Replacement &entry) { return entry.range == selection; });
    if (replacement == replacements.end())
        return;
    m_view->send(Sci::SCI_BEGINUNDOACTION);
    m_view->send(Sci::SCI_SETTARGETRANGE, ulong(selection.start), selection.end);
    m_view->SendScintilla(Sci::SCI_REPLACETARGET, ulong(replacement->utf8.size()),
                          replacement->utf8.constData());
    m_view->send(Sci::SCI_ENDUNDOACTION);
    m_anchor = selection.start + int(replacement->utf8.size());
    m_selectsOnResult = true;
    search();
}

void FindBar::replaceAll()
{
    if (!m_view || m_view->isReadOnly())
        return;
    const QByteArray text = m_view->textBytes();
    const auto replacements = replacementsFor(text, query(), m_replacement->text());
    if (replacements.empty())
        return;
    const int line = m_view->lineAt(m_view->caret());
    m_view->send(Sci::SCI_BEGINUNDOACTION);
    if (replacements.size() <= MaxSingleReplacements) {
        for (auto entry = replacements.rbegin(); entry != replacements.rend(); ++entry) {
            m_view->send(Sci::SCI_SETTARGETRANGE, ulong(entry->range.start), entry->range.end);
            m_view->SendScintilla(Sci::SCI_REPLACETARGET, ulong(entry->utf8.size()),
                                  entry->utf8.constData());
        }
    } else {
        QByteArray replaced;
        replaced.reserve(text.size());
        int end = 0;
        for (const Replacement &entry : replacements) {
            replaced += QByteArrayView(text).sliced(end, entry.range.start - end);
            replaced += entry.utf8;
            end = entry.range.end;
        }
        replaced += QByteArrayView(text).sliced(end);
        m_view->replaceText(replaced);
        m_view->send(Sci::SCI_GOTOLINE, ulong(line));
    }
    m_view->send(Sci::SCI_ENDUNDOACTION);
    search();
    m_status->setText(tr("%n replaced", nullptr, int(replacements.size())));
}

// ---- events

bool FindBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool isReturn = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (key->key() == Qt::Key_Escape) {
        close();
        return true;
    }
    if (isReturn && watched == m_replacement) {
        key->modifiers() & Qt::ControlModifier ? replaceAll() : replaceCurrent();
        return true;
    }
    if (isReturn) {
        key->modifiers() & Qt::ShiftModifier ? findPrevious() : findNext();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void FindBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_status)
        applyColors();
}

void FindBar::applyColors()
{
    const bool isDark = palette().color(QPalette::Window).lightness() < 128;
    const QColor failed = isDark ? QColor(0xff, 0x7b, 0x72) : QColor(0xcf, 0x22, 0x2e);
    QColor muted = palette().color(QPalette::WindowText);
    muted.setAlpha(180);
    const QColor color = m_status->property("failed").toBool() ? failed : muted;
    QPalette own = m_status->palette();
    if (own.color(QPalette::WindowText) == color)
        return;
    own.setColor(QPalette::WindowText, color);
    m_status->setPalette(own);
}

void FindBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Window));
    QColor line = palette().color(QPalette::WindowText);
    line.setAlpha(40);
    painter.fillRect(0, height() - 1, width(), 1, line);
}

} // namespace looptide::editor
