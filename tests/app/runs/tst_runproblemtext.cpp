// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/runproblemtext.h"
#include "runtime/project/packagejson.h"

#include <QFile>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace looptide;
using project::RunConfiguration;
using project::RunProblem;

class RunProblemTextTest : public QObject
{
    Q_OBJECT

    static QStringList textsOf(const RunConfiguration &configuration, const QString &folder)
    {
        QStringList texts;
        const QList<RunProblem> problems =
            project::problemsOf(configuration, project::PackageJson::load(folder));
        for (const RunProblem &problem : problems)
            texts.append(app::textOf(problem));
        return texts;
    }

private Q_SLOTS:
    void namesWhatIsMissingOrWrong()
    {
        const QTemporaryDir folder;
        RunConfiguration configuration;
        configuration.name = QStringLiteral("dev");
        configuration.kind = RunConfiguration::Kind::File;
        configuration.target = QStringLiteral("gone %1.js");
        configuration.environment = QStringLiteral("A=1\nB %2");
        configuration.environmentFile = QStringLiteral(".env");
        configuration.workingDirectory = QStringLiteral("nowhere");
        configuration.nodeOptions = QStringLiteral("--import \"tsx");
        QCOMPARE(textsOf(configuration, folder.path()),
                 QStringList({ QStringLiteral("There is no file gone %1.js."),
                               QStringLiteral("Line 2: “B %2” is not of the form NAME=value."),
                               QStringLiteral("There is no file .env."),
                               QStringLiteral("There is no folder nowhere."),
                               QStringLiteral("A quotation mark is not closed.") }));
    }

    void passesOnWhatIsWrongWithPackageJson()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("package.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write("{ \"scripts\": [ }"), 16);
        file.close();
        RunConfiguration configuration;
        configuration.name = QStringLiteral("dev");
        configuration.kind = RunConfiguration::Kind::Script;
        configuration.target = QStringLiteral("start");
        const QStringList texts = textsOf(configuration, folder.path());
        QCOMPARE(texts.size(), 1);
        QVERIFY2(texts[0].startsWith(QStringLiteral("package.json:1:")), qPrintable(texts[0]));
    }

    void hasATextOfItsOwnForEachReason()
    {
        QSet<QString> texts;
        int reasons = 0;
        for (; reasons <= int(RunProblem::Reason::RunsIsolated); ++reasons) {
            const QString text = app::textOf({ .field = RunProblem::Field::Name,
                                               .severity = RunProblem::Severity::Wrong,
                                               .reason = RunProblem::Reason(reasons),
                                               .detail = QStringLiteral("x"),
                                               .line = 7 });
            QVERIFY(!text.contains(u'%'));
            texts.insert(text);
        }
        QCOMPARE(texts.size(), reasons);
    }
};

QTEST_GUILESS_MAIN(RunProblemTextTest)
#include "tst_runproblemtext.moc"
