// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/common/displaytext.h"

#include <QCoreApplication>
#include <QDir>
#include <QLocale>

#include <algorithm>

namespace looptide::models {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(looptide::models::DisplayText)
};

constexpr char16_t controlPictures = 0x2400; // U+2400 SYMBOL FOR NULL, and on in the order of ASCII
constexpr char16_t deletePicture = 0x2421;

bool isDeceptive(QChar c)
{
    switch (c.category()) {
    case QChar::Other_Control:
    case QChar::Other_Format: // bidi overrides, zero-width joiners, the byte order mark
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return false;
    }
}

// Three figures: 1.23, 12.3, 123.
QString threeFigures(double value)
{
    const int decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
    return QLocale().toString(value, 'f', decimals);
}

} // namespace

QString visibleText(const QString &text)
{
    if (std::ranges::none_of(text, isDeceptive))
        return text;
    QString shown;
    shown.reserve(text.size() + 16);
    for (QChar c : text) {
        if (!isDeceptive(c))
            shown += c;
        else if (c.unicode() < 0x20)
            shown += QChar(char16_t(controlPictures + c.unicode()));
        else if (c.unicode() == 0x7f)
            shown += QChar(deletePicture);
        else
            shown +=
                QStringLiteral("<U+%1>").arg(uint(c.unicode()), 4, 16, QLatin1Char('0')).toUpper();
    }
    return shown;
}

QString unbrokenWords(const QString &text)
{
    constexpr QChar wordJoiner(0x2060);
    QString unbroken;
    unbroken.reserve(text.size() + 8);
    for (qsizetype i = 0; i < text.size(); ++i) {
        unbroken += text[i];
        const bool isInside = i > 0 && i + 1 < text.size() && text[i - 1].isLetterOrNumber()
            && text[i + 1].isLetterOrNumber();
        if (text[i] == u'/' && isInside)
            unbroken += wordJoiner;
    }
    return unbroken;
}

QString shortenedText(const QString &text)
{
    constexpr qsizetype longestText = 700;
    constexpr qsizetype longestWord = 72;
    constexpr qsizetype kept = longestWord / 2 - 1; // at each end
    const QString whole =
        text.size() <= longestText ? text : text.first(longestText) + QChar(0x2026);
    QString shortened;
    qsizetype wordBegin = 0;
    for (qsizetype i = 0; i <= whole.size(); ++i) {
        if (i < whole.size() && !whole[i].isSpace())
            continue;
        const QStringView word = QStringView(whole).sliced(wordBegin, i - wordBegin);
        if (word.size() <= longestWord)
            shortened += word;
        else
            shortened += word.first(kept).toString() + QChar(0x2026) + word.last(kept);
        if (i < whole.size())
            shortened += whole[i];
        wordBegin = i + 1;
    }
    return shortened;
}

QString pathText(const QString &path)
{
    const QString home = QDir::homePath();
    const QString native = QDir::toNativeSeparators(path);
    return path == home || path.startsWith(home + u'/') ? u'~' + native.sliced(home.size())
                                                        : native;
}

QString durationText(quint64 ns)
{
    const double us = double(ns) / 1e3;
    if (ns == 0)
        return Text::tr("0 ms");
    if (us < 1)
        return Text::tr("< 1 µs");
    if (us < 999.5)
        return Text::tr("%1 µs").arg(threeFigures(us));
    if (us < 999.5e3)
        return Text::tr("%1 ms").arg(threeFigures(us / 1e3));
    if (us < 60e6)
        return Text::tr("%1 s").arg(threeFigures(us / 1e6));
    const auto seconds = quint64(us / 1e6);
    if (seconds < 3600)
        return Text::tr("%1 min %2 s").arg(seconds / 60).arg(seconds % 60);
    const quint64 minutes = seconds / 60;
    if (minutes < 24 * 60)
        return Text::tr("%1 h %2 min").arg(minutes / 60).arg(minutes % 60);
    const quint64 hours = minutes / 60;
    return Text::tr("%1 d %2 h", "days, hours").arg(QLocale().toString(hours / 24)).arg(hours % 24);
}

QString byteText(qint64 bytes)
{
    constexpr qint64 kilo = 1000;
    if (bytes < 0)
        return Text::tr("not known", "a size");
    if (bytes < kilo)
        return Text::tr("%1 B").arg(bytes);
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

QString countText(quint64 count)
{
    if (count < 10'000)
        return QLocale().toString(count);
    if (count < 999'500)
        return Text::tr("%1k", "thousands").arg(threeFigures(double(count) / 1e3));
    return Text::tr("%1M", "millions").arg(threeFigures(double(count) / 1e6));
}

} // namespace looptide::models
