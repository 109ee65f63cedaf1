// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/common/theme.h"
#include "panels/output/readablecolors.h"

#include <QRegularExpression>
#include <QSettings>
#include <QTest>

using namespace looptide;
using namespace Qt::StringLiterals;
using models::ReadableColors;
using models::TextSource;
using models::Theme;

class ReadableColorsTest : public QObject
{
    Q_OBJECT

    static QByteArray codeOf(int color, int base) // base: 30 or 40
    {
        return QByteArray::number(color < 8 ? base + color : base + 60 + color - 8);
    }
    // The last RGB colour that is set; base: 38 or 48.
    static QColor lastRgb(const QByteArray &text, int base)
    {
        QColor color;
        const QRegularExpression rgb(u"[\\[;]%1;2;(\\d+);(\\d+);(\\d+)(?=[;m])"_s.arg(base));
        auto it = rgb.globalMatch(QString::fromLatin1(text));
        while (it.hasNext()) {
            const auto match = it.next();
            color = QColor(match.capturedView(1).toInt(), match.capturedView(2).toInt(),
                           match.capturedView(3).toInt());
        }
        return color;
    }

private Q_SLOTS:
    void everyPairOfThe16ColoursCanBeRead()
    {
        for (int background = 0; background < 16; ++background) {
            for (int text = -1; text < 16; ++text) {
                for (const QByteArray &bold : { QByteArray("0"), QByteArray("1") }) {
                    const QByteArray set = "\x1b[" + bold + ";" + codeOf(background, 40) + ";"
                        + (text < 0 ? QByteArray("39") : codeOf(text, 30)) + "mtext";
                    const QByteArray corrected = ReadableColors().correct(set);
                    const QColor ink = lastRgb(corrected, 38);
                    const QColor paper = lastRgb(corrected, 48);
                    QVERIFY2(ink.isValid() && paper.isValid(), corrected.constData());
                    if (text == background)
                        QCOMPARE(ink, paper);
                    else
                        QVERIFY2(Theme::contrast(ink, paper) >= 4.5, corrected.constData());
                }
            }
        }
    }

    void brightWhiteOnBlueIsWhiteOnBlue()
    {
        for (const char *set : { "\x1b[97;44m", "\x1b[1;37;44m", "\x1b[44m\x1b[97m" }) {
            const QByteArray corrected = ReadableColors().correct(set);
            QCOMPARE(lastRgb(corrected, 38), QColor(Qt::white));
            QCOMPARE(lastRgb(corrected, 48), ReadableColors::fixedColor(4));
        }
    }

