// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/problems/problemspanel.h"

#include "panels/common/emptystate.h"
#include "panels/common/flowlayout.h"
#include "panels/common/icons.h"
#include "panels/common/theme.h"
#include "panels/problems/problemsproxy.h"
#include "panels/serverconsole/filterchip.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QTreeView>
#include <QVBoxLayout>

namespace looptide::panels {

using models::Problem;
using models::ProblemsModel;
using models::Theme;
using namespace Qt::StringLiterals;

namespace {

constexpr int barMargin = 4;
// Narrower panels show fewer columns.
constexpr int lettersForSource = 70;
constexpr int lettersForFile = 45;
constexpr int maximumColumnLetters = 40;
constexpr int lettersOfPlace = 13;

QColor colorOf(const Theme &theme, Problem::Severity severity)
{
    switch (severity) {
    case Problem::Severity::Error:
        return theme.error();
    case Problem::Severity::Warning:
        return theme.warning();
    case Problem::Severity::Information:
    case Problem::Severity::Hint:
        break;
    }
    return theme.accent();
}

QString iconOf(Problem::Severity severity)
{
    switch (severity) {
    case Problem::Severity::Error:
        return u"circle-x"_s;
    case Problem::Severity::Warning:
        return u"triangle-alert"_s;
    case Problem::Severity::Information:
    case Problem::Severity::Hint:
        break;
    }
    return u"info"_s;
}

// An icon with the colour of the severity before the message; other columns are of second rank.
class ProblemDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const Theme theme(option->palette);
        if (index.column() == ProblemsModel::MessageColumn) {
            const auto severity =
                Problem::Severity(index.data(ProblemsModel::SeverityRole).toInt());
            option->icon = icon(iconOf(severity), colorOf(theme, severity));
            option->features |= QStyleOptionViewItem::HasDecoration;
            option->decorationSize = QSize(16, 16);
        } else {
            option->palette.setColor(QPalette::Text, theme.mutedText());
            if (index.column() == ProblemsModel::FileColumn)
                option->textElideMode = Qt::ElideMiddle;
        }
    }
};

QString chipText(Problem::Severity severity, int count)
{
    const QString number = QLocale().toString(count);
    switch (severity) {
    case Problem::Severity::Error:
        return ProblemsPanel::tr("Errors: %1").arg(number);
    case Problem::Severity::Warning:
        return ProblemsPanel::tr("Warnings: %1").arg(number);
    case Problem::Severity::Information:
    case Problem::Severity::Hint:
        break;
    }
    return ProblemsPanel::tr("Information: %1").arg(number);
}

} // namespace

PanelDescriptor ProblemsPanel::descriptor()
{
    const auto create = [](PanelHost *host) {
        auto *panel = new ProblemsPanel;
        connect(panel, &ProblemsPanel::fileActivated, host, &PanelHost::fileActivated);
        connect(panel, &ProblemsPanel::leaveRequested, host, &PanelHost::editorRequested);
        return panel;
    };
    return { .id = u"problems"_s,
             .title = tr("Problems"),
             .icon = u"triangle-alert"_s,
             .shortcut = QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_M),
             .place = PanelPlace::Bottom,
             .create = create };
}

ProblemsPanel::ProblemsPanel(QWidget *parent)
    : QWidget(parent), m_model(new ProblemsModel(this)),
      m_proxy(new models::ProblemsProxy(m_model, this)), m_pages(new QStackedWidget(this)),
      m_empty(new EmptyState(u"circle-check"_s)), m_content(new QWidget), m_list(new QTreeView)
{
    setupList();
    setupActions();
    auto *content = new QVBoxLayout(m_content);
    content->setContentsMargins({});
    content->setSpacing(0);
    m_bar = makeBar();
    content->addWidget(m_bar);
    content->addWidget(m_list, 1);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_content);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_pages);
    setFocusProxy(m_list);
    m_empty->setText(tr("No problems"),
                     tr("Errors and warnings in the open files appear here while you type."));
    connect(m_model, &ProblemsModel::countsChanged, this, &ProblemsPanel::update);
    update();
}

ProblemsPanel::~ProblemsPanel() = default;

QWidget *ProblemsPanel::makeBar()
{
    auto *bar = new QWidget(m_content);
    auto *flow = new FlowLayout(barMargin, bar);
    flow->setContentsMargins(barMargin, barMargin, barMargin, barMargin);
    m_filter = new QLineEdit(bar);
    m_filter->setObjectName(u"problemsFilter"_s);
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setAccessibleName(tr("Filter problems"));
    m_filter->setToolTip(tr("Words of the message, the file or the source (Ctrl+F)"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(maximumColumnLetters * fontMetrics().averageCharWidth());
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_proxy->setText(text);
        update();
    });
    flow->addWidget(m_filter);
    for (const auto severity :
         { Problem::Severity::Error, Problem::Severity::Warning, Problem::Severity::Information })
        flow->addWidget(makeChip(severity));
    m_note = new QLabel(bar);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    flow->addWidget(m_note);
    return bar;
}

