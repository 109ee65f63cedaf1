// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/trace/tracefile.h"

#include <QCoreApplication>
#include <QDataStream>
#include <QFileInfo>

namespace looptide::trace {

// Reads what QList's operator wrote. That of Qt reserves memory for any number of items that a
// damaged or hostile file names; each item of a trace takes at least one byte.
template <typename Item>
static void readList(QDataStream &in, QList<Item> &items)
{
    quint32 count = 0;
    in >> count;
    items.clear();
    if (in.status() != QDataStream::Ok)
        return;
    if (qint64(count) > in.device()->bytesAvailable()) {
        in.setStatus(QDataStream::ReadCorruptData);
        return;
    }
    for (quint32 i = 0; i < count && in.status() == QDataStream::Ok; ++i)
        in >> items.emplaceBack();
}

// Found by argument-dependent lookup from QList's operators, so not in the unnamed namespace.
static QDataStream &operator<<(QDataStream &out, const HttpExchange &e)
{
    return out << e.id << e.agent << quint8(e.state) << e.startedMs << e.startNs << e.durationNs
               << e.method << e.url << e.httpVersion << e.remoteAddress << qint32(e.localPort)
               << qint32(e.status) << e.statusMessage << e.requestBytes << e.responseBytes
               << e.requestHeaders << e.responseHeaders << e.firstByteNs << e.route << e.isBrief
               << e.requestBody << e.responseBody << e.effects;
}

static QDataStream &operator>>(QDataStream &in, HttpExchange &e)
{
    quint8 state = 0;
    qint32 localPort = 0;
    qint32 status = 0;
    in >> e.id >> e.agent >> state >> e.startedMs >> e.startNs >> e.durationNs >> e.method >> e.url
        >> e.httpVersion >> e.remoteAddress >> localPort >> status >> e.statusMessage
        >> e.requestBytes >> e.responseBytes;
    readList(in, e.requestHeaders);
    readList(in, e.responseHeaders);
    in >> e.firstByteNs >> e.route >> e.isBrief >> e.requestBody >> e.responseBody >> e.effects;
    if (state > quint8(HttpExchange::State::Aborted))
        in.setStatus(QDataStream::ReadCorruptData);
    e.state = HttpExchange::State(state);
    e.localPort = localPort;
    e.status = status;
    return in;
}

static QDataStream &operator<<(QDataStream &out, const ExchangeEvent &e)
{
    return out << e.id << e.exchange << e.agent << quint8(e.kind) << e.isOpen << e.startNs
               << e.durationNs << e.name << e.text << e.note << e.number << e.size;
}

static QDataStream &operator>>(QDataStream &in, ExchangeEvent &e)
{
    quint8 kind = 0;
    in >> e.id >> e.exchange >> e.agent >> kind >> e.isOpen >> e.startNs >> e.durationNs >> e.name
        >> e.text >> e.note >> e.number >> e.size;
    if (kind >= ExchangeEvent::kindCount)
        in.setStatus(QDataStream::ReadCorruptData);
    e.kind = ExchangeEvent::Kind(kind);
    return in;
}

static QDataStream &operator<<(QDataStream &out, const ListenAddress &a)
{
    return out << a.host << qint32(a.port) << a.http << a.secure << a.listening << a.agent;
}

static QDataStream &operator>>(QDataStream &in, ListenAddress &a)
{
    qint32 port = 0;
    in >> a.host >> port >> a.http >> a.secure >> a.listening >> a.agent;
    a.port = port;
    return in;
}

static QDataStream &operator<<(QDataStream &out, const ResourceType &type)
{
    return out << type.agent << type.index << type.name;
}

static QDataStream &operator>>(QDataStream &in, ResourceType &type)
{
    return in >> type.agent >> type.index >> type.name;
}

static QDataStream &operator<<(QDataStream &out, const CodeFrame &f)
{
    return out << f.script << qint32(f.line) << qint32(f.column) << f.function;
}

static QDataStream &operator>>(QDataStream &in, CodeFrame &f)
{
    qint32 line = 0;
    qint32 column = 0;
    in >> f.script >> line >> column >> f.function;
    f.line = line;
    f.column = column;
    return in;
}

static QDataStream &operator<<(QDataStream &out, const Place &place)
{
    return out << place.agent << place.index << place.frames;
}

static QDataStream &operator>>(QDataStream &in, Place &place)
{
    in >> place.agent >> place.index;
    readList(in, place.frames);
    return in;
}

// The state of an agent at each moment is in its records.
static QDataStream &operator<<(QDataStream &out, const AgentState &state)
{
    const AgentInfo &a = state.info;
    return out << a.id << quint8(a.kind) << a.pid << a.parentPid << a.number << a.title
               << a.startedMs << a.hasEnded << state.requests.received << state.requests.answered;
}

static QDataStream &operator>>(QDataStream &in, AgentState &state)
{
    AgentInfo &a = state.info;
    quint8 kind = 0;
    in >> a.id >> kind >> a.pid >> a.parentPid >> a.number >> a.title >> a.startedMs >> a.hasEnded
        >> state.requests.received >> state.requests.answered;
    if (kind >= AgentInfo::kindCount)
        in.setStatus(QDataStream::ReadCorruptData);
    a.kind = AgentInfo::Kind(kind);
    return in;
}

namespace {

constexpr QByteArrayView magic = "LOOPTIDE-TRACE\r\n";
constexpr quint32 exchangeVersion = 3; // raise it with each change of the fields written here
constexpr quint32 formatVersion = Record::version + exchangeVersion;
constexpr qsizetype frameHeadSize = 8;
// Far more than one drain of a channel gives; a larger size means damage.
constexpr quint32 maxFrame = 64U << 20;

// Records are written as they lie in memory.
static_assert(Q_BYTE_ORDER == Q_LITTLE_ENDIAN);

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(looptide::core::TraceFile)
};

struct FrameHead
{
    quint32 size;
    quint16 checksum;
    quint16 reserved;
};
static_assert(sizeof(FrameHead) == frameHeadSize);

void setUp(QDataStream &stream)
{
    stream.setVersion(QDataStream::Qt_6_0);
    stream.setByteOrder(QDataStream::LittleEndian);
}

QByteArray encode(const TraceBatch &batch)
{
    QByteArray payload;
    const auto recordBytes = batch.records.size() * qsizetype(sizeof(Record));
    payload.reserve(recordBytes + 256 + batch.exchanges.size() * 1024);
    QDataStream out(&payload, QIODevice::WriteOnly);
    setUp(out);
    out << quint32(batch.records.size());
    out.writeRawData(reinterpret_cast<const char *>(batch.records.constData()), recordBytes);
    out << batch.agents << batch.exchanges << batch.listening << batch.types << batch.places
        << batch.events << batch.lostRecords << batch.lostMessages << quint8(batch.position.phase)
        << batch.position.waiting << batch.position.sinceNs;
    return payload;
}

bool decode(const QByteArray &payload, TraceBatch &batch)
{
    QDataStream in(payload);
    setUp(in);
    quint32 count = 0;
    in >> count;
    const qsizetype recordBytes = qsizetype(count) * qsizetype(sizeof(Record));
    if (recordBytes > payload.size())
        return false;
    batch.records.resizeForOverwrite(count);
    in.readRawData(reinterpret_cast<char *>(batch.records.data()), recordBytes);
    const qsizetype malformed = batch.records.removeIf([](const Record &r) { return !viewOf(r); });
    quint8 phase = 0;
    readList(in, batch.agents);
    readList(in, batch.exchanges);
    readList(in, batch.listening);
    readList(in, batch.types);
    readList(in, batch.places);
    readList(in, batch.events);
    in >> batch.lostRecords >> batch.lostMessages >> phase >> batch.position.waiting
        >> batch.position.sinceNs;
    batch.lostRecords += quint64(malformed);
    batch.position.phase = LoopPhase(qMin<int>(phase, loopPhaseCount - 1));
    return in.status() == QDataStream::Ok && in.atEnd();
}

} // namespace

