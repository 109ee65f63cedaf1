// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dependencies/add/versionchooser.h"

#include "panels/common/displaytext.h"

#include <QAbstractItemView>
#include <QLocale>

namespace looptide::panels {

using models::visibleText;

namespace {

constexpr int letters = 24; // of width

QString textOf(const project::PackageVersion &version)
{
    QStringList parts { visibleText(version.version) };
    if (version.date.isValid())
        parts += QLocale().toString(version.date.toLocalTime().date(), QLocale::ShortFormat);
    if (!version.deprecation.isEmpty())
        parts += VersionChooser::tr("deprecated");
    return parts.join(QStringLiteral(" · "));
}

} // namespace

VersionChooser::VersionChooser(QWidget *parent) : QComboBox(parent)
{
    setAccessibleName(tr("Version"));
    setMinimumContentsLength(letters);
    setSizeAdjustPolicy(AdjustToMinimumContentsLengthWithIcon);
    view()->setTextElideMode(Qt::ElideRight);
    forget();
}

void VersionChooser::forget()
{
    clear();
    setEnabled(false);
}

void VersionChooser::setVersions(const project::PackageVersions &versions)
{
    clear();
    // A tag may move on, so that an installation without a network takes the version itself.
    for (const auto &tag : versions.tags)
        add(tr("%1 (%2)", "tag and version").arg(visibleText(tag.name), visibleText(tag.version)),
            versions.isOffline ? tag.version : tag.name, tag.version);
    const int latest = findData(QStringLiteral("latest"), SpecificationRole);
    if (!versions.tags.isEmpty())
        insertSeparator(count());
    for (const project::PackageVersion &version : versions.versions)
        add(textOf(version), version.version, version.version);
    setCurrentIndex(latest >= 0 ? latest : 0);
    setEnabled(count() > 0);
}

void VersionChooser::add(const QString &text, const QString &specification, const QString &version)
{
    addItem(text);
    setItemData(count() - 1, specification, SpecificationRole);
    setItemData(count() - 1, version, VersionRole);
}

} // namespace looptide::panels
