// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dependencies/connection/connectiondialog.h"
#include "tests/support/localregistry.h"

#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <QTreeWidget>

using namespace looptide;
using panels::ConnectionDialog;
using tests::LocalRegistry;

class ConnectionTest : public QObject
{
    Q_OBJECT

private:
    void writeNpmrc(const QByteArray &text) const
    {
        QFile file(m_dir->filePath(QStringLiteral(".npmrc")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), text.size());
    }
    QString verdict()
    {
        m_dialog = std::make_unique<ConnectionDialog>(m_dir->path(), nullptr);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        m_dialog->show();
        const auto *test = m_dialog->findChild<QPushButton *>(QStringLiteral("testConnection"));
        if (!QTest::qWaitFor([&] { return test->isEnabled(); }, LocalRegistry::timeoutMs))
            return {};
        return m_dialog->findChild<QLabel *>(QStringLiteral("verdict"))->text();
    }
    QString setting(const QString &name) const
    {
        const auto *list = m_dialog->findChild<QTreeWidget *>(QStringLiteral("npmSettings"));
        const auto items = list->findItems(name, Qt::MatchExactly);
        return items.isEmpty() ? QString() : items.first()->text(1) + u' ' + items.first()->text(2);
    }

    std::unique_ptr<LocalRegistry> m_registry;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<ConnectionDialog> m_dialog;

private Q_SLOTS:
    void initTestCase()
    {
        for (const char *name :
             { "http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY" })
            qunsetenv(name);
    }

    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        QFile file(m_dir->filePath(QStringLiteral("package.json")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{}") > 0);
        m_registry = std::make_unique<LocalRegistry>();
        QVERIFY(m_registry->isRunning());
    }

    void cleanup()
    {
        m_dialog.reset();
        m_registry.reset();
    }

    void aWorkingConnection()
    {
        const QString text = verdict();
        QVERIFY2(text.contains(QStringLiteral("The connection works")), qPrintable(text));
        QVERIFY(setting(QStringLiteral("registry")).contains(QStringLiteral("environment")));
    }

    void anOfflineSettingIsNamed()
    {
        writeNpmrc("offline=true\n");
        const QString text = verdict();
        QVERIFY2(text.contains(QStringLiteral("offline=true")), qPrintable(text));
        QVERIFY(setting(QStringLiteral("offline")).contains(QStringLiteral(".npmrc")));
    }

    void noConnection()
    {
        m_registry->stop();
        const QString text = verdict();
        QVERIFY2(text.contains(QStringLiteral("cannot be reached")), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("ECONNREFUSED")), qPrintable(text));
    }

    // Passwords are not shown.
    void aProxyThatDoesNotWork()
    {
        writeNpmrc("proxy=http://me:secret@127.0.0.1:1/\nhttps-proxy=http://127.0.0.1:1/\n"
                   "noproxy=\n");
        const QString text = verdict();
        QVERIFY2(text.contains(QStringLiteral("without it the registry can be reached")),
                 qPrintable(text));
        QVERIFY2(!setting(QStringLiteral("proxy")).contains(QStringLiteral("secret")),
                 qPrintable(setting(QStringLiteral("proxy"))));
    }
};

QTEST_MAIN(ConnectionTest)
#include "tst_connection.moc"
