// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/output/outputpanel.h"

#include "panels/common/displaytext.h"
#include "panels/common/emptystate.h"
#include "panels/common/icons.h"
#include "panels/common/runfeed.h"
#include "panels/output/readablefield.h"
#include "panels/output/terminalfeed.h"
#include "panels/output/terminallinks.h"
#include "panels/output/termwidget.h"

#include <QAction>
#include <QApplication>
#include <QContextMenuEvent>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QRegularExpression>
#include <QScrollBar>
#include <QStackedLayout>
#include <QToolBar>
#include <QToolButton>

static void initTerminalResources()
{
    Q_INIT_RESOURCE(terminal);
}

namespace looptide::panels {

namespace {

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Base).lightness() < 128;
}

// Gives its only child its own size and asks for none: a program may ask the terminal to be 9999
// columns wide (CSI 8 t), and the window must not follow.
class FixedFrame : public QWidget
{
public:
    using QWidget::QWidget;

protected:
    void resizeEvent(QResizeEvent *) override { fit(); }
    void childEvent(QChildEvent *) override { fit(); }

private:
    void fit()
    {
        for (QWidget *child : findChildren<QWidget *>(Qt::FindDirectChildrenOnly))
            child->setGeometry(rect());
    }
};

} // namespace

PanelDescriptor OutputPanel::descriptor()
{
    const auto create = [](models::RunFeed *run, PanelHost *host) {
        auto *panel = new OutputPanel;
        connect(panel, &OutputPanel::inputTyped, run, &models::RunFeed::writeInput);
        connect(panel, &OutputPanel::outputHoldRequested, run, &models::RunFeed::holdOutput);
        connect(panel, &OutputPanel::terminalResized, run, &models::RunFeed::resizeTerminal);
        connect(panel, &OutputPanel::fileLinkActivated, host, &PanelHost::fileActivated);
        connect(panel, &OutputPanel::urlActivated, host, &PanelHost::urlActivated);
        connect(panel, &OutputPanel::runRequested, host, &PanelHost::runRequested);
        return panel;
    };
    return { .id = QStringLiteral("output"),
             .title = tr("Output"),
             .icon = QStringLiteral("square-terminal"),
             .shortcut = QKeySequence(Qt::ALT | Qt::Key_3),
             .place = PanelPlace::Bottom,
             .createForRun = create,
             .hasTabs = true };
}

OutputPanel::OutputPanel(QWidget *parent)
    : QWidget(parent), m_font(QFontDatabase::systemFont(QFontDatabase::FixedFont))
{
    setupActions();
    setupViews();
}

OutputPanel::~OutputPanel() = default;

QAction *OutputPanel::addPanelAction(const QString &iconName, const QString &text,
                                     const QString &toolTip, const QKeySequence &shortcut,
                                     void (OutputPanel::*slot)())
{
    auto *action = new QAction(icon(iconName), text, this);
    action->setShortcut(shortcut);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setToolTip(
        shortcut.isEmpty()
            ? toolTip
            : tr("%1 (%2)").arg(toolTip, shortcut.toString(QKeySequence::NativeText)));
    action->setStatusTip(toolTip);
    connect(action, &QAction::triggered, this, slot);
    addAction(action);
    m_actions.append(action);
    return action;
}

void OutputPanel::setupActions()
{
    m_find = addPanelAction(QStringLiteral("search"), tr("Find in Output"),
                            tr("Find text in the output"),
                            QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F), &OutputPanel::find);
    m_find->setObjectName(QStringLiteral("output.find"));
    m_find->setEnabled(false); // until there is something to search
    m_follow = addPanelAction(QStringLiteral("arrow-down-to-line"), tr("Follow Output"),
                              tr("Keep the newest output in view"), {}, &OutputPanel::toggleFollow);
    m_follow->setObjectName(QStringLiteral("output.follow"));
    m_follow->setCheckable(true);
    m_follow->setChecked(true);
    m_copy = addPanelAction(QStringLiteral("copy"), tr("Copy"), tr("Copy the selected output"),
                            QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), &OutputPanel::copy);
    m_copy->setObjectName(QStringLiteral("output.copy"));
    m_copy->setEnabled(false);
    m_paste = addPanelAction(QStringLiteral("clipboard-paste"), tr("Paste"),
                             tr("Send the clipboard to the running program"),
                             QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_V), &OutputPanel::paste);
    m_paste->setObjectName(QStringLiteral("output.paste"));
    m_paste->setEnabled(false);
    m_clear = addPanelAction(QStringLiteral("trash-2"), tr("Clear Output"),
                             tr("Remove all output from the panel"), {}, &OutputPanel::clear);
    m_clear->setObjectName(QStringLiteral("output.clear"));
}

