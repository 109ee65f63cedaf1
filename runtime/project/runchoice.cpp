// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/project/runchoice.h"

#include <algorithm>

namespace looptide::project {

namespace {

using Kind = RunChoice::Kind;

// The project has no word: its text is empty.
struct KindWord
{
    QLatin1StringView word;
    Kind kind;
    bool hasTarget;
};
constexpr KindWord kindWords[] = { { QLatin1StringView("file"), Kind::CurrentFile, false },
                                   { QLatin1StringView("file"), Kind::File, true },
                                   { QLatin1StringView("script"), Kind::Script, true },
                                   { QLatin1StringView("workspace"), Kind::Workspace, true },
                                   { QLatin1StringView("id"), Kind::Configuration, true },
                                   { QLatin1StringView("install"), Kind::Install, false } };

} // namespace

QString RunChoice::toText() const
{
    const auto known = std::ranges::find(kindWords, kind, &KindWord::kind);
    if (known == std::end(kindWords) || (known->hasTarget && target.isEmpty()))
        return {};
    return known->hasTarget ? known->word + u':' + target : QString(known->word);
}

RunChoice RunChoice::fromText(const QString &text)
{
    const qsizetype colon = text.indexOf(u':');
    const bool hasTarget = colon >= 0;
    const QStringView word = QStringView(text).first(hasTarget ? colon : text.size());
    const QString target = hasTarget ? text.sliced(colon + 1) : QString();
    const auto known = std::ranges::find_if(kindWords, [&](const KindWord &candidate) {
        return candidate.word == word && candidate.hasTarget == hasTarget;
    });
    if (known == std::end(kindWords) || (hasTarget && target.isEmpty()))
        return {};
    return { known->kind, target };
}

} // namespace looptide::project
