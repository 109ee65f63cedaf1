// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/git/branchmenu.h"

#include "panels/common/displaytext.h"
#include "panels/common/icons.h"
#include "panels/git/gitrepository.h"

namespace looptide::panels {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestName = 60;

QString menuText(const QString &name)
{
    QString text = models::visibleText(name);
    if (text.size() > longestName)
        text = text.first(longestName) + u'…';
    return text.replace(u'&', "&&"_L1);
}

} // namespace

BranchMenu::BranchMenu(models::GitRepository *repository, QWidget *parent)
    : QMenu(parent), m_repository(repository)
{
    connect(this, &QMenu::aboutToShow, this, &BranchMenu::ask);
    addCreation();
}

void BranchMenu::addCreation()
{
    QAction *create = addAction(panels::icon(u"plus"_s), tr("&New Branch…"));
    create->setObjectName(u"git.newBranch"_s);
    connect(create, &QAction::triggered, this, &BranchMenu::creationRequested);
    addSeparator();
}

void BranchMenu::ask()
{
    if (!m_repository)
        return;
    m_repository->read(models::gitrequests::branches(), this,
                       [this, generation = ++m_generation](const models::GitResult &result) {
                           if (generation == m_generation)
                               fill(result.output);
                       });
}

void BranchMenu::fill(const QByteArray &output)
{
    clear();
    addCreation();
    const QString current = QString::fromUtf8(m_repository->status().branch);
    QStringList local;
    QStringList remote;
    for (const QByteArray &line : output.split('\n')) {
        const QString name = QString::fromUtf8(line.first(qMax(qsizetype(0), line.indexOf('\0'))));
        if (name.startsWith("refs/heads/"_L1))
            local.append(name.sliced(11));
        else if (name.startsWith("refs/remotes/"_L1) && !name.endsWith("/HEAD"_L1))
            remote.append(name.sliced(13));
    }
    const auto add = [this, &current](const QString &text, const QString &branch) {
        QAction *action = addAction(menuText(text));
        action->setCheckable(true);
        action->setChecked(branch == current);
        connect(action, &QAction::triggered, this, [this, branch] { Q_EMIT branchChosen(branch); });
    };
    for (const QString &name : local.first(qMin(qsizetype(mostBranches), local.size())))
        add(name, name);
    int shown = 0;
    for (const QString &name : std::as_const(remote)) {
        // Git makes a branch of the same name that follows the one of the remote.
        const QString branch = name.section(u'/', 1);
        if (local.contains(branch) || shown >= mostBranches)
            continue;
        if (shown++ == 0)
            addSection(tr("Remote branches"));
        add(name, branch);
    }
}

} // namespace looptide::panels
