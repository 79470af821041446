#!/usr/bin/python3
"""`askglass run`: a command notices nothing of it, nor does the shell that waits for it; and what it wrote is kept."""
import os
import signal
import subprocess
import time

from terminal import ASKGLASS, Session, Terminal, fail, run_all

GCC_OUTPUT = "main.c:4:10: error: \\033[31mexpected\\033[m ‘;’ before ‘}’\\n"


def expect(is_so, why):
    is_so or fail(why)


def in_terminal(session, script, *options, **how):
    return Terminal(session, ASKGLASS, 'run', *options, '--', 'sh', '-c', script, **how)


def piped(session, *words, **how):
    return subprocess.run([ASKGLASS, 'run', *words], env=session.env, cwd=session.folder, capture_output=True, timeout=30, **how)


def test_it_has_a_terminal_of_the_same_size():
    with Session() as session:
        seen, _ = in_terminal(session, 'test -t 0 && test -t 1 && test -t 2 && stty size && echo $TERM').end()
        expect(seen == '30 100\r\nxterm\r\n', repr(seen))


def test_a_resized_terminal_is_followed():
    with Session() as session:
        terminal = in_terminal(session, 'trap "stty size; exit 0" WINCH; echo ready; while :; do sleep 0.05; done')
        terminal.wait_for('ready')
        terminal.resize(61, 17)
        seen, status = terminal.end()
        expect('17 61' in seen and status == 0, repr(seen))


def test_keys_reach_it_and_the_terminal_is_as_before():
    with Session() as session:
        terminal = Terminal(session, 'sh', '-c', 'stty -g; $ASKG run -- sh -c "read line; echo got \\$line"; stty -g')
        before = terminal.wait_for('\r\n')
        time.sleep(0.3)
        terminal.type('한 b\n')
        terminal.wait_for('got 한 b\r\n')
        seen, _ = terminal.end()
        expect(seen.strip() == before.strip(), f'{before!r} became {seen!r}')


def test_the_status_is_kept_in_every_way():
    with Session() as session:
        for number in (signal.SIGTERM, signal.SIGSEGV, signal.SIGKILL, signal.SIGINT):
            _, status = in_terminal(session, f'kill -{int(number)} $$', '--quiet').end()
            expect(os.WIFSIGNALED(status) and os.WTERMSIG(status) == number, f'{number.name}: {status}')
            expect(piped(session, '--', 'sh', '-c', f'kill -{int(number)} $$').returncode == -number, number.name)
        for code in (0, 1, 42, 255):
            _, status = in_terminal(session, f'exit {code}', '--quiet').end()
            expect(os.waitstatus_to_exitcode(status) == code, f'{code}: {status}')
        expect(piped(session, 'no-such-program').returncode == 127, 'not found')
        expect(piped(session, '/etc/passwd').returncode == 126, 'not executable')


def test_streams_stay_what_they_were():
    with Session() as session:
        done = piped(session, '--', 'cat', input=bytes(range(256)) * 4096)
        expect(done.stdout == bytes(range(256)) * 4096 and done.stderr == b'', 'bytes are changed')
        done = piped(session, '--', 'sh', '-c', 'test -t 1 || echo out; echo err >&2; exit 3', stdin=subprocess.DEVNULL)
        expect((done.stdout, done.stderr, done.returncode) == (b'out\n', b'err\n', 3), f'{done}')
        done = piped(session, '--pty', '--', 'sh', '-c', 'test -t 1 && stty size <&1', stdin=subprocess.DEVNULL)
        expect(done.stdout == b'24 100\n', f'{done}')
        seen, _ = Terminal(session, 'sh', '-c', 'echo x | $ASKG run -- cat; $ASKG run -- sh -c "echo a; echo b >&2" 2>log; cat log').end()
        expect(seen == 'x\r\na\r\nb\r\n', repr(seen))
        seen, _ = Terminal(session, 'sh', '-c', 'yes | $ASKG run -- head -n1; $ASKG run -- yes | head -n1; $ASKG run --pty -- yes | head -n1').end()
        expect(seen == 'y\r\ny\r\ny\r\n', repr(seen))


