#!/usr/bin/python3
"""The lines for bash, zsh and fish: they tell of commands that fail, and of nothing else; the prompt notices nothing."""
import re
import shutil
import socket
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor

from terminal import ASKGLASS, Session, Terminal, fail, run_all

MOST_AT_ONCE = 4
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
    return [r for r in session.records() if r['file'].startswith('hook-') and 'command' in r]


class Listener:
    """Who is resident, as far as a shell knows."""

    def __init__(self, session):
        folder = session.folder / 'run/askglass'
        folder.mkdir(mode=0o700, exist_ok=True)
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(str(folder / 'commands.sock'))

    def hear(self, patience_s=5):
        """The fields of what is told next; None where nothing is."""
        self.socket.settimeout(patience_s)
        try:
            told = self.socket.recv(1 << 20)
        except socket.timeout:
            return None
        expect(told.startswith(b'askglass-command 1\0') and told.endswith(b'\0\0'), f'half a record: {told!r}')
        return {key.decode(): value.decode() for key, _, value in (field.partition(b'=') for field in told.split(b'\0') if b'=' in field)}

    def close(self):
        self.socket.close()


def at_once(work, cases):
    """Each in a session of its own: most of the time a shell is waited for."""
    with ThreadPoolExecutor(MOST_AT_ONCE) as pool:
        return list(pool.map(work, cases))


def installed():
    for name in SHELLS:
        if shutil.which(name):
            yield name
        else:
            print(f'skipped: {name} is not installed')


def in_each_shell(work):
    def test():
        at_once(work, list(installed()))
    test.__name__ = work.__name__
    return test


def tell_first(case):
    kept, control, line, count = case
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


def test_the_first_command_of_a_shell_is_told():
    at_once(tell_first, (('', '', 'sh -c "exit 42"', 1), ('', 'ignorespace', ' sh -c "exit 42"', 0),
              ('ls\nmake\n', '', 'sh -c "exit 42"', 1), ('ls\nmake\n', 'ignorespace', ' sh -c "exit 42"', 0)))


@in_each_shell
def test_a_failing_command_is_told(name):
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


@in_each_shell
def test_what_must_not_be_told_is_not(name):
    with Session() as session:
        shell = Shell(session, name, {'bash': 'HISTCONTROL=ignoreboth;', 'zsh': 'setopt histignorespace;'}.get(name, ''))
        shell.run(' ls /secret-nowhere')
        shell.run('true')
        shell.run('')
        shell.run("sh -c 'kill -INT $$'")
        expect(told(session) == [], f'{name}: {told(session)}')
        shell.end()


@in_each_shell
def test_nobody_listens_and_nothing_breaks(name):
    with Session() as session:
        shell = Shell(session, name)
        shutil.rmtree(session.folder / 'run/askglass')
        seen = shell.run("sh -c 'exit 9'")
        expect('commands' not in seen and 'No such' not in seen, f'{name}: {seen!r}')
        shell.end()


@in_each_shell
def test_who_listens_is_told_over_the_socket(name):
    with Session() as session:
        listener = Listener(session)
        shell = Shell(session, name)
        shell.run('sh -c "exit 7" # a]b $(x)')
        got = listener.hear()
        expect(got and (got['command'], got['status'], got['folder']) == ('sh -c "exit 7" # a]b $(x)', '7', str(session.folder)), f'{name}: {got}')
        expect(got['env:TTY'].startswith('/dev/pts/') and got['shell'] == name, f'{name}: {got}')
        shell.run('true')
        expect(listener.hear(0.3) is None, f'{name}: it told of what went well')
        turn = 'sh -c "exit $(cat turn)"'
        for status, is_told in ('3', True), ('0', True), ('0', False):
            (session.folder / 'turn').write_text(status)
            shell.run(turn)
            got = listener.hear(5 if is_told else 0.3)
            expect((got['command'], got['status']) == (turn, status) if is_told else got is None, f'{name}: {status}: {got}')
        listener.close()  # its socket is left over
        seen = shell.run('sh -c "exit 8"')
        expect('efused' not in seen and told(session)[-1]['status'] == '8', f'{name}: {seen!r} {told(session)}')
        shell.end()


@in_each_shell
def test_who_does_not_read_holds_up_no_prompt(name):
    with Session() as session:
        listener = Listener(session)
        shell = Shell(session, name)
        for _ in range(14):  # more than a socket holds
            shell.terminal.type('sh -c "exit 9"\n')
        shell.terminal.type('echo do""ne\n')
        began = time.monotonic()
        shell.terminal.wait_for('done')
        expect(time.monotonic() - began < 10, f'{name}: {time.monotonic() - began:.1f} s')
        shell.terminal.wait_for('ready> ')
        left = subprocess.run(['pgrep', '-f', f'^[^ ]*askglass-tell {session.folder}'], capture_output=True, text=True).stdout
        expect(left == '', f'{name}: they wait: {left}')
        shell.end()
        listener.close()


ESCAPES = re.compile(r'\x1b(\[[0-9;?<>=]*[A-Za-z]|\][^\x07\x1b]*(\x07|\x1b\\\\)|[()][A-Z0-9]|[=>78])|[\x0e\x0f]|\u23ce *|% *\r')


def printed(shell, line):
    """What it printed, without the line itself and what draws it."""
    seen = ESCAPES.sub('', shell.run(line))
    return [part.replace(str(shell.session.folder), 'FOLDER') for part in re.split(r'[\r\n]+', seen)
            if part.strip() and 'ready> ' not in part and 'do""ne' not in part and part not in ('+ echo ', "+zsh:11> echo ") and line not in part]


