// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <KSyntaxHighlighting/Theme>

#include <QRgb>

namespace KSyntaxHighlighting {
class Format;
}

namespace looptide::editor {

/// How text of one style looks in one theme.
struct TextAttributes
{
    QRgb foreground = 0;
    /// Transparent: that of the text area.
    QRgb background = 0;
    bool bold = false;
    bool italic = false;
    bool underline = false;
    bool strikeThrough = false;

    bool operator==(const TextAttributes &) const = default;
};

/// Foregrounds that the theme has too faint to read are moved away from its background.
TextAttributes attributesOf(const KSyntaxHighlighting::Format &format,
                            const KSyntaxHighlighting::Theme &theme);
TextAttributes attributesOf(KSyntaxHighlighting::Theme::TextStyle style,
                            const KSyntaxHighlighting::Theme &theme);

} // namespace looptide::editor
