// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/output/printedaddresses.h"

#include "panels/output/outputlinks.h"

#include <QRegularExpression>

#include <algorithm>

namespace looptide::models {

namespace {

// Vite prints "http://localhost:" and the port in bold.
QString withoutSequences(QByteArrayView line)
{
    static const QRegularExpression sequences(QStringLiteral(
        R"(\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[ -/]*[0-Z\\^-~])"));
    return QString::fromUtf8(line).remove(sequences);
}

// What a browser on this machine opens; empty when the address is not of this machine.
QUrl localUrl(QUrl url)
{
    static const QRegularExpression loopback(
        QStringLiteral(R"(\A(?:(?:.+\.)?localhost|127(?:\.\d{1,3}){3}|::1)\z)"));
    const QString host = url.host(); // in lower case, addresses in their shortest form
    if (host == QLatin1StringView("0.0.0.0") || host == QLatin1StringView("::"))
        url.setHost(QStringLiteral("localhost")); // what listens on all addresses
    else if (!loopback.match(host).hasMatch())
        return {};
    return url.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

int portOf(const QUrl &url)
{
    return url.port(url.scheme() == QLatin1StringView("https") ? 443 : 80);
}

} // namespace

bool PrintedAddresses::add(const QByteArray &output)
{
    const auto known = m_urls.size();
    const qsizetype lastEnd = output.lastIndexOf('\n');
    if (lastEnd >= 0) {
        const QByteArray lines = m_line + output.first(lastEnd);
        m_line.clear();
        // Nearly all output has none, and a million lines must not cost a look at each.
        for (qsizetype at = lines.indexOf("http"); at >= 0 && m_urls.size() < maximumAddresses;) {
            const qsizetype begin = lines.lastIndexOf('\n', at) + 1;
            const qsizetype end = lines.indexOf('\n', at);
            const qsizetype length = (end < 0 ? lines.size() : end) - begin;
            addLine(QByteArrayView(lines).sliced(begin, std::min(length, longestLine)));
            at = end < 0 ? -1 : lines.indexOf("http", end);
        }
    }
    m_line += output.sliced(lastEnd + 1)
                  .first(std::min(output.size() - lastEnd - 1, longestLine - m_line.size()));
    return m_urls.size() != known;
}

void PrintedAddresses::addLine(QByteArrayView line)
{
    const QList<OutputLink> links = findOutputLinks(withoutSequences(line));
    for (const OutputLink &link : links) {
        const QUrl url = link.url.isEmpty() ? QUrl() : localUrl(link.url);
        const bool isKnown = std::ranges::any_of(
            m_urls, [&](const QUrl &other) { return portOf(other) == portOf(url); });
        if (!url.isEmpty() && !isKnown && m_urls.size() < maximumAddresses)
            m_urls.append(url);
    }
}

void PrintedAddresses::clear()
{
    m_line.clear();
    m_urls.clear();
}

} // namespace looptide::models
