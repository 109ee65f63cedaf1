// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/predict/predictdialog.h"

#include "panels/common/displaytext.h"
#include "panels/common/icons.h"
#include "panels/common/settingsfile.h"
#include "panels/common/theme.h"

#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/SyntaxHighlighter>
#include <KSyntaxHighlighting/Theme>

#include <QAction>
#include <QComboBox>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRandomGenerator>
#include <QSettings>
#include <QSignalBlocker>

#include <algorithm>
#include <utility>

namespace looptide::panels {

using models::PrintedLine;
using models::SnippetRun;
using namespace Qt::StringLiterals;

namespace {

constexpr auto solvedKey = "predict/solved"_L1;

QColor goodColor()
{
    return models::Theme(QGuiApplication::palette()).good();
}

QColor badColor()
{
    return models::Theme(QGuiApplication::palette()).error();
}

void highlight(QPlainTextEdit *code)
{
    static KSyntaxHighlighting::Repository repository;
    auto *highlighter = new KSyntaxHighlighting::SyntaxHighlighter(code->document());
    highlighter->setTheme(repository.themeForPalette(code->palette()));
    highlighter->setDefinition(repository.definitionForFileName(u"snippet.js"_s));
}

} // namespace

PredictDialog::PredictDialog(QWidget *parent)
    : QDialog(parent), m_puzzles(models::bundledPuzzles()), m_run(new SnippetRun(this)),
      m_titles(new QComboBox), m_code(new QPlainTextEdit), m_order(new QListWidget),
      m_answer(new QListWidget), m_message(new QLabel), m_main(new QPushButton),
      m_next(new QPushButton(tr("&Next")))
{
    setWindowTitle(tr("Predict the Order"));
    m_solved =
        QSettings(models::settingsFile(), QSettings::IniFormat).value(solvedKey).toStringList();
    m_own = u"setTimeout(() => console.log('timer'));\n"
            "Promise.resolve().then(() => console.log('promise'));\n"
            "console.log('script');\n"_s;
    auto *columns = new QHBoxLayout(this);
    columns->addWidget(makeProgram(), 3);
    columns->addWidget(makeOrder(), 2);
    setupShortcuts();
    updateTitles();
    connect(m_titles, &QComboBox::currentIndexChanged, this, &PredictDialog::choose);
    connect(m_run, &SnippetRun::finished, this, &PredictDialog::takeResult);
    connect(m_code, &QPlainTextEdit::textChanged, this, [this] {
        // The highlighter causes this signal too.
        if (std::exchange(m_source, m_code->toPlainText()) == m_source)
            return;
        m_run->cancel();
        setState(State::Stale);
    });
    m_titles->setCurrentIndex(firstUnsolved());
    choose(m_titles->currentIndex());
    m_order->setFocus();
    resize(900, 560);
}

PredictDialog::~PredictDialog() = default;

QWidget *PredictDialog::makeProgram()
{
    auto *program = new QWidget;
    auto *column = new QVBoxLayout(program);
    column->setContentsMargins({});
    auto *row = new QHBoxLayout;
    m_titles->setAccessibleName(tr("Programs"));
    m_titles->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_next->setAutoDefault(false);
    m_next->setToolTip(tr("The next program (Alt+N)"));
    row->addWidget(m_titles, 1);
    row->addWidget(m_next);
    column->addLayout(row);
    m_code->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_code->setAccessibleName(tr("The program"));
    m_code->setTabChangesFocus(true);
    m_code->setLineWrapMode(QPlainTextEdit::NoWrap);
    highlight(m_code);
    column->addWidget(m_code, 1);
    connect(m_next, &QPushButton::clicked, this, [this] {
        m_titles->setCurrentIndex((m_titles->currentIndex() + 1) % m_titles->count());
    });
    return program;
}

QWidget *PredictDialog::makeOrder()
{
    auto *order = new QWidget;
    auto *column = new QVBoxLayout(order);
    column->setContentsMargins({});
    auto *title = new QLabel(tr("In which &order does it print?"));
    title->setBuddy(m_order);
    title->setWordWrap(true);
    column->addWidget(title);
    m_order->setDragDropMode(QAbstractItemView::InternalMove);
    m_order->setAccessibleName(tr("The order that you expect"));
    m_order->setToolTip(tr("Drag a line, or move it with Ctrl+Up and Ctrl+Down"));
    column->addWidget(m_order, 1);
    m_answer->setAccessibleName(tr("The order in which it prints"));
    m_answer->setSelectionMode(QAbstractItemView::NoSelection);
    column->addWidget(m_answer, 1);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    column->addWidget(m_message);
    m_main->setDefault(true);
    column->addWidget(m_main);
    connect(m_main, &QPushButton::clicked, this, [this] {
        if (m_state == State::Ready)
            check();
        else
            run();
    });
    return order;
}

void PredictDialog::setupShortcuts()
{
    const auto add = [this](const QKeySequence &keys, int rows) {
        auto *action = new QAction(rows < 0 ? tr("Move Up") : tr("Move Down"), m_order);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetShortcut);
        m_order->addAction(action);
        connect(action, &QAction::triggered, this, [this, rows] { move(rows); });
    };
    add(Qt::CTRL | Qt::Key_Up, -1);
    add(Qt::CTRL | Qt::Key_Down, 1);
    m_order->setContextMenuPolicy(Qt::ActionsContextMenu);
}

