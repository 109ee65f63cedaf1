// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dependencies/add/addpackagedialog.h"

#include "panels/common/displaytext.h"
#include "panels/dependencies/add/versionchooser.h"
#include "panels/dependencies/npmproblemtexts.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QTreeView>

namespace looptide::panels {

using models::FoundPackagesModel;
using models::PackageChanges;
using models::PackageLookup;
using models::visibleText;
using Kind = PackageChanges::Kind;

namespace {

using Source = project::SearchAnswer::Source;

QLabel *makeLabel(QWidget *parent, const char *name)
{
    auto *label = new QLabel(parent);
    label->setObjectName(QLatin1StringView(name));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

QString summaryOf(const project::SearchAnswer &answer)
{
    const int count = int(answer.packages.size());
    switch (answer.source) {
    case Source::Registry:
        return count ? AddPackageDialog::tr("%n package(s) found.", nullptr, count)
                     : AddPackageDialog::tr("The registry has no package like this.");
    case Source::Name:
        return count ? AddPackageDialog::tr("This registry has no search. It has a package with "
                                            "exactly this name.")
                     : AddPackageDialog::tr("This registry has no search, and no package with "
                                            "exactly this name. Enter the whole name.");
    case Source::Cache:
        break;
    }
    const QString offline = answer.problem.code.isEmpty()
        ? AddPackageDialog::tr("npm is set to work without a network.")
        : AddPackageDialog::tr("The registry cannot be reached (%1).")
              .arg(visibleText(answer.problem.code));
    return offline + u' '
        + (count ? AddPackageDialog::tr("These packages can be installed without it: they are in "
                                        "npm's cache.")
                 : AddPackageDialog::tr("npm's cache has no package like this. Check the network "
                                        "and the proxy, or import a class pack."));
}

QString aboutText(const project::PackageVersions &versions, const project::PackageVersion &version)
{
    QStringList facts;
    if (!versions.license.isEmpty())
        facts += visibleText(versions.license);
    if (version.bytes > 0)
        facts += AddPackageDialog::tr("%1 without its dependencies")
                     .arg(QLocale().formattedDataSize(version.bytes, 1));
    if (!version.nodeRange.isEmpty())
        facts += AddPackageDialog::tr("for Node.js %1").arg(visibleText(version.nodeRange));
    QStringList lines { facts.join(QStringLiteral(" · ")) };
    if (!version.deprecation.isEmpty())
        lines += AddPackageDialog::tr("Deprecated: %1").arg(visibleText(version.deprecation));
    if (version.hasInstallScript)
        lines += AddPackageDialog::tr("It has an install script, which does not run before you "
                                      "allow it.");
    return lines.join(u'\n').trimmed();
}

} // namespace

AddPackageDialog::AddPackageDialog(const QString &projectDir, PackageChanges *changes,
                                   QWidget *parent)
    : QDialog(parent), m_changes(changes), m_lookup(projectDir), m_query(new QLineEdit(this)),
      m_progress(new QProgressBar(this)), m_list(new QTreeView(this)),
      m_status(makeLabel(this, "searchStatus")), m_about(makeLabel(this, "aboutPackage")),
      m_version(new VersionChooser(this)), m_kind(new QComboBox(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Add a Package"));
    setup();
    follow();
    update();
    resize(720, 480);
}

void AddPackageDialog::setup()
{
    m_query->setObjectName(QStringLiteral("packageQuery"));
    m_query->setPlaceholderText(tr("Search the registry: a name or words"));
    m_query->setAccessibleName(tr("Search the registry"));
    m_query->setClearButtonEnabled(true);
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setMaximumHeight(4);
    QSizePolicy policy = m_progress->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    m_progress->setSizePolicy(policy);
    m_list->setObjectName(QStringLiteral("foundPackages"));
    m_list->setAccessibleName(tr("Found packages"));
    m_list->setModel(&m_found);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->header()->setStretchLastSection(true);
    m_list->header()->resizeSection(FoundPackagesModel::NameColumn, 200);
    m_list->header()->resizeSection(FoundPackagesModel::VersionColumn, 80);
    m_list->header()->resizeSection(FoundPackagesModel::DateColumn, 90);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_query);
    layout->addWidget(m_progress);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_status);
    layout->addWidget(makeChoices());
}

QWidget *AddPackageDialog::makeChoices()
{
    auto *choices = new QWidget(this);
    m_version->setObjectName(QStringLiteral("packageVersion"));
    m_kind->setObjectName(QStringLiteral("dependencyKind"));
    m_kind->setAccessibleName(tr("Kind of the new dependency"));
    m_kind->addItem(tr("For production (dependencies)"), int(Kind::Production));
    m_kind->addItem(tr("For development (devDependencies)"), int(Kind::Development));
    m_kind->addItem(tr("Optional (optionalDependencies)"), int(Kind::Optional));
    m_kind->addItem(tr("Peer (peerDependencies)"), int(Kind::Peer));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, choices);
    m_add = buttons->addButton(tr("&Add"), QDialogButtonBox::AcceptRole);
    m_add->setObjectName(QStringLiteral("addChosen"));
    m_add->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &AddPackageDialog::add);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *form = new QFormLayout(choices);
    form->setContentsMargins({});
    form->addRow(tr("&Version:"), m_version);
    form->addRow(tr("&Kind:"), m_kind);
    form->addRow(m_about);
    form->addRow(buttons);
    return choices;
}

