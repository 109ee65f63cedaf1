// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QMetaType>
#include <QString>

#include <optional>

namespace looptide::models {

struct Splice
{
    qint64 offset = 0; // in the text before any of them
    QByteArray before;
    QByteArray after;

    bool operator==(const Splice &) const = default;
};

// The changes in one file: sorted, not overlapping.
struct FileReplacement
{
    QString path; // absolute
    QList<Splice> splices {};
};

// What is left of a text after the changes. Nothing, when the text does not have what is to be
// replaced: it has changed since it was searched. shift is added to each offset.
std::optional<QByteArray> splicedText(const QByteArray &text, const QList<Splice> &splices,
                                      qint64 shift = 0);

} // namespace looptide::models

Q_DECLARE_METATYPE(looptide::models::FileReplacement)
