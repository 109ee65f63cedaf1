// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

namespace looptide::models {

// The path of a URL with ":id" in the place of numbers, UUIDs and other ids, so that requests for
// different things of one kind have the same pattern: "/tasks/17?full=1" gives "/tasks/:id".
QString urlPattern(QByteArrayView url);

} // namespace looptide::models
