"""A helper process that hears or plays, talked to by its own messages (capture/audio/askg-hear-wire.h)."""
import os
import struct
import subprocess
import threading
import time
from pathlib import Path

import numpy

APP = Path(os.environ['ASKG_PROGRAM']).parent
HEAD = struct.Struct('<IIq')
KEPT = Path(os.environ.get('ASKG_RECORDINGS', '/tmp'))


def tone(hz, seconds, rate_hz=24000, level=9000):
    return (level * numpy.sin(2 * numpy.pi * hz * numpy.arange(int(seconds * rate_hz)) / rate_hz)).astype('<i2')


class Helper:
    """`with Helper('askglass-play', '--replies') as helper:` told is (monotonic seconds, kind, position, bytes) of each message."""

    def __init__(self, name, *words):
        self.words = [APP / name, *words]
        self.told = []
        self.glanced = {}  # position: samples
        self.vouched = 0
        self.heard = []    # what was vouched for: samples
        self.generation = 0

    def __enter__(self):
        self.process = subprocess.Popen(self.words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()
        return self

    def __exit__(self, *error):
        self.process.stdin.close()
        self.process.wait(timeout=5)
        self.reader.join(timeout=5)
        self.process.stdout.close()

    def read_bytes(self, n):
        piece = b''
        while len(piece) < n:
            more = self.process.stdout.read(n - len(piece))
            if not more:
                raise EOFError
            piece += more
        return piece

    def read(self):
        try:
            while True:
                kind, n, position = HEAD.unpack(self.read_bytes(HEAD.size))
                self.take(chr(kind), position, self.read_bytes(n))
        except (EOFError, ValueError):
            pass

    def take(self, kind, position, data):
        if kind == 'S':
            self.glanced[position] = numpy.frombuffer(data, '<i2')
        elif kind == 'V':
            for at in sorted(self.glanced):
                samples = self.glanced[at]
                if at + len(samples) > position:
                    break
                self.heard.append(self.glanced.pop(at))
        elif kind == 'L':
            self.glanced.clear()
        if kind not in 'SV':
            self.told.append((time.monotonic(), kind, position, data))

    def tells(self, kind):
        return [message for message in self.told if message[1] == kind]

    def say(self, kind, position=0, data=b''):
        self.process.stdin.write(HEAD.pack(ord(kind), len(data), position) + data)

    def begin(self, samples, rate_hz=24000, is_whole=False):
        self.generation += 1
        self.say('b', self.generation, struct.pack('<I', rate_hz))
        data = samples.tobytes()
        for at in range(0, len(data), 32768):
            self.say('s', self.generation, data[at:at + 32768])
        if is_whole:
            self.say('e', self.generation)

    def cut(self):
        self.say('c', self.generation)


class Monitor:
    """What the loudspeaker plays, as it comes: when it was loud, and all of it. Its own delay makes times too long, never too short."""

    def __init__(self, name='askglass-speaker'):
        self.words = ['parec', '-d', f'{name}.monitor', '--format=s16le', '--rate=48000', '--channels=1', '--latency-msec=10',
                      '--process-time-msec=10']
        self.samples = []
        self.first = self.last = None  # seconds of the monotonic clock; set first to None to wait for the next

    def __enter__(self):
        self.process = subprocess.Popen(self.words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0)
        threading.Thread(target=self.read, daemon=True).start()
        time.sleep(0.5)
        return self

    def __exit__(self, *error):
        self.process.terminate()
        self.process.wait(timeout=5)

    def read(self):
        while piece := self.process.stdout.read(960):
            now = time.monotonic()
            samples = numpy.frombuffer(piece[:len(piece) // 2 * 2], '<i2')
            self.samples.append(samples)
            loud = numpy.nonzero(abs(samples.astype(int)) > 300)[0]
            if len(loud):
                if self.first is None:
                    self.first = now - (len(samples) - loud[0]) / 48000
                self.last = now - (len(samples) - loud[-1]) / 48000

    def all(self):
        return numpy.concatenate(self.samples) if self.samples else numpy.zeros(0)
