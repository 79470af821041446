"""What the loudspeaker of tests/rigs/sound plays, recorded and told in tones."""
import os
import signal
import subprocess
import time
import wave
from pathlib import Path

import numpy

RIG = Path(__file__).parents[1] / 'rigs/sound'
PIECE_S = 0.02
LOUD = 500


class Recording:
    """`with Recording(path) as recording:` what is played meanwhile; then tones()."""

    def __init__(self, path):
        self.path = Path(path)

    def __enter__(self):
        self.path.unlink(missing_ok=True)
        self.process = subprocess.Popen([RIG / 'record-duplex', self.path], stderr=subprocess.DEVNULL)
        end = time.monotonic() + 10
        while not (self.path.exists() and self.path.stat().st_size > 4096):
            assert time.monotonic() < end, 'the recorder records nothing'
            time.sleep(0.02)
        return self

    def __exit__(self, *error):
        time.sleep(0.3)
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=10)

    def samples(self):
        with wave.open(os.fspath(self.path)) as file:
            rate_hz = file.getframerate()
            both = numpy.frombuffer(file.readframes(file.getnframes()), '<i2').reshape(-1, 2)
        return both[:, 1].astype(float), rate_hz

    def tones(self):
        """(Hz, seconds) of each tone in its order; silence between is left out."""
        sound, rate_hz = self.samples()
        n = int(rate_hz * PIECE_S)
        found = []
        for start in range(0, len(sound) - n, n):
            piece = sound[start:start + n]
            if abs(piece).max() < LOUD:
                continue
            spectrum = abs(numpy.fft.rfft(piece * numpy.hanning(n), 8 * n))
            hz = float(numpy.argmax(spectrum)) * rate_hz / (8 * n)
            if found and abs(found[-1][0] - hz) < 60:
                found[-1][1] += PIECE_S
            else:
                found.append([hz, PIECE_S])
        return [(round(hz), round(seconds, 2)) for hz, seconds in found if seconds > 2.5 * PIECE_S]

    def heard_s(self):
        return sum(seconds for _, seconds in self.tones())
