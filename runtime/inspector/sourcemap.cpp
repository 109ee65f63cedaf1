// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/inspector/sourcemap.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <tuple>

namespace looptide::inspector {

namespace {

constexpr qint64 largestFile = 128 * 1024 * 1024;

// The value of a digit in base 64; -1 for any other character.
int digitOf(char character)
{
    static const auto table = [] {
        std::array<signed char, 256> values {};
        values.fill(-1);
        const QByteArray digits =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (qsizetype i = 0; i < digits.size(); ++i)
            values[static_cast<uchar>(digits[i])] = static_cast<signed char>(i);
        return values;
    }();
    return table[static_cast<uchar>(character)];
}

// Reads one number (VLQ in base 64) and moves at behind it.
std::optional<int> takeNumber(const QByteArray &text, qsizetype &at)
{
    quint64 value = 0;
    for (int shift = 0; shift <= 30 && at < text.size(); shift += 5) {
        const int digit = digitOf(text[at]);
        if (digit < 0)
            return {};
        ++at;
        value |= quint64(digit & 31) << shift;
        if ((digit & 32) == 0) {
            const int magnitude = int(value >> 1);
            return value & 1 ? -magnitude : magnitude;
        }
    }
    return {};
}

QString pathOf(const QString &source, const QString &root, const QUrl &base)
{
    QString written = source;
    if (!root.isEmpty())
        written = root.endsWith(u'/') ? root + source : root + u'/' + source;
    if (QDir::isAbsolutePath(written))
        return QDir::cleanPath(written);
    const QUrl url = base.resolved(QUrl(written, QUrl::TolerantMode));
    return url.isLocalFile() ? QDir::cleanPath(url.toLocalFile()) : url.toString();
}

} // namespace

std::optional<SourceMap> SourceMap::fromJson(const QByteArray &json, const QUrl &base)
{
    const QByteArray text = json.startsWith(")]}'") ? json.mid(json.indexOf('\n') + 1) : json;
    const QJsonObject root = QJsonDocument::fromJson(text).object();
    SourceMap map;
    const QJsonArray sections = root[QLatin1StringView("sections")].toArray();
    bool isGood = !root.isEmpty() && (!sections.isEmpty() || map.addSection(root, base, {}));
    for (const QJsonValue &each : sections) {
        const QJsonObject section = each.toObject();
        const QJsonObject offset = section[QLatin1StringView("offset")].toObject();
        isGood = isGood
            && map.addSection(section[QLatin1StringView("map")].toObject(), base,
                              { offset[QLatin1StringView("line")].toInt(),
                                offset[QLatin1StringView("column")].toInt() });
    }
    if (!isGood)
        return {};
    const auto byGenerated = [](const Mapping &a, const Mapping &b) {
        return std::tie(a.generated.line, a.generated.column)
            < std::tie(b.generated.line, b.generated.column);
    };
    std::ranges::stable_sort(map.m_mappings, byGenerated);
    map.m_byOriginal = map.m_mappings;
    std::ranges::stable_sort(map.m_byOriginal, [](const Mapping &a, const Mapping &b) {
        return std::tie(a.original.source, a.original.line)
            < std::tie(b.original.source, b.original.line);
    });
    return map;
}

bool SourceMap::addSection(const QJsonObject &json, const QUrl &base, Generated offset)
{
    const QJsonValue mappings = json[QLatin1StringView("mappings")];
    if (!mappings.isString())
        return false;
    const int firstSource = int(m_sources.size());
    const QString root = json[QLatin1StringView("sourceRoot")].toString();
    const QJsonArray sources = json[QLatin1StringView("sources")].toArray();
    for (const QJsonValue &source : sources)
        m_sources.append(pathOf(source.toString(), root, base));
    return decode(mappings.toString().toLatin1(), firstSource, sources.size(), offset);
}

bool SourceMap::decode(const QByteArray &mappings, int firstSource, qsizetype sourceCount,
                       Generated offset)
{
    Generated generated = offset;
    Place original;
    qsizetype at = 0;
    while (at < mappings.size()) {
        if (mappings[at] == ';') {
            ++generated.line;
            generated.column = 0;
            ++at;
            continue;
        }
        if (mappings[at] == ',') {
            ++at;
            continue;
        }
        std::array<int, 5> numbers {};
        int count = 0;
        while (at < mappings.size() && mappings[at] != ',' && mappings[at] != ';') {
            const auto number = takeNumber(mappings, at);
            if (!number || count == int(numbers.size()))
                return false;
            numbers[count++] = *number;
        }
        generated.column += numbers[0];
        if (count < 4)
            continue; // comes from no source
        original.source += numbers[1];
        original.line += numbers[2];
        original.column += numbers[3];
        if (original.source >= 0 && original.source < sourceCount)
            m_mappings.push_back(
                { generated, { firstSource + original.source, original.line, original.column } });
    }
    return true;
}

std::optional<SourceMap> SourceMap::load(const QString &sourceMapUrl, const QUrl &script)
{
    if (sourceMapUrl.startsWith(QLatin1StringView("data:"))) {
        const qsizetype comma = sourceMapUrl.indexOf(u',');
        if (comma < 0)
            return {};
        const QByteArray data = sourceMapUrl.sliced(comma + 1).toUtf8();
        const bool isBase64 =
            QStringView(sourceMapUrl).first(comma).endsWith(QLatin1StringView(";base64"));
        return fromJson(isBase64 ? QByteArray::fromBase64(data)
                                 : QByteArray::fromPercentEncoding(data),
                        script);
    }
    const QUrl url = script.resolved(QUrl(sourceMapUrl));
    QFile file(url.toLocalFile());
    if (!url.isLocalFile() || !file.open(QIODevice::ReadOnly) || file.size() > largestFile)
        return {};
    return fromJson(file.readAll(), url);
}

std::optional<SourceMap::Place> SourceMap::original(int line, int column) const
{
    const auto after = std::upper_bound(
        m_mappings.begin(), m_mappings.end(), std::pair(line, column),
        [](const std::pair<int, int> &place, const Mapping &mapping) {
            return place < std::pair(mapping.generated.line, mapping.generated.column);
        });
    if (after != m_mappings.begin() && std::prev(after)->generated.line == line)
        return std::prev(after)->original;
    // Before the first mapping of the line.
    if (after != m_mappings.end() && after->generated.line == line)
        return after->original;
    return {};
}

std::optional<SourceMap::Generated> SourceMap::generated(int source, int line) const
{
    const auto found = std::lower_bound(
        m_byOriginal.begin(), m_byOriginal.end(), std::pair(source, line),
        [](const Mapping &mapping, const std::pair<int, int> &place) {
            return std::pair(mapping.original.source, mapping.original.line) < place;
        });
    if (found == m_byOriginal.end() || found->original.source != source)
        return {};
    return found->generated;
}

} // namespace looptide::inspector
