// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/trace/traceexport.h"

#include "runtime/trace/tracesummary.h"

#include <QFileInfo>
#include <QIODevice>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>
#include <optional>

namespace looptide::trace {

using namespace Qt::StringLiterals;

namespace {

// The rows of an agent in a trace viewer.
enum class Row { Phases = 1, Callbacks, Microtasks, Collections };

// What one record becomes.
struct Event
{
    Row row = Row::Phases;
    quint64 beginNs = 0;
    quint64 endNs = 0;
    QString name;
    QJsonObject details {};
};

class Describer
{
public:
    explicit Describer(const TraceStore &store) : m_store(store) { }

    std::optional<Event> describe(const Record &record) const
    {
        const auto view = viewOf(record);
        if (!view)
            return std::nullopt;
        return std::visit([&](const auto &event) { return of(event, record.agent); }, *view);
    }

private:
    std::optional<Event> of(const PhaseVisit &visit, quint16) const
    {
        QJsonObject details { { u"callbacks"_s, qint64(visit.callbacks) } };
        if (visit.waitNs != 0)
            details.insert(u"waitNs"_s, qint64(visit.waitNs));
        return Event { Row::Phases, visit.beginNs, visit.endNs, phaseName(visit.phase), details };
    }
    std::optional<Event> of(const MicrotaskDrains &drains, quint16) const
    {
        return Event { Row::Microtasks,
                       drains.beginNs,
                       drains.timeNs,
                       u"microtasks"_s,
                       { { u"drains"_s, qint64(drains.drains) },
                         { u"microtasks"_s, qint64(drains.microtasks) } } };
    }
    std::optional<Event> of(const GarbageCollection &collection, quint16) const
    {
        return Event { Row::Collections, collection.beginNs, collection.endNs,
                       collectionName(collection.type) };
    }
    std::optional<Event> of(const CallbackRun &run, quint16 agent) const
    {
        QJsonObject details { { u"asyncId"_s, qint64(run.asyncId) },
                              { u"triggerId"_s, qint64(run.origin.triggerId) } };
        const QString place = shortPlace(m_store.places().frames(agent, run.place));
        if (!place.isEmpty())
            details.insert(u"function"_s, place);
        return Event { Row::Callbacks, run.beginNs, run.endNs,
                       callbackName(m_store, agent, run.origin), details };
    }
    std::optional<Event> of(const ResourceCreated &created, quint16 agent) const
    {
        QJsonObject details { { u"asyncId"_s, qint64(created.asyncId) },
                              { u"triggerId"_s, qint64(created.origin.triggerId) } };
        const QString place = shortPlace(m_store.places().frames(agent, created.place));
        if (!place.isEmpty())
            details.insert(u"createdAt"_s, place);
        return Event { Row::Callbacks, created.timeNs, created.timeNs,
                       u"new "_s + callbackName(m_store, agent, created.origin), details };
    }
    template <typename Other>
    std::optional<Event> of(const Other &, quint16) const
    {
        return std::nullopt; // exchanges are written by themselves; handles have no time
    }

    const TraceStore &m_store;
};

class Writer
{
public:
    explicit Writer(QIODevice &out) : m_out(out) { }

    void write(const QByteArray &text) { m_isGood = m_isGood && m_out.write(text) == text.size(); }
    bool isGood() const { return m_isGood; }

private:
    QIODevice &m_out;
    bool m_isGood = true;
};

class ChromeWriter
{
public:
    explicit ChromeWriter(Writer &out) : m_out(out) { m_out.write("{\"traceEvents\":[\n"); }
    void end() { m_out.write("\n],\"displayTimeUnit\":\"ns\"}\n"); }

