// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/guard/memoryguard.h"

#include "runtime/process/systemmemory.h"

#include <chrono>

namespace looptide::host {

namespace {

using namespace std::chrono_literals;

// A program fills about a gigabyte a second, so that it gets this much further than it may.
constexpr auto interval = 100ms;

qint64 s_allowance = 0;

} // namespace

MemoryGuard::MemoryGuard(QObject *parent) : QObject(parent)
{
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, &MemoryGuard::look);
}

void MemoryGuard::begin()
{
    m_before = process::residentBytes();
    m_allowance = s_allowance > 0 ? s_allowance : process::memoryShareOfARun();
    if (m_allowance > 0)
        m_timer.start();
}

void MemoryGuard::setAllowance(qint64 bytes)
{
    s_allowance = bytes;
}

void MemoryGuard::look()
{
    const qint64 grown = process::residentBytes() - m_before;
    if (grown <= m_allowance)
        return;
    m_timer.stop();
    Q_EMIT exceeded(grown);
}

} // namespace looptide::host
