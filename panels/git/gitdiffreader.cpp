// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/git/gitdiffreader.h"

namespace looptide::models {

namespace {

using Kind = GitDiffLine::Kind;

class Reader
{
public:
    Reader(const QByteArray &output, qsizetype maximum) : m_output(output), m_maximum(maximum) { }

    GitDiff run()
    {
        for (qsizetype at = 0; at < m_output.size();) {
            qsizetype end = m_output.indexOf('\n', at);
            if (end < 0)
                end = m_output.size();
            if (m_count >= m_maximum) {
                m_diff.isTruncated = true;
                break;
            }
            takeLine(QByteArrayView(m_output).sliced(at, end - at));
            at = end + 1;
        }
        return m_diff;
    }

private:
    void takeLine(QByteArrayView line)
    {
        if (m_oldLeft > 0 || m_newLeft > 0 || (m_parents > 1 && m_isInHunk && isContent(line))) {
            takeContent(line);
        } else if (line.startsWith("diff --")) {
            beginFile(line);
        } else if (line.startsWith('\\') && m_isInHunk) {
            markNoEnd();
        } else if (line.startsWith("@@") && !m_diff.files.isEmpty()) {
            beginHunk(line);
        } else if (!m_diff.files.isEmpty()) {
            takeHeader(line);
        }
    }

    bool isContent(QByteArrayView line) const
    {
        return !line.startsWith("diff --") && !line.startsWith("@@@");
    }

    void beginFile(QByteArrayView line)
    {
        m_isInHunk = false;
        m_oldLeft = m_newLeft = 0;
        m_parents = 1;
        GitDiffFile file;
        file.headers.append(line.toByteArray());
        // "diff --cc name" has one name; of "diff --git a/x b/x" both are the same unless the file
        // was renamed, and then later lines have the names.
        if (line.startsWith("diff --cc ") || line.startsWith("diff --combined ")) {
            file.isCombined = true;
            const QByteArrayView name = line.sliced(line.indexOf(' ', 7) + 1);
            file.newPath = file.oldPath = unquotedGitPath(name);
        } else if (line.startsWith("diff --git ")) {
            const QByteArrayView names = line.sliced(11);
            const QByteArrayView second = names.sliced((names.size() + 1) / 2);
            file.newPath = file.oldPath = withoutPrefix(unquotedGitPath(second));
        }
        m_diff.files.append(file);
    }

    static QByteArray withoutPrefix(const QByteArray &path)
    {
        if (path == "/dev/null")
            return {};
        return path.size() > 1 && path[1] == '/' ? path.sliced(2) : path;
    }

    void takeHeader(QByteArrayView line)
    {
        GitDiffFile &file = m_diff.files.last();
        m_isInHunk = false;
        if (line.isEmpty())
            return;
        ++m_count;
        file.headers.append(line.toByteArray());
        const auto rest = [line](qsizetype start) {
            QByteArrayView name = line.sliced(start);
            if (name.endsWith('\t')) // after a name with spaces
                name.chop(1);
            return unquotedGitPath(name);
        };
        if (line.startsWith("--- "))
            file.oldPath = withoutPrefix(rest(4));
        else if (line.startsWith("+++ "))
            file.newPath = withoutPrefix(rest(4));
        else if (line.startsWith("rename from ") || line.startsWith("copy from "))
            file.oldPath = rest(line.indexOf(" from ") + 6);
        else if (line.startsWith("rename to ") || line.startsWith("copy to "))
            file.newPath = rest(line.indexOf(" to ") + 4);
        else if (line.startsWith("new file mode"))
            file.oldPath.clear();
        else if (line.startsWith("deleted file mode"))
            file.newPath.clear();
        else if (line.startsWith("Binary files ") || line.startsWith("GIT binary patch"))
            file.isBinary = true;
    }

