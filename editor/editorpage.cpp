// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/editorpage.h"

#include "editor/codeview.h"
#include "editor/editcommands.h"
#include "editor/editortabs.h"
#include "editor/messagepage.h"
#include "editor/noticebar.h"
#include "editor/syntax.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QFuture>
#include <QLocale>
#include <QMessageBox>
#include <QPromise>
#include <QPushButton>
#include <QStackedLayout>
#include <QThreadPool>
#include <QVBoxLayout>

#include <chrono>

namespace looptide::editor {

using Sci = QsciScintillaBase;

namespace {

constexpr qint64 Megabyte = 1024 * 1024;
/// Read at once: quicker than showing that it is being read.
constexpr qint64 MaxImmediateBytes = 4 * Megabyte;
constexpr qint64 MaxHighlightedBytes = 10 * Megabyte;
/// Positions in the text are ints, and the text is held twice for a moment.
constexpr qint64 MaxFileBytes = 1024 * Megabyte;
/// Laying out one line of this length takes about half a second.
constexpr qint64 MaxLineBytes = 500'000;
/// Lines are counted again when the user stops typing.
constexpr std::chrono::milliseconds LineEndDelay(200);

QString formattedSize(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeTraditionalFormat);
}

IndentStyle defaultIndent(const QString &language)
{
    static const QStringList Narrow = { QStringLiteral("JavaScript"), QStringLiteral("TypeScript"),
                                        QStringLiteral("JSON"),       QStringLiteral("HTML"),
                                        QStringLiteral("CSS"),        QStringLiteral("YAML"),
                                        QStringLiteral("Plain Text"), QStringLiteral("Markdown") };
    const bool isNarrow = std::any_of(Narrow.begin(), Narrow.end(), [&](const QString &name) {
        return language.startsWith(name);
    });
    return { false, isNarrow ? 2 : 4 };
}

} // namespace

EditorPage::EditorPage(int id, RecoveryJournal *journal, QWidget *parent)
    : QWidget(parent), m_id(id), m_journal(journal), m_notice(new NoticeBar),
      m_stack(new QStackedLayout)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_notice);
    layout->addLayout(m_stack, 1);
    m_lineEndTimer.setSingleShot(true);
    m_lineEndTimer.setInterval(LineEndDelay);
    connect(&m_lineEndTimer, &QTimer::timeout, this, &EditorPage::updateLineEnds);
}

EditorPage::~EditorPage() = default;

void EditorPage::setPath(const QString &path)
{
    m_path = path;
    if (m_view)
        applyLanguage();
    if (m_journal && m_journal->contains(m_id))
        beginJournal();
    Q_EMIT stateChanged();
}

bool EditorPage::belongsTo(const QString &folder) const
{
    const QString prefix = folder.endsWith(u'/') ? folder : folder + u'/';
    return m_path.startsWith(prefix) || m_openedAs.startsWith(prefix);
}

QString EditorPage::title() const
{
    return m_path.isEmpty() ? m_untitledName : visibleName(QFileInfo(m_path).fileName());
}

CodeView *EditorPage::view() const
{
    return m_state == State::Text ? m_view : nullptr;
}

bool EditorPage::isLarge() const
{
    return m_view->length() > MaxHighlightedBytes;
}

bool EditorPage::isModified() const
{
    return m_heldDraft || (view() && (m_view->isDirty() || m_isDeleted));
}

QString EditorPage::indentation() const
{
    if (!view())
        return {};
    const IndentStyle style = m_view->indentStyle();
    return style.usesTabs ? tr("Tabs: %1").arg(style.width) : tr("Spaces: %1").arg(style.width);
}

// ---- loading

