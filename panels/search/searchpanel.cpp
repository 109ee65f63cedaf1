// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/search/searchpanel.h"

#include "panels/common/displaytext.h"
#include "panels/common/emptystate.h"
#include "panels/common/icons.h"
#include "panels/search/searchdelegate.h"
#include "panels/search/searchform.h"
#include "panels/search/searchsettings.h"
#include "runtime/core/installation.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <chrono>

namespace looptide::panels {

using models::SearchEnd;
using models::SearchMatch;
using models::SearchResultsModel;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto typingDelay = 250ms;
constexpr int expandedFiles = 100; // more are shown closed at first

QString numberText(qsizetype number)
{
    return QLocale().toString(number);
}

} // namespace

PanelDescriptor SearchPanel::descriptor()
{
    const auto create = [](PanelHost *host) {
        auto *panel = new SearchPanel;
        connect(panel, &SearchPanel::fileActivated, host, &PanelHost::fileActivated);
        connect(panel, &SearchPanel::leaveRequested, host, &PanelHost::editorRequested);
        return panel;
    };
    // The window has commands with shortcuts, which also take the editor's selection.
    return { .id = u"search"_s,
             .title = tr("Search"),
             .icon = u"search"_s,
             .shortcut = {},
             .place = PanelPlace::BottomBeside,
             .create = create };
}

SearchPanel::SearchPanel(QWidget *parent)
    : QWidget(parent), m_search(core::searchProgram()), m_model(new SearchResultsModel(this)),
      m_pages(new QStackedWidget(this)), m_empty(new EmptyState(u"search"_s)),
      m_form(new SearchForm), m_status(new QLabel), m_tree(new QTreeView)
{
    setupActions();
    setupTree();
    m_pages->addWidget(m_empty);
    m_pages->addWidget(makeContent());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_pages);
    m_form->setQuery(models::loadSearchOptions());
    m_empty->setText(tr("No project is open"),
                     tr("Open a folder or make a project to search in its files."));
    m_delay.setSingleShot(true);
    m_delay.setInterval(typingDelay);
    connect(&m_delay, &QTimer::timeout, this, &SearchPanel::search);
    connect(m_form, &SearchForm::queryChanged, this, &SearchPanel::searchSoon);
    connect(m_form, &SearchForm::replacementChanged, this, &SearchPanel::applyReplacement);
    connect(m_form, &SearchForm::searchRequested, this, &SearchPanel::search);
    connect(m_form, &SearchForm::replaceRequested, this, &SearchPanel::replace);
    connect(m_form, &SearchForm::resultsRequested, this, [this] {
        m_tree->setFocus();
        if (!m_tree->currentIndex().isValid())
            m_tree->setCurrentIndex(m_model->index(0, 0));
    });
    connect(&m_search, &models::FileSearch::found, m_model, &SearchResultsModel::add);
    connect(&m_search, &models::FileSearch::ended, this, &SearchPanel::takeEnd);
    connect(m_model, &SearchResultsModel::countsChanged, this, &SearchPanel::showStatus);
    setProject({});
}

SearchPanel::~SearchPanel() = default;

QWidget *SearchPanel::makeContent()
{
    m_status->setObjectName(u"search.status"_s);
    m_status->setTextFormat(Qt::PlainText);
    m_status->setWordWrap(true);
    m_status->setContentsMargins(6, 0, 0, 0);
    m_status->setForegroundRole(QPalette::PlaceholderText);
    m_tools = new QWidget;
    auto *tools = new QHBoxLayout(m_tools);
    tools->setContentsMargins({});
    tools->setSpacing(0);
    tools->addWidget(m_status, 1);
    for (QAction *action : { m_undo, m_cancel, m_refresh, m_collapse })
        tools->addWidget(addTool(action), 0, Qt::AlignTop);
    auto *content = new QWidget;
    auto *rows = new QVBoxLayout(content);
    rows->setContentsMargins({});
    rows->setSpacing(0);
    rows->addWidget(m_form);
    rows->addWidget(m_tools);
    rows->addWidget(m_tree, 1);
    return content;
}

QToolButton *SearchPanel::addTool(QAction *action)
{
    auto *button = new QToolButton;
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    button->setAccessibleName(action->text());
    button->setVisible(action->isVisible());
    connect(action, &QAction::visibleChanged, button,
            [button, action] { button->setVisible(action->isVisible()); });
    return button;
}

QAction *SearchPanel::makeAction(const QString &iconName, const QString &text, const QString &tip,
                                 const QKeySequence &keys, void (SearchPanel::*slot)())
{
    auto *action = new QAction(icon(iconName), text, this);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setToolTip(
        keys.isEmpty() ? tip : tr("%1 (%2)").arg(tip, keys.toString(QKeySequence::NativeText)));
    connect(action, &QAction::triggered, this, slot);
    return action;
}

