#!/usr/bin/python3
"""What editors send: Vim's and VS Code's examples tell the selection, the file, the line and what is wrong there."""
import json
import shutil
import subprocess
from pathlib import Path

from terminal import ASKGLASS, Session, fail

here = Path(__file__).resolve().parent
integrations = here.parents[1] / 'data/integrations'


def expect(is_so, why):
    is_so or fail(why)


def ask(session, note):
    return subprocess.run([ASKGLASS, 'ask', '--selection', '--json', 'why?'], input=note, capture_output=True, text=True,
                          env=session.env, cwd=session.folder, timeout=60)


def test_the_program_takes_what_an_editor_sends():
    note = {'file': '/w/harbor/src/a.c', 'project': '/w/harbor', 'line': 6, 'column': 3, 'selection': '  return tide ();',
            'diagnostics': [{'line': 6, 'column': 10, 'message': 'implicit declaration of function ‘tide’', 'severity': 'error', 'source': 'gcc'}]}
    with Session() as session:
        done = ask(session, json.dumps(note))
        expect(done.returncode == 0 and 'tide' in done.stdout, f'{done.returncode} {done.stdout} {done.stderr}')
        for bad in '', '{', '[]', '{}', '{"line":"x"}', '{"file":"/w/.env","selection":"KEY=1"}':
            done = ask(session, bad)
            expect(done.returncode != 0 and 'KEY' not in done.stdout, f'{bad!r}: {done.returncode} {done.stdout}')


def test_vim():
    if not shutil.which('vim'):
        print('skipped: vim is not installed')
        return
    with Session() as session:
        (session.folder / 'a b.c').write_text('int a;\nint b = "1";\nint c;\n')
        script = session.folder / 'script.vim'
        script.write_text(f"""set nocompatible
source {integrations}/vim/plugin/askglass.vim
edit a\\ b.c
call setqflist([{{'bufnr': bufnr('%'), 'lnum': 2, 'col': 9, 'type': 'E', 'text': 'wrong type'}}])
call writefile([AskglassNote(2, 3)], 'note')
let g:askglass_program = '{session.folder}/program'
2,3Askglass why "is" it?
call writefile(getline(1, '$'), 'answer')
qall!
""")
        program = session.folder / 'program'
        program.write_text('#!/bin/sh\nprintf "%s|" "$@"\ncat\n')
        program.chmod(0o755)
        subprocess.run(['vim', '-es', '-u', 'NONE', '-S', str(script)], env=session.env, cwd=session.folder, timeout=30,
                       stdin=subprocess.DEVNULL, capture_output=True)
        note = json.loads((session.folder / 'note').read_text())
        expect(note['file'] == str(session.folder / 'a b.c') and note['line'] == 2, note)
        expect(note['selection'] == 'int b = "1";\nint c;', note)
        expect(note['diagnostics'] == [{'line': 2, 'column': 9, 'message': 'wrong type', 'severity': 'error'}], note)
        answer = (session.folder / 'answer').read_text()
        expect(answer.startswith('ask|--selection|--|why "is" it?|{'), answer)


def test_vs_code():
    folder = integrations / 'vscode'
    package = json.loads((folder / 'package.json').read_text())
    expect((folder / package['main']).exists() and {c['command'] for c in package['contributes']['commands']} == {'askglass.ask', 'askglass.overlay', 'askglass.last'}, package)
    if not shutil.which('node'):
        print('skipped: node is not installed')
        return
    for file in folder.glob('*.js'):
        subprocess.run(['node', '--check', str(file)], check=True, timeout=30)
    script = """
const { makeNote } = require('./note');
const place = { start: { line: 5, character: 9 } };
console.log(JSON.stringify(makeNote({ file: '/w/a.c', text: 'x', line: 5, column: 2, project: '/w' },
  [{ range: place, message: 'bad', severity: 1, source: 'clangd' }])));
"""
    note = json.loads(subprocess.run(['node', '-e', script], cwd=folder, capture_output=True, text=True, check=True, timeout=30).stdout)
    expect(note == {'file': '/w/a.c', 'line': 6, 'column': 3, 'project': '/w', 'selection': 'x',
                    'diagnostics': [{'line': 6, 'column': 10, 'severity': 'warning', 'message': 'bad', 'source': 'clangd'}]}, note)


def test_vs_code_s_commands_ask_the_program():
    """All of its code, with a stand-in for VS Code itself; the program is the real one."""
    if not shutil.which('node'):
        print('skipped: node is not installed')
        return
    script = f"""
const {{ seen, settings }} = require('{here}/vscode-stand-in.js');
require('{integrations}/vscode/extension.js').activate({{ subscriptions: [] }});
const run = async (name, question) => {{ seen.question = question; await seen.commands[name](); }};
(async () => {{
  await run('askglass.ask', 'why "is" it?');
  await run('askglass.ask', undefined); // Escape
  await run('askglass.last');
  settings.program = '/no/such/program';
  await run('askglass.last');
  console.log(JSON.stringify(seen));
}})();
"""
    with Session() as session:
        done = subprocess.run(['node', '-e', script], capture_output=True, text=True, cwd=session.folder, timeout=120,
                              env=session.env | {'ASKG_PROGRAM': ASKGLASS})
        expect(done.returncode == 0, done.stderr)
        seen = json.loads(done.stdout)
        expect(len(seen['documents']) == 1 and seen['documents'][0]['language'] == 'markdown', seen)
        expect('tide' in seen['documents'][0]['content'] and 'declar' in seen['documents'][0]['content'], seen['documents'])
        expect(seen['shown'] == [['markdown', -2, True]], seen['shown'])
        expect(len(seen['errors']) == 2 and 'No failing command is known' in seen['errors'][0] and 'ENOENT' in seen['errors'][1], seen['errors'])


if __name__ == '__main__':
    for test in test_the_program_takes_what_an_editor_sends, test_vim, test_vs_code, test_vs_code_s_commands_ask_the_program:
        test()
        print(f'ok: {test.__name__[5:].replace("_", " ")}', flush=True)
