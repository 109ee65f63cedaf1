// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/git/diffrows.h"
#include "panels/git/gitdiffreader.h"
#include "panels/git/gitlogreader.h"
#include "panels/git/gitsafety.h"
#include "panels/git/gitstatusreader.h"
#include "panels/git/gittexts.h"

#include <QRandomGenerator>
#include <QTest>

using namespace looptide;
using models::DiffRow;
using models::GitChange;
using models::GitDiff;
using models::GitSafety;
using models::GitStatus;
using namespace Qt::StringLiterals;

namespace {

// '|' stands for NUL.
QByteArray withNul(QByteArray text)
{
    return text.replace('|', '\0');
}

QString textOf(const GitStatus &status)
{
    QStringList lines;
    for (const GitChange &change : status.changes)
        lines.append(u"%1 %2%3 %4%5%6"_s.arg(int(change.kind))
                         .arg(QChar::fromLatin1(change.index), QChar::fromLatin1(change.folder),
                              QString::fromLatin1(change.path),
                              change.oldPath.isEmpty()
                                  ? QString()
                                  : u" < "_s + QString::fromLatin1(change.oldPath),
                              change.isSubmodule ? u" submodule"_s : QString()));
    return lines.join(u'\n');
}

QString textOf(const QList<DiffRow> &rows)
{
    QString text;
    for (const DiffRow &row : rows)
        text += u"%1 %2 %3 %4\n"_s.arg(QStringView(u"FHC+-.N").at(qsizetype(row.kind)))
                    .arg(row.oldLine)
                    .arg(row.newLine)
                    .arg(row.text);
    return text;
}

} // namespace

