// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Longer than 500 lines: the tests share a repository on the disk and the ways to change and read it.
#include "panels/git/gitdiffreader.h"
#include "panels/git/githistorymodel.h"
#include "panels/git/gitrepository.h"
#include "panels/git/gittexts.h"
#include "tests/panels/git/gitfolder.h"

#include <QSignalSpy>
#include <QTest>

#include <chrono>
#include <unistd.h>

using namespace looptide;
using models::GitChange;
using models::GitProblem;
using models::GitRepository;
using models::GitResult;
using State = GitRepository::State;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace gitrequests = models::gitrequests;

// With the real Git and real repositories.
class GitRepositoryTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<tests::GitFolder> m_folder;
    std::unique_ptr<GitRepository> m_repository;

    void open()
    {
        m_repository->setFolder(m_folder->path());
        waitForRefresh();
    }
    void waitForRefresh()
    {
        QSignalSpy refreshed(m_repository.get(), &GitRepository::refreshed);
        QVERIFY(refreshed.wait(20s));
    }
    void refresh()
    {
        m_repository->refresh();
        waitForRefresh();
    }
    GitResult write(const QList<models::GitRequest> &requests)
    {
        std::optional<GitResult> result;
        QSignalSpy refreshed(m_repository.get(), &GitRepository::refreshed);
        m_repository->write(requests, this, [&](const GitResult &got) { result = got; });
        while (!result && refreshed.wait(20s)) { }
        while (m_repository->runner()->isIdle() == false && refreshed.wait(20s)) { }
        return result.value_or(GitResult { .end = GitResult::End::NotStarted });
    }
    GitResult read(const models::GitRequest &request)
    {
        std::optional<GitResult> result;
        QSignalSpy activity(m_repository->runner(), &models::GitRunner::activityChanged);
        m_repository->read(request, this, [&](const GitResult &got) { result = got; });
        while (!result && activity.wait(20s)) { }
        return result.value_or(GitResult { .end = GitResult::End::NotStarted });
    }
    QString changes() const
    {
        QStringList lines;
        for (const GitChange &change : m_repository->status().changes) {
            QString path = QString::fromLatin1(change.path);
            if (!change.oldPath.isEmpty())
                path += u"<"_s + QString::fromLatin1(change.oldPath);
            lines.append(change.kind == GitChange::Kind::Untracked ? u"? "_s + path
                             : change.kind == GitChange::Kind::Conflict
                             ? u"! "_s + path
                             : QString(QLatin1Char(change.index)) + QLatin1Char(change.folder)
                                 + u' ' + path);
        }
        return lines.join(u", "_s);
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<tests::GitFolder>();
        m_repository = std::make_unique<GitRepository>();
        m_repository->runner()->setEnvironment(m_folder->environment());
    }
    void cleanup()
    {
        m_repository.reset();
        m_folder.reset();
    }

    void aFolderWithoutRepositoryGetsOne()
    {
        open();
        QCOMPARE(m_repository->state(), State::NoRepository);
        bool isDone = false;
        m_repository->init(this, [&](const GitResult &result) { isDone = result.isGood(); });
        QTRY_COMPARE(m_repository->state(), State::Ready);
        QVERIFY(isDone);
        QVERIFY(m_repository->status().isInitial());
        QCOMPARE(m_repository->status().branch, "main");
        m_folder->write(u"a.js"_s, "x\n");
        refresh();
        QCOMPARE(changes(), u"? a.js"_s);
        QVERIFY(write({ gitrequests::stage({ "a.js" }) }).isGood());
        QCOMPARE(changes(), u"A. a.js"_s);
        QVERIFY(write({ gitrequests::unstage({ "a.js" }, true) }).isGood());
        QCOMPARE(changes(), u"? a.js"_s);
        QVERIFY(write({ gitrequests::stage({ "a.js" }), gitrequests::commit(u"First"_s, false) })
                    .isGood());
        QCOMPARE(changes(), QString());
        QVERIFY(!m_repository->status().isInitial());
    }

    void aRepositoryThatAppearsIsFound()
    {
        open();
        QCOMPARE(m_repository->state(), State::NoRepository);
        m_folder->begin({ u"a.js"_s });
        QTRY_COMPARE(m_repository->state(), State::Ready);
    }

    void missingGitSaysSo()
    {
        m_repository->runner()->setProgram(u"/nonexistent/git"_s);
        open();
        QCOMPARE(m_repository->state(), State::NoGit);
    }

    void aMissingFolderIsAnError()
    {
        m_repository->setFolder(m_folder->file(u"gone"_s));
        QTRY_COMPARE(m_repository->state(), State::Failed);
    }

    void hostileNamesAreStagedAndShown()
    {
        m_folder->begin({ u"a.js"_s });
        const QStringList names { u" a b.js"_s, u"line\nbreak.js"_s, u"\"quoted\".js"_s, u"-f"_s,
                                  u"*.js"_s,    u":(top)x"_s,        u"ä.js"_s };
        for (const QString &name : names)
            m_folder->write(name, "x\n");
        const QByteArray raw = m_folder->path().toUtf8() + "/\xff\xfe.js";
        FILE *file = fopen(raw.constData(), "w");
        QVERIFY(file);
        fputs("x\n", file);
        fclose(file);
        open();
        QCOMPARE(m_repository->status().changes.size(), names.size() + 1);
        // One after another: a pattern would take others too.
        for (qsizetype left = names.size() + 1; left > 0; --left) {
            QByteArray path;
            for (const GitChange &change : m_repository->status().changes) {
                if (change.kind == GitChange::Kind::Untracked)
                    path = change.path;
            }
            QVERIFY(write({ gitrequests::stage({ path }) }).isGood());
            QCOMPARE(changes().count(u"? "_s), left - 1);
        }
        QVERIFY(write({ gitrequests::commit(u"Names"_s, false) }).isGood());
        QCOMPARE(changes(), QString());
        file = fopen(raw.constData(), "w");
        fputs("y\n", file);
        fclose(file);
        refresh();
        QCOMPARE(m_repository->status().changes.size(), 1);
        const GitChange change = m_repository->status().changes.first();
        QVERIFY(m_repository->absolutePath(change.path).isEmpty());
        const models::GitDiff diff =
            models::readGitDiff(read(gitrequests::diff(change, false)).output);
        QCOMPARE(diff.files.size(), 1);
        QCOMPARE(diff.files.first().newPath, change.path);
        QCOMPARE(::unlink(raw.constData()), 0); // QTemporaryDir cannot
    }

    void renamesAndDeletionsAreUnstaged()
    {
        m_folder->begin({ u"a.js"_s, u"b.js"_s });
        QVERIFY(QFile::rename(m_folder->file(u"a.js"_s), m_folder->file(u"c.js"_s)));
        QVERIFY(QFile::remove(m_folder->file(u"b.js"_s)));
        open();
        QVERIFY(write({ gitrequests::stage({ "a.js", "b.js", "c.js" }) }).isGood());
        QVERIFY2(changes() == "D. b.js, R. c.js<a.js"_L1 || changes() == "D. a.js, R. c.js<b.js"_L1,
                 qPrintable(changes()));
        QVERIFY(write({ gitrequests::unstage({ "c.js", "a.js", "b.js" }, false) }).isGood());
        QCOMPARE(changes(), u".D a.js, .D b.js, ? c.js"_s);
    }

    void hunksAreStagedOneByOne()
    {
        m_folder->git({ u"init"_s, u"-q"_s });
        QByteArray text;
        for (int i = 0; i < 30; ++i)
            text += "line " + QByteArray::number(i) + '\n';
        m_folder->write(u"a.js"_s, text);
        m_folder->commitAll(u"First"_s);
        QByteArray changed = text;
        changed.replace("line 2\n", "LINE 2\n").replace("line 25\n", "LINE 25");
        m_folder->write(u"a.js"_s, changed);
        open();
        const GitChange change = m_repository->status().changes.first();
        models::GitDiff diff = models::readGitDiff(read(gitrequests::diff(change, false)).output);
        QCOMPARE(diff.files.first().hunks.size(), 2);
        const QByteArray second = patchOf(diff.files.first(), diff.files.first().hunks.last());
        QVERIFY(write({ gitrequests::apply(second, true, false) }).isGood());
        QCOMPARE(changes(), u"MM a.js"_s);
        diff = models::readGitDiff(read(gitrequests::diff(change, true)).output);
        QCOMPARE(diff.files.first().hunks.size(), 1);
        QVERIFY(write({ gitrequests::apply(second, true, true) }).isGood());
        QCOMPARE(changes(), u".M a.js"_s);
        // In the file itself.
        QVERIFY(write({ gitrequests::apply(second, false, true) }).isGood());
        QVERIFY(m_folder->read(u"a.js"_s).contains("line 25\n"));
        QVERIFY(m_folder->read(u"a.js"_s).contains("LINE 2\n"));
    }

    void discardedChangesCanComeBack()
    {
        m_folder->begin({ u"a.js"_s, u"b.js"_s });
        m_folder->write(u"a.js"_s, "changed\n");
        QVERIFY(QFile::remove(m_folder->file(u"b.js"_s)));
        open();
        const GitResult kept = write({ gitrequests::keepFolder() });
        QVERIFY(kept.isGood());
        const QByteArray id = kept.output.trimmed();
        QVERIFY(!id.isEmpty());
        QVERIFY(write({ gitrequests::restoreFolder({ "a.js", "b.js" }) }).isGood());
        QCOMPARE(m_folder->read(u"a.js"_s), "one\ntwo\nthree\n");
        QCOMPARE(m_folder->read(u"b.js"_s), "one\ntwo\nthree\n");
        QVERIFY(write({ gitrequests::restoreFolder({ "a.js", "b.js" }, id) }).isGood());
        QCOMPARE(m_folder->read(u"a.js"_s), "changed\n");
        QVERIFY(!QFile::exists(m_folder->file(u"b.js"_s)));
    }

    void conflictsAreShownAndResolved()
    {
        m_folder->begin({ u"a.js"_s });
        m_folder->git({ u"switch"_s, u"-qc"_s, u"other"_s });
        m_folder->write(u"a.js"_s, "theirs\n");
        m_folder->commitAll(u"Theirs"_s);
        m_folder->git({ u"switch"_s, u"-q"_s, u"main"_s });
        m_folder->write(u"a.js"_s, "ours\n");
        m_folder->commitAll(u"Ours"_s);
        m_folder->git({ u"merge"_s, u"-q"_s, u"other"_s });
        open();
        QCOMPARE(changes(), u"! a.js"_s);
        QCOMPARE(m_repository->operation(), GitRepository::Operation::Merge);
        QVERIFY(m_repository->preparedMessage().startsWith(u"Merge branch 'other'"_s));
        const GitChange change = m_repository->status().changes.first();
        const models::GitDiff diff =
            models::readGitDiff(read(gitrequests::diff(change, false)).output);
        QVERIFY(diff.files.first().isCombined);
        QVERIFY(write({ gitrequests::takeSide({ "a.js" }, false), gitrequests::stage({ "a.js" }) })
                    .isGood());
        QCOMPARE(m_folder->read(u"a.js"_s), "theirs\n");
        QCOMPARE(changes(), u"M. a.js"_s);
        QVERIFY(write({ gitrequests::commit(u"Merged"_s, false) }).isGood());
        QCOMPARE(m_repository->operation(), GitRepository::Operation::None);
    }

    void aDetachedHeadIsShown()
    {
        m_folder->begin({ u"a.js"_s });
        m_folder->git({ u"checkout"_s, u"-q"_s, u"--detach"_s });
        open();
        QVERIFY(m_repository->status().isDetached());
        QVERIFY(models::branchText(m_repository->status()).startsWith(u"(detached at "_s));
    }

    void aLockedIndexSaysWhatToDo()
    {
        m_folder->begin({ u"a.js"_s });
        m_folder->write(u"a.js"_s, "x\n");
        open();
        m_folder->write(u".git/index.lock"_s, {});
        const GitResult result = write({ gitrequests::stage({ "a.js" }) });
        QCOMPARE(models::problemOf(result), GitProblem::Locked);
        QVERIFY(models::problemText(u"Staging"_s, result).contains(u"index.lock"_s));
        // Looking needs no lock.
        refresh();
        QCOMPARE(m_repository->state(), State::Ready);
    }

    void aCommitWithoutNameSaysWhatToDo()
    {
        m_folder->begin({ u"a.js"_s });
        m_folder->setIdentity(false);
        m_folder->write(u"a.js"_s, "x\n");
        open();
        QVERIFY(!m_repository->hasIdentity());
        const GitResult result =
            write({ gitrequests::stage({ "a.js" }), gitrequests::commit(u"Second"_s, false) });
        QCOMPARE(models::problemOf(result), GitProblem::NoIdentity);
        QVERIFY(write({ gitrequests::setIdentity(u"user.name"_s, u"Bob"_s),
                        gitrequests::setIdentity(u"user.email"_s, u"b@example.org"_s),
                        gitrequests::commit(u"Second"_s, false) })
                    .isGood());
    }

    void commitsAreAmendedAndListed()
    {
        m_folder->begin({ u"a.js"_s });
        m_folder->write(u"b.js"_s, "x\n");
        open();
        QVERIFY(write({ gitrequests::stage({ "b.js" }),
                        gitrequests::commit(u"# Second\n\nBody"_s, false) })
                    .isGood());
        QVERIFY(write({ gitrequests::commit(u"# Changed"_s, true) }).isGood());
        models::GitHistoryModel history;
        history.setRepository(m_repository.get());
        history.update();
        QTRY_COMPARE(history.rowCount(), 2);
        QCOMPARE(history.commitAt(history.index(0))->subject, u"# Changed"_s);
        QCOMPARE(history.commitAt(history.index(0))->author, u"Ann"_s);
        const models::GitDiff diff = models::readGitDiff(
            read(gitrequests::diffOf(history.commitAt(history.index(0))->id)).output);
        QCOMPARE(diff.files.first().path(), "b.js");
        history.setPath("a.js");
        QTRY_COMPARE(history.rowCount(), 1);
        QCOMPARE(history.commitAt(history.index(0))->subject, u"First"_s);
    }

    void branchesAndRemotesWork()
    {
        m_folder->begin({ u"a.js"_s });
        const QString remote = m_folder->outside(u"remote.git"_s);
        m_folder->git({ u"init"_s, u"-q"_s, u"--bare"_s, remote });
        m_folder->git({ u"remote"_s, u"add"_s, u"origin"_s, remote });
        open();
        QVERIFY(write({ gitrequests::createBranch(u"feature/x"_s) }).isGood());
        QCOMPARE(m_repository->status().branch, "feature/x");
        QVERIFY(write({ gitrequests::push(m_repository->status(), u"origin"_s) }).isGood());
        QCOMPARE(m_repository->status().upstream, "origin/feature/x");
        m_folder->write(u"a.js"_s, "x\n");
        QVERIFY(write({ gitrequests::stage({ "a.js" }), gitrequests::commit(u"Two"_s, false) })
                    .isGood());
        QCOMPARE(m_repository->status().ahead, 1);
        QVERIFY(write({ gitrequests::push(m_repository->status(), u"origin"_s) }).isGood());
        QCOMPARE(m_repository->status().ahead, 0);
        QVERIFY(write({ gitrequests::switchTo(u"main"_s) }).isGood());
        QCOMPARE(m_repository->status().branch, "main");
        const GitResult failed = write({ gitrequests::switchTo(u"nothing"_s) });
        QVERIFY(!failed.isGood());
        QVERIFY(!models::problemText(u"Switch"_s, failed).isEmpty());
        QVERIFY(write({ gitrequests::switchTo(u"feature/x"_s), gitrequests::pull() }).isGood());
    }

    void stashesComeBack()
    {
        m_folder->begin({ u"a.js"_s });
        m_folder->write(u"a.js"_s, "x\n");
        m_folder->write(u"new.js"_s, "x\n");
        open();
        QVERIFY(write({ gitrequests::stash() }).isGood());
        QCOMPARE(changes(), QString());
        QCOMPARE(m_repository->status().stashes, 1);
        QVERIFY(write({ gitrequests::popStash() }).isGood());
        QCOMPARE(changes(), u".M a.js, ? new.js"_s);
    }

    void changesOfOthersAreNoticed()
    {
        m_folder->begin({ u"a.js"_s });
        m_folder->write(u"a.js"_s, "x\n");
        open();
        QCOMPARE(changes(), u".M a.js"_s);
        m_folder->git({ u"add"_s, u"a.js"_s });
        QTRY_COMPARE(changes(), u"M. a.js"_s);
        m_folder->git({ u"switch"_s, u"-qc"_s, u"other"_s });
        QTRY_COMPARE(m_repository->status().branch, "other");
    }

    void aHookThatAppearsNeedsTrust()
    {
        m_folder->begin({ u"a.js"_s });
        m_folder->write(u".git/hooks/none.sample"_s, "x\n");
        open();
        QVERIFY(m_repository->mayWrite());
        m_folder->write(u".git/hooks/pre-commit"_s, "#!/bin/sh\n");
        QTRY_VERIFY(!m_repository->mayWrite());
    }

    void lookingDoesNotCauseMoreLooking()
    {
        m_folder->begin({ u"a.js"_s });
        m_folder->write(u"a.js"_s, "x\n");
        open();
        QSignalSpy activity(m_repository->runner(), &models::GitRunner::activityChanged);
        refresh();
        const GitChange change = m_repository->status().changes.first();
        read(gitrequests::diff(change, false));
        const qsizetype before = activity.size();
        QVERIFY(!activity.wait(400ms)); // longer than the watcher waits
        QCOMPARE(activity.size(), before);
    }

    void tenThousandFilesAreRead()
    {
        m_folder->git({ u"init"_s, u"-q"_s });
        for (int i = 0; i < 10'000; ++i)
            m_folder->write(u"f%1.js"_s.arg(i), "x\n");
        open();
        QCOMPARE(m_repository->status().changes.size(), 10'000);
        QList<QByteArray> paths;
        for (const GitChange &change : m_repository->status().changes)
            paths.append(change.path);
        QVERIFY(write({ gitrequests::stage(paths) }).isGood());
        QCOMPARE(changes().count(u"A. "_s), 10'000);
    }

    void submodulesAreShown()
    {
        m_folder->begin({ u"a.js"_s });
        const QString other = m_folder->outside(u"other"_s);
        m_folder->git({ u"clone"_s, u"-q"_s, m_folder->path(), other });
        m_folder->git({ u"submodule"_s, u"--quiet"_s, u"add"_s, other, u"sub"_s });
        m_folder->commitAll(u"Submodule"_s);
        m_folder->git(
            { u"-C"_s, u"sub"_s, u"commit"_s, u"-q"_s, u"--allow-empty"_s, u"-m"_s, u"More"_s });
        open();
        QCOMPARE(changes(), u".M sub"_s);
        QVERIFY(m_repository->status().changes.first().isSubmodule);
        QVERIFY(write({ gitrequests::stage({ "sub" }) }).isGood());
        QCOMPARE(changes(), u"M. sub"_s);
    }

    // Each of these would leave a file behind if it ran.
    void nothingOfAnUntrustedRepositoryRuns()
    {
        m_folder->begin({ u"a.js"_s });
        const QString trace = m_folder->outside(u"trace"_s);
        const QString program = m_folder->outside(u"program"_s);
        QFile script(program);
        QVERIFY(script.open(QIODevice::WriteOnly));
        script.write("#!/bin/sh\necho ran >> '" + trace.toUtf8() + "'\ncat\n");
        script.close();
        QVERIFY(script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        m_folder->write(u".gitattributes"_s, "*.js filter=f diff=d\n");
        const auto set = [&](const QString &key) { m_folder->git({ u"config"_s, key, program }); };
        for (const char *key :
             { "core.fsmonitor", "filter.f.clean", "filter.f.smudge", "diff.d.textconv",
               "diff.d.command", "diff.external", "gpg.program", "core.pager", "core.editor" })
            set(QLatin1StringView(key));
        m_folder->git({ u"config"_s, u"log.showSignature"_s, u"true"_s });
        for (const char *hook : { "pre-commit", "post-index-change", "reference-transaction" })
            QVERIFY(
                QFile::copy(program, m_folder->file(u".git/hooks/"_s + QLatin1StringView(hook))));
        m_folder->write(u"a.js"_s, "changed\n");
        QFile::remove(trace);
        open();
        QCOMPARE(m_repository->state(), State::Ready);
        QVERIFY(!m_repository->safety().isHarmless());
        QVERIFY(m_repository->safety().hasHooks);
        QVERIFY(!m_repository->mayWrite());
        const GitChange change = m_repository->status().changes.first();
        read(gitrequests::diff(change, false));
        read(gitrequests::diff(change, true));
        read(gitrequests::indexedText("a.js"));
        read(gitrequests::log(0, 10));
        read(gitrequests::diffOf("HEAD"));
        read(gitrequests::branches());
        read(gitrequests::blame("a.js", 1, "changed\n"));
        refresh();
        QVERIFY2(!QFile::exists(trace), "a program of the repository ran");
        // It does once the user trusts it: the test would fail if the programs did nothing at all.
        m_repository->setTrusted(true);
        waitForRefresh();
        QVERIFY(m_repository->mayWrite());
        write({ gitrequests::stage({ "a.js" }) });
        QVERIFY(QFile::exists(trace));
    }

    void aSubmoduleOfAnUntrustedRepositoryRunsNothing()
    {
        m_folder->begin({ u"a.js"_s });
        const QString other = m_folder->outside(u"other"_s);
        m_folder->git({ u"clone"_s, u"-q"_s, m_folder->path(), other });
        m_folder->git({ u"submodule"_s, u"--quiet"_s, u"add"_s, other, u"sub"_s });
        m_folder->commitAll(u"Submodule"_s);
        const QString trace = m_folder->outside(u"trace"_s);
        const QString program = u"sh -c 'echo ran > %1; cat'"_s.arg(trace);
        m_folder->git({ u"-C"_s, u"sub"_s, u"config"_s, u"filter.f.clean"_s, program });
        m_folder->git({ u"-C"_s, u"sub"_s, u"config"_s, u"core.fsmonitor"_s, program });
        m_folder->write(u"sub/.gitattributes"_s, "*.js filter=f\n");
        m_folder->write(u"sub/a.js"_s, "changed\n");
        QFile::remove(trace);
        open();
        refresh();
        for (const GitChange &change : m_repository->status().changes)
            read(gitrequests::diff(change, false));
        QVERIFY(!QFile::exists(trace));
    }

    void anotherFolderDropsTheResultsOfTheFirst()
    {
        m_folder->begin({ u"a.js"_s });
        m_repository->setFolder(m_folder->path());
        m_repository->setFolder(m_folder->outside(u"home"_s));
        waitForRefresh();
        QCOMPARE(m_repository->state(), State::NoRepository);
        m_repository->setFolder({});
        QCOMPARE(m_repository->state(), State::NoFolder);
    }
};

QTEST_GUILESS_MAIN(GitRepositoryTest)
#include "tst_gitrepository.moc"
