// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dependencies/dependenciespanel.h"

#include "panels/common/icons.h"
#include "panels/dependencies/add/addpackagedialog.h"
#include "panels/dependencies/auditdialog.h"
#include "panels/dependencies/connection/connectiondialog.h"
#include "panels/dependencies/jobstrip.h"
#include "panels/dependencies/manifest/manifestdialog.h"
#include "panels/dependencies/pack/classpackdialogs.h"
#include "panels/dependencies/packagebar.h"
#include "panels/dependencies/packagebrowser.h"
#include "panels/dependencies/packagechanges.h"
#include "panels/dependencies/packagereports.h"
#include "panels/dependencies/packagescan.h"
#include "panels/dependencies/packagewatcher.h"
#include "panels/dependencies/scripts/installscriptsdialog.h"
#include "panels/dependencies/scriptstable.h"
#include "panels/dependencies/update/updatesdialog.h"
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
#include <QStackedWidget>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace looptide::panels {

namespace {

using project::PackageJson;
using project::StartPlan;

constexpr int minimumLetters = 34; // of width

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
    void setupChanges();
    void follow();

    void refresh();
    void showMessage(const QString &iconName, const QString &title, const QString &text);
    void showPackage();
    void scanPackages();
    void searchPackages(const QString &text, models::PackageChanges::Kind kind);

    DependenciesPanel *q;
    QString directory;
    PackageJson package;
    bool stale = false; // changed while hidden
    models::PackageWatcher watcher;
    models::PackageScan scan;
    models::PackageChanges changes;
    models::PackageReports reports;
    models::ClassPack pack;

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
    ScriptsTable *scriptsView = nullptr;
    QLabel *noScripts = nullptr;
    QWidget *hint = nullptr;
    QLabel *hintText = nullptr;
    PackageBar *bar = nullptr;
    JobStrip *strip = nullptr;
    PackageBrowser *browser = nullptr;
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
    auto *edit = new QToolButton(contentPage);
    edit->setObjectName(QStringLiteral("editManifest"));
    edit->setAutoRaise(true);
    edit->setIcon(icon(QStringLiteral("pencil")));
    edit->setToolTip(tr("Edit package.json as a form"));
    edit->setAccessibleName(edit->toolTip());
    connect(edit, &QToolButton::clicked, q,
            [this] { (new ManifestDialog(directory, &changes, q->window()))->open(); });
    layout->addWidget(title, 1);
    layout->addWidget(entry);
    layout->addWidget(edit);
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
    scriptsView = new ScriptsTable(contentPage);
    noScripts = makeLabel(contentPage, "noScripts");
    noScripts->setText(tr("This package has no scripts."));
    noScripts->setEnabled(false);
    connect(scriptsView, &ScriptsTable::runRequested, q, &DependenciesPanel::scriptRunRequested);
}

void DependenciesPanel::Private::setupChanges()
{
    bar = new PackageBar(&changes, contentPage);
    strip = new JobStrip(contentPage);
    browser = new PackageBrowser(contentPage);
    connect(bar, &PackageBar::searchRequested, q,
            [this](const QString &text, models::PackageChanges::Kind kind) {
                searchPackages(text, kind);
            });
    connect(bar, &PackageBar::versionsRequested, &reports, &models::PackageReports::askForVersions);
    connect(bar, &PackageBar::vulnerabilitiesRequested, &reports,
            &models::PackageReports::askForVulnerabilities);
    connect(&changes, &models::PackageChanges::changed, q,
            [this] { strip->setJob(changes.job()); });
    connect(&reports, &models::PackageReports::changed, q,
            [this] { strip->setJob(reports.job()); });
    connect(&changes, &models::PackageChanges::jobStarted, q, &DependenciesPanel::jobStarted);
    connect(&reports, &models::PackageReports::jobStarted, q, &DependenciesPanel::jobStarted);
    connect(&reports, &models::PackageReports::versionsReceived, q, [this](const auto &outdated) {
        browser->setOutdated(outdated);
        if (!outdated.isEmpty())
            (new UpdatesDialog(directory, package.dependencies, outdated, &changes, q->window()))
                ->open();
    });
    connect(&reports, &models::PackageReports::vulnerabilitiesReceived, q,
            [this](const auto &findings) { (new AuditDialog(findings, q->window()))->show(); });
    connect(&scan, &models::PackageScan::treeRead, q, [this](const project::InstalledTree &tree) {
        browser->setTree(tree);
        bar->setInstallScripts(int(tree.installScriptCount()));
    });
    connect(bar, &PackageBar::classPackExportRequested, q,
            [this](const QStringList &names) { exportClassPack(&pack, names, q->window()); });
    connect(bar, &PackageBar::classPackImportRequested, q,
            [this] { importClassPack(&pack, q->window()); });
    connect(bar, &PackageBar::connectionRequested, q,
            [this] { (new ConnectionDialog(directory, q->window()))->open(); });
    connect(&pack, &models::ClassPack::changed, q, [this] { strip->setJob(pack.job()); });
    connect(&pack, &models::ClassPack::jobStarted, q, &DependenciesPanel::jobStarted);
    connect(bar, &PackageBar::installScriptsRequested, q,
            [this] { (new InstallScriptsDialog(directory, &changes, q->window()))->open(); });
    connect(&scan, &models::PackageScan::sizesMeasured, &browser->model(),
            &models::DependenciesModel::setSizes);
    connect(browser, &PackageBrowser::selectionChanged, q,
            [this] { bar->setSelected(browser->selected()); });
    connect(browser, &PackageBrowser::fileActivated, q, &DependenciesPanel::fileActivated);
    connect(browser, &PackageBrowser::urlActivated, q, &DependenciesPanel::urlActivated);
}