void OutputPanel::setupViews()
{
    m_tools = new QToolBar(this);
    m_tools->setOrientation(Qt::Vertical);
    m_tools->setIconSize(QSize(16, 16));
    m_tools->addActions({ m_find, m_follow, m_clear });

    auto *empty = new EmptyState(QStringLiteral("square-terminal"), this);
    empty->setText(tr("Nothing has run yet"),
                   tr("Press Run; what your program prints appears here."));
    empty->setAction(tr("Run"), QStringLiteral("play"));
    empty->setBackgroundRole(QPalette::Base);
    empty->setAutoFillBackground(true);
    connect(empty, &EmptyState::actionRequested, this, &OutputPanel::runRequested);

    m_terminalPage = new FixedFrame(this);
    auto *pages = new QWidget(this);
    m_stack = new QStackedLayout(pages);
    m_stack->addWidget(empty);
    m_stack->addWidget(m_terminalPage);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(pages, 1);
    layout->addWidget(m_tools);
}

void OutputPanel::addTools(const QList<QAction *> &actions)
{
    m_tools->insertActions(m_find, actions);
    m_tools->insertSeparator(m_find);
}

void OutputPanel::ensureTerminal()
{
    if (!m_terminal)
        setupTerminal();
    m_find->setEnabled(true);
    m_stack->setCurrentWidget(m_terminalPage);
}

void OutputPanel::setupTerminal()
{
    initTerminalResources();
    m_terminal = new QTermWidget(0, m_terminalPage);
    m_terminal->setFlowControlEnabled(false);
    m_terminal->setHistorySize(m_historyLines);
    m_terminal->setTerminalFont(m_font);
    m_terminal->setTerminalSizeHint(false);
    m_terminal->setScrollBarPosition(QTermWidget::ScrollBarRight);
    m_terminal->setMargin(6);
    m_terminal->setBidiEnabled(true); // right-to-left text in its own order
    m_terminal->setConfirmMultilinePaste(false);
    applyColors();
    m_terminal->startTerminalTeletype();
    m_terminal->setGeometry(m_terminalPage->rect());
    m_terminal->show();

    for (QWidget *child : m_terminal->findChildren<QWidget *>()) {
        if (child->inherits("Konsole::TerminalDisplay"))
            m_display = child;
    }
    if (auto *field = m_terminal->findChild<QLineEdit *>())
        new ReadableField(field);
    m_display->installEventFilter(this);
    m_display->setAccessibleName(tr("Program output"));
    m_scrollBar = m_display->findChild<QScrollBar *>();
    setFocusProxy(m_terminal);

    m_feed = new TerminalFeed(m_terminal, this);
    connect(m_feed, &TerminalFeed::fullChanged, this, &OutputPanel::outputHoldRequested);
    m_links = new TerminalLinks(m_terminal, m_display);
    connect(m_links, &TerminalLinks::activated, this, [this](const models::OutputLink &link) {
        if (link.url.isEmpty())
            Q_EMIT fileLinkActivated(link.path, link.line, link.column);
        else
            Q_EMIT urlActivated(link.url);
    });
    connect(m_terminal, &QTermWidget::sendData, this, [this](const char *data, int size) {
        if (m_running)
            Q_EMIT inputTyped(QByteArray(data, size));
    });
    connect(m_terminal, &QTermWidget::copyAvailable, m_copy, &QAction::setEnabled);
    connect(m_scrollBar, &QScrollBar::valueChanged, this, &OutputPanel::updateFollow);
    connect(m_scrollBar, &QScrollBar::rangeChanged, this, &OutputPanel::updateFollow);

    // The icons of the find bar come from a desktop's icon theme, which need not be there.
    const std::pair<QString, QString> icons[] = {
        { QStringLiteral("closeButton"), QStringLiteral("x") },
        { QStringLiteral("findPreviousButton"), QStringLiteral("chevron-up") },
        { QStringLiteral("findNextButton"), QStringLiteral("chevron-down") },
        { QStringLiteral("optionsButton"), QStringLiteral("settings") },
    };
    for (const auto &[name, iconName] : icons) {
        if (auto *button = m_terminal->findChild<QToolButton *>(name))
            button->setIcon(icon(iconName));
    }
}

void OutputPanel::applyColors()
{
    m_darkColors = isDark(palette());
    m_terminal->setColorScheme(m_darkColors
                                   ? QStringLiteral(":/terminal/looptide-dark.colorscheme")
                                   : QStringLiteral(":/terminal/looptide-light.colorscheme"));
}

void OutputPanel::setWorkingDirectory(const QString &directory)
{
    if (m_links)
        m_links->setWorkingDirectory(directory);
}