void SearchPanel::setupActions()
{
    m_cancel = makeAction(u"circle-stop"_s, tr("Cancel Search"), tr("Stop searching"), {},
                          &SearchPanel::cancel);
    m_cancel->setObjectName(u"search.cancel"_s);
    m_cancel->setVisible(false);
    m_refresh = makeAction(u"refresh-cw"_s, tr("Search Again"), tr("Search again"), {},
                           &SearchPanel::search);
    m_collapse = makeAction(u"chevrons-down-up"_s, tr("Collapse All"), tr("Show only files"), {},
                            &SearchPanel::collapse);
    m_undo = makeAction(u"undo"_s, tr("Undo Replace"),
                        tr("Put back what the last replacement has changed"), {},
                        &SearchPanel::undoRequested);
    m_undo->setObjectName(u"search.undo"_s);
    m_undo->setVisible(false);
    m_copy = makeAction(u"copy"_s, tr("&Copy"), tr("Copy the place and the line"),
                        QKeySequence::Copy, &SearchPanel::copySelected);
    m_remove = makeAction(u"x"_s, tr("&Remove from List"),
                          tr("Remove it from the list; nothing happens to the file"),
                          QKeySequence::Delete, &SearchPanel::removeSelected);
    m_tree->addActions({ m_copy, m_remove });
    addAction(makeAction(u"search"_s, tr("&Search Text"), tr("Go to the text"), QKeySequence::Find,
                         &SearchPanel::focusText));
}

