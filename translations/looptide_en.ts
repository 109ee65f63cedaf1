<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>NodeRuntime</name>
    <message numerus="yes">
        <source>The program used up the memory of its JavaScript heap (%n MiB) and was stopped. Look for data that keeps growing.</source>
        <translation>
            <numerusform>The program used up the memory of its JavaScript heap (%n MiB) and was stopped. Look for data that keeps growing.</numerusform>
            <numerusform>The program used up the memory of its JavaScript heap (%n MiB) and was stopped. Look for data that keeps growing.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>looptide::app::Recovery</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>looptide::app::StopQuestion</name>
    <message numerus="yes">
        <source>%n programs are running.</source>
        <translation>
            <numerusform>%n program is running.</numerusform>
            <numerusform>%n programs are running.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>looptide::editor::EditorArea</name>
    <message numerus="yes">
        <source>Save the changes to these %n files?</source>
        <translation>
            <numerusform>Save the changes to this file?</numerusform>
            <numerusform>Save the changes to these %n files?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>looptide::editor::FindBar</name>
    <message numerus="yes">
        <source>%n match(es)</source>
        <translation>
            <numerusform>%n match</numerusform>
            <numerusform>%n matches</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n replaced</source>
        <translation>
            <numerusform>%n replaced</numerusform>
            <numerusform>%n replaced</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>looptide::editor::NavigationController</name>
    <message numerus="yes">
        <source>%n place(s)</source>
        <translation>
            <numerusform>%n place</numerusform>
            <numerusform>%n places</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>looptide::editor::RenameController</name>
    <message numerus="yes">
        <source>%1 was renamed in %n file(s). They are not saved yet.</source>
        <translation>
            <numerusform>%1 was renamed in %n file. It is not saved yet.</numerusform>
            <numerusform>%1 was renamed in %n files. They are not saved yet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>looptide::models::ClassPack</name>
    <message numerus="yes">
        <source>The pack has %n package(s) (%1).</source>
        <translation>
            <numerusform>The pack has %n package (%1).</numerusform>
            <numerusform>The pack has %n packages (%1).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n package(s) are not in it, because they come from no registry: %1</source>
        <translation>
            <numerusform>%n package is not in it, because it comes from no registry: %1</numerusform>
            <numerusform>%n packages are not in it, because they come from no registry: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n package(s) (%1) can be added now without a network. In a terminal, use npm install --prefer-offline.</source>
        <translation>
            <numerusform>%n package (%1) can be added now without a network. In a terminal, use npm install --prefer-offline.</numerusform>
            <numerusform>%n packages (%1) can be added now without a network. In a terminal, use npm install --prefer-offline.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n step</numerusform>
            <numerusform>%n steps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>looptide::models::PackageReports</name>
    <message numerus="yes">
        <source>%n package(s) have newer versions.</source>
        <translation>
            <numerusform>%n package has a newer version.</numerusform>
            <numerusform>%n packages have newer versions.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>looptide::models::Timeline</name>
    <message numerus="yes">
        <source>%n microtasks</source>
        <translation>
            <numerusform>%n microtask</numerusform>
            <numerusform>%n microtasks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>looptide::panels::AddPackageDialog</name>
    <message numerus="yes">
        <source>%n package(s) found.</source>
        <translation>
            <numerusform>%n package found.</numerusform>
            <numerusform>%n packages found.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>looptide::panels::DependenciesPanel</name>
    <message numerus="yes">
        <source>%n package(s) missing or damaged.</source>
        <translation>
            <numerusform>One package is missing or damaged.</numerusform>
            <numerusform>%n packages are missing or damaged.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ForeignNodesText</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and one more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>looptide::panels::PackageBar</name>
    <message numerus="yes">
        <source>%n Install Script(s)…</source>
        <translation>
            <numerusform>%n Install Script…</numerusform>
            <numerusform>%n Install Scripts…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>looptide::panels::RuleBar</name>
    <message numerus="yes">
        <source>%n rule(s) change what this server does</source>
        <translation>
            <numerusform>One rule changes what this server does</numerusform>
            <numerusform>%n rules change what this server does</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>looptide::panels::ProcessesPanel</name>
    <message numerus="yes">
        <source>%n more process(es) are not recorded.</source>
        <translation>
            <numerusform>One more process is not recorded.</numerusform>
            <numerusform>%n more processes are not recorded.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>looptide::models::DependenciesModel</name>
    <message numerus="yes">
        <source>It is there %n time(s), with the versions %1.</source>
        <translation>
            <numerusform>It is there %n time, with the version %1.</numerusform>
            <numerusform>It is there %n times, with the versions %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>looptide::models::PackageChanges</name>
    <message numerus="yes">
        <source>%n request(s) to the registry or the cache</source>
        <translation>
            <numerusform>%n request to the registry or the cache</numerusform>
            <numerusform>%n requests to the registry or the cache</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Updating %n package(s)</source>
        <translation>
            <numerusform>Updating %n package</numerusform>
            <numerusform>Updating %n packages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>looptide::panels::AuditDialog</name>
    <message numerus="yes">
        <source>%n package(s) with known vulnerabilities.</source>
        <translation>
            <numerusform>%n package with known vulnerabilities.</numerusform>
            <numerusform>%n packages with known vulnerabilities.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>looptide::models::ValueTreeModel</name>
    <message numerus="yes">
        <source>%n more are not shown</source>
        <translation>
            <numerusform>%n more is not shown</numerusform>
            <numerusform>%n more are not shown</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>looptide::models::ResourcesModel</name>
    <message numerus="yes">
        <source>%n resource(s) keep it running.</source>
        <translation>
            <numerusform>%n resource keeps it running.</numerusform>
            <numerusform>%n resources keep it running.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>looptide::panels::ResourcesPanel</name>
    <message numerus="yes">
        <source>It also has %n worker thread(s).</source>
        <translation>
            <numerusform>It also has %n worker thread.</numerusform>
            <numerusform>It also has %n worker threads.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>looptide::app::SearchSupport</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left alone: %1</source>
        <translation>
            <numerusform>%n left alone: %1</numerusform>
            <numerusform>%n left alone, the first: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>looptide::models::SearchResultsModel</name>
    <message numerus="yes">
        <source>%n match(es)</source>
        <translation>
            <numerusform>%n match</numerusform>
            <numerusform>%n matches</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>looptide::panels::SearchPanel</name>
    <message numerus="yes">
        <source>%n match(es)</source>
        <translation>
            <numerusform>%n match</numerusform>
            <numerusform>%n matches</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n could not be read</source>
        <translation>
            <numerusform>%n could not be read</numerusform>
            <numerusform>%n could not be read</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>looptide::panels::TerminalPanel</name>
    <message numerus="yes">
        <source>%n programs are running in terminals.</source>
        <translation>
            <numerusform>%n program is running in a terminal.</numerusform>
            <numerusform>%n programs are running in terminals.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>looptide::models::SnippetRun</name>
    <message numerus="yes">
        <source>The program did not end within %n second(s).</source>
        <translation>
            <numerusform>The program did not end within %n second.</numerusform>
            <numerusform>The program did not end within %n seconds.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The program prints more than %n line(s).</source>
        <translation>
            <numerusform>The program prints more than %n line.</numerusform>
            <numerusform>The program prints more than %n lines.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>looptide::app::ChangedLines</name>
    <message numerus="yes">
        <source>%n more line(s)</source>
        <translation>
            <numerusform>%n more line</numerusform>
            <numerusform>%n more lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>looptide::app::GitSupport</name>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n change</numerusform>
            <numerusform>%n changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>looptide::panels::GitCommands</name>
    <message numerus="yes">
        <source>Discard the changes in %n file(s)?</source>
        <translation>
            <numerusform>Discard the changes in %n file?</numerusform>
            <numerusform>Discard the changes in %n files?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>looptide::panels::UpdatesDialog</name>
    <message numerus="yes">
        <source>&amp;Update %n Package(s)</source>
        <translation>
            <numerusform>&amp;Update %n Package</numerusform>
            <numerusform>&amp;Update %n Packages</numerusform>
        </translation>
    </message>
</context>
</TS>
