// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dependencies/details/packagelinks.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace looptide::models {

namespace {

constexpr qint64 maxBytes = 1 << 20;

QUrl webAddress(const QString &text)
{
    QUrl url(text.trimmed(), QUrl::StrictMode);
    const bool isWeb =
        url.scheme() == QLatin1StringView("https") || url.scheme() == QLatin1StringView("http");
    return isWeb && url.isValid() && !url.host().isEmpty() && url.userInfo().isEmpty() ? url
                                                                                       : QUrl();
}

QString fileOf(const QDir &folder, const QStringList &patterns)
{
    const QStringList files = folder.entryList(patterns, QDir::Files | QDir::NoSymLinks);
    return files.isEmpty() ? QString() : folder.absoluteFilePath(files.first());
}

QString repositoryOf(const QJsonValue &value)
{
    return value.isObject() ? value.toObject().value(QLatin1StringView("url")).toString()
                            : value.toString();
}

} // namespace

QUrl PackageLinks::pageOf(const QString &repository)
{
    static const QRegularExpression shortForm(
        QStringLiteral("^(?:(github|gitlab|bitbucket):)?([\\w.-]+/[\\w.-]+)$"));
    static const QRegularExpression gitForm(
        QStringLiteral("^(?:git\\+)?(?:ssh://git@|git://|https?://(?:git@)?|git@)([\\w.-]+)[:/]"
                       "(.+?)(?:\\.git)?/?(?:#.*)?$"));
    if (const auto match = shortForm.match(repository); match.hasMatch()) {
        const QString host =
            match.captured(1).isEmpty() ? QStringLiteral("github") : match.captured(1);
        const QString suffix =
            host == QLatin1StringView("bitbucket") ? QStringLiteral("org") : QStringLiteral("com");
        return webAddress(QStringLiteral("https://%1.%2/%3").arg(host, suffix, match.captured(2)));
    }
    if (const auto match = gitForm.match(repository); match.hasMatch())
        return webAddress(
            QStringLiteral("https://%1/%2").arg(match.captured(1), match.captured(2)));
    return webAddress(repository);
}

PackageLinks PackageLinks::of(const QString &folder)
{
    PackageLinks links;
    const QDir dir(folder);
    QFile file(dir.filePath(QStringLiteral("package.json")));
    if (file.size() <= maxBytes && file.open(QIODevice::ReadOnly)) {
        const QJsonObject package = QJsonDocument::fromJson(file.readAll()).object();
        links.homepage = webAddress(package.value(QLatin1StringView("homepage")).toString());
        links.repository = pageOf(repositoryOf(package.value(QLatin1StringView("repository"))));
    }
    links.changelog = fileOf(
        dir,
        { QStringLiteral("changelog*"), QStringLiteral("history*"), QStringLiteral("changes*") });
    links.readme = fileOf(dir, { QStringLiteral("readme*") });
    return links;
}

} // namespace looptide::models
