// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/cli/console.h"
#include "runtime/cli/verbs.h"
#include "runtime/trace/traceexport.h"
#include "runtime/trace/tracefile.h"
#include "runtime/trace/tracesummary.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QTextStream>
#include <QTimeZone>

#include <algorithm>
#include <array>
#include <cstdio>
#include <limits>
#include <map>

// looptide trace FILE --summary|--json: prints what a recorded run did.
namespace looptide::cli {

using trace::LoopPhase;
using trace::TraceSummary;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype routesShown = 10;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(looptide::cli::Trace)
};

int complain(const QString &message)
{
    printError(message);
    return badInput;
}

QString ms(quint64 ns)
{
    return QString::number(double(ns) / 1e6, 'f', 3);
}

QString percentiles(const trace::Histogram &histogram)
{
    return Text::tr("p50 %1 ms, p95 %2 ms, p99 %3 ms, longest %4 ms")
        .arg(ms(histogram.percentile(.5)), ms(histogram.percentile(.95)),
             ms(histogram.percentile(.99)), ms(histogram.maximum()));
}

// A terminal obeys control characters: those in a URL must not reach it.
QString printable(QString text)
{
    for (QChar &c : text) {
        if (!c.isPrint() && !c.isSurrogate())
            c = QChar(QChar::ReplacementCharacter);
    }
    return text;
}

// Columns as wide as their widest cell; the first is left-aligned, the others right.
class Table
{
public:
    explicit Table(const QStringList &titles) : m_rows { titles } { }
    void add(const QStringList &row) { m_rows.append(row); }
    void print(QTextStream &out) const
    {
        for (const QStringList &row : m_rows) {
            out << "  " << row.first().leftJustified(width(0));
            for (qsizetype i = 1; i < row.size(); ++i)
                out << "  " << row[i].rightJustified(width(i));
            out << '\n';
        }
    }

private:
    qsizetype width(qsizetype column) const
    {
        qsizetype widest = 0;
        for (const QStringList &row : m_rows)
            widest = std::max(widest, row[column].size());
        return widest;
    }

    QList<QStringList> m_rows;
};

void printLoop(QTextStream &out, const TraceSummary &s)
{
    out << '\n' << Text::tr("Event loop") << '\n';
    out << "  "
        << Text::tr("%1 iterations, %2 % busy, %3 microtask drains")
               .arg(s.iterations())
               .arg(s.utilisation() * 100, 0, 'f', 1)
               .arg(s.microtaskDrains())
        << '\n';
    out << "  " << Text::tr("lag: %1").arg(percentiles(s.lagNs())) << '\n';
    out << "  "
        << Text::tr("garbage collection: %1 times, %2 ms in all, longest %3 ms")
               .arg(s.collections().count)
               .arg(ms(s.collections().totalNs), ms(s.collections().longestNs))
        << "\n\n";
    Table table({ Text::tr("phase"), Text::tr("visits"), Text::tr("callbacks"), Text::tr("busy ms"),
                  Text::tr("longest ms"), Text::tr("waiting ms") });
    for (int i = 0; i < trace::loopPhaseCount; ++i) {
        const TraceSummary::Phase &p = s.phase(LoopPhase(i));
        table.add({ trace::phaseName(LoopPhase(i)), QString::number(p.visits),
                    QString::number(p.callbacks), ms(p.busyNs), ms(p.longestNs), ms(p.waitNs) });
    }
    table.print(out);
}