FilterChip *ProblemsPanel::makeChip(Problem::Severity severity)
{
    auto *chip = new FilterChip(
        chipText(severity, 0), [severity](const Theme &theme) { return colorOf(theme, severity); },
        m_content);
    chip->setCheckable(true);
    chip->setToolTip(tr("Show only these"));
    connect(chip, &FilterChip::toggled, this, &ProblemsPanel::applySeverities);
    m_chips.append({ severity, chip });
    return chip;
}

void ProblemsPanel::setupList()
{
    m_list->setObjectName(u"problems"_s);
    m_list->setAccessibleName(tr("Problems"));
    m_list->setModel(m_proxy);
    m_list->setItemDelegate(new ProblemDelegate(m_list));
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_list->setMinimumHeight(1); // rows scroll
    m_list->setSortingEnabled(true);
    m_list->header()->setSortIndicatorClearable(true);
    m_list->sortByColumn(-1, Qt::AscendingOrder); // by file
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(ProblemsModel::MessageColumn, QHeaderView::Stretch);
    m_list->header()->setMaximumSectionSize(100 * fontMetrics().averageCharWidth());
    connect(m_list, &QTreeView::activated, this, &ProblemsPanel::activate);
    connect(m_list, &QTreeView::clicked, this, &ProblemsPanel::activate);
}

void ProblemsPanel::setupActions()
{
    auto *copy = new QAction(icon(u"copy"_s), tr("&Copy Message"), this);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    copy->setToolTip(tr("Copy the message with its place"));
    connect(copy, &QAction::triggered, this, &ProblemsPanel::copySelected);
    m_list->addAction(copy);
    auto *find = new QAction(tr("&Filter"), this);
    find->setShortcut(QKeySequence::Find);
    find->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(find, &QAction::triggered, this, [this] {
        m_filter->setFocus();
        m_filter->selectAll();
    });
    addAction(find);
}

void ProblemsPanel::activate(const QModelIndex &index)
{
    const int row = m_proxy->mapToSource(index).row();
    if (row < 0)
        return;
    const Problem problem = m_model->problemAt(row);
    Q_EMIT fileActivated(m_model->pathAt(row), problem.line, problem.column);
}

void ProblemsPanel::copySelected()
{
    const int row = m_proxy->mapToSource(m_list->currentIndex()).row();
    if (row < 0)
        return;
    const Problem &problem = m_model->problemAt(row);
    QApplication::clipboard()->setText(u"%1:%2:%3: %4"_s.arg(m_model->pathAt(row))
                                           .arg(problem.line)
                                           .arg(problem.column)
                                           .arg(problem.message));
}

void ProblemsPanel::applySeverities()
{
    QSet<Problem::Severity> chosen;
    for (const auto &[severity, chip] : std::as_const(m_chips)) {
        if (chip->isChecked())
            chosen.insert(severity);
    }
    m_proxy->setSeverities(chosen);
    update();
}

void ProblemsPanel::update()
{
    const int count = m_model->rowCount();
    for (const auto &[severity, chip] : std::as_const(m_chips)) {
        const QString text = chipText(severity, m_model->count(severity));
        if (chip->text() != text) {
            chip->setText(text);
            chip->updateGeometry();
        }
    }
    QStringList notes;
    if (m_proxy->isFiltering() && m_proxy->rowCount() < count)
        notes.append(tr("%1 of %2 shown").arg(m_proxy->rowCount()).arg(count));
    if (m_model->hiddenCount() > 0)
        notes.append(tr("%1 more are not listed").arg(QLocale().toString(m_model->hiddenCount())));
    m_note->setText(notes.join(u" · "_s));
    // A filter must stay reachable.
    m_pages->setCurrentWidget(
        count == 0 && !m_proxy->isFiltering() ? static_cast<QWidget *>(m_empty) : m_content);
    setWindowTitle(
        count == 0 ? tr("Problems")
                   : tr("Problems (%1)").arg(QLocale().toString(count + m_model->hiddenCount())));
    updateColumns();
}

void ProblemsPanel::updateColumns()
{
    const int letters = width() / qMax(1, fontMetrics().averageCharWidth());
    m_list->setColumnHidden(ProblemsModel::SourceColumn, letters < lettersForSource);
    m_list->setColumnHidden(ProblemsModel::FileColumn, letters < lettersForFile);
    const int letter = fontMetrics().averageCharWidth();
    m_list->setColumnWidth(ProblemsModel::FileColumn,
                           qMin(maximumColumnLetters, letters / 4) * letter);
    m_list->setColumnWidth(ProblemsModel::LineColumn, lettersOfPlace * letter);
    m_list->setColumnWidth(ProblemsModel::SourceColumn, qMin(32, letters / 5) * letter);
}

void ProblemsPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_list->viewport()->update();
}

void ProblemsPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    updateColumns();
    // In a low panel, the list matters more than what filters it.
    const int needed = m_bar->layout()->heightForWidth(width());
    m_bar->setVisible(height() >= needed + fontMetrics().height());
}

void ProblemsPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape) {
        QWidget::keyPressEvent(event);
        return;
    }
    if (!m_filter->text().isEmpty())
        m_filter->clear();
    else
        Q_EMIT leaveRequested();
}

} // namespace looptide::panels