def test_ctrl_c_is_the_commands():
    with Session() as session:
        terminal = in_terminal(session, 'trap "echo caught; exit 7" INT; echo ready; while :; do sleep 0.05; done', '--quiet')
        terminal.wait_for('ready')
        terminal.type('\x03')
        seen, status = terminal.end()
        expect('caught' in seen and os.waitstatus_to_exitcode(status) == 7, f'{seen!r} {status}')
        terminal = in_terminal(session, 'echo ready; exec sleep 60')
        terminal.wait_for('ready')
        terminal.type('\x03')
        seen, status = terminal.end()
        expect(os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGINT and 'why?' not in seen, f'{seen!r} {status}')


def test_ctrl_z_goes_to_the_shell_and_fg_comes_back():
    with Session() as session:
        terminal = Terminal(session, 'bash', '--norc', '-i')
        terminal.type("PS1='> '; $ASKG run -- sh -c 'echo rea''dy; read a; echo got $a; sleep 0.2; exit 5'\n")
        terminal.wait_for('ready')
        terminal.type('\x1a')
        terminal.wait_for('Stopped')
        terminal.type('echo at the shell $((1+1))\n')
        terminal.wait_for('at the shell 2')
        terminal.type('bg\n')
        terminal.wait_for('&')
        terminal.type('fg\n')
        terminal.wait_for('exit 5')
        time.sleep(0.3)
        terminal.type('hello\n')
        terminal.wait_for('got hello')
        terminal.type('echo end$?\n')  # typed ahead
        terminal.wait_for('end5')
        terminal.type('exit\n')
        terminal.end()


def test_it_can_wait_in_the_background():
    with Session() as session:
        terminal = Terminal(session, 'bash', '--norc', '-i')
        terminal.type("PS1='> '; $ASKG run -- sh -c 'sleep 0.3; echo from be''hind; read a; echo got $a' &\n")
        terminal.wait_for('from behind')
        terminal.type('echo still $((1+1))\n')
        terminal.wait_for('still 2')
        terminal.type('fg\n')
        terminal.wait_for('sh -c')
        time.sleep(0.5)
        terminal.type('hello\n')
        terminal.wait_for('got hello')
        terminal.type('exit\n')
        terminal.end()


def test_a_child_that_forks_away_hangs_nobody():
    with Session() as session:
        began = time.monotonic()
        seen, status = in_terminal(session, '(sleep 3; touch lived) & echo done').end()
        expect(seen == 'done\r\n' and status == 0, repr(seen))
        piped(session, '--', 'sh', '-c', 'sleep 30 & echo done')
        piped(session, '--', 'sh', '-c', 'exec >&- 2>&-; sleep 0.1')
        seen, _ = in_terminal(session, 'exec <&- >&- 2>&-; sleep 0.1; exit 4').end()
        expect(time.monotonic() - began < 2.5, 'it waits for others')
        time.sleep(max(0.0, began + 3.5 - time.monotonic()))
        expect((session.folder / 'lived').exists(), 'whom it left behind was hung up on')


def test_the_terminal_that_closes_ends_it():
    with Session() as session:
        terminal = in_terminal(session, 'trap "echo hup > hup; exit 1" HUP; echo ready; while :; do sleep 0.05; done')
        terminal.wait_for('ready')
        os.close(terminal.fd)
        os.waitpid(terminal.pid, 0)
        time.sleep(0.3)
        expect((session.folder / 'hup').exists(), 'the command was not told')


def test_signals_to_it_are_for_the_command():
    with Session() as session:
        terminal = in_terminal(session, 'trap "echo told; exit 9" TERM; echo ready; while :; do sleep 0.05; done', '--quiet')
        terminal.wait_for('ready')
        os.kill(terminal.pid, signal.SIGTERM)
        seen, status = terminal.end()
        expect('told' in seen and os.waitstatus_to_exitcode(status) == 9, f'{seen!r} {status}')


