// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/output/rendition.h"

namespace looptide::models {

namespace {

constexpr int intense = 8;
constexpr int textColor = 38;
constexpr int backgroundColor = 48;

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

Ink indexed(int index, int code)
{
    return { index, {}, QByteArray::number(code) };
}

QByteArray rgbSequence(int code, const QColor &color)
{
    return QByteArray::number(code) + ";2;" + QByteArray::number(color.red()) + ';'
        + QByteArray::number(color.green()) + ';' + QByteArray::number(color.blue());
}

} // namespace

void Rendition::take(QByteArrayView parameters)
{
    const QList<QByteArrayView> all = split(parameters, ';');
    for (qsizetype at = 0; at < all.size();)
        at = takeParameter(all, at);
}

// Returns where the next one begins.
qsizetype Rendition::takeParameter(const QList<QByteArrayView> &all, qsizetype at)
{
    const QList<QByteArrayView> parts = split(all[at], ':');
    const int code = parts[0].toInt();
    if (code == textColor || code == backgroundColor)
        return takeColor(all, at);
    if (parts.size() == 1) // "4:0" is no reset
        takeCode(code);
    return at + 1;
}

qsizetype Rendition::takeColor(const QList<QByteArrayView> &all, qsizetype at)
{
    const QList<QByteArrayView> parts = split(all[at], ':');
    const int code = parts[0].toInt();
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
    ink.sequence = isRgb ? rgbSequence(code, *ink.rgb)
                         : QByteArray::number(code) + ";5;" + QByteArray::number(ink.index);
    (code == textColor ? m_text : m_background) = ink;
    return at + 1 + (isOne ? 0 : used);
}

void Rendition::takeCode(int code)
{
    if (code == 0)
        *this = {};
    else if (code >= 30 && code <= 37)
        m_text = indexed(code - 30, code);
    else if (code >= 90 && code <= 97)
        m_text = indexed(code - 90 + intense, code);
    else if (code >= 40 && code <= 47)
        m_background = indexed(code - 40, code);
    else if (code >= 100 && code <= 107)
        m_background = indexed(code - 100 + intense, code);
    else if (code == 39)
        m_text = {};
    else if (code == 49)
        m_background = {};
    else
        takeAttribute(code);
}

void Rendition::takeAttribute(int code)
{
    constexpr int unset = 20;
    if (code > 0 && code < 10)
        m_attributes[std::size_t(code)] = true;
    else if (code > unset + 1 && code < unset + 10)
        m_attributes[std::size_t(code - unset)] = false;
    if (code == unset + int(faint)) // unsets two
        m_attributes[bold] = false;
}

QByteArray Rendition::sequence() const
{
    QByteArray parameters = "0";
    for (std::size_t code = 1; code < m_attributes.size(); ++code) {
        if (m_attributes[code])
            parameters += ';' + QByteArray::number(int(code));
    }
    for (const Ink *ink : { &m_text, &m_background }) {
        if (!ink->isDefault())
            parameters += ';' + ink->sequence;
    }
    return "\x1b[" + parameters + 'm';
}

} // namespace looptide::models
