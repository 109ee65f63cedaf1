// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/output/runtexts.h"

#include <QTest>

using namespace looptide;
using namespace Qt::StringLiterals;
using Reason = core::RunResult::Reason;

class tst_RunTexts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void endTellsHowLongTheRunTook();
    void rowsEndBetweenWords();
};

void tst_RunTexts::endTellsHowLongTheRunTook()
{
    core::RunResult result;
    result.durationMs = 812;
    QCOMPARE(models::endText(result), u"Exited with code 0 after 812 ms"_s);
    result.reason = Reason::Stopped;
    result.durationMs = 3'983'300;
    QCOMPARE(models::endText(result), u"Stopped after 1 h 6 min"_s);
    QCOMPARE(models::endText(core::RunResult::failedToStart(u"why"_s)), u"Could not start"_s);
}

void tst_RunTexts::rowsEndBetweenWords()
{
    QCOMPARE(models::wordRows(u"one two three"_s, 13), QStringList { u"one two three"_s });
    QCOMPARE(models::wordRows(u"one two three"_s, 8), (QStringList { u"one two"_s, u"three"_s }));
    QCOMPARE(models::wordRows(u"a loooooong word"_s, 6),
             (QStringList { u"a"_s, u"loooooong"_s, u"word"_s }));
    QCOMPARE(models::wordRows(u"/my folder/app.js:3:4"_s, 8),
             QStringList { u"/my folder/app.js:3:4"_s });
    QCOMPARE(models::wordRows(QString(), 8), QStringList { QString() });
}

QTEST_GUILESS_MAIN(tst_RunTexts)
#include "tst_runtexts.moc"