// Ctrl+W deletes a word in a shell, and does not close the file in the editor.
bool OutputPanel::belongsToShell(const QKeyEvent &key) const
{
    const Qt::KeyboardModifiers modifiers = key.modifiers();
    const bool isLetter = (key.key() >= Qt::Key_A && key.key() <= Qt::Key_Z)
        || (key.key() >= Qt::Key_BracketLeft && key.key() <= Qt::Key_Underscore);
    return m_isShell && m_running && isLetter
        && (modifiers == Qt::ControlModifier || modifiers == Qt::AltModifier);
}

void OutputPanel::setRunning(bool on)
{
    m_running = on;
    m_paste->setEnabled(on);
}

// The terminal counts from the end that it shows, which is an older one while there is output that
// it has not shown yet: what follows the output by itself must not be told to.
void OutputPanel::scrollToEnd()
{
    if (!m_follow->isChecked())
        m_terminal->scrollToEnd();
}

void OutputPanel::appendOutput(const QByteArray &bytes, const core::ByteRanges &errors)
{
    if (bytes.isEmpty())
        return;
    ensureTerminal();
    m_atLineStart = bytes.endsWith('\n');
    m_feed->append(bytes, errors);
}

void OutputPanel::setHistoryLines(int lines)
{
    m_historyLines = lines;
    if (m_terminal)
        m_terminal->setHistorySize(lines);
}

void OutputPanel::setTerminalFont(const QFont &font)
{
    m_font = font;
    if (m_terminal)
        m_terminal->setTerminalFont(font);
}

QSize OutputPanel::terminalSize() const
{
    return m_terminal ? QSize(m_terminal->screenColumnsCount(), m_terminal->screenLinesCount())
                      : QSize(80, 24);
}

QString OutputPanel::visibleText() const
{
    if (!m_terminal)
        return {};
    const int last = m_terminal->historyLinesCount() + m_terminal->screenLinesCount() - 1;
    m_terminal->setSelectionStart(0, 0);
    m_terminal->setSelectionEnd(last, m_terminal->screenColumnsCount() - 1);
    static const QRegularExpression blanks(QStringLiteral(" +(?=\n|$)"));
    const QString text = m_terminal->selectedText(true).remove(blanks);
    QMetaObject::invokeMethod(m_terminal, "noMatchFound");
    return text;
}

void OutputPanel::clear()
{
    if (!m_terminal)
        return;
    m_feed->discard();
    m_terminal->clear();
    m_atLineStart = true;
}

void OutputPanel::copy()
{
    if (m_terminal)
        m_terminal->copyClipboard();
}

void OutputPanel::paste()
{
    if (m_terminal && m_running)
        m_terminal->pasteClipboard();
}

void OutputPanel::find()
{
    m_terminal->toggleShowSearchBar();
    if (auto *edit = m_terminal->findChild<QLineEdit *>(); edit && edit->isVisible())
        edit->setFocus();
    else
        m_display->setFocus();
}

// The terminal follows its end by itself while it shows it; scrolled up by a line, it stays.
void OutputPanel::toggleFollow()
{
    if (!m_terminal)
        return m_follow->setChecked(true);
    if (m_follow->isChecked())
        m_terminal->scrollToEnd();
    else
        m_scrollBar->setValue(m_scrollBar->maximum() - 1);
    updateFollow();
}

void OutputPanel::updateFollow()
{
    m_follow->setChecked(m_scrollBar->value() >= m_scrollBar->maximum());
}

void OutputPanel::reportSize()
{
    const QSize size = terminalSize();
    if (size == m_reportedSize || size.isEmpty())
        return;
    m_reportedSize = size;
    Q_EMIT terminalResized(size.width(), size.height());
}

bool OutputPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_display && event->type() == QEvent::Resize)
        QMetaObject::invokeMethod(this, &OutputPanel::reportSize, Qt::QueuedConnection);
    // The window has a command with the same keys, which this panel comes before.
    const bool isKey =
        event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (watched == m_display && isKey
        && m_find->shortcut() == QKeySequence(static_cast<QKeyEvent *>(event)->keyCombination())) {
        event->accept();
        if (event->type() == QEvent::KeyPress)
            find();
        return true;
    }
    if (watched == m_display && event->type() == QEvent::ShortcutOverride
        && belongsToShell(*static_cast<QKeyEvent *>(event))) {
        event->accept();
        return true;
    }
    // Without a program that reads it, Esc is for whoever the panel belongs to.
    if (watched == m_display && event->type() == QEvent::KeyPress && !m_running
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->ignore();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void OutputPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange && m_terminal && isDark(palette()) != m_darkColors)
        applyColors();
    QWidget::changeEvent(event);
}

void OutputPanel::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    menu.addActions({ m_copy, m_paste });
    menu.addSeparator();
    menu.addActions({ m_find, m_follow });
    menu.addSeparator();
    menu.addAction(m_clear);
    menu.exec(event->globalPos());
}

} // namespace looptide::panels
