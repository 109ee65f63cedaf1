// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QProcess;

namespace looptide::lsp {

/// Ends the process when this one is killed or crashes, because not every server looks at the end
/// of its input. Linux only; call it before start(), in a thread that lives as long as the process.
void endWithThisProcess(QProcess &process);

} // namespace looptide::lsp
