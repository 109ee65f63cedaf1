// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/resources/resourcesmodel.h"

#include "panels/common/displaytext.h"
#include "runtime/trace/tracestore.h"

#include <QFileInfo>
#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>

namespace looptide::models {

using trace::ActiveResource;
using namespace Qt::StringLiterals;

namespace {

struct Kind
{
    const char *type; // ActiveResource::type
    const char *text;
    const char *explanation;
};

// In the order of the rows.
constexpr std::array kinds {
    Kind { "TCP server", QT_TRANSLATE_NOOP("looptide::models::ResourcesModel", "server"),
           QT_TRANSLATE_NOOP("looptide::models::ResourcesModel",
                             "A server waits for connections until it is closed.") },
    Kind { "Pipe server", QT_TRANSLATE_NOOP("looptide::models::ResourcesModel", "local server"),
           QT_TRANSLATE_NOOP("looptide::models::ResourcesModel",
                             "A server on a local socket waits for connections until it is "
                             "closed.") },
    Kind { "Timeout", QT_TRANSLATE_NOOP("looptide::models::ResourcesModel", "timer"),
           QT_TRANSLATE_NOOP("looptide::models::ResourcesModel",
                             "A timer will call its function. An interval does so again and again, "
                             "until clearInterval().") },
    Kind { "Immediate", QT_TRANSLATE_NOOP("looptide::models::ResourcesModel", "immediate"),
           QT_TRANSLATE_NOOP("looptide::models::ResourcesModel",
                             "setImmediate() calls its function in the next check phase.") },
    Kind { "Process", QT_TRANSLATE_NOOP("looptide::models::ResourcesModel", "child process"),
           QT_TRANSLATE_NOOP("looptide::models::ResourcesModel",
                             "The program waits for the end of a process that it has started.") },
    Kind { "FSEvent", QT_TRANSLATE_NOOP("looptide::models::ResourcesModel", "file watcher"),
           QT_TRANSLATE_NOOP("looptide::models::ResourcesModel",
                             "A watcher waits for changes of a file or a folder until it is "
                             "closed.") },
    Kind { "UDP", QT_TRANSLATE_NOOP("looptide::models::ResourcesModel", "UDP socket"),
           QT_TRANSLATE_NOOP("looptide::models::ResourcesModel",
                             "A UDP socket waits for messages until it is closed.") },
    Kind { "MessagePort", QT_TRANSLATE_NOOP("looptide::models::ResourcesModel", "message port"),
           QT_TRANSLATE_NOOP("looptide::models::ResourcesModel",
                             "A port with a listener waits for messages of another thread.") },
    Kind { "TCP", QT_TRANSLATE_NOOP("looptide::models::ResourcesModel", "connection"),
           QT_TRANSLATE_NOOP("looptide::models::ResourcesModel",
                             "An open connection can receive data until one side closes it.") },
    Kind { "Pipe", QT_TRANSLATE_NOOP("looptide::models::ResourcesModel", "pipe"),
           QT_TRANSLATE_NOOP("looptide::models::ResourcesModel",
                             "A pipe to another process, or a local socket, can receive data.") },
    Kind { "TTY", QT_TRANSLATE_NOOP("looptide::models::ResourcesModel", "terminal"),
           QT_TRANSLATE_NOOP("looptide::models::ResourcesModel",
                             "The program reads what is typed (process.stdin).") },
    Kind {
        "FSReqCallback", QT_TRANSLATE_NOOP("looptide::models::ResourcesModel", "file operation"),
        QT_TRANSLATE_NOOP("looptide::models::ResourcesModel",
                          "A thread of the pool reads or writes a file; its callback follows.") },
    Kind { "FSReqPromise", QT_TRANSLATE_NOOP("looptide::models::ResourcesModel", "file operation"),
           QT_TRANSLATE_NOOP("looptide::models::ResourcesModel",
                             "A thread of the pool reads or writes a file; its promise follows.") },
    Kind { "GetAddrInfoReqWrap",
           QT_TRANSLATE_NOOP("looptide::models::ResourcesModel", "name lookup"),
           QT_TRANSLATE_NOOP("looptide::models::ResourcesModel",
                             "A thread of the pool looks up the address of a host.") },
    Kind { "TCPConnectWrap", QT_TRANSLATE_NOOP("looptide::models::ResourcesModel", "connecting"),
           QT_TRANSLATE_NOOP("looptide::models::ResourcesModel",
                             "A connection to a server is being made.") },
};

// Those of unknown types follow.
std::size_t orderOf(const ActiveResource &resource)
{
    const auto known = std::ranges::find_if(
        kinds, [&](const Kind &kind) { return resource.type == QLatin1StringView(kind.type); });
    return std::size_t(known - kinds.begin());
}

} // namespace

void ResourcesModel::setResources(const trace::ActiveResources &resources)
{
    trace::ActiveResources sorted = resources;
    std::ranges::stable_sort(sorted.items, {}, orderOf);
    const auto sameId = [](const ActiveResource &a, const ActiveResource &b) {
        return a.id == b.id;
    };
    if (m_resources.agent == sorted.agent
        && std::ranges::equal(m_resources.items, sorted.items, sameId)) {
        m_resources = sorted;
        if (rowCount() > 0)
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_resources = sorted;
    endResetModel();
}

void ResourcesModel::clear()
{
    beginResetModel();
    m_resources = {};
    endResetModel();
}

const ActiveResource *ResourcesModel::at(const QModelIndex &index) const
{
    return index.isValid() && index.row() < rowCount() ? &m_resources.items.at(index.row())
                                                       : nullptr;
}

QModelIndex ResourcesModel::indexOf(quint32 id) const
{
    const auto found = std::ranges::find(m_resources.items, id, &ActiveResource::id);
    return found == m_resources.items.cend() ? QModelIndex()
                                             : index(int(found - m_resources.items.cbegin()), 0);
}

QString ResourcesModel::summary() const
{
    if (m_resources.total == 0)
        return tr("Nothing keeps it running: it ends when its current callback is done.");
    if (m_resources.total > quint64(rowCount()))
        return tr("%1 resources keep it running; the first %2 are listed.")
            .arg(QLocale().toString(m_resources.total), QLocale().toString(rowCount()));
    return tr("%n resource(s) keep it running.", nullptr, rowCount());
}

int ResourcesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_resources.items.size());
}

int ResourcesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ResourcesModel::data(const QModelIndex &index, int role) const
{
    const ActiveResource *resource = at(index);
    if (!resource)
        return {};
    if (role == Qt::ToolTipRole)
        return toolTip(*resource).toHtmlEscaped();
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case KindColumn:
        return kindText(*resource);
    case DetailColumn:
        return visibleText(resource->detail);
    case DueColumn:
        return dueText(*resource);
    case PlaceColumn:
        return placeText(resource->callback);
    default:
        return {};
    }
}

QVariant ResourcesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case KindColumn:
        return tr("Resource");
    case DetailColumn:
        return tr("What");
    case DueColumn:
        return tr("Due");
    case PlaceColumn:
        return tr("Calls");
    default:
        return {};
    }
}

QString ResourcesModel::kindText(const ActiveResource &resource)
{
    if (resource.type == "Timeout"_L1 && resource.repeatMs)
        return tr("interval");
    const std::size_t kind = orderOf(resource);
    return kind < kinds.size() ? tr(kinds[kind].text) : visibleText(resource.type);
}

QString ResourcesModel::explanation(const ActiveResource &resource)
{
    const std::size_t kind = orderOf(resource);
    return kind < kinds.size()
        ? tr(kinds[kind].explanation)
        : tr("Node.js counts this resource (%1) as active.").arg(visibleText(resource.type));
}

QString ResourcesModel::toolTip(const ActiveResource &resource)
{
    QStringList lines { visibleText(resource.detail), placeText(resource.callback) };
    lines.removeAll(QString());
    return (lines << explanation(resource)).join(u" · "_s);
}

QString ResourcesModel::dueText(const ActiveResource &resource)
{
    if (!resource.dueMs)
        return {};
    constexpr double msPerSecond = 1000;
    const double seconds = double(std::abs(*resource.dueMs)) / msPerSecond;
    const QString text = QLocale().toString(seconds, 'f', seconds < 10 ? 1 : 0);
    return *resource.dueMs < 0 ? tr("%1 s late").arg(text) : tr("in %1 s").arg(text);
}

QString ResourcesModel::placeText(const trace::CodeFrame &frame)
{
    if (frame.line <= 0)
        return {};
    const QString file = frame.isUsers() ? QFileInfo(frame.path()).fileName() : frame.script;
    const QString place = visibleText(u"%1:%2"_s.arg(file).arg(frame.line));
    return frame.function.isEmpty() ? place : u"%1 %2"_s.arg(visibleText(frame.function), place);
}

std::optional<trace::CodeFrame> creationOf(const trace::TraceStore &store, quint16 agent,
                                           quint64 asyncId)
{
    for (quint64 number = store.endRecord(); number > store.firstRecord(); --number) {
        const trace::Record &record = store.record(number - 1);
        if (record.kind != trace::RecordKind::Created || record.agent != agent
            || record.id != asyncId)
            continue;
        const auto view = trace::viewOf(record);
        const auto *created = view ? std::get_if<trace::ResourceCreated>(&*view) : nullptr;
        if (!created)
            return {};
        const QList<trace::CodeFrame> frames = store.places().frames(agent, created->place);
        const auto users = std::ranges::find_if(frames, &trace::CodeFrame::isUsers);
        if (users != frames.cend())
            return *users;
        asyncId = created->origin.triggerId; // was created before
    }
    return {};
}

} // namespace looptide::models
