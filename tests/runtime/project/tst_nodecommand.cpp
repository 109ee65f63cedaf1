// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/project/nodecommand.h"

#include <QTest>

using namespace looptide::project;

class NodeCommandTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void understandsPlainNodeCommands_data()
    {
        QTest::addColumn<QString>("command");
        // variables | options | script | arguments; "-" when a shell or npm is needed
        QTest::addColumn<QString>("dump");
        const auto row = [](const char *command, const char *dump) {
            QTest::newRow(command) << QString::fromLatin1(command) << QString::fromLatin1(dump);
        };
        row("node app.js", "||app.js|");
        row("  node   app.js  ", "||app.js|");
        row("node 'my app.js' \"two words\" ''", "||my app.js|two words,");
        row("node -r dotenv/config --env-file=.env app.js",
            "|-r,dotenv/config,--env-file=.env|app.js|");
        row("node --env-file .env app.js --port 1", "|--env-file,.env|app.js|--port,1");
        row("node --import tsx --max-old-space-size=512 src/index.ts",
            "|--import,tsx,--max-old-space-size=512|src/index.ts|");
        row("node -- --odd.js", "||--odd.js|");
        row("PORT=1 NODE_ENV='a b' node app.js", "PORT=1,NODE_ENV=a b||app.js|");
        row("EMPTY= node app.js", "EMPTY=||app.js|");
        row("cross-env A=1 B=x=y node --inspect app.js", "A=1,B=x=y +cross-env|--inspect|app.js|");
        row("X=0 cross-env \"A=b c\" node app.js", "X=0,A=b c +cross-env||app.js|");
        row("cross-env node app.js", " +cross-env||app.js|");

        row("node", "-");
        row("node --test", "-");
        row("node -e 1", "-");
        row("node --eval=1", "-");
        row("node --watch app.js --port 1", "-");
        row("node --watch-path=src app.js", "-");
        row("node --check app.js", "-");
        row("node app.js && echo", "-");
        row("node app.js > log", "-");
        row("node \"$FILE\"", "-");
        row("PORT=$PORT node app.js", "-");
        row("'PORT=1' node app.js", "-"); // a shell looks for a program of that name
        row("1PORT=1 node app.js", "-");
        row("PORT=1", "-");
        row("cross-env 'A=$HOME' node app.js", "-"); // cross-env expands it itself
        row("cross-env-shell A=1 node app.js", "-");
        row("cross-env A=1 nodemon app.js", "-");
        row("node src/*.js", "-");
        row("node 'open", "-");
        row("nodemon app.js", "-");
        row("", "-");
    }

    void understandsPlainNodeCommands()
    {
        QFETCH(QString, command);
        const std::optional<NodeCommand> parsed = NodeCommand::parse(command);
        QString dump = QStringLiteral("-");
        if (parsed) {
            QStringList variables;
            for (const auto &[name, value] : parsed->variables)
                variables.append(name + u'=' + value);
            dump = QStringList { variables.join(u',')
                                     + (parsed->usesCrossEnv ? QStringLiteral(" +cross-env")
                                                             : QString()),
                                 parsed->options.join(u','), parsed->script,
                                 parsed->arguments.join(u',') }
                       .join(u'|');
        }
        QTEST(dump, "dump");
    }
};

QTEST_APPLESS_MAIN(NodeCommandTest)
#include "tst_nodecommand.moc"
