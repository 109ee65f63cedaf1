// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/welcomepage.h"

#include "app/settings.h"
#include "panels/common/displaytext.h"
#include "panels/common/icons.h"

#include <QApplication>
#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QStyledItemDelegate>

namespace looptide::app {

namespace {

constexpr int contentWidth = 620;
constexpr int pathRole = Qt::UserRole;
constexpr int missingRole = Qt::UserRole + 1;

QColor accentColor()
{
    return QGuiApplication::palette().color(QPalette::Accent);
}

// Two lines a project: its name, and where it is.
class RecentDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return { 200, option.fontMetrics.height() * 2 + 16 };
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        const bool missing = index.data(missingRole).toBool();
        const bool selected = option.state & QStyle::State_Selected;
        const bool hovered = option.state & QStyle::State_MouseOver;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (selected || hovered) {
            QColor fill = option.palette.color(QPalette::Highlight);
            if (!selected)
                fill.setAlphaF(0.35F);
            painter->setPen(Qt::NoPen);
            painter->setBrush(fill);
            painter->drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), 6, 6);
        }
        const QRect rect = option.rect.adjusted(12, 7, -12, -7);
        index.data(Qt::DecorationRole)
            .value<QIcon>()
            .paint(painter, QRect(rect.left(), rect.center().y() - 9, 20, 20), Qt::AlignCenter,
                   missing ? QIcon::Disabled : QIcon::Normal);
        const QRect text = rect.adjusted(34, 0, 0, 0);
        const QPalette::ColorRole strong =
            selected ? QPalette::HighlightedText : QPalette::WindowText;
        painter->setPen(
            option.palette.color(missing ? QPalette::Disabled : QPalette::Active, strong));
        QFont bold = option.font;
        bold.setWeight(QFont::DemiBold);
        painter->setFont(bold);
        const int half = text.height() / 2;
        painter->drawText(
            text.adjusted(0, 0, 0, -half), Qt::AlignVCenter,
            QFontMetrics(bold).elidedText(index.data().toString(), Qt::ElideRight, text.width()));
        painter->setFont(option.font);
        painter->setPen(
            option.palette.color(selected ? QPalette::HighlightedText : QPalette::PlaceholderText));
        QString path = models::pathText(index.data(pathRole).toString());
        if (missing)
            path = WelcomePage::tr("%1 (not there any more)").arg(path);
        painter->drawText(text.adjusted(0, half, 0, 0), Qt::AlignVCenter,
                          option.fontMetrics.elidedText(path, Qt::ElideMiddle, text.width()));
        painter->restore();
    }
};

} // namespace

WelcomePage::WelcomePage(QWidget *parent) : QWidget(parent)
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    auto *column = new QWidget(this);
    column->setMaximumWidth(contentWidth);
    auto *inner = new QVBoxLayout(column);
    inner->setContentsMargins(24, 24, 24, 24);
    inner->setSpacing(0);
    inner->addStretch(2);
    inner->addWidget(createHeading());
    inner->addSpacing(24);
    inner->addWidget(createButtons());
    inner->addSpacing(28);
    inner->addWidget(createRecent(), 6);
    inner->addStretch(1);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addStretch(1);
    layout->addWidget(column, 20);
    layout->addStretch(1);
    refresh();
}

QWidget *WelcomePage::createHeading()
{
    auto *heading = new QWidget;
    auto *mark = new QLabel;
    mark->setPixmap(panels::icon(QStringLiteral("waves"), &accentColor)
                        .pixmap(QSize(44, 44), devicePixelRatioF()));
    auto *title = new QLabel(QStringLiteral("Looptide"));
    QFont font = title->font();
    font.setPointSizeF(font.pointSizeF() * 2.1);
    font.setWeight(QFont::DemiBold);
    title->setFont(font);
    auto *sentence =
        new QLabel(tr("An IDE for Node.js with the runtime inside: run a server and watch "
                      "its requests and its event loop live."));
    sentence->setWordWrap(true);
    sentence->setForegroundRole(QPalette::PlaceholderText);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(4);
    texts->addWidget(title);
    texts->addWidget(sentence);
    auto *layout = new QHBoxLayout(heading);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(16);
    layout->addWidget(mark, 0, Qt::AlignTop);
    layout->addLayout(texts, 1);
    return heading;
}

