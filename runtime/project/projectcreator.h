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
        Refused, // the request cannot be fulfilled; nothing was begun
        Failed, // after it had begun
    };

    Outcome outcome = Outcome::Refused;
    QString error; // for users: what is wrong and what to do; empty unless Refused or Failed
    QString directory; // absolute
    QString mainFile; // absolute
    QString packageName;
    int files = 0;
    qint64 bytes = 0;
    qint64 durationMs = 0;
};

// Creates a project from a template: copies its files and packages on its own thread and names the
// package after the folder. If the outcome is not Created, everything that it made is removed,
// including parent folders, and nothing that existed before.
//
// Thread: the owner's; signals are emitted there. The destructor cancels and waits for some
// milliseconds.
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

    // One at a time: ignored while isRunning(). Always ends with finished().
    void start(const QString &templateId, const QString &directory, Options options);
    void start(const QString &templateId, const QString &directory);
    void cancel();
    bool isRunning() const { return m_thread != nullptr; }

    // Why no project can be created in this folder; empty when one can. Reads the disk and changes
    // nothing, for validation while the user types.
    static QString problemWith(const QString &directory);

Q_SIGNALS:
    // Emitted at most about 30 times a second. current is a relative path.
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
