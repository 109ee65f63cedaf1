// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/git/diffview.h"

#include "panels/common/flowlayout.h"
#include "panels/common/icons.h"
#include "panels/git/gitdiffreader.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace looptide::panels {

using models::DiffRow;
using namespace Qt::StringLiterals;

DiffView::DiffView(QWidget *parent)
    : QWidget(parent), m_title(new QLabel), m_message(new QLabel),
      m_unified(new DiffPane(DiffPane::Numbers::Both)),
      m_left(new DiffPane(DiffPane::Numbers::Old)), m_right(new DiffPane(DiffPane::Numbers::New)),
      m_columns(new QWidget)
{
    setupActions();
    setupPanes();
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setMargin(24);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(makeHeader());
    layout->addWidget(m_message, 1);
    layout->addWidget(m_unified, 1);
    layout->addWidget(m_columns, 1);
    setFocusProxy(m_unified);
    showContent();
}

void DiffView::setupPanes()
{
    m_unified->setAccessibleName(tr("Differences"));
    m_left->setAccessibleName(tr("Old version"));
    m_right->setAccessibleName(tr("New version"));
    auto *row = new QHBoxLayout(m_columns);
    row->setContentsMargins({});
    row->setSpacing(1);
    row->addWidget(m_left, 1);
    row->addWidget(m_right, 1);
    m_left->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (DiffPane *pane : { m_unified, m_left, m_right }) {
        pane->installEventFilter(this);
        connect(pane, &QPlainTextEdit::cursorPositionChanged, this, &DiffView::updateActions);
    }
    const auto follow = [this](QScrollBar *from, QScrollBar *to) {
        connect(from, &QScrollBar::valueChanged, to, &QScrollBar::setValue);
    };
    follow(m_left->verticalScrollBar(), m_right->verticalScrollBar());
    follow(m_right->verticalScrollBar(), m_left->verticalScrollBar());
    follow(m_left->horizontalScrollBar(), m_right->horizontalScrollBar());
    follow(m_right->horizontalScrollBar(), m_left->horizontalScrollBar());
}

QAction *DiffView::addAction(const QString &iconName, const QString &text, const QString &tip,
                             const QKeySequence &keys, const char *name)
{
    auto *action = new QAction(icon(iconName), text, this);
    action->setObjectName(QLatin1StringView(name));
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setToolTip(
        keys.isEmpty() ? tip : tr("%1 (%2)").arg(tip, keys.toString(QKeySequence::NativeText)));
    QWidget::addAction(action);
    return action;
}

void DiffView::setupActions()
{
    m_previous = addAction(u"arrow-up"_s, tr("Previous Change"), tr("Go to the previous change"),
                           Qt::SHIFT | Qt::Key_F7, "diff.previous");
    m_next = addAction(u"arrow-down"_s, tr("Next Change"), tr("Go to the next change"), Qt::Key_F7,
                       "diff.next");
    m_stage = addAction(u"plus"_s, tr("Stage Hunk"),
                        tr("Put the changes at the caret into the next commit"), {}, "diff.stage");
    m_unstage =
        addAction(u"x"_s, tr("Unstage Hunk"),
                  tr("Take the changes at the caret out of the next commit"), {}, "diff.unstage");
    m_discard = addAction(u"undo"_s, tr("Discard Hunk"),
                          tr("Undo the changes at the caret in the file"), {}, "diff.discard");
    m_open = addAction(u"file-code"_s, tr("Open File"), tr("Open the file at this line"),
                       Qt::CTRL | Qt::Key_Return, "diff.open");
    m_sideBySide =
        addAction(u"columns-2"_s, tr("Side by Side"),
                  tr("Show the old and the new version side by side"), {}, "diff.sideBySide");
    m_sideBySide->setCheckable(true);
    m_close = addAction(u"x"_s, tr("Close"), tr("Back to the editor (Esc)"), {}, "diff.close");
    connect(m_previous, &QAction::triggered, this, [this] { goToChange(-1); });
    connect(m_next, &QAction::triggered, this, [this] { goToChange(1); });
    connect(m_stage, &QAction::triggered, this,
            [this] { Q_EMIT stageHunkRequested(patchAtCaret()); });
    connect(m_unstage, &QAction::triggered, this,
            [this] { Q_EMIT unstageHunkRequested(patchAtCaret()); });
    connect(m_discard, &QAction::triggered, this,
            [this] { Q_EMIT discardHunkRequested(patchAtCaret()); });
    connect(m_open, &QAction::triggered, this, &DiffView::openFile);
    connect(m_sideBySide, &QAction::toggled, this, &DiffView::setSideBySide);
    connect(m_close, &QAction::triggered, this, &DiffView::closeRequested);
}

QWidget *DiffView::makeHeader()
{
    m_title->setTextFormat(Qt::PlainText);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_title->setObjectName(u"diff.title"_s);
    QFont bold = m_title->font();
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    auto *header = new QWidget;
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(8, 2, 4, 2);
    row->setSpacing(2);
    row->addWidget(m_title, 1);
    for (QAction *action :
         { m_stage, m_unstage, m_discard, m_previous, m_next, m_sideBySide, m_open, m_close }) {
        auto *button = new QToolButton;
        button->setDefaultAction(action);
        button->setAutoRaise(true);
        button->setAccessibleName(action->text());
        if (action == m_stage || action == m_unstage || action == m_discard)
            m_hunkTools.append(button);
        connect(action, &QAction::visibleChanged, button,
                [button, action] { button->setVisible(action->isVisible()); });
        row->addWidget(button);
    }
    return header;
}

