#!/usr/bin/python3
"""The lines for bash, zsh and fish: they tell of commands that fail, and of nothing else; the prompt notices nothing."""
import shutil
import subprocess
import time

from terminal import ASKGLASS, Session, Terminal, fail, run_all

SHELLS = {
    'bash': ('bash', '--norc', '-i'),
    'zsh': ('zsh', '-f', '-i'),
    'fish': ('fish', '--no-config', '-i'),
}


def expect(is_so, why):
    is_so or fail(why)


class Shell:
    """One with the hook, as its rc file would load it."""

    def __init__(self, session, name, before=''):
        session.env['PROMPT_DIRTRIM'] = '1'
        self.name, self.session = name, session
        self.terminal = Terminal(session, *SHELLS[name])
        if name == 'fish':
            self.terminal.type("function fish_prompt; printf 'rea%s> ' dy; end; $ASKG hook fish | source\n")
        else:
            self.terminal.type(f'PS1="rea""dy> "; {before} eval "$($ASKG hook {name})"\n')
        self.terminal.wait_for('ready> ')
        self.run('true')

    def run(self, line):
        """What it printed up to its next prompt."""
        time.sleep(0.15)
        self.terminal.type(f'{line}\n')
        self.terminal.type(f'echo do""ne\n')
        seen = self.terminal.wait_for('done')
        self.terminal.wait_for('ready> ')
        return seen

    def end(self):
        self.terminal.type('exit 0\n')
        self.terminal.end()


def told(session):
    return [r for r in session.records() if r['file'].startswith('hook-')]


def installed():
    for name in SHELLS:
        if shutil.which(name):
            yield name
        else:
            print(f'skipped: {name} is not installed')


def test_the_first_command_of_a_shell_is_told():
    for kept, control, line, count in (('', '', 'sh -c "exit 42"', 1), ('', 'ignorespace', ' sh -c "exit 42"', 0),
                                       ('ls\nmake\n', '', 'sh -c "exit 42"', 1), ('ls\nmake\n', 'ignorespace', ' sh -c "exit 42"', 0)):
        with Session() as session:
            (session.folder / '.bash_history').write_text(kept)
            rc = session.folder / 'rc'
            rc.write_text(f'HISTCONTROL={control} PS1="rea""dy> "; eval "$($ASKG hook bash)"\n')
            terminal = Terminal(session, 'bash', '--rcfile', str(rc), '-i')
            terminal.wait_for('ready> ')
            terminal.type(f'{line}\n')
            terminal.wait_for('ready> ')
            commands = [record['command'] for record in told(session) if 'command' in record]
            expect(commands == ['sh -c "exit 42"'] * count, f'{kept!r} {line!r}: {commands}')
            terminal.type('exit 0\n')
            terminal.end()


def test_a_failing_command_is_told():
    for name in installed():
        with Session() as session:
            shell = Shell(session, name)
            (session.folder / 'a b').mkdir()
            shell.run('cd "a b"')
            began = time.time()
            shell.run("sh -c 'sleep 0.2; exit 42'")
            records = told(session)
            expect(len(records) == 1, f'{name}: {records}')
            record = records[0]
            expect(record['command'] == "sh -c 'sleep 0.2; exit 42'" and record['status'] == '42', f'{name}: {record}')
            expect(record['folder'] == f'{session.folder}/a b' and record['mode'] == 0o600, f'{name}: {record}')
            expect(record['env:WINDOWID'] == '4194313' and record['env:TTY'].startswith('/dev/pts/'), f'{name}: {record}')
            if 'began' in record:
                expect(float(record['ended']) - float(record['began']) >= 0.2 and abs(float(record['ended']) - began) < 5, f'{name}: {record}')
            else:
                expect(int(record['took']) >= 200, f'{name}: {record}')
            shell.end()


def test_what_must_not_be_told_is_not():
    for name in installed():
        with Session() as session:
            shell = Shell(session, name, {'bash': 'HISTCONTROL=ignoreboth;', 'zsh': 'setopt histignorespace;'}.get(name, ''))
            shell.run(' ls /secret-nowhere')
            shell.run('true')
            shell.run('')
            shell.run("sh -c 'kill -INT $$'")
            expect(told(session) == [], f'{name}: {told(session)}')
            shell.end()


def test_nobody_listens_and_nothing_breaks():
    for name in installed():
        with Session() as session:
            shell = Shell(session, name)
            shutil.rmtree(session.folder / 'run/askglass')
            seen = shell.run("sh -c 'exit 9'")
            expect('commands' not in seen and 'No such' not in seen, f'{name}: {seen!r}')
            shell.end()


def test_others_in_the_prompt_go_on():
    with Session() as session:
        for before in ("PROMPT_COMMAND='echo theirs:$?';", "PROMPT_COMMAND=('echo theirs:$?' 'true');", "set -u; trap 'dbg=1' DEBUG; PROMPT_COMMAND='echo theirs:$?';",
                       "PS0='p0:'; PROMPT_COMMAND='echo theirs:$?';"):
            shell = Shell(session, 'bash', before)
            seen = shell.run("sh -c 'exit 13'")
            expect('theirs:13' in seen and 'unbound' not in seen, f'{before} {seen!r}')
            expect(told(session)[-1]['status'] == '13', f'{before}: {told(session)}')
            seen = shell.run('trap -p DEBUG; echo "dbg=${dbg-}"')
            expect('DEBUG' not in before or 'dbg=1' in seen and "trap -- 'dbg=1' DEBUG" in seen, repr(seen))
            shell.end()
        if shutil.which('zsh'):
            shell = Shell(session, 'zsh', "set -u; precmd() { print theirs:$?; };")
            seen = shell.run("sh -c 'exit 13'")
            expect('theirs:13' in seen, f'zsh: {seen!r}')
            shell.end()


def test_the_prompt_costs_nothing_to_speak_of():
    for name in installed():
        if name == 'fish':
            continue
        with Session() as session:
            hook = subprocess.run([ASKGLASS, 'hook', name], env=session.env, capture_output=True, text=True).stdout
            call = {'bash': '__askglass_began=1700000000000000 __askglass_number=; history -s make; f; __askglass_prompt',
                    'zsh': '__askglass_preexec make; f; __askglass_precmd'}[name]
            took = []
            for what in (call, 'true'):
                script = f'{hook}\nf() {{ return 3; }}; for ((i = 0; i < 100; i++)); do {what}; done'
                began = time.monotonic()
                subprocess.run([name, *(('--norc',) if name == 'bash' else ('-f',)), '-i', '-c', script], env=session.env, cwd=session.folder,
                               capture_output=True)
                took.append(time.monotonic() - began)
            print(f'    {name}: {(took[0] - took[1]) * 10:.2f} ms for a failing command')
            expect(took[0] - took[1] < 2, f'{name}: {took}')


if __name__ == '__main__':
    run_all([test for name, test in sorted(globals().items()) if name.startswith('test_')])