void printRequests(QTextStream &out, const TraceSummary &s)
{
    const TraceSummary::Requests &r = s.requests();
    out << '\n' << Text::tr("HTTP requests received") << '\n';
    if (r.finished + r.aborted + r.open == 0) {
        out << "  " << Text::tr("none") << '\n';
        return;
    }
    out << "  "
        << Text::tr("%1 finished, %2 aborted, %3 open").arg(r.finished).arg(r.aborted).arg(r.open);
    for (std::size_t i = 1; i < r.byStatusClass.size(); ++i) {
        if (r.byStatusClass[i] != 0)
            out << ", " << i << "xx: " << r.byStatusClass[i];
    }
    out << "\n  " << Text::tr("duration: %1").arg(percentiles(r.durationNs)) << '\n';
    out << "  "
        << Text::tr("bodies: %1 received, %2 sent")
               .arg(QLocale::c().formattedDataSize(r.receivedBytes, 1, QLocale::DataSizeSIFormat),
                    QLocale::c().formattedDataSize(r.sentBytes, 1, QLocale::DataSizeSIFormat))
        << "\n\n";
    Table table({ Text::tr("route"), Text::tr("requests"), Text::tr("errors"), Text::tr("mean ms"),
                  Text::tr("longest ms") });
    for (const TraceSummary::Route &route : s.busiestRoutes(routesShown))
        table.add({ printable(route.method + u' '
                              + route.path.first(std::min<qsizetype>(60, route.path.size()))),
                    QString::number(route.count), QString::number(route.errors),
                    ms(route.totalNs / route.count), ms(route.longestNs) });
    table.print(out);
}

void printEnds(QTextStream &out, const TraceSummary &s)
{
    if (!s.handles().isEmpty()) {
        out << '\n' << Text::tr("Active handles at the end") << '\n';
        for (const TraceSummary::Handles &h : s.handles())
            out << "  " << trace::handleTypeName(h.type) << ": " << h.active << '\n';
    }
    if (s.lostRecords() + s.lostMessages() != 0)
        out << '\n'
            << Text::tr("Lost: %1 records and %2 requests' texts did not fit into the recorder's "
                        "buffers")
                   .arg(s.lostRecords())
                   .arg(s.lostMessages())
            << '\n';
}

// The figures of each agent, the main one first.
class RunSummary
{
public:
    void add(const trace::TraceBatch &batch)
    {
        for (const trace::AgentState &state : batch.agents)
            m_agents.try_emplace(state.info.id, state.info.id).first->second.info = state.info;
        for (auto &[id, agent] : m_agents)
            agent.summary.add(batch);
    }

    const TraceSummary &main() const { return m_agents.at(0).summary; }
    // Calls show(info, summary) for each further agent that did something.
    template <typename Show>
    void forOthers(const Show &show) const
    {
        for (const auto &[id, agent] : m_agents) {
            if (id != 0 && !agent.summary.isEmpty())
                show(agent.info, agent.summary);
        }
    }

private:
    struct Agent
    {
        explicit Agent(quint16 id) : summary(id) { }
        trace::AgentInfo info;
        TraceSummary summary;
    };
    std::map<quint16, Agent> m_agents { { 0, Agent(0) } };
};

QString agentName(const trace::AgentInfo &info)
{
    using Kind = trace::AgentInfo::Kind;
    switch (info.kind) {
    case Kind::Main:
        break;
    case Kind::Worker:
        return Text::tr("Worker %1 of process %2").arg(info.number).arg(info.pid);
    case Kind::Process:
        return Text::tr("Process %1: %2").arg(info.pid).arg(info.title);
    case Kind::ClusterWorker:
        return Text::tr("Cluster worker %1, process %2: %3")
            .arg(info.number)
            .arg(info.pid)
            .arg(info.title);
    }
    return Text::tr("Main thread");
}

void printSummary(const trace::TraceInfo &info, const RunSummary &run)
{
    const TraceSummary &summary = run.main();
    QTextStream out(stdout);
    out << printable((QStringList { info.program } + info.arguments).join(u' ')) << '\n';
    out << "  "
        << Text::tr("started %1, recorded for %2 ms")
               .arg(QDateTime::fromMSecsSinceEpoch(info.startedMs).toString(Qt::ISODate),
                    ms(summary.endNs() - summary.beginNs()))
        << '\n';
    printLoop(out, summary);
    printRequests(out, summary);
    printEnds(out, summary);
    run.forOthers([&](const trace::AgentInfo &agent, const TraceSummary &other) {
        out << "\n== " << printable(agentName(agent)) << '\n';
        printLoop(out, other);
        printRequests(out, other);
    });
}

