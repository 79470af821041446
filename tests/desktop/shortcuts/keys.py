"""Runs keys, and waits for what it says."""
import os
import subprocess
import sys
import time
from pathlib import Path

FOLDER = Path(os.environ.get('TMPDIR', '/tmp'))


def check(is_so, otherwise):
    if not is_so:
        raise AssertionError(otherwise)


def run(*words):
    return subprocess.run([str(word) for word in words], check=True, capture_output=True, text=True).stdout


class Keys:
    """One program that wants keys."""

    count = 0

    def __init__(self, *wanted, **environment):
        Keys.count += 1
        self.file = FOLDER / f'keys-{Keys.count}.out'
        self.process = subprocess.Popen([os.environ['ASKG_KEYS'], *wanted], stdin=subprocess.PIPE, text=True,
                                        stdout=self.file.open('w'), env=dict(os.environ, **environment))
        self.seen = 0

    def said(self):
        return self.file.read_text(encoding='utf-8').splitlines()

    def expect(self, start, seconds=20):
        """The next line that begins so; what was said before it is done with."""
        end = time.monotonic() + seconds
        while True:
            for number, line in enumerate(self.said()[self.seen:], self.seen + 1):
                if line.startswith(start):
                    self.seen = number
                    return line
            check(time.monotonic() < end, f'never said: {start}; but: {self.said()[self.seen:]}')
            time.sleep(0.03)

    def never(self, start, seconds=0.4):
        time.sleep(seconds)
        rest = self.said()[self.seen:]
        check(not any(line.startswith(start) for line in rest), f'said {rest}')

    def again(self):
        self.process.stdin.write('again\n')
        self.process.stdin.flush()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        check(self.process.wait(timeout=5) == 0, f'it ended with {self.process.returncode}')


def run_all(tests):
    failed = 0
    for name, test in list(tests.items()):
        if not name.startswith('test_'):
            continue
        try:
            test()
            print('ok', name[5:].replace('_', ' '), flush=True)
        except (AssertionError, subprocess.SubprocessError) as error:
            failed += 1
            print('FAILED', name[5:].replace('_', ' '), '-', error, flush=True)
    sys.exit(failed > 0)
