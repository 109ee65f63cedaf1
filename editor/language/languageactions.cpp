// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/language/languageactions.h"

#include "editor/codeview.h"
#include "editor/language/choicepopup.h"
#include "editor/language/codeactioncontroller.h"
#include "editor/language/completioncontroller.h"
#include "editor/language/formatcontroller.h"
#include "editor/language/hovercontroller.h"
#include "editor/language/navigationcontroller.h"
#include "editor/language/renamecontroller.h"
#include "editor/language/signaturecontroller.h"
#include "editor/language/symbolchooser.h"
#include "editor/language/symbolmarks.h"
#include "editor/language/textpositions.h"

#include <QAction>

#include <algorithm>
#include <tuple>

namespace looptide::editor {

using lsp::Navigation;

LanguageActions::LanguageActions(const LanguageHost &host, QObject *parent)
    : QObject(parent), m_host(host), m_popup(new ChoicePopup(host.area))
{
    // Event filters run from the last to the first: completion sees a key before the others.
    m_hover = new HoverController(host, this);
    m_signature = new SignatureController(host, this);
    m_completion = new CompletionController(host, this);
    m_navigation = new NavigationController(host, m_popup, this);
    m_rename = new RenameController(host, this);
    m_symbols = new SymbolChooser(host, m_popup, this);
    m_symbolMarks = new SymbolMarks(host, this);
    m_codeActions = new CodeActionController(host, m_popup, this);
    m_formatter = new FormatController(host, this);
    connect(m_hover, &HoverController::linkActivated, this, &LanguageActions::linkActivated);
    setupTyping();
    setupNavigation();
    setupChanges();
    setupProblems();
    setView(nullptr);
}

LanguageActions::~LanguageActions() = default;

void LanguageActions::setView(CodeView *view)
{
    m_view = view;
    m_hover->setView(view);
    m_signature->setView(view);
    m_completion->setView(view);
    m_navigation->setView(view);
    m_rename->setView(view);
    m_symbols->setView(view);
    m_symbolMarks->setView(view);
    m_codeActions->setView(view);
    m_formatter->setView(view);
    for (QAction *action : std::as_const(m_needView))
        action->setEnabled(view != nullptr);
}

QAction *LanguageActions::add(const QString &text, const char *name, const QKeySequence &shortcut,
                              const QString &tip, std::function<void()> run)
{
    auto *action = new QAction(text, this);
    action->setObjectName(QLatin1String("editor.") + QLatin1String(name));
    action->setShortcut(shortcut);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    const QString key = shortcut.toString(QKeySequence::NativeText);
    action->setToolTip(key.isEmpty() ? tip : QStringLiteral("%1 (%2)").arg(tip, key));
    action->setStatusTip(tip);
    connect(action, &QAction::triggered, this, run);
    m_host.area->addAction(action);
    m_actions.append(action);
    m_needView.append(action);
    return action;
}

void LanguageActions::addSeparator()
{
    auto *separator = new QAction(this);
    separator->setSeparator(true);
    m_actions.append(separator);
}

void LanguageActions::setupTyping()
{
    add(tr("Complete &Word"), "complete", QKeySequence(QStringLiteral("Ctrl+Space")),
        tr("Show what can stand here"), [this] { m_completion->complete(); });
    add(tr("&Parameters"), "parameters", QKeySequence(QStringLiteral("Ctrl+Shift+Space")),
        tr("Show the parameters of the call at the caret"), [this] { m_signature->ask(); });
    add(tr("&Describe Symbol"), "describe", QKeySequence(QStringLiteral("Ctrl+K, Ctrl+I")),
        tr("Show the type and the description of the symbol at the caret"),
        [this] { m_hover->showAtCaret(); });
    addSeparator();
}

void LanguageActions::setupNavigation()
{
    m_context << add(tr("Go to &Definition"), "goToDefinition", QKeySequence(QStringLiteral("F12")),
                     tr("Go to where the symbol at the caret is defined"),
                     [this] { m_navigation->go(Navigation::Target::Definition); });
    add(tr("Go to &Type Definition"), "goToTypeDefinition", {},
        tr("Go to where the type of the symbol at the caret is defined"),
        [this] { m_navigation->go(Navigation::Target::TypeDefinition); });
    add(tr("Go to &Implementation"), "goToImplementation", QKeySequence(QStringLiteral("Ctrl+F12")),
        tr("Go to what implements the symbol at the caret"),
        [this] { m_navigation->go(Navigation::Target::Implementation); });
    m_context << add(tr("Find &References"), "findReferences",
                     QKeySequence(QStringLiteral("Shift+F12")),
                     tr("List every use of the symbol at the caret"),
                     [this] { m_navigation->go(Navigation::Target::References); });
    add(tr("Go to &Symbol…"), "goToSymbol", QKeySequence(QStringLiteral("Ctrl+Shift+O")),
        tr("Go to a symbol of this file"), [this] { m_symbols->open(); });
    addSeparator();
}

void LanguageActions::setupChanges()
{
    m_context << add(tr("Rena&me Symbol…"), "renameSymbol", QKeySequence(QStringLiteral("F2")),
                     tr("Rename the symbol at the caret in all files"),
                     [this] { m_rename->begin(); });
    m_context << add(tr("&Fix or Change…"), "codeActions", QKeySequence(QStringLiteral("Ctrl+.")),
                     tr("Show fixes and other changes for this place"),
                     [this] { m_codeActions->open(); });
    add(tr("Fix &All Problems"), "fixAll", {},
        tr("Make every fix in this file that needs no decision"),
        [this] { m_codeActions->fixAll(); });
    add(tr("&Organize Imports"), "organizeImports", QKeySequence(QStringLiteral("Shift+Alt+O")),
        tr("Sort the imports and remove unused ones"),
        [this] { m_codeActions->organizeImports(); });
    m_context << add(tr("Format Doc&ument"), "format", QKeySequence(QStringLiteral("Shift+Alt+F")),
                     tr("Format the whole file"), [this] { m_formatter->format(); });
    addSeparator();
}

void LanguageActions::setupProblems()
{
    add(tr("&Next Problem"), "nextProblem", QKeySequence(QStringLiteral("F8")),
        tr("Go to the next problem in the open files"), [this] { goToProblem(1); });
    add(tr("Pre&vious Problem"), "previousProblem", QKeySequence(QStringLiteral("Shift+F8")),
        tr("Go to the previous problem in the open files"), [this] { goToProblem(-1); });
    addSeparator();
    add(tr("Restart &Language Servers"), "restartLanguageServers", {},
        tr("End the language servers and start them again"),
        [this] { m_host.service->restartServers(); });
    m_needView.removeLast();
}

void LanguageActions::goToProblem(int direction)
{
    if (!m_view)
        return;
    using Key = std::tuple<QString, lsp::Position, lsp::Position>;
    std::vector<Key> places = {};
    const QStringList files = m_host.service->files();
    for (const QString &path : files) {
        const QList<lsp::Diagnostic> diagnostics = m_host.service->diagnosticsOf(path);
        for (const lsp::Diagnostic &diagnostic : diagnostics) {
            if (diagnostic.severity != lsp::Diagnostic::Severity::Hint)
                places.emplace_back(path, diagnostic.range.start, diagnostic.range.end);
        }
    }
    if (places.empty()) {
        m_host.tell(tr("The open files have no problems."));
        return;
    }
    std::ranges::sort(places);
    const LanguageDocument *document = m_host.service->documentOf(m_view);
    const lsp::Position caret = positionAt(
        m_view, direction > 0 ? m_view->selectionRange().end : m_view->selectionRange().start);
    const lsp::Position last { INT_MAX, 0 };
    const Key here { document ? document->path() : QString(), caret,
                     direction > 0 ? last : lsp::Position() };
    auto place = std::ranges::upper_bound(places, here);
    if (direction < 0) {
        place = std::ranges::lower_bound(places, here);
        place = (place == places.begin() ? places.end() : place) - 1;
    } else if (place == places.end()) {
        place = places.begin();
    }
    m_host.open({ std::get<0>(*place), { std::get<1>(*place), std::get<2>(*place) } });
    m_hover->showAtCaret();
}

} // namespace looptide::editor