void DependenciesPanel::Private::searchPackages(const QString &text,
                                                models::PackageChanges::Kind kind)
{
    auto *dialog = new AddPackageDialog(directory, &changes, q->window());
    dialog->setKind(kind);
    dialog->setQuery(text);
    dialog->open(); // of this project: no other can be opened meanwhile
}

void DependenciesPanel::Private::scanPackages()
{
    QStringList names;
    for (const project::PackageDependency &dependency : std::as_const(package.dependencies))
        names += dependency.name;
    scan.start(directory, names);
}

void DependenciesPanel::Private::setupContentPage()
{
    contentPage = new QWidget(pages);
    setupScripts();
    setupChanges();
    auto *layout = new QVBoxLayout(contentPage);
    layout->addLayout(makeHeader());
    layout->addWidget(makeHeading(tr("Scripts"), contentPage));
    layout->addWidget(scriptsView);
    layout->addWidget(noScripts);
    layout->addSpacing(6);
    layout->addWidget(makeHeading(tr("Packages"), contentPage));
    layout->addWidget(bar);
    layout->addWidget(strip);
    layout->addLayout(makeHint());
    layout->addWidget(browser, 1);
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

    scriptsView->setScripts(package.scripts);
    scriptsView->setVisible(!package.scripts.isEmpty());
    noScripts->setVisible(package.scripts.isEmpty());

    browser->setDependencies(package.dependencies);
    scanPackages();
    bar->update();
    const models::DependenciesModel &dependencies = browser->model();
    const int missing = dependencies.missingCount();
    hint->setVisible(missing > 0);
    hintText->setText(missing == 1 && dependencies.damagedCount() == 0
                          ? tr("One package is not installed.")
                          : dependencies.damagedCount() == 0
                          ? tr("%1 packages are not installed.").arg(missing)
                          : tr("%n package(s) missing or damaged.", nullptr, missing));
    pages->setCurrentWidget(contentPage);
}

PanelDescriptor DependenciesPanel::descriptor()
{
    const auto create = [](PanelHost *host) {
        auto *panel = new DependenciesPanel;
        connect(panel, &DependenciesPanel::fileActivated, host, &PanelHost::fileActivated);
        connect(panel, &DependenciesPanel::urlActivated, host, &PanelHost::urlActivated);
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

// Layouts take the height of texts in the narrowest line that their words allow, not in the width
// that the panel has at least.
QSize DependenciesPanel::minimumSizeHint() const
{
    int height = 0;
    for (const QWidget *page : { d->messagePage, d->contentPage })
        height = std::max(height, page->layout()->totalMinimumHeightForWidth(minimumWidth()));
    return { minimumWidth(), height };
}

void DependenciesPanel::setProject(const QString &dir)
{
    d->directory = dir.isEmpty() ? QString() : QDir::cleanPath(QDir(dir).absolutePath());
    d->watcher.setDirectory(d->directory);
    d->changes.setProject(d->directory);
    d->reports.setProject(d->directory);
    d->pack.setProject(d->directory);
    d->strip->setJob(nullptr);
    d->browser->setProject(d->directory);
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
    d->scriptsView->header()->setMaximumSectionSize(event->size().width() / 2);
}

void DependenciesPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (d->stale)
        d->refresh();
}

} // namespace looptide::panels