// What Git prints, read without Git.
class GitReadersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheBranch()
    {
        const GitStatus status = models::readGitStatus(
            withNul("# branch.oid 1234567890|# branch.head main|# branch.upstream origin/main|"
                    "# branch.ab +2 -3|# stash 4|"));
        QCOMPARE(status.commit, "1234567890");
        QCOMPARE(status.branch, "main");
        QCOMPARE(status.upstream, "origin/main");
        QCOMPARE(status.ahead, 2);
        QCOMPARE(status.behind, 3);
        QCOMPARE(status.stashes, 4);
        QVERIFY(status.isUpstreamKnown);
        QCOMPARE(models::branchText(status), u"main ↑2 ↓3"_s);
    }

    void readsDetachedAndInitial()
    {
        const GitStatus detached =
            models::readGitStatus(withNul("# branch.oid 1234567890|# branch.head (detached)|"));
        QVERIFY(detached.isDetached());
        QVERIFY(!detached.isInitial());
        QCOMPARE(models::branchText(detached), u"(detached at 12345678)"_s);
        const GitStatus initial =
            models::readGitStatus(withNul("# branch.oid (initial)|# branch.head main|"));
        QVERIFY(initial.isInitial());
        QCOMPARE(initial.branch, "main");
    }

    void readsEachKindOfChange()
    {
        const GitStatus status = models::readGitStatus(
            withNul("1 .M N... 100644 100644 100644 aaa bbb a b.js|"
                    "1 A. N... 000000 100644 100644 000 bbb new\nline.js|"
                    "2 R. N... 100644 100644 100644 aaa aaa R100 to \"q\".js|from.js|"
                    "1 .M SC.. 160000 160000 160000 aaa aaa sub|"
                    "u UU N... 100644 100644 100644 100644 aaa bbb ccc both.js|"
                    "? dir/|? \xff\xfe.js|! ignored|"));
        QCOMPARE(
            textOf(status),
            QString::fromLatin1("0 .M a b.js\n0 A. new\nline.js\n0 R. to \"q\".js < from.js\n"
                                "0 .M sub submodule\n1 UU both.js\n2 .. dir/\n2 .. \xff\xfe.js"));
        QVERIFY(status.changes.at(1).isStaged());
        QVERIFY(!status.changes.at(0).isStaged());
    }

    void damagedOutputIsHarmless()
    {
        QCOMPARE(models::readGitStatus({}), GitStatus());
        QVERIFY(models::readGitStatus(withNul("1|2 |u X|? |1 .M N...|# |")).changes.isEmpty());
        // What is cut off is left out.
        QVERIFY(models::readGitStatus("? half a na").changes.isEmpty());
        QRandomGenerator random(1);
        for (int round = 0; round < 2000; ++round) {
            QByteArray noise;
            for (int i = 0; i < 80; ++i)
                noise += "12u?# .MN\0ab\n@-+d"[random.bounded(18)];
            models::readGitStatus(noise);
            models::unifiedRows(models::readGitDiff("diff --git a/x b/x\n@@ -1,2 +1 @@\n" + noise));
            models::readGitLog(noise);
            GitSafety::read(noise, {});
        }
    }

    void manyChangesAreBounded()
    {
        QByteArray output;
        for (int i = 0; i < 100; ++i)
            output += "? f" + QByteArray::number(i) + '\0';
        const GitStatus status = models::readGitStatus(output, 10);
        QCOMPARE(status.changes.size(), 10);
        QVERIFY(status.isTruncated);
        QVERIFY(!models::readGitStatus(output, 100).isTruncated);
    }

    void readsADiff()
    {
        const GitDiff diff = models::readGitDiff("diff --git a/a b.js b/a b.js\n"
                                                 "index 111..222 100644\n"
                                                 "--- a/a b.js\t\n"
                                                 "+++ b/a b.js\t\n"
                                                 "@@ -1,3 +1,4 @@ function f()\n"
                                                 " one\n"
                                                 "-two\n"
                                                 "+TWO\n"
                                                 "+--- three\n"
                                                 " four\n"
                                                 "\\ No newline at end of file\n");
        QCOMPARE(diff.files.size(), 1);
        QCOMPARE(diff.files.first().newPath, "a b.js");
        QCOMPARE(textOf(models::unifiedRows(diff)),
                 u"F 0 0 a b.js\nH 0 0 @@ -1,3 +1,4 @@ function f()\nC 1 1 one\n- 2 0 two\n"
                 "+ 0 2 TWO\n+ 0 3 --- three\nC 3 4 four\n"_s);
        const models::DiffColumns columns = models::sideBySideRows(diff);
        QCOMPARE(textOf(columns.left),
                 u"F 0 0 a b.js\nH 0 0 @@ -1,3 +1,4 @@ function f()\nC 1 1 one\n- 2 0 two\n"
                 ". 0 0 \nC 3 4 four\n"_s);
        QCOMPARE(columns.right.size(), columns.left.size());
        QCOMPARE(models::nextChange(columns.right, -1, 1), 3);
        QCOMPARE(models::nextChange(columns.right, 3, 1), -1);
    }

    void readsFilesThatComeAndGo()
    {
        const GitDiff diff =
            models::readGitDiff("diff --git a/new.js b/new.js\nnew file mode 100644\nindex 0..1\n"
                                "--- /dev/null\n+++ b/new.js\n@@ -0,0 +1 @@\n+x\n"
                                "diff --git a/old.js b/old.js\ndeleted file mode 100644\n"
                                "--- a/old.js\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n"
                                "diff --git a/p.png b/p.png\nindex 1..2\n"
                                "Binary files a/p.png and b/p.png differ\n"
                                "diff --git a/from b/to\nsimilarity index 100%\nrename from from\n"
                                "rename to to\n"
                                "diff --git \"a/\\303\\244\\n.js\" \"b/\\303\\244\\n.js\"\n"
                                "old mode 100644\nnew mode 100755\n");
        QCOMPARE(textOf(models::unifiedRows(diff)),
                 u"F 0 0 new.js (new)\nH 0 0 @@ -0,0 +1 @@\n+ 0 1 x\n"
                 "F 0 0 old.js (deleted)\nH 0 0 @@ -1 +0,0 @@\n- 1 0 x\n"
                 "F 0 0 p.png\nN 0 0 Binary file: its content is not shown.\n"
                 "F 0 0 from → to\nN 0 0 similarity index 100%\n"
                 "F 0 0 ä␊.js\nN 0 0 old mode 100644, new mode 100755\n"_s);
        QCOMPARE(diff.files.last().newPath, "\xc3\xa4\n.js");
    }

    void readsACombinedDiff()
    {
        const GitDiff diff = models::readGitDiff("diff --cc both.js\nindex 1,2..0\n--- a/both.js\n"
                                                 "+++ b/both.js\n@@@ -1,1 -1,1 +1,5 @@@\n"
                                                 "++<<<<<<< HEAD\n +ours\n++=======\n+ theirs\n"
                                                 "++>>>>>>> other\n");
        QVERIFY(diff.files.first().isCombined);
        QCOMPARE(diff.files.first().path(), "both.js");
        QCOMPARE(diff.files.first().hunks.first().lines.size(), 5);
        QCOMPARE(diff.files.first().hunks.first().lines.at(1).text, "ours");
    }

    void longDiffsAreBounded()
    {
        QByteArray output = "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -0,0 +1,1000 @@\n";
        for (int i = 0; i < 1000; ++i)
            output += "+line\n";
        const GitDiff diff = models::readGitDiff(output, 100);
        QVERIFY(diff.isTruncated);
        QVERIFY(diff.files.first().hunks.first().lines.size() <= 100);
        QCOMPARE(models::unifiedRows(diff).last().kind, DiffRow::Kind::Note);
        const GitDiff wide = models::readGitDiff("diff --git a/x b/x\n@@ -0,0 +1 @@\n+"
                                                 + QByteArray(100'000, 'x') + '\n');
        QVERIFY(models::unifiedRows(wide).last().text.size() < 3000);
    }

    void readsTheHistory()
    {
        const QList<models::GitCommit> commits = models::readGitLog(
            withNul("aaa|bbb ccc|Ann \x1f O|a@b.c|1700000000|HEAD -> main, tag: v1|Subject\n\n"
                    "Body\nmore\n|bbb||Bob|b@b.c|1600000000||Root|"));
        QCOMPARE(commits.size(), 2);
        QCOMPARE(commits.at(0).parents.size(), 2);
        QCOMPARE(commits.at(0).author, u"Ann \x1f O"_s);
        QCOMPARE(commits.at(0).subject, u"Subject"_s);
        QCOMPARE(commits.at(0).body, u"Body\nmore"_s);
        QCOMPARE(commits.at(0).refs, u"HEAD -> main, tag: v1"_s);
        QVERIFY(commits.at(1).parents.isEmpty());
    }

    void findsWhatARepositoryCanRun()
    {
        const QByteArray config =
            withNul("global|filter.lfs.clean\ngit-lfs clean|global|user.name\nAnn|"
                    "global|user.email\na@b.c|local|core.bare\nfalse|local|core.fsmonitor\nfalse|"
                    "local|remote.origin.url\nhttps://example.org|");
        QVERIFY(GitSafety::read(config, { u"pre-commit.sample"_s }).isHarmless());
        QVERIFY(models::hasGitIdentity(config));
        QVERIFY(!models::hasGitIdentity(withNul("global|user.name\nAnn|")));
        QVERIFY(!GitSafety::read(config, { u"pre-commit"_s }).isHarmless());
        const GitSafety evil = GitSafety::read(
            withNul("local|core.fsmonitor\n/tmp/x|local|filter.Evil.smudge\nx|"
                    "worktree|diff.d.textconv\nx|local|core.sshcommand\nx|"
                    "local|credential.https://x.helper\nx|local|core.hookspath\n.husky|"),
            {});
        QCOMPARE(evil.programs,
                 QStringList({ u"core.fsmonitor"_s, u"filter.Evil.smudge"_s, u"diff.d.textconv"_s,
                               u"core.sshcommand"_s, u"credential.https://x.helper"_s,
                               u"core.hookspath"_s }));
        const QStringList options = evil.options(false);
        QVERIFY(options.contains(u"core.fsmonitor=false"_s));
        QVERIFY(options.contains(u"core.hooksPath=/dev/null"_s));
        QVERIFY(options.contains(u"filter.Evil.smudge="_s));
        QVERIFY(options.contains(u"filter.Evil.required=false"_s));
        QVERIFY(options.contains(u"diff.d.textconv="_s));
        QVERIFY(!evil.options(true).contains(u"core.fsmonitor=false"_s));
    }
};

QTEST_GUILESS_MAIN(GitReadersTest)
#include "tst_gitreaders.moc"
