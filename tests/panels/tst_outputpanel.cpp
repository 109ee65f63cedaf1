// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Longer than 500 lines: the tests share a panel with a terminal, and look at it in the same ways.
#include "panels/output/outputpanel.h"
#include "panels/output/terminalfeed.h"
#include "panels/output/terminallinks.h"
#include "panels/output/termwidget.h"

#include <QAction>
#include <QDir>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QLoggingCategory>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace looptide;
using panels::OutputPanel;

// A terminal that is blocked takes many seconds; sanitizers and a busy machine make a turn of 8 ms
// a second long.
constexpr qint64 longestTurnMs = 3000;

class OutputPanelTest : public QObject
{
    Q_OBJECT

    static QWidget *display(const OutputPanel &panel)
    {
        for (QWidget *child : panel.findChildren<QWidget *>()) {
            if (child->inherits("Konsole::TerminalDisplay"))
                return child;
        }
        return nullptr;
    }
    // Points at every cell until one is a link.
    static QPoint findLink(const OutputPanel &panel)
    {
        auto *links = panel.findChild<panels::TerminalLinks *>();
        const QSize size = display(panel)->size();
        for (int y = 8; y < size.height(); y += 8) {
            for (int x = 8; x < size.width(); x += 16) {
                if (links->linkAt({ x, y }))
                    return { x, y };
            }
        }
        return {};
    }
    static qsizetype pixelsOf(const OutputPanel &panel, const QColor &color)
    {
        const QImage image = display(panel)->grab().toImage().convertToFormat(QImage::Format_RGB32);
        const auto *pixels = reinterpret_cast<const QRgb *>(image.constBits());
        return std::count(pixels, pixels + image.width() * image.height(), color.rgb());
    }
    static void open(OutputPanel *panel)
    {
        panel->resize(900, 300);
        panel->show();
        QVERIFY(QTest::qWaitForWindowExposed(panel));
    }

private Q_SLOTS:
    // Qt tells of each font that does not have one of the many scripts.
    void initTestCase()
    {
        QLoggingCategory::setFilterRules(QStringLiteral("qt.text.font.db=false"));
    }

    void findKeepsTheEmptyStateUntilThereIsOutput()
    {
        OutputPanel panel;
        open(&panel);
        auto *find = panel.findChild<QAction *>(QStringLiteral("output.find"));
        find->trigger();
        QVERIFY(!display(panel));
        panel.appendOutput("x");
        find->trigger();
        QVERIFY(display(panel)->isVisible());
        QTRY_VERIFY(panel.findChild<QLineEdit *>()->isVisible());
    }

    void whatIsNotFoundIsReadableInADarkTheme()
    {
        OutputPanel panel;
        QPalette dark = panel.palette();
        dark.setColor(QPalette::Base, Qt::black);
        dark.setColor(QPalette::Text, Qt::white);
        panel.setPalette(dark);
        open(&panel);
        panel.appendOutput("x");
        panel.findChild<QAction *>(QStringLiteral("output.find"))->trigger();
        auto *field = panel.findChild<QLineEdit *>();
        const auto isLight = [field](QPalette::ColorRole role) {
            return field->palette().color(role).lightness() > 128;
        };
        QVERIFY(!isLight(QPalette::Base));
        QTest::keyClicks(field, QStringLiteral("zz"));
        QTRY_VERIFY(isLight(QPalette::Base)); // the library's light red
        QVERIFY(!isLight(QPalette::Text));
        field->setPalette(dark); // as the library does when it finds something
        QVERIFY(isLight(QPalette::Text));
    }

    void makesNoTerminalBeforeThereIsOutput()
    {
        OutputPanel panel;
        open(&panel);
        QVERIFY(!display(panel));
        panel.appendOutput("x");
        QVERIFY(display(panel));
    }