QWidget *WelcomePage::createButtons()
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    const auto add = [&](const QIcon &icon, const QString &text, void (WelcomePage::*signal)()) {
        auto *button = new QPushButton(icon, text);
        button->setMinimumHeight(34);
        connect(button, &QPushButton::clicked, this, signal);
        layout->addWidget(button);
        return button;
    };
    auto *create = add(panels::icon(QStringLiteral("plus"), QColor(Qt::white)), tr("&New Project…"),
                       &WelcomePage::newProjectRequested);
    create->setObjectName(QStringLiteral("welcome.newProject"));
    create->setDefault(true);
    add(panels::icon(QStringLiteral("folder-open")), tr("&Open Folder…"),
        &WelcomePage::openFolderRequested);
    add(panels::icon(QStringLiteral("file")), tr("Open &File…"), &WelcomePage::openFileRequested);
    layout->addStretch(1);
    return row;
}

QWidget *WelcomePage::createRecent()
{
    auto *box = new QWidget;
    m_recentTitle = new QLabel;
    m_recentTitle->setForegroundRole(QPalette::PlaceholderText);
    m_recent = new QListWidget;
    m_recent->setFrameShape(QFrame::NoFrame);
    m_recent->setItemDelegate(new RecentDelegate(m_recent));
    m_recent->setMouseTracking(true);
    m_recent->viewport()->setAttribute(Qt::WA_Hover);
    m_recent->setAccessibleName(tr("Recent projects"));
    m_recent->setContextMenuPolicy(Qt::CustomContextMenu);
    m_recent->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_recent->installEventFilter(this);
    connect(m_recent, &QListWidget::itemClicked, this, [this] { openRow(m_recent->currentRow()); });
    connect(m_recent, &QWidget::customContextMenuRequested, this, &WelcomePage::showRecentMenu);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_recentTitle);
    layout->addWidget(m_recent, 1);
    return box;
}

void WelcomePage::refresh()
{
    m_recent->clear();
    const QStringList projects = recentProjects();
    for (const QString &path : projects) {
        auto *item = new QListWidgetItem(panels::icon(QStringLiteral("folder")),
                                         QDir(path).dirName(), m_recent);
        item->setData(pathRole, path);
        item->setData(missingRole, !QFileInfo(path).isDir());
        item->setToolTip(QDir::toNativeSeparators(path));
    }
    m_recent->setVisible(!projects.isEmpty());
    m_recentTitle->setText(projects.isEmpty() ? tr("Projects that you open are listed here.")
                                              : tr("Recent projects"));
}

void WelcomePage::openRow(int row)
{
    const QListWidgetItem *item = m_recent->item(row);
    if (item && !item->data(missingRole).toBool())
        Q_EMIT projectRequested(item->data(pathRole).toString());
}

void WelcomePage::removeRow(int row)
{
    const QListWidgetItem *item = m_recent->item(row);
    if (!item)
        return;
    removeRecentProject(item->data(pathRole).toString());
    refresh();
}

void WelcomePage::showRecentMenu(const QPoint &position)
{
    const int row = m_recent->row(m_recent->itemAt(position));
    if (row < 0)
        return;
    QMenu menu(this);
    QAction *open = menu.addAction(panels::icon(QStringLiteral("folder-open")), tr("&Open"), this,
                                   [this, row] { openRow(row); });
    open->setEnabled(!m_recent->item(row)->data(missingRole).toBool());
    menu.addAction(panels::icon(QStringLiteral("x")), tr("&Remove from List"), this,
                   [this, row] { removeRow(row); });
    menu.exec(m_recent->viewport()->mapToGlobal(position));
}

bool WelcomePage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_recent || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        openRow(m_recent->currentRow());
        return true;
    case Qt::Key_Delete:
        removeRow(m_recent->currentRow());
        return true;
    default:
        return false;
    }
}

} // namespace looptide::app