def test_a_shell_is_as_it_was_without_it():
    """Said and done the same with the hook as without, be there somebody who listens or not."""
    lines = {
        'bash': ['sh -c "exit 5"', 'echo status=$?', 'false | true | sh -c "exit 3"', 'echo pipe=${PIPESTATUS[*]}', 'sh -c "exit 4"',
                 'echo last=$_ job=${!-none}', "trap 'echo ERR' ERR", 'sh -c "exit 6"', 'true', "trap - ERR", 'set -x', 'sh -c "exit 2"', 'set +x',
                 'set -u', 'sh -c "exit 2"', 'set -C', 'sh -c "exit 2"', 'umask', 'trap', 'jobs', 'set -e', '! true', 'echo still=here', 'set +e',
                 'history | tail -n 3 | cut -c 8-', 'alias ls="echo aliased"', 'sh -c "exit 2"', 'IFS=x', 'sh -c "exit 2"', 'echo "$-"'],
        'zsh': ['sh -c "exit 5"', 'echo status=$?', 'false | true | sh -c "exit 3"', 'echo pipe=$pipestatus', 'sh -c "exit 4"',
                'echo job=${!-none}', "TRAPZERR() { echo ERR }", 'sh -c "exit 6"', 'true', 'unfunction TRAPZERR', 'set -x', 'sh -c "exit 2"',
                'set +x', 'set -u', 'sh -c "exit 2"', 'setopt noclobber', 'sh -c "exit 2"', 'umask', 'trap', 'jobs', 'setopt ksharrays',
                'sh -c "exit 2"', 'unsetopt ksharrays', 'setopt shwordsplit', 'sh -c "exit 2"', 'fc -l -3 | cut -c 8-', 'set -e', '! true',
                'echo still=here', 'set +e'],
        'fish': ['sh -c "exit 5"', 'echo status=$status', 'false | true | sh -c "exit 3"', 'echo pipe=$pipestatus', 'sh -c "exit 4"',
                 'echo job=$last_pid', 'umask', 'jobs', 'sh -c "exit 2"', 'echo took=(test $CMD_DURATION -lt 5000; and echo short)'],
    }

    def say(case):
        name, how = case
        with Session() as session:
            listener = Listener(session) if how == 'heard' else None
            if how == 'without':
                session.env['ASKG'] = 'true'
            shell = Shell(session, name)
            said = [printed(shell, line) for line in lines[name]]
            shell.end()
            listener and listener.close()
        return said

    cases = [(name, how) for name in installed() for how in ('without', 'with', 'heard')]
    said = dict(zip(cases, at_once(say, cases)))
    for name, how in cases:
        for line, without, other in zip(lines[name], said[name, 'without'], said[name, how]):
            expect(without == other, f'{name}, {how}: {line}\nwithout: {without!r}\nwith:    {other!r}')


def prompt_beside(case):
    name, before = case
    with Session() as session:
        shell = Shell(session, name, before)
        seen = shell.run("sh -c 'exit 13'")
        expect('theirs:13' in seen and 'unbound' not in seen, f'{name}: {before} {seen!r}')
        if name == 'bash':
            expect(told(session)[-1]['status'] == '13', f'{before}: {told(session)}')
            seen = shell.run('trap -p DEBUG; echo "dbg=${dbg-}"')
            expect('DEBUG' not in before or 'dbg=1' in seen and "trap -- 'dbg=1' DEBUG" in seen, repr(seen))
        shell.end()


def test_others_in_the_prompt_go_on():
    cases = [('bash', "PROMPT_COMMAND='echo theirs:$?';"), ('bash', "PROMPT_COMMAND=('echo theirs:$?' 'true');"),
             ('bash', "set -u; trap 'dbg=1' DEBUG; PROMPT_COMMAND='echo theirs:$?';"), ('bash', "PS0='p0:'; PROMPT_COMMAND='echo theirs:$?';"),
             ('zsh', "set -u; precmd() { print theirs:$?; };")]
    at_once(prompt_beside, [case for case in cases if shutil.which(case[0])])


def test_the_prompt_costs_nothing_to_speak_of():
    """Also where somebody listens; what is measured is what a person waits for."""
    count = 40
    for name in installed():
        for listens in False, True:
            with Session() as session:
                listener = Listener(session) if listens else None
                hook = subprocess.run([ASKGLASS, 'hook', name], env=session.env, capture_output=True, text=True).stdout
                call = {'bash': '__askglass_began=1700000000000000 __askglass_number=; history -s make; f; { __askglass_prompt || :; } 2>/dev/null',
                        'zsh': '__askglass_preexec make; f; __askglass_precmd',
                        'fish': 'f; __askglass_postexec make'}[name]
                loop = {'fish': f'for i in (seq {count}); %s; end'}.get(name, f'for ((i = 0; i < {count}; i++)); do %s; done')
                define = {'fish': 'function f; return 3; end'}.get(name, 'f() { return 3; }')
                took = []
                for what in (call, 'true'):
                    script = session.folder / 'script'
                    script.write_text(f'{hook}\n{define}\n{loop % what}\n')
                    words = {'bash': ('--norc', '-i'), 'zsh': ('-f', '-i'), 'fish': ('--no-config', '-i')}[name]
                    began = time.monotonic()
                    subprocess.run([name, *words, '-c', f'source {script}'], env=session.env, cwd=session.folder, capture_output=True)
                    took.append(time.monotonic() - began)
                each = (took[0] - took[1]) * 1000 / count
                print(f'    {name}, {"somebody" if listens else "nobody"} listens: {each:.2f} ms for a failing command')
                expect(each < 60, f"{name}: {took}")  # beside ten others; on a quiet machine below 5
                expect(told(session), f'{name}: nothing was told')
                listener and listener.close()


if __name__ == '__main__':
    run_all([test for name, test in sorted(globals().items()) if name.startswith('test_')])
