"""A real llama-server and whisper-server with tiny models, and a person of their own who asks them through the
command line. Where the programs cannot be fetched, a test ends as skipped, and says why."""
import json
import math
import os
import re
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
import zlib
from pathlib import Path

ASKGLASS = os.environ['ASKG_PROGRAM']
RIG = Path(os.environ['ASKG_LLAMA_RIG'])
SKIPPED = 77
COLOURS = {'red': (220, 20, 20), 'green': (20, 200, 30), 'blue': (30, 40, 220), 'white': (250, 250, 250)}
PITCHES = {'low': 300, 'middle': 1000, 'high': 3500}


def fail(text):
    raise AssertionError(str(text)[:2000])


def skip(why):
    print(f'skipped: {why}', flush=True)
    sys.exit(SKIPPED)


def ask_kit(program, *words):
    """What the kit prints; it fetches what it needs when it is first asked."""
    try:
        done = subprocess.run([RIG / program, *words], capture_output=True, text=True, timeout=300)
    except subprocess.TimeoutExpired:
        skip(f'{program} could not be fetched within five minutes')
    if done.returncode != 0:
        skip(f'no {program[6:]} here: {(done.stderr.strip().splitlines() or ["it says nothing"])[-1]}')
    return done.stdout.strip()


def models():
    """The folder with the models, after making sure that there is a program to serve them."""
    ask_kit('start-llama-server', '--fetch-only')
    return Path(ask_kit('start-llama-server', '--print-model'))


def move_to_own_network():
    """Begins anew on a network of its own, where the usual ports are nobody else's, unless the machine forbids that."""
    elsewhere = Path(__file__).parents[1] / 'desktop/flows/elsewhere'
    if 'ASKG_ELSEWHERE' not in os.environ and subprocess.run(['unshare', '-rn', 'true'], stderr=subprocess.DEVNULL).returncode == 0:
        os.execv(elsewhere, [elsewhere, sys.executable, *sys.argv])


def write_program(path):
    """llama-server as one program, as a person has it installed: the kit runs it through its own loader."""
    words = ask_kit('start-llama-server', '--print-command').split(' --model ')[0]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'#!/bin/sh\nexec {words} "$@"\n')
    path.chmod(0o755)


def png(colour, side=64):
    rows = (b'\0' + bytes(colour) * side) * side

    def chunk(kind, data):
        return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', side, side, 8, 2, 0, 0, 0)) +
            chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b''))


def wav(hertz, seconds=1.5, rate=16000):
    samples = b''.join(struct.pack('<h', int(12000 * math.sin(2 * math.pi * hertz * i / rate)))
                       for i in range(int(seconds * rate)))
    return (b'RIFF' + struct.pack('<I', 36 + len(samples)) + b'WAVEfmt ' +
            struct.pack('<IHHIIHH', 16, 1, 1, rate, rate * 2, 2, 16) + b'data' + struct.pack('<I', len(samples)) + samples)


