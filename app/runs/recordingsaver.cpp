// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/recordingsaver.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QThread>
#include <QUuid>

#include <filesystem>
#include <utility>

namespace looptide::app {

using State = core::Job::State;

RecordingSaver::RecordingSaver(const QString &path, Recording recording, QObject *parent)
    : QObject(parent), m_job(tr("Saving %1").arg(QFileInfo(path).fileName())), m_path(path),
      m_recording(std::move(recording))
{
    connect(&m_job, &core::Job::cancelRequested, this, [this] { m_isCancelled = true; });
}

RecordingSaver::~RecordingSaver()
{
    m_isCancelled = true;
    if (m_thread)
        m_thread->wait();
}

void RecordingSaver::start()
{
    m_thread.reset(QThread::create([this] {
        const Outcome outcome = write(m_recording);
        QMetaObject::invokeMethod(
            &m_job, [this, outcome] { m_job.finish(outcome.state, outcome.error); },
            Qt::QueuedConnection);
    }));
    m_thread->setObjectName(QStringLiteral("recording saver"));
    m_thread->start();
}

RecordingSaver::Outcome RecordingSaver::write(const Recording &recording)
{
    const QFileInfo target(m_path);
    const bool isSpecial = target.exists() && !target.isFile();
    const QString written = isSpecial ? m_path
                                      : m_path + u'.'
            + QUuid::createUuid().toString(QUuid::Id128).left(8) + QStringLiteral(".part");
    trace::TraceWriter writer;
    const bool isWritten =
        writer.open(written, recording.info) && append(&writer, recording.batches);
    writer.close();
    if (isWritten && !m_isCancelled)
        return isSpecial ? Outcome { State::Succeeded, {} } : replace(written);
    if (!isSpecial)
        QFile::remove(written);
    if (m_isCancelled)
        return { State::Cancelled, {} };
    return { State::Failed, writer.errorString().replace(written, m_path) };
}

bool RecordingSaver::append(trace::TraceWriter *writer, const QList<trace::TraceBatch> &batches)
{
    for (qsizetype i = 0; i < batches.size() && !m_isCancelled; ++i) {
        if (!writer->append(batches[i]))
            return false;
        QMetaObject::invokeMethod(
            &m_job, [this, i, total = batches.size()] { m_job.setProgress(i + 1, total); },
            Qt::QueuedConnection);
    }
    return true;
}

RecordingSaver::Outcome RecordingSaver::replace(const QString &written) const
{
    const auto nativePath = [](const QString &path) {
        return std::filesystem::path(QFile::encodeName(path).toStdString());
    };
    // A link stays one.
    const QString real = QFileInfo(m_path).canonicalFilePath();
    std::error_code error;
    std::filesystem::rename(nativePath(written), nativePath(real.isEmpty() ? m_path : real), error);
    if (!error)
        return { State::Succeeded, {} };
    QFile::remove(written);
    return { State::Failed,
             tr("The recording could not be saved as %1: %2.")
                 .arg(QDir::toNativeSeparators(m_path), QString::fromStdString(error.message())) };
}

} // namespace looptide::app
