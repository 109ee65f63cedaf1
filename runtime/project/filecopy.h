// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace looptide::project {

// Makes `to`, which must not exist, with the content and the mode of the file `from`, and writable
// for its owner: an installed store may be read-only, and a project is there to be edited. Shares
// blocks where the file system can. Throws std::filesystem::filesystem_error, and then has made
// nothing. Any thread.
void copyNewFile(const std::filesystem::path &from, const std::filesystem::path &to);

} // namespace looptide::project
