// A stand-in for VS Code: what the extension asks of it, told and noted. node -r ./vscode-stand-in.js DRIVER
'use strict';

const Module = require('module');

const seen = { commands: {}, documents: [], errors: [], shown: [] };
const settings = { program: process.env.ASKG_PROGRAM };
const place = (line, character) => ({ line, character });
const text = ['#include <stdio.h>', 'int', 'main (void)', '{', '  return tide ();', '}'];
const document = {
  uri: { fsPath: `${process.cwd()}/main.c` },
  getText: (range) => text.slice(range.start.line, range.end.line + 1).join('\n'),
  lineAt: (line) => ({ range: { start: place(line, 0), end: place(line, text[line].length) } }),
};

const vscode = {
  ProgressLocation: { Window: 10 },
  ViewColumn: { Beside: -2 },
  workspace: {
    getConfiguration: () => ({ get: (key) => settings[key] }),
    getWorkspaceFolder: () => ({ uri: { fsPath: process.cwd() } }),
    openTextDocument: async (options) => { seen.documents.push(options); return options; },
  },
  window: {
    activeTextEditor: { document, selection: { isEmpty: true, start: place(4, 9) } },
    withProgress: (_options, task) => task(),
    showInputBox: async () => seen.question,
    showTextDocument: async (shown, options) => { seen.shown.push([shown.language, options.viewColumn, options.preserveFocus]); },
    showErrorMessage: (message) => { seen.errors.push(message); },
  },
  languages: {
    getDiagnostics: () => [{ range: { start: place(4, 9), end: place(4, 13) }, severity: 0, source: 'clangd',
      message: "implicit declaration of function 'tide'" }],
  },
  commands: { registerCommand: (name, run) => { seen.commands[name] = run; return { dispose() {} }; } },
};

const load = Module._load;
Module._load = (name, ...others) => (name === 'vscode' ? vscode : load(name, ...others));
module.exports = { seen, settings, vscode };
