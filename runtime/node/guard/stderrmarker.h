// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace looptide::host {

// What is written before and after all that the program writes to standard error (the texts come
// from core::StderrMarks). Needs no Qt: looptide-node has none.
struct StderrMarkTexts
{
    std::string begin;
    std::string end;
};

// From here on writes to standard error are marked, as long as they go to the terminal that
// standard error is now; null: no more. The texts must live until then. Thread: the one that has
// the process; no write may be under way on another.
//
// The executable defines the functions of libuv and Node through which libnode writes, and hands on
// to their own: the dynamic linker binds libnode's calls to what the executable has, as it does for
// malloc(). A mark and the data are one system call, so no other write comes between them. The
// program gets the results that it would get without marks. Not marked: writes of child processes,
// of addons, asynchronous fs.write(), writes to a terminal that the program has made non-blocking
// (which could keep back the end of a mark), and what V8 prints before it aborts.
void markStderr(const StderrMarkTexts *texts);

// A module has to use that of its executable.
using MarkStderr = decltype(&markStderr);

} // namespace looptide::host
