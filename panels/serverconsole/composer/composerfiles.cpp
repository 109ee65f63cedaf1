// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The .http files of the composer.
#include "panels/common/displaytext.h"
#include "panels/serverconsole/composer/composer.h"
#include "panels/serverconsole/composer/httpfile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSaveFile>

namespace looptide::panels {

using models::HttpFile;
using models::RequestDraft;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestFile = 1 << 20;
constexpr int deepestFolder = 4;
constexpr qsizetype mostFiles = 200;
constexpr qsizetype longestTitle = 60;

void collect(const QDir &folder, int depth, QStringList &files)
{
    const QFileInfoList entries = folder.entryInfoList(
        QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks, QDir::Name);
    for (const QFileInfo &entry : entries) {
        if (files.size() >= mostFiles)
            return;
        if (entry.isDir()) {
            if (depth < deepestFolder && entry.fileName() != "node_modules"_L1)
                collect(QDir(entry.filePath()), depth + 1, files);
        } else if (entry.suffix() == "http"_L1 || entry.suffix() == "rest"_L1) {
            files.append(entry.absoluteFilePath());
        }
    }
}

// Null when it cannot be read.
QString textOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > largestFile)
        return {};
    const QString text = QString::fromUtf8(file.readAll());
    return text.isNull() ? u""_s : text;
}

QString titleOf(const RequestDraft &draft)
{
    QString title = draft.name.isEmpty() ? draft.method + u' ' + draft.url : draft.name;
    title = models::visibleText(title.first(std::min(longestTitle, title.size())));
    return title.replace(u'&', "&&"_L1);
}

} // namespace

QStringList httpFilesIn(const QString &folder)
{
    QStringList files;
    if (!folder.isEmpty())
        collect(QDir(folder), 0, files);
    return files;
}

void Composer::fillFilesMenu(QMenu *menu)
{
    menu->clear();
    for (const QString &path : httpFilesIn(m_folder)) {
        const QList<RequestDraft> requests = HttpFile::parse(textOf(path)).requests();
        if (requests.isEmpty())
            continue;
        QString title = models::visibleText(QDir(m_folder).relativeFilePath(path));
        menu->addSection(title.replace(u'&', "&&"_L1));
        for (int i = 0; i < int(requests.size()); ++i)
            connect(menu->addAction(titleOf(requests[i])), &QAction::triggered, this,
                    [this, path, i] { openFile(path, i); });
    }
    if (menu->isEmpty())
        menu->addAction(tr("The project has no .http files yet"))->setEnabled(false);
}

void Composer::openFile(const QString &path, int index)
{
    const HttpFile file = HttpFile::parse(textOf(path));
    if (index >= file.requests().size())
        return; // the file has changed
    setDraft(file.requests()[index]);
    m_file = path;
    focusUrl();
}

void Composer::send()
{
    RequestDraft draft = this->draft();
    if (!m_file.isEmpty())
        draft = HttpFile::parse(textOf(m_file)).filled(draft);
    showSending(true);
    m_sender.send(draft);
}

QString Composer::save()
{
    if (m_folder.isEmpty())
        return tr("There is no project to save the request in.");
    RequestDraft draft = this->draft();
    if (!m_binaryBody.isEmpty())
        return tr("A body that is not text cannot be saved in a .http file.");
    if (draft.name.isEmpty()) {
        draft.name = draft.method + u' ' + draft.url;
        m_name->setText(draft.name);
    }
    const QString path = m_file.isEmpty() ? QDir(m_folder).filePath(u"requests.http"_s) : m_file;
    const QString before = textOf(path);
    if (before.isNull() && QFileInfo::exists(path))
        return tr("Cannot read %1.").arg(models::pathText(path));
    const QByteArray bytes = HttpFile::withRequest(before, draft).toUtf8();
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return tr("Cannot write %1: %2").arg(models::pathText(path), file.errorString());
    m_file = path;
    m_status->setText(
        tr("Saved in %1").arg(models::visibleText(QDir(m_folder).relativeFilePath(path))));
    return {};
}

} // namespace looptide::panels
