// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/dialogs/runconfigurationdialog.h"

#include "app/dialogs/runconfigurationform.h"
#include "app/runs/runproblemtext.h"
#include "panels/common/emptystate.h"
#include "panels/common/icons.h"
#include "panels/common/theme.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QDir>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolBar>

#include <algorithm>

namespace looptide::app {

using project::RunChoice;
using project::RunConfiguration;
using project::RunProblem;

namespace {

constexpr QSize preferredSize { 860, 640 };
// The room on a screen of 1024x768 beside its panels and a window frame.
constexpr QSize roomOnSmallScreens { 960, 660 };

QColor goodColor()
{
    return models::Theme(QGuiApplication::palette()).good();
}

QColor warningColor()
{
    return models::Theme(QGuiApplication::palette()).warning();
}

QString kindIcon(RunConfiguration::Kind kind)
{
    switch (kind) {
    case RunConfiguration::Kind::File:
        return QStringLiteral("file-code");
    case RunConfiguration::Kind::Script:
        return QStringLiteral("scroll-text");
    case RunConfiguration::Kind::Project:
        break;
    }
    return QStringLiteral("package");
}

bool isWrong(const RunProblem &problem)
{
    return problem.severity == RunProblem::Severity::Wrong;
}

RunChoice chosenAs(const RunConfiguration &configuration)
{
    return RunChoice::configuration(configuration.id);
}

} // namespace

RunConfigurationDialog::RunConfigurationDialog(const project::ProjectRuns &runs,
                                               const project::PackageJson &package, QWidget *parent)
    : QDialog(parent), m_runs(runs), m_applied(runs), m_package(package),
      m_list(new QListWidget(this)), m_form(new RunConfigurationForm(package)),
      m_pages(new QStackedWidget(this)), m_message(new QLabel(this)),
      m_buttons(new QDialogButtonBox(
          QDialogButtonBox::Ok | QDialogButtonBox::Cancel | QDialogButtonBox::Apply, this))
{
    setWindowTitle(tr("Run Configurations of %1").arg(QDir(package.directory).dirName()));
    auto *left = new QWidget;
    auto *leftLayout = new QVBoxLayout(left);
    leftLayout->setContentsMargins({});
    leftLayout->setSpacing(4);
    auto *tools = new QToolBar;
    tools->setIconSize(QSize(16, 16));
    leftLayout->addWidget(m_list, 1);
    leftLayout->addWidget(tools);
    setupList();
    tools->addActions(m_list->actions());
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(m_form);
    m_pages->addWidget(setupEmptyPage());
    m_pages->setFocusProxy(m_pages->widget(0));
    m_pages->addWidget(scroll);
    auto *splitter = new QSplitter;
    splitter->addWidget(left);
    splitter->addWidget(m_pages);
    splitter->setStretchFactor(1, 1);
    splitter->setChildrenCollapsible(false);
    splitter->setSizes({ 250, 610 });
    setupButtons();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 14);
    layout->setSpacing(12);
    layout->addWidget(splitter, 1);
    layout->addWidget(m_message);
    layout->addWidget(m_buttons);
    resize(preferredSize.boundedTo(roomOnSmallScreens));
    connect(m_form, &RunConfigurationForm::edited, this, &RunConfigurationDialog::takeEdit);
    showCurrent();
    m_runs.configurations.isEmpty() ? m_pages->setFocus() : m_list->setFocus();
}

QWidget *RunConfigurationDialog::setupEmptyPage()
{
    auto *empty = new panels::EmptyState(QStringLiteral("play"));
    empty->setText(tr("No run configurations yet"),
                   tr("A configuration says what to run, with which arguments, environment and "
                      "options. Run starts the one that you choose."));
    empty->setAction(tr("Add a configuration"), QStringLiteral("plus"));
    connect(empty, &panels::EmptyState::actionRequested, this, &RunConfigurationDialog::add);
    return empty;
}

QAction *RunConfigurationDialog::addTool(const char *name, const QString &icon, const QString &text,
                                         const QKeySequence &shortcut,
                                         void (RunConfigurationDialog::*slot)())
{
    auto *action = new QAction(panels::icon(icon), text, this);
    action->setObjectName(QLatin1StringView(name));
    action->setShortcut(shortcut);
    action->setShortcutContext(Qt::WidgetShortcut);
    action->setToolTip(shortcut.isEmpty()
                           ? text
                           : tr("%1 (%2)").arg(text, shortcut.toString(QKeySequence::NativeText)));
    connect(action, &QAction::triggered, this, slot);
    m_list->addAction(action);
    return action;
}