void printJson(const trace::TraceInfo &info, const RunSummary &run, bool truncated)
{
    static constexpr std::array kinds { "main"_L1, "worker"_L1, "process"_L1, "clusterWorker"_L1 };
    QJsonObject json = run.main().toJson();
    QJsonArray others;
    run.forOthers([&](const trace::AgentInfo &agent, const TraceSummary &summary) {
        QJsonObject other = summary.toJson();
        other.insert(u"id"_s, agent.id);
        other.insert(u"kind"_s, kinds[std::size_t(agent.kind)]);
        other.insert(u"pid"_s, agent.pid);
        other.insert(u"number"_s, qint64(agent.number));
        other.insert(u"title"_s, agent.title);
        others.append(other);
    });
    json.insert(u"otherAgents"_s, others);
    json.insert(u"program"_s, info.program);
    json.insert(u"arguments"_s, QJsonArray::fromStringList(info.arguments));
    json.insert(
        u"started"_s,
        QDateTime::fromMSecsSinceEpoch(info.startedMs, QTimeZone::UTC).toString(Qt::ISODateWithMs));
    json.insert(u"truncated"_s, truncated);
    print(QString::fromUtf8(QJsonDocument(json).toJson().trimmed()));
}

int exportFile(const QString &path, const QString &format, const QString &output)
{
    if (format != "chrome"_L1 && format != "csv"_L1)
        return complain(Text::tr("unknown format “%1”: use chrome or csv").arg(format));
    trace::TraceStore store(std::numeric_limits<qsizetype>::max());
    trace::TraceInfo info;
    if (const QString error = store.load(path, &info); !error.isEmpty())
        return complain(error);
    QFile file(output);
    const bool isOpen = output.isEmpty()
        ? file.open(stdout, QIODevice::WriteOnly)
        : file.open(QIODevice::WriteOnly, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    const auto kind =
        format == "csv"_L1 ? trace::ExportFormat::Csv : trace::ExportFormat::ChromeTrace;
    if (isOpen && trace::exportTrace(store, kind, file) && file.flush())
        return 0;
    const QString name = output.isEmpty() ? Text::tr("standard output") : output;
    return complain(Text::tr("Cannot write %1: %2").arg(name, file.errorString()));
}

} // namespace

int traceVerb(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(Text::tr("Tells what a recorded run did."));
    const QCommandLineOption summaryOption(
        u"summary"_s, Text::tr("Print the figures of the run as text (default)."));
    const QCommandLineOption jsonOption(u"json"_s,
                                        Text::tr("Print the figures of the run as JSON."));
    const QCommandLineOption helpOption(QStringList { u"h"_s, u"help"_s },
                                        Text::tr("Print this help."));
    const QCommandLineOption exportOption(
        u"export"_s,
        Text::tr("Write the records for another program: chrome (JSON for Perfetto and "
                 "chrome://tracing) or csv."),
        u"FORMAT"_s);
    const QCommandLineOption outputOption(
        u"output"_s, Text::tr("The file to export to (standard output)."), u"OUTPUT"_s);
    parser.addOptions({ summaryOption, jsonOption, exportOption, outputOption, helpOption });
    parser.addPositionalArgument(u"FILE"_s, Text::tr("What 'looptide run --record FILE' wrote."));
    if (!parser.parse(QStringList { u"looptide trace"_s } + arguments))
        return complain(parser.errorText());
    if (parser.isSet(helpOption)) {
        print(parser.helpText().trimmed());
        return 0;
    }
    if (parser.positionalArguments().size() != 1)
        return complain(Text::tr("give the name of one trace file (see looptide trace --help)"));
    if (parser.isSet(summaryOption) && parser.isSet(jsonOption))
        return complain(Text::tr("give --summary or --json, not both"));

    if (parser.isSet(exportOption))
        return exportFile(parser.positionalArguments().first(), parser.value(exportOption),
                          parser.value(outputOption));

    trace::TraceReader reader;
    if (!reader.open(parser.positionalArguments().first()))
        return complain(reader.errorString());
    RunSummary summary;
    trace::TraceBatch batch;
    while (reader.readNext(batch))
        summary.add(batch);
    if (!reader.errorString().isEmpty())
        return complain(reader.errorString());
    if (parser.isSet(jsonOption))
        printJson(reader.info(), summary, reader.isTruncated());
    else
        printSummary(reader.info(), summary);
    if (reader.isTruncated())
        printError(Text::tr("the file ends within a record, as when the run was killed; all before "
                            "it is counted"));
    return 0;
}

} // namespace looptide::cli
