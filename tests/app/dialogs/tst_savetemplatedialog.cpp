// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/dialogs/savetemplatedialog.h"
#include "runtime/project/templatestore.h"

#include <QCheckBox>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace looptide;
using app::SaveTemplateDialog;

class SaveTemplateDialogTest : public QObject
{
    Q_OBJECT

private:
    void write(const QString &name, const QByteArray &text) const
    {
        const QString path = m_dir->filePath(name);
        QVERIFY(QDir().mkpath(QFileInfo(path).path()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), text.size());
    }
    bool isThere(const QString &name) const { return QFileInfo::exists(m_dir->filePath(name)); }
    QPushButton *save() const
    {
        return m_dialog->findChild<QPushButton *>(QStringLiteral("saveTemplate"));
    }
    QLineEdit *title() const
    {
        return m_dialog->findChild<QLineEdit *>(QStringLiteral("templateTitle"));
    }
    void openDialog()
    {
        m_dialog = std::make_unique<SaveTemplateDialog>(m_dir->filePath(QStringLiteral("shop")),
                                                        m_dir->filePath(QStringLiteral("own")));
        m_dialog->show();
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<SaveTemplateDialog> m_dialog;

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        write(QStringLiteral("shop/package.json"), R"({ "name": "shop", "main": "app.js" })");
        write(QStringLiteral("shop/app.js"), "1");
        write(QStringLiteral("shop/.git/config"), "x");
        write(QStringLiteral("shop/node_modules/pad/package.json"), "{}");
    }

    void cleanup() { m_dialog.reset(); }

    void aProjectBecomesATemplate()
    {
        openDialog();
        QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
        title()->setText(QStringLiteral("My Shop!"));
        m_dialog->findChild<QLineEdit *>(QStringLiteral("templateDescription"))
            ->setText(QStringLiteral("For the class"));
        QTest::mouseClick(save(), Qt::LeftButton);
        QTRY_COMPARE(accepted.size(), 1);
        const project::TemplateStore store(QString(), m_dir->filePath(QStringLiteral("own")));
        const auto found = store.find(QStringLiteral("my-shop"));
        QVERIFY(found);
        QCOMPARE(found->title, QStringLiteral("My Shop!"));
        QCOMPARE(found->description, QStringLiteral("For the class"));
        QCOMPARE(found->mainFile, QStringLiteral("app.js"));
        QVERIFY(isThere(QStringLiteral("own/my-shop/node_modules/pad/package.json")));
        QVERIFY(!isThere(QStringLiteral("own/my-shop/.git")));
    }

    void packagesCanBeLeftOut()
    {
        openDialog();
        QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
        m_dialog->findChild<QCheckBox *>(QStringLiteral("templatePackages"))->setChecked(false);
        QTest::mouseClick(save(), Qt::LeftButton);
        QTRY_COMPARE(accepted.size(), 1);
        QVERIFY(isThere(QStringLiteral("own/shop/app.js")));
        QVERIFY(!isThere(QStringLiteral("own/shop/node_modules")));
    }

    void aTitleIsTakenOnlyOnce()
    {
        write(QStringLiteral("own/shop/package.json"), "{}");
        openDialog();
        QVERIFY(!save()->isEnabled());
        QVERIFY(m_dialog->findChild<QLabel *>(QStringLiteral("templateProblem"))->isVisible());
        title()->setText(QStringLiteral("other"));
        QVERIFY(save()->isEnabled());
        title()->setText(QStringLiteral("../.."));
        QVERIFY(!save()->isEnabled());
    }
};

QTEST_MAIN(SaveTemplateDialogTest)
#include "tst_savetemplatedialog.moc"
