// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace looptide::models {

// The part of time that the timeline shows, and what of it is selected: the one owner of both.
// Times are those of records, in nanoseconds. Thread: GUI.
class TimelineRange : public QObject
{
    Q_OBJECT
public:
    static constexpr quint64 leastNs = 1'000; // that can be shown
    static constexpr quint64 mostNs = 24ULL * 3600 * 1'000'000'000;
    static constexpr quint64 usualNs = 5'000'000'000;

    explicit TimelineRange(QObject *parent = nullptr) : QObject(parent) { }

    quint64 beginNs() const { return m_beginNs; }
    quint64 endNs() const { return m_beginNs + m_lengthNs; }
    quint64 lengthNs() const { return m_lengthNs; }
    // What can be shown: from the begin of the run to the last known time.
    void setLimits(quint64 beginNs, quint64 endNs);
    quint64 limitBeginNs() const { return m_limitBeginNs; }
    quint64 limitEndNs() const { return m_limitEndNs; }

    // The end of the range stays at the end of time.
    bool isFollowing() const { return m_isFollowing; }
    void setFollowing(bool on);

    void show(quint64 beginNs, quint64 endNs); // follows no more
    // factor below 1 zooms in. aroundNs stays where it is; while following, the end does. Zooming
    // in on what is not at the end follows no more.
    void zoom(double factor, quint64 aroundNs);
    void pan(qint64 byNs); // follows no more
    void showAll();
    // Moves the range so that a piece of time is within it.
    void reveal(quint64 beginNs, quint64 endNs);

    // Empty when the two are equal.
    quint64 selectionBeginNs() const { return m_selectionBeginNs; }
    quint64 selectionEndNs() const { return m_selectionEndNs; }
    bool hasSelection() const { return m_selectionEndNs > m_selectionBeginNs; }
    void select(quint64 oneNs, quint64 otherNs);

    double xOf(quint64 timeNs, double width) const;
    quint64 timeAt(double x, double width) const;

Q_SIGNALS:
    void changed(); // what is shown
    void followingChanged(bool on);
    void selectionChanged();

private:
    void set(quint64 beginNs, quint64 lengthNs);

    quint64 m_beginNs = 0;
    quint64 m_lengthNs = usualNs;
    quint64 m_limitBeginNs = 0;
    quint64 m_limitEndNs = 0;
    quint64 m_selectionBeginNs = 0;
    quint64 m_selectionEndNs = 0;
    bool m_isFollowing = true;
};

} // namespace looptide::models
