// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/serverconsole/requestfilter.h"

#include "panels/common/displaytext.h"
#include "panels/common/icons.h"
#include "panels/common/theme.h"
#include "panels/serverconsole/filterchip.h"
#include "panels/serverconsole/list/querycompleter.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>

#include <algorithm>
#include <array>

namespace looptide::panels {

using models::Theme;
using namespace Qt::StringLiterals;

RequestFilter::RequestFilter(QWidget *bar, const models::ServerConsoleModel *requests)
    : QObject(bar), m_text(new QLineEdit(bar)), m_method(new QComboBox(bar)),
      m_chips(new QWidget(bar))
{
    setupText(requests);
    setupMethod();
    setupChips();
}

void RequestFilter::setupText(const models::ServerConsoleModel *requests)
{
    m_text->setPlaceholderText(tr("Filter: words, method:POST, status:5xx, slower:100ms"));
    setMistakes({});
    new QueryCompleter(m_text, requests);
    m_text->setAccessibleName(tr("Filter requests"));
    m_text->setClearButtonEnabled(true);
    m_text->addAction(icon(u"search"_s), QLineEdit::LeadingPosition);
    m_text->setMinimumWidth(150);
    m_text->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(m_text, &QLineEdit::textChanged, this, &RequestFilter::changed);
}

void RequestFilter::setMistakes(const QStringList &mistakes)
{
    const Theme theme(m_text->palette());
    QPalette palette = m_text->parentWidget()->palette();
    if (!mistakes.isEmpty())
        palette.setColor(QPalette::Text, theme.error());
    m_text->setPalette(palette);
    if (!mistakes.isEmpty()) {
        m_text->setToolTip(tr("This part of the filter cannot be understood: %1")
                               .arg(models::visibleText(mistakes.join(u' ')).toHtmlEscaped()));
        return;
    }
    // Qt::convertFromPlainText would lose the columns.
    m_text->setToolTip(
        tr("<p>Shows the requests that fit all of these (Ctrl+F):</p>"
           "<p>words of the URL, method, status or client<br>"
           "<b>method:</b>POST,PUT &nbsp; <b>status:</b>5xx &nbsp; <b>path:</b>/api &nbsp; "
           "<b>route:</b>/tasks/:id<br>"
           "<b>header:</b>name=value &nbsp; <b>body:</b>text<br>"
           "<b>slower:</b>100ms &nbsp; <b>faster:</b>5ms &nbsp; <b>larger:</b>10k &nbsp; "
           "<b>smaller:</b>1k<br>"
           "<b>agent:</b>worker2 &nbsp; <b>is:</b>error</p>"
           "<p>A minus before a part excludes what fits it.</p>"));
}

void RequestFilter::setupMethod()
{
    m_method->setAccessibleName(tr("Method"));
    m_method->setToolTip(tr("Show one method only"));
    m_method->addItem(tr("All methods"), QString());
    for (const QString &method :
         { u"GET"_s, u"POST"_s, u"PUT"_s, u"PATCH"_s, u"DELETE"_s, u"HEAD"_s, u"OPTIONS"_s })
        m_method->addItem(method, method);
    connect(m_method, &QComboBox::currentIndexChanged, this, &RequestFilter::changed);
}

void RequestFilter::setupChips()
{
    auto *row = new QHBoxLayout(m_chips);
    row->setContentsMargins({});
    row->setSpacing(4);
    const std::array meanings { tr("success"), tr("redirection"), tr("client errors"),
                                tr("server errors") };
    for (int hundreds = 2; hundreds <= 5; ++hundreds) {
        const auto color = [hundreds](const Theme &theme) {
            return theme.httpStatus(hundreds * 100);
        };
        m_statusChips.append(addChip(
            new FilterChip(u"%1xx"_s.arg(hundreds), color, m_chips),
            tr("Show only %1xx: %2").arg(hundreds).arg(meanings[std::size_t(hundreds) - 2])));
    }
    m_errorsChip = addChip(new FilterChip(tr("Errors"), &Theme::error, m_chips),
                           tr("Show only 4xx, 5xx and aborted requests"));
}

FilterChip *RequestFilter::addChip(FilterChip *chip, const QString &toolTip)
{
    chip->setToolTip(toolTip);
    connect(chip, &FilterChip::toggled, this, &RequestFilter::changed);
    m_chips->layout()->addWidget(chip);
    return chip;
}

models::ServerConsoleProxy::Filter RequestFilter::filter() const
{
    QSet<int> classes;
    for (qsizetype i = 0; i < m_statusChips.size(); ++i) {
        if (m_statusChips[i]->isChecked())
            classes.insert(int(i) + 2);
    }
    return { models::RequestQuery::wordsOf(m_text->text()), m_method->currentData().toString(),
             classes, m_errorsChip->isChecked() };
}

bool RequestFilter::usesMethod() const
{
    return m_method->currentIndex() > 0;
}

bool RequestFilter::usesChips() const
{
    return m_errorsChip->isChecked()
        || std::ranges::any_of(m_statusChips, &QAbstractButton::isChecked);
}

void RequestFilter::clear()
{
    {
        const QSignalBlocker blocker(this); // one change, not one for each tool
        m_text->clear();
        m_method->setCurrentIndex(0);
        m_errorsChip->setChecked(false);
        for (FilterChip *chip : std::as_const(m_statusChips))
            chip->setChecked(false);
    }
    Q_EMIT changed();
}

} // namespace looptide::panels
