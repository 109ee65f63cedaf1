// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

class QsciScintillaBase;

namespace looptide::editor {

/// Columns in UTF-16 units. It counts from the last position that was asked for, so a key costs the
/// same in a line of any length.
class ColumnCounter
{
public:
    explicit ColumnCounter(const QsciScintillaBase *view) : m_view(view) { }

    /// Counts from 0.
    int columnOf(int position);
    /// Call these after each change of the text. linesAdded is negative when lines were removed.
    void handleInserted(int position, QByteArrayView text, int linesAdded);
    void handleRemoved(int position, QByteArrayView text, int linesAdded);

    /// Since the view was made.
    qint64 countedBytes() const { return m_countedBytes; }

private:
    int unitsBetween(int start, int end);

    const QsciScintillaBase *m_view;
    int m_lineStart = -1;
    int m_position = 0;
    int m_column = 0;
    qint64 m_countedBytes = 0;
};

} // namespace looptide::editor
