// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/panels.h"

#include "panels/debugger/debuggerpanel.h"
#include "panels/dependencies/dependenciespanel.h"
#include "panels/eventloop/eventlooppanel.h"
#include "panels/git/gitpanel.h"
#include "panels/output/outputpanel.h"
#include "panels/problems/problemspanel.h"
#include "panels/processes/processespanel.h"
#include "panels/projecttree/projecttreepanel.h"
#include "panels/resources/resourcespanel.h"
#include "panels/search/searchpanel.h"
#include "panels/serverconsole/serverconsolepanel.h"
#include "panels/stepper/stepperpanel.h"
#include "panels/terminal/terminalpanel.h"
#include "panels/timeline/timelinepanel.h"

namespace looptide::panels {

QList<PanelDescriptor> allPanels()
{
    return {
        ProjectTreePanel::descriptor(), DependenciesPanel::descriptor(),
        OutputPanel::descriptor(),      ServerConsolePanel::descriptor(),
        EventLoopPanel::descriptor(),   ProcessesPanel::descriptor(),
        TimelinePanel::descriptor(),    ResourcesPanel::descriptor(),
        ProblemsPanel::descriptor(),    DebuggerPanel::descriptor(),
        SearchPanel::descriptor(),      TerminalPanel::descriptor(),
        StepperPanel::descriptor(),     GitPanel::descriptor(),
    };
}

} // namespace looptide::panels
