// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/output/rendition.h"

#include <QByteArray>
#include <QColor>

namespace looptide::models {

// The writer of the text.
enum class TextSource : quint8 {
    Output, // the program, to standard output
    Errors, // the program, to standard error
    Window,
};

// Makes text readable on the background that a program sets. The terminal has one table of 16
// colours for text and for backgrounds, which a theme can make readable on its own background only:
// bright white is dark on a light theme, and blue is light on a dark one. So text of the 16 colours
// (or of none) on a background that the program set gets fixed colours, as on any terminal, with a
// contrast of at least 4.5; a background of the 16 gets its fixed colour too. What the program
// chose itself (256 colours, RGB) stays as it is, and so does text in the colour of its background.
//
// Text of standard error without a colour gets a tint that the theme makes readable. Faint text
// without a colour gets a fainter one, in both streams. Each of the two streams has its own
// colours: what one of them leaves set does not colour the other. Text of the window begins without
// any, and ends those of the program.
//
// Expects whole escape sequences, as OutputFilter emits them. Tracks the current colours,
// including when the cursor is saved and restored.
class ReadableColors
{
public:
    static constexpr double leastContrast = 4.5;

    // The same text, with a sequence more where colours have to be corrected. Costs next to nothing
    // for text without sequences.
    QByteArray correct(const QByteArray &text);
    // The text that comes next is from there. Returns what the terminal needs first.
    QByteArray changeSource(TextSource source);

    // index: 0..255, as in SGR 38;5;index. The first 16 are the fixed colours.
    static QColor fixedColor(int index);

private:
    struct State
    {
        Rendition rendition;
        bool isCorrected = false;
    };

    QByteArray take(QByteArrayView sequence);
    QByteArray whole();
    QByteArray correction();
    QColor textColor() const;
    State &stateOf(TextSource source);

    State m_now; // of the source
    State m_saved;
    State m_output; // while the other is the source
    State m_errors;
    TextSource m_source = TextSource::Output;
    TextSource m_savedFrom = TextSource::Output;
};

} // namespace looptide::models
