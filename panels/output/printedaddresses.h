// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QUrl>

namespace looptide::models {

// The web addresses of this machine that a program prints ("Local: http://localhost:5173/"): the
// only thing known about the servers of a program that is not recorded. A value that is fed with
// output as it comes. Output is hostile text: at most maximumAddresses are kept, one for each port,
// and a line counts up to longestLine bytes.
class PrintedAddresses
{
public:
    static constexpr qsizetype maximumAddresses = 8;
    static constexpr qsizetype longestLine = 4096;

    // Whether an address was found that was not known.
    bool add(const QByteArray &output);
    void clear();
    // In the order in which they were printed first.
    const QList<QUrl> &urls() const { return m_urls; }

private:
    void addLine(QByteArrayView line);

    QByteArray m_line; // begun, without its end
    QList<QUrl> m_urls;
};

} // namespace looptide::models
