// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListWidget>
#include <QStringList>

#include <atomic>
#include <memory>

class QLineEdit;

namespace looptide::panels {

// The files of the project whose names answer to what is typed in a filter. The keys of a list
// work from the filter too.
class FileMatches : public QListWidget
{
    Q_OBJECT
public:
    // The filter must live as long as this list.
    explicit FileMatches(QLineEdit *filter, QWidget *parent = nullptr);
    ~FileMatches() override;

    void setProject(const QString &directory);
    // The list of files is read again when it is needed next.
    void forgetFiles() { m_files.clear(); }

Q_SIGNALS:
    // Whether there is something to be looked for.
    void searchChanged(bool isOn);
    void searchLeft();
    void fileActivated(const QString &path);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void filterChanged(const QString &text);
    void readFiles();
    void showMatches();

    QLineEdit *m_filter;
    QString m_project;
    QStringList m_files; // empty until asked for
    std::shared_ptr<std::atomic_bool> m_readingCancelled;
};

} // namespace looptide::panels
