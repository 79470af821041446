"""A real llama-server and the command line: text, picture, sound, cancel, a wrong key, an overflow, no projector.

The models are small and their answers known; see tests/rigs/llama. Run inside a server:
    start-llama-server [OPTION]... -- test_llama.py whole|blind|locked
"""
import json
import math
import os
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
SKIPPED = 77  # what Meson takes for "cannot be run here"
MODES = {'whole': [], 'blind': ['--text-only'], 'locked': ['-a', '--api-key', '-a', 'sesame']}


def fail(text):
    raise AssertionError(text)


def png(red, green, blue):
    rows = (b'\0' + bytes((red, green, blue)) * 200) * 120
    def chunk(kind, data):
        return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', 200, 120, 8, 2, 0, 0, 0)) +
            chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b''))


def wav(pitch_hz):
    samples = b''.join(struct.pack('<h', round(12000 * math.sin(2 * math.pi * pitch_hz * i / 16000))) for i in range(32000))
    return (b'RIFF' + struct.pack('<I', 36 + len(samples)) + b'WAVEfmt ' +
            struct.pack('<IHHIIHH', 16, 1, 1, 16000, 32000, 2, 16) + b'data' + struct.pack('<I', len(samples)) + samples)


class Person:
    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix='askglass-llama-'))
        (self.folder / 'run').mkdir(mode=0o700)
        self.env = {**os.environ, 'HOME': str(self.folder), 'XDG_DATA_HOME': str(self.folder / 'data'),
                    'XDG_CONFIG_HOME': str(self.folder / 'config'), 'XDG_CACHE_HOME': str(self.folder / 'cache'),
                    'XDG_RUNTIME_DIR': str(self.folder / 'run'), 'LC_ALL': 'C.UTF-8', 'NO_PROXY': '*'}
        for name in 'DBUS_SESSION_BUS_ADDRESS', 'WAYLAND_DISPLAY', 'DISPLAY':
            self.env.pop(name, None)
        (self.folder / 'green.png').write_bytes(png(10, 200, 10))
        (self.folder / 'high.wav').write_bytes(wav(3000))
        (self.folder / 'key').write_text('sesame\n')
        (self.folder / 'wrong').write_text('basil\n')

    def run(self, *words, said=''):
        return subprocess.run([ASKGLASS, *words], capture_output=True, timeout=60, env=self.env, cwd=self.folder, text=True,
                              input=said)

    def add(self, name, *words, said=''):
        done = self.run('engines', 'add', name, os.environ['ASKGLASS_LLAMA_URL'], *words, said=said)
        done.returncode == 0 or fail(done.stderr)

    def ask(self, *words):
        return json.loads(self.run('ask', '--engine', 'tiny', '--json', *words).stdout)


def says(turn, words):
    words in turn['answer'] and turn['state'] == 'done' or fail(turn)


def test_whole(person):
    person.add('tiny')
    says(person.ask('hello?'), 'This is the small test engine')
    says(person.ask('--image', 'green.png', 'which colour?'), 'mostly green')
    says(person.ask('--audio', 'high.wav', 'which pitch?'), 'sounds high')
    turn = person.ask('replythink')
    turn['reasoning'] and turn['usage']['input'] > 0 or fail(turn)
    turn['notes'] == [] or fail(turn)
    done = person.run('ask', '--engine', 'tiny', 'x ' * 40000)
    done.returncode == 3 and '8192' in done.stderr or fail(done)
    done = person.run('engines', 'test', 'tiny', '--json')
    all(step['verdict'] == 'passed' for step in json.loads(done.stdout) if step['step'] != 'tls') or fail(done.stdout)
    person.run('engines', 'default', 'tiny')
    says(json.loads(person.run('ask', '--json', 'hello?').stdout), 'small test engine')


def test_whole_is_stopped_by_ctrl_c(person):
    person.add('tiny')
    asking = subprocess.Popen([ASKGLASS, 'ask', '--engine', 'tiny', 'replylong'], stdout=subprocess.PIPE, env=person.env)
    asking.stdout.read(200) or fail('no answer')
    began = time.monotonic()
    asking.send_signal(signal.SIGINT)
    asking.stdout.read()
    asking.wait(10) == 130 or fail(f'exit code {asking.returncode}')
    time.monotonic() - began < 1.5 or fail(f'took {time.monotonic() - began:.1f} s')
    person.run('search', 'replylong').returncode == 0 or fail('the question was lost')


def test_blind(person):
    person.add('tiny')
    turn = person.ask('--image', 'green.png', 'which colour?')
    says(turn, 'without any picture')
    any('cannot see' in note for note in turn['notes']) or fail(turn)
    done = person.run('ask', '--engine', 'tiny', '--audio', 'high.wav', 'which pitch?')
    done.returncode == 6 and 'cannot hear' in done.stderr or fail(done)


def test_locked(person):
    person.add('tiny', '--key-file', 'wrong', said='yes\n')
    done = person.run('ask', '--engine', 'tiny', 'hello?')
    done.returncode == 6 and 'refused the key' in done.stderr and 'basil' not in done.stderr or fail(done)
    person.run('engines', 'remove', 'tiny')
    person.add('tiny', '--key-file', 'key', said='yes\n')
    says(person.ask('hello?'), 'small test engine')


def main():
    if len(sys.argv) > 1:
        for test in [value for name, value in globals().items() if name.startswith(f'test_{sys.argv[1]}')]:
            person = Person()
            try:
                test(person)
                print('ok', test.__name__, flush=True)
            finally:
                shutil.rmtree(person.folder)
        return
    fetched = subprocess.run([RIG / 'start-llama-server', '--fetch-only'], capture_output=True, text=True)
    if fetched.returncode != 0:
        print(f'skipped: no llama-server can be had here: {fetched.stderr.strip()}')
        sys.exit(SKIPPED)
    for mode, options in MODES.items():
        subprocess.run([RIG / 'start-llama-server', *options, '--', sys.executable, __file__, mode], check=True)


if __name__ == '__main__':
    main()
