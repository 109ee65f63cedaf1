// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dependencies/pack/classpack.h"
#include "panels/dependencies/packagechanges.h"
#include "tests/support/localregistry.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace looptide;
using core::Job;
using models::ClassPack;
using models::PackageChanges;
using tests::LocalRegistry;

// Exports from a project with a registry, and imports into an empty cache without one.
class ClassPackTest : public QObject
{
    Q_OBJECT

private:
    QString path(const QString &name) const { return m_dir->filePath(name); }
    QByteArray read(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void write(const QString &name, const QByteArray &text) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), text.size());
    }
    template <typename Worker>
    static Job::State ended(Worker &worker)
    {
        if (!QTest::qWaitFor([&] { return !worker.isRunning(); }, LocalRegistry::timeoutMs))
            return Job::State::Running;
        return worker.job()->state();
    }
    Job::State exported(const QStringList &names)
    {
        m_pack->exportTo(path(QStringLiteral("class.looptide-pack")), names);
        return ended(*m_pack);
    }
    // With the network gone and an empty cache.
    Job::State imported()
    {
        m_registry->stop();
        m_registry->useCache(QStringLiteral("other"));
        m_pack->importFrom(path(QStringLiteral("class.looptide-pack")));
        return ended(*m_pack);
    }
    Job::State addedOffline(const QString &package)
    {
        m_changes->add(package, PackageChanges::Kind::Production, PackageChanges::Network::Avoided);
        return ended(*m_changes);
    }

    std::unique_ptr<LocalRegistry> m_registry;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<PackageChanges> m_changes;
    std::unique_ptr<ClassPack> m_pack;

