// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/serverconsole/serverconsolemodel.h"
#include "runtime/trace/tracechannel.h"

// Requests for tests of the server console.
namespace looptide::tests {

using models::ServerConsoleModel;
using trace::HttpExchange;
using State = trace::HttpExchange::State;
using namespace Qt::StringLiterals;

inline HttpExchange exchange(quint64 id, const QString &url = u"/"_s, int status = 200,
                             State state = State::Finished)
{
    HttpExchange e;
    e.id = id;
    e.state = state;
    e.startNs = id * 1000;
    e.startedMs = 1'700'000'000'000 + qint64(id);
    e.durationNs = state == State::Open ? 0 : 1'230'000;
    e.method = u"GET"_s;
    e.url = url;
    e.httpVersion = u"1.1"_s;
    e.remoteAddress = u"127.0.0.1"_s;
    e.localPort = 3000;
    e.status = state == State::Open ? 0 : status;
    e.responseBytes = 512;
    e.requestHeaders = { { u"Host"_s, u"localhost:3000"_s },
                         { u"Accept-Encoding"_s, u"gzip"_s },
                         { u"X-Quote"_s, u"it's"_s } };
    return e;
}

inline trace::TraceBatch batchOf(const QList<HttpExchange> &exchanges)
{
    trace::TraceBatch batch;
    batch.exchanges = exchanges;
    return batch;
}

inline trace::TraceBatch batchOf(quint64 firstId, int count)
{
    trace::TraceBatch batch;
    for (int i = 0; i < count; ++i)
        batch.exchanges.append(exchange(firstId + quint64(i), u"/%1"_s.arg(firstId + quint64(i))));
    return batch;
}

// "GET /a 200" a line.
inline QString dump(const QAbstractItemModel &model)
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(); ++row) {
        QStringList cells;
        for (int column : { ServerConsoleModel::MethodColumn, ServerConsoleModel::UrlColumn,
                            ServerConsoleModel::StatusColumn })
            cells.append(model.index(row, column).data().toString());
        lines.append(cells.join(u' '));
    }
    return lines.join(u'\n');
}

} // namespace looptide::tests
