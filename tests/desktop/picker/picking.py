"""Opens the picker, moves a synthetic hand, and reads what was chosen."""
import os
import re
import subprocess
import sys
import time
from pathlib import Path

PICK = os.environ['ASKG_PICK']
SHOTS = Path(os.environ.get('ASKG_SHOTS', os.environ.get('TMPDIR', '/tmp')))


def check(is_so, otherwise):
    if not is_so:
        raise AssertionError(otherwise)


def until(what, is_so, seconds=30):
    end = time.monotonic() + seconds
    while not is_so():
        check(time.monotonic() < end, f'never came: {what}')
        time.sleep(0.03)


def run(*words):
    return subprocess.run([str(word) for word in words], check=True, capture_output=True, text=True).stdout


class Picker:
    """One run of pick; what it prints arrives in lines."""

    def __init__(self, *options, language=None):
        env = dict(os.environ, **({'LC_ALL': language} if language else {}))
        self.out = Path(os.environ['TMPDIR']) / 'pick.out'
        self.process = subprocess.Popen([PICK, *options], stdout=self.out.open('w'), env=env)
        until('the picker', lambda: 'open' in self.lines())
        self.wait_shown()

    def lines(self):
        return self.out.read_text().splitlines()

    def wait_shown(self):
        time.sleep(0.5)

    def result(self):
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise AssertionError(f'it is still open after {self.lines()}') from None
        check(self.process.returncode == 0, f'it ended with {self.process.returncode}')
        lines = self.lines()
        check('frame freed' in lines, f'the frozen frames stay in memory: {lines}')
        return next(line for line in lines if re.match('region|window|output|cancelled', line))

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


def run_all(tests):
    """The functions named test_ of a module, in their order; one line each."""
    failed = 0
    for name, test in list(tests.items()):
        if not name.startswith('test_'):
            continue
        try:
            test()
            print('ok', name[5:].replace('_', ' '), flush=True)
        except AssertionError as error:
            failed += 1
            print('FAILED', name[5:].replace('_', ' '), '-', error, flush=True)
    sys.exit(failed > 0)
