// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/projecttree/projectfilesmodel.h"
#include "panels/projecttree/rawnamesproxy.h"
#include "tests/panels/rawfiles.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QPalette>
#include <QSignalSpy>
#include <QSortFilterProxyModel>
#include <QTest>

using namespace looptide;
using panels::ProjectFilesModel;
using panels::RawNamesProxy;
using panels::VisibleFilesProxy;

namespace {

// What is in a folder and on the way to it. The model holds the whole disk, and
// QAbstractItemModelTester reads all that it is given.
class OnlyFolder : public QSortFilterProxyModel
{
public:
    OnlyFolder(RawNamesProxy *rawNames, const QString &folder)
        : m_rawNames(rawNames), m_folder(folder)
    {
        setSourceModel(rawNames);
    }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override
    {
        const QModelIndex index = m_rawNames->index(row, 0, parent);
        const QString folder = m_rawNames->folderOf(index);
        if (folder == m_folder || folder.startsWith(m_folder + u'/'))
            return true;
        if (m_rawNames->isRaw(index))
            return false;
        const QString path = static_cast<QFileSystemModel *>(m_rawNames->sourceModel())
                                 ->filePath(m_rawNames->mapToSource(index));
        return path == u"/" || m_folder == path || m_folder.startsWith(path + u'/');
    }

private:
    const RawNamesProxy *m_rawNames;
    QString m_folder;
};

} // namespace

// The three models as the tree stacks them.
class tst_RawNamesProxy : public QObject
{
    Q_OBJECT

    struct Models
    {
        ProjectFilesModel files;
        RawNamesProxy rawNames { &files };
        VisibleFilesProxy visible { &rawNames };
    };

    QModelIndex at(const QString &path) const
    {
        return m_models->visible.mapFromSource(
            m_models->rawNames.mapFromSource(m_models->files.index(m_dir->filePath(path))));
    }
    QModelIndex root() const { return at(QString()); }
    QModelIndex rowNamed(const QString &name, const QModelIndex &folder) const
    {
        for (int row = 0; row < m_models->visible.rowCount(folder); ++row) {
            const QModelIndex index = m_models->visible.index(row, 0, folder);
            if (index.data().toString() == name)
                return index;
        }
        return {};
    }
    QString rows(const QModelIndex &folder) const
    {
        QStringList names;
        for (int row = 0; row < m_models->visible.rowCount(folder); ++row)
            names.append(m_models->visible.index(row, 0, folder).data().toString());
        return names.join(u' ');
    }
    void expand(const QString &path) const
    {
        const QModelIndex folder = at(path);
        QVERIFY(folder.isValid());
        if (m_models->visible.canFetchMore(folder))
            m_models->visible.fetchMore(folder);
    }

