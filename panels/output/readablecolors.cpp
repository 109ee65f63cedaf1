// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/output/readablecolors.h"

#include "panels/common/theme.h"

#include <array>
#include <utility>

namespace looptide::models {

namespace {

constexpr char escape = 0x1b;
constexpr int intense = 8;
// Bright red: an entry of the terminal's table, so that it follows a change of theme.
constexpr auto errorTint = "\x1b[91m";
// The terminal itself does not draw faint text any fainter. Bright black is a grey in both themes.
constexpr auto faintText = "\x1b[90m";
// The table has no second tint. This colour has a contrast of more than 3 in both themes, and less
// than the tint has.
constexpr auto faintErrorTint = "\x1b[38;2;200;112;117m";

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

QColor colorOf(const Ink &ink)
{
    return ink.rgb.value_or(ReadableColors::fixedColor(qMax(ink.index, 0)));
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
        corrected.append(take(sequence));
        const qsizetype next = text.indexOf(escape, at);
        const qsizetype end = next < 0 ? text.size() : next;
        corrected.append(QByteArrayView(text).sliced(at, end - at));
        at = end;
    }
    return corrected;
}

QByteArray ReadableColors::changeSource(TextSource source)
{
    if (source == m_source)
        return {};
    if (m_source != TextSource::Window)
        stateOf(m_source) = m_now;
    m_source = source;
    if (source == TextSource::Window)
        m_output = m_errors = {};
    m_now = source == TextSource::Window ? State() : stateOf(source);
    return whole();
}

ReadableColors::State &ReadableColors::stateOf(TextSource source)
{
    return source == TextSource::Errors ? m_errors : m_output;
}

// Returns what has to follow the sequence.
QByteArray ReadableColors::take(QByteArrayView sequence)
{
    if (sequence.startsWith("\x1b[") && sequence.endsWith('m')) {
        m_now.rendition.take(sequence.sliced(2).chopped(1));
        return correction();
    }
    if (sequence == "\x1b\x37" || sequence == "\x1b[s") {
        m_saved = m_now;
        m_savedFrom = m_source;
    } else if (sequence == "\x1b\x38" || sequence == "\x1b[u") {
        m_now = m_saved;
        return m_savedFrom == m_source ? QByteArray() : whole();
    } else if (sequence == "\x1b\x63") {
        m_now = m_saved = m_output = m_errors = {};
        m_savedFrom = TextSource::Output;
        return correction();
    }
    return {};
}

// Sets all that is set now, whatever the terminal has.
QByteArray ReadableColors::whole()
{
    m_now.isCorrected = false;
    return m_now.rendition.sequence() + correction();
}

QByteArray ReadableColors::correction()
{
    const Ink &text = m_now.rendition.text();
    const Ink &background = m_now.rendition.background();
    const bool hasBackground = !background.isDefault();
    const bool isFaint = !hasBackground && text.isDefault() && m_now.rendition.isFaint();
    const bool wasCorrected = std::exchange(m_now.isCorrected, hasBackground || isFaint);
    if (!hasBackground) {
        if (text.isDefault() && m_source == TextSource::Errors)
            return isFaint ? faintErrorTint : errorTint;
        if (isFaint)
            return faintText;
        if (!wasCorrected)
            return {};
        return "\x1b[" + (text.isDefault() ? QByteArray("39") : text.sequence) + 'm';
    }
    QByteArray sequence;
    if (background.isFree())
        sequence = setter(48, colorOf(background));
    if (text.isFree())
        sequence += (sequence.isEmpty() ? "" : ";") + setter(38, textColor());
    return sequence.isEmpty() ? sequence : "\x1b[" + sequence + 'm';
}

QColor ReadableColors::textColor() const
{
    const Ink &text = m_now.rendition.text();
    const QColor background = colorOf(m_now.rendition.background());
    const bool isHidden = !text.isDefault() && text.index == m_now.rendition.background().index;
    if (isHidden)
        return background;
    if (text.isDefault())
        return plainInk(background);
    const bool isBright = m_now.rendition.isBold() && text.index < intense;
    return readableOn(background, fixedColor(text.index + (isBright ? intense : 0)));
}

} // namespace looptide::models
