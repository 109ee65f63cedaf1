// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/project/packages/npmproblem.h"
#include "runtime/project/packages/npmreports.h"

#include <QTest>

using namespace looptide::project;
using Kind = NpmProblem::Kind;

class NpmReportsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void problemsAreRecognised_data()
    {
        QTest::addColumn<QString>("output");
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<QString>("details");

        QTest::newRow("nothing") << QString() << Kind::Unknown << QString();
        QTest::newRow("no network")
            << QStringLiteral("npm http fetch GET x attempt 1 failed with ENOTFOUND\n"
                              "npm error code ENOTFOUND\nnpm error syscall getaddrinfo\n"
                              "npm error errno ENOTFOUND\n"
                              "npm error network request to x failed\n")
            << Kind::NoNetwork << QStringLiteral("network request to x failed");
        QTest::newRow("proxy") << QStringLiteral("npm error code ECONNRESET\n"
                                                 "npm error network tunneling socket could not be "
                                                 "established\n")
                               << Kind::Proxy
                               << QStringLiteral(
                                      "network tunneling socket could not be established");
        QTest::newRow("certificate") << QStringLiteral("npm error code SELF_SIGNED_CERT_IN_CHAIN\n")
                                     << Kind::Certificate << QString();
        QTest::newRow("issuer") << QStringLiteral(
            "npm error code UNABLE_TO_GET_ISSUER_CERT_LOCALLY")
                                << Kind::Certificate << QString();
        QTest::newRow("conflict") << QStringLiteral(
            "npm error code ERESOLVE\nnpm error ERESOLVE could not resolve\n"
            "npm error\nnpm error While resolving: a@1.0.0\n"
            "npm error Found: b@1.0.0\nnpm error\n"
            "npm error For a full report see:\n")
                                  << Kind::Conflict
                                  << QStringLiteral(
                                         "ERESOLVE could not resolve\nWhile resolving: a@1.0.0\n"
                                         "Found: b@1.0.0");
        QTest::newRow("compiler") << QStringLiteral(
            "npm error code 1\nnpm error gyp ERR! find Python\n")
                                  << Kind::NativeBuild << QStringLiteral("gyp ERR! find Python");
        QTest::newRow("lock file")
            << QStringLiteral("npm error code EUSAGE\nnpm error `npm ci` can only install packages "
                              "when your package.json and package-lock.json are in sync.\n")
            << Kind::LockOutdated
            << QStringLiteral("`npm ci` can only install packages when your package.json and "
                              "package-lock.json are in sync.");
        QTest::newRow("older npm") << QStringLiteral("npm ERR! code EACCES\nnpm ERR! Denied.\n")
                                   << Kind::NoPermission << QStringLiteral("Denied.");
    }

    void problemsAreRecognised()
    {
        QFETCH(QString, output);
        QFETCH(Kind, kind);
        QFETCH(QString, details);
        const NpmProblem problem = NpmProblem::of(output);
        QCOMPARE(problem.kind, kind);
        QCOMPARE(problem.details, details);
    }

    void outdatedPackages()
    {
        const auto outdated = parseOutdated(R"({
            "a": { "current": "1.0.0", "wanted": "1.2.0", "latest": "2.0.0", "dependent": "x" },
            "b": [ { "wanted": "1.0.0", "latest": "1.0.1" }, { "wanted": "2.0.0" } ] })");
        QVERIFY(outdated);
        QCOMPARE(outdated->value(QStringLiteral("a")).wanted, QStringLiteral("1.2.0"));
        QCOMPARE(outdated->value(QStringLiteral("a")).latest, QStringLiteral("2.0.0"));
        QCOMPARE(outdated->value(QStringLiteral("b")).latest, QStringLiteral("1.0.1"));
        QVERIFY(parseOutdated("{}")->isEmpty());
        QVERIFY(parseOutdated("\n")->isEmpty());
        QVERIFY(!parseOutdated(R"({ "error": { "code": "ENOTFOUND" } })"));
        QVERIFY(!parseOutdated("npm"));
    }

    void vulnerabilities()
    {
        const auto findings = parseAudit(R"({ "auditReportVersion": 2, "vulnerabilities": {
            "app": { "name": "app", "severity": "low", "isDirect": true, "via": [ "lib" ],
                "range": ">=1.0.0", "nodes": [ "node_modules/app" ],
                "fixAvailable": { "name": "app", "version": "2.0.0", "isSemVerMajor": true } },
            "lib": { "name": "lib", "severity": "critical", "isDirect": false,
                "via": [ { "title": "Bad", "url": "address", "severity": "critical" } ],
                "range": "<1.2.3", "nodes": [ "node_modules/lib", "node_modules/x/node_modules/lib" ],
                "fixAvailable": false } } })");
        QVERIFY(findings);
        QCOMPARE(findings->size(), 2);
        const AuditFinding &worst = findings->first();
        QCOMPARE(worst.package, QStringLiteral("lib"));
        QCOMPARE(worst.severity, AuditFinding::Severity::Critical);
        QCOMPARE(worst.titles.join(u' '), QStringLiteral("Bad"));
        QCOMPARE(worst.paths.size(), 2);
        QVERIFY(!worst.isFixable);
        const AuditFinding &other = findings->last();
        QCOMPARE(other.through.join(u' '), QStringLiteral("lib"));
        QCOMPARE(other.fix, QStringLiteral("app@2.0.0"));
        QVERIFY(other.isFixable && other.isBreaking && other.isDirect);
        QVERIFY(parseAudit(R"({ "vulnerabilities": {} })")->isEmpty());
        QVERIFY(!parseAudit(R"({ "message": "request failed", "error": {} })"));
    }
};

QTEST_GUILESS_MAIN(NpmReportsTest)
#include "tst_npmreports.moc"
