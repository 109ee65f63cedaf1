// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/dialogs/templategallery.h"

#include "app/dialogs/templatecarddelegate.h"
#include "panels/common/icons.h"

#include <QBoxLayout>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QShortcut>

namespace looptide::app {

namespace {

constexpr int galleryWidth = 330;

QListView *makeList(QWidget *parent)
{
    auto *list = new QListView(parent);
    list->setObjectName(QStringLiteral("templates"));
    list->setAccessibleName(TemplateGallery::tr("Templates"));
    list->setItemDelegate(new TemplateCardDelegate(list));
    list->setFrameShape(QFrame::NoFrame);
    list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setResizeMode(QListView::Adjust);
    list->setMouseTracking(true);
    return list;
}

} // namespace

TemplateGallery::TemplateGallery(const QList<project::ProjectTemplate> &templates, QWidget *parent)
    : QWidget(parent), m_isEmpty(templates.isEmpty()), m_model(templates),
      m_search(new QLineEdit(this)), m_list(makeList(this)),
      m_nothing(new QLabel(tr("No template contains these words."), this))
{
    m_search->setObjectName(QStringLiteral("search"));
    m_search->setPlaceholderText(tr("Search templates (Ctrl+F)"));
    m_search->setAccessibleName(tr("Search templates"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(panels::icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_search->installEventFilter(this);
    m_nothing->setObjectName(QStringLiteral("nothing"));
    m_nothing->setWordWrap(true);
    m_nothing->hide();
    m_list->setModel(&m_model);
    setFixedWidth(galleryWidth);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_search);
    layout->addWidget(m_nothing);
    layout->addWidget(m_list, 1);
    connect(m_search, &QLineEdit::textChanged, this, &TemplateGallery::search);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &TemplateGallery::selectionChanged);
    auto *find = new QShortcut(QKeySequence::Find, window());
    connect(find, &QShortcut::activated, m_search, [this] {
        m_search->setFocus();
        m_search->selectAll();
    });
    m_list->setCurrentIndex(m_model.index(m_model.firstTemplate()));
}

const project::ProjectTemplate *TemplateGallery::selected() const
{
    return m_model.at(m_list->currentIndex().row());
}

bool TemplateGallery::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        switch (key->key()) {
        case Qt::Key_Up:
        case Qt::Key_Down:
        case Qt::Key_PageUp:
        case Qt::Key_PageDown:
            QCoreApplication::sendEvent(m_list, event);
            return true;
        case Qt::Key_Escape:
            if (!m_search->text().isEmpty()) {
                m_search->clear();
                return true;
            }
            break;
        default:
            break;
        }
    }
    return QWidget::eventFilter(watched, event);
}

// The selected template stays selected while it matches.
void TemplateGallery::search(const QString &text)
{
    const project::ProjectTemplate *before = selected();
    const QString id = before ? before->id : QString();
    m_model.setSearch(text);
    const int row = m_model.rowOf(id);
    m_list->setCurrentIndex(m_model.index(row >= 0 ? row : m_model.firstTemplate()));
    m_list->scrollTo(m_list->currentIndex());
    const bool none = m_model.rowCount() == 0;
    m_list->setVisible(!none);
    m_nothing->setVisible(none);
    if (none)
        Q_EMIT selectionChanged();
}

} // namespace looptide::app
