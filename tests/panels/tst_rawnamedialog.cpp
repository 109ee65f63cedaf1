// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/projecttree/rawnamedialog.h"
#include "tests/panels/rawfiles.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace looptide;
using panels::RawNameDialog;

class tst_RawNameDialog : public QObject
{
    Q_OBJECT

    QLineEdit *name() const { return m_dialog->findChild<QLineEdit *>(); }
    QString problem() const
    {
        return m_dialog->findChild<QLabel *>(QStringLiteral("problem"))->text();
    }
    QPushButton *renameButton() const
    {
        for (QPushButton *button : m_dialog->findChildren<QPushButton *>()) {
            if (button->isDefault())
                return button;
        }
        return nullptr;
    }

    std::unique_ptr<rawfiles::Folder> m_dir;
    std::unique_ptr<RawNameDialog> m_dialog;

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<rawfiles::Folder>();
        QVERIFY(rawfiles::write(m_dir->path(), "caf\xe9.js", "coffee"));
        m_dialog =
            std::make_unique<RawNameDialog>(m_dir->path(), models::RawName { "caf\xe9.js", false });
        m_dialog->open();
        QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
    }
    void cleanup() { m_dialog.reset(); }

    void proposesTheNameThatWasMeant()
    {
        QSignalSpy renamed(m_dialog.get(), &RawNameDialog::renamed);
        QCOMPARE(name()->text(), QStringLiteral("café.js"));
        QCOMPARE(name()->selectedText(), QStringLiteral("café"));
        QCOMPARE(problem(), QString());
        QTest::keyClick(name(), Qt::Key_Return);
        QCOMPARE(renamed.size(), 1);
        QCOMPARE(renamed[0][0].toString(), m_dir->filePath(QStringLiteral("café.js")));
        QVERIFY(QFile::exists(m_dir->filePath(QStringLiteral("café.js"))));
        QVERIFY(!rawfiles::exists(m_dir->path(), "caf\xe9.js"));
        QVERIFY(!m_dialog->isVisible());
    }

    void saysWhyANameCannotBeUsed_data()
    {
        QTest::addColumn<QString>("wanted");
        QTest::newRow("taken") << QStringLiteral("taken.js");
        QTest::newRow("folder in it") << QStringLiteral("a/b.js");
        QTest::newRow("empty") << QString();
    }
    void saysWhyANameCannotBeUsed()
    {
        QFETCH(const QString, wanted);
        QVERIFY(rawfiles::write(m_dir->path(), "taken.js", "mine"));
        name()->setText(wanted);
        QVERIFY(!problem().isEmpty());
        QVERIFY(!renameButton()->isEnabled());
        m_dialog->accept();
        QVERIFY(m_dialog->isVisible());
        QVERIFY(rawfiles::exists(m_dir->path(), "caf\xe9.js"));
        name()->setText(QStringLiteral("free.js"));
        QCOMPARE(problem(), QString());
        QVERIFY(renameButton()->isEnabled());
    }

    void saysThatTheFileIsGone()
    {
        QSignalSpy renamed(m_dialog.get(), &RawNameDialog::renamed);
        QVERIFY(rawfiles::remove(m_dir->path(), "caf\xe9.js"));
        renameButton()->click();
        QVERIFY(m_dialog->isVisible());
        QVERIFY(problem().contains(QStringLiteral("caf\\xE9.js")));
        QVERIFY(renamed.isEmpty());
    }
};

QTEST_MAIN(tst_RawNameDialog)
#include "tst_rawnamedialog.moc"