private Q_SLOTS:
    void init()
    {
        m_registry = std::make_unique<LocalRegistry>();
        QVERIFY(m_registry->isRunning());
        m_dir = std::make_unique<QTemporaryDir>();
        write(QStringLiteral("package.json"), "{ \"name\": \"shop\" }");
        m_changes = std::make_unique<PackageChanges>();
        m_changes->setProject(m_dir->path());
        m_pack = std::make_unique<ClassPack>();
        m_pack->setProject(m_dir->path());
        for (const auto &name : { QStringLiteral("needs-pad"), QStringLiteral("old-pad") }) {
            m_changes->add(name, PackageChanges::Kind::Production);
            QCOMPARE(ended(*m_changes), Job::State::Succeeded);
        }
    }

    void cleanup()
    {
        m_pack.reset();
        m_changes.reset();
        m_registry.reset();
    }

    void aWholeProjectComesBackWithoutANetwork()
    {
        QCOMPARE(exported({}), Job::State::Succeeded);
        QVERIFY2(m_pack->job()->result().contains(QLatin1StringView("3 package")),
                 qPrintable(m_pack->job()->result()));
        QVERIFY(QDir(path(QStringLiteral("node_modules"))).removeRecursively());
        QCOMPARE(imported(), Job::State::Succeeded);
        write(QStringLiteral("package.json"), "{ \"name\": \"shop\" }");
        QVERIFY(QFile::remove(path(QStringLiteral("package-lock.json"))));
        QCOMPARE(addedOffline(QStringLiteral("needs-pad")), Job::State::Succeeded);
        QVERIFY(QFile::exists(path(QStringLiteral("node_modules/pad/package.json"))));
    }

    void chosenPackagesBringWhatTheyNeed()
    {
        QCOMPARE(exported({ QStringLiteral("needs-pad") }), Job::State::Succeeded);
        QCOMPARE(imported(), Job::State::Succeeded);
        QCOMPARE(addedOffline(QStringLiteral("pad@1.1.0")), Job::State::Succeeded);
        QCOMPARE(addedOffline(QStringLiteral("pad@2.0.0")), Job::State::Failed);
    }

    void damagedPacksAreRefused()
    {
        QCOMPARE(exported({}), Job::State::Succeeded);
        const QString file = QStringLiteral("class.looptide-pack");
        QByteArray data = read(file);
        // Within the first package, behind pack.json: gzip begins with these bytes.
        const qsizetype position = data.indexOf("\x1f\x8b\x08");
        QVERIFY(position > 0);
        data[position + 20] = char(data.at(position + 20) ^ 1);
        write(file, data);
        QCOMPARE(imported(), Job::State::Failed);
        QVERIFY2(m_pack->job()->result().contains(QStringLiteral("SHA-512")),
                 qPrintable(m_pack->job()->result()));
        QCOMPARE(addedOffline(QStringLiteral("pad@1.1.0")), Job::State::Failed);
    }

    void hostilePacksAreRefused_data()
    {
        QTest::addColumn<QStringList>("entries"); // of the tar file: name, then content

        const QString empty = QStringLiteral(R"({"looptidePack":1,"packages":[]})");
        const auto entry = [](const char *item) {
            return QStringLiteral(R"({"looptidePack":1,"packages":[%1]})")
                .arg(QLatin1StringView(item));
        };
        const QString list = QStringLiteral("pack.json");
        QTest::newRow("no list") << QStringList { QStringLiteral("other.json"), empty };
        QTest::newRow("newer") << QStringList { list, QStringLiteral(R"({"looptidePack":2})") };
        QTest::newRow("damaged list") << QStringList { list, QStringLiteral("{") };
        QTest::newRow("outside") << QStringList { list, empty, QStringLiteral("../../evil"),
                                                  QStringLiteral("x") };
        QTest::newRow("absolute") << QStringList { list, empty, QStringLiteral("/tmp/evil"),
                                                   QStringLiteral("x") };
        QTest::newRow("not listed")
            << QStringList { list, empty, QStringLiteral("packages/%1.tgz").arg(QString(90, u'a')),
                             QStringLiteral("x") };
        QTest::newRow("bad name") << QStringList {
            list, entry(R"({"name":"../evil","version":"1.0.0","integrity":"","described":{}})")
        };
        QTest::newRow("bad version") << QStringList {
            list, entry(R"({"name":"a","version":"../1","integrity":"","described":{}})")
        };
        QTest::newRow("no hash") << QStringList {
            list, entry(R"({"name":"a","version":"1.0.0","integrity":"sha1-x","described":{}})")
        };
    }

    void hostilePacksAreRefused()
    {
        QFETCH(QStringList, entries);
        QByteArray pack;
        for (qsizetype i = 0; i < entries.size(); i += 2)
            pack += tarEntry(entries.at(i).toUtf8(), entries.at(i + 1).toUtf8());
        write(QStringLiteral("class.looptide-pack"), pack + QByteArray(1024, '\0'));
        QCOMPARE(imported(), Job::State::Failed);
        QVERIFY2(m_pack->job()->result().contains(QStringLiteral("nothing of it was kept")),
                 qPrintable(m_pack->job()->result()));
    }

    void withoutALockFileItSaysSo()
    {
        QVERIFY(QFile::remove(path(QStringLiteral("package-lock.json"))));
        QCOMPARE(exported({}), Job::State::Failed);
        QVERIFY(m_pack->job()->result().contains(QStringLiteral("package-lock.json")));
        QVERIFY(!QFile::exists(path(QStringLiteral("class.looptide-pack"))));
    }

private:
    static QByteArray tarEntry(const QByteArray &name, const QByteArray &content)
    {
        QByteArray header(512, '\0');
        const auto put = [&](qsizetype at, const QByteArray &text) {
            header.replace(at, text.size(), text);
        };
        put(0, name);
        put(100, "0000644");
        put(108, "0000000");
        put(116, "0000000");
        put(124, QByteArray::number(content.size(), 8).rightJustified(11, '0'));
        put(136, "00000000000");
        put(148, "        0");
        put(257, QByteArray("ustar\0", 6) + "00");
        int sum = 0;
        for (const char byte : header)
            sum += quint8(byte);
        put(148, QByteArray::number(sum, 8).rightJustified(6, '0') + QByteArray("\0 ", 2));
        return header + content + QByteArray((512 - content.size() % 512) % 512, '\0');
    }
};

QTEST_GUILESS_MAIN(ClassPackTest)
#include "tst_classpack.moc"
