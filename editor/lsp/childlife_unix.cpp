// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/lsp/childlife.h"

#include <QProcess>

#ifdef Q_OS_LINUX
#include <csignal>
#include <sys/prctl.h>
#include <unistd.h>
#endif

namespace looptide::lsp {

void endWithThisProcess([[maybe_unused]] QProcess &process)
{
#ifdef Q_OS_LINUX
    process.setUnixProcessParameters(QProcess::UnixProcessFlag::UseVFork); // as without a modifier
    process.setChildProcessModifier([parent = ::getpid()] {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (::getppid() != parent)
            ::_exit(128 + SIGKILL);
    });
#endif
}

} // namespace looptide::lsp
