// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/serverconsole/serverconsolemodel.h"
#include "runtime/trace/commandchannel.h"

#include <QStringList>

namespace looptide::models {

// What the user has chosen for the server console. A plain value. Values outside of their range,
// from a damaged or foreign file, are corrected.
struct ConsoleSettings
{
    bool recordsAll = false; // headers and bodies of every request
    bool recordsCauses = true; // calls, output and handlers of requests that have headers
    int bodyKilobytes = 64; // of a body that are kept; 0: none
    int rows = 1'000'000;
    int detailMegabytes = 256; // for headers and bodies
    QStringList hiddenColumns { QStringLiteral("received"), QStringLiteral("route"),
                                QStringLiteral("client") };

    // From the settings file of the program.
    static ConsoleSettings load();
    void save() const;

    trace::RequestDetail detail() const;
    ServerConsoleModel::Limits limits() const;
    // The name of a column in hiddenColumns.
    static QString columnName(int column);
};

} // namespace looptide::models
