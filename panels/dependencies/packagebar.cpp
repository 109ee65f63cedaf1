// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dependencies/packagebar.h"

#include "panels/common/displaytext.h"
#include "panels/common/icons.h"

#include <QActionGroup>
#include <QBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>

namespace looptide::panels {

using models::PackageChanges;
using Kind = PackageChanges::Kind;

PackageBar::PackageBar(PackageChanges *changes, QWidget *parent)
    : QWidget(parent), m_changes(changes), m_name(new QLineEdit(this)), m_obstacle(new QLabel(this))
{
    m_name->setObjectName(QStringLiteral("packageName"));
    m_name->setPlaceholderText(tr("Add a package: name or name@version"));
    m_name->setAccessibleName(tr("Package to add"));
    m_name->setClearButtonEnabled(true);
    m_kind = makeButton(QStringLiteral("box"), tr("Kind of the new dependency"), "packageKind");
    m_kind->setMenu(makeKinds());
    m_kind->setPopupMode(QToolButton::InstantPopup);
    m_add = makeButton(QStringLiteral("plus"), tr("Add the package"), "addPackage");
    m_search = makeButton(QStringLiteral("search"), tr("Search the registry for a package…"),
                          "searchPackages");
    m_update = makeButton(QStringLiteral("refresh-cw"), {}, "updatePackage");
    m_remove = makeButton(QStringLiteral("trash-2"), {}, "removePackage");
    m_undo = makeButton(QStringLiteral("undo"), {}, "undoPackages");
    m_more = makeButton(QStringLiteral("ellipsis"), tr("More about all packages"), "morePackages");
    m_more->setMenu(makeMenu());
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_scripts = makeButton(QStringLiteral("file-cog"),
                           tr("Install scripts of packages do not run before you allow them"),
                           "installScripts");
    m_scripts->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_scripts->hide();
    m_obstacle->setObjectName(QStringLiteral("obstacle"));
    m_obstacle->setTextFormat(Qt::PlainText);
    m_obstacle->setWordWrap(true);

    auto *adding = new QHBoxLayout;
    adding->setSpacing(2);
    adding->addWidget(m_name, 1);
    adding->addWidget(m_search);
    adding->addWidget(m_kind);
    adding->addWidget(m_add);
    auto *tools = new QHBoxLayout;
    tools->setSpacing(2);
    for (QToolButton *button : { m_update, m_remove, m_undo, m_more })
        tools->addWidget(button);
    tools->addStretch(1);
    tools->addWidget(m_scripts);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    layout->addLayout(adding);
    layout->addLayout(tools);
    layout->addWidget(m_obstacle);

    connect(m_name, &QLineEdit::textChanged, this, &PackageBar::update);
    connect(m_name, &QLineEdit::returnPressed, this, &PackageBar::add);
    connect(m_add, &QToolButton::clicked, this, &PackageBar::add);
    connect(m_search, &QToolButton::clicked, this,
            [this] { Q_EMIT searchRequested(m_name->text(), chosenKind()); });
    connect(m_update, &QToolButton::clicked, this,
            [this] { m_changes->updateToLatest(m_selected->name, m_selected->kind); });
    connect(m_remove, &QToolButton::clicked, this,
            [this] { m_changes->remove({ m_selected->name }); });
    connect(m_undo, &QToolButton::clicked, m_changes, &PackageChanges::undo);
    connect(m_scripts, &QToolButton::clicked, this, &PackageBar::installScriptsRequested);
    connect(m_changes, &PackageChanges::changed, this, &PackageBar::update);
    update();
}

QToolButton *PackageBar::makeButton(const QString &iconName, const QString &text, const char *name)
{
    auto *button = new QToolButton(this);
    button->setObjectName(QLatin1StringView(name));
    button->setIcon(icon(iconName));
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setToolTip(text);
    button->setAccessibleName(text);
    return button;
}

QMenu *PackageBar::makeKinds()
{
    auto *menu = new QMenu(this);
    m_kinds = new QActionGroup(this);
    const std::pair<Kind, QString> kinds[] = {
        { Kind::Production, tr("For production (dependencies)") },
        { Kind::Development, tr("For development (devDependencies)") },
        { Kind::Optional, tr("Optional (optionalDependencies)") },
        { Kind::Peer, tr("Peer (peerDependencies)") },
    };
    for (const auto &[kind, text] : kinds) {
        QAction *action = menu->addAction(text);
        action->setCheckable(true);
        action->setData(int(kind));
        action->setChecked(kind == Kind::Production);
        m_kinds->addAction(action);
    }
    return menu;
}

QMenu *PackageBar::makeMenu()
{
    auto *menu = new QMenu(this);
    menu->addAction(tr("Look for &Newer Versions…"), this, &PackageBar::versionsRequested);
    menu->addAction(tr("Look for Known &Vulnerabilities"), this,
                    &PackageBar::vulnerabilitiesRequested);
    menu->addSeparator();
    menu->addAction(tr("&Update All within Their Ranges"), m_changes,
                    [this] { m_changes->update({}); });
    menu->addAction(tr("Remove &Duplicates"), m_changes, &PackageChanges::dedupe);
    menu->addAction(tr("Install &Scripts…"), this, &PackageBar::installScriptsRequested);
    menu->addAction(tr("Install All &Again"), m_changes, &PackageChanges::reinstall);
    menu->addSeparator();
    m_exportSelected = menu->addAction(
        QString(), this, [this] { Q_EMIT classPackExportRequested({ m_selected->name }); });
    menu->addAction(tr("&Export All Packages as a Class Pack…"), this,
                    [this] { Q_EMIT classPackExportRequested({}); });
    menu->addAction(tr("&Import a Class Pack…"), this, &PackageBar::classPackImportRequested);
    menu->addSeparator();
    menu->addAction(tr("Network and &Proxy…"), this, &PackageBar::connectionRequested);
    return menu;
}

void PackageBar::setSelected(const std::optional<project::PackageDependency> &dependency)
{
    m_selected = dependency;
    update();
}

void PackageBar::update()
{
    const QString obstacle = m_changes->obstacle();
    const bool possible = obstacle.isEmpty() && !m_changes->isRunning();
    const bool named = PackageChanges::problemWith(m_name->text()).isEmpty();
    m_obstacle->setText(obstacle);
    m_obstacle->setVisible(!obstacle.isEmpty());
    m_name->setEnabled(obstacle.isEmpty());
    m_kind->setEnabled(possible);
    m_search->setEnabled(possible);
    m_more->setEnabled(possible);
    m_add->setEnabled(possible && named);
    m_remove->setEnabled(possible && m_selected);
    m_update->setEnabled(possible && m_selected
                         && m_selected->source == project::PackageDependency::Source::Registry);
    m_undo->setEnabled(m_changes->canUndo());
    const QString name = m_selected ? models::visibleText(m_selected->name) : QString();
    m_exportSelected->setVisible(m_selected.has_value());
    m_exportSelected->setText(tr("Export %1 as a &Class Pack…")
                                  .arg(QString(name).replace(u'&', QLatin1StringView("&&"))));
    const auto describe = [](QToolButton *button, const QString &text) {
        button->setToolTip(text);
        button->setAccessibleName(text);
    };
    describe(m_update,
             m_selected ? tr("Update %1 to the latest version").arg(name)
                        : tr("Update the selected package"));
    describe(m_remove, m_selected ? tr("Remove %1").arg(name) : tr("Remove the selected package"));
    describe(m_undo,
             m_changes->canUndo() ? tr("Undo: %1").arg(m_changes->undoTitle())
                                  : tr("Undo the last change of the packages"));
}

void PackageBar::setInstallScripts(int count)
{
    m_scripts->setText(tr("%n Install Script(s)…", nullptr, count));
    m_scripts->setVisible(count > 0);
}

void PackageBar::add()
{
    if (!m_add->isEnabled())
        return;
    m_changes->add(m_name->text(), chosenKind());
    m_name->clear();
}

Kind PackageBar::chosenKind() const
{
    return Kind(m_kinds->checkedAction()->data().toInt());
}

} // namespace looptide::panels
