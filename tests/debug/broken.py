#!/usr/bin/python3
"""Broken programs: each is really run, in a terminal of 100 columns, and what `askglass diagnose` leads with is compared.

A program is one text file (tests/debug/README.md tells its form). Those whose tools are missing are named and left out.

    tests/debug/broken.py build/app/askglass                      all of them, and the share that is right
    tests/debug/broken.py build/app/askglass --show gcc-semicolon  what one printed, and what was understood
    tests/debug/broken.py build/app/askglass --whole               those marked so, too
    tests/debug/broken.py build/app/askglass --entries             the entry of the catalogue each leads with, and the share that is right
"""
import argparse
import contextlib
import json
import os
import pty
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

COLUMNS = 100
PROGRAMS = Path(__file__).parent / 'programs'
LIMIT_S = 60
CONFIDENT = 0.6  # an entry shown with less only points at the line


class Program:
    """What one file tells: tools, what is run before, the command, and what is wrong."""

    def __init__(self, path):
        self.name, self.files, self.tools, self.before = path.stem, {}, [], []
        self.command = self.kind = self.file = self.message = self.entry = None
        self.line = 0
        self.is_extra = False
        current = None
        for line in path.read_text(encoding='utf-8').splitlines(keepends=True):
            if head := re.match(r'--- (\S.*)\n', line):
                current = head[1]
                self.files[current] = ''
            elif current is not None:
                self.files[current] += line
            else:
                self.take(line.rstrip('\n'), path)

    def take(self, line, path):
        mark, _, rest = line.partition(' ')
        if mark == '?':
            self.tools += rest.split()
        elif mark == '+':
            self.before.append(rest)
        elif mark == '%':
            self.is_extra = rest == 'whole'
        elif mark == '$':
            self.command = rest
        elif mark == '@':
            self.kind, _, place = rest.partition(' ')
            if place:
                self.file, _, number = place.rpartition(':')
                self.file, self.line = (self.file or None, int(number)) if number.isdigit() else (place, 0)
        elif mark == '~':
            self.message = rest
        elif mark == '=':
            self.entry = rest
        elif mark and mark != '#':
            sys.exit(f'{path}: what is "{line}"?')

    def missing(self):
        return [tool for tool in self.tools if not shutil.which(tool)]

    def lay_out(self, folder):
        for name, text in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding='utf-8')
            if text.startswith('#!'):
                path.chmod(0o755)


def environment(home):
    kept = {name: os.environ[name] for name in ('PATH', 'RUSTUP_HOME', 'CARGO_HOME', 'GOROOT', 'JAVA_HOME') if name in os.environ}
    for name, folder in (('RUSTUP_HOME', '.rustup'), ('CARGO_HOME', '.cargo')):
        kept.setdefault(name, str(Path.home() / folder))
    return kept | {'HOME': str(home), 'TERM': 'xterm-256color', 'LANG': 'C.UTF-8', 'GOFLAGS': '-mod=mod', 'GOPROXY': 'off',
                   'GOCACHE': '/tmp/askg-broken-go', 'GOTOOLCHAIN': 'local', 'COLUMNS': str(COLUMNS)}


def run_in_terminal(command, folder, env):
    """What @command writes to a terminal, every byte of it."""
    leader, follower = pty.openpty()
    termios.tcsetwinsize(follower, (50, COLUMNS)) if hasattr(termios, 'tcsetwinsize') else \
        __import__('fcntl').ioctl(follower, termios.TIOCSWINSZ, struct.pack('HHHH', 50, COLUMNS, 0, 0))
    child = subprocess.Popen(['timeout', str(LIMIT_S), 'bash', '-c', command], cwd=folder, env=env, stdin=subprocess.DEVNULL,
                             stdout=follower, stderr=follower, start_new_session=True)
    os.close(follower)
    output = b''
    while True:
        try:
            piece = os.read(leader, 65536)
        except OSError:
            break
        if not piece:
            break
        output += piece
    child.wait()
    os.close(leader)
    return output


def understand(askglass, output, folder, env):
    told = subprocess.run([askglass, 'diagnose', '--json', '--columns', str(COLUMNS), '--folder', folder, '-'], input=output,
                          env=env | {'PATH': '/usr/bin:/bin'}, capture_output=True, timeout=30, check=True)
    return json.loads(told.stdout)


def judge(program, told):
    """Returns what is wrong with the understanding, in a line; an empty one where nothing is."""
    if not told['diagnostics']:
        return 'nothing found'
    root, wrong = told['diagnostics'][0], []
    if (root['file'], root['line'] or 0) != (program.file, program.line):
        wrong.append(f"{root['file']}:{root['line']} instead of {program.file}:{program.line or None}")
    if root['kind'] != program.kind:
        wrong.append(f"{root['kind']} instead of {program.kind}")
    if program.message and program.message not in root['message']:
        wrong.append(f"“{root['message']}” without “{program.message}”")
    if program.line and program.file in program.files:
        lines = program.files[program.file].splitlines()
        text = lines[program.line - 1] if program.line <= len(lines) else None
        if text is not None and not any(at['file'] == program.file and at['line'] == program.line and at['text'] == text for at in root['source']):
            wrong.append('its line is not attached')
    if trouble := judge_entry(program, told):
        wrong.append(trouble)
    return '; '.join(wrong)