def test_a_failure_is_told_in_one_line_and_kept():
    with Session() as session:
        (session.folder / 'main.c').write_text('a\nb\nc\nint f() { return 1 }\n')
        seen, status = in_terminal(session, f'printf "{GCC_OUTPUT}"; exit 2').end()
        line = seen.splitlines()[-1]
        expect(line == 'askglass: main.c:4: expected ‘;’ before ‘}’ — why? askglass ask --last', repr(seen))
        record = session.records()[-1]
        expect((record['status'], record['columns'], record['mode'], record['folder']) == ('2', '100', 0o600, str(session.folder)), f'{record}')
        expect('\x1b[31mexpected'.encode() in record['output'] and record['env:TTY'].startswith('/dev/pts/'), f'{record}')
        seen, _ = in_terminal(session, 'echo fine').end()
        expect(seen == 'fine\r\n', repr(seen))
        seen, _ = in_terminal(session, f'printf "{GCC_OUTPUT}"; exit 2', '--quiet').end()
        expect(len(seen.splitlines()) == 1, repr(seen))
        expect(piped(session, '--', 'sh', '-c', f'printf "{GCC_OUTPUT}"; exit 2').stderr == b'', 'a file is written to')


def test_again_runs_the_last_one_in_its_folder():
    with Session() as session:
        (session.folder / 'below').mkdir()
        subprocess.run([ASKGLASS, 'run', '--', 'sh', '-c', 'pwd; echo "a  b"; exit 3'], env=session.env, cwd=session.folder / 'below', capture_output=True)
        done = piped(session, '--again')
        expect(done.returncode == 3 and done.stdout.decode() == f'{session.folder}/below\na  b\n', f'{done}')
        expect(b'askglass: sh -c' in done.stderr, f'{done}')
        done = piped(session, 'echo one; exit 4')
        expect(done.returncode == 4 and done.stdout == b'one\n', f'{done}')


def test_the_last_failure_can_be_asked_about():
    def say(*words):
        return subprocess.run([ASKGLASS, *words], env=session.env, cwd='/', capture_output=True, text=True, timeout=30)
    with Session() as session:
        expect('No failing command' in say('diagnose', '--last').stderr, 'nothing failed')
        (session.folder / 'main.c').write_text('a\nb\nc\nint f() { return 1 }\n')
        in_terminal(session, f'printf "{GCC_OUTPUT}"; exit 2').end()
        expect('main.c:4:10: expected' in say('diagnose', '--last').stdout, say('diagnose', '--last'))
        asked = say('ask', '--last', '--off-record', 'why?')
        expect('expected ‘;’' in asked.stdout and asked.returncode == 0, asked)


def test_hostile_output_passes_and_does_nothing():
    hostile = b'\x1b]52;c;cm0gLXJmIH4=\a\x1b]0;title\a\x1b[6n\x1bP$q"p\x1b\\\x1b[?1049h\xff\xfe\x00\x80\xe2\x98' + bytes(range(256)) * 8
    with Session() as session:
        (session.folder / 'hostile').write_bytes(hostile + b'\x1b]0;' + b'x' * 300000)
        done = piped(session, '--', 'sh', '-c', 'cat hostile; exit 1')
        expect(done.stdout == (session.folder / 'hostile').read_bytes(), 'bytes are changed')
        done = piped(session, '--pty', '--', 'sh', '-c', 'cat hostile; exit 1', stdin=subprocess.DEVNULL)
        expect(done.stdout == (session.folder / 'hostile').read_bytes(), 'bytes are changed in a terminal')


def test_a_flood_takes_no_memory():
    with Session() as session:
        script = ('import sys\nfor i in range(640): sys.stdout.write("a" * 65536)\nsys.stdout.write("\\nx.c:9:1: error: lost\\n")\n'
                  'for i in range(640): sys.stdout.write("b" * 65536)\nsys.exit(1)')
        process = subprocess.Popen([ASKGLASS, 'run', '--', 'python3', '-c', script], env=session.env, cwd=session.folder,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        expect(os.waitstatus_to_exitcode(status) == 1, f'{status}')
        expect('asan' in ASKGLASS or used.ru_maxrss < 40 * 1024, f'{used.ru_maxrss} KB')
        record = session.records()[-1]
        expect(b'error: lost' in record['output'] and len(record['output']) < 1100000, 'the error in the middle is lost')


if __name__ == '__main__':
    run_all([test for name, test in sorted(globals().items()) if name.startswith('test_')])
