// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QColor>
#include <QList>

#include <array>
#include <optional>

namespace looptide::models {

// A colour of text or of its background, as a program sets it.
struct Ink
{
    int index = -1; // of the 256; -1: the default, or rgb
    std::optional<QColor> rgb;
    QByteArray sequence; // what sets it

    bool isDefault() const { return index < 0 && !rgb; }
    bool isFree() const { return index < 16 && !rgb; } // ours to choose
};

// What SGR sequences (CSI m) have set: colours, bold, underlined and so on. A value.
class Rendition
{
public:
    // Of one sequence: what is between CSI and m.
    void take(QByteArrayView parameters);

    const Ink &text() const { return m_text; }
    const Ink &background() const { return m_background; }
    bool isBold() const { return m_attributes[bold]; }
    bool isFaint() const { return m_attributes[faint]; }
    // Sets all of it, whatever was set before.
    QByteArray sequence() const;

private:
    static constexpr std::size_t bold = 1;
    static constexpr std::size_t faint = 2;

    qsizetype takeParameter(const QList<QByteArrayView> &all, qsizetype at);
    qsizetype takeColor(const QList<QByteArrayView> &all, qsizetype at);
    void takeCode(int code);
    void takeAttribute(int code);

    Ink m_text;
    Ink m_background;
    std::array<bool, 10> m_attributes {}; // by the code that sets them
};

} // namespace looptide::models
