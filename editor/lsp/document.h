// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/lsp/types.h"

#include <QJsonArray>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>

namespace looptide::lsp {

/// An open text as servers see it: its address, its language and the changes that they do not know
/// yet. Changes are sent together, when the user pauses or when something is asked.
///
/// Owned by the editor, which reports each change before anything is asked. Thread: GUI.
class Document : public QObject
{
    Q_OBJECT

public:
    /// The complete text; lines end as in the file.
    using Source = std::function<QString()>;

    static constexpr std::chrono::milliseconds Delay { 120 };

    Document(const QString &path, const QString &languageId, Source source,
             QObject *parent = nullptr);
    /// Emits `closed`.
    ~Document() override;

    QString path() const { return m_path; }
    QString uri() const { return m_uri; }
    QString languageId() const { return m_languageId; }
    QString text() const { return m_source(); }
    /// Of the protocol: grows with each flush that has changes.
    int version() const { return m_version; }
    /// Grows with each change. A response for another revision is stale.
    quint64 revision() const { return m_revision; }

    /// The text of a range was replaced.
    void change(const Range &range, const QString &text);
    /// Something changed that cannot be described as a range.
    void changeAll();
    /// Sends what changed, now.
    void flush();
    void setSaved() { Q_EMIT saved(); }

    QJsonObject identifier() const;

Q_SIGNALS:
    /// `changes` as in textDocument/didChange; empty: the whole text.
    void flushed(const QJsonArray &changes);
    void edited();
    void saved();
    void closed();

private:
    void noteChange();

    QString m_path;
    QString m_uri;
    QString m_languageId;
    Source m_source;
    QJsonArray m_changes;
    bool m_hasChanges = false;
    bool m_isWhole = false;
    int m_version = 1;
    quint64 m_revision = 0;
    QTimer m_delay;
};

} // namespace looptide::lsp
