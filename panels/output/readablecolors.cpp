// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/output/readablecolors.h"

#include "panels/common/theme.h"

#include <QList>

#include <array>

namespace looptide::models {

namespace {

constexpr char escape = 0x1b;
constexpr int intense = 8;

constexpr std::array<QRgb, 16> fixedColors { 0xff16181d, 0xffb3262d, 0xff1f7a3d, 0xffbf9500,
                                             0xff1f5fbf, 0xff8b3bb5, 0xff0f7a8a, 0xffd0d4da,
                                             0xff5c6675, 0xffe5484d, 0xff4cc38a, 0xfff0c93a,
                                             0xff5aa2f5, 0xffc58af0, 0xff4fd0de, 0xffffffff };

QByteArray setter(int base, const QColor &color)
{
    return QByteArray::number(base) + ";2;" + QByteArray::number(color.red()) + ';'
        + QByteArray::number(color.green()) + ';' + QByteArray::number(color.blue());
}

// The end of the escape sequence at the front of text, past its last byte.
qsizetype endOfSequence(QByteArrayView text)
{
    if (text.size() < 2 || text[1] != '[')
        return qMin<qsizetype>(2, text.size());
    qsizetype end = 2;
    while (end < text.size() && (text[end] < '@' || text[end] > '~'))
        ++end;
    return qMin(end + 1, text.size());
}

QList<QByteArrayView> split(QByteArrayView text, char separator)
{
    QList<QByteArrayView> parts;
    for (qsizetype begin = 0; begin <= text.size();) {
        qsizetype end = text.indexOf(separator, begin);
        if (end < 0)
            end = text.size();
        parts.append(text.sliced(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

// Black or white.
QColor plainInk(const QColor &background)
{
    const QColor black(Qt::black);
    const QColor white(Qt::white);
    return Theme::contrast(white, background) >= Theme::contrast(black, background) ? white : black;
}

// Towards black or white, as far as it takes.
QColor readableOn(const QColor &background, const QColor &wanted)
{
    const QColor end = plainInk(background);
    constexpr int steps = 20;
    for (int step = 0; step < steps; ++step) {
        const QColor color = Theme::mix(wanted, end, double(step) / steps).toRgb();
        const QColor shown(color.red(), color.green(), color.blue());
        if (Theme::contrast(shown, background) >= ReadableColors::leastContrast)
            return shown;
    }
    return end;
}

} // namespace

QColor ReadableColors::fixedColor(int index)
{
    constexpr int cube = 16;
    constexpr int greys = 232;
    if (index < cube)
        return QColor::fromRgb(fixedColors[std::size_t(index)]);
    if (index >= greys) {
        const int level = 8 + 10 * (index - greys);
        return { level, level, level };
    }
    const auto level = [](int step) { return step == 0 ? 0 : 55 + 40 * step; };
    const int at = index - cube;
    return { level(at / 36), level(at / 6 % 6), level(at % 6) };
}

QByteArray ReadableColors::correct(const QByteArray &text)
{
    qsizetype at = text.indexOf(escape);
    if (at < 0)
        return text;
    QByteArray corrected = text.first(at);
    corrected.reserve(text.size() + text.size() / 4);
    while (at < text.size()) {
        const QByteArrayView rest = QByteArrayView(text).sliced(at);
        const QByteArrayView sequence = rest.first(endOfSequence(rest));
        corrected.append(sequence);
        at += sequence.size();
        take(sequence);
        if (sequence.endsWith('m') && sequence.startsWith("\x1b["))
            corrected.append(correction());
        const qsizetype next = text.indexOf(escape, at);
        const qsizetype end = next < 0 ? text.size() : next;
        corrected.append(QByteArrayView(text).sliced(at, end - at));
        at = end;
    }
    return corrected;
}

void ReadableColors::take(QByteArrayView sequence)
{
    if (sequence
            == "\x1b"
               "7"
        || sequence == "\x1b[s")
        m_saved = m_now;
    else if (sequence
                 == "\x1b"
                    "8"
             || sequence == "\x1b[u")
        m_now = m_saved;
    else if (sequence
             == "\x1b"
                "c")
        m_now = m_saved = {};
    else if (sequence.startsWith("\x1b[") && sequence.endsWith('m'))
        takeParameters(sequence.sliced(2).chopped(1));
}

void ReadableColors::takeParameters(QByteArrayView parameters)
{
    const QList<QByteArrayView> all = split(parameters, ';');
    for (qsizetype at = 0; at < all.size();)
        at = takeParameter(all, at);
}

// Returns where the next one begins.
qsizetype ReadableColors::takeParameter(const QList<QByteArrayView> &all, qsizetype at)
{
    const QList<QByteArrayView> parts = split(all[at], ':');
    const int code = parts[0].toInt();
    const auto indexed = [](int index, int base) {
        return Ink { index, {}, QByteArray::number(base) };
    };
    if (code == 38 || code == 48) {
        // With semicolons the colour is in the parameters that follow.
        const bool isOne = parts.size() > 1;
        const QList<QByteArrayView> values = isOne ? parts.sliced(1) : all.sliced(at + 1);
        const auto number = [&](qsizetype i) { return qBound(0, values.value(i).toInt(), 255); };
        const bool isRgb = values.value(0).toInt() == 2;
        const qsizetype used = isRgb ? 4 : 2;
        const qsizetype first = isRgb && isOne && values.size() > used ? 2 : 1; // a colour space
        Ink ink;
        if (isRgb)
            ink.rgb = QColor(number(first), number(first + 1), number(first + 2));
        else
            ink.index = number(1);
        ink.sequence = isRgb ? setter(code, *ink.rgb)
                             : QByteArray::number(code) + ";5;" + QByteArray::number(ink.index);
        (code == 38 ? m_now.text : m_now.background) = ink;
        return at + 1 + (isOne ? 0 : used);
    }
    if (parts.size() > 1) // "4:0" is no reset
        return at + 1;
    if (code == 0)
        m_now = { {}, {}, false, m_now.isCorrected };
    else if (code == 1 || code == 22)
        m_now.isBold = code == 1;
    else if (code >= 30 && code <= 37)
        m_now.text = indexed(code - 30, code);
    else if (code >= 90 && code <= 97)
        m_now.text = indexed(code - 90 + intense, code);
    else if (code >= 40 && code <= 47)
        m_now.background = indexed(code - 40, code);
    else if (code >= 100 && code <= 107)
        m_now.background = indexed(code - 100 + intense, code);
    else if (code == 39)
        m_now.text = {};
    else if (code == 49)
        m_now.background = {};
    return at + 1;
}

QByteArray ReadableColors::correction()
{
    const bool wasCorrected = m_now.isCorrected;
    m_now.isCorrected = !m_now.background.isDefault();
    if (!m_now.isCorrected) {
        if (!wasCorrected)
            return {};
        return "\x1b[" + (m_now.text.isDefault() ? QByteArray("39") : m_now.text.sequence) + 'm';
    }
    QByteArray sequence;
    if (m_now.background.isFree())
        sequence = setter(48, m_now.background.color());
    if (m_now.text.isFree())
        sequence += (sequence.isEmpty() ? "" : ";") + setter(38, textColor());
    return sequence.isEmpty() ? sequence : "\x1b[" + sequence + 'm';
}

QColor ReadableColors::textColor() const
{
    const QColor background = m_now.background.color();
    const bool isHidden = !m_now.text.isDefault() && m_now.text.index == m_now.background.index;
    if (isHidden)
        return background;
    if (m_now.text.isDefault())
        return plainInk(background);
    const bool isBright = m_now.isBold && m_now.text.index < intense;
    return readableOn(background, fixedColor(m_now.text.index + (isBright ? intense : 0)));
}

} // namespace looptide::models