    void add(const QJsonObject &event)
    {
        if (!m_isFirst)
            m_out.write(",\n");
        m_isFirst = false;
        m_out.write(QJsonDocument(event).toJson(QJsonDocument::Compact));
    }
    void addName(const QString &kind, quint16 agent, int row, const QString &name)
    {
        add({ { u"ph"_s, u"M"_s },
              { u"name"_s, kind },
              { u"pid"_s, agent },
              { u"tid"_s, row },
              { u"args"_s, QJsonObject { { u"name"_s, name } } } });
    }
    void add(const Event &event, quint16 agent)
    {
        const bool isInstant = event.beginNs == event.endNs;
        QJsonObject json { { u"ph"_s, isInstant ? u"i"_s : u"X"_s },
                           { u"name"_s, event.name },
                           { u"ts"_s, double(event.beginNs) / 1000 },
                           { u"pid"_s, agent },
                           { u"tid"_s, int(event.row) },
                           { u"args"_s, event.details } };
        if (!isInstant)
            json.insert(u"dur"_s, double(event.endNs - event.beginNs) / 1000);
        else
            json.insert(u"s"_s, u"t"_s);
        add(json);
    }
    void add(const HttpExchange &exchange)
    {
        QJsonObject json { { u"ph"_s, u"b"_s },
                           { u"cat"_s, u"http"_s },
                           { u"id"_s, QString::number(exchange.id) },
                           { u"name"_s, exchange.method + u' ' + exchange.url },
                           { u"ts"_s, double(exchange.startNs) / 1000 },
                           { u"pid"_s, exchange.agent },
                           { u"args"_s, QJsonObject { { u"status"_s, exchange.status } } } };
        add(json);
        json.insert(u"ph"_s, u"e"_s);
        json.insert(u"ts"_s, double(exchange.startNs + exchange.durationNs) / 1000);
        add(json);
    }

private:
    Writer &m_out;
    bool m_isFirst = true;
};

void nameRows(ChromeWriter &out, const TraceStore &store)
{
    QMap<quint16, AgentState> agents = store.agents();
    if (!agents.contains(0))
        agents.insert(0, {});
    for (const AgentState &state : std::as_const(agents)) {
        const quint16 id = state.info.id;
        const QString title = state.info.title.isEmpty() ? u"agent %1"_s.arg(id) : state.info.title;
        out.addName(u"process_name"_s, id, 0, title);
        out.addName(u"thread_name"_s, id, int(Row::Phases), u"event loop phases"_s);
        out.addName(u"thread_name"_s, id, int(Row::Callbacks), u"callbacks"_s);
        out.addName(u"thread_name"_s, id, int(Row::Microtasks), u"microtasks"_s);
        out.addName(u"thread_name"_s, id, int(Row::Collections), u"garbage collection"_s);
    }
}

void writeChrome(const TraceStore &store, Writer &writer)
{
    ChromeWriter out(writer);
    nameRows(out, store);
    const Describer describer(store);
    for (quint64 i = store.firstRecord(); i < store.endRecord() && writer.isGood(); ++i) {
        const Record &record = store.record(i);
        if (const auto event = describer.describe(record))
            out.add(*event, record.agent);
    }
    for (const HttpExchange &exchange : store.exchanges())
        out.add(exchange);
    out.end();
}

// A value that begins like a formula would be one in a spreadsheet.
QByteArray csvField(QString text)
{
    if (!text.isEmpty() && u"=+-@\t\r"_s.contains(text.front()))
        text.prepend(u'\'');
    text.replace(u'"', u"\"\""_s);
    return '"' + text.toUtf8() + '"';
}

QByteArray csvLine(const QByteArray &kind, quint16 agent, quint64 beginNs, quint64 endNs,
                   const QString &name, const QString &details)
{
    return kind + ',' + QByteArray::number(agent) + ',' + QByteArray::number(beginNs) + ','
        + QByteArray::number(endNs - beginNs) + ',' + csvField(name) + ',' + csvField(details)
        + '\n';
}

void writeCsv(const TraceStore &store, Writer &out)
{
    out.write("kind,agent,begin_ns,duration_ns,name,details\n");
    const Describer describer(store);
    constexpr std::array kinds { "", "phase", "callback", "microtasks", "gc" };
    for (quint64 i = store.firstRecord(); i < store.endRecord() && out.isGood(); ++i) {
        const Record &record = store.record(i);
        const auto event = describer.describe(record);
        if (!event)
            continue;
        const bool isCreated = record.kind == RecordKind::Created;
        const QString details =
            QString::fromUtf8(QJsonDocument(event->details).toJson(QJsonDocument::Compact));
        out.write(csvLine(isCreated ? "created" : kinds.at(std::size_t(event->row)), record.agent,
                          event->beginNs, event->endNs, event->name, details));
    }
    for (const HttpExchange &exchange : store.exchanges())
        out.write(csvLine("http", exchange.agent, exchange.startNs,
                          exchange.startNs + exchange.durationNs,
                          exchange.method + u' ' + exchange.url, QString::number(exchange.status)));
}

} // namespace

bool exportTrace(const TraceStore &store, ExportFormat format, QIODevice &out)
{
    Writer writer(out);
    if (format == ExportFormat::ChromeTrace)
        writeChrome(store, writer);
    else
        writeCsv(store, writer);
    return writer.isGood();
}

QString shortPlace(const QList<CodeFrame> &frames)
{
    if (frames.isEmpty())
        return {};
    const CodeFrame &frame = frames.first();
    const QString path = frame.path();
    const QString script = path.isEmpty() ? frame.script : QFileInfo(path).fileName();
    const QString place = u"%1:%2:%3"_s.arg(script).arg(frame.line).arg(frame.column);
    return frame.function.isEmpty() ? place : place + u' ' + frame.function;
}

QString callbackName(const TraceStore &store, quint16 agent, const AsyncOrigin &origin)
{
    const QString type = store.places().typeName(agent, origin.type);
    return type.isEmpty() ? u"callback"_s : type;
}

QLatin1StringView collectionName(quint8 type)
{
    // v8::GCType
    switch (type) {
    case 1:
        return "scavenge"_L1;
    case 2:
        return "minor mark-sweep"_L1;
    case 4:
        return "mark-compact"_L1;
    case 8:
        return "incremental marking"_L1;
    case 16:
        return "weak callbacks"_L1;
    default:
        return "garbage collection"_L1;
    }
}

} // namespace looptide::trace
