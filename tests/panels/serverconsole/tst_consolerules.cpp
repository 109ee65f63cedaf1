// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/serverconsole/consoletexts.h"
#include "panels/serverconsole/exchangedetails.h"
#include "panels/serverconsole/rules/rulebar.h"
#include "panels/serverconsole/rules/ruledialog.h"
#include "panels/serverconsole/rules/rulesdialog.h"
#include "panels/serverconsole/serverconsolemodel.h"
#include "panels/serverconsole/serverconsolepanel.h"
#include "runtime/trace/requestrulelist.h"
#include "tests/panels/exchanges.h"
#include "tests/panels/serverconsole/shownconsole.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTableView>
#include <QTest>

using namespace looptide;
using namespace Qt::StringLiterals;
using tests::batchOf;
using tests::exchange;
using trace::RequestRule;
using trace::RuleEffect;
using Shown = tests::ShownConsole;

namespace {

RequestRule delay(const QString &path)
{
    RequestRule rule;
    rule.action = RequestRule::Action::Delay;
    rule.path = path;
    rule.delayMs = 300;
    return rule;
}

QPushButton *okOf(QDialog *dialog)
{
    return dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
}

} // namespace

// The rules of requests in the server console: the bar, the dialogs, the rows.
class tst_ConsoleRules : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void barSaysWhatIsActiveAndSwitchesItOff();
    void rowsSayWhatARuleDid();
    void menuMakesRulesForRequestsLikeThis();
    void dialogRefusesWhatCannotBeSent();
    void listChangesRules();
    void listIsKept();
    void invalidRulesAreLeftOut();
};

void tst_ConsoleRules::barSaysWhatIsActiveAndSwitchesItOff()
{
    trace::RequestRuleList rules;
    Shown shown;
    shown.panel.setRules(&rules);
    auto *bar = shown.panel.findChild<panels::RuleBar *>();
    QVERIFY(!bar->isVisible());
    rules.add(delay(u"/slow"_s));
    RequestRule off = delay(u"/off"_s);
    off.isEnabled = false;
    rules.add(off);
    rules.add(delay(u"/<b>"_s));
    QVERIFY(bar->isVisible());
    QVERIFY(bar->findChild<QLabel *>()->text().startsWith(u"2 "));
    QVERIFY(!bar->findChild<QLabel *>()->toolTip().contains(u"<b>"));
    for (auto *button : bar->findChildren<QPushButton *>()) {
        if (button->text() == u"Switch Off")
            button->click();
    }
    QVERIFY(!bar->isVisible());
    QVERIFY(!rules.isOn());
    QCOMPARE(rules.active().size(), 0);
    QCOMPARE(rules.all().size(), 3);
}

void tst_ConsoleRules::rowsSayWhatARuleDid()
{
    Shown shown;
    trace::HttpExchange touched = exchange(1, u"/a"_s);
    touched.effects = quint8(RuleEffect::Mocked) | quint8(RuleEffect::Delayed);
    trace::HttpExchange brief = touched;
    brief.id = 2;
    brief.isBrief = true;
    shown.model.addBatch(batchOf({ touched, brief, exchange(3, u"/b"_s) }));
    QCOMPARE(models::effectsText(shown.model.rowAt(0).effects), u"delayed, mocked"_s);
    QCOMPARE(int(shown.model.exchangeAt(1)->effects), int(touched.effects));
    QCOMPARE(int(shown.model.rowAt(2).effects), 0);
}

void tst_ConsoleRules::menuMakesRulesForRequestsLikeThis()
{
    trace::RequestRuleList rules;
    Shown shown;
    shown.panel.setRules(&rules);
    trace::HttpExchange known = exchange(1, u"/tasks/17?full=1"_s, 201);
    known.method = u"POST"_s;
    known.responseHeaders = { { u"Content-Type"_s, u"application/json"_s } };
    known.responseBody = "{\"a\":1}";
    shown.model.addBatch(batchOf({ known }));
    shown.table->selectRow(0);
    QSignalSpy breaks(&shown.panel, &panels::ServerConsolePanel::breakRequested);
    const auto choose = [&](const QString &text) {
        Q_EMIT shown.table->customContextMenuRequested({});
        auto *menu = shown.panel.findChild<QMenu *>(QString(), Qt::FindDirectChildrenOnly);
        for (QAction *action : menu->actions()) {
            if (action->text() == text)
                action->trigger();
        }
        delete menu;
    };
    choose(u"Break on requests like this"_s);
    QCOMPARE(breaks.size(), 1);
    QCOMPARE(breaks.first(), QVariantList({ u"POST"_s, u"/tasks/:id"_s }));
    choose(u"Mock…"_s);
    auto *dialog = shown.panel.findChild<panels::RuleDialog *>();
    QVERIFY(dialog);
    QCOMPARE(dialog->rule().body, u"{\"a\":1}"_s);
    okOf(dialog)->click();
    QCOMPARE(rules.all().size(), 1);
    QCOMPARE(rules.all().first().status, 201);
    QCOMPARE(rules.all().first().path, u"/tasks/:id"_s);
    QCOMPARE(rules.all().first().headers, known.responseHeaders);
}

