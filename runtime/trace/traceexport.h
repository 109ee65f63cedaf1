// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/tracestore.h"

class QIODevice;

// Writes what a store contains in formats of other programs. Times are in the clock of records.
namespace looptide::trace {

enum class ExportFormat {
    ChromeTrace, // JSON for Perfetto (ui.perfetto.dev) and chrome://tracing
    Csv, // a line for each record: kind, agent, begin, duration, name, details
};

// Returns false when the device reports an error.
bool exportTrace(const TraceStore &store, ExportFormat format, QIODevice &out);

// "app.js:12:5 name", without the folder; empty when the place is unknown.
QString shortPlace(const QList<CodeFrame> &frames);
// The name of a callback: what its type means ("Timeout"), or "callback" when it is unknown.
QString callbackName(const TraceStore &store, quint16 agent, const AsyncOrigin &origin);
// "scavenge", "mark-compact", ...
QLatin1StringView collectionName(quint8 type);

} // namespace looptide::trace
