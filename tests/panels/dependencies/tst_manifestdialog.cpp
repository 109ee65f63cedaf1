// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dependencies/manifest/manifestdialog.h"

#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace looptide;
using models::PackageChanges;
using panels::ManifestDialog;

class ManifestDialogTest : public QObject
{
    Q_OBJECT

private:
    static constexpr int timeoutMs = 30'000;

    QByteArray read() const
    {
        QFile file(m_dir->filePath(QStringLiteral("package.json")));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void write(const QByteArray &text) const
    {
        QFile file(m_dir->filePath(QStringLiteral("package.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), text.size());
    }
    void openDialog()
    {
        m_dialog = std::make_unique<ManifestDialog>(m_dir->path(), m_changes.get(), nullptr);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        m_dialog->show();
    }
    QLineEdit *field(const char *name) const
    {
        return m_dialog->findChild<QLineEdit *>(QLatin1StringView("manifest:")
                                                + QLatin1StringView(name));
    }
    QLabel *label(const QString &name) const { return m_dialog->findChild<QLabel *>(name); }
    void save() const
    {
        QTest::mouseClick(m_dialog->findChild<QPushButton *>(QStringLiteral("saveManifest")),
                          Qt::LeftButton);
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<PackageChanges> m_changes;
    std::unique_ptr<ManifestDialog> m_dialog;

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_changes = std::make_unique<PackageChanges>();
        m_changes->setProject(m_dir->path());
        write("{\n\t\"odd\": [1,   2],\n\t\"version\": \"1.0.0\",\n\t\"name\": \"shop\",\n"
              "\t\"scripts\": { \"start\": \"node .\" }\n}\n");
    }

    void cleanup()
    {
        m_dialog.reset();
        m_changes.reset();
    }

    void changesKeepTheFileAndCanBeUndone()
    {
        const QByteArray before = read();
        openDialog();
        QCOMPARE(field("name")->text(), QStringLiteral("shop"));
        field("version")->setText(QStringLiteral("2.0.0"));
        field("node")->setText(QStringLiteral(">=20"));
        m_dialog->findChild<QTableWidget *>(QStringLiteral("scriptsTable"))
            ->item(0, 1)
            ->setText(QStringLiteral("node app.js"));
        QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
        save();
        QTRY_COMPARE_WITH_TIMEOUT(accepted.size(), 1, timeoutMs);
        QCOMPARE(read(),
                 QByteArray("{\n\t\"odd\": [1,   2],\n\t\"version\": \"2.0.0\",\n"
                            "\t\"name\": \"shop\",\n"
                            "\t\"scripts\": { \"start\": \"node app.js\" },\n"
                            "\t\"engines\": {\n\t\t\"node\": \">=20\"\n\t}\n}\n"));
        QVERIFY(m_changes->canUndo());
        m_changes->undo();
        QCOMPARE(read(), before);
        QVERIFY(!m_changes->canUndo());
    }

    void mistakesAreShownAtTheField()
    {
        const QByteArray before = read();
        openDialog();
        field("name")->setText(QStringLiteral("Shop with spaces"));
        field("version")->setText(QStringLiteral("one"));
        field("node")->setText(QStringLiteral("new"));
        field("license")->setText(QStringLiteral("free"));
        save();
        for (const char *name : { "name", "version", "node", "license" })
            QTRY_VERIFY_WITH_TIMEOUT(
                label(QLatin1StringView("problem:") + QLatin1StringView(name))->isVisible(),
                timeoutMs);
        QVERIFY(!label(QStringLiteral("problem:main"))->isVisible());
        QCOMPARE(read(), before);
        QVERIFY(m_dialog->isVisible());
    }

    void aFileThatChangedMeanwhileIsLeftAlone()
    {
        openDialog();
        field("version")->setText(QStringLiteral("2.0.0"));
        write("{}");
        save();
        QTRY_VERIFY_WITH_TIMEOUT(label(QStringLiteral("manifestMessage"))
                                     ->text()
                                     .contains(QStringLiteral("has changed")),
                                 timeoutMs);
        QCOMPARE(read(), QByteArray("{}"));
    }

    void whatIsNoTextStays()
    {
        write("{ \"version\": \"1.0.0\", \"main\": { \"a\": 1 } }");
        openDialog();
        QCOMPARE(field("main")->text(), QString());
        field("version")->setText(QStringLiteral("1.0.1"));
        QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
        save();
        QTRY_COMPARE_WITH_TIMEOUT(accepted.size(), 1, timeoutMs);
        QCOMPARE(read(), QByteArray("{ \"version\": \"1.0.1\", \"main\": { \"a\": 1 } }"));
    }
};

QTEST_MAIN(ManifestDialogTest)
#include "tst_manifestdialog.moc"
