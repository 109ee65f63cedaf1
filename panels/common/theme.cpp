// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/common/theme.h"

#include <QPalette>

#include <array>
#include <cmath>

namespace looptide::models {

struct Theme::Shade
{
    QRgb dark;
    QRgb light;
};

namespace {

using Shade = Theme::Shade;

constexpr std::array<Shade, trace::loopPhaseCount> phaseShades { {
    { 0xfff2b134, 0xffb97700 }, // timers: amber
    { 0xffef86c1, 0xffa83279 }, // pending: pink
    { 0xffb6bfcc, 0xff747d8a }, // idle, prepare: grey
    { 0xff4cc3ff, 0xff0071b8 }, // poll: sky
    { 0xff2fd39b, 0xff00805a }, // check: green
    { 0xffff7a50, 0xffb8360a }, // closing: vermilion
    { 0xffe6d96c, 0xff4f4a00 }, // outside: yellow
} };

constexpr Shade violet { 0xffb79cff, 0xff6d3fd4 };
constexpr Shade green { 0xff4ed48b, 0xff0f7a3c };
constexpr Shade blue { 0xff6cb6ff, 0xff0a5fc2 };
constexpr Shade teal { 0xff42d0c8, 0xff00777a };
constexpr Shade amber { 0xfff4b942, 0xff8f5a00 };
constexpr Shade red { 0xffff7b72, 0xffc4242b };
constexpr Shade grey { 0xff9aa4b2, 0xff5f6875 };

double luminance(const QColor &color)
{
    const auto linear = [](double channel) {
        return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF())
        + 0.0722 * linear(color.blueF());
}

} // namespace

Theme::Theme(const QPalette &palette)
    : m_base(palette.color(QPalette::Base)), m_text(palette.color(QPalette::Text)),
      m_dark(luminance(m_base) < luminance(m_text))
{
}

QColor Theme::pick(const Shade &shade) const
{
    return QColor::fromRgb(m_dark ? shade.dark : shade.light);
}

QColor Theme::phase(trace::LoopPhase phase) const
{
    return pick(phaseShades[std::size_t(phase)]);
}

QColor Theme::microtasks() const
{
    return pick(violet);
}

QColor Theme::garbageCollection() const
{
    return pick(grey);
}

QColor Theme::utilisation() const
{
    return pick(blue);
}

QColor Theme::lag() const
{
    return pick(amber);
}

QColor Theme::httpStatus(int status) const
{
    switch (status / 100) {
    case 1:
        return pick(violet);
    case 2:
        return good();
    case 3:
        return pick(blue);
    case 4:
        return warning();
    case 5:
        return error();
    default:
        return pick(grey);
    }
}

QColor Theme::httpMethod(QStringView method) const
{
    struct Method
    {
        QLatin1StringView name;
        Shade shade;
    };
    static constexpr std::array methods {
        Method { QLatin1StringView("GET"), blue },   Method { QLatin1StringView("POST"), green },
        Method { QLatin1StringView("PUT"), amber },  Method { QLatin1StringView("PATCH"), teal },
        Method { QLatin1StringView("DELETE"), red },
    };
    for (const Method &known : methods) {
        if (method == known.name)
            return pick(known.shade);
    }
    return pick(violet);
}

QColor Theme::good() const
{
    return pick(green);
}

QColor Theme::warning() const
{
    return pick(amber);
}

QColor Theme::error() const
{
    return pick(red);
}

QColor Theme::accent() const
{
    return pick(blue);
}

QColor Theme::mutedText() const
{
    return mix(m_text, m_base, m_dark ? 0.32 : 0.30);
}

QColor Theme::grid() const
{
    return mix(m_base, m_text, m_dark ? 0.16 : 0.14);
}

QColor Theme::card() const
{
    return mix(m_base, m_text, m_dark ? 0.05 : 0.035);
}

QColor Theme::dimmed(const QColor &color) const
{
    return mix(color, m_base, 0.5);
}

double Theme::contrast(const QColor &a, const QColor &b)
{
    const double first = luminance(a) + 0.05;
    const double second = luminance(b) + 0.05;
    return first > second ? first / second : second / first;
}

QColor Theme::mix(const QColor &a, const QColor &b, double amount)
{
    const auto channel = [amount](double from, double to) {
        return float(from + (to - from) * amount);
    };
    return QColor::fromRgbF(channel(a.redF(), b.redF()), channel(a.greenF(), b.greenF()),
                            channel(a.blueF(), b.blueF()), channel(a.alphaF(), b.alphaF()));
}

} // namespace looptide::models
