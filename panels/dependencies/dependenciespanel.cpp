// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dependencies/dependenciespanel.h"

#include "panels/common/icons.h"
#include "panels/common/theme.h"
#include "panels/dependencies/dependenciesmodel.h"
#include "panels/dependencies/dependencytexts.h"
#include "panels/dependencies/packagewatcher.h"
#include "runtime/project/packagejson.h"
#include "runtime/project/startplan.h"

#include <QBoxLayout>
#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QResizeEvent>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>

namespace looptide::panels {

namespace {

using models::DependenciesModel;
using models::ScriptsModel;
using project::PackageJson;
using project::StartPlan;

constexpr int visibleScripts = 8; // more of them scroll
constexpr int maxColumnWidth = 200;
constexpr int minimumLetters = 34; // of width
// Below this width the column that can be spared goes; tooltips still say it.
constexpr int lettersForKind = 38;

class AttentionDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        if (!index.data(DependenciesModel::AttentionRole).toBool())
            return;
        const QColor colour = models::Theme(option->palette).warning();
        option->palette.setColor(QPalette::Text, colour);
        if (index.column() == DependenciesModel::InstalledColumn) {
            option->features |= QStyleOptionViewItem::HasDecoration;
            option->icon = icon(QStringLiteral("triangle-alert"), colour);
        }
    }
};

QLabel *makeLabel(QWidget *parent, const char *name)
{
    auto *label = new QLabel(parent);
    label->setObjectName(QLatin1StringView(name));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

QLabel *makeHeading(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    QFont font = label->font();
    font.setBold(true);
    label->setFont(font);
    return label;
}

QTreeView *makeTable(QWidget *parent, const char *name)
{
    auto *view = new QTreeView(parent);
    view->setObjectName(QLatin1StringView(name));
    view->setRootIsDecorated(false);
    view->setUniformRowHeights(true);
    view->setAllColumnsShowFocus(true);
    view->setFrameShape(QFrame::NoFrame);
    view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // text is elided
    view->header()->setMinimumSectionSize(0);
    view->header()->setStretchLastSection(false);
    return view;
}

} // namespace

class DependenciesPanel::Private
{
public:
    explicit Private(DependenciesPanel *panel) : q(panel) { }

    void setupMessagePage();
    void setupContentPage();
    QLayout *makeHeader();
    QLayout *makeHint();
    void setupScripts();
    void setupDependencies();
    void follow();

    void refresh();
    void showMessage(const QString &iconName, const QString &title, const QString &text);
    void showPackage();
    void showRunButtons();
    void activateDependency(const QModelIndex &index);

    DependenciesPanel *q;
    QString directory;
    PackageJson package;
    bool stale = false; // changed while hidden
    models::PackageWatcher watcher;
    ScriptsModel scripts;
    DependenciesModel dependencies;
    QSortFilterProxyModel sorted;

    QStackedWidget *pages = nullptr;
    QWidget *messagePage = nullptr;
    QLabel *messageIcon = nullptr;
    QLabel *messageTitle = nullptr;
    QLabel *messageText = nullptr;
    QPushButton *openFile = nullptr;

    QWidget *contentPage = nullptr;
    QLabel *title = nullptr;
    QToolButton *entry = nullptr;
    QWidget *scriptsSection = nullptr;
    QTreeView *scriptsView = nullptr;
    QLabel *noScripts = nullptr;
    QWidget *hint = nullptr;
    QLabel *hintText = nullptr;
    QTreeView *dependenciesView = nullptr;
    QLabel *noDependencies = nullptr;
};