    void showsWhatTheProgramWrites()
    {
        OutputPanel panel;
        open(&panel);
        panel.beginRun(QStringLiteral("node app.js"), QStringLiteral("/tmp/x"));
        panel.appendOutput("first line\r\nsecond \x1b[31mred\x1b[0m\r\nno end");
        core::RunResult result;
        result.exitCode = 3;
        result.durationMs = 1200;
        panel.endRun(result);
        QTRY_VERIFY(
            panel.visibleText().contains(QStringLiteral("Exited with code 3 after 1.20 s")));
        const QString text = panel.visibleText();
        QVERIFY2(text.contains(QStringLiteral("▶ node app.js")), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("first line\nsecond red\nno end\n■")),
                 qPrintable(text));
    }

    void showsErrorsInATint_data()
    {
        QTest::addColumn<QColor>("base");
        QTest::addColumn<QColor>("text");
        QTest::addColumn<QColor>("tint");
        QTest::newRow("dark") << QColor(Qt::black) << QColor(213, 218, 227)
                              << QColor(255, 154, 156);
        QTest::newRow("light") << QColor(Qt::white) << QColor(31, 36, 48) << QColor(213, 59, 68);
    }
    void showsErrorsInATint()
    {
        QFETCH(const QColor, base);
        QFETCH(const QColor, text);
        QFETCH(const QColor, tint);
        OutputPanel panel;
        QPalette palette = panel.palette();
        palette.setColor(QPalette::Base, base);
        panel.setPalette(palette);
        open(&panel);
        panel.beginRun(QStringLiteral("node"), {});
        // In reverse the colour of the text fills the cell.
        const QByteArray line = "\x1b[7mXXXX\x1b[0m\r\n";
        panel.appendOutput(line + line, { { line.size(), line.size() } });
        panel.appendOutput("end\r\n");
        QTRY_VERIFY(panel.visibleText().contains(QStringLiteral("XXXX\nXXXX\nend\n")));
        QTRY_VERIFY(pixelsOf(panel, tint) > 100);
        QVERIFY(pixelsOf(panel, text) > 100);
        panel.clear();
        panel.appendOutput(line);
        QTRY_COMPARE(pixelsOf(panel, tint), 0);
        QTRY_VERIFY(pixelsOf(panel, text) > 100);
    }

    void faintTextIsFainter_data() { showsErrorsInATint_data(); }
    void faintTextIsFainter()
    {
        QFETCH(const QColor, base);
        QFETCH(const QColor, text);
        QFETCH(const QColor, tint);
        OutputPanel panel;
        QPalette palette = panel.palette();
        palette.setColor(QPalette::Base, base);
        panel.setPalette(palette);
        open(&panel);
        const QByteArray line = "\x1b[2;7mXXXX\x1b[0m\r\n";
        panel.appendOutput(line + line, { { line.size(), line.size() } });
        QTRY_VERIFY(pixelsOf(panel, QColor(200, 112, 117)) > 100);
        QCOMPARE(pixelsOf(panel, tint), 0);
        QVERIFY(pixelsOf(panel, text) < 100); // of the cursor
    }

    // What is skipped ends in the middle of a part that comes from the other stream.
    void skipsOldOutputOfBothStreams()
    {
        OutputPanel panel;
        open(&panel);
        panel.beginRun(QStringLiteral("node"), {});
        auto *feed = panel.findChild<panels::TerminalFeed *>();
        feed->setLimit(100'000);
        QByteArray output;
        core::ByteRanges errors;
        for (int i = 0; i < 10'000; ++i) {
            const QByteArray line = "line " + QByteArray::number(i) + "\r\n";
            if (i % 2)
                errors.append({ output.size(), line.size() });
            output += line;
        }
        panel.appendOutput(output, errors);
        panel.appendOutput("THE END\r\n");
        QVERIFY(feed->pendingBytes() < 110'000);
        QTRY_VERIFY(panel.visibleText().contains(QStringLiteral("THE END")));
        const QString text = panel.visibleText();
        QVERIFY(text.contains(QStringLiteral("of output skipped")));
        QVERIFY(text.contains(QStringLiteral("line 9998\nline 9999\nTHE END")));
        QCOMPARE(feed->pendingBytes(), 0);
    }

    void followsTheOutputOfARestart()
    {
        OutputPanel panel;
        open(&panel);
        panel.beginRun(QStringLiteral("node"), {});
        panel.appendOutput(QByteArray("line\r\n").repeated(60));
        const auto *bar = display(panel)->findChild<QScrollBar *>();
        // The display has caught up with the text: a line of ours, 60 lines, the caret's.
        QTRY_COMPARE(bar->maximum(), 62 - panel.terminalSize().height());
        QSignalSpy ranges(bar, &QScrollBar::rangeChanged);
        for (int i = 1; i <= 5; ++i) {
            panel.appendOutput("up " + QByteArray::number(i) + "\r\n");
            panel.endRun({});
            panel.beginAgain(QStringLiteral("node"), {}, {});
        }
        panel.appendOutput("up at last\r\n");
        QCOMPARE(panel.findChild<panels::TerminalFeed *>()->pendingBytes(), 0);
        QVERIFY(ranges.isEmpty());
        QTRY_VERIFY(!ranges.isEmpty()); // it has caught up again
        QCOMPARE(bar->value(), bar->maximum());
        QVERIFY(panel.visibleText().contains(QStringLiteral("up at last")));
        QVERIFY(panel.findChild<QAction *>(QStringLiteral("output.follow"))->isChecked());
    }

    void sendsKeysOnlyWhileSomethingRuns()
    {
        OutputPanel panel;
        open(&panel);
        QSignalSpy typed(&panel, &OutputPanel::inputTyped);
        panel.beginRun(QStringLiteral("node"), {});
        QTest::keyClicks(display(panel), QStringLiteral("hi"));
        QTest::keyClick(display(panel), Qt::Key_Return);
        QTest::keyClick(display(panel), Qt::Key_C, Qt::ControlModifier);
        QByteArray bytes;
        for (const auto &call : typed)
            bytes += call.value(0).toByteArray();
        QCOMPARE(bytes, QByteArray("hi\r\x03"));
        panel.endRun({});
        typed.clear();
        QTest::keyClicks(display(panel), QStringLiteral("late"));
        QVERIFY(typed.isEmpty());
    }

    void doesNotTakeOutputForInput()
    {
        OutputPanel panel;
        open(&panel);
        panel.beginRun(QStringLiteral("node"), {});
        QSignalSpy typed(&panel, &OutputPanel::inputTyped);
        panel.appendOutput("a\r\nb\r\n");
        QTRY_VERIFY(panel.visibleText().contains(QStringLiteral("a\nb\n")));
        QVERIFY(typed.isEmpty());
    }

    void opensTheFileOfAStackTrace()
    {
        QTemporaryDir dir;
        QFile file(dir.filePath(QStringLiteral("app.js")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        OutputPanel panel;
        open(&panel);
        panel.appendOutput("    at main (" + QFile::encodeName(file.fileName()) + ":3:9)\r\n");
        QTRY_VERIFY(!findLink(panel).isNull());
        QSignalSpy opened(&panel, &OutputPanel::fileLinkActivated);
        const QPoint place = findLink(panel);
        QTest::mouseMove(display(panel), place);
        QTest::mouseClick(display(panel), Qt::LeftButton, {}, place);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened[0][0].toString(), file.fileName());
        QCOMPARE(opened[0][1].toInt(), 3);
        QCOMPARE(opened[0][2].toInt(), 9);
    }

    void findsALinkThatFillsSeveralRows()
    {
        QTemporaryDir dir;
        const QString folder = dir.filePath(QString(150, u'd'));
        QVERIFY(QDir().mkpath(folder));
        QFile file(folder + QStringLiteral("/app.js"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        OutputPanel panel;
        open(&panel);
        panel.appendOutput(QFile::encodeName(file.fileName()) + ":3:9\r\n");
        QTRY_VERIFY(!findLink(panel).isNull());
        const auto link = panel.findChild<panels::TerminalLinks *>()->linkAt(findLink(panel));
        QCOMPARE(link->path, file.fileName());
        QCOMPARE(link->column, 9);
    }

    void makesNoLinkOfAFileThatIsNotThere()
    {
        OutputPanel panel;
        open(&panel);
        panel.appendOutput("at /no/such/file.js:1:1\r\n");
        QTRY_VERIFY(panel.visibleText().contains(QStringLiteral("file.js")));
        QVERIFY(findLink(panel).isNull());
    }

    void opensAnAddress()
    {
        OutputPanel panel;
        open(&panel);
        panel.appendOutput("Listening on http://127.0.0.1:3000/\r\n");
        QTRY_VERIFY(!findLink(panel).isNull());
        QSignalSpy opened(&panel, &OutputPanel::urlActivated);
        const QPoint place = findLink(panel);
        QTest::mouseMove(display(panel), place);
        QTest::mouseClick(display(panel), Qt::LeftButton, {}, place);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened[0][0].toUrl(), QUrl(QStringLiteral("http://127.0.0.1:3000/")));
    }

    // More comes at once than may wait: the window answers all the while, the end is right, and
    // what is missing is said.
    void staysResponsiveUnderAFlood()
    {
        OutputPanel panel;
        open(&panel);
        panel.beginRun(QStringLiteral("node"), {});
        panel.findChild<panels::TerminalFeed *>()->setLimit(1'000'000);
        QByteArray chunk;
        for (int i = 0; i < 5000; ++i)
            chunk +=
                "line " + QByteArray::number(i) + " of a program that does not stop printing\r\n";
        for (int i = 0; i < 10; ++i)
            panel.appendOutput(chunk);
        panel.appendOutput("THE END\r\n");
        QVERIFY(panel.findChild<panels::TerminalFeed *>()->pendingBytes() < 1'100'000);
        qint64 longestTurn = 0;
        QElapsedTimer clock;
        QTimer ticks;
        connect(&ticks, &QTimer::timeout, &panel,
                [&] { longestTurn = qMax(longestTurn, clock.restart()); });
        clock.start();
        ticks.start(10);
        const auto ended = [&] { return panel.visibleText().contains(QStringLiteral("THE END")); };
        QTRY_VERIFY_WITH_TIMEOUT(ended(), 240'000);
        QVERIFY2(longestTurn < longestTurnMs, qPrintable(QString::number(longestTurn)));
        QVERIFY(panel.visibleText().contains(QStringLiteral("of output skipped")));
    }

    // Title changes, resizes of the window, colour changes, mouse modes, reports: none may reach
    // the window or be left behind for the next run.
    void survivesHostileSequences()
    {
        OutputPanel panel;
        open(&panel);
        const QSize size = panel.size();
        panel.beginRun(QStringLiteral("node"), {});
        panel.appendOutput(
            "\x1b]0;owned\x07\x1b]52;c;aGk=\x07\x1b[8;500;500t\x1b[?3h\x1b[?1003h"
            "\x1b[?25l\x1b[5;6r\x1b[?1049h\x1bP$q\x1b\\\x1b[99999999999999999m\x1b[");
        panel.endRun({});
        panel.beginRun(QStringLiteral("node second.js"), {});
        panel.appendOutput("\r\nstill readable\r\n");
        QTRY_VERIFY(panel.visibleText().contains(QStringLiteral("still readable")));
        QCOMPARE(panel.size(), size);
        QVERIFY(panel.minimumSizeHint().width() < 400);
        QVERIFY(!panel.window()->windowTitle().contains(QStringLiteral("owned")));
    }

    // What the terminal may answer: where the cursor is, that it is well, what it is.
    void answersQuestionsOnly()
    {
        OutputPanel panel;
        open(&panel);
        panel.beginRun(QStringLiteral("node"), {});
        QSignalSpy typed(&panel, &OutputPanel::inputTyped);
        panel.appendOutput("\x1b]0;touch /tmp/x\r\n\x07\x1b[21t\x1b[20t\x1b[18t\x1b[14t\x1b]l\x07"
                           "\x1b]52;c;?\x07\x1b]10;?\x07\x1b]11;?\x07\x1b]4;1;?\x07\x1b]50;?\x07"
                           "\x1bP$qm\x1b\\\x1bP+q544e\x1b\\\x1b[?15n\x1b[?25n\x1b[?26n\x1b[?1$p"
                           "\x1b[1;1;1;1;1;1*y\x1b[5i\x1b[4i\x1b[=c\x1b[>q\x05\x1bZ"
                           "\x1b[5n\x1b[6n\x1b[c\x1b[>c\x1b[xTHE END\r\n");
        QTRY_VERIFY(panel.visibleText().contains(QStringLiteral("THE END")));
        QByteArray bytes;
        for (const auto &call : typed)
            bytes += call.value(0).toByteArray();
        static const QRegularExpression reports(
            QStringLiteral("^(\x1b\\[(0n|\\d+;\\d+R|[?>][\\d;]+c|\\?[\\d;]+\\$y|[\\d;]+x))+$"));
        QVERIFY2(reports.match(QString::fromLatin1(bytes)).hasMatch(), bytes.toPercentEncoding());
        panel.endRun({});
        typed.clear();
        panel.appendOutput("\x1b[6nTHE LAST\r\n");
        QTRY_VERIFY(panel.visibleText().contains(QStringLiteral("THE LAST")));
        QVERIFY(typed.isEmpty());
    }

    // Whatever a program left unfinished, what comes after it can be read.
    void nextRunCanBeRead_data()
    {
        QTest::addColumn<QByteArray>("left");
        QTest::newRow("a title without an end") << QByteArray("\x1b]0;");
        QTest::newRow("a picture without an end") << QByteArray("\x1bPq~~~");
        QTest::newRow("half a sequence") << QByteArray("\x1b[12;");
        QTest::newRow("half a character") << QByteArray("\xf0\x9f");
        QTest::newRow("line drawing") << QByteArray("\x1b(0");
        QTest::newRow("other line drawing") << QByteArray("\x1b)0\x0e");
        QTest::newRow("alternate screen") << QByteArray("\x1b[?1049h");
        QTest::newRow("insertion") << QByteArray("\x1b[4h");
        QTest::newRow("origin and region") << QByteArray("\x1b[3;4r\x1b[?6h");
        QTest::newRow("no wrapping") << QByteArray("\x1b[?7l");
    }
    void nextRunCanBeRead()
    {
        QFETCH(const QByteArray, left);
        OutputPanel panel;
        open(&panel);
        panel.beginRun(QStringLiteral("node"), {});
        panel.appendOutput("first\r\n" + left);
        panel.endRun({});
        panel.beginRun(QStringLiteral("node quick.js"), {});
        panel.appendOutput("second lqk\r\n");
        const QString expected = QStringLiteral("▶ node quick.js");
        QTRY_VERIFY2(panel.visibleText().contains(expected), qPrintable(panel.visibleText()));
        const QString text = panel.visibleText();
        QVERIFY2(text.contains(QStringLiteral("\nsecond lqk\n")), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("first")), qPrintable(text));
    }

    // A flood of each of these: the window answers, who prints is asked to wait, and the rest
    // comes.
    void staysResponsiveUnder_data()
    {
        QTest::addColumn<QByteArray>("flood");
        const auto row = [](const char *name, const QByteArray &unit) {
            QTest::newRow(name) << unit.repeated(400'000 / unit.size());
        };
        row("lines", "\n");
        row("bells", "\x07");
        row("zeros", QByteArray(1, '\0'));
        row("bytes that are not UTF-8", "\xff\xfe\x80\xc3");
        row("many scripts", "aбωאب݀ހ߀कকਕકକதతಕകකกກཀကაᄀአᎠᐁᚁᚠកᠠ한漢あア😀");
        row("one line", "x");
        row("accents on one character", "\xcc\x81");
        row("repetitions", "x\x1b[999b");
        row("too many repetitions", "x\x1b[40959b");
        row("new sizes", "\x1b[8;4000;4000t\x1b[8;24;80t");
        row("132 columns", "\x1b[?40h\x1b[?3h\x1b[?3l");
        row("resets",
            "\x1b"
            "c");
        row("titles", "\x1b]0;abc\x07");
        row("settings", "\x1b]1234567;abc\x07");
        row("pictures", "\x1bPq~~~~@@@@\x1b\\");
        row("insertions", "\x1b[H\x1b[40959@");
        row("large numbers", "\x1b[99999999999;99999999999H");
        row("questions", "\x1b[6n\x1b[c");
    }
    void staysResponsiveUnder()
    {
        QFETCH(const QByteArray, flood);
        OutputPanel panel;
        open(&panel);
        panel.beginRun(QStringLiteral("node"), {});
        QTRY_VERIFY(panel.visibleText().contains(QStringLiteral("node")));
        const QSize size = panel.terminalSize();
        qint64 longestTurn = 0;
        QElapsedTimer clock;
        QTimer ticks;
        connect(&ticks, &QTimer::timeout, &panel,
                [&] { longestTurn = qMax(longestTurn, clock.restart()); });
        clock.start();
        ticks.start(10);
        auto *feed = panel.findChild<panels::TerminalFeed *>();
        panel.appendOutput(flood.first(flood.size() / 8)); // whole units, or nearly
        QTRY_COMPARE_WITH_TIMEOUT(feed->pendingBytes(), 0, 240'000);
        QVERIFY2(longestTurn < longestTurnMs, qPrintable(QString::number(longestTurn)));
        QCOMPARE(panel.terminalSize(), size);
        panel.endRun({});
        panel.appendOutput("THE END\r\n");
        QTRY_VERIFY(panel.visibleText().contains(QStringLiteral("THE END")));
    }

    // As with a QTermWidget that takes bytes by no other way.
    void feedsATerminalByItsTty()
    {
        QWidget window;
        window.resize(900, 300);
        auto *terminal = new QTermWidget(0, &window);
        terminal->setGeometry(window.rect());
        terminal->setHistorySize(100'000);
        terminal->startTerminalTeletype();
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        panels::TerminalFeed feed(terminal, nullptr, panels::TerminalFeed::Way::Tty);
        feed.append("first\nstair\r\n" + QByteArray("a line of output\r\n").repeated(20'000));
        feed.append("\xd7\x90 THE END");
        QTRY_COMPARE_WITH_TIMEOUT(feed.pendingBytes(), 0, 60'000);
        QTRY_COMPARE_WITH_TIMEOUT(terminal->historyLinesCount() + terminal->screenLinesCount(),
                                  20'003, 60'000);
    }

    void asksWhoPrintsToWait()
    {
        OutputPanel panel;
        open(&panel);
        panel.beginRun(QStringLiteral("node"), {});
        QSignalSpy hold(&panel, &OutputPanel::outputHoldRequested);
        panel.appendOutput(QByteArray("a line of output\r\n").repeated(50'000));
        QCOMPARE(hold.size(), 1);
        QCOMPARE(hold.first().first().toBool(), true);
        QTRY_COMPARE(hold.size(), 2);
        QCOMPARE(hold.last().first().toBool(), false);
    }

    void clearsEverything()
    {
        OutputPanel panel;
        open(&panel);
        panel.appendOutput("something\r\n");
        QTRY_VERIFY(panel.visibleText().contains(QStringLiteral("something")));
        panel.clear();
        QTRY_VERIFY(!panel.visibleText().contains(QStringLiteral("something")));
    }

    void tellsItsSizeInCharacters()
    {
        OutputPanel panel;
        open(&panel);
        QSignalSpy resized(&panel, &OutputPanel::terminalResized);
        panel.beginRun(QStringLiteral("node"), {});
        QTRY_VERIFY(!resized.isEmpty());
        panel.resize(500, 300);
        QTRY_VERIFY(resized.size() > 1);
        QVERIFY(resized.last()[0].toInt() < resized.first()[0].toInt());
    }
};

QTEST_MAIN(OutputPanelTest)
#include "tst_outputpanel.moc"