class Served:
    """A server that somebody else runs: the kit's, with what @words say."""

    def __init__(self, program='start-llama-server', *words):
        self.process = subprocess.Popen([RIG / program, *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, text=True)
        self.url = self.process.stdout.readline().strip()
        if not self.url:
            skip(f'no {program[6:]} here: {(self.process.stderr.read().strip().splitlines() or ["?"])[-1]}')

    def __enter__(self):
        return self

    def __exit__(self, *what):
        self.process.terminate()
        self.process.wait(20)
        for pipe in self.process.stdin, self.process.stdout, self.process.stderr:
            pipe.close()


class Person:
    """Somebody with folders and settings of their own, and no desktop."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix='askg-kit-'))
        (self.folder / 'run').mkdir(mode=0o700)
        self.env = {**os.environ, 'HOME': str(self.folder), 'XDG_DATA_HOME': str(self.folder / 'data'),
                    'XDG_CONFIG_HOME': str(self.folder / 'config'), 'XDG_CACHE_HOME': str(self.folder / 'cache'),
                    'XDG_RUNTIME_DIR': str(self.folder / 'run'), 'LC_ALL': 'C.UTF-8', 'NO_PROXY': '*',
                    'PATH': f'{self.folder / "bin"}:{os.environ["PATH"]}'}
        for name in 'DBUS_SESSION_BUS_ADDRESS', 'WAYLAND_DISPLAY', 'DISPLAY':
            self.env.pop(name, None)
        for name, colour in COLOURS.items():
            (self.folder / f'{name}.png').write_bytes(png(colour))
        for name, hertz in PITCHES.items():
            (self.folder / f'{name}.wav').write_bytes(wav(hertz))

    def __enter__(self):
        return self

    def __exit__(self, *what):
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, *words, said=None, seconds=120):
        return subprocess.run([ASKGLASS, *map(str, words)], capture_output=True, timeout=seconds, env=self.env,
                              cwd=self.folder, text=True, input=said)

    def start(self, *words):
        return subprocess.Popen([ASKGLASS, *map(str, words)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, env=self.env, cwd=self.folder, text=True)

    def add(self, *words):
        done = self.run('engines', 'add', *words)
        done.returncode == 0 or fail(done.stderr)

    def ask(self, engine, question, *words, said=None):
        """The turn as JSON; the error's sentence is in it."""
        done = self.run('ask', '--engine', engine, '--json', *words, question, said=said)
        turn = json.loads(done.stdout)
        (done.returncode == 0) == ('error' not in turn) or fail(f'{done.returncode}: {turn}')
        return turn

    def children(self):
        """Every process that serves this person's socket: children and grandchildren, also dead ones."""
        found = []
        for folder in Path('/proc').glob('[0-9]*'):
            try:
                words = (folder / 'cmdline').read_bytes()
            except OSError:
                continue
            if f'{self.folder}/run/'.encode() in words or f'{self.folder}/cache/'.encode() in words:
                found.append(int(folder.name))
        return found

    def server(self):
        """The process that computes: the one that has the most memory of them."""
        def pages(pid):
            try:
                return int(Path(f'/proc/{pid}/statm').read_text().split()[1])
            except (OSError, IndexError):
                return 0
        return max(self.children(), key=pages, default=None)


def zombies():
    """Dead processes that wait for this test or what it started; those that init has will go when it finds the time."""
    states, parents = {}, {}
    for folder in Path('/proc').glob('[0-9]*'):
        try:
            stat = (folder / 'stat').read_text()
        except OSError:
            continue
        name, state, parent = re.match(r'\d+ \((.*)\) (\S) (\d+)', stat, re.S).groups()
        states[int(folder.name)], parents[int(folder.name)] = (name, state), int(parent)

    def is_own(pid):
        while pid in parents and pid != os.getpid():
            pid = parents[pid]
        return pid == os.getpid()
    return [(pid, parents[pid], name) for pid, (name, state) in states.items()
            if state == 'Z' and ('llama' in name or 'ld-linux' in name or 'bwrap' in name) and is_own(pid)]


def wait_until(what, seconds=10):
    late = time.monotonic() + seconds
    while not what():
        if time.monotonic() > late:
            return False
        time.sleep(0.02)
    return True


def run_all(tests, *arguments):
    wanted = sys.argv[1:]
    for test in tests:
        if wanted and test.__name__ not in wanted:
            continue
        began = time.monotonic()
        test(*arguments)
        print(f'ok  {test.__name__:56} {time.monotonic() - began:6.2f} s', flush=True)


def read_some(process, n_bytes):
    """As much of what it prints; what Python would read ahead is lost to communicate()."""
    said = b''
    while len(said) < n_bytes:
        more = os.read(process.stdout.fileno(), n_bytes - len(said))
        if not more:
            fail(f'only {said!r}: {process.communicate()[1]}')
        said += more
    return said.decode()


def interrupt(process):
    process.send_signal(signal.SIGINT)