    void textWithoutBackgroundIsTheThemes_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("plain") << QByteArray("plain\r\n");
        QTest::newRow("colours") << QByteArray("\x1b[1;31mred\x1b[0m \x1b[38;5;208mx\x1b[m");
        QTest::newRow("RGB") << QByteArray("\x1b[38;2;48;44;44mx\x1b[38:2::48:44:44mx");
        QTest::newRow("underline styles") << QByteArray("\x1b[4:3mx\x1b[4:0m");
        QTest::newRow("other sequences") << QByteArray("\x1b[2J\x1b[44;1H\x1b(B\x1b");
    }
    void textWithoutBackgroundIsTheThemes()
    {
        QFETCH(const QByteArray, text);
        QCOMPARE(ReadableColors().correct(text), text);
    }

    void coloursThatTheProgramChoseItselfStay_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("256") << QByteArray("\x1b[38;5;17;48;5;18mx");
        QTest::newRow("RGB") << QByteArray("\x1b[38;2;1;2;3;48;2;4;5;6mx");
        QTest::newRow("colons") << QByteArray("\x1b[38:2::1:2:3;48:5:20mx");
    }
    void coloursThatTheProgramChoseItselfStay()
    {
        QFETCH(const QByteArray, text);
        QCOMPARE(ReadableColors().correct(text), text);
    }

    void textOnABackgroundOf256ColoursCanBeRead()
    {
        for (int background = 16; background < 256; ++background) {
            const QByteArray corrected =
                ReadableColors().correct("\x1b[48;5;" + QByteArray::number(background) + "m");
            QVERIFY(Theme::contrast(lastRgb(corrected, 38), ReadableColors::fixedColor(background))
                    >= 4.5);
        }
    }

    void theTextsColourComesBackWithTheBackground_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("end");
        QTest::newRow("green") << QByteArray("\x1b[32m") << QByteArray("\x1b[49m\x1b[32m");
        QTest::newRow("256") << QByteArray("\x1b[38;5;9m") << QByteArray("\x1b[49m\x1b[38;5;9m");
        QTest::newRow("default") << QByteArray() << QByteArray("\x1b[49m\x1b[39m");
    }
    void theTextsColourComesBackWithTheBackground()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QByteArray, end);
        ReadableColors colors;
        colors.correct(text + "\x1b[41mx");
        QCOMPARE(colors.correct("\x1b[49m"), end);
        QCOMPARE(colors.correct("\x1b[4m"), "\x1b[4m"_ba);
    }

    void coloursAreSavedWithTheCursor()
    {
        ReadableColors colors;
        colors.correct("\x1b[33;44m\x1b"
                       "7\x1b[0m");
        QCOMPARE(colors.correct("\x1b[4m"), "\x1b[4m"_ba);
        colors.correct("\x1b"
                       "8");
        QVERIFY(colors.correct("\x1b[4m").size() > 4);
    }

    void errorsWithoutAColourAreTinted()
    {
        ReadableColors colors;
        QCOMPARE(colors.changeSource(TextSource::Errors), "\x1b[0m\x1b[91m"_ba);
        QCOMPARE(colors.changeSource(TextSource::Errors), QByteArray());
        for (const QByteArray &set : { "\x1b[0m"_ba, "\x1b[m"_ba, "\x1b[39m"_ba, "\x1b[1m"_ba })
            QCOMPARE(colors.correct(set + "x"), set + "\x1b[91mx");
        for (const QByteArray &own :
             { "\x1b[32mx"_ba, "\x1b[38;5;17mx"_ba, "\x1b[38;2;1;2;3mx"_ba })
            QCOMPARE(colors.correct(own), own);
        QCOMPARE(colors.changeSource(TextSource::Output), "\x1b[0m"_ba);
        QCOMPARE(colors.correct("\x1b[39mx"), "\x1b[39mx"_ba);
    }

    void faintTextIsFainterUntilItEnds()
    {
        ReadableColors colors;
        QCOMPARE(colors.correct("\x1b[2mx\x1b[22my"), "\x1b[2m\x1b[90mx\x1b[22m\x1b[39my"_ba);
        QCOMPARE(colors.correct("\x1b[2mx\x1b[32my"), "\x1b[2m\x1b[90mx\x1b[32m\x1b[32my"_ba);
        colors.changeSource(TextSource::Errors);
        QCOMPARE(colors.correct("\x1b[2mx"), "\x1b[2m\x1b[38;2;200;112;117mx"_ba);
        QCOMPARE(colors.correct("\x1b[22mx"), "\x1b[22m\x1b[91mx"_ba);
    }

    void errorsOnABackgroundCanBeRead()
    {
        ReadableColors colors;
        colors.changeSource(TextSource::Errors);
        const QByteArray corrected = colors.correct("\x1b[41m");
        QVERIFY(Theme::contrast(lastRgb(corrected, 38), lastRgb(corrected, 48)) >= 4.5);
        QCOMPARE(colors.correct("\x1b[49m"), "\x1b[49m\x1b[91m"_ba);
    }

    void eachStreamKeepsItsColours()
    {
        ReadableColors colors;
        colors.correct("\x1b[1;32;48;5;100m\x1b[22;3;7m");
        QCOMPARE(colors.changeSource(TextSource::Errors), "\x1b[0m\x1b[91m"_ba);
        colors.correct("\x1b[2;4m");
        QVERIFY(colors.changeSource(TextSource::Output).startsWith("\x1b[0;3;7;32;48;5;100m"));
        QCOMPARE(colors.changeSource(TextSource::Errors), "\x1b[0;2;4m\x1b[38;2;200;112;117m"_ba);
    }

    void textOfTheWindowEndsTheProgramsColours()
    {
        ReadableColors colors;
        colors.correct("\x1b[32m");
        colors.changeSource(TextSource::Errors);
        colors.correct("\x1b[33m");
        QCOMPARE(colors.changeSource(TextSource::Window), "\x1b[0m"_ba);
        QCOMPARE(colors.correct("\x1b[3mx"), "\x1b[3mx"_ba);
        QCOMPARE(colors.changeSource(TextSource::Output), "\x1b[0m"_ba);
        QCOMPARE(colors.changeSource(TextSource::Errors), "\x1b[0m\x1b[91m"_ba);
    }

    void theTintIsNotSavedForTheOtherStream()
    {
        const QByteArray save = "\x1b\x37";
        const QByteArray restore = "\x1b\x38";
        ReadableColors colors;
        colors.correct("\x1b[32m");
        colors.changeSource(TextSource::Errors);
        QCOMPARE(colors.correct(save + restore), save + restore);
        colors.changeSource(TextSource::Output);
        QCOMPARE(colors.correct(restore), restore + "\x1b[0m");
    }

    void aThemesColoursCanBeReadOnItsBackground_data()
    {
        QTest::addColumn<QString>("theme");
        QTest::newRow("dark") << u"dark"_s;
        QTest::newRow("light") << u"light"_s;
    }
    void aThemesColoursCanBeReadOnItsBackground()
    {
        QFETCH(const QString, theme);
        Q_INIT_RESOURCE(terminal);
        const QSettings scheme(u":/terminal/looptide-%1.colorscheme"_s.arg(theme),
                               QSettings::IniFormat);
        const auto color = [&scheme](const QString &name) {
            const QStringList parts = scheme.value(name + u"/Color"_s).toStringList();
            return QColor(parts.value(0).toInt(), parts.value(1).toInt(), parts.value(2).toInt());
        };
        const QColor background = color(u"Background"_s);
        QStringList names { u"Foreground"_s };
        for (int i = 0; i < 8; ++i)
            names.append(u"Color%1"_s.arg(i));
        for (const QString &name : std::as_const(names)) {
            for (const QString &kind : { u""_s, u"Intense"_s })
                QVERIFY2(Theme::contrast(color(name + kind), background) >= 4.5,
                         qPrintable(name + kind));
        }
        ReadableColors errors;
        errors.changeSource(TextSource::Errors);
        const double faint = Theme::contrast(lastRgb(errors.correct("\x1b[2m"), 38), background);
        QVERIFY2(faint >= 3, qPrintable(QString::number(faint)));
        QVERIFY(faint < Theme::contrast(color(u"Color1Intense"_s), background));
    }
};

QTEST_GUILESS_MAIN(ReadableColorsTest)
#include "tst_readablecolors.moc"
