// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <optional>
#include <vector>

namespace looptide::inspector {

// A source map (ECMA-426), also an indexed one: which place of the source each place of a generated
// script comes from. Lines and columns count from 0. A value.
class SourceMap
{
public:
    struct Place
    {
        int source = 0; // index into sources()
        int line = 0;
        int column = 0;

        bool operator==(const Place &) const = default;
    };
    struct Generated
    {
        int line = 0;
        int column = 0;

        bool operator==(const Generated &) const = default;
    };

    // Nothing when it is no source map. base: the address of the map, or of the script when the map
    // is inside of it.
    static std::optional<SourceMap> fromJson(const QByteArray &json, const QUrl &base);
    // The map that a script names: inline (data:) or a file beside it. Nothing when it cannot be
    // read. Does not use the network.
    static std::optional<SourceMap> load(const QString &sourceMapUrl, const QUrl &script);

    // Absolute paths; other addresses as they are written.
    const QStringList &sources() const { return m_sources; }
    // The source of the last mapping at or before this place of the same line.
    std::optional<Place> original(int line, int column) const;
    // Where a line of a source begins in the script: the first mapping of that line, or of the next
    // line that has one.
    std::optional<Generated> generated(int source, int line) const;

private:
    struct Mapping
    {
        Generated generated;
        Place original;
    };

    bool addSection(const QJsonObject &json, const QUrl &base, Generated offset);
    bool decode(const QByteArray &mappings, int firstSource, qsizetype sourceCount,
                Generated offset);

    QStringList m_sources;
    std::vector<Mapping> m_mappings; // sorted by their generated place
    std::vector<Mapping> m_byOriginal; // sorted by source, line, generated place
};

} // namespace looptide::inspector
