// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/syntax.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QStringList>

namespace looptide::editor {

using KSyntaxHighlighting::Definition;

Syntax &Syntax::instance()
{
    static Syntax syntax;
    return syntax;
}

Syntax::Syntax()
    : m_light(m_repository.theme(QStringLiteral("GitHub Light"))),
      m_dark(m_repository.theme(QStringLiteral("GitHub Dark")))
{
    // A distribution may ship another set of themes.
    if (!m_light.isValid())
        m_light = m_repository.defaultTheme(KSyntaxHighlighting::Repository::LightTheme);
    if (!m_dark.isValid())
        m_dark = m_repository.defaultTheme(KSyntaxHighlighting::Repository::DarkTheme);
}

Definition Syntax::definitionFor(const QString &fileName, const QString &firstLine) const
{
    const Definition byName = m_repository.definitionForFileName(fileName);
    if (byName.isValid() || !firstLine.startsWith(QLatin1String("#!")))
        return byName;
    static const QList<std::pair<QLatin1String, QLatin1String>> Interpreters = {
        { QLatin1String("node"), QLatin1String("JavaScript") },
        { QLatin1String("python"), QLatin1String("Python") },
        { QLatin1String("perl"), QLatin1String("Perl") },
        { QLatin1String("ruby"), QLatin1String("Ruby") },
        { QLatin1String("sh"), QLatin1String("Bash") },
    };
    for (const auto &[interpreter, name] : Interpreters) {
        if (firstLine.contains(interpreter))
            return m_repository.definitionForName(name);
    }
    return byName;
}

Definition Syntax::definitionForName(const QString &name) const
{
    return m_repository.definitionForName(name);
}

QString Syntax::displayName(const Definition &definition, const QString &fileName)
{
    if (!definition.isValid())
        return QCoreApplication::translate("looptide::editor::Syntax", "Plain Text");
    if (definition.name() == QLatin1String("JSONC") && fileName.endsWith(QLatin1String(".json")))
        return QStringLiteral("JSON");
    return definition.translatedName();
}

} // namespace looptide::editor
