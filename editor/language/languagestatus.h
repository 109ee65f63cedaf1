// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

namespace looptide::editor {

/// Which server understands the shown file, for the status bar.
struct LanguageStatus
{
    enum class State { None, Starting, Ready, Failed, TooLarge };

    State state = State::None;
    /// "TypeScript"; empty with None.
    QString server;
    /// All servers of the file with what they do, for a tooltip.
    QString details;
};

/// What a server reports for a place in an open file. Line and column count from 1.
struct FileProblem
{
    enum class Severity { Error, Warning, Information, Hint };

    int line = 1;
    int column = 1;
    Severity severity = Severity::Error;
    QString message;
    QString source;
    QString code;

    bool operator==(const FileProblem &) const = default;
};

} // namespace looptide::editor