bool TraceWriter::open(const QString &path, const TraceInfo &info)
{
    constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
    m_error.clear();
    m_file.close();
    m_file.setFileName(path);
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Truncate | QIODevice::Unbuffered, ownerOnly))
        return fail();
    // An existing file keeps its mode when it is opened; a device or a pipe must keep it.
    if (QFileInfo(path).isFile() && !m_file.setPermissions(ownerOnly))
        return fail();
    QByteArray head;
    QDataStream out(&head, QIODevice::WriteOnly);
    setUp(out);
    out.writeRawData(magic.data(), magic.size());
    out << formatVersion;
    if (m_file.write(head) != head.size())
        return fail();
    QByteArray payload;
    QDataStream frame(&payload, QIODevice::WriteOnly);
    setUp(frame);
    frame << info.program << info.arguments << info.startedMs;
    return writeFrame(payload);
}

bool TraceWriter::append(const TraceBatch &batch)
{
    return m_error.isEmpty() && m_file.isOpen() && writeFrame(encode(batch));
}

bool TraceWriter::writeFrame(const QByteArray &payload)
{
    const FrameHead head { quint32(payload.size()), qChecksum(payload), 0 };
    QByteArray frame(reinterpret_cast<const char *>(&head), sizeof head);
    frame += payload;
    // A disk that becomes full takes a part; the next write reports the error.
    for (qint64 done = 0; done < frame.size();) {
        const qint64 count = m_file.write(frame.constData() + done, frame.size() - done);
        if (count <= 0)
            return fail();
        done += count;
    }
    return true;
}

