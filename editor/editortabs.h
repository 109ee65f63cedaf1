// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTabBar>

namespace looptide::editor {

/// A name that cannot look like another one: characters that change its direction or have no width
/// are shown as their code points ("<U+202E>").
QString visibleName(const QString &name);

/// One title for each path: the visible file name, with as much of its folder as sets it apart from
/// the others.
QStringList distinctTitles(const QStringList &paths);

/// The tab bar of the editor: flat, movable, a close button that turns into a dot while a text is
/// modified.
class EditorTabs : public QTabBar
{
    Q_OBJECT

public:
    explicit EditorTabs(QWidget *parent = nullptr);

    int addEditorTab(const QString &title);
    void setModified(int index, bool modified);
    bool isModified(int index) const;
    /// The file is gone from the disk.
    void setDeleted(int index, bool deleted);

Q_SIGNALS:
    void contextMenuRequested(int index, const QPoint &globalPosition);
    void emptySpaceDoubleClicked();

protected:
    QSize tabSizeHint(int index) const override;
    QSize minimumTabSizeHint(int index) const override;
    void changeEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    class CloseButton;
    class Style;

    CloseButton *closeButton(int index) const;

    Style *m_style;
};

} // namespace looptide::editor
