// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/serverconsole/composer/requestsender.h"

#include "panels/serverconsole/body/bodydecoder.h"

#include <QHostAddress>
#include <QNetworkCookieJar>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>

#include <chrono>
#include <utility>

namespace looptide::models {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto longestWait = 60s;

bool isThisMachine(const QString &host)
{
    return host == "localhost"_L1 || host.endsWith(".localhost"_L1)
        || QHostAddress(host).isLoopback();
}

QNetworkRequest requestOf(const RequestDraft &draft, const QUrl &url)
{
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute,
                         QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setTransferTimeout(longestWait);
    request.setRawHeader("User-Agent", "Looptide");
    request.setRawHeader("Accept", "*/*");
    // Without it, the network layer asks for a language.
    request.setRawHeader("Accept-Language", "*");
    if (!draft.body.isEmpty() && headerValue(draft.headers, "content-type"_L1).isEmpty())
        request.setRawHeader("Content-Type", "text/plain;charset=UTF-8");
    for (const auto &[name, value] : draft.headers)
        request.setRawHeader(name.toLatin1(), value.toUtf8());
    return request;
}

} // namespace

RequestSender::RequestSender(QObject *parent) : QObject(parent)
{
    m_network.setProxy(QNetworkProxy::NoProxy);
    m_network.setAutoDeleteReplies(false);
}

void RequestSender::send(const RequestDraft &draft)
{
    cancel();
    m_response = {};
    const QUrl url(draft.url.trimmed(), QUrl::TolerantMode);
    const bool isHttp = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    if (!url.isValid() || !isHttp || url.host().isEmpty()) {
        m_response.error =
            tr("This is not a complete URL. It begins with http:// or https:// and a host.");
        Q_EMIT finished(m_response);
        return;
    }
    m_clock.start();
    m_reply =
        m_network.sendCustomRequest(requestOf(draft, url), draft.method.toLatin1(), draft.body);
    connect(m_reply, &QNetworkReply::readyRead, this, &RequestSender::read);
    connect(m_reply, &QNetworkReply::finished, this, &RequestSender::finish);
    if (isThisMachine(url.host()))
        m_reply->ignoreSslErrors();
}

void RequestSender::cancel()
{
    if (QNetworkReply *reply = m_reply) {
        m_reply = nullptr;
        reply->disconnect(this);
        reply->abort();
        reply->deleteLater();
    }
}

void RequestSender::read()
{
    const qsizetype room = longestBody - m_response.body.size();
    m_response.body += m_reply->read(room);
    if (m_reply->bytesAvailable() == 0)
        return;
    m_response.isCut = true;
    m_reply->abort(); // ends in finish()
}

void RequestSender::finish()
{
    QNetworkReply *reply = m_reply;
    m_response.durationNs = quint64(m_clock.nsecsElapsed());
    m_response.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    m_response.statusMessage =
        reply->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toString();
    for (const auto &[name, value] : reply->rawHeaderPairs())
        m_response.headers.append({ QString::fromUtf8(name), QString::fromUtf8(value) });
    if (reply->isOpen())
        m_response.body += reply->read(longestBody - m_response.body.size());
    if (m_response.status == 0)
        m_response.error = errorText();
    m_reply = nullptr;
    reply->deleteLater();
    Q_EMIT finished(m_response);
}

QString RequestSender::errorText() const
{
    switch (m_reply->error()) {
    case QNetworkReply::ConnectionRefusedError:
        return tr("Nothing listens on %1. Is the program running?").arg(m_reply->url().authority());
    case QNetworkReply::RemoteHostClosedError:
        return tr("The server closed the connection without a response.");
    case QNetworkReply::OperationCanceledError:
    case QNetworkReply::TimeoutError:
        return tr("No response within %1 seconds.").arg(longestWait.count());
    default:
        return m_reply->errorString();
    }
}

} // namespace looptide::models
