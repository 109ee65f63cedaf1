// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/serverconsole/load/loadrun.h"

#include <QDialog>
#include <QPointer>

class QFormLayout;
class QLabel;
class QProgressBar;
class QPushButton;
class QSpinBox;

namespace looptide::models {
class LoopStats;
}

namespace looptide::panels {

// Sends a request again and again, and shows how fast the server answers, beside how busy its event
// loop is.
class LoadDialog : public QDialog
{
    Q_OBJECT
public:
    // loop: of the server; may be null.
    LoadDialog(const models::RequestDraft &draft, const models::LoopStats *loop,
               QWidget *parent = nullptr);
    ~LoadDialog() override;

private:
    struct Figure
    {
        QLabel *label;
        QString (*text)(const models::LoadSample &sample);
    };

    QWidget *makePlan();
    QWidget *makeFigures();
    QSpinBox *addNumber(QFormLayout *form, const QString &label, int most,
                        const QString &settingsName, int initial);
    void begin();
    void showSample(const models::LoadSample &sample);
    void showLoop();
    void finish(const QString &error);
    QString errorsText() const;

    models::LoadPlan m_plan;
    QPointer<const models::LoopStats> m_loop;
    models::LoadRun m_run;
    models::LoadSample m_sample; // the last one
    QSpinBox *m_connections = nullptr;
    QSpinBox *m_seconds = nullptr;
    QSpinBox *m_rate = nullptr;
    QPushButton *m_button;
    QProgressBar *m_progress;
    QList<Figure> m_figures;
    QLabel *m_health;
    QLabel *m_message;
};

} // namespace looptide::panels