def first_entry(told):
    """The entry shown first, and how sure it is; "-" and 0 where nothing is shown with confidence."""
    first = told['catalogue'][0] if told['catalogue'] else None
    return (first['id'], first['confidence']) if first and first['confidence'] >= CONFIDENT else ('-', 0)


def judge_entry(program, told):
    """What is wrong with the entry that leads, or with its explanation."""
    if not program.entry:
        return ''
    wanted, *names = program.entry.split(' ', 1)
    entry, _ = first_entry(told)
    if entry != wanted:
        return f'catalogue: {entry} instead of {wanted}'
    if names and names[0] not in told['catalogue'][0]['explanation']:
        return f'catalogue: the explanation of {entry} does not name “{names[0]}”'
    return ''


@contextlib.contextmanager
def laid_out(program, keep=None):
    """Its folder and its environment; they stay where @keep is a folder."""
    with contextlib.ExitStack() as stack:
        home = Path(keep or stack.enter_context(tempfile.TemporaryDirectory(prefix='askg-broken-')))
        folder = home / 'work'
        if keep:
            shutil.rmtree(home, ignore_errors=True)
        folder.mkdir(parents=True)
        program.lay_out(folder)
        env = environment(home)
        for command in program.before:
            subprocess.run(['bash', '-c', command], cwd=folder, env=env, capture_output=True, timeout=LIMIT_S, check=False)
        yield folder, env


def try_program(askglass, program, show):
    """What is understood of the program's output."""
    with laid_out(program) as (folder, env):
        output = run_in_terminal(program.command, folder, env)
        told = understand(askglass, output, folder, env)
        if show:
            print(output.decode(errors='replace'))
            print(json.dumps(told, indent=1, ensure_ascii=False))
        return told


class Shares:
    """How many are right, counted in two ways: all that is understood, and the entry of the catalogue alone."""

    def __init__(self):
        self.n_run = self.n_right = self.n_entries = self.n_entries_right = self.n_confident_wrong = 0

    def count(self, program, told):
        trouble, entry_trouble = judge(program, told), judge_entry(program, told)
        self.n_run += 1
        self.n_right += not trouble
        if program.entry:
            self.n_entries += 1
            self.n_entries_right += not entry_trouble
            self.n_confident_wrong += first_entry(told)[0] not in ('-', program.entry.split(' ')[0])
        return trouble, entry_trouble

    def tell(self):
        print(f'{self.n_right} of {self.n_run} right')
        if self.n_entries:
            print(f'catalogue: {self.n_entries_right} of {self.n_entries} lead with the right entry '
                  f'({100 * self.n_entries_right / self.n_entries:.0f} %), {self.n_confident_wrong} with a wrong one')


def choose(options):
    """Those that are asked for, and whose tools are there."""
    for path in sorted(PROGRAMS.glob('*.txt')):
        program = Program(path)
        if options.names and not any(program.name.startswith(name) for name in options.names):
            continue
        if program.is_extra and not (options.whole or options.names):
            continue
        if missing := program.missing():
            print(f'skipped {program.name}: no {", ".join(missing)}')
            continue
        yield program


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('askglass')
    parser.add_argument('names', nargs='*')
    parser.add_argument('--show', action='store_true')
    parser.add_argument('--share', type=float, default=0.98, help='that must be right')
    parser.add_argument('--entries', action='store_true', help='print the entry each leads with')
    parser.add_argument('--whole', action='store_true', default=bool(os.environ.get('ASKGLASS_TESTS_ALL')), help='those marked so, too')
    options = parser.parse_args()
    shares = Shares()
    chosen = list(choose(options))
    with ThreadPoolExecutor(1 if options.show else 2) as pool:
        all_told = list(pool.map(lambda program: try_program(os.path.abspath(options.askglass), program, options.show), chosen))
    for program, told in zip(chosen, all_told):
        trouble, entry_trouble = shares.count(program, told)
        if options.entries:
            entry, confidence = first_entry(told)
            print(f'{"wrong" if entry_trouble else "right" if program.entry else "     "} {program.name}: {entry} {confidence:.2f}')
        if trouble:
            print(f'wrong   {program.name}: {trouble}')
    shares.tell()
    sys.exit(0 if shares.n_run and shares.n_right >= options.share * shares.n_run else 1)


if __name__ == '__main__':
    main()
