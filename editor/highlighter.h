// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <KSyntaxHighlighting/AbstractHighlighter>
#include <KSyntaxHighlighting/State>
#include <KSyntaxHighlighting/Theme>

#include <QHash>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <vector>

class QsciScintillaBase;

namespace looptide::editor {

class LongLines;

/// Brings KSyntaxHighlighting to a Scintilla view as its container lexer.
///
/// Each line keeps the state it ends in and a dirty mark. An edit marks the lines it touched;
/// styling a line whose end state changed marks the next one, so work stops where states agree
/// again. The visible lines are styled when Scintilla asks for them (before they are painted), the
/// rest in slices of a few milliseconds between events. Folding levels are kept the same way, in a
/// second pass over per-line depth changes.
class Highlighter : public QObject, public KSyntaxHighlighting::AbstractHighlighter
{
    Q_OBJECT
    Q_INTERFACES(KSyntaxHighlighting::AbstractHighlighter)

public:
    /// Deeper levels than Scintilla's 12 bits hold share one.
    static constexpr int maxFoldDepth = 2'000;
    /// The indentation of a blank line.
    static constexpr int blankLine = -1;

    explicit Highlighter(QsciScintillaBase *view);
    ~Highlighter() override;

    void setDefinition(const KSyntaxHighlighting::Definition &definition) override;
    /// Restyles nothing: a style number stands for one look in both themes.
    void setDark(bool dark);
    /// To be called after anything that resets the view's styles.
    void defineStyles();

    /// No work left; what is on the screen is final.
    bool isComplete() const;
    /// Styles everything now. For tests and for exporting.
    void finish();

    KSyntaxHighlighting::Theme::TextStyle textStyleAt(int position) const;
    /// True inside comments and string literals, where brackets and quotes are just text.
    bool isProseAt(int position);
    /// Since the view was made: what tests count instead of milliseconds.
    qint64 styledLines() const { return m_styledLines; }
    qint64 styledBytes() const;
    QByteArray styleBytes() const;
    QString textStyleName(uchar style) const;

Q_SIGNALS:
    void completed();

protected:
    void applyFormat(int offset, int length, const KSyntaxHighlighting::Format &format) override;
    void applyFolding(int offset, int length, KSyntaxHighlighting::FoldingRegion region) override;

private:
    struct Look;
    struct Line
    {
        KSyntaxHighlighting::State endState;
        /// Lowest and final fold depth relative to the line's start; indentation columns (-1:
        /// blank) instead where the language folds by indentation.
        qint16 foldLow = 0;
        qint16 foldNet = 0;
        /// Absolute depth behind the line, as last given to Scintilla.
        int depthAfter = 0;
        bool dirty = true;
        /// Divided by LongLines instead of styled.
        bool isLong = false;
    };

    void handleModified(int position, int type, int length, int linesAdded);
    void handleStyleNeeded(int end);
    void reset();
    void insertLines(int line, int count);
    void removeLines(int line, int count);
    void markDirty(int line);
    void styleLines(int lastLine, std::chrono::microseconds budget);
    void styleProvisionally(int firstLine, int lastLine);
    bool styleLine(int line);
    Line computeLine(int line, const KSyntaxHighlighting::State &start);
    void readLine(int start, int length);
    void queueStyles(int start);
    void flushStyles();
    void touchFolding(int firstLine, int lastLine);
    void updateFolding(int maxLines);
    int foldLevelByRegions(int line);
    int foldLevelByIndentation(int line);
    int nextNonBlank(int line) const;
    void runSlice();
    uchar styleFor(const KSyntaxHighlighting::Format &format);
    void defineStyle(int index) const;

    QsciScintillaBase *m_view;
    LongLines *m_longLines;
    bool m_isActive = false;
    bool m_isDark = false;
    bool m_foldsByIndentation = false;
    std::vector<Line> m_lines;
    int m_firstDirty = 0;
    /// Fold levels are right before m_foldFrom; up to m_foldTo they must be looked at.
    int m_foldFrom = 0;
    int m_foldTo = -1;
    int m_dirtyCount = 0;
    qint64 m_styledLines = 0;
    qint64 m_styledBytes = 0;
    QTimer m_sliceTimer;

    std::vector<Look> m_looks;
    QHash<int, uchar> m_styleOfFormat;

    // The line that is being styled.
    QString m_text;
    QByteArray m_lineStyles;
    std::vector<int> m_utf8Offsets;
    int m_depth = 0;
    int m_lowDepth = 0;
    // Styles of consecutive lines, handed to Scintilla in one call.
    QByteArray m_run;
    int m_runStart = -1;
};

} // namespace looptide::editor