void AddPackageDialog::follow()
{
    connect(m_query, &QLineEdit::textChanged, this, &AddPackageDialog::search);
    connect(&m_lookup, &PackageLookup::changed, this, &AddPackageDialog::update);
    connect(&m_lookup, &PackageLookup::found, this, &AddPackageDialog::showFound);
    connect(&m_lookup, &PackageLookup::searchFailed, this, [this](const QString &reason) {
        m_text = reason;
        update();
    });
    connect(&m_lookup, &PackageLookup::versionsReceived, this, &AddPackageDialog::showVersions);
    connect(&m_lookup, &PackageLookup::versionsFailed, this,
            [this](const QString &reason) { m_about->setText(reason); });
    connect(m_version, &QComboBox::currentIndexChanged, this, &AddPackageDialog::showVersion);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &AddPackageDialog::packageChosen);
    connect(m_list, &QTreeView::activated, this, &AddPackageDialog::add);
    connect(m_changes, &PackageChanges::changed, this, &AddPackageDialog::update);
}

void AddPackageDialog::setQuery(const QString &text)
{
    m_query->setText(text);
    m_query->setFocus();
}

void AddPackageDialog::setKind(Kind kind)
{
    m_kind->setCurrentIndex(m_kind->findData(int(kind)));
}

void AddPackageDialog::search()
{
    m_found.setPackages({});
    packageChosen();
    m_text.clear();
    m_lookup.search(m_query->text());
}

void AddPackageDialog::showFound(const project::SearchAnswer &answer)
{
    m_text = summaryOf(answer);
    m_isOffline = answer.source == Source::Cache;
    m_found.setPackages(answer.packages);
    update();
    // Enter in the field adds the package whose name was typed.
    if (!answer.packages.isEmpty()
        && (answer.packages.size() == 1
            || answer.packages.first().name == m_query->text().trimmed()))
        m_list->setCurrentIndex(m_found.index(0, 0));
}

void AddPackageDialog::packageChosen()
{
    m_versions = {};
    m_version->forget();
    m_about->clear();
    const QModelIndex index = m_list->currentIndex();
    if (index.isValid())
        m_lookup.askForVersions(m_found.at(index.row()).name);
    update();
}

void AddPackageDialog::showVersions(const project::PackageVersions &versions)
{
    m_versions = versions;
    m_version->setVersions(versions);
    showVersion();
}

void AddPackageDialog::showVersion()
{
    const project::PackageVersion *version = m_versions.find(m_version->chosenVersion());
    if (version)
        m_about->setText(aboutText(m_versions, *version));
    update();
}

void AddPackageDialog::update()
{
    const bool isBusy = m_lookup.isSearching() || m_lookup.isAskingForVersions();
    m_progress->setVisible(isBusy);
    m_status->setText(m_lookup.isSearching() ? tr("Searching…") : m_text);
    m_add->setEnabled(m_list->currentIndex().isValid() && !m_changes->isRunning()
                      && m_changes->obstacle().isEmpty());
}

// The latest version does not wait for the list of all versions.
void AddPackageDialog::add()
{
    if (!m_add->isEnabled())
        return;
    const project::FoundPackage package = m_found.at(m_list->currentIndex().row());
    const QString version = m_version->chosen();
    const bool isLatest = version.isEmpty() || version == QLatin1StringView("latest");
    m_changes->add(isLatest ? package.name : package.name + u'@' + version,
                   Kind(m_kind->currentData().toInt()),
                   m_isOffline || m_versions.isOffline ? PackageChanges::Network::Avoided
                                                       : PackageChanges::Network::Used);
    accept();
}

} // namespace looptide::panels
