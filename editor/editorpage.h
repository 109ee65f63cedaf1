// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/indentation.h"
#include "editor/linemarks.h"
#include "editor/noticebar.h"
#include "editor/problemmark.h"
#include "editor/recoveryjournal.h"
#include "editor/textfile.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <optional>

class QStackedLayout;

namespace looptide::editor {

class CodeView;
class MessagePage;

/// Where the user was in a text.
struct ViewPlace
{
    int caret = 0;
    int anchor = 0;
    int firstVisibleLine = 0;
};

/// One tab: a file (or an untitled text), how it was read, how it is saved, and what is shown of
/// it.
///
/// A page costs nothing until `load`: a restored session loads only the tabs that are looked at.
class EditorPage : public QWidget
{
    Q_OBJECT

public:
    enum class State { Unloaded, Loading, Text, Message };

    EditorPage(int id, RecoveryJournal *journal, QWidget *parent = nullptr);
    ~EditorPage() override;

    int id() const { return m_id; }
    State state() const { return m_state; }
    QString path() const { return m_path; }
    void setPath(const QString &path);
    /// The path that the user chose, which may lead through symbolic links.
    QString openedAs() const { return m_openedAs; }
    void setOpenedAs(const QString &path) { m_openedAs = path; }
    /// The file is in this folder, or was opened through it.
    bool belongsTo(const QString &folder) const;
    /// The file name, or "Untitled 1".
    QString title() const;
    void setUntitledName(const QString &name) { m_untitledName = name; }

    /// Files over a few megabytes are read on another thread.
    void load(const ReadOptions &options = {});
    void startEmpty();
    void restore(const RecoveredDocument &document);
    /// Neither the file nor the draft is opened until the user asks for it.
    void holdBack(const std::optional<RecoveredDocument> &draft = {});
    void openHeldBack();
    bool isHeldBack() const { return m_isHeldBack; }
    void checkDisk();

    /// Null unless a text is shown.
    CodeView *view() const;
    bool isModified() const;
    bool isDeleted() const { return m_isDeleted; }
    /// The user has changed the text since it was opened or restored, and has not saved it.
    bool isEdited() const { return m_isEdited && isModified(); }
    /// Shows unsaved text of an earlier session, which the user has neither edited nor saved yet.
    bool isDraft() const { return m_heldDraft || (m_isDraft && isModified()); }
    /// Says what went wrong on the page itself; asks before it overwrites what another program
    /// wrote.
    bool save();
    bool saveAs(const QString &path);
    /// Reads the file again in this encoding; asks first when there are unsaved changes. A file
    /// whose bytes it cannot hold stays as it is shown.
    void reopenWith(Encoding encoding);
    /// Saves the text in this encoding and keeps it. A text without a file is saved in it later.
    bool saveWith(Encoding encoding);

    void goTo(int line, int column);
    /// When the text is loaded. Nothing: the one that is shown goes.
    void setProblem(const std::optional<Problem> &problem);
    void setLineMarks(const QList<LineMark> &marks);
    /// Line 0: the program is not paused in this file.
    void setExecution(int line, bool isTop);
    void setHovering(bool on);
    ViewPlace place() const;
    void setPlace(const ViewPlace &place);
    void setAppearance(int zoom, bool wrapped, bool whitespaceShown);

    QString language() const { return m_language; }
    Encoding encoding() const { return m_encoding; }
    /// Nothing where they are mixed.
    std::optional<Eol> eol() const;
    QString encodingText() const;
    QString eolText() const;
    QString indentation() const;
    /// Every line's end, as one step that can be undone.
    void convertEol(Eol eol);
    NoticeBar *notice() const { return m_notice; }
    MessagePage *message() const { return m_message; }

Q_SIGNALS:
    /// The file is read and shown next.
    void loadStarted();
    /// Loaded, failed, reloaded, another encoding: what the status bar and the tab say may be
    /// different.
    void stateChanged();
    void modifiedChanged();
    void saved(const QString &path);
    void saveAsRequested();
    void closeRequested();
    void messageRequested(const QString &text);
    void caretMoved(int line, int column);
    void zoomChanged(int zoom);
    void contextMenuRequested(const QPoint &globalPosition);
    void escapePressed();
    void marginClicked(int line);
    void marginMenuRequested(int line, const QPoint &globalPosition);
    void lineMarkMoved(int id, int line);
    void changeMarkClicked(int line, const QPoint &globalPosition);
    /// The text is another one: typed, undone, loaded, read again.
    void edited();
    void hoverRequested(const QString &expression, const QPoint &globalPosition);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void takeLoaded(const LoadedFile &loaded, bool forced);
    void showMessage(const QString &title, const QString &text,
                     const QList<NoticeAction> &actions = {});
    void showText(const TextContent &content);
    void createView();
    void applyLanguage();
    void applyPlace();
    void handleEdit(int position, int removed, const QByteArray &inserted);
    void handleDirtyChanged(bool dirty);
    void beginJournal();
    void showDraftNotice();
    void reload();
    void handleDeletion();
    void handleConflict(const FileStamp &now);
    void keepMine();
    bool mayWrite(const QString &path);
    bool write(const QString &path);
    void tidyBeforeSave();
    bool reportUnencodable(const QByteArray &text);
    void messageWhenHidden(const QString &text);
    void showSaveError(const QString &error);
    bool mayLoseChanges();
    bool isLarge() const;
    void updateLineEnds();

    int m_id;
    QPointer<RecoveryJournal> m_journal;
    State m_state = State::Unloaded;
    QString m_path;
    QString m_openedAs;
    QString m_untitledName;
    QString m_language;
    Encoding m_encoding = Encoding::Utf8;
    /// By the user: a reload does not look for another one.
    bool m_isEncodingChosen = false;
    bool m_hasMixedEols = false;
    QTimer m_lineEndTimer;
    FileStamp m_stamp;
    EditorConfig m_config;
    bool m_isDeleted = false;
    bool m_isBinary = false;
    bool m_isReplacing = false;
    bool m_isRestoring = false;
    bool m_isEdited = false;
    bool m_isDraft = false;
    bool m_isHeldBack = false;
    std::optional<RecoveredDocument> m_heldDraft;

    NoticeBar *m_notice;
    QStackedLayout *m_stack;
    MessagePage *m_message = nullptr;
    CodeView *m_view = nullptr;
    std::optional<ViewPlace> m_pendingPlace;
    std::pair<int, int> m_pendingGoTo = { 0, 0 };
    std::optional<Problem> m_pendingProblem;
    QList<LineMark> m_lineMarks;
    int m_executionLine = 0;
    bool m_isExecutionTop = true;
    bool m_isHovering = false;
    int m_zoom = 0;
    bool m_isWrapped = false;
    bool m_isWhitespaceShown = false;
};

} // namespace looptide::editor
