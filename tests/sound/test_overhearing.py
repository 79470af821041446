"""What the computer plays is heard for captions, where somebody chose that; the microphone is not, then."""
import os
import struct
import subprocess
import threading
import time
from pathlib import Path

import numpy

from speaking import FOLDER, Playing, check, run_all, strength, tone, write_wav

HELPER = Path(os.environ['ASKG_PROGRAM']).with_name('askglass-hear')
RATE_HZ = 16000
HEAD = struct.Struct('=IIq')


class Overhearing:
    """The helper, told to hear what is played: its messages by their kind, and its samples."""

    def __init__(self, what='playing:all'):
        self.messages, self.samples = {}, bytearray()
        self.process = subprocess.Popen([HELPER, str(RATE_HZ), what], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
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


def play(application, hz, seconds):
    path = write_wav(FOLDER / f'{application}-{hz}.wav', tone(hz, seconds))
    return subprocess.Popen(['paplay', f'--property=application.name={application}', '--device=askglass-speaker', path])


def test_one_application_is_heard_and_no_other_nor_the_microphone():
    films, music = play('Films', 600, 2), play('Music', 1500, 6)
    time.sleep(0.6)
    listed = subprocess.run([HELPER, '--playing'], capture_output=True, text=True).stdout.splitlines()
    check(listed == ['Films\tFilms', 'Music\tMusic'], f'listed: {listed}')
    overhearing = Overhearing('playing:one:Films')
    films.wait()
    with Playing(tone(2500, 0.8)) as playing:  # what it heard is gone: nothing else is heard in its place
        playing.wait()
    films = play('Films', 900, 1)              # it plays again
    films.wait()
    time.sleep(0.3)
    heard = overhearing.end()
    music.terminate()
    music.wait()
    for hz, is_heard in (600, True), (900, True), (1500, False), (2500, False):
        check((strength(heard, RATE_HZ, hz) > 2000) == is_heard, f'{hz} Hz: {strength(heard, RATE_HZ, hz):.0f}')
    check([len(overhearing.messages[kind]) for kind in 'DL'] == [2, 2], f'it began and ended: {overhearing.messages.keys()}')


def test_one_that_plays_nothing_is_told():
    overhearing = Overhearing('playing:one:Nobody')
    check(overhearing.process.wait(timeout=5) == 1, 'it goes on')
    overhearing.reader.join(timeout=5)
    check([body for _, body in overhearing.messages['F']] == [b'not-playing'], f'told: {overhearing.messages}')


if __name__ == '__main__':
    run_all(globals())