void DependenciesPanel::Private::setupMessagePage()
{
    messagePage = new QWidget(pages);
    auto *layout = new QVBoxLayout(messagePage);
    messageIcon = new QLabel(messagePage);
    messageIcon->setAlignment(Qt::AlignCenter);
    messageTitle = makeLabel(messagePage, "messageTitle");
    messageTitle->setAlignment(Qt::AlignCenter);
    QFont font = messageTitle->font();
    font.setBold(true);
    messageTitle->setFont(font);
    messageText = makeLabel(messagePage, "messageText");
    messageText->setAlignment(Qt::AlignCenter);
    messageText->setTextInteractionFlags(Qt::TextSelectableByMouse);
    openFile = new QPushButton(tr("Open package.json"), messagePage);
    openFile->setObjectName(QStringLiteral("openPackageJson"));
    layout->addStretch(1);
    layout->addWidget(messageIcon);
    layout->addWidget(messageTitle);
    layout->addWidget(messageText);
    layout->addWidget(openFile, 0, Qt::AlignCenter);
    layout->addStretch(2);
    pages->addWidget(messagePage);
}

QLayout *DependenciesPanel::Private::makeHeader()
{
    auto *layout = new QHBoxLayout;
    title = makeLabel(contentPage, "packageTitle");
    QFont font = title->font();
    font.setBold(true);
    font.setPointSizeF(font.pointSizeF() * 1.15);
    title->setFont(font);
    entry = new QToolButton(contentPage);
    entry->setObjectName(QStringLiteral("entryScript"));
    entry->setAutoRaise(true);
    entry->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    entry->setIcon(icon(QStringLiteral("file-code")));
    entry->setToolTip(tr("The file that Run starts"));
    layout->addWidget(title, 1);
    layout->addWidget(entry);
    return layout;
}

QLayout *DependenciesPanel::Private::makeHint()
{
    hint = new QWidget(contentPage);
    hint->setObjectName(QStringLiteral("missingHint"));
    hintText = makeLabel(hint, "missingText");
    auto *install = new QPushButton(icon(QStringLiteral("download")), tr("Install"), hint);
    install->setObjectName(QStringLiteral("installPackages"));
    install->setToolTip(tr("Runs npm install"));
    connect(install, &QPushButton::clicked, q, &DependenciesPanel::installRequested);
    auto *row = new QHBoxLayout(hint);
    row->setContentsMargins({});
    row->addWidget(hintText, 1);
    row->addWidget(install);
    auto *layout = new QVBoxLayout;
    layout->addWidget(hint);
    return layout;
}

void DependenciesPanel::Private::setupScripts()
{
    scriptsView = makeTable(contentPage, "scripts");
    scriptsView->setAccessibleName(tr("Scripts"));
    scriptsView->setModel(&scripts);
    scriptsView->setHeaderHidden(true);
    scriptsView->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    QHeaderView *header = scriptsView->header();
    header->setSectionResizeMode(ScriptsModel::RunColumn, QHeaderView::Fixed);
    header->setSectionResizeMode(ScriptsModel::NameColumn, QHeaderView::ResizeToContents);
    header->setSectionResizeMode(ScriptsModel::CommandColumn, QHeaderView::Stretch);
    noScripts = makeLabel(contentPage, "noScripts");
    noScripts->setText(tr("This package has no scripts."));
    noScripts->setEnabled(false);
    connect(scriptsView, &QTreeView::activated, q, [this](const QModelIndex &index) {
        Q_EMIT q->scriptRunRequested(scripts.at(index.row()).name);
    });
    connect(&scripts, &ScriptsModel::modelReset, q, [this] { showRunButtons(); });
}

void DependenciesPanel::Private::setupDependencies()
{
    sorted.setSourceModel(&dependencies);
    sorted.setSortCaseSensitivity(Qt::CaseInsensitive);
    dependenciesView = makeTable(contentPage, "dependencies");
    dependenciesView->setAccessibleName(tr("Packages"));
    dependenciesView->setModel(&sorted);
    dependenciesView->setItemDelegate(new AttentionDelegate(dependenciesView));
    dependenciesView->setSortingEnabled(true);
    dependenciesView->header()->setSortIndicatorClearable(true);
    dependenciesView->sortByColumn(-1, Qt::AscendingOrder); // as in the file
    QHeaderView *header = dependenciesView->header();
    header->setMaximumSectionSize(maxColumnWidth);
    // Where room is short, a range or an address is elided, not the package's name.
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(DependenciesModel::WantedColumn, QHeaderView::Stretch);
    noDependencies = makeLabel(contentPage, "noDependencies");
    noDependencies->setText(tr("This package depends on no others."));
    noDependencies->setEnabled(false);
    connect(dependenciesView, &QTreeView::activated, q,
            [this](const QModelIndex &index) { activateDependency(sorted.mapToSource(index)); });
}

