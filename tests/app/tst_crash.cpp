// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Text is typed into the real window, which is killed or made to crash at random moments. What was
// typed is in the window that comes up afterwards, and that one says what happened.
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <csignal>

namespace {

enum class End { Kill, Segv, Abort, Fpe, Addon, Open, Start };

constexpr auto original = "// the text that the file had\n";
// A key older than this must be there. The journal is far ahead of it.
constexpr qint64 promiseMs = 1000;

QByteArray typedText(qsizetype size)
{
    QByteArray text;
    for (int line = 0; text.size() < size; ++line)
        text += "line " + QByteArray::number(line) + " is here\n";
    return text.left(size);
}

// One typist, from its start to the window that comes after it.
class Round : public QObject
{
    Q_OBJECT
public:
    Round(End end, int delayMs) : m_end(end), m_delayMs(delayMs)
    {
        const QDir dir(m_dir.path());
        dir.mkpath(QStringLiteral("project"));
        write(QStringLiteral("project/app.js"), original);
        write(QStringLiteral("project/bad.js"), original);
        write(QStringLiteral("project/package.json"), R"({"name":"crash","main":"main.js"})");
        write(QStringLiteral("project/main.js"),
              QByteArray("setTimeout(() => process.dlopen({ exports: {} }, '" DYING_ADDON "'), ")
                  + QByteArray::number(delayMs) + ");\n");
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("XDG_CONFIG_HOME"),
                           dir.filePath(QStringLiteral("config")));
        environment.insert(QStringLiteral("XDG_DATA_HOME"), dir.filePath(QStringLiteral("data")));
        environment.insert(QStringLiteral("XDG_CACHE_HOME"), dir.filePath(QStringLiteral("cache")));
        if (end == End::Open || end == End::Start)
            environment.insert(QStringLiteral("TYPIST_CRASHES"),
                               end == End::Open ? QStringLiteral("open") : QStringLiteral("start"));
        m_process.setProcessEnvironment(environment);
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        connect(&m_process, &QProcess::readyReadStandardOutput, this, &Round::read);
        connect(&m_process, &QProcess::finished, this, &Round::typistEnded);
        connect(&m_poll, &QTimer::timeout, this, &Round::lookForWindow);
    }
    ~Round() override
    {
        m_process.disconnect(this);
        m_process.kill();
        m_process.waitForFinished();
    }

    void start()
    {
        QStringList arguments { project(), project() + QStringLiteral("/app.js") };
        if (m_end == End::Addon)
            arguments += QStringLiteral("run");
        if (m_end == End::Open || m_end == End::Start)
            arguments += project() + QStringLiteral("/bad.js");
        m_process.start(QStringLiteral(WINDOW_TYPIST), arguments);
    }

    bool isDone() const { return m_isDone; }
    QString project() const
    {
        return QFileInfo(m_dir.path()).canonicalFilePath() + QStringLiteral("/project");
    }
    QJsonObject window() const { return m_window; }
    // Keys that were older than the promise when the end came.
    qsizetype owed() const
    {
        qsizetype owed = 0;
        for (const auto &[count, at] : m_typed) {
            if (at <= m_typed.constLast().second - promiseMs)
                owed = count;
        }
        return owed;
    }
    qsizetype typed() const { return m_typed.isEmpty() ? 0 : m_typed.constLast().first; }

private:
    void write(const QString &name, const QByteArray &text) const
    {
        QFile file(m_dir.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    void read()
    {
        m_rest += m_process.readAllStandardOutput();
        for (qsizetype end = m_rest.indexOf('\n'); end >= 0; end = m_rest.indexOf('\n')) {
            take(m_rest.first(end));
            m_rest.remove(0, end + 1);
        }
    }

    void take(const QByteArray &line)
    {
        const QList<QByteArray> words = line.split(' ');
        if (words.size() != 4)
            return;
        if (m_typed.isEmpty() && m_end < End::Addon)
            QTimer::singleShot(m_delayMs, this, &Round::end);
        m_typed.emplaceBack(words[1].toLongLong(), words[3].toLongLong());
    }

    void end()
    {
        static constexpr int signals_[] { SIGKILL, SIGSEGV, SIGABRT, SIGFPE };
        ::kill(pid_t(m_process.processId()), signals_[int(m_end)]);
    }

    // One that was killed cannot start another.
    void typistEnded()
    {
        read();
        if (m_end == End::Kill && !m_poll.isActive())
            m_process.start(
                QStringLiteral(WINDOW_TYPIST),
                { QStringLiteral("--after-crash"), QStringLiteral("/none"), QStringLiteral("0") });
        m_poll.start(20);
    }

    void lookForWindow()
    {
        QFile file(m_dir.filePath(QStringLiteral("data/window.json")));
        if (!file.open(QIODevice::ReadOnly))
            return;
        m_poll.stop();
        m_window = QJsonDocument::fromJson(file.readAll()).object();
        m_isDone = true;
    }

    QTemporaryDir m_dir;
    End m_end;
    int m_delayMs;
    QProcess m_process;
    QByteArray m_rest;
    QList<std::pair<qsizetype, qint64>> m_typed;
    QJsonObject m_window;
    QTimer m_poll;
    bool m_isDone = false;
};

} // namespace

class TestCrash : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingTypedIsLost_data();
    void nothingTypedIsLost();
    void aSessionThatCrashesAgainOpensWithoutItsCause();
};