    std::unique_ptr<rawfiles::Folder> m_dir;
    std::unique_ptr<Models> m_models;

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<rawfiles::Folder>();
        QVERIFY(rawfiles::write(m_dir->path(), "app.js"));
        QVERIFY(rawfiles::write(m_dir->path(), "caf\xe9.js"));
        QVERIFY(rawfiles::write(m_dir->path(), "cafz.js"));
        QVERIFY(rawfiles::makeFolder(m_dir->path(), "lib"));
        QVERIFY(rawfiles::write(m_dir->filePath(QStringLiteral("lib")), "\xfc.js"));
        QVERIFY(rawfiles::write(m_dir->filePath(QStringLiteral("lib")), "z.js"));
        m_models = std::make_unique<Models>();
        m_models->files.setRootPath(m_dir->path());
        QTRY_COMPARE(rows(root()), QStringLiteral("lib app.js caf\\xE9.js cafz.js"));
    }
    void cleanup() { m_models.reset(); }

    void foldersStandBeforeFiles()
    {
        QVERIFY(rawfiles::makeFolder(m_dir->path(), "\xe0"));
        QTRY_COMPARE(rows(root()), QStringLiteral("\\xE0 lib app.js caf\\xE9.js cafz.js"));
        QVERIFY(!m_models->visible.hasChildren(rowNamed(QStringLiteral("\\xE0"), root())));
    }

    void aFolderIsReadWhenItIsExpanded()
    {
        QSignalSpy inserted(&m_models->rawNames, &QAbstractItemModel::rowsInserted);
        QCOMPARE(rows(at(QStringLiteral("lib"))), QString());
        expand(QStringLiteral("lib"));
        QTRY_COMPARE(rows(at(QStringLiteral("lib"))), QStringLiteral("\\xFC.js z.js"));
        QVERIFY(!inserted.isEmpty());
    }

    void whatChangesIsNoticed()
    {
        expand(QStringLiteral("lib"));
        const QString lib = m_dir->filePath(QStringLiteral("lib"));
        QTRY_COMPARE(rows(at(QStringLiteral("lib"))), QStringLiteral("\\xFC.js z.js"));
        QVERIFY(rawfiles::write(lib, "\xe4.js"));
        QTRY_COMPARE(rows(at(QStringLiteral("lib"))), QStringLiteral("\\xE4.js \\xFC.js z.js"));
        QVERIFY(rawfiles::remove(lib, "\xfc.js"));
        QTRY_COMPARE(rows(at(QStringLiteral("lib"))), QStringLiteral("\\xE4.js z.js"));
        QVERIFY(!models::renameRawName(lib, "\xe4.js", QStringLiteral("ä.js")));
        QTRY_COMPARE(rows(at(QStringLiteral("lib"))), QStringLiteral("ä.js z.js"));
    }

    void whatBecomesAFolderIsOne()
    {
        QVERIFY(rawfiles::remove(m_dir->path(), "caf\xe9.js"));
        QVERIFY(rawfiles::makeFolder(m_dir->path(), "caf\xe9.js"));
        QTRY_COMPARE(rows(root()), QStringLiteral("caf\\xE9.js lib app.js cafz.js"));
    }

    void anIndexOutlivesFilesThatComeAndGo()
    {
        const QPersistentModelIndex raw = rowNamed(QStringLiteral("caf\\xE9.js"), root());
        QVERIFY(raw.isValid());
        QSignalSpy moved(&m_models->files, &QAbstractItemModel::layoutChanged);
        for (const char *name : { "a.js", "b.js", "zz.js" })
            QVERIFY(rawfiles::write(m_dir->path(), name));
        QTRY_COMPARE(rows(root()),
                     QStringLiteral("lib a.js app.js b.js caf\\xE9.js cafz.js zz.js"));
        QTRY_VERIFY(!moved.isEmpty());
        QVERIFY(rawfiles::remove(m_dir->path(), "b.js"));
        QTRY_COMPARE(rows(root()), QStringLiteral("lib a.js app.js caf\\xE9.js cafz.js zz.js"));
        QVERIFY(raw.isValid());
        QCOMPARE(raw.data().toString(), QStringLiteral("caf\\xE9.js"));
        QCOMPARE(raw.row(), 3);
    }

    void goesWithItsFolder()
    {
        expand(QStringLiteral("lib"));
        QTRY_COMPARE(rows(at(QStringLiteral("lib"))), QStringLiteral("\\xFC.js z.js"));
        const QPersistentModelIndex raw =
            rowNamed(QStringLiteral("\\xFC.js"), at(QStringLiteral("lib")));
        QVERIFY(raw.isValid());
        std::filesystem::remove_all(rawfiles::path(m_dir->path(), "lib"));
        QTRY_COMPARE(rows(root()), QStringLiteral("app.js caf\\xE9.js cafz.js"));
        QVERIFY(!raw.isValid());
        // Another folder of the same name has nothing of the old one.
        QVERIFY(rawfiles::makeFolder(m_dir->path(), "lib"));
        QTRY_COMPARE(rows(root()), QStringLiteral("lib app.js caf\\xE9.js cafz.js"));
        QVERIFY(rawfiles::write(m_dir->filePath(QStringLiteral("lib")), "\xe4.js"));
        expand(QStringLiteral("lib"));
        QTRY_COMPARE(rows(at(QStringLiteral("lib"))), QStringLiteral("\\xE4.js"));
    }

    void staysInAFolderThatIsRenamed()
    {
        expand(QStringLiteral("lib"));
        QTRY_COMPARE(rows(at(QStringLiteral("lib"))), QStringLiteral("\\xFC.js z.js"));
        QVERIFY(m_models->visible.setData(at(QStringLiteral("lib")), QStringLiteral("src")));
        QTRY_COMPARE(rows(at(QStringLiteral("src"))), QStringLiteral("\\xFC.js z.js"));
        const QModelIndex raw = m_models->visible.mapToSource(
            rowNamed(QStringLiteral("\\xFC.js"), at(QStringLiteral("src"))));
        QCOMPARE(m_models->rawNames.folderOf(raw), m_dir->filePath(QStringLiteral("src")));
    }

    void isGreyedAndExplained()
    {
        const QModelIndex raw = rowNamed(QStringLiteral("caf\\xE9.js"), root());
        QCOMPARE(raw.data(Qt::ForegroundRole).value<QBrush>().color(),
                 QGuiApplication::palette().color(QPalette::PlaceholderText));
        QVERIFY(raw.data(Qt::ToolTipRole).toString().contains(QStringLiteral("is not UTF-8")));
        QVERIFY(!raw.data(Qt::AccessibleDescriptionRole).toString().isEmpty());
        QVERIFY(!(raw.flags() & Qt::ItemIsEditable));
        QVERIFY(!m_models->visible.setData(raw, QStringLiteral("x.js")));
        QCOMPARE(raw.siblingAtColumn(1).data(), QVariant());
    }

    void theModelsKeepTheRulesOfModels()
    {
        OnlyFolder folder(&m_models->rawNames, m_dir->path());
        const QAbstractItemModelTester tester(
            &folder, QAbstractItemModelTester::FailureReportingMode::QtTest);
        expand(QStringLiteral("lib"));
        const QString lib = m_dir->filePath(QStringLiteral("lib"));
        QTRY_COMPARE(rows(at(QStringLiteral("lib"))), QStringLiteral("\\xFC.js z.js"));
        QVERIFY(rawfiles::write(lib, "\xe4.js"));
        QVERIFY(rawfiles::write(lib, "a.js"));
        QTRY_COMPARE(rows(at(QStringLiteral("lib"))),
                     QStringLiteral("a.js \\xE4.js \\xFC.js z.js"));
        QVERIFY(rawfiles::remove(lib, "z.js"));
        QVERIFY(rawfiles::remove(lib, "\xfc.js"));
        QTRY_COMPARE(rows(at(QStringLiteral("lib"))), QStringLiteral("a.js \\xE4.js"));
        std::filesystem::remove_all(rawfiles::path(m_dir->path(), "lib"));
        QTRY_COMPARE(rows(root()), QStringLiteral("app.js caf\\xE9.js cafz.js"));
    }

    void aCutOffNameIsNotListedTwice()
    {
        QVERIFY(rawfiles::write(m_dir->path(), "bar\xe9"));
        QTRY_COMPARE(rows(root()), QStringLiteral("lib app.js bar\\xE9 caf\\xE9.js cafz.js"));
        QVERIFY(rawfiles::makeFolder(m_dir->path(), "dir\xe9"));
        QTRY_COMPARE(rows(root()),
                     QStringLiteral("dir\\xE9 lib app.js bar\\xE9 caf\\xE9.js cafz.js"));
        // Unless there is a file of the other name too.
        QVERIFY(rawfiles::write(m_dir->path(), "bar"));
        QTRY_COMPARE(rows(root()),
                     QStringLiteral("dir\\xE9 lib app.js bar bar\\xE9 caf\\xE9.js cafz.js"));
        QVERIFY(rawfiles::remove(m_dir->path(), "bar"));
        QTRY_COMPARE(rows(root()),
                     QStringLiteral("dir\\xE9 lib app.js bar\\xE9 caf\\xE9.js cafz.js"));
    }

    // As many as there are in a large node_modules.
    void manyFilesAreNoTrouble()
    {
        constexpr int count = 30'000;
        QVERIFY(rawfiles::makeFolder(m_dir->path(), "many"));
        const QString many = m_dir->filePath(QStringLiteral("many"));
        for (int i = 0; i < count; ++i)
            QVERIFY(rawfiles::write(many, QByteArray::number(i) + ".js"));
        QVERIFY(rawfiles::write(many, "12\xe9.js"));
        QTRY_VERIFY(at(QStringLiteral("many")).isValid());
        expand(QStringLiteral("many"));
        QTRY_COMPARE_WITH_TIMEOUT(m_models->visible.rowCount(at(QStringLiteral("many"))), count + 1,
                                  60'000);
        QVERIFY(rowNamed(QStringLiteral("12\\xE9.js"), at(QStringLiteral("many"))).isValid());
    }
};

QTEST_MAIN(tst_RawNamesProxy)
#include "tst_rawnamesproxy.moc"