    // "@@ -1,2 +1,3 @@ …"; of a merge "@@@ -1,2 -1,2 +1,3 @@@ …"
    void beginHunk(QByteArrayView line)
    {
        m_parents = 0;
        while (m_parents + 1 < line.size() && line[m_parents + 1] == '@')
            ++m_parents;
        GitDiffHunk hunk;
        hunk.header = line.toByteArray();
        const QByteArrayView marker = line.first(m_parents + 1);
        const qsizetype end = line.indexOf(marker, m_parents + 1);
        const QByteArray ranges =
            line.sliced(m_parents + 1, qMax(qsizetype(0), end - m_parents - 1)).toByteArray();
        for (const QByteArray &range : ranges.split(' ')) {
            if (range.startsWith('-') && hunk.oldStart == 0)
                readRange(range.sliced(1), &hunk.oldStart, &hunk.oldCount);
            else if (range.startsWith('+'))
                readRange(range.sliced(1), &hunk.newStart, &hunk.newCount);
        }
        m_isInHunk = true;
        m_oldLine = hunk.oldStart;
        m_newLine = hunk.newStart;
        m_oldLeft = m_parents > 1 ? 0 : hunk.oldCount;
        m_newLeft = hunk.newCount;
        m_diff.files.last().hunks.append(hunk);
        ++m_count;
    }

    static void readRange(const QByteArray &range, int *start, int *count)
    {
        const qsizetype comma = range.indexOf(',');
        *start = range.first(comma < 0 ? range.size() : comma).toInt();
        *count = comma < 0 ? 1 : range.sliced(comma + 1).toInt();
    }

    void takeContent(QByteArrayView line)
    {
        if (line.startsWith('\\')) {
            markNoEnd();
            return;
        }
        const QByteArrayView marks = line.first(qMin(qsizetype(m_parents), line.size()));
        GitDiffLine content;
        content.kind = marks.contains('-') ? Kind::Removed
            : marks.contains('+')          ? Kind::Added
                                           : Kind::Context;
        content.text = line.sliced(marks.size()).toByteArray();
        if (content.kind != Kind::Added && m_parents == 1) {
            content.oldLine = m_oldLine++;
            --m_oldLeft;
        }
        if (content.kind != Kind::Removed) {
            content.newLine = m_newLine++;
            --m_newLeft;
        }
        m_diff.files.last().hunks.last().lines.append(content);
        ++m_count;
    }

    void markNoEnd()
    {
        GitDiffHunk &hunk = m_diff.files.last().hunks.last();
        if (!hunk.lines.isEmpty())
            hunk.lines.last().hasNoEnd = true;
    }

    const QByteArray &m_output;
    qsizetype m_maximum;
    GitDiff m_diff;
    qsizetype m_count = 0;
    bool m_isInHunk = false;
    int m_parents = 1;
    int m_oldLine = 0;
    int m_newLine = 0;
    int m_oldLeft = 0;
    int m_newLeft = 0;
};

} // namespace

GitDiff readGitDiff(const QByteArray &output, qsizetype maximumLines)
{
    return Reader(output, maximumLines).run();
}

QByteArray unquotedGitPath(QByteArrayView text)
{
    if (text.size() < 2 || !text.startsWith('"') || !text.endsWith('"'))
        return text.toByteArray();
    static const QByteArray names = "abtnvfr\"\\";
    static const QByteArray values = "\a\b\t\n\v\f\r\"\\";
    QByteArray path;
    const QByteArrayView inner = text.sliced(1, text.size() - 2);
    for (qsizetype i = 0; i < inner.size(); ++i) {
        if (inner[i] != '\\' || i + 1 >= inner.size()) {
            path.append(inner[i]);
            continue;
        }
        ++i;
        if (inner[i] >= '0' && inner[i] <= '3' && i + 2 < inner.size()) {
            path.append(char(inner.sliced(i, 3).toInt(nullptr, 8)));
            i += 2;
        } else if (const qsizetype at = names.indexOf(inner[i]); at >= 0) {
            path.append(values[at]);
        } else {
            path.append(inner[i]);
        }
    }
    return path;
}

QByteArray patchOf(const GitDiffFile &file, const GitDiffHunk &hunk)
{
    QByteArray patch;
    for (const QByteArray &header : file.headers)
        patch += header + '\n';
    patch += hunk.header + '\n';
    for (const GitDiffLine &line : hunk.lines) {
        patch += line.kind == Kind::Added ? '+' : line.kind == Kind::Removed ? '-' : ' ';
        patch += line.text + '\n';
        if (line.hasNoEnd)
            patch += "\\ No newline at end of file\n";
    }
    return patch;
}

} // namespace looptide::models
