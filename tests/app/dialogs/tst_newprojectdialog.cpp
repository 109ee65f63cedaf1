// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/dialogs/newprojectdialog.h"
#include "app/dialogs/templatelistmodel.h"
#include "app/settings.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

using namespace looptide;
using app::NewProjectDialog;

class NewProjectDialogTest : public QObject
{
    Q_OBJECT

private:
    static void write(const QString &path, const QByteArray &text)
    {
        QVERIFY(QDir().mkpath(QFileInfo(path).path()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), text.size());
    }
    void addTemplate(const QString &id, const QByteArray &title, const QByteArray &group = {}) const
    {
        const QString dir = m_dir->filePath(QStringLiteral("store/%1/").arg(id));
        write(
            dir + QStringLiteral("template.json"),
            QByteArray(
                R"({ "title": "%", "description": "A server", "group": "@", "tags": ["HTTP"], "open": "app.js" })")
                .replace('%', title)
                .replace('@', group));
        write(dir + QStringLiteral("package.json"),
              R"({ "name": "x", "dependencies": { "dep": "1" } })");
        write(
            dir + QStringLiteral("package-lock.json"),
            R"({ "name": "x", "packages": { "": {}, "node_modules/dep": {}, "node_modules/sub": {} } })");
        write(dir + QStringLiteral("app.js"), "");
        write(dir + QStringLiteral("public/css/style.css"), "");
        write(dir + QStringLiteral("node_modules/dep/package.json"), R"({ "version": "1.2.3" })");
    }
    void addOwnTemplate() const
    {
        write(m_dir->filePath(QStringLiteral("own/mine/package.json")),
              R"({ "name": "mine", "description": "A project of mine" })");
        write(m_dir->filePath(QStringLiteral("own/mine/template.json")), R"({ "title": "Mine" })");
    }
    // "Heading: Title, Title. Heading: Title."; the description only of templates of the user.
    QString gallery() const
    {
        const QAbstractItemModel *model = part<QListView>("templates")->model();
        QString text;
        for (int row = 0; row < model->rowCount(); ++row) {
            const QModelIndex index = model->index(row, 0);
            const bool isHeading = index.data(app::TemplateListModel::HeadingRole).toBool();
            if (isHeading)
                text += text.isEmpty() ? QString() : QStringLiteral(". ");
            else
                text += text.endsWith(u':') ? QStringLiteral(" ") : QStringLiteral(", ");
            text += index.data().toString() + (isHeading ? QStringLiteral(":") : QString());
            const QString description =
                index.data(app::TemplateListModel::DescriptionRole).toString();
            if (!isHeading && description != QLatin1StringView("A server"))
                text += QStringLiteral(" (%1)").arg(description);
        }
        return text.isEmpty() ? text : text + u'.';
    }
    template <typename T>
    T *part(const char *name) const
    {
        return m_dialog->findChild<T *>(QLatin1StringView(name));
    }
    QString message() const { return part<QLabel>("message")->text(); }
    bool canCreate() const { return part<QPushButton>("create")->isEnabled(); }
    static QString dump(const QTreeWidgetItem *item, int depth = 0)
    {
        QString text = QString(depth, u' ') + item->text(0);
        if (!item->text(1).isEmpty())
            text += QStringLiteral(" [%1]").arg(item->text(1));
        text += u'\n';
        for (int i = 0; i < item->childCount(); ++i)
            text += dump(item->child(i), depth + 1);
        return text;
    }

