// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/common/displaytext.h"
#include "panels/common/theme.h"

#include <QTest>

#include <array>
#include <cmath>

using namespace looptide;
using namespace Qt::StringLiterals;

// What all panels draw and write with: the colours of the theme and the texts of figures.
class tst_Theme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void themeHasContrast_data();
    void themeHasContrast();
    void phasesDifferForColourBlindPeople_data();
    void phasesDifferForColourBlindPeople();
    void figuresAreShort();
};

void tst_Theme::themeHasContrast_data()
{
    QTest::addColumn<QColor>("base");
    QTest::addColumn<QColor>("text");
    QTest::newRow("light") << QColor(Qt::white) << QColor(Qt::black);
    QTest::newRow("light window") << QColor(0xef, 0xf0, 0xf1) << QColor(0x23, 0x26, 0x29);
    QTest::newRow("dark") << QColor(0x1e, 0x1f, 0x22) << QColor(0xe4, 0xe6, 0xeb);
    QTest::newRow("dark window") << QColor(0x2a, 0x2e, 0x32) << QColor(0xfc, 0xfc, 0xfc);
}

void tst_Theme::themeHasContrast()
{
    QFETCH(QColor, base);
    QFETCH(QColor, text);
    QPalette palette;
    palette.setColor(QPalette::Base, base);
    palette.setColor(QPalette::Text, text);
    const models::Theme theme(palette);
    for (int i = 0; i < trace::loopPhaseCount; ++i)
        QVERIFY(models::Theme::contrast(theme.phase(trace::LoopPhase(i)), base) >= 3);
    for (const QColor &line : { theme.utilisation(), theme.lag(), theme.microtasks() })
        QVERIFY(models::Theme::contrast(line, base) >= 3);
    for (int status : { 0, 100, 200, 300, 404, 500 })
        QVERIFY(models::Theme::contrast(theme.httpStatus(status), base) >= 4.5);
    for (const QString &method : { u"GET"_s, u"POST"_s, u"PUT"_s, u"PATCH"_s, u"DELETE"_s, u"X"_s })
        QVERIFY(models::Theme::contrast(theme.httpMethod(method), base) >= 4.5);
    QVERIFY(models::Theme::contrast(theme.mutedText(), base) >= 4.5);
}

void tst_Theme::phasesDifferForColourBlindPeople_data()
{
    themeHasContrast_data();
}

void tst_Theme::phasesDifferForColourBlindPeople()
{
    QFETCH(QColor, base);
    QFETCH(QColor, text);
    QPalette palette;
    palette.setColor(QPalette::Base, base);
    palette.setColor(QPalette::Text, text);
    const models::Theme theme(palette);
    // Deuteranopia after Viénot, Brettel and Mollon (1999), in linear RGB.
    const auto seen = [](const QColor &c) {
        const auto lin = [](double v) { return std::pow(v, 2.2); };
        const double r = lin(c.redF());
        const double g = lin(c.greenF());
        const double b = lin(c.blueF());
        const double y = 0.29275 * r + 0.70725 * g;
        return std::array { y, -0.02234 * r + 0.02234 * g + b };
    };
    for (int a = 0; a < trace::loopPhaseCount; ++a) {
        for (int b = a + 1; b < trace::loopPhaseCount; ++b) {
            const auto first = seen(theme.phase(trace::LoopPhase(a)));
            const auto second = seen(theme.phase(trace::LoopPhase(b)));
            const double distance =
                std::hypot(std::cbrt(first[0]) - std::cbrt(second[0]),
                           std::cbrt(std::max(0., first[1])) - std::cbrt(std::max(0., second[1])));
            QVERIFY2(distance > 0.05, qPrintable(u"%1 %2: %3"_s.arg(a).arg(b).arg(distance)));
        }
    }
}

void tst_Theme::figuresAreShort()
{
    using models::durationText;
    QCOMPARE(durationText(0), u"0 ms"_s);
    QCOMPARE(durationText(500), u"< 1 µs"_s);
    QCOMPARE(durationText(12'340), u"12.3 µs"_s);
    QCOMPARE(durationText(999'400), u"999 µs"_s);
    QCOMPARE(durationText(999'600), u"1.00 ms"_s);
    QCOMPARE(durationText(1'234'000'000), u"1.23 s"_s);
    QCOMPARE(durationText(185'000'000'000), u"3 min 5 s"_s);
    QCOMPARE(durationText(3'983'300'000'000), u"1 h 6 min"_s);
    QCOMPARE(durationText(86'399'000'000'000), u"23 h 59 min"_s);
    QCOMPARE(durationText(180'000'000'000'000), u"2 d 2 h"_s);
    QCOMPARE(models::byteText(999), u"999 B"_s);
    QCOMPARE(models::byteText(1'500), u"1.5 kB"_s);
    QCOMPARE(models::countText(9'999), QLocale().toString(9'999));
    QCOMPARE(models::countText(12'345), u"12.3k"_s);
    QCOMPARE(models::countText(3'100'000), u"3.10M"_s);
}

QTEST_MAIN(tst_Theme)
#include "tst_theme.moc"
