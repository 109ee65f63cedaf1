// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/trace/activeresources.h"

#include "runtime/trace/textpool.h"

#include <algorithm>
#include <cmath>

namespace looptide::trace {

namespace {

std::optional<qint64> readOptional(QByteArrayView &fields)
{
    bool isNumber = false;
    const double number = takeField(fields).toDouble(&isNumber);
    if (!isNumber || !(std::abs(number) < 9e15))
        return {};
    return qint64(number);
}

ActiveResource readResource(QByteArrayView &fields, TextPool &pool)
{
    ActiveResource resource;
    resource.id = takeField(fields).toUInt();
    resource.type = pool.text(takeField(fields));
    resource.detail = pool.text(takeField(fields));
    resource.dueMs = readOptional(fields);
    resource.repeatMs = readOptional(fields);
    resource.asyncId = takeField(fields).toULongLong();
    const QByteArrayView actions = takeField(fields);
    resource.canUnref = actions.contains('u');
    resource.canClose = actions.contains('c');
    resource.callback.script = pool.text(takeField(fields));
    resource.callback.line = std::max(0, takeField(fields).toInt());
    resource.callback.column = std::max(0, takeField(fields).toInt());
    resource.callback.function = pool.text(takeField(fields));
    return resource;
}

} // namespace

ActiveResources readActiveResources(QByteArrayView payload, TextPool &pool)
{
    ActiveResources resources;
    resources.total = takeField(payload).toULongLong();
    while (!payload.isEmpty())
        resources.items.append(readResource(payload, pool));
    resources.total = std::max(resources.total, quint64(resources.items.size()));
    return resources;
}

} // namespace looptide::trace
