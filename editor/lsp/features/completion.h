// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/lsp/features/place.h"

namespace looptide::lsp {

struct CompletionItem
{
    QString label;
    /// Behind the label: a signature.
    QString labelDetail;
    /// Where it comes from: a module.
    QString description;
    QString detail;
    QString documentation; // Markdown
    QString filterText;
    QString sortText;
    /// CompletionItemKind of the protocol, 1 to 25; 0: unknown.
    int kind = 0;
    bool isDeprecated = false;
    bool isPreselected = false;
    /// What is inserted. Without a range, it replaces the word before the caret.
    QString newText;
    /// Where the caret is then, in UTF-16 units from the start of newText; nothing: behind it.
    std::optional<qsizetype> caret {};
    std::optional<Range> range {};
    /// Elsewhere in the text: an import.
    QList<TextEdit> additionalEdits {};
    QJsonObject json {};

    static CompletionItem fromJson(const QJsonObject &object, const QJsonObject &defaults);
    void mergeResolved(const QJsonObject &object);
};

struct CompletionList
{
    QList<CompletionItem> items;
    /// More would come for a longer word.
    bool isIncomplete = false;

    static CompletionList fromJson(const QJsonValue &value);
};

/// Completion at a position, and the details of one item.
class Completion
{
public:
    /// trigger: the typed character that began it; empty when the user asked or typed a word.
    /// A list for a text that has changed since is delivered too: its words may still fit.
    static RequestHandle request(const Place &place, const QString &trigger, QObject *context,
                                 std::function<void(const CompletionList &)> handler);
    static RequestHandle resolve(const Place &place, const CompletionItem &item, QObject *context,
                                 std::function<void(const CompletionItem &)> handler);
    static QStringList triggers(const Server *server);
};

} // namespace looptide::lsp
