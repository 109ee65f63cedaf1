// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/exchangeevents.h"
#include "runtime/trace/tracecollector.h"
#include "tests/support/programbench.h"

#include <QMap>

namespace looptide::tests {

using trace::Command;
using trace::ExchangeEvent;
using trace::ExchangeEvents;
using trace::HttpExchange;
using trace::TraceBatch;
using trace::TraceCollector;
using namespace Qt::StringLiterals;

using Kind = ExchangeEvent::Kind;

// A run, its requests, and what they caused.
class ExchangeBench : public Bench
{
public:
    ExchangeBench()
    {
        connect(&m_collector, &TraceCollector::batchCollected, this,
                [this](const TraceBatch &batch) {
                    for (const HttpExchange &exchange : batch.exchanges)
                        exchanges[exchange.id] = exchange;
                    for (const ExchangeEvent &event : batch.events)
                        events.add(event);
                    lost += batch.lostMessages;
                });
    }

    // Runs a server with `handler`, and `other`, which responds to everything with "hello" after 20
    // ms, then the body of an async function with `get(path, options, body)`.
    bool run(const QByteArray &handler, const QByteArray &body, bool isTraced = true)
    {
        start(request("const http = require('http');"
                      "const other = http.createServer((q, r) => setTimeout(() => {"
                      "  r.statusCode = q.url === '/missing' ? 404 : 200; r.end('hello') }, 20));"
                      "let there = '';"
                      "const server = http.createServer("
                      + handler
                      + ");"
                        "const get = (path, options, body) => new Promise((resolve, reject) => {"
                        "  const q = http.request({ port: server.address().port, path, ...options },"
                        "    r => { let t = ''; r.on('data', d => t += d);"
                        "           r.on('end', () => resolve(t)) });"
                        "  q.on('error', reject); q.end(body) });"
                        "other.listen(0, '127.0.0.1', () => server.listen(0, '127.0.0.1',"
                        "  () => setImmediate(async () => {"
                        "  there = `http://127.0.0.1:${other.address().port}`;"
                      + body
                      + "  server.closeAllConnections(); server.close();"
                        "  other.closeAllConnections(); other.close(); })));"));
        runtime.traceChannel()->commands.post(Command::setDetail({ false, 4096, isTraced }));
        m_collector.attach(runtime.traceChannel());
        const bool ended = waitForEnd();
        m_collector.detach();
        return ended && result().exitCode == 0;
    }

    quint64 idOf(const QString &url) const
    {
        for (const HttpExchange &exchange : exchanges) {
            if (exchange.url == url)
                return exchange.id;
        }
        return 0;
    }
    QList<ExchangeEvent> of(const QString &url, Kind kind) const
    {
        QList<ExchangeEvent> found = events.of(idOf(url));
        found.removeIf([kind](const ExchangeEvent &event) { return event.kind != kind; });
        return found;
    }
    QString textOf(const QString &url) const
    {
        QString text;
        for (const ExchangeEvent &event : of(url, Kind::Output))
            text += event.name + u':' + event.text;
        return text.remove(u'\r');
    }

    QMap<quint64, HttpExchange> exchanges;
    ExchangeEvents events;
    quint64 lost = 0;

private:
    TraceCollector m_collector;
};

} // namespace looptide::tests
