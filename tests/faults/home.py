"""A person who lives in a folder of their own, without a bus or a display, and uses the command line."""
import contextlib
import os
import sqlite3
import subprocess
import tempfile
from pathlib import Path

ASKGLASS = os.environ['ASKG_PROGRAM']


def check(is_so, otherwise):
    if not is_so:
        raise AssertionError(str(otherwise)[:2000])


class Home:
    """Called with words, it runs the program with them, and wants its exit status to be @code."""

    def __init__(self, settings=None):
        self.home = tempfile.TemporaryDirectory()
        self.folder = Path(self.home.name)
        self.environment = {**os.environ, 'HOME': str(self.folder), 'XDG_CONFIG_HOME': str(self.folder / 'config'),
                            'XDG_DATA_HOME': str(self.folder / 'data'), 'XDG_CACHE_HOME': str(self.folder / 'cache'),
                            'LC_ALL': 'C.UTF-8'}
        for name in 'XDG_RUNTIME_DIR', 'DBUS_SESSION_BUS_ADDRESS', 'DISPLAY', 'WAYLAND_DISPLAY':
            self.environment.pop(name, None)
        self.database = self.folder / 'data/askglass/askglass.db'
        if settings is not None:
            (self.folder / 'config/askglass').mkdir(parents=True)
            (self.folder / 'config/askglass/settings.ini').write_text(f'[Askglass]\n{settings}')

    def __call__(self, *words, code=0, **options):
        done = subprocess.run([ASKGLASS, *map(str, words)], env=self.environment, capture_output=True, timeout=60, cwd=self.folder,
                              **{'stdin': subprocess.DEVNULL, **options})
        check(done.returncode in (code if isinstance(code, tuple) else (code,)), f'{words}: {done.returncode} {done.stderr}')
        return done

    def count(self, query):
        with contextlib.closing(sqlite3.connect(f'file:{self.database}?mode=ro', uri=True)) as database:
            return database.execute(query).fetchone()[0]
