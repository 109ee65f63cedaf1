// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/style/palettes.h"

#include <QApplication>
#include <QPalette>
#include <QStyleHints>

namespace looptide::app {

namespace {

struct Colors
{
    QRgb window, base, alternate, text, muted, disabled, button, mid, dark, accent, highlight,
        highlightedText, link, toolTip;
};

QPalette paletteOf(const Colors &c)
{
    QPalette palette;
    palette.setColor(QPalette::Window, QColor(c.window));
    palette.setColor(QPalette::WindowText, QColor(c.text));
    palette.setColor(QPalette::Base, QColor(c.base));
    palette.setColor(QPalette::AlternateBase, QColor(c.alternate));
    palette.setColor(QPalette::Text, QColor(c.text));
    palette.setColor(QPalette::BrightText, QColor(c.text));
    palette.setColor(QPalette::PlaceholderText, QColor(c.muted));
    palette.setColor(QPalette::Button, QColor(c.button));
    palette.setColor(QPalette::ButtonText, QColor(c.text));
    palette.setColor(QPalette::Light, QColor(c.base));
    palette.setColor(QPalette::Midlight, QColor(c.window));
    palette.setColor(QPalette::Mid, QColor(c.mid));
    palette.setColor(QPalette::Dark, QColor(c.dark));
    palette.setColor(QPalette::Shadow, QColor(c.dark));
    palette.setColor(QPalette::Accent, QColor(c.accent));
    palette.setColor(QPalette::Highlight, QColor(c.highlight));
    palette.setColor(QPalette::HighlightedText, QColor(c.highlightedText));
    palette.setColor(QPalette::Link, QColor(c.link));
    palette.setColor(QPalette::LinkVisited, QColor(c.link));
    palette.setColor(QPalette::ToolTipBase, QColor(c.toolTip));
    palette.setColor(QPalette::ToolTipText, QColor(c.text));
    for (const auto role : { QPalette::WindowText, QPalette::Text, QPalette::ButtonText })
        palette.setColor(QPalette::Disabled, role, QColor(c.disabled));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, QColor(c.mid));
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, QColor(c.disabled));
    palette.setColor(QPalette::Disabled, QPalette::Base, QColor(c.window));
    return palette;
}

bool isDarkWanted(Appearance appearance)
{
    if (appearance != Appearance::System)
        return appearance == Appearance::Dark;
    return QGuiApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark;
}

} // namespace

QPalette lightPalette()
{
    return paletteOf({ .window = 0xfff3f4f7,
                       .base = 0xffffffff,
                       .alternate = 0xfff8f9fb,
                       .text = 0xff1f2430,
                       .muted = 0xff667085,
                       .disabled = 0xffa4abb8,
                       .button = 0xffffffff,
                       .mid = 0xffd9dde5,
                       .dark = 0xffb9c0cc,
                       .accent = 0xff0b76a8,
                       .highlight = 0xffcfe5f2,
                       .highlightedText = 0xff12212b,
                       .link = 0xff0a6da0,
                       .toolTip = 0xffffffff });
}

QPalette darkPalette()
{
    return paletteOf({ .window = 0xff1c1f26,
                       .base = 0xff15181d,
                       .alternate = 0xff191c22,
                       .text = 0xffd9dee7,
                       .muted = 0xff8b94a5,
                       .disabled = 0xff5b6373,
                       .button = 0xff272b34,
                       .mid = 0xff2d323c,
                       .dark = 0xff0f1115,
                       .accent = 0xff2b8fbd,
                       .highlight = 0xff1f4a61,
                       .highlightedText = 0xffffffff,
                       .link = 0xff5cb8e6,
                       .toolTip = 0xff272b34 });
}

void applyAppearance(Appearance appearance)
{
    static QMetaObject::Connection following;
    QObject::disconnect(following);
    const auto apply = [appearance] {
        QApplication::setPalette(isDarkWanted(appearance) ? darkPalette() : lightPalette());
    };
    if (appearance == Appearance::System)
        following = QObject::connect(QGuiApplication::styleHints(),
                                     &QStyleHints::colorSchemeChanged, qApp, apply);
    apply();
}

} // namespace looptide::app
