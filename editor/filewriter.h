// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace looptide::editor {

/// Makes these bytes the content of the file; follows symbolic links. Returns a text for the user,
/// empty on success. Thread: any.
///
/// A file is replaced in one step by a new one with its owner and mode: it is whole at any moment.
/// One that has other names (hard links), attributes, or an owner that a new file cannot have, and
/// one in a folder that takes no new file, is overwritten in place instead. The new bytes are then
/// on the disk beside it first where the folder takes them, its room is reserved, and what was in
/// it is put back when the disk fails half way.
QString writeFile(const QString &path, const QByteArray &bytes);

} // namespace looptide::editor