void DependenciesPanel::Private::setupContentPage()
{
    contentPage = new QWidget(pages);
    setupScripts();
    setupDependencies();
    auto *layout = new QVBoxLayout(contentPage);
    layout->addLayout(makeHeader());
    layout->addWidget(makeHeading(tr("Scripts"), contentPage));
    layout->addWidget(scriptsView);
    layout->addWidget(noScripts);
    layout->addSpacing(6);
    layout->addWidget(makeHeading(tr("Packages"), contentPage));
    layout->addLayout(makeHint());
    layout->addWidget(dependenciesView, 1);
    layout->addWidget(noDependencies);
    layout->addStretch(0);
    pages->addWidget(contentPage);
}

void DependenciesPanel::Private::follow()
{
    connect(openFile, &QPushButton::clicked, q, [this] {
        Q_EMIT q->fileActivated(package.filePath(), package.errorLine, package.errorColumn);
    });
    connect(entry, &QToolButton::clicked, q,
            [this] { Q_EMIT q->fileActivated(StartPlan::ofProject(package).program, 0, 0); });
    connect(&watcher, &models::PackageWatcher::changed, q, [this] {
        stale = true;
        if (q->isVisible())
            refresh();
    });
}

void DependenciesPanel::Private::refresh()
{
    stale = false;
    if (directory.isEmpty()) {
        package = {};
        showMessage(QStringLiteral("package"), tr("No project"),
                    tr("Open a project to see its scripts and packages."));
        return;
    }
    package = PackageJson::load(directory);
    if (package.isValid())
        showPackage();
    else
        showMessage(QStringLiteral("triangle-alert"),
                    package.status == PackageJson::Status::Missing
                        ? tr("No package.json")
                        : tr("package.json cannot be read"),
                    package.error);
}

void DependenciesPanel::Private::showMessage(const QString &iconName, const QString &heading,
                                             const QString &text)
{
    static constexpr int iconSize = 32;
    messageIcon->setPixmap(
        icon(iconName).pixmap(QSize(iconSize, iconSize), q->devicePixelRatioF()));
    messageTitle->setText(heading);
    messageText->setText(text);
    openFile->setVisible(!directory.isEmpty() && QFileInfo(package.filePath()).isFile());
    pages->setCurrentWidget(messagePage);
}

void DependenciesPanel::Private::showPackage()
{
    const QString name = package.name.isEmpty() ? QDir(directory).dirName() : package.name;
    title->setText(package.version.isEmpty() ? name : name + u' ' + package.version);
    const QString script = StartPlan::ofProject(package).program; // empty when npm starts it
    entry->setVisible(!script.isEmpty());
    entry->setText(QDir(directory).relativeFilePath(script));

    scripts.setScripts(package.scripts);
    scriptsView->setVisible(!package.scripts.isEmpty());
    noScripts->setVisible(package.scripts.isEmpty());

    dependencies.setDependencies(package.dependencies);
    dependenciesView->setVisible(!package.dependencies.isEmpty());
    noDependencies->setVisible(package.dependencies.isEmpty());
    const int missing = dependencies.missingCount();
    hint->setVisible(missing > 0);
    hintText->setText(missing == 1 && dependencies.damagedCount() == 0
                          ? tr("One package is not installed.")
                          : dependencies.damagedCount() == 0
                          ? tr("%1 packages are not installed.").arg(missing)
                          : tr("%n package(s) missing or damaged.", nullptr, missing));
    pages->setCurrentWidget(contentPage);
}

