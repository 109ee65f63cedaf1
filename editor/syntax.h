// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/Theme>

#include <QString>

namespace looptide::editor {

/// The one syntax repository of the process. Made at the first use: building its index costs about
/// 10 ms, and each definition is parsed only when a file needs it.
class Syntax
{
public:
    static Syntax &instance();

    /// By file name, then by the interpreter line ("#!/usr/bin/env node"); invalid for plain text.
    KSyntaxHighlighting::Definition definitionFor(const QString &fileName,
                                                  const QString &firstLine) const;
    KSyntaxHighlighting::Definition definitionForName(const QString &name) const;
    const KSyntaxHighlighting::Theme &theme(bool dark) const { return dark ? m_dark : m_light; }

    /// The name of the language for users.
    static QString displayName(const KSyntaxHighlighting::Definition &definition,
                               const QString &fileName);

private:
    Syntax();

    KSyntaxHighlighting::Repository m_repository;
    KSyntaxHighlighting::Theme m_light;
    KSyntaxHighlighting::Theme m_dark;
};

} // namespace looptide::editor
