// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QList>
#include <QSet>
#include <QStringDecoder>

namespace looptide::panels {

// Qt looks for a font the first time it meets a script (Latin, Arabic, Han, and 160 more), for
// milliseconds each. A screen of arbitrary bytes has dozens of them, and the window would stand
// still for the sum. This tells which scripts a text brings, to be loaded one by one before.
//
// Thread: GUI.
class ScriptFonts
{
public:
    // What is shown next, from where the last text ended, in UTF-8. Costs next to nothing when it
    // is ASCII. Another font than before starts anew.
    void expect(QByteArrayView text, const QFont &font);
    bool isReady() const { return m_missing.isEmpty(); }
    // Takes a few milliseconds.
    void loadNext();

private:
    void expect(char32_t character);
    void expectScriptOf(char32_t character);

    QFont m_font;
    QStringDecoder m_decoder { QStringDecoder::Utf8 };
    QSet<QChar::Script> m_known;
    char32_t m_cell = 0; // what the terminal keeps for the last character
    int m_marks = 0; // on it
    QList<char32_t> m_missing; // a character of each script
};

} // namespace looptide::panels
