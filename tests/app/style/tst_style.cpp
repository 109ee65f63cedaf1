// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/style/palettes.h"
#include "app/style/style.h"
#include "panels/common/icons.h"
#include "panels/common/theme.h"

#include <QActionGroup>
#include <QApplication>
#include <QMenu>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTest>
#include <QToolButton>

using namespace looptide;
using namespace Qt::StringLiterals;
using app::Appearance;

class StyleTest : public QObject
{
    Q_OBJECT

    // Pixels in about the accent's hue: what is switched on has them, nothing else has.
    static int accentPixels(QWidget *widget)
    {
        const QImage image = widget->grab().toImage();
        const QColor accent = QApplication::palette().color(QPalette::Accent);
        int count = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                const QColor color = image.pixelColor(x, y);
                count +=
                    color.hsvSaturation() > 100 && std::abs(color.hsvHue() - accent.hsvHue()) < 20;
            }
        }
        return count;
    }

private Q_SLOTS:
    void initTestCase() { app::installStyle(*qApp); }
    void initTestCase_data()
    {
        QTest::addColumn<Appearance>("appearance");
        QTest::newRow("light") << Appearance::Light;
        QTest::newRow("dark") << Appearance::Dark;
    }
    void init()
    {
        QFETCH_GLOBAL(Appearance, appearance);
        app::applyAppearance(appearance);
    }

    void whatIsSwitchedOnInAMenuLooksSwitchedOn_data()
    {
        QTest::addColumn<bool>("isChoice");
        QTest::newRow("a switch") << false;
        QTest::newRow("one of several") << true;
    }
    void whatIsSwitchedOnInAMenuLooksSwitchedOn()
    {
        QFETCH(const bool, isChoice);
        QMenu menu;
        QAction *action = menu.addAction(panels::icon(u"box"_s), u"Isolated"_s);
        action->setCheckable(true);
        QActionGroup group(nullptr);
        if (isChoice)
            group.addAction(action);
        menu.ensurePolished();
        menu.resize(menu.sizeHint());
        QCOMPARE(accentPixels(&menu), 0);
        action->setChecked(true);
        QVERIFY(accentPixels(&menu) > 15);
    }

    void aButtonThatIsOnLooksSwitchedOn()
    {
        QToolButton button;
        button.setAutoRaise(true);
        button.setCheckable(true);
        button.setIcon(panels::icon(u"box"_s));
        button.resize(24, 24);
        const QColor off = button.grab().toImage().pixelColor(3, 12);
        button.setChecked(true);
        const QColor on = button.grab().toImage().pixelColor(3, 12);
        QVERIFY(on.hsvSaturation() > off.hsvSaturation() + 25);
    }

    void theCornerOfScrollBarsIsNoBoxOfItsOwn()
    {
        QPlainTextEdit edit;
        edit.setFrameShape(QFrame::NoFrame);
        edit.setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
        edit.setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
        edit.resize(200, 150);
        edit.show();
        const QImage image = edit.grab().toImage();
        const QRgb base = QApplication::palette().color(QPalette::Base).rgb();
        for (int at = 1; at < 10; ++at)
            QCOMPARE(image.pixel(image.width() - at, image.height() - at), base);
    }

    // Whatever a standard button or message says can be read.
    void textsHaveContrast()
    {
        const QPalette palette = QApplication::palette();
        using models::Theme;
        for (const auto &[text, surface] :
             { std::pair { QPalette::WindowText, QPalette::Window },
               std::pair { QPalette::Text, QPalette::Base },
               std::pair { QPalette::ButtonText, QPalette::Button },
               std::pair { QPalette::PlaceholderText, QPalette::Base },
               std::pair { QPalette::PlaceholderText, QPalette::Window },
               std::pair { QPalette::HighlightedText, QPalette::Highlight },
               std::pair { QPalette::Link, QPalette::Window },
               std::pair { QPalette::ToolTipText, QPalette::ToolTipBase } })
            QVERIFY2(Theme::contrast(palette.color(text), palette.color(surface)) >= 4.5,
                     qPrintable(u"%1 on %2"_s.arg(int(text)).arg(int(surface))));
    }
};

QTEST_MAIN(StyleTest)
#include "tst_style.moc"
