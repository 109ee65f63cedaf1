// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/textfile.h"

#include <QActionGroup>
#include <QObject>

#include <memory>
#include <optional>

class QMenu;
class QWidget;

namespace looptide::editor {

/// The menus for the encoding and the line ends of the current document, for the menu bar and the
/// status bar. They show what is set; the editor area obeys.
class DocumentMenus : public QObject
{
    Q_OBJECT

public:
    explicit DocumentMenus(QWidget *parent);
    ~DocumentMenus() override;

    QMenu *encodingMenu() const { return m_encodings.get(); }
    QMenu *lineEndMenu() const { return m_lineEnds.get(); }

    /// Without an encoding there is no document. No line end: they are mixed.
    void setDocument(std::optional<Encoding> encoding, std::optional<Eol> eol, bool hasFile);

Q_SIGNALS:
    void reopenRequested(looptide::editor::Encoding encoding);
    void saveRequested(looptide::editor::Encoding encoding);
    void convertRequested(looptide::editor::Eol eol);

private:
    QMenu *addEncodings(const QString &title, const QString &tip, const char *name,
                        void (DocumentMenus::*signal)(Encoding));
    void addLineEnd(Eol eol, const QString &text, const QString &tip);

    std::unique_ptr<QMenu> m_encodings;
    std::unique_ptr<QMenu> m_lineEnds;
    QMenu *m_reopen;
    QMenu *m_save;
    QActionGroup m_eolGroup;
};

} // namespace looptide::editor
