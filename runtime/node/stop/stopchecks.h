// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace looptide::host {

// Makes every loop that V8 compiles check whether it should end. V8 13.6 has a defect: in `for (;;)
// new Array(1000)`, its unrolling phase removes the check of the outer loop instead of that of the
// short loop which fills the array. Then neither node::Stop() nor worker.terminate() nor a heap
// limit can ever end the loop.
//
// Without that phase, the checks stay. V8 has a flag for the phase, but it compares its flags
// before it uses a code cache: with a changed flag, it compiles Node's own modules again at each
// start, which then takes two thirds longer. So this function finds the byte of the flag in
// libnode's data (the only one that changes whenever the flag is set) and clears it without V8
// noticing. When it does not find the byte, nothing changes.
//
// Call it again before each run, because V8 applies all flags again when a program changes some.
// Thread: main, after V8 was initialised.
void keepStopChecks();

} // namespace looptide::host