bool TraceWriter::fail()
{
    m_error =
        Text::tr("Cannot write the trace %1: %2").arg(m_file.fileName(), m_file.errorString());
    return false;
}

bool TraceReader::open(const QString &path)
{
    m_error.clear();
    m_truncated = false;
    m_info = {};
    m_file.close();
    m_file.setFileName(path);
    if (QFileInfo(path).isDir())
        return fail(Text::tr("%1 is a folder, not a trace").arg(path));
    if (!m_file.open(QIODevice::ReadOnly))
        return fail(Text::tr("Cannot open the trace %1: %2").arg(path, m_file.errorString()));
    return readHead();
}

bool TraceReader::readHead()
{
    if (m_file.read(magic.size()) != magic)
        return fail(Text::tr("%1 is not a Looptide trace").arg(m_file.fileName()));
    QDataStream in(&m_file);
    setUp(in);
    quint32 version = 0;
    in >> version;
    if (in.status() == QDataStream::Ok && version != formatVersion)
        return fail(Text::tr("%1 has trace format %2; this Looptide reads format %3")
                        .arg(m_file.fileName())
                        .arg(version)
                        .arg(formatVersion));
    QByteArray payload;
    if (!readFrame(payload))
        return m_error.isEmpty()
            ? fail(Text::tr("%1 ends before its first record: the run never began")
                       .arg(m_file.fileName()))
            : false;
    QDataStream head(payload);
    setUp(head);
    head >> m_info.program;
    readList(head, m_info.arguments);
    head >> m_info.startedMs;
    return true;
}

bool TraceReader::readNext(TraceBatch &batch)
{
    batch = {};
    QByteArray payload;
    if (!m_error.isEmpty() || m_truncated || !m_file.isOpen() || !readFrame(payload))
        return false;
    if (!decode(payload, batch))
        return fail(
            Text::tr("%1 is damaged before byte %2").arg(m_file.fileName()).arg(m_file.pos()));
    return true;
}

bool TraceReader::readFrame(QByteArray &payload)
{
    const qint64 begin = m_file.pos();
    FrameHead head {};
    const qint64 got = m_file.read(reinterpret_cast<char *>(&head), sizeof head);
    if (got == 0)
        return false;
    const auto damaged = [&] {
        return fail(Text::tr("%1 is damaged at byte %2").arg(m_file.fileName()).arg(begin));
    };
    if (got == sizeof head && head.size > maxFrame)
        return damaged();
    payload = m_file.read(head.size);
    if (got < qint64(sizeof head) || payload.size() < qsizetype(head.size)) {
        m_truncated = true;
        return false;
    }
    return qChecksum(payload) == head.checksum || damaged();
}

bool TraceReader::fail(const QString &message)
{
    m_error = message;
    return false;
}

} // namespace looptide::trace
