// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/output/scriptfonts.h"

#include <QFontMetrics>

#include <algorithm>

namespace looptide::panels {

namespace {

constexpr int mostMarks = 3; // on a character of ordinary text

} // namespace

void ScriptFonts::expect(QByteArrayView text, const QFont &font)
{
    if (std::ranges::all_of(text, [](char byte) { return static_cast<signed char>(byte) >= 0; }))
        return;
    if (font != m_font) {
        m_font = font;
        m_known.clear();
    }
    const QString decoded = m_decoder.decode(text);
    const QList<uint> characters = decoded.toUcs4();
    for (const char32_t character : characters)
        expect(character);
}

// A mark is drawn in the script of what it stands on. But QTermWidget keeps both in a table then,
// under this key, and measures the character whose number are the key's lower 16 bits, as it does
// for characters of more bits.
void ScriptFonts::expect(char32_t character)
{
    const bool isMark = QChar::category(character) == QChar::Mark_NonSpacing;
    m_marks = isMark ? m_marks + 1 : 0;
    if (m_marks > mostMarks)
        return;
    m_cell = isMark ? 31 * m_cell + character : character;
    if (!isMark)
        expectScriptOf(character);
    if (m_cell != character || character > 0xffff)
        expectScriptOf(m_cell & 0xffff);
}

void ScriptFonts::expectScriptOf(char32_t character)
{
    const QChar::Script script = QChar::script(character);
    const bool isPlain = script <= QChar::Script_Latin; // and what all scripts share
    if (isPlain || m_known.contains(script) || QChar::category(character) == QChar::Mark_NonSpacing)
        return;
    m_known.insert(script);
    m_missing.append(character);
}

// The terminal asks for the width of a character by itself, then has it shaped and painted.
void ScriptFonts::loadNext()
{
    const char32_t character = m_missing.takeFirst();
    const QFontMetrics metrics(m_font);
    metrics.horizontalAdvance(QString::fromUcs4(&character, 1));
    if (character <= 0xffff)
        metrics.horizontalAdvance(QChar(char16_t(character)));
}

} // namespace looptide::panels
