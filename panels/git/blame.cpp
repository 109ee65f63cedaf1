// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/git/blame.h"

#include "panels/common/displaytext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace looptide::models {

namespace {

constexpr qsizetype shortId = 8;

class Text
{
    Q_DECLARE_TR_FUNCTIONS(Git)
};

} // namespace

QString blameText(int line, const QByteArray &output)
{
    const QList<QByteArray> lines = output.split('\n');
    const auto field = [&lines](const QByteArray &name) {
        for (const QByteArray &entry : lines) {
            if (entry.startsWith(name + ' '))
                return QString::fromUtf8(entry.sliced(name.size() + 1));
        }
        return QString();
    };
    const QByteArray id =
        lines.constFirst().first(qMax(qsizetype(0), lines.constFirst().indexOf(' ')));
    if (id.isEmpty() || id.count('0') == id.size())
        return Text::tr("Line %1 is not committed yet.").arg(line);
    const QDateTime time = QDateTime::fromSecsSinceEpoch(field("author-time").toLongLong());
    return Text::tr("Line %1: %2, %3, commit %4: %5")
        .arg(QString::number(line), visibleText(field("author")),
             QLocale().toString(time, QLocale::ShortFormat),
             QString::fromLatin1(id.first(qMin(shortId, id.size()))),
             shortenedText(visibleText(field("summary"))));
}

} // namespace looptide::models
