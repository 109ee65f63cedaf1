// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/serverconsole/load/loaddialog.h"

#include "panels/common/displaytext.h"
#include "panels/common/settingsfile.h"
#include "panels/eventloop/loophealth.h"
#include "panels/eventloop/loopstats.h"

#include <QFormLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QUrl>

#include <algorithm>
#include <cmath>

namespace looptide::panels {

using models::LoadPlan;
using models::LoadSample;
using namespace Qt::StringLiterals;

namespace {

constexpr quint64 nsPerSecond = 1'000'000'000;

QString latencyText(quint64 ns)
{
    return ns == 0 ? u"–"_s : models::durationText(ns);
}

QLabel *makeNote(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

LoadDialog::LoadDialog(const models::RequestDraft &draft, const models::LoopStats *loop,
                       QWidget *parent)
    : QDialog(parent), m_loop(loop), m_button(new QPushButton(tr("&Start"))),
      m_progress(new QProgressBar), m_health(makeNote(this)), m_message(makeNote(this))
{
    m_plan.draft = draft;
    setWindowTitle(tr("Send Load"));
    auto *request = makeNote(this);
    request->setText(models::shortenedText(u"%1 %2"_s.arg(draft.method, draft.url)));
    QFont bold = request->font();
    bold.setBold(true);
    request->setFont(bold);
    auto *columns = new QHBoxLayout;
    columns->addWidget(makePlan());
    columns->addWidget(makeFigures(), 1);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress"));
    m_button->setDefault(true);
    auto *column = new QVBoxLayout(this);
    column->addWidget(request);
    column->addLayout(columns);
    column->addWidget(m_health);
    column->addWidget(m_message);
    column->addWidget(m_progress);
    column->addWidget(m_button, 0, Qt::AlignRight);
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (m_run.isRunning())
            m_run.stop();
        else
            begin();
    });
    connect(&m_run, &models::LoadRun::sampled, this, &LoadDialog::showSample);
    connect(&m_run, &models::LoadRun::ended, this, &LoadDialog::finish);
    showSample({});
    resize(560, 480);
}

LoadDialog::~LoadDialog() = default;

QSpinBox *LoadDialog::addNumber(QFormLayout *form, const QString &label, int most,
                                const QString &settingsName, int initial)
{
    auto *box = new QSpinBox;
    const QString key = u"load/"_s + settingsName;
    box->setRange(settingsName == "rate"_L1 ? 0 : 1, most);
    box->setValue(
        QSettings(models::settingsFile(), QSettings::IniFormat).value(key, initial).toInt());
    connect(box, &QSpinBox::valueChanged, this, [key](int value) {
        QSettings(models::settingsFile(), QSettings::IniFormat).setValue(key, value);
    });
    form->addRow(label, box);
    return box;
}

QWidget *LoadDialog::makePlan()
{
    auto *group = new QGroupBox(tr("Load"));
    auto *form = new QFormLayout(group);
    m_connections = addNumber(form, tr("&Connections:"), LoadPlan::mostConnections,
                              u"connections"_s, m_plan.connections);
    m_seconds =
        addNumber(form, tr("S&econds:"), LoadPlan::mostSeconds, u"seconds"_s, m_plan.seconds);
    m_rate = addNumber(form, tr("&Requests a second:"), LoadPlan::highestRate, u"rate"_s, 0);
    m_rate->setSpecialValueText(tr("as many as possible"));
    return group;
}

QWidget *LoadDialog::makeFigures()
{
    auto *group = new QGroupBox(tr("Responses"));
    auto *form = new QFormLayout(group);
    const auto add = [&](const QString &title, QString (*text)(const LoadSample &)) {
        auto *label = new QLabel;
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        label->setAccessibleName(title);
        form->addRow(title, label);
        m_figures.append({ label, text });
    };
    add(tr("Number:"),
        [](const LoadSample &sample) { return models::countText(sample.responses); });
    add(tr("A second:"), [](const LoadSample &sample) {
        return models::countText(quint64(std::llround(sample.perSecond)));
    });
    add(tr("Half within:"), [](const LoadSample &sample) { return latencyText(sample.p50Ns); });
    add(tr("90 % within:"), [](const LoadSample &sample) { return latencyText(sample.p90Ns); });
    add(tr("99 % within:"), [](const LoadSample &sample) { return latencyText(sample.p99Ns); });
    add(tr("Longest:"), [](const LoadSample &sample) { return latencyText(sample.longestNs); });
    add(tr("Status 4xx or 5xx:"),
        [](const LoadSample &sample) { return models::countText(sample.failed); });
    add(tr("Without a response:"),
        [](const LoadSample &sample) { return models::countText(sample.errors); });
    return group;
}

void LoadDialog::begin()
{
    const QString reason = models::reasonNotToLoad(m_plan.draft.url);
    m_message->setText(reason);
    if (!reason.isEmpty())
        return;
    m_plan.connections = m_connections->value();
    m_plan.seconds = m_seconds->value();
    m_plan.rate = m_rate->value();
    m_progress->setRange(0, m_plan.seconds * 1000);
    m_progress->setValue(0);
    showSample({});
    m_run.start(m_plan);
    m_button->setText(tr("&Stop"));
    m_message->setText(tr("The load takes processor time, too: on a machine with few processors, "
                          "the server is slower for it."));
}

void LoadDialog::showSample(const LoadSample &sample)
{
    for (const Figure &figure : std::as_const(m_figures))
        figure.label->setText(figure.text(sample));
    m_progress->setValue(int(std::min<quint64>(sample.durationNs / (nsPerSecond / 1000),
                                               quint64(m_progress->maximum()))));
    m_sample = sample;
    showLoop();
}

void LoadDialog::showLoop()
{
    if (!m_loop || !m_loop->hasData()) {
        m_health->clear();
        return;
    }
    if (m_loop->hasEnded()) {
        m_health->setText(tr("The program has ended. Run it before you send load."));
        return;
    }
    const int percent = int(std::lround(m_loop->now().utilisation * 100));
    QStringList parts { tr("Event loop: %1 % busy.").arg(percent) };
    // It looks back further than the load may last.
    if (const auto health = models::LoopHealth::of(*m_loop); health.isWarning())
        parts += health.text;
    parts += models::LoopHealth::lagText(*m_loop);
    parts.removeAll(QString());
    m_health->setText(parts.join(u' '));
}

// What the user can look for when requests got no response.
QString LoadDialog::errorsText() const
{
    if (m_sample.errors == 0)
        return {};
    const QString server = QUrl(m_plan.draft.url).authority();
    if (m_sample.responses == 0)
        return tr("No request got a response. Check that a server listens at %1.")
            .arg(models::visibleText(server));
    return tr("Some requests got no response: the server closed the connection, was too slow, or "
              "has stopped.");
}

void LoadDialog::finish(const QString &error)
{
    m_button->setText(tr("&Start"));
    showLoop();
    m_message->setText(error.isEmpty() ? errorsText() : error);
}

} // namespace looptide::panels
