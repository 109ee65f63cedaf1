// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/documentmenus.h"

#include <QMenu>

namespace looptide::editor {

namespace {

void describe(QAction *action, const QString &name, const QString &tip)
{
    action->setObjectName(name);
    action->setToolTip(tip);
    action->setStatusTip(tip);
}

} // namespace

DocumentMenus::DocumentMenus(QWidget *parent)
    : QObject(parent), m_encodings(new QMenu(tr("E&ncoding"))),
      m_lineEnds(new QMenu(tr("&Line Ends"))), m_eolGroup(this)
{
    describe(m_encodings->menuAction(), QStringLiteral("editor.encoding"),
             tr("Reopen or save the file with another encoding"));
    describe(m_lineEnds->menuAction(), QStringLiteral("editor.lineEnds"),
             tr("Convert the line ends of the file"));
    m_lineEnds->setToolTipsVisible(true);
    m_reopen = addEncodings(tr("&Reopen with"), tr("Read the file again as %1"), "reopen",
                            &DocumentMenus::reopenRequested);
    m_save = addEncodings(tr("&Save with"), tr("Write the text as %1"), "save",
                          &DocumentMenus::saveRequested);
    m_eolGroup.setExclusionPolicy(QActionGroup::ExclusionPolicy::ExclusiveOptional);
    addLineEnd(Eol::Lf, tr("Convert to &LF"), tr("End every line as Linux and macOS do"));
    addLineEnd(Eol::CrLf, tr("Convert to &CRLF"), tr("End every line as Windows does"));
    addLineEnd(Eol::Cr, tr("Convert to C&R"), tr("End every line as old Mac OS did"));
    setDocument({}, {}, false);
}

DocumentMenus::~DocumentMenus() = default;

QMenu *DocumentMenus::addEncodings(const QString &title, const QString &tip, const char *name,
                                   void (DocumentMenus::*signal)(Encoding))
{
    QMenu *menu = m_encodings->addMenu(title);
    describe(menu->menuAction(), QStringLiteral("editor.%1With").arg(QLatin1StringView(name)),
             tip.arg(tr("another encoding")));
    menu->setToolTipsVisible(true);
    const QList<Encoding> encodings = availableEncodings();
    for (const Encoding encoding : encodings) {
        const QString text = encodingName(encoding);
        QAction *action = menu->addAction(
            text, this, [this, signal, encoding] { Q_EMIT(this->*signal)(encoding); });
        describe(action, QStringLiteral("editor.%1.%2").arg(QLatin1StringView(name), text),
                 tip.arg(text));
        action->setCheckable(true);
        action->setData(int(encoding));
    }
    return menu;
}

void DocumentMenus::addLineEnd(Eol eol, const QString &text, const QString &tip)
{
    QAction *action =
        m_lineEnds->addAction(text, this, [this, eol] { Q_EMIT convertRequested(eol); });
    describe(action, QStringLiteral("editor.eol.") + eolName(eol), tip);
    action->setCheckable(true);
    action->setData(int(eol));
    m_eolGroup.addAction(action);
}

void DocumentMenus::setDocument(std::optional<Encoding> encoding, std::optional<Eol> eol,
                                bool hasFile)
{
    m_reopen->setEnabled(encoding && hasFile);
    m_save->setEnabled(encoding.has_value());
    m_lineEnds->setEnabled(encoding.has_value());
    for (const QMenu *menu : { m_reopen, m_save }) {
        const QList<QAction *> actions = menu->actions();
        for (QAction *action : actions)
            action->setChecked(encoding && action->data().toInt() == int(*encoding));
    }
    const QList<QAction *> ends = m_eolGroup.actions();
    for (QAction *action : ends) {
        action->setEnabled(encoding.has_value());
        action->setChecked(eol && action->data().toInt() == int(*eol));
    }
}

} // namespace looptide::editor
