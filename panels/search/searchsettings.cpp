// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/search/searchsettings.h"

#include "panels/common/settingsfile.h"

#include <QSettings>

namespace looptide::models {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestGlobs = 4096;


} // namespace

SearchQuery loadSearchOptions()
{
    QSettings file(settingsFile(), QSettings::IniFormat);
    file.beginGroup(u"search"_s);
    SearchQuery query;
    query.isRegex = file.value(u"regex"_s, false).toBool();
    query.isCaseSensitive = file.value(u"caseSensitive"_s, false).toBool();
    query.isWholeWord = file.value(u"wholeWord"_s, false).toBool();
    query.searchesIgnored = file.value(u"ignored"_s, false).toBool();
    // Commas make lists of values that the user wrote without quotes.
    query.includes = file.value(u"includes"_s).toStringList().join(u',').left(longestGlobs);
    query.excludes = file.value(u"excludes"_s).toStringList().join(u',').left(longestGlobs);
    return query;
}

void saveSearchOptions(const SearchQuery &query)
{
    QSettings file(settingsFile(), QSettings::IniFormat);
    file.beginGroup(u"search"_s);
    file.setValue(u"regex"_s, query.isRegex);
    file.setValue(u"caseSensitive"_s, query.isCaseSensitive);
    file.setValue(u"wholeWord"_s, query.isWholeWord);
    file.setValue(u"ignored"_s, query.searchesIgnored);
    file.setValue(u"includes"_s, query.includes);
    file.setValue(u"excludes"_s, query.excludes);
}

} // namespace looptide::models
