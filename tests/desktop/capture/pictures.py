"""Helpers of the capture tests: pictures compared pixel by pixel, programs run and waited for."""
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import gi

gi.require_version('GdkPixbuf', '2.0')
from gi.repository import GdkPixbuf  # noqa: E402

FOLDER = Path(tempfile.mkdtemp(prefix='capture-'))
GRAB = os.environ.get('ASKG_GRAB', 'grab')


class Picture:
    """A picture file: its size, its pixels as rows of RGB, and their alpha if it has any."""

    def __init__(self, path):
        pixbuf = GdkPixbuf.Pixbuf.new_from_file(str(path))
        self.width, self.height = pixbuf.get_width(), pixbuf.get_height()
        n, stride, data = pixbuf.get_n_channels(), pixbuf.get_rowstride(), pixbuf.get_pixels()
        rows = [data[y * stride:y * stride + self.width * n] for y in range(self.height)]
        self.alpha = [row[3::4] for row in rows] if n == 4 else None
        self.rows = [without_alpha(row) for row in rows] if n == 4 else rows

    def at(self, x, y):
        return tuple(self.rows[y][x * 3:x * 3 + 3])

    def crop(self, x, y, width, height):
        """The pixels of a part, as rows of bytes."""
        return [row[x * 3:(x + width) * 3] for row in self.rows[y:y + height]]


def without_alpha(row):
    rgb = bytearray(len(row) // 4 * 3)
    for channel in range(3):
        rgb[channel::3] = row[channel::4]
    return bytes(rgb)


def same(mine, theirs, what):
    """Both are rows of bytes. Says where they differ first."""
    check(len(mine) == len(theirs), f'{what}: {len(mine)} rows, expected {len(theirs)}')
    for y, (a, b) in enumerate(zip(mine, theirs)):
        if a != b:
            x = next((i for i, (p, q) in enumerate(zip(a, b)) if p != q), min(len(a), len(b)))
            check(False, f'{what}: row {y} differs from byte {x} on ({a[x:x + 6].hex()}, not {b[x:x + 6].hex()})')


def check(is_true, what):
    if not is_true:
        sys.exit(f'FAILED: {what}')


def run(*command, status=0, environment=None):
    """Standard output of a command that must end with that status; its standard error if it failed."""
    done = subprocess.run([str(c) for c in command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60,
                          env={**os.environ, **(environment or {})}, text=True)
    check(done.returncode == status,
          f'{command[0]} {" ".join(map(str, command[1:]))} ended with {done.returncode}, not {status}:\n{done.stderr}')
    return done.stdout if status == 0 else done.stderr


def grab(name, *arguments, environment=None):
    """Grabs; returns {output: (place, Picture)} with place as "x,y wxh"."""
    into = FOLDER / name
    into.mkdir()
    lines = run(GRAB, '--into', into, *arguments, environment=environment).splitlines()
    frames = {}
    for line in lines:
        _kind, output, corner, size, pixels, _scale = line.split()
        picture = Picture(into / f'{output}.png')
        check(f'{picture.width}x{picture.height}' == pixels, f'{output}: the file has another size than the frame')
        frames[output] = (f'{corner} {size}', picture)
    return frames


def start(*command):
    """Starts a program that prints "shown" when its window is there."""
    process = subprocess.Popen([str(c) for c in command], stdout=subprocess.PIPE, text=True)
    check(process.stdout.readline().strip() == 'shown', f'{command[0]} showed nothing')
    return process


def until(what, condition, seconds=30):
    """Waits until the condition gives something true, and returns that."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(0.05)
    check(False, f'{what}: not within {seconds} s')
