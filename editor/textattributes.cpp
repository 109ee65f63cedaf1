// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/textattributes.h"

#include <KSyntaxHighlighting/Format>

#include <QColor>

#include <cmath>

namespace looptide::editor {

using KSyntaxHighlighting::Format;
using KSyntaxHighlighting::Theme;

namespace {

qreal luminance(const QColor &color)
{
    const auto linear = [](qreal part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF())
        + 0.0722 * linear(color.blueF());
}

// The theme's comments are too faint to read at length; WCAG's contrast for text is 4.5 to 1.
QRgb readable(QColor color, const Theme &theme)
{
    constexpr qreal LeastContrast = 4.5;
    constexpr qreal Step = 0.05;
    const qreal background = luminance(theme.editorColor(Theme::BackgroundColor));
    const bool isDark = background < 0.2;
    const auto contrast = [&] {
        const qreal ink = luminance(color);
        return (qMax(ink, background) + 0.05) / (qMin(ink, background) + 0.05);
    };
    const auto moved = [isDark](int part) {
        return qBound(0, part + qRound(Step * (isDark ? 255 - part : -part)), 255);
    };
    for (int i = 0; i < 20 && contrast() < LeastContrast; ++i)
        color.setRgb(moved(color.red()), moved(color.green()), moved(color.blue()));
    return color.rgb();
}

} // namespace

TextAttributes attributesOf(const Format &format, const Theme &theme)
{
    TextAttributes look;
    look.foreground = readable(format.textColor(theme), theme);
    if (format.hasBackgroundColor(theme))
        look.background = format.backgroundColor(theme).rgb();
    look.bold = format.isBold(theme);
    look.italic = format.isItalic(theme);
    look.underline = format.isUnderline(theme);
    look.strikeThrough = format.isStrikeThrough(theme);
    return look;
}

TextAttributes attributesOf(Theme::TextStyle style, const Theme &theme)
{
    TextAttributes look;
    look.foreground = theme.textColor(style);
    look.bold = theme.isBold(style);
    look.italic = theme.isItalic(style);
    return look;
}

} // namespace looptide::editor