void PredictDialog::updateTitles()
{
    const QSignalBlocker blocker(m_titles);
    if (m_titles->count() == 0) {
        for (const models::Puzzle &puzzle : std::as_const(m_puzzles))
            m_titles->addItem(puzzle.title);
        m_titles->addItem(tr("Your own program"));
    }
    for (int i = 0; i < m_puzzles.size(); ++i) {
        const bool isSolved = m_solved.contains(m_puzzles[i].title);
        m_titles->setItemIcon(i, isSolved ? icon(u"check"_s, goodColor) : QIcon());
    }
}

int PredictDialog::firstUnsolved() const
{
    for (int i = 0; i < m_puzzles.size(); ++i) {
        if (!m_solved.contains(m_puzzles[i].title))
            return i;
    }
    return 0;
}

void PredictDialog::choose(int index)
{
    if (m_shown >= m_puzzles.size())
        m_own = m_code->toPlainText();
    m_shown = index;
    m_code->setPlainText(index >= m_puzzles.size() ? m_own : m_puzzles[index].source);
    run();
}

void PredictDialog::run()
{
    m_isChecking = false;
    setState(State::Running, tr("The program runs…"));
    m_run->start(m_code->toPlainText());
}

// The order is that of another run: what the loop does is seen, not remembered.
void PredictDialog::check()
{
    m_isChecking = true;
    setState(State::Running, tr("The program runs…"));
    m_run->start(m_code->toPlainText());
}

void PredictDialog::takeResult(const SnippetRun::Result &result)
{
    m_printed = result.lines;
    if (m_isChecking && result.error.isEmpty()) {
        showMarks();
        return;
    }
    showLines();
    if (!result.error.isEmpty())
        setState(State::Stale, result.error);
    else if (m_printed.size() < 2)
        setState(State::Stale, tr("It prints too few lines to have an order."));
    else
        setState(State::Ready);
}

void PredictDialog::showLines()
{
    m_order->clear();
    const QStringList lines = models::shuffled(m_printed, QRandomGenerator::global()->generate());
    for (const QString &line : lines) {
        auto *item = new QListWidgetItem(models::visibleText(line), m_order);
        item->setData(Qt::UserRole, line);
        item->setFlags(item->flags() & ~Qt::ItemIsDropEnabled);
    }
    m_order->setCurrentRow(0);
}

QStringList PredictDialog::order() const
{
    QStringList lines;
    for (int row = 0; row < m_order->count(); ++row)
        lines.append(m_order->item(row)->data(Qt::UserRole).toString());
    return lines;
}

void PredictDialog::showMarks()
{
    const QList<bool> marks = models::marksOf(order(), m_printed);
    for (int row = 0; row < m_order->count(); ++row)
        m_order->item(row)->setIcon(marks[row] ? icon(u"check"_s, goodColor)
                                               : icon(u"x"_s, badColor));
    m_answer->clear();
    for (const PrintedLine &line : std::as_const(m_printed)) {
        const QString text = models::visibleText(line.text);
        const QString part = models::partOf(line);
        auto *item =
            new QListWidgetItem(part.isEmpty() ? text : tr("%1 – %2").arg(text, part), m_answer);
        item->setToolTip(models::partExplanation(line));
    }
    const auto right = std::ranges::count(marks, true);
    const bool isSolved = right == marks.size() && marks.size() == m_printed.size();
    const int index = m_titles->currentIndex();
    const bool isPuzzle =
        index < m_puzzles.size() && m_code->toPlainText() == m_puzzles[index].source;
    if (isSolved && isPuzzle && !m_solved.contains(m_puzzles[index].title)) {
        m_solved.append(m_puzzles[index].title);
        QSettings(models::settingsFile(), QSettings::IniFormat).setValue(solvedKey, m_solved);
        updateTitles();
    }
    setState(State::Checked,
             isSolved ? tr("Right. The list above shows which part of the loop printed each line.")
                      : tr("%1 of %2 lines are in their place. The list above shows the order in "
                           "which they were printed, and by which part of the loop.")
                            .arg(right)
                            .arg(marks.size()));
}

void PredictDialog::move(int rows)
{
    const int row = m_order->currentRow();
    const int target = row + rows;
    if (m_state != State::Ready || row < 0 || target < 0 || target >= m_order->count())
        return;
    m_order->insertItem(target, m_order->takeItem(row));
    m_order->setCurrentRow(target);
}

void PredictDialog::setState(State state, const QString &message)
{
    m_state = state;
    if (state == State::Stale)
        m_order->clear();
    m_order->setDragEnabled(state == State::Ready);
    m_answer->setVisible(state == State::Checked);
    m_main->setEnabled(state != State::Running);
    m_main->setText(state == State::Ready         ? tr("&Check")
                        : state == State::Checked ? tr("&Try Again")
                                                  : tr("&Run"));
    m_message->setText(state == State::Ready && message.isEmpty()
                           ? tr("Drag the lines into their order, or move them with Ctrl+Up and "
                                "Ctrl+Down.")
                           : message);
}

} // namespace looptide::panels
