// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/serverconsole/composer/requestdraft.h"

#include <QElapsedTimer>
#include <QNetworkAccessManager>
#include <QObject>
#include <QPointer>

class QNetworkReply;

namespace looptide::models {

// Sends a request of the user, one at a time: no proxy, no cookies of its own, no redirects, no
// cache. It connects only to the address in the URL. Certificates that nobody has signed are
// accepted from this machine, because servers in development have such. Thread: GUI.
class RequestSender : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype longestBody = qsizetype { 8 } << 20;

    struct Response
    {
        QString error; // for the user; empty when a response came
        int status = 0;
        QString statusMessage;
        trace::HttpHeaders headers;
        QByteArray body; // decoded by the network layer
        bool isCut = false; // the body was longer
        quint64 durationNs = 0;
    };

    explicit RequestSender(QObject *parent = nullptr);

    // Cancels the request before. Emits finished() for each call that is not cancelled, also when
    // the URL is not valid.
    void send(const RequestDraft &draft);
    void cancel();
    bool isSending() const { return !m_reply.isNull(); }

Q_SIGNALS:
    void finished(const looptide::models::RequestSender::Response &response);

private:
    void read();
    void finish();
    QString errorText() const;

    QNetworkAccessManager m_network;
    QPointer<QNetworkReply> m_reply;
    QElapsedTimer m_clock;
    Response m_response;
};

} // namespace looptide::models