void EditorPage::load(const ReadOptions &options)
{
    Q_EMIT loadStarted();
    const bool forced = options.binaries == BinaryPolicy::ShowAsLatin1;
    const qint64 size = QFileInfo(m_path).size();
    if (size > MaxFileBytes) {
        showMessage(tr("%1 is too large").arg(title()),
                    tr("It has %1. Files of up to %2 can be edited.")
                        .arg(formattedSize(size), formattedSize(MaxFileBytes)));
        return;
    }
    if (size <= MaxImmediateBytes) {
        takeLoaded(loadTextFile(m_path, options), forced);
        return;
    }
    m_state = State::Loading;
    showMessage(tr("Opening %1…").arg(title()), formattedSize(size));
    QPromise<LoadedFile> promise;
    promise.future().then(this,
                          [this, forced](const LoadedFile &loaded) { takeLoaded(loaded, forced); });
    QThreadPool::globalInstance()->start(
        [promise = std::move(promise), path = m_path, options]() mutable {
            promise.start();
            promise.addResult(loadTextFile(path, options));
            promise.finish();
        });
}

void EditorPage::takeLoaded(const LoadedFile &loaded, bool forced)
{
    m_state = State::Message;
    m_stamp = loaded.stamp;
    const TextContent &content = loaded.content;
    const auto openAnyway = [this] { load({ .binaries = BinaryPolicy::ShowAsLatin1 }); };
    if (!loaded.error.isEmpty()) {
        showMessage(tr("%1 cannot be opened").arg(title()), loaded.error,
                    { { tr("Try Again"), [this] { load(); } } });
    } else if (content.isBinary) {
        showMessage(tr("%1 is a binary file").arg(title()),
                    tr("It has %1 and contains bytes that are no text. Opening it as text shows "
                       "every byte as one "
                       "character; saving it unchanged leaves it as it is.")
                        .arg(formattedSize(m_stamp.size)),
                    { { tr("Open as Text Anyway"), openAnyway } });
    } else if (content.longestLine > MaxLineBytes && !forced) {
        showMessage(tr("%1 has a very long line").arg(title()),
                    tr("One of its lines has %L1 characters, which makes the editor slow.")
                        .arg(content.longestLine),
                    { { tr("Open Anyway"), [this, content] { showText(content); } } });
    } else {
        m_isBinary = forced;
        showText(content);
    }
}

void EditorPage::showMessage(const QString &title, const QString &text,
                             const QList<NoticeAction> &actions)
{
    if (!m_message) {
        m_message = new MessagePage(this);
        m_stack->addWidget(m_message);
    }
    if (m_state != State::Loading)
        m_state = State::Message;
    m_message->showMessage(title, text, actions);
    m_stack->setCurrentWidget(m_message);
    setFocusProxy(m_message);
    Q_EMIT stateChanged();
}

void EditorPage::showText(const TextContent &content)
{
    createView();
    m_encoding = content.encoding;
    m_isReplacing = true;
    m_hasMixedEols = content.lineEnds.areMixed();
    m_view->resetText(content.utf8, content.lineEnds.usual());
    m_isReplacing = false;
    m_state = State::Text;
    m_isDeleted = false;
    applyLanguage();
    m_stack->setCurrentWidget(m_view);
    setFocusProxy(m_view);
    if (m_message) {
        m_message->deleteLater();
        m_message = nullptr;
    }
    applyPlace();
    setProblem(std::exchange(m_pendingProblem, {}));
    setLineMarks(m_lineMarks);
    Q_EMIT edited();
    setExecution(m_executionLine, m_isExecutionTop);
    setHovering(m_isHovering);
    Q_EMIT stateChanged();
    Q_EMIT modifiedChanged();
}

void EditorPage::createView()
{
    if (m_view)
        return;
    m_view = new CodeView(this);
    m_stack->addWidget(m_view);
    setAppearance(m_zoom, m_isWrapped, m_isWhitespaceShown);
    connect(m_view, &CodeView::textEdited, this, &EditorPage::handleEdit);
    connect(m_view, &CodeView::dirtyChanged, this, &EditorPage::handleDirtyChanged);
    connect(m_view, &CodeView::caretMoved, this, &EditorPage::caretMoved);
    connect(m_view, &CodeView::zoomChanged, this, &EditorPage::zoomChanged);
    connect(m_view, &CodeView::contextMenuRequested, this, &EditorPage::contextMenuRequested);
    connect(m_view, &CodeView::escapePressed, this, &EditorPage::escapePressed);
    connect(m_view, &CodeView::marginClicked, this, &EditorPage::marginClicked);
    connect(m_view, &CodeView::changeMarkClicked, this, &EditorPage::changeMarkClicked);
    connect(m_view, &CodeView::marginMenuRequested, this, &EditorPage::marginMenuRequested);
    connect(m_view, &CodeView::hoverRequested, this, &EditorPage::hoverRequested);
    connect(m_view->lineMarks(), &LineMarks::moved, this, &EditorPage::lineMarkMoved);
}

