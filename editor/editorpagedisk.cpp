// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of EditorPage that concerns the file: what other programs do to it, saving, encodings.
#include "editor/codeview.h"
#include "editor/editcommands.h"
#include "editor/editorpage.h"
#include "editor/messagepage.h"
#include "editor/noticebar.h"
#include "editor/utf8text.h"

#include <QFile>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>

namespace looptide::editor {

// ---- the file on the disk

void EditorPage::checkDisk()
{
    if (m_path.isEmpty() || m_state == State::Unloaded || m_state == State::Loading || m_isHeldBack)
        return;
    const FileStamp now = fileStamp(m_path);
    if (now == m_stamp && !m_isDeleted)
        return;
    if (m_state == State::Message)
        load();
    else if (!now.exists())
        handleDeletion();
    else if (m_view->isDirty())
        handleConflict(now);
    else
        reload();
}

void EditorPage::handleDeletion()
{
    if (m_isDeleted)
        return;
    m_isDeleted = true;
    m_stamp = {};
    // The text exists only here now.
    if (m_journal && !m_journal->contains(m_id))
        beginJournal();
    m_notice->showNotice(tr("%1 was deleted from the disk. Its text is kept here.").arg(title()),
                         { { tr("Save It Again"), [this] { save(); } },
                           { tr("Close"), [this] { Q_EMIT closeRequested(); } } });
    Q_EMIT modifiedChanged();
}

void EditorPage::handleConflict(const FileStamp &)
{
    m_isDeleted = false;
    const LoadedFile onDisk = loadTextFile(m_path, { .encoding = m_encoding });
    if (onDisk.error.isEmpty() && onDisk.content.utf8 == m_view->textBytes()) {
        m_stamp = onDisk.stamp;
        m_view->setClean();
        m_notice->hide();
        return;
    }
    m_notice->showNotice(
        tr("%1 was changed on the disk by another program, and has unsaved changes here.")
            .arg(title()),
        { { tr("Reload from Disk"), [this] { reload(); } },
          { tr("Keep Mine"), [this] { keepMine(); } } });
    Q_EMIT modifiedChanged();
}

void EditorPage::keepMine()
{
    m_stamp = fileStamp(m_path);
    if (m_journal && m_journal->contains(m_id))
        beginJournal();
}

void EditorPage::reload()
{
    ReadOptions options;
    if (m_isBinary || m_isEncodingChosen)
        options.encoding = m_encoding;
    const LoadedFile loaded = loadTextFile(m_path, options);
    if (!loaded.error.isEmpty() || loaded.content.isBinary) {
        // What is shown stays: it may be all that is left of the text.
        m_notice->showNotice(
            tr("%1 changed on the disk and cannot be read as text now.").arg(title()), {});
        m_stamp = loaded.stamp;
        return;
    }
    const TextContent &content = loaded.content;
    if (content.encoding != m_encoding) {
        // Undo must not lead to a text that means other bytes now.
        m_pendingPlace = place();
        showText(content);
    }
    m_isReplacing = true;
    m_view->setEol(content.lineEnds.usual());
    m_view->replaceText(content.utf8);
    m_view->setClean();
    m_isReplacing = false;
    updateLineEnds();
    m_stamp = loaded.stamp;
    m_isDeleted = false;
    m_isEdited = false;
    m_isDraft = false;
    if (m_journal)
        m_journal->remove(m_id);
    m_notice->hide();
    Q_EMIT stateChanged();
    Q_EMIT modifiedChanged();
}

// ---- saving

bool EditorPage::save()
{
    if (m_heldDraft)
        openHeldBack();
    if (!view())
        return true;
    if (m_path.isEmpty()) {
        Q_EMIT saveAsRequested();
        return !m_path.isEmpty() && !isModified();
    }
    if (!isModified() && fileStamp(m_path) == m_stamp)
        return true;
    return mayWrite(m_path) && write(m_path);
}

bool EditorPage::saveAs(const QString &path)
{
    if (!view() || !write(path))
        return false;
    setPath(QFileInfo(path).canonicalFilePath());
    return true;
}

bool EditorPage::mayWrite(const QString &path)
{
    QMessageBox box(QMessageBox::Warning, tr("Save"), QString(), QMessageBox::Cancel, window());
    if (isWriteProtected(path)) {
        box.setText(tr("%1 is write-protected.").arg(title()));
        box.setInformativeText(tr(
            "It can be saved under another name, or overwritten after its protection is removed."));
        const auto *saveAsButton = box.addButton(tr("Save As…"), QMessageBox::AcceptRole);
        const auto *overwriteButton = box.addButton(tr("Overwrite"), QMessageBox::DestructiveRole);
        box.exec();
        if (box.clickedButton() == saveAsButton)
            Q_EMIT saveAsRequested();
        if (box.clickedButton() != overwriteButton)
            return false;
        QFile::setPermissions(path, QFile::permissions(path) | QFile::WriteOwner);
        return true;
    }
    const FileStamp now = fileStamp(path);
    if (!now.exists() || now == m_stamp)
        return true;
    box.setText(tr("%1 was changed on the disk by another program.").arg(title()));
    box.setInformativeText(tr("Saving replaces what that program wrote."));
    const auto *overwriteButton = box.addButton(tr("Overwrite"), QMessageBox::DestructiveRole);
    box.exec();
    return box.clickedButton() == overwriteButton;
}

void EditorPage::tidyBeforeSave()
{
    if (m_isBinary)
        return;
    if (!isLarge() && m_config.trimTrailingWhitespace.value_or(false))
        commands::trimTrailingWhitespace(m_view);
    if (m_config.insertFinalNewline.value_or(false))
        commands::ensureFinalNewline(m_view);
}

bool EditorPage::write(const QString &path)
{
    tidyBeforeSave();
    const QByteArray text = m_view->textBytes();
    if (reportUnencodable(text))
        return false;
    const QString error = saveTextFile(path, text, m_encoding);
    if (!error.isEmpty()) {
        showSaveError(error);
        return false;
    }
    m_stamp = fileStamp(path);
    m_isDeleted = false;
    m_isEdited = false;
    m_isDraft = false;
    m_notice->hide();
    m_view->setClean();
    if (m_journal)
        m_journal->remove(m_id);
    Q_EMIT modifiedChanged();
    Q_EMIT stateChanged();
    Q_EMIT saved(path);
    return true;
}

// The notice of a page in view says it already, and goes when the file is saved.
void EditorPage::messageWhenHidden(const QString &text)
{
    if (!isVisible())
        Q_EMIT messageRequested(text);
}

void EditorPage::showSaveError(const QString &error)
{
    m_notice->showNotice(tr("%1 could not be saved: %2. Nothing is lost; the text is kept here.")
                             .arg(title(), error),
                         { { tr("Try Again"), [this] { save(); } },
                           { tr("Save As…"), [this] { Q_EMIT saveAsRequested(); } } });
    messageWhenHidden(tr("%1 could not be saved: %2.").arg(title(), error));
}

// ---- encodings and line ends

QString EditorPage::encodingText() const
{
    return view() ? encodingName(m_encoding) : QString();
}

std::optional<Eol> EditorPage::eol() const
{
    return view() && !m_hasMixedEols ? std::optional(m_view->eol()) : std::nullopt;
}

QString EditorPage::eolText() const
{
    if (!view())
        return {};
    return m_hasMixedEols ? tr("Mixed line ends") : eolName(m_view->eol());
}

bool EditorPage::mayLoseChanges()
{
    if (!isModified())
        return true;
    QMessageBox box(QMessageBox::Warning, tr("Reopen"), QString(), QMessageBox::Cancel, window());
    box.setObjectName(QStringLiteral("editor.reopen"));
    box.setText(tr("%1 has unsaved changes.").arg(title()));
    box.setInformativeText(tr("Reopening reads the file again; the changes are lost."));
    const auto *reopenButton = box.addButton(tr("Reopen"), QMessageBox::DestructiveRole);
    box.setDefaultButton(QMessageBox::Cancel);
    box.exec();
    return box.clickedButton() == reopenButton;
}

void EditorPage::reopenWith(Encoding encoding)
{
    if (m_path.isEmpty() || !view() || !mayLoseChanges())
        return;
    const LoadedFile loaded = loadTextFile(m_path, { .encoding = encoding });
    if (!loaded.error.isEmpty()) {
        m_notice->showNotice(tr("%1 was not reopened. %2").arg(title(), loaded.error), {});
        return;
    }
    m_pendingPlace = place();
    m_isEncodingChosen = true;
    m_isEdited = false;
    m_isDraft = false;
    m_stamp = loaded.stamp;
    m_notice->hide();
    if (m_journal)
        m_journal->remove(m_id);
    m_isBinary = loaded.content.utf8.contains('\0');
    showText(loaded.content);
}

bool EditorPage::saveWith(Encoding encoding)
{
    if (!view())
        return false;
    const Encoding before = std::exchange(m_encoding, encoding);
    const bool isSaved = m_path.isEmpty() || (mayWrite(m_path) && write(m_path));
    if (isSaved)
        m_isEncodingChosen = true;
    else
        m_encoding = before;
    if (m_journal && m_journal->contains(m_id))
        beginJournal();
    Q_EMIT stateChanged();
    return isSaved;
}

// Nothing is written, and nothing is replaced behind the user's back.
bool EditorPage::reportUnencodable(const QByteArray &text)
{
    const std::optional<qsizetype> at = firstUnencodable(text, m_encoding);
    if (!at)
        return false;
    const int position = int(*at);
    const int end = int(m_view->send(QsciScintillaBase::SCI_POSITIONAFTER, ulong(position)));
    const int line = m_view->lineAt(position);
    const long column = m_view->send(QsciScintillaBase::SCI_COUNTCODEUNITS,
                                     ulong(m_view->lineStart(line)), position);
    const QByteArray bytes = m_view->textBytes({ position, end });
    const QString what = firstStrayByte(bytes) < 0
        ? QString::fromUtf8(bytes)
        : QStringLiteral("0x%1").arg(QString::fromLatin1(bytes.toHex().toUpper()));
    const QString problem = tr("%1 was not saved: %2 cannot hold “%3” (line %4, column %5).")
                                .arg(title(), encodingName(m_encoding), what)
                                .arg(line + 1)
                                .arg(column + 1);
    const auto showIt = [this, position, end] {
        m_view->reveal({ position, end });
        m_view->setFocus();
    };
    m_notice->showNotice(problem,
                         { { tr("Save as UTF-8"), [this] { saveWith(Encoding::Utf8); } },
                           { tr("Show It"), showIt } });
    messageWhenHidden(problem);
    return true;
}

// Undo and redo change line ends, too.
void EditorPage::updateLineEnds()
{
    if (!view() || isLarge())
        return;
    const LineEnds ends = countLineEnds(m_view->textBytes());
    const bool hasAny = ends.lf + ends.crLf + ends.cr > 0;
    const bool wasMixed = std::exchange(m_hasMixedEols, ends.areMixed());
    const Eol before = m_view->eol();
    if (hasAny && !m_hasMixedEols)
        m_view->setEol(ends.usual());
    if (wasMixed != m_hasMixedEols || before != m_view->eol())
        Q_EMIT stateChanged();
}

void EditorPage::convertEol(Eol eol)
{
    if (!view())
        return;
    m_view->setEol(eol);
    m_view->send(QsciScintillaBase::SCI_CONVERTEOLS,
                 ulong(m_view->send(QsciScintillaBase::SCI_GETEOLMODE)));
    m_hasMixedEols = false;
    Q_EMIT stateChanged();
}

} // namespace looptide::editor
