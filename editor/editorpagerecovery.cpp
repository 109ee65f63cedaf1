// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/codeview.h"
#include "editor/editorpage.h"

#include <QScopedValueRollback>

namespace looptide::editor {

// ---- drafts of an earlier session

// The text on the disk is below the recovered one, so that Undo leads back to it.
void EditorPage::restore(const RecoveredDocument &document)
{
    const JournalHeader &header = document.header;
    m_path = header.path;
    m_untitledName = header.title;
    Q_EMIT loadStarted();
    LoadedFile onDisk;
    if (!m_path.isEmpty())
        onDisk = loadTextFile(m_path, { .encoding = header.encoding });
    m_stamp = onDisk.stamp;
    TextContent content = onDisk.content;
    content.encoding = header.encoding;
    showText(content);
    m_isBinary = document.utf8.contains('\0');
    m_view->setEol(header.eol);
    {
        const QScopedValueRollback restoring(m_isRestoring, true);
        m_view->replaceText(document.utf8);
    }
    updateLineEnds();
    m_isDeleted = !m_path.isEmpty() && !m_stamp.exists();
    m_isDraft = isModified();
    if (m_view->isDirty() && m_stamp.exists() && m_stamp != header.stamp)
        handleConflict(m_stamp);
    else if (m_isDraft)
        showDraftNotice();
}

void EditorPage::showDraftNotice()
{
    const NoticeAction save { tr("Save"), [this] { this->save(); } };
    if (m_path.isEmpty()) {
        m_notice->showNotice(tr("This unsaved text is from the last session."), { save });
    } else if (m_isDeleted) {
        m_notice->showNotice(
            tr("This unsaved text is from the last session. Its file is no longer on the disk."),
            { { tr("Save It Again"), save.run } });
    } else {
        m_notice->showNotice(tr("These unsaved changes are from the last session. The file on the "
                                "disk does not have them until you save."),
                             { save, { tr("Discard"), [this] { reload(); } } });
    }
}

// ---- what Looptide may have crashed on

void EditorPage::holdBack(const std::optional<RecoveredDocument> &draft)
{
    m_isHeldBack = true;
    m_heldDraft = draft;
    if (draft) {
        m_path = draft->header.path;
        m_untitledName = draft->header.title;
        beginJournal();
    }
    showMessage(tr("%1 was not opened").arg(title()),
                tr("Looptide ended unexpectedly twice when this file was opened, or soon after. "
                   "The file on the disk is unchanged."),
                { { tr("Open It All the Same"), [this] { openHeldBack(); } } });
    Q_EMIT modifiedChanged();
}

void EditorPage::openHeldBack()
{
    if (!std::exchange(m_isHeldBack, false))
        return;
    if (m_heldDraft)
        restore(*std::exchange(m_heldDraft, {}));
    else
        load();
}

// ---- the journal

void EditorPage::handleEdit(int position, int removed, const QByteArray &inserted)
{
    if (inserted.isEmpty() || inserted.contains('\n') || inserted.contains('\r'))
        m_lineEndTimer.start();
    Q_EMIT edited();
    if (m_isReplacing)
        return;
    if (!m_isRestoring) {
        m_isEdited = true;
        m_isDraft = false;
    }
    if (!m_journal)
        return;
    if (m_journal->contains(m_id) && !m_journal->wantsNewBase(m_id))
        m_journal->append(m_id, position, removed, inserted);
    else
        beginJournal();
}

void EditorPage::beginJournal()
{
    if (!m_journal)
        return;
    if (!m_heldDraft) {
        m_journal->begin(m_id, { m_path, m_untitledName, m_encoding, m_view->eol(), m_stamp },
                         m_view->textBytes());
        return;
    }
    JournalHeader header = m_heldDraft->header;
    header.path = m_path;
    m_journal->begin(m_id, header, m_heldDraft->utf8);
}

void EditorPage::handleDirtyChanged(bool dirty)
{
    if (m_isReplacing)
        return;
    if (!dirty) {
        m_isEdited = false;
        if (m_journal && !m_isDeleted)
            m_journal->remove(m_id);
    }
    Q_EMIT modifiedChanged();
}

} // namespace looptide::editor
