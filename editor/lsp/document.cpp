// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/lsp/document.h"

namespace looptide::lsp {

namespace {

/// More changes than this at once (replace all, for example) are sent as the whole text.
constexpr qsizetype MaxChanges = 500;

} // namespace

Document::Document(const QString &path, const QString &languageId, Source source, QObject *parent)
    : QObject(parent), m_path(path), m_uri(uriOf(path)), m_languageId(languageId),
      m_source(std::move(source))
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(Delay);
    connect(&m_delay, &QTimer::timeout, this, &Document::flush);
}

Document::~Document()
{
    Q_EMIT closed();
}

void Document::change(const Range &range, const QString &text)
{
    if (m_changes.size() >= MaxChanges) {
        changeAll();
        return;
    }
    if (!m_isWhole)
        m_changes.append(QJsonObject { { QStringLiteral("range"), range.toJson() },
                                       { QStringLiteral("text"), text } });
    noteChange();
}

void Document::changeAll()
{
    m_isWhole = true;
    m_changes = {};
    noteChange();
}

void Document::noteChange()
{
    ++m_revision;
    m_hasChanges = true;
    m_delay.start();
    Q_EMIT edited();
}

void Document::flush()
{
    if (!m_hasChanges)
        return;
    m_delay.stop();
    m_hasChanges = false;
    m_isWhole = false;
    ++m_version;
    Q_EMIT flushed(std::exchange(m_changes, {}));
}

QJsonObject Document::identifier() const
{
    return { { QStringLiteral("uri"), m_uri } };
}

} // namespace looptide::lsp
