// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace looptide::panels {

// The files of the open project.
class ProjectTreePanel : public QWidget
{
    Q_OBJECT
public:
    explicit ProjectTreePanel(QWidget *parent = nullptr);
};

} // namespace looptide::panels