void RunConfigurationDialog::setupList()
{
    m_list->setAccessibleName(tr("Run configurations"));
    m_list->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_list->setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::DoubleClicked);
    m_list->setMinimumWidth(200);
    m_list->setIconSize(QSize(16, 16));
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (const RunConfiguration &configuration : std::as_const(m_runs.configurations)) {
        auto *item = new QListWidgetItem(configuration.name, m_list);
        item->setFlags(item->flags() | Qt::ItemIsEditable);
    }
    addTool("add", QStringLiteral("plus"), tr("Add"), QKeySequence(Qt::Key_Insert),
            &RunConfigurationDialog::add);
    m_duplicate = addTool("duplicate", QStringLiteral("copy"), tr("Duplicate"),
                          QKeySequence(Qt::CTRL | Qt::Key_D), &RunConfigurationDialog::duplicate);
    m_remove = addTool("remove", QStringLiteral("trash-2"), tr("Remove"),
                       QKeySequence(Qt::Key_Delete), &RunConfigurationDialog::removeCurrent);
    m_rename = addTool("rename", QStringLiteral("pencil"), tr("Rename"), QKeySequence(Qt::Key_F2),
                       &RunConfigurationDialog::rename);
    m_up = addTool("up", QStringLiteral("arrow-up"), tr("Move Up"),
                   QKeySequence(Qt::ALT | Qt::Key_Up), &RunConfigurationDialog::moveUp);
    m_down = addTool("down", QStringLiteral("arrow-down"), tr("Move Down"),
                     QKeySequence(Qt::ALT | Qt::Key_Down), &RunConfigurationDialog::moveDown);
    m_choose = addTool("choose", QStringLiteral("circle-play"), tr("Let Run (F5) Start This One"),
                       {}, &RunConfigurationDialog::chooseCurrent);
    m_choose->setCheckable(true);
    m_list->setCurrentRow(0);
    for (qsizetype i = 0; i < m_runs.configurations.size(); ++i) {
        if (chosenAs(m_runs.configurations.at(i)) == m_runs.chosen)
            m_list->setCurrentRow(int(i));
    }
    connect(m_list, &QListWidget::currentRowChanged, this, &RunConfigurationDialog::showCurrent);
    connect(m_list, &QListWidget::itemChanged, this, &RunConfigurationDialog::takeRenamed);
}

void RunConfigurationDialog::setupButtons()
{
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    connect(m_buttons, &QDialogButtonBox::accepted, this, [this] {
        apply();
        accept();
    });
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_buttons->button(QDialogButtonBox::Apply), &QPushButton::clicked, this,
            &RunConfigurationDialog::apply);
}

int RunConfigurationDialog::row() const
{
    return m_list->currentRow();
}

QList<RunProblem> RunConfigurationDialog::problemsAt(qsizetype at) const
{
    QStringList others;
    for (qsizetype i = 0; i < m_runs.configurations.size(); ++i) {
        if (i != at)
            others.append(m_runs.configurations.at(i).name);
    }
    return project::problemsOf(m_runs.configurations.at(at), m_package, others);
}

QString RunConfigurationDialog::freeName(const QString &wanted) const
{
    QString name = wanted;
    for (int i = 2; std::ranges::find(m_runs.configurations, name, &RunConfiguration::name)
         != m_runs.configurations.end();
         ++i)
        name = tr("%1 (%2)").arg(wanted).arg(i);
    return name;
}

void RunConfigurationDialog::add()
{
    RunConfiguration configuration;
    configuration.id = RunConfiguration::newId();
    configuration.name = freeName(tr("New configuration"));
    insert(int(m_runs.configurations.size()), configuration);
}

void RunConfigurationDialog::duplicate()
{
    RunConfiguration copy = m_runs.configurations.at(row());
    copy.id = RunConfiguration::newId();
    copy.name = freeName(copy.name);
    insert(row() + 1, copy);
}

