// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/records.h"

#include <QColor>
#include <QStringView>

class QPalette;

namespace looptide::models {

// Every colour that carries a meaning, for a dark or a light palette: the one place where they are
// chosen. A small value; make one from palette() where something is painted. Lines and fills have a
// contrast of at least 3 to the base colour, text colours 4.5. The phases stay apart for people
// with protanopia and deuteranopia (hues after Okabe and Ito), and never carry a meaning alone.
class Theme
{
public:
    struct Shade; // one meaning on a dark and on a light surface

    explicit Theme(const QPalette &palette);

    bool isDark() const { return m_dark; }

    QColor phase(trace::LoopPhase phase) const;
    QColor microtasks() const;
    QColor garbageCollection() const;
    QColor utilisation() const; // plot line
    QColor lag() const; // plot line

    // By class: 2xx, 3xx, ...; 0 is an exchange without a response. For text.
    QColor httpStatus(int status) const;
    QColor httpMethod(QStringView method) const;

    QColor good() const;
    QColor warning() const;
    QColor error() const;
    QColor accent() const;

    QColor base() const { return m_base; }
    QColor text() const { return m_text; }
    QColor mutedText() const; // second-rank text
    QColor grid() const; // lines of plots, borders of cards
    QColor card() const; // a surface slightly raised from base
    // The colour faded into the base, for past data (the last run's figures).
    QColor dimmed(const QColor &color) const;

    // WCAG 2 contrast ratio, 1..21.
    static double contrast(const QColor &a, const QColor &b);
    // amount: 0 gives a, 1 gives b.
    static QColor mix(const QColor &a, const QColor &b, double amount);

private:
    QColor pick(const Shade &shade) const;

    QColor m_base;
    QColor m_text;
    bool m_dark;
};

} // namespace looptide::models
