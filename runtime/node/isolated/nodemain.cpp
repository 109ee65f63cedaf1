// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// looptide-node: exactly `node`, unless Looptide has started it to record it (an isolated run). The
// code for that is in a module which is loaded only then, so it costs nothing otherwise.
#include "runtime/node/isolated/isolatedmodule.h"

#include <node.h>

int main(int argc, char **argv)
{
    if (looptide::host::isWatched(argc, argv)) {
        if (const auto run = looptide::host::loadIsolatedModule())
            return run(argc, argv,
                       { looptide::host::setPauseListener, looptide::host::markStderr,
                         looptide::host::setChildTrace, looptide::host::quietInspector });
    }
    return node::Start(argc, argv);
}
