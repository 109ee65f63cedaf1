// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QColor>

#include <optional>

namespace looptide::models {

// Makes text readable on the background that a program sets. The terminal has one table of 16
// colours for text and for backgrounds, which a theme can make readable on its own background only:
// bright white is dark on a light theme, and blue is light on a dark one. So text of the 16 colours
// (or of none) on a background that the program set gets fixed colours, as on any terminal, with a
// contrast of at least 4.5; a background of the 16 gets its fixed colour too. What the program
// chose itself (256 colours, RGB) stays as it is, and so does text in the colour of its background.
//
// Expects whole escape sequences, as TerminalSieve emits them. Tracks the current colours,
// including when the cursor is saved and restored.
class ReadableColors
{
public:
    static constexpr double leastContrast = 4.5;

    // The same text, with a sequence more where colours have to be corrected. Costs next to nothing
    // for text without sequences.
    QByteArray correct(const QByteArray &text);

    // index: 0..255, as in SGR 38;5;index. The first 16 are the fixed colours.
    static QColor fixedColor(int index);

private:
    struct Ink
    {
        int index = -1; // of the 256; -1: the default, or rgb
        std::optional<QColor> rgb;
        QByteArray sequence; // what sets it

        bool isDefault() const { return index < 0 && !rgb; }
        bool isFree() const { return index < 16 && !rgb; } // we may choose it
        QColor color() const { return rgb.value_or(fixedColor(qMax(index, 0))); }
    };
    struct State
    {
        Ink text;
        Ink background;
        bool isBold = false;
        bool isCorrected = false;
    };

    void take(QByteArrayView sequence);
    void takeParameters(QByteArrayView parameters);
    qsizetype takeParameter(const QList<QByteArrayView> &all, qsizetype at);
    QByteArray correction();
    QColor textColor() const;

    State m_now;
    State m_saved;
};

} // namespace looptide::models
