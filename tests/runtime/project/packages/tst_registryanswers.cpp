// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/project/packages/connectionreport.h"
#include "runtime/project/packages/installscripts.h"
#include "runtime/project/packages/registryanswers.h"

#include <QTest>

using namespace looptide::project;

class RegistryAnswersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void searchResults()
    {
        const auto answer = parseSearchAnswer(R"({ "source": "cache", "code": "ENOTFOUND",
            "message": "no such host\nmore", "packages": [ { "name": "a", "version": "1.0.0",
            "description": "x", "date": "2026-01-02T03:04:05.123456+00:00" }, { "name": 5 } ] })");
        QVERIFY(answer);
        QCOMPARE(answer->source, SearchAnswer::Source::Cache);
        QCOMPARE(answer->problem.kind, NpmProblem::Kind::NoNetwork);
        QCOMPARE(answer->packages.first().date.date(), QDate(2026, 1, 2));
        QVERIFY(answer->packages.last().name.isEmpty());
        QVERIFY(!parseSearchAnswer("{}"));
        QVERIFY(!parseSearchAnswer("npm error"));
    }

    void versions()
    {
        const auto answer = parseVersionsAnswer(R"({ "name": "a", "offline": true,
            "license": "MIT", "tags": [ { "name": "latest", "version": "2.0.0" } ],
            "versions": [ { "version": "2.0.0", "bytes": 10, "node": ">=1",
            "hasInstallScript": true }, { "version": "1.0.0", "deprecated": "old" } ] })");
        QVERIFY(answer);
        QVERIFY(answer->isOffline);
        QCOMPARE(answer->tags.first().version, QStringLiteral("2.0.0"));
        QVERIFY(answer->find(QStringLiteral("2.0.0"))->hasInstallScript);
        QCOMPARE(answer->find(QStringLiteral("1.0.0"))->deprecation, QStringLiteral("old"));
        QVERIFY(!answer->find(QStringLiteral("3.0.0")));
        QVERIFY(!parseVersionsAnswer("[]"));
    }

    void comparisons()
    {
        using Kind = VersionComparison::Kind;
        const auto answer = parseComparison(
            R"({ "node": "v24.0.0", "unfit": [ "<10" ], "kinds": [ "major", "patch", "", "odd" ] })");
        QVERIFY(answer);
        QCOMPARE(answer->unfitEngines.join(u' '), QStringLiteral("<10"));
        QVERIFY(
            (answer->kinds == QList<Kind> { Kind::Major, Kind::Patch, Kind::Same, Kind::Unknown }));
        QVERIFY(!parseComparison({}));
    }

    void installScripts()
    {
        const auto packages = parseInstallScripts(R"({ "packages": [
            { "name": "a", "version": "1.0.0", "scripts": { "postinstall": "node x" },
              "allowed": null }, { "name": "b", "version": "2.0.0", "allowed": false } ] })");
        QVERIFY(packages);
        QCOMPARE(packages->first().commands.join(u' '), QStringLiteral("postinstall: node x"));
        QVERIFY(!packages->first().allowed);
        QCOMPARE(packages->last().allowed, std::optional(false));
        QCOMPARE(packages->last().specification(), QStringLiteral("b@2.0.0"));
        QVERIFY(!parseInstallScripts("x"));
    }

    void connections()
    {
        using Verdict = ConnectionReport::Verdict;
        const auto report = parseConnectionReport(R"({ "certificates": "/etc/x.pem",
            "settings": [ { "name": "registry", "value": "x", "source": "user",
                            "file": "/home/.npmrc" } ],
            "attempts": [ { "how": "npm", "ok": false, "code": "SELF_SIGNED_CERT_IN_CHAIN",
                            "message": "bad" }, { "how": "certificates", "ok": true } ] })");
        QVERIFY(report);
        QCOMPARE(report->verdict, Verdict::WorksWithSystemCertificates);
        QCOMPARE(report->problem.kind, NpmProblem::Kind::Certificate);
        QCOMPARE(report->valueOf(QStringLiteral("registry")), QStringLiteral("x"));
        QVERIFY(!parseConnectionReport(R"({ "attempts": [] })"));
    }
};

QTEST_GUILESS_MAIN(RegistryAnswersTest)
#include "tst_registryanswers.moc"
