// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// editor_typist JOURNAL [FILE]: types numbered lines into the editor, one key a turn of the event
// loop, and prints how many edits the journal has promised to keep. It ends by being killed.
#include "editor/codeview.h"
#include "editor/editorarea.h"
#include "editor/recoveryjournal.h"

#include <QApplication>
#include <QTest>
#include <QTimer>

#include <cstdio>

using namespace looptide::editor;

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    EditorArea area(arguments.value(1));
    if (arguments.size() > 2)
        area.openFile(arguments.at(2));
    else
        area.newFile();
    area.show();

    QObject::connect(area.findChild<RecoveryJournal *>(), &RecoveryJournal::written, &area,
                     [](int, qint64 edits) {
                         std::printf("%lld\n", static_cast<long long>(edits));
                         std::fflush(stdout);
                     });
    QString text;
    qsizetype typed = 0;
    int line = 0;
    QTimer keyboard;
    QObject::connect(&keyboard, &QTimer::timeout, &area, [&] {
        auto *view = area.findChild<CodeView *>();
        if (!view)
            return; // Still being read.
        if (typed == text.size())
            text += QStringLiteral("line %1 is here\n").arg(line++);
        const QChar c = text.at(typed++);
        c == u'\n' ? QTest::keyClick(view, Qt::Key_Return) : QTest::keyClick(view, c.toLatin1());
    });
    keyboard.start(0);
    return QApplication::exec();
}
