// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/serverconsole/load/loadrun.h"

#include "runtime/core/installation.h"

#include <QHostAddress>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QUrl>

#include <algorithm>
#include <cmath>
#include <utility>

namespace looptide::models {

using namespace Qt::StringLiterals;

namespace {

quint64 nanoseconds(const QJsonValue &value, double unit)
{
    const double number = value.toDouble();
    return number > 0 && number < 1e15 ? quint64(number * unit) : 0;
}

quint64 countOf(const QJsonValue &value)
{
    return quint64(std::clamp(value.toDouble(), 0.0, 1e15));
}

QByteArray toJson(const LoadPlan &plan)
{
    QJsonObject headers;
    for (const auto &[name, value] : plan.draft.headers)
        headers[name] = value;
    return QJsonDocument(QJsonObject {
                             { u"url"_s, plan.draft.url },
                             { u"method"_s, plan.draft.method },
                             { u"headers"_s, headers },
                             { u"body"_s, QString::fromLatin1(plan.draft.body.toBase64()) },
                             { u"connections"_s, plan.connections },
                             { u"seconds"_s, plan.seconds },
                             { u"rate"_s, plan.rate },
                         })
        .toJson(QJsonDocument::Compact);
}

} // namespace

std::optional<LoadSample> readLoadSample(const QByteArray &line)
{
    constexpr double nsPerMs = 1e6;
    constexpr double nsPerUs = 1e3;
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    if (!object.contains("responses"_L1))
        return {};
    LoadSample sample;
    sample.durationNs = nanoseconds(object["ms"_L1], nsPerMs);
    sample.responses = countOf(object["responses"_L1]);
    sample.failed = countOf(object["failed"_L1]);
    sample.errors = countOf(object["errors"_L1]);
    sample.perSecond = std::max(0.0, object["perSecond"_L1].toDouble());
    sample.p50Ns = nanoseconds(object["p50"_L1], nsPerUs);
    sample.p90Ns = nanoseconds(object["p90"_L1], nsPerUs);
    sample.p99Ns = nanoseconds(object["p99"_L1], nsPerUs);
    sample.longestNs = nanoseconds(object["max"_L1], nsPerUs);
    sample.isLast = object["isLast"_L1].toBool();
    return sample;
}

QString reasonNotToLoad(const QString &url)
{
    const QUrl parsed(url, QUrl::StrictMode);
    const bool isHttp = parsed.scheme() == "http"_L1 || parsed.scheme() == "https"_L1;
    if (!parsed.isValid() || !isHttp || parsed.host().isEmpty())
        return LoadRun::tr("“%1” is no address of a web server.").arg(url.left(100));
    const bool isHere = parsed.host() == "localhost"_L1 || QHostAddress(parsed.host()).isLoopback();
    return isHere ? QString()
                  : LoadRun::tr("Load is sent to servers on this machine only, and not to “%1”.")
                        .arg(parsed.host());
}

LoadRun::LoadRun(QObject *parent) : QObject(parent) { }

LoadRun::~LoadRun()
{
    if (QProcess *process = std::exchange(m_process, nullptr)) {
        process->disconnect(this);
        process->kill();
        process->waitForFinished();
    }
}

void LoadRun::start(const LoadPlan &plan)
{
    if (m_process)
        return;
    m_line.clear();
    m_process = new QProcess(this);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(u"NODE_OPTIONS"_s);
    // A server in development has a certificate that nobody has signed.
    environment.insert(u"NODE_TLS_REJECT_UNAUTHORIZED"_s, u"0"_s);
    environment.insert(u"NODE_NO_WARNINGS"_s, u"1"_s);
    m_process->setProcessEnvironment(environment);
    connect(m_process, &QProcess::readyReadStandardOutput, this, &LoadRun::read);
    connect(m_process, &QProcess::finished, this, &LoadRun::end);
    connect(m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            end();
    });
    m_process->start(core::nodeProgram(), { core::loadScript() });
    m_process->write(toJson(plan));
    m_process->closeWriteChannel();
}

void LoadRun::stop()
{
    if (m_process)
        m_process->terminate();
}

void LoadRun::read()
{
    m_line += m_process->readAllStandardOutput();
    qsizetype end = 0;
    while ((end = m_line.indexOf('\n')) >= 0) {
        const auto sample = readLoadSample(m_line.first(end));
        m_line.remove(0, end + 1);
        if (sample)
            Q_EMIT sampled(*sample);
    }
}

void LoadRun::end()
{
    read();
    QProcess *process = std::exchange(m_process, nullptr);
    process->disconnect(this);
    process->deleteLater();
    QString error;
    if (process->error() == QProcess::FailedToStart)
        error = tr("The load generator could not be started: %1").arg(process->errorString());
    else if (process->exitStatus() != QProcess::NormalExit || process->exitCode() != 0)
        error = tr("The load generator has failed: %1")
                    .arg(QString::fromUtf8(process->readAllStandardError()).trimmed().left(500));
    Q_EMIT ended(error);
}

} // namespace looptide::models