void TestCrash::nothingTypedIsLost_data()
{
    QTest::addColumn<int>("end");
    QTest::addColumn<int>("rounds");
    QTest::addColumn<QString>("said");
    QTest::newRow("killed") << int(End::Kill) << 20 << QString();
    QTest::newRow("segmentation fault") << int(End::Segv) << 12 << QStringLiteral("SIGSEGV");
    QTest::newRow("abort") << int(End::Abort) << 8 << QStringLiteral("SIGABRT");
    QTest::newRow("arithmetic") << int(End::Fpe) << 8 << QStringLiteral("SIGFPE");
    QTest::newRow("addon of the program") << int(End::Addon) << 16 << QStringLiteral("crash.node");
}

void TestCrash::nothingTypedIsLost()
{
    QFETCH(const int, end);
    QFETCH(const int, rounds);
    QFETCH(const QString, said);
    constexpr int atOnce = 4;
    auto *random = QRandomGenerator::global();
    for (int begun = 0; begun < rounds; begun += atOnce) {
        std::vector<std::unique_ptr<Round>> together;
        for (int i = begun; i < qMin(begun + atOnce, rounds); ++i) {
            together.push_back(std::make_unique<Round>(End(end), random->bounded(600, 2000)));
            together.back()->start();
        }
        for (const auto &round : together) {
            QTRY_VERIFY_WITH_TIMEOUT(round->isDone(), 60'000);
            QVERIFY2(!round->window().isEmpty(), "no window came up afterwards");
            const QByteArray text = round->window()[QStringLiteral("text")].toString().toUtf8();
            QVERIFY(text.endsWith(original));
            const QByteArray kept = text.chopped(qsizetype(strlen(original)));
            QVERIFY2(kept.size() >= round->owed() && kept.size() <= round->typed() + 1,
                     qPrintable(QStringLiteral("kept %1 of %2, owed %3")
                                    .arg(kept.size())
                                    .arg(round->typed())
                                    .arg(round->owed())));
            QCOMPARE(kept, typedText(kept.size()));
            QCOMPARE(round->window()[QStringLiteral("project")].toString(), round->project());
            QCOMPARE(round->window()[QStringLiteral("file")].toString(),
                     round->project() + QStringLiteral("/app.js"));
            if (!said.isEmpty()) {
                const QString message = round->window()[QStringLiteral("message")].toString();
                QVERIFY2(message.contains(said), qPrintable(message));
            }
        }
    }
}

void TestCrash::aSessionThatCrashesAgainOpensWithoutItsCause()
{
    Round file(End::Open, 0);
    Round session(End::Start, 0);
    file.start();
    session.start();
    QTRY_VERIFY_WITH_TIMEOUT(file.isDone() && session.isDone(), 90'000);
    QString message = file.window()[QStringLiteral("message")].toString();
    QVERIFY2(message.contains(QStringLiteral("twice when it opened bad.js")), qPrintable(message));
    // All else is there: the project, and the tab of the file.
    QCOMPARE(file.window()[QStringLiteral("project")].toString(), file.project());
    QCOMPARE(file.window()[QStringLiteral("file")].toString(),
             file.project() + QStringLiteral("/bad.js"));
    QCOMPARE(file.window()[QStringLiteral("text")].toString(), QString());

    message = session.window()[QStringLiteral("message")].toString();
    QVERIFY2(message.contains(QStringLiteral("last session was not opened")), qPrintable(message));
    QCOMPARE(session.window()[QStringLiteral("project")].toString(), QString());
}

QTEST_GUILESS_MAIN(TestCrash)
#include "tst_crash.moc"
