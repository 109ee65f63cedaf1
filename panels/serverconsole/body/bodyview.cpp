// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/serverconsole/body/bodyview.h"

#include "panels/common/displaytext.h"
#include "panels/serverconsole/body/jsontree.h"

#include <QBuffer>
#include <QComboBox>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QImageReader>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace looptide::panels {

using models::BodyKind;
using models::DecodedBody;

namespace {

constexpr qsizetype longestText = 1 << 20; // of a body that is shown as text
constexpr int largestImage = 4096; // pixels of a side; larger ones are shown smaller

// Text in lines that cannot pretend to be another one.
QString visibleLines(const QString &text)
{
    QStringList lines = text.split(u'\n');
    for (QString &line : lines) {
        if (line.endsWith(u'\r'))
            line.chop(1);
        line = models::visibleText(line.replace(u'\t', QStringLiteral("    ")));
    }
    return lines.join(u'\n');
}

} // namespace

BodyView::BodyView(const QString &accessibleName, QWidget *parent)
    : QWidget(parent), m_mode(new QComboBox(this)), m_note(new QLabel(this)),
      m_pages(new QStackedWidget(this)), m_text(new QPlainTextEdit(m_pages)),
      m_tree(new QTreeWidget(m_pages)), m_imageArea(new QScrollArea(m_pages)),
      m_image(new QLabel(m_imageArea)), m_explanation(new QLabel(m_pages))
{
    m_mode->setAccessibleName(tr("How the body is shown"));
    m_mode->setToolTip(m_mode->accessibleName());
    m_note->setTextFormat(Qt::PlainText);
    m_note->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_text->setReadOnly(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setTabChangesFocus(true);
    m_text->setAccessibleName(accessibleName);
    m_tree->setAccessibleName(accessibleName);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setColumnCount(2);
    m_tree->setHeaderLabels({ tr("Name"), tr("Value") });
    m_tree->header()->setSectionResizeMode(QHeaderView::Interactive);
    m_tree->setUniformRowHeights(true);
    m_imageArea->setFrameShape(QFrame::NoFrame);
    m_imageArea->setWidget(m_image);
    m_imageArea->setWidgetResizable(true);
    m_image->setAlignment(Qt::AlignCenter);
    m_explanation->setTextFormat(Qt::PlainText);
    m_explanation->setWordWrap(true);
    m_explanation->setAlignment(Qt::AlignCenter);
    m_explanation->setMargin(12);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(8, 4, 8, 4);
    bar->addWidget(m_mode);
    bar->addWidget(m_note, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_pages, 1);
    for (QWidget *page :
         { static_cast<QWidget *>(m_text), static_cast<QWidget *>(m_tree),
           static_cast<QWidget *>(m_imageArea), static_cast<QWidget *>(m_explanation) })
        m_pages->addWidget(page);
    connect(m_mode, &QComboBox::activated, this,
            [this] { show(Mode(m_mode->currentData().toInt())); });
}

QString BodyView::nameOf(Mode mode)
{
    switch (mode) {
    case Mode::Tree:
        return tr("Tree");
    case Mode::Pretty:
        return tr("Indented");
    case Mode::Fields:
        return tr("Fields");
    case Mode::Events:
        return tr("Events");
    case Mode::Image:
        return tr("Image");
    case Mode::Text:
        return tr("Text");
    case Mode::Hex:
        return tr("Hex");
    }
    return {};
}

void BodyView::setBody(const QByteArray &body, qint64 size, const trace::HttpHeaders &headers)
{
    m_body = body;
    m_headers = headers;
    m_decoded = models::decodedBody(body, headers);
    const QString note = this->note(size);
    m_note->setText(note);
    m_note->setToolTip(note.toHtmlEscaped());
    switch (models::bodyKindOf(m_decoded.bytes, headers)) {
    case BodyKind::Empty:
        setExplanation(tr("The body is empty."));
        return;
    case BodyKind::Json:
        if (models::isShownAsJson(m_decoded.bytes))
            offer({ Mode::Tree, Mode::Pretty, Mode::Text, Mode::Hex });
        else
            offer({ Mode::Text, Mode::Hex });
        return;
    case BodyKind::Form:
        offer({ Mode::Fields, Mode::Text, Mode::Hex });
        return;
    case BodyKind::Events:
        offer({ Mode::Events, Mode::Text, Mode::Hex });
        return;
    case BodyKind::Image:
        offer({ Mode::Image, Mode::Hex });
        return;
    case BodyKind::Text:
        offer({ Mode::Text, Mode::Hex });
        return;
    case BodyKind::Binary:
        offer({ Mode::Hex, Mode::Text });
        return;
    }
}

// The user's choice is kept for the next body if that can be shown so.
void BodyView::offer(const QList<Mode> &modes)
{
    const QVariant chosen = m_mode->currentData();
    {
        const QSignalBlocker blocker(m_mode);
        m_mode->clear();
        for (const Mode mode : modes)
            m_mode->addItem(nameOf(mode), int(mode));
        const int index = chosen.isValid() ? m_mode->findData(chosen) : -1;
        m_mode->setCurrentIndex(std::max(0, index));
    }
    m_mode->show();
    m_note->show();
    show(Mode(m_mode->currentData().toInt()));
}

void BodyView::setExplanation(const QString &text)
{
    m_mode->hide();
    m_note->hide();
    m_explanation->setText(text);
    m_pages->setCurrentWidget(m_explanation);
}

QString BodyView::note(qint64 size) const
{
    QStringList parts;
    parts.append(size < 0 ? models::byteText(m_body.size()) : models::byteText(size));
    if (size > m_body.size())
        parts.append(tr("the first %1 were recorded").arg(models::byteText(m_body.size())));
    if (!m_decoded.coding.isEmpty())
        parts.append(tr("decoded from %1: %2")
                         .arg(models::visibleText(m_decoded.coding),
                              models::byteText(m_decoded.bytes.size())));
    switch (m_decoded.problem) {
    case DecodedBody::Problem::None:
        break;
    case DecodedBody::Problem::UnknownCoding:
        parts.append(tr("this coding cannot be decoded"));
        break;
    case DecodedBody::Problem::Malformed:
        parts.append(tr("the data end too early or are damaged"));
        break;
    case DecodedBody::Problem::TooLarge:
        parts.append(tr("only the beginning was decoded"));
        break;
    }
    return parts.join(QStringLiteral(" · "));
}

void BodyView::show(Mode mode)
{
    switch (mode) {
    case Mode::Tree:
        showTree();
        return;
    case Mode::Pretty:
        showText(QString::fromUtf8(models::prettyJson(m_decoded.bytes)), false);
        return;
    case Mode::Fields:
        showFields();
        return;
    case Mode::Events:
        showEvents();
        return;
    case Mode::Image:
        showImage();
        return;
    case Mode::Text:
        showText(
            QString::fromUtf8(m_decoded.bytes.first(std::min(longestText, m_decoded.bytes.size()))),
            true);
        return;
    case Mode::Hex:
        showText(models::hexDump(m_decoded.bytes), false);
        return;
    }
}

void BodyView::showText(const QString &text, bool wraps)
{
    m_text->setLineWrapMode(wraps ? QPlainTextEdit::WidgetWidth : QPlainTextEdit::NoWrap);
    m_text->setPlainText(visibleLines(text));
    m_pages->setCurrentWidget(m_text);
}

void BodyView::showTree()
{
    m_tree->clear();
    const bool isComplete = fillJsonTree(m_tree, m_decoded.bytes);
    if (!isComplete)
        m_tree->addTopLevelItem(
            new QTreeWidgetItem({ tr("More values are in the other views"), QString() }));
    m_tree->expandToDepth(1);
    m_tree->resizeColumnToContents(0);
    m_pages->setCurrentWidget(m_tree);
}

void BodyView::showFields()
{
    m_tree->clear();
    for (const auto &[name, value] : models::formFields(m_decoded.bytes))
        m_tree->addTopLevelItem(
            new QTreeWidgetItem({ models::visibleText(name), models::visibleText(value) }));
    m_tree->resizeColumnToContents(0);
    m_pages->setCurrentWidget(m_tree);
}

void BodyView::showEvents()
{
    m_tree->clear();
    for (const models::ServerSentEvent &event : models::serverSentEvents(m_decoded.bytes)) {
        const QString type = event.type.isEmpty() ? tr("message") : models::visibleText(event.type);
        const QString name =
            event.id.isEmpty() ? type : type + u' ' + u'#' + models::visibleText(event.id);
        m_tree->addTopLevelItem(new QTreeWidgetItem({ name, models::visibleText(event.data) }));
    }
    m_tree->resizeColumnToContents(0);
    m_pages->setCurrentWidget(m_tree);
}

void BodyView::showImage()
{
    QBuffer buffer(&m_decoded.bytes);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer);
    const QSize size = reader.size();
    if (size.isValid() && (size.width() > largestImage || size.height() > largestImage))
        reader.setScaledSize(size.scaled(largestImage, largestImage, Qt::KeepAspectRatio));
    const QImage image = reader.read();
    if (image.isNull()) {
        setExplanation(
            tr("This image cannot be shown. It may have been cut when it was recorded."));
        m_mode->show();
        return;
    }
    m_image->setPixmap(QPixmap::fromImage(image));
    m_image->setToolTip(tr("%1 × %2 pixels").arg(size.width()).arg(size.height()));
    m_pages->setCurrentWidget(m_imageArea);
}

QString BodyView::text() const
{
    return QString::fromUtf8(m_decoded.bytes);
}

QString BodyView::shownText() const
{
    const QWidget *page = m_pages->currentWidget();
    if (page == m_text)
        return m_text->toPlainText();
    if (page == m_explanation)
        return m_explanation->text();
    QStringList lines;
    if (page == m_tree) {
        for (QTreeWidgetItemIterator it(m_tree); *it; ++it)
            lines.append((*it)->text(0) + QStringLiteral(": ") + (*it)->text(1));
    }
    return lines.join(u'\n');
}

} // namespace looptide::panels