void tst_ConsoleRules::dialogRefusesWhatCannotBeSent()
{
    RequestRule rule = delay(u"/a"_s);
    rule.action = RequestRule::Action::Mock;
    panels::RuleDialog dialog(rule);
    QVERIFY(okOf(&dialog)->isEnabled());
    auto *path = dialog.findChild<QLineEdit *>(QString(), Qt::FindDirectChildrenOnly);
    path->clear();
    QVERIFY(!okOf(&dialog)->isEnabled());
    path->setText(u"/a"_s);
    QVERIFY(okOf(&dialog)->isEnabled());
    auto *headers = dialog.findChildren<QPlainTextEdit *>().first();
    headers->setPlainText(u"no header"_s);
    QVERIFY(!okOf(&dialog)->isEnabled());
    headers->setPlainText(u"X-A: 1\nX-B: 2"_s);
    QVERIFY(okOf(&dialog)->isEnabled());
    QCOMPARE(dialog.rule().headers.size(), 2);
}

void tst_ConsoleRules::listChangesRules()
{
    trace::RequestRuleList rules;
    const int older = rules.add(delay(u"/older"_s));
    const int newer = rules.add(delay(u"/newer"_s));
    panels::RulesDialog dialog(&rules);
    auto *list = dialog.findChild<QListWidget *>();
    QCOMPARE(list->count(), 2);
    QVERIFY(list->item(0)->text().contains(u"/newer"));
    list->item(0)->setCheckState(Qt::Unchecked);
    QCOMPARE(rules.active().size(), 1);
    QCOMPARE(rules.active().first().id, older);
    rules.move(newer, 1);
    QTRY_VERIFY(list->item(1)->text().contains(u"/newer"));
    rules.remove(newer);
    QTRY_COMPARE(list->count(), 1);
}

void tst_ConsoleRules::listIsKept()
{
    trace::RequestRuleList rules;
    RequestRule mock;
    mock.method = u"GET"_s;
    mock.path = u"/ä*"_s;
    mock.status = 404;
    mock.headers = { { u"X-A"_s, u"1"_s }, { u"X-A"_s, u"2"_s } };
    mock.body = u"<b>\n"_s;
    rules.add(mock);
    rules.add(delay(u"/slow"_s));
    rules.setOn(false);
    trace::RequestRuleList other;
    other.setJson(rules.toJson());
    QVERIFY(!other.isOn());
    QCOMPARE(other.all().size(), 2);
    for (qsizetype i = 0; i < 2; ++i) {
        RequestRule expected = rules.all().at(i);
        expected.id = other.all().at(i).id;
        QCOMPARE(other.all().at(i), expected);
    }
}

void tst_ConsoleRules::invalidRulesAreLeftOut()
{
    RequestRule split = delay(u"/a"_s);
    split.action = RequestRule::Action::Mock;
    split.headers = { { u"X"_s, u"1\r\nEvil: 2"_s } };
    QVERIFY(!split.isValid());
    RequestRule interim = split;
    interim.headers.clear();
    interim.status = 101;
    QVERIFY(!interim.isValid());
    RequestRule method = delay(u"/a"_s);
    method.method = u"GET /x"_s;
    QVERIFY(!method.isValid());
    QCOMPARE(trace::encodeRules({ split, interim, method }), QByteArray());
    trace::RequestRuleList rules;
    rules.setJson({ { u"rules"_s, QJsonArray { split.toJson(), 7, delay(u"/ok"_s).toJson() } } });
    QCOMPARE(rules.all().size(), 1);
}

QTEST_MAIN(tst_ConsoleRules)
#include "tst_consolerules.moc"
