// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// An addon that crashes as it is loaded.
namespace {

[[gnu::constructor]] void crash()
{
    volatile int *const nowhere = reinterpret_cast<int *>(8);
    *nowhere = 1;
}

} // namespace
