// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/project/nodecommand.h"

#include "runtime/project/nodeoptions.h"

#include <QRegularExpression>

#include <utility>

namespace looptide::project {

namespace {

struct CommandWord
{
    QString text;
    bool startsPlain = true; // no quotation mark before the first =
};

// Words of a command that any shell would leave as they are; nothing when it has to look at them.
class PlainWords
{
public:
    static std::optional<QList<CommandWord>> of(const QString &command)
    {
        PlainWords words;
        for (const QChar c : command) {
            if (!(words.m_quote.isNull() ? words.takePlain(c) : words.takeQuoted(c)))
                return {};
        }
        if (!words.m_quote.isNull())
            return {};
        words.endWord();
        return words.m_words;
    }

private:
    bool takeQuoted(QChar c)
    {
        if (c == m_quote)
            m_quote = QChar();
        else if (m_quote == u'"' && QStringView(u"$`\\!%").contains(c))
            return false;
        else
            m_word.text += c;
        return true;
    }

    bool takePlain(QChar c)
    {
        static constexpr QStringView special = u"|&;<>()$`\\*?[]{}~#!%\n\r";
        if (c == u' ' || c == u'\t') {
            endWord();
            return true;
        }
        m_isInWord = true;
        if (c == u'"' || c == u'\'') {
            m_quote = c;
            if (!m_word.text.contains(u'='))
                m_word.startsPlain = false;
            return true;
        }
        m_word.text += c;
        return !special.contains(c);
    }

    void endWord()
    {
        if (std::exchange(m_isInWord, false))
            m_words.append(std::exchange(m_word, {}));
    }

    QList<CommandWord> m_words;
    CommandWord m_word;
    QChar m_quote;
    bool m_isInWord = false;
};

// Options with which node does not run the file of the command line, or not in this process.
bool doesSomethingElse(const QString &option)
{
    static const QStringList options {
        QStringLiteral("-i"),
        QStringLiteral("--interactive"),
        QStringLiteral("-c"),
        QStringLiteral("--check"),
        QStringLiteral("-h"),
        QStringLiteral("--help"),
        QStringLiteral("-v"),
        QStringLiteral("--version"),
        QStringLiteral("-"),
        QStringLiteral("--experimental-sea-config"),
        QStringLiteral("--v8-options"),
        QStringLiteral("--completion-bash"),
        QStringLiteral("--build-sea"),
        QStringLiteral("--prof-process"),
    };
    return runsNoFile({ option }) || options.contains(option.section(u'=', 0, 0))
        || option.startsWith(QLatin1StringView("--watch"))
        || option.startsWith(QLatin1StringView("--build-snapshot"));
}

// Takes the leading NAME=value words.
Variables takeAssignments(QList<CommandWord> *words)
{
    static const QRegularExpression assignment(QStringLiteral("^[A-Za-z_][A-Za-z0-9_]*="));
    Variables variables;
    while (!words->isEmpty() && words->constFirst().startsPlain
           && assignment.match(words->constFirst().text).hasMatch()) {
        const QString word = words->takeFirst().text;
        variables.append({ word.section(u'=', 0, 0), word.section(u'=', 1) });
    }
    return variables;
}

// cross-env sees the words after the shell has removed the quotation marks, and expands some more.
std::optional<Variables> takeCrossEnvironment(QList<CommandWord> *words)
{
    for (CommandWord &word : *words)
        word.startsPlain = true;
    const Variables variables = takeAssignments(words);
    for (const auto &[name, value] : variables) {
        if (value.startsWith(u'"') || value.startsWith(u'\'') || value.contains(u'$')
            || value.contains(u'\\'))
            return {};
    }
    return variables;
}

} // namespace

std::optional<NodeCommand> NodeCommand::parse(const QString &command)
{
    std::optional<QList<CommandWord>> words = PlainWords::of(command);
    if (!words)
        return {};
    NodeCommand result;
    result.variables = takeAssignments(&*words);
    if (!words->isEmpty() && words->constFirst().text == QLatin1StringView("cross-env")) {
        words->removeFirst();
        const std::optional<Variables> more = takeCrossEnvironment(&*words);
        if (!more)
            return {};
        result.variables += *more;
        result.usesCrossEnv = true;
    }
    if (words->isEmpty() || words->takeFirst().text != QLatin1StringView("node"))
        return {};
    while (!words->isEmpty() && words->constFirst().text.startsWith(u'-')) {
        const QString option = words->takeFirst().text;
        if (option == QLatin1StringView("--"))
            break;
        if (doesSomethingElse(option))
            return {};
        result.options.append(option);
        if (!words->isEmpty() && nodeOptionTakes(option, words->constFirst().text))
            result.options.append(words->takeFirst().text);
    }
    if (words->isEmpty() || words->constFirst().text.isEmpty())
        return {};
    result.script = words->takeFirst().text;
    for (const CommandWord &word : std::as_const(*words))
        result.arguments.append(word.text);
    return result;
}

} // namespace looptide::project
