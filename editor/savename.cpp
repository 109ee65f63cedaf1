// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/savename.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>

#include <algorithm>
#include <array>

namespace looptide::editor {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(looptide::editor::SaveName)
};

struct Kind
{
    const char *name;
    const char *patterns; // the first has the default suffix
};

constexpr std::array kinds {
    Kind { "JavaScript", "*.js *.mjs *.cjs *.jsx" },
    Kind { "TypeScript", "*.ts *.mts *.cts *.tsx" },
    Kind { "JSON", "*.json" },
    Kind { "HTML", "*.html *.htm" },
    Kind { "CSS", "*.css *.scss *.less" },
    Kind { "Markdown", "*.md" },
    Kind { "YAML", "*.yaml *.yml" },
};

QString filterOf(const Kind &kind)
{
    return QStringLiteral("%1 (%2)").arg(QLatin1StringView(kind.name),
                                         QLatin1StringView(kind.patterns));
}

QString allFiles()
{
    return Text::tr("All files (*)");
}

QString suffixOf(const QByteArray &utf8, const QString &projectDirectory)
{
    const QByteArray start = utf8.left(1024).trimmed();
    if (start.startsWith("#!"))
        return start.split('\n').first().contains("node") ? QStringLiteral("js")
                                                          : QStringLiteral("sh");
    if (start.startsWith('<'))
        return QStringLiteral("html");
    if ((start.startsWith('{') || start.startsWith('[')) && !QJsonDocument::fromJson(utf8).isNull())
        return QStringLiteral("json");
    const bool isTypeScript = !projectDirectory.isEmpty()
        && QFileInfo::exists(QDir(projectDirectory).filePath(QStringLiteral("tsconfig.json")));
    return isTypeScript ? QStringLiteral("ts") : QStringLiteral("js");
}

} // namespace

QString suggestedFileName(const QString &title, const QByteArray &utf8,
                          const QString &projectDirectory)
{
    QString name = title.toLower().simplified();
    name.replace(u' ', u'-').replace(u'/', u'-');
    return QStringLiteral("%1.%2").arg(name, suffixOf(utf8, projectDirectory));
}

QStringList saveFilters()
{
    QStringList filters;
    for (const Kind &kind : kinds)
        filters << filterOf(kind);
    return filters << allFiles();
}

QString saveFilterFor(const QString &fileName)
{
    const QString pattern = QStringLiteral("*.") + QFileInfo(fileName).suffix().toLower();
    const auto kind = std::ranges::find_if(kinds, [&pattern](const Kind &each) {
        return QString::fromLatin1(each.patterns).split(u' ').contains(pattern);
    });
    return kind == kinds.end() ? allFiles() : filterOf(*kind);
}

QString defaultSuffixOf(const QString &filter)
{
    const qsizetype start = filter.indexOf(QLatin1StringView("(*."));
    if (start < 0)
        return {};
    const QString patterns = filter.mid(start + 3).chopped(1);
    return patterns.section(u' ', 0, 0);
}

} // namespace looptide::editor
