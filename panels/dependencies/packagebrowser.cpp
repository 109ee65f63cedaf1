// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dependencies/packagebrowser.h"

#include "panels/common/icons.h"
#include "panels/dependencies/attentiondelegate.h"
#include "panels/dependencies/dependencytexts.h"
#include "panels/dependencies/details/packagedetails.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QResizeEvent>
#include <QScrollArea>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeView>

namespace looptide::panels {

using models::DependenciesModel;
using models::InstalledModel;
using project::PackageDependency;

namespace {

constexpr int maxColumnWidth = 200;
// Below this width the column that can be spared goes; tooltips still say it.
constexpr int lettersForKind = 38;
constexpr int lettersForSize = 60;
constexpr int lettersForLicense = 72;
constexpr int leastLines = 10; // of height
constexpr int leastLinesOfPart = 4;

QTreeView *makeView(QWidget *parent, const char *name, QSortFilterProxyModel *model)
{
    auto *view = new QTreeView(parent);
    view->setObjectName(QLatin1StringView(name));
    view->setUniformRowHeights(true);
    view->setAllColumnsShowFocus(true);
    view->setFrameShape(QFrame::NoFrame);
    view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // text is elided
    view->setModel(model);
    view->setSortingEnabled(true);
    view->header()->setSortIndicatorClearable(true);
    view->header()->setMinimumSectionSize(0);
    view->header()->setStretchLastSection(false);
    view->header()->setMaximumSectionSize(maxColumnWidth);
    view->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    return view;
}

QToolButton *makeToggle(QWidget *parent, const QString &iconName, const QString &text,
                        const char *name)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(QLatin1StringView(name));
    button->setIcon(icon(iconName));
    button->setAutoRaise(true);
    button->setCheckable(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setToolTip(text);
    button->setAccessibleName(text);
    return button;
}

} // namespace

PackageBrowser::PackageBrowser(QWidget *parent)
    : QWidget(parent), m_filter(new QLineEdit(this)),
      m_all(makeToggle(this, QStringLiteral("list-tree"), tr("All installed packages"),
                       "allPackages")),
      m_showDetails(makeToggle(this, QStringLiteral("info"), tr("Details of the selected package"),
                               "packageDetails")),
      m_pages(new QStackedWidget(this)), m_direct(makeView(m_pages, "dependencies", &m_sorted)),
      m_installedView(makeView(m_pages, "installed", &m_sortedInstalled)),
      m_noDependencies(new QLabel(tr("This package depends on no others."), this)),
      m_detailsArea(new QScrollArea(this)), m_details(new PackageDetails(m_detailsArea))
{
    setupDirect();
    setupInstalled();
    setupDetails();
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_pages);
    splitter->addWidget(m_detailsArea);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    m_noDependencies->setObjectName(QStringLiteral("noDependencies"));
    m_noDependencies->setWordWrap(true);
    m_noDependencies->setEnabled(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    layout->addLayout(makeFilter());
    layout->addWidget(splitter, 1);
    layout->addWidget(m_noDependencies);
    // Always the same, so that a selection does not move what is around the panel.
    setMinimumHeight(leastLines * fontMetrics().lineSpacing());
    showAll(false);
}

QLayout *PackageBrowser::makeFilter()
{
    m_filter->setObjectName(QStringLiteral("packageFilter"));
    m_filter->setPlaceholderText(tr("Filter the packages"));
    m_filter->setAccessibleName(tr("Filter the packages"));
    m_filter->setClearButtonEnabled(true);
    for (QSortFilterProxyModel *proxy : { &m_sorted, &m_sortedInstalled }) {
        proxy->setFilterCaseSensitivity(Qt::CaseInsensitive);
        connect(m_filter, &QLineEdit::textChanged, proxy,
                &QSortFilterProxyModel::setFilterFixedString);
    }
    // Of the direct ones: what a package needs stays below it.
    m_sorted.setRecursiveFilteringEnabled(true);
    m_sorted.setAutoAcceptChildRows(true);
    auto *find = new QShortcut(QKeySequence::Find, this);
    find->setContext(Qt::WidgetWithChildrenShortcut);
    connect(find, &QShortcut::activated, m_filter, [this] {
        m_filter->setFocus();
        m_filter->selectAll();
    });
    connect(m_all, &QToolButton::toggled, this, &PackageBrowser::showAll);
    auto *layout = new QHBoxLayout;
    layout->setSpacing(2);
    layout->addWidget(m_filter, 1);
    layout->addWidget(m_all);
    layout->addWidget(m_showDetails);
    return layout;
}

void PackageBrowser::setupDirect()
{
    m_sorted.setSourceModel(&m_dependencies);
    m_sorted.setSortRole(DependenciesModel::SortRole);
    m_sorted.setSortCaseSensitivity(Qt::CaseInsensitive);
    m_direct->setAccessibleName(tr("Packages"));
    m_direct->setItemDelegate(new AttentionDelegate(DependenciesModel::AttentionRole,
                                                    DependenciesModel::InstalledColumn, m_direct));
    m_direct->sortByColumn(-1, Qt::AscendingOrder); // as in the file
    m_direct->header()->setSectionResizeMode(DependenciesModel::WantedColumn, QHeaderView::Stretch);
    m_pages->addWidget(m_direct);
    connect(m_direct, &QTreeView::activated, this,
            [this](const QModelIndex &index) { activate(m_sorted.mapToSource(index)); });
}

void PackageBrowser::setupInstalled()
{
    m_sortedInstalled.setSourceModel(&m_installed);
    m_sortedInstalled.setSortCaseSensitivity(Qt::CaseInsensitive);
    m_installedView->setAccessibleName(tr("All installed packages"));
    m_installedView->setRootIsDecorated(false);
    m_installedView->setItemDelegate(new AttentionDelegate(
        InstalledModel::AttentionRole, InstalledModel::VersionColumn, m_installedView));
    m_installedView->sortByColumn(InstalledModel::NameColumn, Qt::AscendingOrder);
    // Thousands of rows: their widths are not measured.
    m_installedView->header()->setSectionResizeMode(QHeaderView::Interactive);
    m_installedView->header()->setSectionResizeMode(InstalledModel::PathColumn,
                                                    QHeaderView::Stretch);
    m_pages->addWidget(m_installedView);
    connect(m_installedView, &QTreeView::activated, this, [this] {
        if (const QString path = selectedPath(); !path.isEmpty())
            Q_EMIT fileActivated(m_project + u'/' + path + QStringLiteral("/package.json"), 0, 0);
    });
}

void PackageBrowser::setupDetails()
{
    m_detailsArea->setWidget(m_details);
    m_detailsArea->setWidgetResizable(true);
    m_detailsArea->setFrameShape(QFrame::NoFrame);
    m_detailsArea->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_detailsArea->setFocusPolicy(Qt::NoFocus);
    m_detailsArea->setMinimumHeight(leastLinesOfPart * fontMetrics().lineSpacing());
    m_pages->setMinimumHeight(leastLinesOfPart * fontMetrics().lineSpacing());
    m_showDetails->setChecked(true);
    connect(m_showDetails, &QToolButton::toggled, this, &PackageBrowser::showDetails);
    connect(m_details, &PackageDetails::urlActivated, this, &PackageBrowser::urlActivated);
    connect(m_details, &PackageDetails::fileActivated, this, &PackageBrowser::fileActivated);
    const auto changed = [this] {
        showDetails();
        Q_EMIT selectionChanged();
    };
    for (QTreeView *view : { m_direct, m_installedView })
        connect(view->selectionModel(), &QItemSelectionModel::currentChanged, this, changed);
    connect(&m_dependencies, &DependenciesModel::modelReset, this, changed);
    connect(&m_engines, &models::EngineCheck::checked, this,
            [this](const QString &node, const QSet<QString> &unfit) {
                m_dependencies.setUnfitEngines(node, unfit);
                m_installed.setUnfitEngines(unfit);
                showDetails();
            });
}

void PackageBrowser::setProject(const QString &dir)
{
    m_project = dir;
    m_dependencies.forgetOutdated();
    m_knowsLatest = false;
    hideColumns();
}

void PackageBrowser::setDependencies(const QList<PackageDependency> &dependencies)
{
    m_dependencies.setDependencies(dependencies);
    m_noDependencies->setVisible(dependencies.isEmpty());
    m_pages->setVisible(!dependencies.isEmpty());
}

void PackageBrowser::setTree(const project::InstalledTree &tree)
{
    m_dependencies.setTree(tree);
    m_installed.setTree(tree);
    if (isVisible())
        checkEngines();
}

void PackageBrowser::setOutdated(const QHash<QString, project::OutdatedPackage> &outdated)
{
    m_dependencies.setOutdated(outdated);
    m_knowsLatest = true;
    hideColumns();
}

std::optional<PackageDependency> PackageBrowser::selected() const
{
    if (m_all->isChecked()) {
        const QString path = selectedPath();
        for (const PackageDependency &dependency : m_dependencies.dependencies()) {
            if (path == QStringLiteral("node_modules/") + dependency.name)
                return dependency;
        }
        return {};
    }
    const auto *dependency =
        m_dependencies.dependencyAt(m_sorted.mapToSource(m_direct->currentIndex()));
    return dependency ? std::optional(*dependency) : std::nullopt;
}

QString PackageBrowser::selectedPath() const
{
    if (!m_all->isChecked())
        return m_dependencies.pathAt(m_sorted.mapToSource(m_direct->currentIndex()));
    const QModelIndex index = m_sortedInstalled.mapToSource(m_installedView->currentIndex());
    return index.isValid() ? m_dependencies.tree().at(index.row()).path : QString();
}

void PackageBrowser::showAll(bool all)
{
    m_pages->setCurrentWidget(all ? m_installedView : m_direct);
    setFocusProxy(m_pages->currentWidget());
    showDetails();
    Q_EMIT selectionChanged();
}

void PackageBrowser::showDetails()
{
    const QString path = m_showDetails->isChecked() ? selectedPath() : QString();
    m_details->setPackage(m_project, m_dependencies, path);
    m_detailsArea->setVisible(!m_details->isEmpty());
}

// Starts a process: not before somebody looks.
void PackageBrowser::checkEngines()
{
    const project::InstalledTree &tree = m_dependencies.tree();
    QSet<QString> ranges;
    for (qsizetype position = 0; position < tree.size(); ++position) {
        if (const QString range = tree.at(position).nodeRange; !range.isEmpty())
            ranges.insert(range);
    }
    if (!ranges.isEmpty())
        m_engines.check(m_project, { ranges.begin(), ranges.end() });
}

void PackageBrowser::activate(const QModelIndex &index)
{
    const PackageDependency *dependency = m_dependencies.dependencyAt(index);
    const QString path = m_dependencies.pathAt(index);
    if (!dependency && !path.isEmpty())
        Q_EMIT fileActivated(m_project + u'/' + path + QStringLiteral("/package.json"), 0, 0);
    if (!dependency)
        return;
    if (!dependency->manifest.isEmpty())
        Q_EMIT fileActivated(dependency->manifest, dependency->problemLine,
                             dependency->problemColumn);
    else if (!dependency->isMissing() && models::needsAttention(*dependency))
        Q_EMIT fileActivated(m_project + QStringLiteral("/package.json"), 0, 0); // it stands there
}

// The columns that can be spared go first; tooltips still say most of it.
void PackageBrowser::hideColumns()
{
    const int letters = width() / fontMetrics().averageCharWidth();
    m_direct->setColumnHidden(DependenciesModel::KindColumn, letters < lettersForKind);
    m_direct->setColumnHidden(DependenciesModel::LatestColumn, !m_knowsLatest);
    m_direct->setColumnHidden(DependenciesModel::SizeColumn, letters < lettersForSize);
    m_direct->setColumnHidden(DependenciesModel::LicenseColumn, letters < lettersForLicense);
    m_installedView->setColumnHidden(InstalledModel::LicenseColumn, letters < lettersForSize);
    m_installedView->header()->resizeSection(InstalledModel::NameColumn, width() * 2 / 5);
    m_installedView->header()->resizeSection(InstalledModel::VersionColumn, width() / 4);
    // Measures anew: the width of names depends on that of the view.
    m_direct->header()->setSectionResizeMode(DependenciesModel::NameColumn,
                                             QHeaderView::ResizeToContents);
}

void PackageBrowser::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    hideColumns();
}

void PackageBrowser::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    checkEngines();
}

} // namespace looptide::panels