void EditorPage::applyLanguage()
{
    const Syntax &syntax = Syntax::instance();
    const QString fileName = title();
    KSyntaxHighlighting::Definition definition;
    if (!isLarge() && !m_path.isEmpty()) {
        const QByteArray firstLine = m_view->textBytes({ 0, qMin(m_view->lineEnd(0), 200) });
        definition = syntax.definitionFor(fileName, QString::fromUtf8(firstLine));
    }
    m_language = Syntax::displayName(definition, fileName);
    if (isLarge())
        m_language = tr("%1, too large to highlight").arg(m_language);
    m_view->setDefinition(definition);
    m_view->setAccessibleDescription(fileName);

    m_config = m_path.isEmpty() ? EditorConfig() : editorConfigFor(m_path);
    constexpr int Sample = 128 * 1024;
    const QByteArray sample = m_view->textBytes({ 0, qMin(m_view->length(), Sample) });
    m_view->setIndentStyle(chooseIndentation(m_config, sample, defaultIndent(m_language)));
    if (m_view->length() == 0 && m_config.eol)
        m_view->setEol(*m_config.eol);
}

void EditorPage::startEmpty()
{
    showText({});
}

// ---- the view

void EditorPage::goTo(int line, int column)
{
    if (line <= 0)
        return;
    m_pendingGoTo = { line, column };
    if (view())
        applyPlace();
}

void EditorPage::setProblem(const std::optional<Problem> &problem)
{
    if (!view())
        m_pendingProblem = problem;
    else if (problem)
        m_view->problemMark()->show(*problem);
    else
        m_view->problemMark()->clear();
}

void EditorPage::setLineMarks(const QList<LineMark> &marks)
{
    m_lineMarks = marks;
    if (view())
        m_view->lineMarks()->setMarks(marks);
}

void EditorPage::setExecution(int line, bool isTop)
{
    m_executionLine = line;
    m_isExecutionTop = isTop;
    if (view())
        m_view->lineMarks()->setExecution(line, isTop);
}

void EditorPage::setHovering(bool on)
{
    m_isHovering = on;
    if (view())
        m_view->setHovering(on);
}

void EditorPage::applyPlace()
{
    if (m_pendingPlace && m_pendingGoTo.first <= 0) {
        const ViewPlace place = *m_pendingPlace;
        m_view->select(qMin(place.anchor, m_view->length()), qMin(place.caret, m_view->length()));
        m_view->send(Sci::SCI_SETFIRSTVISIBLELINE, ulong(place.firstVisibleLine));
    }
    if (m_pendingGoTo.first > 0)
        m_view->goTo(m_pendingGoTo.first, m_pendingGoTo.second);
    // Without a size there is no middle of the screen to scroll to.
    if (!isVisible())
        return;
    m_pendingPlace.reset();
    m_pendingGoTo = { 0, 0 };
}

void EditorPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (view())
        applyPlace();
}

ViewPlace EditorPage::place() const
{
    if (!view())
        return m_pendingPlace.value_or(ViewPlace());
    return { m_view->caret(), int(m_view->send(Sci::SCI_GETANCHOR)),
             int(m_view->send(Sci::SCI_GETFIRSTVISIBLELINE)) };
}

void EditorPage::setPlace(const ViewPlace &place)
{
    m_pendingPlace = place;
    if (view())
        applyPlace();
}

void EditorPage::setAppearance(int zoom, bool wrapped, bool whitespaceShown)
{
    m_zoom = zoom;
    m_isWrapped = wrapped;
    m_isWhitespaceShown = whitespaceShown;
    if (!m_view)
        return;
    if (m_view->send(Sci::SCI_GETZOOM) != zoom)
        m_view->zoomTo(zoom);
    m_view->setWordWrapped(wrapped);
    m_view->setWhitespaceShown(whitespaceShown);
}

} // namespace looptide::editor
