// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/textreplacer.h"

#include "editor/editorarea.h"
#include "editor/filewriter.h"
#include "editor/textfile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStringConverter>

#include <algorithm>

namespace looptide::app {

using models::FileReplacement;

namespace {

const QByteArray byteOrderMark = QByteArrayLiteral("\xEF\xBB\xBF");

bool isUtf8(const QByteArray &bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder(bytes);
    return !decoder.hasError();
}

bool isAscii(const FileReplacement &file)
{
    return std::ranges::all_of(file.splices, [](const models::Splice &splice) {
        return std::ranges::all_of(splice.after, [](char c) { return uchar(c) < 0x80; });
    });
}

// Nothing, with an error for users, when it cannot be read.
std::optional<QByteArray> readFile(const QString &path, QString *error)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        *error = file.errorString();
        return {};
    }
    return file.readAll();
}

} // namespace

TextReplacer::Outcome TextReplacer::replace(const QList<FileReplacement> &files)
{
    m_changes.clear();
    Outcome outcome;
    for (const FileReplacement &file : files) {
        const QString problem = replaceIn(file);
        if (!problem.isEmpty()) {
            outcome.problems.append(tr("%1: %2").arg(QDir::toNativeSeparators(file.path), problem));
            continue;
        }
        ++outcome.files;
        outcome.matches += file.splices.size();
    }
    return outcome;
}

QString TextReplacer::replaceIn(const FileReplacement &file)
{
    const QString canonical = QFileInfo(file.path).canonicalFilePath();
    if (canonical.isEmpty())
        return tr("the file is not there any more");
    const FileReplacement resolved { canonical, file.splices };
    if (const auto text = m_editor->textOf(canonical))
        return replaceInTab(resolved, *text);
    // For example, unsaved text of an earlier session that is not loaded yet.
    if (m_editor->isModified(canonical))
        return tr("it has unsaved changes that are not loaded; open its tab first");
    return replaceOnDisk(resolved);
}

QString TextReplacer::replaceInTab(const FileReplacement &file, const QByteArray &text)
{
    const auto changed = models::splicedText(text, file.splices);
    if (!changed)
        return tr("it has changed since it was searched");
    Change change { .path = file.path,
                    .matches = file.splices.size(),
                    .isText = true,
                    .textBefore = text,
                    .textAfter = *changed };
    const bool saves = !m_editor->isModified(file.path);
    QString error;
    if (saves)
        change.diskBefore = readFile(file.path, &error).value_or(QByteArray());
    if (!m_editor->setText(file.path, *changed))
        return tr("it cannot be edited");
    if (saves && m_editor->saveFile(file.path)) {
        change.diskAfter = readFile(file.path, &error).value_or(QByteArray());
        change.textAfter = m_editor->textOf(file.path).value_or(*changed);
    }
    m_changes.append(change);
    return {};
}

QString TextReplacer::replaceOnDisk(const FileReplacement &file)
{
    QString error;
    const auto bytes = readFile(file.path, &error);
    if (!bytes)
        return error;
    Change change { .path = file.path, .matches = file.splices.size(), .diskBefore = *bytes };
    const qint64 shift = bytes->startsWith(byteOrderMark) ? byteOrderMark.size() : 0;
    auto changed = models::splicedText(*bytes, file.splices, shift);
    if (changed && !isAscii(file) && !isUtf8(*bytes))
        return tr("it is not UTF-8, and the new text is not ASCII; open it to replace there");
    if (changed) {
        error = editor::writeFile(file.path, *changed);
    } else {
        // UTF-16: the search has seen it as UTF-8.
        const editor::LoadedFile loaded = editor::loadTextFile(file.path);
        changed = models::splicedText(loaded.content.utf8, file.splices);
        if (!loaded.error.isEmpty() || loaded.content.isBinary || !changed)
            return tr("it has changed since it was searched");
        error = editor::saveTextFile(file.path, *changed, loaded.content.encoding);
    }
    if (!error.isEmpty())
        return error;
    change.diskAfter = readFile(file.path, &error).value_or(QByteArray());
    m_changes.append(change);
    return {};
}

TextReplacer::Outcome TextReplacer::undo()
{
    Outcome outcome;
    const QList<Change> changes = std::exchange(m_changes, {});
    for (const Change &change : changes) {
        const QString problem = putBack(change);
        if (!problem.isEmpty()) {
            outcome.problems.append(
                tr("%1: %2").arg(QDir::toNativeSeparators(change.path), problem));
            continue;
        }
        ++outcome.files;
        outcome.matches += change.matches;
    }
    return outcome;
}

QString TextReplacer::putBack(const Change &change)
{
    const QString changedSince = tr("it has changed since then");
    const auto text = m_editor->textOf(change.path);
    if (text && change.isText) {
        if (*text != change.textAfter || !m_editor->setText(change.path, change.textBefore))
            return changedSince;
        if (!change.diskAfter.isNull() && !m_editor->saveFile(change.path))
            return tr("it could not be saved");
        return {};
    }
    if (change.diskAfter.isNull())
        return tr("its tab was closed");
    if (m_editor->isModified(change.path))
        return changedSince;
    QString error;
    const auto bytes = readFile(change.path, &error);
    if (!bytes)
        return error;
    return *bytes == change.diskAfter ? editor::writeFile(change.path, change.diskBefore)
                                      : changedSince;
}

} // namespace looptide::app