void DiffView::setDiff(const DiffSubject &subject, const models::GitDiff &diff)
{
    const bool isSame = subject == m_subject && m_message->text().isEmpty();
    const int row = currentPane()->currentRow();
    m_subject = subject;
    m_diff = diff;
    m_message->clear();
    m_unified->setRows(models::unifiedRows(diff));
    const models::DiffColumns columns = models::sideBySideRows(diff);
    m_left->setRows(columns.left);
    m_right->setRows(columns.right);
    showContent();
    const QList<DiffRow> &rows = currentPane()->rows();
    if (isSame && row < rows.size())
        currentPane()->goToRow(row);
    else if (const int first = models::nextChange(rows, -1, 1); first >= 0)
        currentPane()->goToRow(first);
}

void DiffView::setMessage(const DiffSubject &subject, const QString &text)
{
    m_subject = subject;
    m_diff = {};
    m_message->setText(text);
    for (DiffPane *pane : { m_unified, m_left, m_right })
        pane->setRows({});
    showContent();
}

void DiffView::setSideBySide(bool on)
{
    if (m_isSideBySide == on)
        return;
    const DiffRow place = currentPane()->rows().value(currentPane()->currentRow());
    m_isSideBySide = on;
    m_sideBySide->setChecked(on);
    const bool hadFocus = m_unified->hasFocus() || m_left->hasFocus() || m_right->hasFocus();
    setFocusProxy(on ? m_right : m_unified);
    showContent();
    const QList<DiffRow> &rows = currentPane()->rows();
    const auto same = std::ranges::find_if(rows, [&place](const DiffRow &row) {
        return row.file == place.file && row.hunk == place.hunk && row.isChange();
    });
    if (same != rows.end())
        currentPane()->goToRow(int(same - rows.begin()));
    if (hadFocus)
        setFocus();
}

void DiffView::showContent()
{
    const bool hasMessage = !m_message->text().isEmpty();
    m_title->setText(m_subject.title);
    m_title->setToolTip(m_subject.title.toHtmlEscaped());
    m_message->setVisible(hasMessage);
    m_unified->setVisible(!hasMessage && !m_isSideBySide);
    m_columns->setVisible(!hasMessage && m_isSideBySide);
    updateActions();
}

DiffPane *DiffView::currentPane() const
{
    return !m_isSideBySide ? m_unified : m_left->hasFocus() ? m_left : m_right;
}

QByteArray DiffView::patchAtCaret() const
{
    const QList<DiffRow> &rows = currentPane()->rows();
    const int row = currentPane()->currentRow();
    if (row >= rows.size() || rows.at(row).file < 0 || rows.at(row).hunk < 0)
        return {};
    const models::GitDiffFile &file = m_diff.files.at(rows.at(row).file);
    const models::GitDiffHunk &hunk = file.hunks.at(rows.at(row).hunk);
    const bool isWhole = !m_diff.isTruncated || &hunk != &m_diff.files.last().hunks.last();
    return file.isCombined || !isWhole ? QByteArray() : models::patchOf(file, hunk);
}

void DiffView::updateActions()
{
    const bool hasHunk = !patchAtCaret().isEmpty();
    m_stage->setVisible(m_subject.kind == DiffSubject::Kind::Folder);
    m_discard->setVisible(m_subject.kind == DiffSubject::Kind::Folder);
    m_unstage->setVisible(m_subject.kind == DiffSubject::Kind::Index);
    for (QAction *action : { m_stage, m_discard, m_unstage })
        action->setEnabled(hasHunk);
    m_open->setEnabled(!m_diff.files.isEmpty() || !m_subject.path.isEmpty());
    m_previous->setEnabled(!m_diff.files.isEmpty());
    m_next->setEnabled(!m_diff.files.isEmpty());
}

void DiffView::goToChange(int direction)
{
    DiffPane *pane = currentPane();
    const int row = models::nextChange(pane->rows(), pane->currentRow(), direction);
    if (row >= 0)
        pane->goToRow(row);
}

void DiffView::openFile()
{
    const QList<DiffRow> &rows = currentPane()->rows();
    int row = qMin(currentPane()->currentRow(), int(rows.size()) - 1);
    if (row < 0) {
        Q_EMIT fileRequested(m_subject.path, 0);
        return;
    }
    const int file = qMax(0, rows.at(row).file);
    while (row > 0 && rows.at(row).newLine == 0 && rows.at(row).kind != DiffRow::Kind::File)
        --row;
    if (file < m_diff.files.size())
        Q_EMIT fileRequested(m_diff.files.at(file).path(), rows.at(row).newLine);
}

QString DiffView::text() const
{
    if (!m_message->text().isEmpty())
        return m_message->text();
    return m_isSideBySide ? m_left->toPlainText() + u"\n---\n"_s + m_right->toPlainText()
                          : m_unified->toPlainText();
}

// Where room is short, it is for the title.
void DiffView::resizeEvent(QResizeEvent *event)
{
    constexpr int wide = 620;
    QWidget::resizeEvent(event);
    for (QToolButton *button : std::as_const(m_hunkTools))
        button->setToolButtonStyle(width() < wide ? Qt::ToolButtonIconOnly
                                                  : Qt::ToolButtonTextBesideIcon);
}

bool DiffView::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        Q_EMIT closeRequested();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace looptide::panels
