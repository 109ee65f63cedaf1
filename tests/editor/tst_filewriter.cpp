// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/filewriter.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

using namespace looptide::editor;

namespace {

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
}

struct stat statusOf(const QString &path)
{
    struct stat status {};
    stat(QFile::encodeName(path).constData(), &status);
    return status;
}

/// Stands in for a full disk: a write fails half way.
class FileSizeLimit
{
public:
    explicit FileSizeLimit(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit small { bytes, m_before.rlim_max };
        setrlimit(RLIMIT_FSIZE, &small);
    }
    ~FileSizeLimit() { setrlimit(RLIMIT_FSIZE, &m_before); }
    Q_DISABLE_COPY_MOVE(FileSizeLimit)

private:
    rlimit m_before {};
};

} // namespace

class TestFileWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void savingKeepsPermissions();
    void savingFollowsASymbolicLink();
    void aFailedSaveLeavesTheOldFile();
    void hardLinksKeepShowingTheSameFile();
    void aShorterTextLeavesNothingOfTheLongerOne();
    void aFailedSaveOfALinkedFileLeavesTheOldText();
    void attributesStay();
    void theOwnerStays();
    void aFileInALockedFolderIsOverwritten();

private:
    QTemporaryDir m_dir;
};

void TestFileWriter::savingKeepsPermissions()
{
    const QString path = m_dir.filePath(QStringLiteral("tool.sh"));
    write(path, "old");
    const auto permissions =
        QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ReadGroup;
    QFile::setPermissions(path, permissions);
    QCOMPARE(writeFile(path, "new"), QString());
    QCOMPARE(read(path), QByteArray("new"));
    constexpr auto OnDisk = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner
        | QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther
        | QFile::WriteOther | QFile::ExeOther;
    QCOMPARE(QFileInfo(path).permissions() & OnDisk, permissions);
}

void TestFileWriter::savingFollowsASymbolicLink()
{
    const QString target = m_dir.filePath(QStringLiteral("target.js"));
    const QString link = m_dir.filePath(QStringLiteral("link.js"));
    write(target, "old");
    QVERIFY(QFile::link(target, link));
    QCOMPARE(writeFile(link, "new"), QString());
    QVERIFY(QFileInfo(link).isSymLink());
    QCOMPARE(read(target), QByteArray("new"));
}

// A limit on the size of files stands in for a full disk: the write fails half way.
void TestFileWriter::aFailedSaveLeavesTheOldFile()
{
    const QString path = m_dir.filePath(QStringLiteral("full.js"));
    write(path, "old");
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before {};
    getrlimit(RLIMIT_FSIZE, &before);
    const rlimit small { 100'000, before.rlim_max };
    setrlimit(RLIMIT_FSIZE, &small);
    const QString error = writeFile(path, QByteArray(1'000'000, 'x'));
    setrlimit(RLIMIT_FSIZE, &before);
    QVERIFY(!error.isEmpty());
    QCOMPARE(read(path), QByteArray("old"));
    QCOMPARE(QDir(m_dir.path()).entryList({ QStringLiteral("full.js*") }, QDir::Files).size(), 1);
}

void TestFileWriter::hardLinksKeepShowingTheSameFile()
{
    const QString path = m_dir.filePath(QStringLiteral("one.js"));
    const QString other = m_dir.filePath(QStringLiteral("two.js"));
    write(path, "old");
    QCOMPARE(link(QFile::encodeName(path), QFile::encodeName(other)), 0);
    QCOMPARE(writeFile(path, "new text"), QString());
    QCOMPARE(read(other), QByteArray("new text"));
    QCOMPARE(statusOf(path).st_ino, statusOf(other).st_ino);
    QCOMPARE(QDir(m_dir.path()).entryList({ QStringLiteral(".*") }, QDir::Files | QDir::Hidden),
             {});
}

void TestFileWriter::aShorterTextLeavesNothingOfTheLongerOne()
{
    const QString path = m_dir.filePath(QStringLiteral("long.js"));
    write(path, "a long text");
    QCOMPARE(link(QFile::encodeName(path),
                  QFile::encodeName(m_dir.filePath(QStringLiteral("long2.js")))),
             0);
    QCOMPARE(writeFile(path, "short"), QString());
    QCOMPARE(read(path), QByteArray("short"));
    QCOMPARE(writeFile(path, ""), QString());
    QCOMPARE(read(path), QByteArray());
}

void TestFileWriter::aFailedSaveOfALinkedFileLeavesTheOldText()
{
    const QString path = m_dir.filePath(QStringLiteral("linked.js"));
    write(path, "old");
    QCOMPARE(link(QFile::encodeName(path),
                  QFile::encodeName(m_dir.filePath(QStringLiteral("linked2.js")))),
             0);
    QString error;
    {
        const FileSizeLimit limit(100'000);
        error = writeFile(path, QByteArray(1'000'000, 'x'));
    }
    QVERIFY(!error.isEmpty());
    QCOMPARE(read(path), QByteArray("old"));
    QCOMPARE(QDir(m_dir.path()).entryList({ QStringLiteral(".*") }, QDir::Files | QDir::Hidden),
             {});
}

void TestFileWriter::attributesStay()
{
    const QString path = m_dir.filePath(QStringLiteral("labelled.js"));
    write(path, "old");
    const QByteArray name = QFile::encodeName(path);
    if (setxattr(name.constData(), "user.looptide", "1", 1, 0) != 0)
        QSKIP("This file system keeps no attributes.");
    QCOMPARE(writeFile(path, "new"), QString());
    QCOMPARE(read(path), QByteArray("new"));
    char value = 0;
    QCOMPARE(getxattr(name.constData(), "user.looptide", &value, 1), 1);
    QCOMPARE(value, '1');
}

void TestFileWriter::theOwnerStays()
{
    const QString path = m_dir.filePath(QStringLiteral("owned.js"));
    write(path, "old");
    constexpr uid_t Other = 12345;
    if (chown(QFile::encodeName(path).constData(), Other, Other) != 0)
        QSKIP("Only root may give files away.");
    QCOMPARE(writeFile(path, "new"), QString());
    QCOMPARE(statusOf(path).st_uid, Other);
    QCOMPARE(statusOf(path).st_gid, Other);
    QCOMPARE(read(path), QByteArray("new"));
}

void TestFileWriter::aFileInALockedFolderIsOverwritten()
{
    const QString folder = m_dir.filePath(QStringLiteral("locked"));
    const QString path = folder + QStringLiteral("/a.js");
    QVERIFY(QDir().mkpath(folder));
    write(path, "old");
    QFile::setPermissions(folder, QFile::ReadOwner | QFile::ExeOwner);
    const QString error = writeFile(path, "new");
    QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QCOMPARE(error, QString());
    QCOMPARE(read(path), QByteArray("new"));
}

QTEST_GUILESS_MAIN(TestFileWriter)
#include "tst_filewriter.moc"
