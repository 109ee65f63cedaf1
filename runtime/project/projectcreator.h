// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/project/templatestore.h"

#include <QMetaType>
#include <QObject>
#include <QString>

#include <memory>

class QThread;

namespace looptide::project {

struct ProjectCreation
{
    enum class Outcome : quint8 {
        Created,
        Cancelled,
        Refused, // what was asked for cannot be: nothing was begun
        Failed, // on the way
    };

    Outcome outcome = Outcome::Refused;
    QString error; // for people: what is wrong and what to do; empty unless Refused or Failed
    QString directory; // absolute
    QString mainFile; // absolute
    QString packageName;
    int files = 0;
    qint64 bytes = 0;
    qint64 durationMs = 0;
};

// Makes a project from a template: copies its files and packages on a thread of its own and names
// the package after the folder. Whatever does not end in Created is taken back: exactly what was
// made is removed, parents included, and nothing that was there before.
//
// Thread: the owner's; signals are emitted there. Destruction cancels and waits (some
// milliseconds).
class ProjectCreator : public QObject
{
    Q_OBJECT
public:
    struct Options
    {
        bool install = true; // with node_modules
    };

    explicit ProjectCreator(TemplateStore store = {}, QObject *parent = nullptr);
    ~ProjectCreator() override;

    // One at a time: ignored while isRunning(). Always ends in finished().
    void start(const QString &templateId, const QString &directory, Options options);
    void start(const QString &templateId, const QString &directory);
    void cancel();
    bool isRunning() const { return m_thread != nullptr; }

    // What stands in the way of a project in this folder; empty when nothing does. Looks at the
    // disk, changes nothing: for validation while typing.
    static QString problemWith(const QString &directory);

Q_SIGNALS:
    // At most some 30 a second. current is a relative path.
    void progressed(int done, int total, const QString &current);
    void finished(const looptide::project::ProjectCreation &creation);

private:
    class Job;

    void finish(const ProjectCreation &creation);

    TemplateStore m_store;
    std::shared_ptr<Job> m_job;
    std::unique_ptr<QThread> m_thread;
};

} // namespace looptide::project

Q_DECLARE_METATYPE(looptide::project::ProjectCreation)