void SearchPanel::setupTree()
{
    m_tree->setObjectName(u"search.results"_s);
    m_tree->setAccessibleName(tr("Search results"));
    m_tree->setModel(m_model);
    m_tree->setItemDelegate(new SearchDelegate(m_tree));
    m_tree->setHeaderHidden(true);
    m_tree->setUniformRowHeights(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tree->setExpandsOnDoubleClick(false);
    m_tree->setIndentation(12);
    m_tree->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_tree->setMinimumHeight(1); // rows scroll
    connect(m_tree, &QTreeView::activated, this, &SearchPanel::activate);
    connect(m_tree, &QTreeView::clicked, this, [this](const QModelIndex &index) {
        if (m_model->matchAt(index) && !m_model->isReplacing())
            activate(index);
    });
    connect(m_model, &QAbstractItemModel::rowsInserted, m_tree,
            [this](const QModelIndex &parent, int first) {
                if (!parent.isValid() && m_model->rowCount() <= expandedFiles)
                    m_tree->expand(m_model->index(first, 0));
            });
}

void SearchPanel::setProject(const QString &directory)
{
    m_search.cancel();
    m_delay.stop();
    m_project = directory;
    m_query = {};
    m_end = {};
    m_outcome.clear();
    m_undo->setVisible(false);
    m_model->clear();
    m_pages->setCurrentIndex(directory.isEmpty() ? 0 : 1);
    setFocusProxy(directory.isEmpty() ? static_cast<QWidget *>(m_empty) : m_form);
    showStatus();
}

void SearchPanel::begin(const QString &text, bool replacing)
{
    if (replacing)
        m_form->setReplacing(true);
    if (!text.isEmpty()) {
        m_form->setText(text);
        search();
    }
    focusText();
}

void SearchPanel::focusText()
{
    m_form->textField()->setFocus();
    m_form->textField()->selectAll();
}

void SearchPanel::searchSoon()
{
    m_delay.start();
    m_cancel->setVisible(true);
}

void SearchPanel::search()
{
    m_delay.stop();
    m_query = m_form->query();
    m_end = {};
    m_outcome.clear();
    m_form->setFailed(false);
    m_model->clear();
    models::saveSearchOptions(m_query);
    if (m_query.text.isEmpty() || m_project.isEmpty()) {
        m_search.cancel();
    } else {
        const models::FileSearch::Texts unsaved =
            m_unsaved ? m_unsaved() : models::FileSearch::Texts();
        m_search.start(m_project, m_query, unsaved);
    }
    applyReplacement();
}

// ripgrep says what the matches of an expression turn into: it has to search again.
void SearchPanel::applyReplacement()
{
    if (m_form->isReplacing())
        m_model->setReplacement(m_form->replacement(), m_query.isRegex);
    else
        m_model->endReplacement();
    if (m_form->query() != m_query && !m_form->query().text.isEmpty())
        searchSoon();
    showStatus();
}

void SearchPanel::replace()
{
    // What is shown must be what happens.
    if (isSearching() || m_model->checkedCount() == 0)
        return;
    const QString folder = QFileInfo(m_project).canonicalFilePath();
    Q_EMIT replaceRequested(m_model->replacements(folder));
}

void SearchPanel::showOutcome(const QString &text, bool canUndo)
{
    m_undo->setVisible(canUndo);
    search();
    m_outcome = text;
    showStatus();
}

void SearchPanel::takeEnd(const SearchEnd &end)
{
    m_end = end;
    m_form->setFailed(end.kind == SearchEnd::Kind::Failed);
    showStatus();
}

QString SearchPanel::countText() const
{
    const qsizetype matches = m_model->matchCount();
    if (m_end.kind == SearchEnd::Kind::Bounded)
        return tr("More than %1 matches; the search stopped there. Search for a longer text or in "
                  "fewer files.")
            .arg(numberText(models::FileSearch::maximum));
    if (matches == 0)
        return m_end.kind == SearchEnd::Kind::Cancelled ? tr("Cancelled") : tr("No matches");
    const QString counts = tr("%1 in %2")
                               .arg(tr("%n match(es)", nullptr, int(matches)),
                                    tr("%n file(s)", nullptr, int(m_model->fileCount())));
    return m_end.kind == SearchEnd::Kind::Cancelled ? tr("Cancelled after %1").arg(counts) : counts;
}

void SearchPanel::showStatus()
{
    QStringList parts;
    if (!m_outcome.isEmpty())
        parts.append(m_outcome);
    if (m_end.kind == SearchEnd::Kind::Failed)
        parts.append(m_end.error.isEmpty() ? tr("The search ended unexpectedly.")
                                           : tr("Cannot search: %1").arg(m_end.error));
    else if (m_search.isRunning())
        parts.append(m_model->matchCount() == 0
                         ? tr("Searching…")
                         : tr("Searching… %1 so far").arg(numberText(m_model->matchCount())));
    else if (!m_query.text.isEmpty() && (m_outcome.isEmpty() || m_model->matchCount() > 0))
        parts.append(countText());
    if (m_end.unreadable > 0)
        parts.append(tr("%n could not be read", nullptr, int(m_end.unreadable)));
    m_status->setText(models::shortenedText(parts.join(u" · "_s)));
    QString tip;
    for (const QString &sample : std::as_const(m_end.unreadableSamples))
        tip += u"<p>%1</p>"_s.arg(models::visibleText(sample).toHtmlEscaped());
    m_status->setToolTip(tip);
    m_form->setReplaceCount(m_form->isReplacing() && !isSearching() ? m_model->checkedCount() : 0);
    m_cancel->setVisible(isSearching());
    m_refresh->setVisible(!isSearching());
    m_refresh->setEnabled(!m_query.text.isEmpty());
    m_collapse->setEnabled(m_model->fileCount() > 0);
    setWindowTitle(m_model->matchCount() == 0
                       ? tr("Search")
                       : tr("Search (%1)").arg(numberText(m_model->matchCount())));
}

QString SearchPanel::statusText() const
{
    return m_status->text();
}

void SearchPanel::activate(const QModelIndex &index)
{
    const SearchMatch *match = m_model->matchAt(index);
    if (!match) {
        m_tree->setExpanded(index, !m_tree->isExpanded(index));
        return;
    }
    if (!m_model->canOpen(index)) {
        m_outcome = tr("A file whose name is not UTF-8 cannot be opened.");
        showStatus();
        return;
    }
    Q_EMIT fileActivated(
        QDir(m_project).filePath(index.data(SearchResultsModel::PathRole).toString()), match->line,
        match->column);
}

void SearchPanel::step(int direction)
{
    const QModelIndex next = m_model->step(m_tree->currentIndex(), direction);
    if (!next.isValid())
        return;
    m_tree->setCurrentIndex(next);
    m_tree->scrollTo(next);
    activate(next);
}

void SearchPanel::cancel()
{
    m_delay.stop();
    m_search.cancel();
    showStatus();
}

void SearchPanel::collapse()
{
    m_tree->collapseAll();
}

void SearchPanel::copySelected()
{
    const QModelIndex index = m_tree->currentIndex();
    if (!index.isValid())
        return;
    const QString path = index.data(SearchResultsModel::PathRole).toString();
    const SearchMatch *match = m_model->matchAt(index);
    QApplication::clipboard()->setText(
        match ? u"%1:%2:%3: %4"_s.arg(path).arg(match->line).arg(match->column).arg(match->preview)
              : path);
}

void SearchPanel::removeSelected()
{
    m_model->remove(m_tree->currentIndex());
}

void SearchPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_tree->viewport()->update();
}

void SearchPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const int line = fontMetrics().height();
    m_tools->setVisible(height() >= 5 * line);
    m_form->fitInto(height() - 4 * line);
}

void SearchPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape) {
        QWidget::keyPressEvent(event);
        return;
    }
    if (isSearching())
        cancel();
    else
        Q_EMIT leaveRequested();
}

} // namespace looptide::panels
