// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/git/gitstatusreader.h"

namespace looptide::models {

namespace {

// Takes the fields of a line one after another. The last one, a path, may contain spaces.
class Fields
{
public:
    explicit Fields(QByteArrayView line) : m_rest(line) { }

    QByteArrayView next()
    {
        const qsizetype space = m_rest.indexOf(' ');
        if (space < 0)
            return std::exchange(m_rest, {});
        const QByteArrayView field = m_rest.first(space);
        m_rest = m_rest.sliced(space + 1);
        return field;
    }
    void skip(int count)
    {
        for (int i = 0; i < count; ++i)
            next();
    }
    QByteArray rest() const { return m_rest.toByteArray(); }

private:
    QByteArrayView m_rest;
};

void takeHeader(QByteArrayView line, GitStatus *status)
{
    Fields fields(line);
    const QByteArrayView name = fields.next();
    const QByteArray value = fields.rest();
    if (name == "branch.oid" && value != "(initial)") {
        status->commit = value;
    } else if (name == "branch.head" && value != "(detached)") {
        status->branch = value;
    } else if (name == "branch.upstream") {
        status->upstream = value;
    } else if (name == "branch.ab") {
        status->ahead = qAbs(fields.next().toInt());
        status->behind = qAbs(fields.next().toInt());
        status->isUpstreamKnown = true;
    } else if (name == "stash") {
        status->stashes = value.toInt();
    }
}

// "1 XY sub mH mI mW hH hI path", "2 XY sub mH mI mW hH hI score path" and
// "u XY sub m1 m2 m3 mW h1 h2 h3 path"
GitChange readTracked(QByteArrayView line)
{
    const char type = line.front();
    Fields fields(line);
    fields.skip(1);
    const QByteArrayView letters = fields.next();
    const QByteArrayView submodule = fields.next();
    fields.skip(type == 'u' ? 7 : type == '2' ? 6 : 5);
    GitChange change { .path = fields.rest() };
    if (letters.size() != 2)
        return {};
    change.kind = type == 'u' ? GitChange::Kind::Conflict : GitChange::Kind::Tracked;
    change.index = letters[0];
    change.folder = letters[1];
    change.isSubmodule = submodule.startsWith('S');
    return change;
}

} // namespace

GitStatus readGitStatus(const QByteArray &output, qsizetype maximum)
{
    GitStatus status;
    const qsizetype end = output.lastIndexOf('\0') + 1; // what follows was cut off
    for (qsizetype at = 0; at < end;) {
        const auto take = [&] {
            const qsizetype next = output.indexOf('\0', at);
            const QByteArrayView line = QByteArrayView(output).sliced(at, next - at);
            at = next + 1;
            return line;
        };
        const QByteArrayView line = take();
        if (line.size() < 3 || line[1] != ' ')
            continue;
        GitChange change;
        switch (line.front()) {
        case '#':
            takeHeader(line.sliced(2), &status);
            continue;
        case '1':
        case 'u':
            change = readTracked(line);
            break;
        case '2':
            change = readTracked(line);
            if (at < end)
                change.oldPath = take().toByteArray();
            break;
        case '?':
            change = { .path = line.sliced(2).toByteArray(), .kind = GitChange::Kind::Untracked };
            break;
        default:
            continue;
        }
        if (change.path.isEmpty())
            continue;
        if (status.changes.size() >= maximum) {
            status.isTruncated = true;
            break;
        }
        status.changes.append(change);
    }
    return status;
}

} // namespace looptide::models
