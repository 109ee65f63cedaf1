// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/trace/histogram.h"

#include <QTest>

#include <limits>

using looptide::trace::Histogram;

class tst_Histogram : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anEmptyOneHasNoFigures();
    void smallValuesAreExact();
    void largeValuesAreWithinThreePercent();
    void theMaximumIsExact();
    void clearForgetsAll();
};

void tst_Histogram::anEmptyOneHasNoFigures()
{
    const Histogram histogram;
    QCOMPARE(histogram.count(), 0U);
    QCOMPARE(histogram.maximum(), 0U);
    QCOMPARE(histogram.mean(), 0.);
    QCOMPARE(histogram.percentile(0.5), 0U);
}

void tst_Histogram::smallValuesAreExact()
{
    Histogram histogram;
    for (quint64 value = 1; value <= 20; ++value)
        histogram.add(value);
    QCOMPARE(histogram.count(), 20U);
    QCOMPARE(histogram.mean(), 10.5);
    QCOMPARE(histogram.percentile(0), 1U);
    QCOMPARE(histogram.percentile(0.5), 10U);
    QCOMPARE(histogram.percentile(0.95), 19U);
    QCOMPARE(histogram.percentile(1), 20U);
}

void tst_Histogram::largeValuesAreWithinThreePercent()
{
    for (quint64 value = 100; value < quint64(1) << 62; value = value * 3 + 1) {
        Histogram histogram;
        histogram.add(value);
        histogram.add(std::numeric_limits<quint64>::max()); // so that the maximum bounds nothing
        const auto shown = double(histogram.percentile(0.5));
        QVERIFY2(qAbs(shown - double(value)) <= 0.03 * double(value),
                 qPrintable(QString::number(value)));
    }
}

void tst_Histogram::theMaximumIsExact()
{
    Histogram histogram;
    histogram.add(1'000'003);
    histogram.add(999'999'937);
    QCOMPARE(histogram.maximum(), 999'999'937U);
    QCOMPARE(histogram.percentile(1), 999'999'937U);
}

void tst_Histogram::clearForgetsAll()
{
    Histogram histogram;
    histogram.add(5);
    histogram.clear();
    QCOMPARE(histogram.count(), 0U);
    QCOMPARE(histogram.percentile(1), 0U);
}

QTEST_APPLESS_MAIN(tst_Histogram)
#include "tst_histogram.moc"