void DependenciesPanel::Private::showRunButtons()
{
    int width = 0;
    for (int row = 0; row < scripts.rowCount(); ++row) {
        const QString name = scripts.at(row).name;
        auto *run = new QToolButton(scriptsView);
        run->setObjectName(QStringLiteral("run:") + name);
        run->setIcon(icon(QStringLiteral("play")));
        run->setAutoRaise(true);
        run->setFocusPolicy(Qt::NoFocus); // Enter on the row does the same
        run->setToolTip(tr("Run \"%1\"").arg(name));
        run->setAccessibleName(tr("Run %1").arg(name));
        connect(run, &QToolButton::clicked, q,
                [this, name] { Q_EMIT q->scriptRunRequested(name); });
        scriptsView->setIndexWidget(scripts.index(row, ScriptsModel::RunColumn), run);
        width = std::max(width, run->sizeHint().width());
    }
    scriptsView->header()->resizeSection(ScriptsModel::RunColumn, width);
    const int rowHeight = std::max(0, scriptsView->sizeHintForRow(0));
    scriptsView->setFixedHeight(std::min(scripts.rowCount(), visibleScripts) * rowHeight
                                + 2 * scriptsView->frameWidth());
}

void DependenciesPanel::Private::activateDependency(const QModelIndex &index)
{
    const project::PackageDependency &dependency = dependencies.at(index.row());
    if (!dependency.manifest.isEmpty())
        Q_EMIT q->fileActivated(dependency.manifest, dependency.problemLine,
                                dependency.problemColumn);
    else if (!dependency.isMissing() && models::needsAttention(dependency))
        Q_EMIT q->fileActivated(package.filePath(), 0, 0); // what is wrong stands there
}

PanelDescriptor DependenciesPanel::descriptor()
{
    const auto create = [](PanelHost *host) {
        auto *panel = new DependenciesPanel;
        connect(panel, &DependenciesPanel::fileActivated, host, &PanelHost::fileActivated);
        return panel;
    };
    return { .id = QStringLiteral("dependencies"),
             .title = tr("Dependencies"),
             .icon = QStringLiteral("package"),
             .shortcut = QKeySequence(Qt::ALT | Qt::Key_2),
             .place = PanelPlace::LeftTab,
             .create = create };
}

DependenciesPanel::DependenciesPanel(QWidget *parent)
    : QWidget(parent), d(std::make_unique<Private>(this))
{
    d->pages = new QStackedWidget(this);
    d->setupMessagePage();
    d->setupContentPage();
    d->follow();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(d->pages);
    setMinimumWidth(minimumLetters * fontMetrics().averageCharWidth());
    d->refresh();
}

DependenciesPanel::~DependenciesPanel() = default;

// Layouts forget that texts which wrap are higher where there is less room.
QSize DependenciesPanel::minimumSizeHint() const
{
    QSize size = QWidget::minimumSizeHint();
    for (const QWidget *page : { d->messagePage, d->contentPage })
        size.setHeight(
            std::max(size.height(), page->layout()->totalMinimumHeightForWidth(minimumWidth())));
    return size;
}

void DependenciesPanel::setProject(const QString &dir)
{
    d->directory = dir.isEmpty() ? QString() : QDir::cleanPath(QDir(dir).absolutePath());
    d->watcher.setDirectory(d->directory);
    d->refresh();
}

void DependenciesPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        d->refresh(); // the large icon is a picture in one colour
}

void DependenciesPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const int letters = event->size().width() / fontMetrics().averageCharWidth();
    d->dependenciesView->setColumnHidden(DependenciesModel::KindColumn, letters < lettersForKind);
    d->scriptsView->header()->setMaximumSectionSize(event->size().width() / 2);
}

void DependenciesPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (d->stale)
        d->refresh();
}

} // namespace looptide::panels
