// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/processes/foreignnodestext.h"

#include "panels/common/displaytext.h"

#include <QCoreApplication>

#include <algorithm>

namespace looptide::models {

namespace {

constexpr qsizetype mostLines = 3;
constexpr qsizetype longestCommand = 80;

struct ForeignNodesText
{
    Q_DECLARE_TR_FUNCTIONS(ForeignNodesText)
};

} // namespace

QString foreignNodesText(const QList<process::ForeignNode> &nodes)
{
    if (nodes.isEmpty())
        return {};
    QStringList lines { ForeignNodesText::tr(
        "Not recorded: uses another Node.js than Looptide's") };
    const qsizetype shown = std::min(nodes.size(), mostLines);
    for (const process::ForeignNode &node : nodes.first(shown)) {
        const QString command = visibleText(node.command.left(longestCommand));
        lines += ForeignNodesText::tr("process %1: %2 %3")
                     .arg(QString::number(node.id), pathText(node.program), command);
    }
    if (nodes.size() > shown)
        lines += ForeignNodesText::tr("and %n more", nullptr, int(nodes.size() - shown));
    return lines.join(u'\n');
}

} // namespace looptide::models
