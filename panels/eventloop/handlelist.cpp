// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/eventloop/handlelist.h"

#include "panels/common/flowlayout.h"
#include "panels/common/theme.h"
#include "panels/eventloop/loopstats.h"
#include "panels/eventloop/looptexts.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace looptide::panels {

using Handles = trace::TraceSummary::Handles;
using models::LoopStats;
using models::Theme;

class HandleChip : public QWidget
{
public:
    using QWidget::QWidget;

    void setHandles(const Handles &handles, bool ended)
    {
        const bool resized = handles.active != m_handles.active || handles.type != m_handles.type;
        m_handles = handles;
        m_ended = ended;
        setToolTip(QStringLiteral("<p><b>%1</b><br>%2</p><p>%3</p>")
                       .arg(title().toHtmlEscaped(),
                            models::handleExplanation(handles.type).toHtmlEscaped(),
                            LoopStats::tr("Active: %1. Of these, %2 keep the program running.")
                                .arg(handles.active)
                                .arg(handles.referenced)));
        setAccessibleName(text());
        if (resized)
            updateGeometry();
        update();
    }
    QString title() const { return models::handleTitle(m_handles.type); }
    QString text() const { return QLocale().toString(m_handles.active) + u' ' + title(); }
    QSize sizeHint() const override
    {
        return { fontMetrics().horizontalAdvance(text()) + 22, fontMetrics().height() + 8 };
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Theme theme(palette());
        const bool keepsRunning = m_handles.referenced > 0 && !m_ended;
        const QRectF pill = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
        painter.setPen(theme.grid());
        painter.setBrush(keepsRunning ? Theme::mix(palette().color(QPalette::Window),
                                                   theme.accent(), theme.isDark() ? 0.24 : 0.13)
                                      : QColor(Qt::transparent));
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
        const QColor ink = keepsRunning ? palette().color(QPalette::WindowText) : theme.mutedText();
        const QString count = QLocale().toString(m_handles.active);
        const int left = 10;
        QFont bold = font();
        bold.setWeight(QFont::Bold);
        painter.setFont(bold);
        painter.setPen(ink);
        painter.drawText(rect().adjusted(left, 0, 0, 0), Qt::AlignVCenter, count);
        const int at = left + QFontMetrics(bold).horizontalAdvance(count + u' ');
        painter.setFont(font());
        painter.drawText(rect().adjusted(at, 0, 0, 0), Qt::AlignVCenter, title());
    }

private:
    Handles m_handles;
    bool m_ended = false;
};

HandleList::HandleList(LoopStats *stats, QWidget *parent) : QWidget(parent), m_stats(stats)
{
    auto *layout = new FlowLayout(5, this);
    layout->setContentsMargins({});
    setAccessibleName(tr("Active handles"));
    connect(m_stats, &LoopStats::sampled, this, &HandleList::refresh);
    refresh();
}

void HandleList::refresh()
{
    QList<Handles> handles = m_stats->totals().handles();
    handles.removeIf([](const Handles &one) { return one.active == 0; });
    std::ranges::stable_sort(handles, [](const Handles &a, const Handles &b) {
        return (a.referenced > 0) > (b.referenced > 0);
    });
    const auto wanted = handles.size();
    while (m_chips.size() < wanted) {
        m_chips.append(new HandleChip(this));
        layout()->addWidget(m_chips.last());
    }
    for (qsizetype i = 0; i < m_chips.size(); ++i) {
        m_chips[i]->setVisible(i < wanted);
        if (i < wanted)
            m_chips[i]->setHandles(handles[i], m_stats->hasEnded());
    }
    setAccessibleDescription(text());
}

QString HandleList::text() const
{
    QStringList parts;
    for (const HandleChip *chip : m_chips) {
        if (!chip->isHidden())
            parts.append(chip->text());
    }
    return parts.join(QStringLiteral(", "));
}

} // namespace looptide::panels
