"""What the computer plays is heard for captions, where somebody chose that; the microphone is not, then."""
import os
import struct
import subprocess
import threading
import time
from pathlib import Path

import numpy

from speaking import Playing, check, run_all, strength, tone

HELPER = Path(os.environ['ASKG_PROGRAM']).with_name('askglass-hear')
RATE_HZ = 16000
HEAD = struct.Struct('=IIq')


class Overhearing:
    """The helper, told to hear what is played: its messages by their kind, and its samples."""

    def __init__(self):
        self.messages, self.samples = {}, bytearray()
        self.process = subprocess.Popen([HELPER, str(RATE_HZ), 'playing:all'], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.reader = threading.Thread(target=self.read)
        self.reader.start()

    def read(self):
        while len(head := self.process.stdout.read(HEAD.size)) == HEAD.size:
            kind, n_bytes, position = HEAD.unpack(head)
            body = self.process.stdout.read(n_bytes)
            self.messages.setdefault(chr(kind), []).append((position, body))
            if chr(kind) == 'S':
                self.samples += body

    def end(self):
        self.process.stdin.close()
        check(self.process.wait(timeout=5) == 0, 'it did not end with who started it')
        self.reader.join(timeout=5)
        self.process.stdout.close()
        return numpy.frombuffer(bytes(self.samples), '<i2').astype(float)


def test_what_is_played_is_heard_and_the_microphone_is_not():
    overhearing = Overhearing()
    time.sleep(0.8)
    with Playing(tone(600, 0.8), into='loudspeaker') as playing:
        playing.wait()
    with Playing(tone(1500, 0.8)) as playing:
        playing.wait()
    time.sleep(0.3)
    heard = overhearing.end()
    check(strength(heard, RATE_HZ, 600) > 2000, 'what was played was not heard')
    check(strength(heard, RATE_HZ, 1500) < 500, 'the microphone was heard')  # where a tone breaks off, there is some
    check(overhearing.messages['D'][0][1].endswith(b'.monitor'), f'heard: {overhearing.messages["D"]}')
    vouched = overhearing.messages['V'][-1][0]
    check(0 < len(heard) - vouched < RATE_HZ // 4, f'vouched for {vouched} of {len(heard)}')


if __name__ == '__main__':
    run_all(globals())
