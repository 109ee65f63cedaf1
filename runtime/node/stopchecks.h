// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace looptide::host {

// Makes every loop that V8 compiles look whether it should end. V8 13.6 has a defect there: in
// `for (;;) new Array(1000)` its unrolling phase drops the check of the outer loop instead of that
// of the short loop which fills the array, and then neither node::Stop() nor worker.terminate() nor
// a heap limit ends the loop, ever.
//
// Without that phase the checks stay. It has a flag, but the flags are part of what V8 compares
// before it takes code from a cache: with another one, Node's own modules are compiled anew at each
// start, which then takes two thirds longer. So the flag is found (the one byte of libnode's data
// that follows it) and cleared where V8 does not notice. When it is not found, nothing changes.
//
// Again before each run: a program that changes flags of its own makes V8 look at all of them.
// Thread: main, after V8 was initialised.
void keepStopChecks();

} // namespace looptide::host
