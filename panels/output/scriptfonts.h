// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QList>
#include <QSet>
#include <QStringDecoder>

namespace looptide::panels {

// Qt looks for a font when it meets a script for the first time (Latin, Arabic, Han, and 160 more),
// which takes milliseconds for each. A screen of arbitrary bytes contains dozens of scripts, and
// the window would freeze for the sum. This class finds the scripts of a text, so that their fonts
// can be loaded one by one before.
//
// Thread: GUI.
class ScriptFonts
{
public:
    // Announces the UTF-8 text that is shown next, after the last text. Costs almost nothing for
    // ASCII. Another font than before resets the object.
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
    char32_t m_cell = 0; // the terminal's last character
    int m_marks = 0; // on it
    QList<char32_t> m_missing; // a character of each script
};

} // namespace looptide::panels
