// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/inspector/scriptlist.h"

#include <QFileInfo>
#include <QUrl>

#include <algorithm>

namespace looptide::inspector {

QString ScriptList::pathOf(const QString &url)
{
    if (url.startsWith(u'/'))
        return url;
    if (!url.startsWith(QLatin1StringView("file:")))
        return {};
    const QUrl parsed(url);
    return parsed.path(QUrl::FullyDecoded);
}

bool ScriptList::isForeign(const QString &url)
{
    return url.isEmpty() || url.startsWith(QLatin1StringView("node:"))
        || url.startsWith(QLatin1StringView("looptide:"))
        || url.contains(QLatin1StringView("/node_modules/"));
}

void ScriptList::add(const ScriptInfo &script)
{
    m_scripts.insert(script.id, { script, pathOf(script.url) });
}

bool ScriptList::hasSourceMap(const QString &script) const
{
    const auto it = m_scripts.constFind(script);
    return it != m_scripts.cend() && !it->info.sourceMapUrl.isEmpty();
}

const SourceMap *ScriptList::mapOf(Script &script)
{
    if (!std::exchange(script.wasMapRead, true) && !script.info.sourceMapUrl.isEmpty()) {
        const QUrl base = script.info.url.startsWith(u'/') ? QUrl::fromLocalFile(script.info.url)
                                                           : QUrl(script.info.url);
        if (auto map = SourceMap::load(script.info.sourceMapUrl, base))
            script.map = std::make_shared<const SourceMap>(std::move(*map));
        script.info.sourceMapUrl = QStringLiteral("(read)"); // an inline map is long
    }
    return script.map.get();
}

SourcePlace ScriptList::sourceOf(const ScriptPlace &place, const QString &url)
{
    const auto it = m_scripts.find(place.script);
    const QString known = it != m_scripts.end() && !it->info.url.isEmpty() ? it->info.url : url;
    if (it != m_scripts.end() && !isForeign(known)) {
        const SourceMap *map = mapOf(*it);
        if (const auto original = map ? map->original(place.line, place.column) : std::nullopt)
            return { map->sources().at(original->source), original->line + 1, original->column + 1,
                     known };
    }
    return { pathOf(known), place.line + 1, place.column + 1, known };
}

std::optional<ScriptPlace> ScriptList::compiledPlace(const QString &script, const QString &path,
                                                     int line)
{
    const auto it = m_scripts.find(script);
    if (it == m_scripts.end() || it->path == path || isForeign(it->info.url))
        return {};
    const SourceMap *map = mapOf(*it);
    const qsizetype source = map ? map->sources().indexOf(path) : -1;
    if (source < 0)
        return {};
    const auto place = map->generated(int(source), line - 1);
    return place ? std::optional(ScriptPlace { script, place->line, place->column }) : std::nullopt;
}

QList<ScriptPlace> ScriptList::compiledPlaces(const QString &path, int line)
{
    QList<ScriptPlace> places;
    const QStringList ids = m_scripts.keys();
    for (const QString &id : ids) {
        if (const auto place = hasSourceMap(id) ? compiledPlace(id, path, line) : std::nullopt)
            places.append(*place);
    }
    return places;
}

bool ScriptList::isCompiledFrom(const QString &path)
{
    for (auto it = m_scripts.begin(); it != m_scripts.end(); ++it) {
        const SourceMap *map = isForeign(it->info.url) ? nullptr : mapOf(*it);
        if (map && map->sources().contains(path))
            return true;
    }
    return false;
}

QStringList ScriptList::ownScripts() const
{
    QStringList ids;
    for (auto it = m_scripts.cbegin(); it != m_scripts.cend(); ++it) {
        if (!isForeign(it->info.url))
            ids.append(it.key());
    }
    return ids;
}

QStringList ScriptList::scriptsOf(const QString &path) const
{
    QStringList ids;
    for (auto it = m_scripts.cbegin(); it != m_scripts.cend(); ++it) {
        if (it->path == path)
            ids.append(it.key());
    }
    std::ranges::sort(ids, {}, [](const QString &id) { return id.toLongLong(); });
    return ids;
}

} // namespace looptide::inspector