    void openDialog()
    {
        m_dialog = std::make_unique<NewProjectDialog>(project::TemplateStore(
            m_dir->filePath(QStringLiteral("store")), m_dir->filePath(QStringLiteral("own"))));
        m_dialog->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<NewProjectDialog> m_dialog;

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setApplicationName(QStringLiteral("tst_newprojectdialog"));
    }

    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        QVERIFY(m_dir->isValid());
        app::Settings settings;
        settings.projectsFolder = m_dir->filePath(QStringLiteral("projects"));
        settings.save();
        addTemplate(QStringLiteral("alpha"), "Alpha");
        addTemplate(QStringLiteral("beta"), "Beta");
        openDialog();
    }

    void cleanup() { QFile::remove(app::settingsFilePath()); }

    void isReadyAtOnce()
    {
        QCOMPARE(part<QLineEdit>("name")->text(), QStringLiteral("my-alpha-app"));
        QCOMPARE(part<QLineEdit>("name")->selectedText(), QStringLiteral("my-alpha-app"));
        QVERIFY(part<QLineEdit>("name")->hasFocus());
        QVERIFY2(canCreate(), qPrintable(message()));
        QCOMPARE(message(),
                 QStringLiteral("Will be created in %1")
                     .arg(m_dir->filePath(QStringLiteral("projects/my-alpha-app"))));
    }

    void showsWhatWillBeCreated()
    {
        QCOMPARE(dump(part<QTreeWidget>("preview")->topLevelItem(0)),
                 QStringLiteral("my-alpha-app\n"
                                " node_modules [2 packages]\n"
                                "  dep [1.2.3]\n"
                                "  and 1 more that these need\n"
                                " public\n"
                                "  css\n"
                                "   style.css\n"
                                " app.js\n"
                                " package-lock.json\n"
                                " package.json\n"));
    }

    void proposesAFreeNameUntilOneIsTyped()
    {
        QVERIFY(QDir().mkpath(m_dir->filePath(QStringLiteral("projects/my-beta-app"))));
        QTest::keyClick(part<QListView>("templates"), Qt::Key_Down);
        QCOMPARE(part<QLineEdit>("name")->text(), QStringLiteral("my-beta-app-2"));
        QTest::keyClicks(part<QLineEdit>("name"), QStringLiteral("x"));
        QTest::keyClick(part<QListView>("templates"), Qt::Key_Up);
        QCOMPARE(part<QLineEdit>("name")->text(), QStringLiteral("my-beta-app-2x"));
    }

    void listsTemplatesInGroups()
    {
        addTemplate(QStringLiteral("zeta"), "Zeta", "web");
        addOwnTemplate();
        openDialog();
        QCOMPARE(gallery(),
                 QStringLiteral("Web servers: Zeta. Tools and empty projects: Alpha, Beta. "
                                "Your templates: Mine (A project of mine)."));
        QCOMPARE(part<QLineEdit>("name")->text(), QStringLiteral("my-zeta-app"));
        // Headings cannot be chosen.
        QTest::keyClick(part<QListView>("templates"), Qt::Key_Down);
        QCOMPARE(part<QLineEdit>("name")->text(), QStringLiteral("my-alpha-app"));
        QTest::keyClick(part<QListView>("templates"), Qt::Key_Up);
        QTest::keyClick(part<QListView>("templates"), Qt::Key_Up);
        QCOMPARE(part<QLineEdit>("name")->text(), QStringLiteral("my-zeta-app"));
    }

    void searches_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("shown");

        QTest::newRow("title") << QStringLiteral("BET")
                               << QStringLiteral("Tools and empty projects: Beta.");
        QTest::newRow("two words, any order") << QStringLiteral(" server  alpha")
                                              << QStringLiteral("Tools and empty projects: Alpha.");
        QTest::newRow("package") << QStringLiteral("dep")
                                 << QStringLiteral("Tools and empty projects: Alpha, Beta.");
        QTest::newRow("nothing") << QStringLiteral("nowhere") << QString();
    }

    void searches()
    {
        QFETCH(QString, text);
        QFETCH(QString, shown);
        QTest::keySequence(m_dialog.get(), QKeySequence::Find);
        QVERIFY(part<QLineEdit>("search")->hasFocus());
        QTest::keyClicks(part<QLineEdit>("search"), text);
        QCOMPARE(gallery(), shown);
        QCOMPARE(canCreate(), !shown.isEmpty());
        QCOMPARE(part<QLabel>("nothing")->isVisible(), shown.isEmpty());
        // Escape takes the search back before it closes the dialog.
        QTest::keyClick(part<QLineEdit>("search"), Qt::Key_Escape);
        QCOMPARE(gallery(), QStringLiteral("Tools and empty projects: Alpha, Beta."));
        QVERIFY(m_dialog->isVisible() && canCreate());
    }

    void movesThroughWhatTheSearchFound()
    {
        QTest::keyClicks(part<QLineEdit>("search"), QStringLiteral("a server"));
        QTest::keyClick(part<QLineEdit>("search"), Qt::Key_Down);
        QCOMPARE(part<QLineEdit>("name")->text(), QStringLiteral("my-beta-app"));
        QTest::keyClicks(part<QLineEdit>("search"), QStringLiteral(" t"));
        QCOMPARE(part<QLineEdit>("name")->text(), QStringLiteral("my-beta-app"));
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("location"); // null: as it is
        QTest::addColumn<QString>("message");

        QTest::newRow("no name") << QStringLiteral(" ") << QString()
                                 << QStringLiteral("Give the project a name.");
        QTest::newRow("path as name")
            << QStringLiteral("a/b") << QString() << QStringLiteral("A name cannot hold");
        QTest::newRow("dots") << QStringLiteral("..") << QString()
                              << QStringLiteral("is not a name");
        QTest::newRow("no location")
            << QStringLiteral("a") << QStringLiteral(" ") << QStringLiteral("Choose where");
        QTest::newRow("relative") << QStringLiteral("a") << QStringLiteral("b")
                                  << QStringLiteral("whole path");
        QTest::newRow("below a file") << QStringLiteral("a") << QStringLiteral("/etc/passwd")
                                      << QStringLiteral("is not a folder");
        QTest::newRow("not empty")
            << QStringLiteral("taken") << QString() << QStringLiteral("is not empty");
    }

    void saysWhatIsWrong()
    {
        QFETCH(QString, name);
        QFETCH(QString, location);
        QFETCH(QString, message);
        QVERIFY(QDir().mkpath(m_dir->filePath(QStringLiteral("projects/taken/something"))));
        if (!location.isNull())
            part<QLineEdit>("location")->setText(location);
        part<QLineEdit>("name")->setText(name);
        QVERIFY(!canCreate());
        QVERIFY2(this->message().contains(message), qPrintable(this->message()));
        part<QLineEdit>("location")->setText(m_dir->path());
        part<QLineEdit>("name")->setText(QStringLiteral("good"));
        QVERIFY(canCreate());
    }

    void understandsTheHomeFolder()
    {
        part<QLineEdit>("location")->setText(QStringLiteral("~/looptide-test-nowhere"));
        QVERIFY2(message().contains(QDir::homePath()), qPrintable(message()));
    }

    void createsWithTheKeyboardAlone()
    {
        QSignalSpy accepted(m_dialog.get(), &NewProjectDialog::accepted);
        part<QLineEdit>("location")->setText(m_dir->filePath(QStringLiteral("elsewhere")));
        QTest::keySequence(part<QLineEdit>("name"), QKeySequence::SelectAll);
        QTest::keyClicks(part<QLineEdit>("name"), QStringLiteral("shop"));
        QTest::keyClick(part<QLineEdit>("name"), Qt::Key_Return);
        QTRY_COMPARE(accepted.size(), 1);
        QCOMPARE(m_dialog->createdProject(), m_dir->filePath(QStringLiteral("elsewhere/shop")));
        QVERIFY(QFileInfo(m_dialog->createdMainFile()).isFile());
        openDialog();
        QCOMPARE(part<QLineEdit>("location")->text(), m_dir->filePath(QStringLiteral("elsewhere")));
    }

    void cancelStopsTheCreationFirst()
    {
        for (int i = 0; i < 1000; ++i)
            write(m_dir->filePath(QStringLiteral("store/alpha/many/%1").arg(i)), "x");
        QSignalSpy rejected(m_dialog.get(), &NewProjectDialog::rejected);
        QTest::keyClick(part<QLineEdit>("name"), Qt::Key_Return);
        QVERIFY(!canCreate());
        QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
        QTRY_VERIFY(canCreate());
        QCOMPARE(message(), QStringLiteral("Cancelled. Nothing was left behind."));
        QVERIFY(!QFileInfo::exists(m_dir->filePath(QStringLiteral("projects"))));
        QCOMPARE(rejected.size(), 0);
        QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
        QCOMPARE(rejected.size(), 1);
        QVERIFY(m_dialog->createdProject().isEmpty());
    }

    void tellsWhyACreationFailed()
    {
        write(m_dir->filePath(QStringLiteral("store/alpha/package.json")), "{");
        QTest::keyClick(part<QLineEdit>("name"), Qt::Key_Return);
        QTRY_VERIFY(message().contains(QStringLiteral("could not be made")));
        QVERIFY(m_dialog->isVisible() && canCreate());
    }

    void saysWhenTheStoreIsEmpty()
    {
        QVERIFY(QDir(m_dir->filePath(QStringLiteral("store"))).removeRecursively());
        openDialog();
        QVERIFY(!canCreate());
        QVERIFY2(message().contains(QStringLiteral("installation is incomplete")),
                 qPrintable(message()));
    }

    void modelIsSound()
    {
        app::TemplateListModel model(
            project::TemplateStore(m_dir->filePath(QStringLiteral("store"))).templates());
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setSearch(QStringLiteral("beta"));
        QCOMPARE(model.at(0), nullptr);
        QCOMPARE(model.at(1)->id, QStringLiteral("beta"));
        QCOMPARE(model.rowOf(QStringLiteral("alpha")), -1);
        model.setSearch(QStringLiteral("nowhere"));
        QCOMPARE(model.firstTemplate(), -1);
    }

    void fitsASmallScreen()
    {
        QCOMPARE_LE(m_dialog->sizeHint().width(), 1024);
        QCOMPARE_LE(m_dialog->minimumSizeHint().height(), 600);
        part<QLineEdit>("name")->setText(QString(250, u'w'));
        QCOMPARE_LE(m_dialog->minimumSizeHint().width(), 1024);
    }
};

QTEST_MAIN(NewProjectDialogTest)
#include "tst_newprojectdialog.moc"
