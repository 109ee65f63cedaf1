// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/tracesocket.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace looptide::process {

namespace {

constexpr auto socketName = "trace";
constexpr QLatin1StringView stderrWord("stderr=");
constexpr QLatin1StringView tokenWord("token=");
constexpr int waitingConnections = 128;

std::optional<sockaddr_un> socketAddress(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    sockaddr_un address {};
    address.sun_family = AF_UNIX;
    if (name.isEmpty() || name.size() >= qsizetype(sizeof address.sun_path))
        return std::nullopt;
    std::memcpy(address.sun_path, name.constData(), size_t(name.size()));
    return address;
}

bool fitsASocket(const QString &folder)
{
    constexpr auto more = "/looptide-4194304-XXXXXX/trace"; // with the largest process id
    return socketAddress(folder + QLatin1StringView(more)).has_value();
}

// The person's own folder for such things, or the one for temporary files. QStandardPaths would
// make up the first one where there is none, and say so on standard error.
QString placeForSockets()
{
    const QFileInfo own(qEnvironmentVariable("XDG_RUNTIME_DIR"));
    if (own.isAbsolute() && own.isDir() && own.isWritable() && own.ownerId() == geteuid()
        && fitsASocket(own.filePath()))
        return own.filePath();
    const QString system = QStringLiteral("/tmp");
    return QFileInfo(system).isWritable() ? system : QDir::tempPath();
}

// A window that was killed before its run had connected has left one.
void removeLeftFolders(const QString &place)
{
    const QFileInfoList folders = QDir(place).entryInfoList({ QStringLiteral("looptide-*-*") },
                                                            QDir::Dirs | QDir::NoSymLinks);
    for (const QFileInfo &folder : folders) {
        const pid_t maker = folder.fileName().section(u'-', 1, 1).toInt();
        if (maker <= 0 || folder.ownerId() != geteuid() || kill(maker, 0) == 0 || errno != ESRCH)
            continue;
        const QString socket = folder.filePath() + u'/' + QLatin1StringView(socketName);
        for (const QString &file : { socket, TraceTarget { socket }.crashFile() })
            QFile::remove(file);
        QDir().rmdir(folder.filePath());
    }
}

QString folderTemplate()
{
    const QString place = placeForSockets();
    removeLeftFolders(place);
    return QStringLiteral("%1/looptide-%2-XXXXXX").arg(place, QString::number(getpid()));
}

FileDescriptor makeSocket()
{
    return FileDescriptor(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
}

bool isOurs(int connection)
{
    ucred peer {};
    socklen_t size = sizeof peer;
    return getsockopt(connection, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0
        && peer.uid == geteuid();
}

} // namespace

QString TraceTarget::toString() const
{
    QString text = core::recordLevelName(level);
    if (everyRequest)
        text += QLatin1StringView(",every");
    if (debugs)
        text += QLatin1StringView(",debug");
    if (isChild)
        text += QLatin1StringView(",child");
    if (!token.isEmpty())
        text += u',' + tokenWord + QString::fromLatin1(token);
    if (!stderrToken.isEmpty())
        text += u',' + stderrWord + QString::fromLatin1(stderrToken);
    return text + u':' + path;
}

std::optional<TraceTarget> TraceTarget::fromString(const QString &text)
{
    const qsizetype colon = text.indexOf(u':');
    if (colon < 0)
        return std::nullopt;
    TraceTarget target;
    target.path = text.sliced(colon + 1);
    const QStringList words = text.first(colon).split(u',');
    const auto level = core::recordLevelNamed(words.constFirst());
    target.level = level.value_or(core::RecordLevel::Off);
    target.everyRequest = words.contains(QLatin1StringView("every"));
    target.debugs = words.contains(QLatin1StringView("debug"));
    target.isChild = words.contains(QLatin1StringView("child"));
    for (const QString &word : words) {
        if (word.startsWith(tokenWord))
            target.token = word.sliced(tokenWord.size()).toLatin1();
        if (word.startsWith(stderrWord))
            target.stderrToken = word.sliced(stderrWord.size()).toLatin1();
    }
    return level ? std::optional(target) : std::nullopt;
}

TraceTarget TraceTarget::forChildren() const
{
    TraceTarget target = *this;
    target.stderrToken.clear();
    target.isChild = true;
    return target;
}

QString TraceTarget::crashFile() const
{
    return path.isEmpty() || isChild ? QString() : path + QLatin1StringView(".crash");
}

TraceListener::TraceListener() : m_folder(folderTemplate()) // 0700
{
    if (!m_folder.isValid()) {
        m_errorText = m_folder.errorString();
        return;
    }
    const auto address = socketAddress(path());
    FileDescriptor socket = makeSocket();
    // The mode is set between bind and listen: before the latter nobody can connect.
    if (!address || !socket.isValid()
        || bind(socket.get(), reinterpret_cast<const sockaddr *>(&*address), sizeof *address) != 0
        || chmod(address->sun_path, S_IRUSR | S_IWUSR) != 0
        || listen(socket.get(), waitingConnections) != 0) {
        m_errorText = qt_error_string();
        return;
    }
    m_socket = std::move(socket);
}

QString TraceListener::path() const
{
    return m_folder.filePath(QLatin1StringView(socketName));
}

FileDescriptor TraceListener::accept()
{
    while (m_socket.isValid()) {
        FileDescriptor connection(
            ::accept4(m_socket.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
        if (!connection.isValid() || isOurs(connection.get()))
            return connection;
    }
    return {};
}

qint64 peerProcess(int connection)
{
    ucred peer {};
    socklen_t size = sizeof peer;
    return getsockopt(connection, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 ? peer.pid : 0;
}

FileDescriptor connectTrace(const QString &path)
{
    const auto address = socketAddress(path);
    FileDescriptor connection = makeSocket();
    if (!address || !connection.isValid()
        || ::connect(connection.get(), reinterpret_cast<const sockaddr *>(&*address),
                     sizeof *address)
            != 0
        || !isOurs(connection.get()))
        return {};
    return connection;
}

QByteArray receiveTrace(int connection, qsizetype most, bool &ended)
{
    QByteArray bytes(most, Qt::Uninitialized);
    qsizetype size = 0;
    ssize_t got = 0;
    do {
        got = ::recv(connection, bytes.data() + size, size_t(most - size), 0);
        size += qMax<ssize_t>(got, 0);
    } while ((got > 0 && size < most) || (got < 0 && errno == EINTR));
    ended = got == 0 || (got < 0 && errno != EAGAIN);
    bytes.truncate(size);
    return bytes;
}

qsizetype sendTrace(int connection, QByteArrayView bytes, std::chrono::milliseconds patience)
{
    for (bool waited = false;; waited = true) {
        const ssize_t sent =
            ::send(connection, bytes.data(), size_t(bytes.size()), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent >= 0)
            return sent;
        if (errno != EAGAIN && errno != EINTR)
            return -1;
        if (waited)
            return 0;
        pollfd room { connection, POLLOUT, 0 };
        poll(&room, 1, int(patience.count()));
    }
}

std::thread startWithoutSignals(std::function<void()> work)
{
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    std::thread thread(std::move(work)); // inherits the mask
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    return thread;
}

} // namespace looptide::process
