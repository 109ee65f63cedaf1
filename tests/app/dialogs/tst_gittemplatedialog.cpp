// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/dialogs/gittemplatedialog.h"
#include "runtime/project/templatestore.h"

#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QProcess>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace looptide;
using app::GitTemplateDialog;

class GitTemplateDialogTest : public QObject
{
    Q_OBJECT

private:
    static constexpr int timeoutMs = 30'000;

    void git(const QStringList &words) const
    {
        QProcess process;
        process.setWorkingDirectory(m_dir->filePath(QStringLiteral("shop")));
        process.start(QStringLiteral("git"),
                      QStringList { QStringLiteral("-c"), QStringLiteral("user.name=T"),
                                    QStringLiteral("-c"), QStringLiteral("user.email=t@t") }
                          + words);
        QVERIFY(process.waitForFinished(timeoutMs));
        QCOMPARE(process.exitCode(), 0);
    }
    void makeRepository(const QString &file) const
    {
        QVERIFY(QDir(m_dir->path()).mkpath(QStringLiteral("shop")));
        QFile manifest(m_dir->filePath(QStringLiteral("shop/") + file));
        QVERIFY(manifest.open(QIODevice::WriteOnly));
        QVERIFY(manifest.write(R"({ "name": "shop", "description": "From Git" })") > 0);
        manifest.close();
        git({ QStringLiteral("init"), QStringLiteral("-q") });
        git({ QStringLiteral("add"), QStringLiteral(".") });
        git({ QStringLiteral("commit"), QStringLiteral("-qm"), QStringLiteral("one") });
    }
    QPushButton *add() const
    {
        return m_dialog->findChild<QPushButton *>(QStringLiteral("addTemplate"));
    }
    void type(const QString &address) const
    {
        m_dialog->findChild<QLineEdit *>(QStringLiteral("gitAddress"))->setText(address);
    }
    QString text() const
    {
        return m_dialog->findChild<QLabel *>(QStringLiteral("gitText"))->text();
    }
    QString templates() const { return m_dir->filePath(QStringLiteral("own")); }
    QStringList folders() const
    {
        return QDir(templates()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<GitTemplateDialog> m_dialog;

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_dialog = std::make_unique<GitTemplateDialog>(templates());
        m_dialog->show();
    }

    void cleanup() { m_dialog.reset(); }

    void aRepositoryBecomesATemplate()
    {
        makeRepository(QStringLiteral("package.json"));
        QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
        type(QStringLiteral("file://") + m_dir->filePath(QStringLiteral("shop")));
        QTest::mouseClick(add(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(accepted.size(), 1, timeoutMs);
        const auto found =
            project::TemplateStore(QString(), templates()).find(QStringLiteral("shop"));
        QVERIFY(found);
        QCOMPARE(found->description, QStringLiteral("From Git"));
        QCOMPARE(folders(), QStringList(QStringLiteral("shop")));
        QVERIFY(!QFile::exists(templates() + QStringLiteral("/shop/.git")));
    }

    void whatIsNoProjectIsNotKept()
    {
        makeRepository(QStringLiteral("other.json"));
        type(QStringLiteral("file://") + m_dir->filePath(QStringLiteral("shop")));
        QTest::mouseClick(add(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(text().contains(QStringLiteral("no package.json")), timeoutMs);
        QVERIFY(folders().isEmpty());
    }

    void failuresAreShown()
    {
        type(QStringLiteral("file://") + m_dir->filePath(QStringLiteral("nothing")));
        QTest::mouseClick(add(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(text().contains(QStringLiteral("git could not")), timeoutMs);
        QVERIFY(folders().isEmpty());
    }

    void dangerousAddressesAreRefused()
    {
        for (const char *address : { "", "--upload-pack=touch x", "ext::sh -c touch% x" }) {
            type(QString::fromLatin1(address));
            QVERIFY2(!add()->isEnabled(), address);
        }
        QCOMPARE(GitTemplateDialog::nameOf(QStringLiteral("https://h.test/a/My.Shop.git/")),
                 QStringLiteral("my.shop"));
        QCOMPARE(GitTemplateDialog::nameOf(QStringLiteral("git@h.test:shop.git")),
                 QStringLiteral("shop"));
    }
};

QTEST_MAIN(GitTemplateDialogTest)
#include "tst_gittemplatedialog.moc"
