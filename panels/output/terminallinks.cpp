// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/output/terminallinks.h"

#include "panels/output/termwidget.h"

#include <QApplication>
#include <QDir>
#include <QFileInfo>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

namespace looptide::panels {

namespace {

// A line longer than this many rows is not searched for links.
constexpr int maximumRows = 40;

int cellWidth(const QString &text, qsizetype *index)
{
    char32_t character = text.at(*index).unicode();
    if (QChar::isHighSurrogate(character) && *index + 1 < text.size()) {
        ++*index;
        character = QChar::surrogateToUcs4(char16_t(character), text.at(*index).unicode());
    }
    if (QChar::category(character) == QChar::Mark_NonSpacing)
        return 0;
    const bool wide = (character >= 0x1100 && character <= 0x115f)
        || (character >= 0x2e80 && character <= 0xa4cf)
        || (character >= 0xac00 && character <= 0xd7a3)
        || (character >= 0xf900 && character <= 0xfaff)
        || (character >= 0xff00 && character <= 0xff60)
        || (character >= 0x1f300 && character <= 0x1faff)
        || (character >= 0x20000 && character <= 0x3fffd);
    return wide ? 2 : 1;
}

// The column where each character of a row stands, and one past the last.
QList<int> columnsOf(const QString &row)
{
    QList<int> columns(row.size() + 1);
    int column = 0;
    for (qsizetype i = 0; i < row.size(); ++i) {
        const qsizetype first = i;
        const int width = cellWidth(row, &i);
        for (qsizetype k = first; k <= i; ++k)
            columns[k] = column;
        column += width;
    }
    columns[row.size()] = column;
    return columns;
}

} // namespace

TerminalLinks::TerminalLinks(QTermWidget *terminal, QWidget *display)
    : QWidget(display), m_terminal(terminal), m_display(display)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    setGeometry(display->rect());
    display->setMouseTracking(true);
    display->installEventFilter(this);
    connect(terminal, &QTermWidget::copyAvailable, this,
            [this](bool available) { m_hasSelection = available; });
    if (auto *scrollBar = display->findChild<QScrollBar *>())
        connect(scrollBar, &QScrollBar::valueChanged, this, &TerminalLinks::forget);
}

void TerminalLinks::setWorkingDirectory(const QString &directory)
{
    m_workingDirectory = directory;
}

// The display reports the position of the cursor's cell. All other positions are computed from it.
TerminalLinks::Cells TerminalLinks::cells() const
{
    const QRect cursor = m_display->inputMethodQuery(Qt::ImCursorRectangle).toRect();
    const int column = m_display->inputMethodQuery(Qt::ImCursorPosition).toInt();
    Cells cells;
    cells.size = cursor.size();
    if (cells.size.isEmpty())
        return cells;
    cells.left = cursor.left() - column * cursor.width();
    cells.top = cursor.top() % cursor.height();
    return cells;
}

int TerminalLinks::firstVisibleRow() const
{
    const auto *scrollBar = m_display->findChild<QScrollBar *>();
    const int history = m_terminal->historyLinesCount();
    // The scroll bar learns of a change later than the terminal does.
    return scrollBar ? qMin(scrollBar->value(), history) : history;
}

// The terminal has no call for the text of a row: the selection is borrowed for a moment (callers
// see to it that there is none). A row whose text goes on in the next one comes without a line end.
QString TerminalLinks::rowText(int row)
{
    // The terminal does not check: a row that is not there is memory that is not there.
    if (row < 0 || row >= m_terminal->historyLinesCount() + m_terminal->screenLinesCount())
        return {};
    const QSignalBlocker blocker(m_terminal);
    m_terminal->setSelectionStart(row, 0);
    m_terminal->setSelectionEnd(row, m_terminal->screenColumnsCount() - 1);
    const QString text = m_terminal->selectedText(true);
    QMetaObject::invokeMethod(m_terminal, "noMatchFound");
    return text;
}

