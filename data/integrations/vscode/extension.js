// Askglass for VS Code: the answer is a Markdown document beside the code. Nothing is sent but through the program, which shows
// and asks what leaves the machine.
'use strict';

const { spawn } = require('child_process');
const vscode = require('vscode');
const { makeNote } = require('./note');

const OVERLAY = ['call', '--session', '--dest', 'org.askglass.Askglass', '--object-path', '/org/askglass/Askglass',
  '--method', 'org.askglass.Askglass1.AskAbout'];

function run(program, words, input) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words);
    const said = { out: '', err: '' };
    child.stdout.on('data', (bytes) => { said.out += bytes; });
    child.stderr.on('data', (bytes) => { said.err += bytes; });
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(said.out) : reject(new Error(said.err.trim() || `${program}: ${code}`))));
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

async function show(words, input) {
  const program = vscode.workspace.getConfiguration('askglass').get('program');
  try {
    const content = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: 'Askglass' },
      () => run(program, words, input));
    const answer = await vscode.workspace.openTextDocument({ language: 'markdown', content });
    await vscode.window.showTextDocument(answer, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true });
  } catch (error) {
    vscode.window.showErrorMessage(error.message);
  }
}

function noteOfSelection({ document, selection }) {
  const folder = vscode.workspace.getWorkspaceFolder(document.uri);
  const range = selection.isEmpty ? document.lineAt(selection.start.line).range : selection;
  return JSON.stringify(makeNote({
    file: document.uri.fsPath,
    text: document.getText(range),
    line: range.start.line,
    column: range.start.character,
    project: folder ? folder.uri.fsPath : '',
  }, vscode.languages.getDiagnostics(document.uri)));
}

async function askAboutSelection() {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return;
  const question = await vscode.window.showInputBox({ prompt: 'What do you want to know?', value: '' });
  if (question === undefined) return;
  await show(['ask', '--selection', ...(question ? ['--', question] : [])], noteOfSelection(editor));
}

// It waits in the entry, where the question is typed; the quotes of JSON are those of gdbus.
async function takeSelectionToOverlay() {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return;
  try {
    await run('gdbus', [...OVERLAY, '""', JSON.stringify(noteOfSelection(editor))], '');
  } catch (error) {
    vscode.window.showErrorMessage(error.message);
  }
}

function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand('askglass.ask', askAboutSelection),
    vscode.commands.registerCommand('askglass.overlay', takeSelectionToOverlay),
    vscode.commands.registerCommand('askglass.last', () => show(['ask', '--last'], '')));
}

module.exports = { activate };
