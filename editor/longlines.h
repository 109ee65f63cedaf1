// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>

class QsciScintillaBase;

namespace looptide::editor {

/// Keeps typing in a very long line quick.
///
/// Scintilla lays out the whole line after each change in it. Measuring its text is what costs
/// time, and Scintilla remembers the widths only of runs of one style with less than 30 bytes. So
/// this divides a long line into shorter runs with three styles that look alike. After a change,
/// only the runs around it are divided again; all others are remembered.
class LongLines : public QObject
{
    Q_OBJECT

public:
    /// Styles 0 to 2 have to look like plain text.
    static constexpr int PlainStyles = 3;
    /// The longest run that Scintilla remembers.
    static constexpr int MaxRunBytes = 29;

    explicit LongLines(QsciScintillaBase *view);

    /// Longer lines are not highlighted but divided: such code is minified, and the regular
    /// expressions of a highlighter would hold up typing.
    static bool isLong(int lineBytes) { return lineBytes > MaxHighlightedBytes; }
    /// All of a line, or a part of one. The runs at both ends are included.
    void divide(int start, int end);

    /// Since the view was made.
    qint64 styledBytes() const { return m_styledBytes; }

private:
    static constexpr int MaxHighlightedBytes = 20'000;

    void handleModified(int position, int type, int length);
    int styleAt(int position) const;
    int runStart(int position, int limit) const;
    int runEnd(int position, int limit) const;
    QByteArray stylesFor(const QByteArray &text, int before, int behind) const;
    void makeRoomFor(int bytes);

    QsciScintillaBase *m_view;
    qint64 m_styledBytes = 0;
    int m_rememberedRuns = 1024;
};

} // namespace looptide::editor