TerminalLinks::LogicalLine TerminalLinks::lineAt(int row)
{
    const int rowCount = m_terminal->historyLinesCount() + m_terminal->screenLinesCount();
    LogicalLine line;
    line.firstRow = row;
    line.rows = { rowText(row) };
    while (line.firstRow > 0 && line.rows.size() < maximumRows) {
        const QString above = rowText(line.firstRow - 1);
        if (above.isEmpty() || above.endsWith(u'\n'))
            break;
        line.rows.prepend(above);
        --line.firstRow;
    }
    for (int next = row + 1; next < rowCount && !line.rows.last().isEmpty()
         && !line.rows.last().endsWith(u'\n') && line.rows.size() < maximumRows;
         ++next)
        line.rows.append(rowText(next));
    if (line.rows.last().endsWith(u'\n'))
        line.rows.last().chop(1);
    line.links = models::findOutputLinks(line.rows.join(QString()));
    return line;
}

bool TerminalLinks::resolve(models::OutputLink *link) const
{
    if (!link->url.isEmpty())
        return true;
    if (QDir::isRelativePath(link->path)) {
        if (m_workingDirectory.isEmpty())
            return false;
        link->path = QDir(m_workingDirectory).absoluteFilePath(link->path);
    }
    link->path = QDir::cleanPath(link->path);
    return QFileInfo(link->path).isFile();
}

std::optional<models::OutputLink> TerminalLinks::linkAt(QPoint position)
{
    m_underlines.clear();
    const Cells grid = cells();
    if (grid.size.isEmpty() || m_hasSelection || position.x() < grid.left)
        return {};
    const int visibleRow = (position.y() - grid.top) / grid.size.height();
    const int firstVisible = firstVisibleRow();
    if (position.y() < grid.top || visibleRow >= m_terminal->screenLinesCount())
        return {};
    const int pointedColumn = (position.x() - grid.left) / grid.size.width();
    LogicalLine line = lineAt(firstVisible + visibleRow);
    for (models::OutputLink &link : line.links) {
        bool pointed = false;
        QList<QRect> underlines;
        qsizetype rowStart = 0;
        for (qsizetype i = 0; i < line.rows.size(); ++i) {
            const qsizetype length = line.rows.at(i).size();
            const qsizetype from = qBound(0, link.start - rowStart, length);
            const qsizetype to = qBound(0, link.start + link.length - rowStart, length);
            rowStart += length;
            if (from == to)
                continue;
            const QList<int> columns = columnsOf(line.rows.at(i));
            const int row = line.firstRow + int(i) - firstVisible;
            pointed = pointed
                || (row == visibleRow && pointedColumn >= columns.at(from)
                    && pointedColumn < columns.at(to));
            underlines.append(QRect(grid.left + columns.at(from) * grid.size.width(),
                                    grid.top + row * grid.size.height(),
                                    (columns.at(to) - columns.at(from)) * grid.size.width(),
                                    grid.size.height()));
        }
        if (pointed && resolve(&link)) {
            m_underlines = underlines;
            return link;
        }
    }
    return {};
}

void TerminalLinks::hover(QPoint position)
{
    const QList<QRect> before = m_underlines;
    m_hovered = linkAt(position);
    if (m_hovered)
        m_display->setCursor(Qt::PointingHandCursor);
    else if (!before.isEmpty())
        m_display->setCursor(Qt::IBeamCursor);
    if (before != m_underlines)
        update();
}

void TerminalLinks::forget()
{
    if (!m_hovered)
        return;
    m_hovered.reset();
    m_underlines.clear();
    m_display->setCursor(Qt::IBeamCursor);
    update();
}

bool TerminalLinks::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::Resize:
        setGeometry(m_display->rect());
        break;
    case QEvent::Leave:
    case QEvent::KeyPress:
        forget();
        break;
    case QEvent::MouseMove: {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        if (mouse->buttons() == Qt::NoButton)
            hover(mouse->position().toPoint());
        break;
    }
    case QEvent::MouseButtonPress:
        m_pressed = static_cast<QMouseEvent *>(event)->position().toPoint();
        break;
    case QEvent::MouseButtonRelease: {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        const QPoint place = mouse->position().toPoint();
        if (mouse->button() != Qt::LeftButton
            || (place - m_pressed).manhattanLength() >= QApplication::startDragDistance())
            break;
        if (const auto link = linkAt(place))
            Q_EMIT activated(*link);
        break;
    }
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

void TerminalLinks::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::Link));
    for (const QRect &cell : std::as_const(m_underlines))
        painter.drawLine(cell.left(), cell.bottom(), cell.right(), cell.bottom());
}

} // namespace looptide::panels
