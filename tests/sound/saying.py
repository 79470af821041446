"""What `askglass say` makes heard, with the moment it is heard."""
import os
import signal
import subprocess
import threading
import time

import numpy

from speaking import check, until

MONITOR = 'askglass-speaker.monitor'
RATE_HZ = 48000
LOUD = 300


class Ear:
    """Listens to the loudspeaker and knows when each piece arrived: late by what the recorder itself takes, never early."""

    def __enter__(self):
        self.process = subprocess.Popen(['parec', f'--device={MONITOR}', '--format=s16le', f'--rate={RATE_HZ}', '--channels=1',
                                         '--latency-msec=5', '--raw'], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.pieces = []
        self.thread = threading.Thread(target=self.listen, daemon=True)
        self.thread.start()
        until('the recorder', lambda: self.pieces, 10)
        return self

    def listen(self):
        fd, odd = self.process.stdout.fileno(), b''
        while piece := os.read(fd, 4096):
            piece = odd + piece
            n = len(piece) // 2 * 2
            odd = piece[n:]
            self.pieces.append((time.monotonic(), numpy.frombuffer(piece[:n], '<i2')))

    def __exit__(self, *error):
        self.process.terminate()
        self.process.wait(timeout=10)
        self.thread.join(timeout=5)
        self.process.stdout.close()

    def first_sound(self, after):
        """When something loud arrived first, later than @after; None while nothing has."""
        return next((at for at, piece in self.pieces if at > after and (numpy.abs(piece.astype(int)) > LOUD).any()), None)

    def last_sound(self):
        return max((at for at, piece in self.pieces if (numpy.abs(piece.astype(int)) > LOUD).any()), default=0)

    def loud_s(self, after):
        """How long it was loud, a hundredth of a second at a time."""
        sound = numpy.concatenate([piece for at, piece in self.pieces if at > after] or [numpy.zeros(0)])
        n = RATE_HZ // 100
        frames = numpy.abs(sound[:len(sound) // n * n].reshape(-1, n)).max(axis=1) if len(sound) >= n else numpy.zeros(0)
        return float((frames > LOUD).sum()) / 100


class Saying:
    """`askglass say -`, ready to speak."""

    def __init__(self, person, *options, text=None):
        self.process = subprocess.Popen([os.environ['ASKG_PROGRAM'], 'say', *options, text or '-'], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=person.env)

    def write(self, text):
        at = time.monotonic()
        self.process.stdin.write(text)
        self.process.stdin.flush()
        return at

    def interrupt(self):
        at = time.monotonic()
        self.process.send_signal(signal.SIGINT)
        return at

    def end(self, seconds=20):
        _, told = self.process.communicate(timeout=seconds)
        return self.process.returncode, told


def first_sounds(person, rounds):
    """From the end of a clause in the pipe to its sound at the loudspeaker, in milliseconds; and from Ctrl-C to silence."""
    begun, silent = [], []
    with Ear() as ear:
        for _ in range(rounds):
            saying = Saying(person)
            time.sleep(1.2)
            at = saying.write('Open the window now. Then look outside, and tell me what the weather is like today, please. ')
            heard = until('sound', lambda at=at: ear.first_sound(at), 10)
            begun.append((heard - at) * 1000)
            time.sleep(0.8)
            cut = saying.interrupt()
            status, told = saying.end()
            check(status == 130, f'status {status}: {told}')
            time.sleep(0.6)
            silent.append(max(0.0, ear.last_sound() - cut) * 1000)
    return begun, silent
