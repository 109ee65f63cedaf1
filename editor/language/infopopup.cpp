// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/language/infopopup.h"

#include <QAbstractTextDocumentLayout>
#include <QEvent>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QRegularExpression>
#include <QScreen>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextCursor>
#include <QUrl>
#include <QVBoxLayout>

namespace looptide::editor {

namespace {

/// A longer text would keep the window waiting while it is laid out.
constexpr qsizetype MaxLetters = 20'000;

/// Loads nothing: neither pictures nor style sheets.
class SafeBrowser : public QTextBrowser
{
public:
    using QTextBrowser::QTextBrowser;
    QVariant loadResource(int, const QUrl &) override { return {}; }
};

QFont codeFontOf(const QFont &base)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (QFontDatabase::hasFamily(QStringLiteral("JetBrains Mono NL")))
        font.setFamily(QStringLiteral("JetBrains Mono NL"));
    font.setPointSizeF(base.pointSizeF());
    return font;
}

} // namespace

InfoPopup::InfoPopup(QWidget *parent)
    : QFrame(parent, Qt::ToolTip | Qt::FramelessWindowHint | Qt::WindowDoesNotAcceptFocus),
      m_text(new SafeBrowser(this))
{
    setAttribute(Qt::WA_ShowWithoutActivating);
    setFrameShape(QFrame::StyledPanel);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setOpenLinks(false);
    m_text->setFocusPolicy(Qt::NoFocus);
    m_text->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_text->document()->setDocumentMargin(8);
    m_text->setAccessibleName(tr("Description"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->addWidget(m_text);
    connect(m_text, &QTextBrowser::anchorClicked, this, &InfoPopup::linkActivated);
}

void InfoPopup::setMarkdown(const QString &markdown)
{
    m_text->document()->setMarkdown(
        markdown.left(MaxLetters),
        QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub
                                        | QTextDocument::MarkdownNoHTML));
    const QFont code = codeFontOf(font());
    QTextCursor cursor(m_text->document());
    for (QTextBlock block = m_text->document()->begin(); block.isValid(); block = block.next()) {
        const bool isCode = block.blockFormat().hasProperty(QTextFormat::BlockCodeFence)
            || block.blockFormat().hasProperty(QTextFormat::BlockCodeLanguage);
        if (!isCode)
            continue;
        cursor.setPosition(block.position());
        QTextBlockFormat format = block.blockFormat();
        format.setNonBreakableLines(false);
        format.setLeftMargin(0);
        cursor.setBlockFormat(format);
        cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
        QTextCharFormat letters;
        letters.setFont(code);
        letters.setForeground(palette().color(QPalette::Text));
        cursor.setCharFormat(letters);
    }
}

void InfoPopup::setHtml(const QString &html)
{
    m_text->setHtml(html);
}

QString InfoPopup::plainText() const
{
    return m_text->toPlainText();
}

void InfoPopup::fit()
{
    QTextDocument *document = m_text->document();
    document->setTextWidth(-1);
    const int ideal = int(document->idealWidth()) + 4;
    const int width = qMin(ideal, m_maximum.width());
    document->setTextWidth(width);
    const int height = int(document->documentLayout()->documentSize().height()) + 3;
    const bool scrolls = height > m_maximum.height();
    resize(width + 4 + (scrolls ? 14 : 0), qMin(height, m_maximum.height()));
    m_text->setVerticalScrollBarPolicy(scrolls ? Qt::ScrollBarAlwaysOn : Qt::ScrollBarAlwaysOff);
}

void InfoPopup::showAt(const QRect &around, bool prefersAbove)
{
    fit();
    const QScreen *screen = QGuiApplication::screenAt(around.center());
    const QRect free = (screen ? screen : QGuiApplication::primaryScreen())->availableGeometry();
    const int above = around.top() - height() - 2;
    const int below = around.bottom() + 3;
    const bool fitsBelow = below + height() <= free.bottom();
    const bool goesAbove = prefersAbove ? above >= free.top() || !fitsBelow : !fitsBelow;
    const int left = qBound(free.left(), around.left(), qMax(free.left(), free.right() - width()));
    move(left, qMax(free.top(), goesAbove ? above : below));
    show();
    raise();
}

void InfoPopup::showBeside(const QRect &rectangle)
{
    fit();
    const QScreen *screen = QGuiApplication::screenAt(rectangle.center());
    const QRect free = (screen ? screen : QGuiApplication::primaryScreen())->availableGeometry();
    const int right = rectangle.right() + 2;
    const bool fits = right + width() <= free.right();
    move(fits ? right : qMax(free.left(), rectangle.left() - width() - 2), rectangle.top());
    show();
}

void InfoPopup::leaveEvent(QEvent *event)
{
    QFrame::leaveEvent(event);
    Q_EMIT left();
}

void InfoPopup::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        hide();
}

} // namespace looptide::editor