void RunConfigurationDialog::insert(int at, const RunConfiguration &configuration)
{
    m_runs.configurations.insert(at, configuration);
    {
        const QSignalBlocker blocker(m_list);
        auto *item = new QListWidgetItem(configuration.name);
        item->setFlags(item->flags() | Qt::ItemIsEditable);
        m_list->insertItem(at, item);
        m_list->setCurrentRow(at);
    }
    showCurrent();
    m_form->focusName();
}

void RunConfigurationDialog::removeCurrent()
{
    const int at = row();
    if (chosenAs(m_runs.configurations.at(at)) == m_runs.chosen)
        m_runs.chosen = {};
    m_runs.configurations.removeAt(at);
    {
        const QSignalBlocker blocker(m_list);
        delete m_list->takeItem(at);
        m_list->setCurrentRow(qMin(at, m_list->count() - 1));
    }
    showCurrent();
}

void RunConfigurationDialog::rename()
{
    m_list->editItem(m_list->currentItem());
}

void RunConfigurationDialog::takeRenamed(const QListWidgetItem *item)
{
    m_runs.configurations[m_list->row(item)].name = item->text().trimmed();
    showCurrent();
}

void RunConfigurationDialog::move(int by)
{
    const int from = row();
    const int to = from + by;
    if (to < 0 || to >= m_list->count())
        return;
    m_runs.configurations.move(from, to);
    {
        const QSignalBlocker blocker(m_list);
        m_list->insertItem(to, m_list->takeItem(from));
        m_list->setCurrentRow(to);
    }
    refresh();
}

void RunConfigurationDialog::chooseCurrent()
{
    m_runs.chosen = m_choose->isChecked() ? chosenAs(m_runs.configurations.at(row())) : RunChoice();
    refresh();
}

void RunConfigurationDialog::showCurrent()
{
    m_pages->setCurrentIndex(row() < 0 ? 0 : 1);
    if (row() >= 0)
        m_form->setConfiguration(m_runs.configurations.at(row()));
    refresh();
}

void RunConfigurationDialog::takeEdit()
{
    m_runs.configurations[row()] = m_form->configuration();
    refresh();
}

void RunConfigurationDialog::apply()
{
    m_applied = m_runs;
    Q_EMIT applied(m_runs);
    refresh();
}

// Updates names, icons and buttons from the configurations.
void RunConfigurationDialog::refresh()
{
    const QSignalBlocker blocker(m_list);
    QString wrong;
    for (int i = 0; i < m_list->count(); ++i) {
        const RunConfiguration &configuration = m_runs.configurations.at(i);
        const QList<RunProblem> problems = problemsAt(i);
        const bool hasProblem = std::ranges::any_of(problems, [](const RunProblem &problem) {
            return problem.severity != RunProblem::Severity::Note;
        });
        const bool isChosen = chosenAs(configuration) == m_runs.chosen;
        QListWidgetItem *item = m_list->item(i);
        item->setText(configuration.name);
        item->setIcon(hasProblem     ? panels::icon(QStringLiteral("triangle-alert"), &warningColor)
                          : isChosen ? panels::icon(QStringLiteral("circle-play"), &goodColor)
                                     : panels::icon(kindIcon(configuration.kind)));
        QFont font = m_list->font();
        font.setWeight(isChosen ? QFont::DemiBold : QFont::Normal);
        item->setFont(font);
        item->setToolTip(isChosen ? tr("Run (F5) starts this one") : QString());
        const auto first = std::ranges::find_if(problems, isWrong);
        if (first != problems.end() && wrong.isEmpty())
            wrong = configuration.name.isEmpty()
                ? textOf(*first)
                : tr("“%1”: %2").arg(configuration.name, textOf(*first));
        if (i == row())
            m_form->showProblems(problems);
    }
    m_message->setText(wrong);
    m_message->setVisible(!wrong.isEmpty());
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, models::Theme(palette()).error());
    m_message->setPalette(colors);

    const bool hasCurrent = row() >= 0;
    for (QAction *action : { m_duplicate, m_remove, m_rename, m_choose })
        action->setEnabled(hasCurrent);
    m_choose->setChecked(hasCurrent && chosenAs(m_runs.configurations.at(row())) == m_runs.chosen);
    m_up->setEnabled(row() > 0);
    m_down->setEnabled(hasCurrent && row() < m_list->count() - 1);
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(wrong.isEmpty());
    m_buttons->button(QDialogButtonBox::Apply)->setEnabled(wrong.isEmpty() && m_runs != m_applied);
}

} // namespace looptide::app
