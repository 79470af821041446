"""A terminal that a test types into and reads from."""
import fcntl
import os
import pty
import select
import shutil
import signal
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path

ASKGLASS = os.environ.get('ASKG_PROGRAM', 'build/app/askglass')
PATIENCE_S = 20


def fail(why):
    sys.exit(f'{why}')


class Session:
    """Folders of one person's session, gone at the end."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix='askg-run-'))
        (self.folder / 'run').mkdir(mode=0o700)
        self.env = {k: v for k, v in os.environ.items() if k in ('PATH', 'ASAN_OPTIONS', 'LSAN_OPTIONS', 'UBSAN_OPTIONS')}
        self.env |= {'HOME': str(self.folder), 'XDG_RUNTIME_DIR': str(self.folder / 'run'), 'LC_ALL': 'C.UTF-8', 'TERM': 'xterm',
                     'LANG': 'C.UTF-8', 'ASKG': ASKGLASS, 'WINDOWID': '4194313'}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder, ignore_errors=True)

    def records(self):
        """What was kept of commands: fields of each, the last written last."""
        folder = self.folder / 'run/askglass/commands'
        files = sorted(folder.glob('*'), key=lambda f: f.stat().st_mtime_ns) if folder.exists() else []
        found = []
        for file in files:
            head, _, output = file.read_bytes().partition(b'\0\0')
            fields = dict(f.split(b'=', 1) for f in head.split(b'\0') if b'=' in f)
            found.append({k.decode(): v.decode('utf-8', 'replace') for k, v in fields.items()} | {'output': output, 'file': file.name,
                         'mode': file.stat().st_mode & 0o777})
        return found


class Terminal:
    """A program in a terminal of its own, as its only job."""

    def __init__(self, session, *words, columns=100, rows=30):
        self.seen = b''
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            # As a login finds them: Python ignores the first, whoever started the tests perhaps others.
            for number in signal.SIGPIPE, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT:
                signal.signal(number, signal.SIG_DFL)
            os.chdir(session.folder)
            os.execvpe(words[0], words, session.env)
        self.resize(columns, rows)

    def resize(self, columns, rows=30):
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack('HHHH', rows, columns, 0, 0))

    def type(self, text):
        os.write(self.fd, text.encode())

    def read(self, patience_s):
        if not select.select([self.fd], [], [], patience_s)[0]:
            return b''
        try:
            got = os.read(self.fd, 65536)
        except OSError:
            return b''
        self.seen += got
        return got

    def wait_for(self, text):
        """Reads up to and with it; what was seen before it is returned."""
        wanted = text.encode()
        end = time.monotonic() + PATIENCE_S
        while wanted not in self.seen:
            if time.monotonic() > end:
                fail(f'{text!r} does not appear, but:\n{self.seen.decode("utf-8", "replace")}')
            if not self.read(0.2) and self.has_ended():
                self.read(0.1)
                if wanted not in self.seen:
                    fail(f'it ended before {text!r} appeared:\n{self.seen.decode("utf-8", "replace")}')
        before, _, self.seen = self.seen.partition(wanted)
        return before.decode('utf-8', 'replace')

    def wait_nothing(self):
        """What came so far, and was not waited for."""
        while self.read(0.05):
            pass
        seen, self.seen = self.seen.decode('utf-8', 'replace'), b''
        return seen

    def has_ended(self):
        return os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None

    def end(self):
        """Reads to the end: what was written, and the status as of waitpid()."""
        end = time.monotonic() + PATIENCE_S
        while not self.has_ended() and time.monotonic() < end:
            self.read(0.05)
        if not self.has_ended():
            os.kill(self.pid, signal.SIGKILL)
            fail(f'it does not end:\n{self.seen.decode("utf-8", "replace")}')
        while self.read(0.05):
            pass
        status = os.waitpid(self.pid, 0)[1]
        os.close(self.fd)
        return self.seen.decode('utf-8', 'replace'), status


def run_all(tests):
    for test in tests:
        test()
        print(f'ok: {test.__name__[5:].replace("_", " ")}', flush=True)
