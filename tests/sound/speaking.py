"""A person at a microphone that is not there: speech made by espeak-ng, played into tests/rigs/sound."""
import atexit
import functools
import math
import os
import shutil
import subprocess
import sys
import tempfile
import time
import wave
from pathlib import Path

import numpy

RIG = Path(__file__).parents[1] / 'rigs/sound'
ASKGLASS = os.environ['ASKG_PROGRAM']
MIC_HZ = 48000
SKIPPED = 77
FOLDER = Path(tempfile.mkdtemp(prefix='askg-voice-'))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)


def skip(why):
    print(f'skipped: {why}', flush=True)
    sys.exit(SKIPPED)


def check(is_so, otherwise):
    assert is_so, otherwise


def until(what, is_so, seconds=15):
    end = time.monotonic() + seconds
    while not (found := is_so()):
        assert time.monotonic() < end, f'{what} did not come within {seconds} s'
        time.sleep(0.02)
    return found


def read_wav(path, channel=0):
    with wave.open(os.fspath(path)) as file:
        sound = numpy.frombuffer(file.readframes(file.getnframes()), '<i2').astype(float)
        return sound.reshape(-1, file.getnchannels())[:, channel], file.getframerate()


def write_wav(path, sound, rate_hz=MIC_HZ):
    with wave.open(os.fspath(path), 'wb') as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes(numpy.clip(sound, -32768, 32767).astype('<i2').tobytes())
    return path


def resample(sound, from_hz, to_hz):
    n = int(len(sound) * to_hz / from_hz)
    return numpy.interp(numpy.arange(n) * from_hz / to_hz, numpy.arange(len(sound)), sound)


def say(words, voice='en-us', pitch=50, speed=165):
    """The samples of somebody who says so, at @MIC_HZ."""
    path = FOLDER / 'said.wav'
    subprocess.run(['espeak-ng', '-v', voice, '-p', str(pitch), '-s', str(speed), '-w', path, words], check=True)
    return resample(*read_wav(path), MIC_HZ)


def flite(words, voice='rms'):
    """The same, by a voice that recognisers of English know better."""
    path = FOLDER / 'flite.wav'
    subprocess.run(['flite', '-voice', voice, '-t', words, '-o', path], check=True, stderr=subprocess.DEVNULL)
    return 0.7 * resample(*read_wav(path), MIC_HZ)


def room(seconds, level=3, seed=1):
    """What a microphone that is on gives when nobody speaks."""
    return numpy.random.default_rng(seed).normal(0, level, int(seconds * MIC_HZ))


def tone(hz, seconds, level=9000):
    return level * numpy.sin(2 * math.pi * hz * numpy.arange(int(seconds * MIC_HZ)) / MIC_HZ)


def hum_a_vowel(seconds):
    """Harmonics up to 1100 Hz, of a pitch that moves as voices do: nothing of it is where the music is."""
    at = numpy.arange(int(seconds * MIC_HZ)) / MIC_HZ
    phase = 2 * math.pi * 110 * at + 110 * 0.03 / 2 * numpy.sin(2 * math.pi * 2 * at)
    return 2400 * sum(numpy.sin(k * phase) for k in range(1, 11))


def strength(sound, rate_hz, hz):
    """The amplitude of this tone where it is loudest, a tenth of a second at a time."""
    n = rate_hz // 10
    window = numpy.hanning(n) * 2
    turn = window * numpy.exp(-2j * math.pi * hz * numpy.arange(n) / rate_hz)
    pieces = [sound[start:start + n] for start in range(0, len(sound) - n + 1, n // 2)]
    return max((2 * abs((piece * turn).sum()) / n for piece in pieces), default=0.0)


class Playing:
    """`with Playing(sound):` the microphone hears it, or with @into='loudspeaker' the loudspeaker plays it.

    A microphone that nobody plays into gives nothing but zeros, as one that is switched off does, and is taken for such a one.
    So what is waited for is waited for inside: the room is there, and quiet, until the end of the block, unless it is told not to stay.
    """

    def __init__(self, sound, into='microphone', room_stays=True):
        path = write_wav(FOLDER / f'{into}-{time.monotonic_ns()}.wav', sound)
        if into == 'microphone':
            self.words = [[RIG / 'mic-play', path], *([[RIG / 'mic-play', quiet_room()]] if room_stays else [])]
        else:
            self.words = [['paplay', '--device=askglass-speaker', path]]

    def __enter__(self):
        self.processes = [subprocess.Popen(words, stderr=subprocess.DEVNULL) for words in self.words]
        return self

    def wait(self):
        """For the end of the sound; not of the room."""
        self.processes[0].wait(timeout=90)

    def __exit__(self, *error):
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.wait(timeout=10)


@functools.cache
def quiet_room():
    return write_wav(FOLDER / 'room.wav', numpy.tile(room(10), 12))


class Ear:
    """tests/rigs/sound/hearing-server, connected."""

    def __init__(self, person, *options, address='127.0.0.1'):
        self.folder = Path(tempfile.mkdtemp(dir=FOLDER))
        self.process = subprocess.Popen([RIG / 'hearing-server', self.folder, *options], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        port = self.process.stdout.readline().strip()
        done = person.run('engines', 'add', 'Ear', f'http://{address}:{port}/v1/audio/transcriptions')
        check(done.returncode == 0, done.stderr)

    def heard(self):
        """The sounds that it was given: samples and rate of each."""
        return [read_wav(path) for path in sorted(self.folder.glob('*.wav'), key=lambda path: int(path.stem))]

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.process.stdin.close()
        self.process.wait(timeout=10)
        self.process.stdout.close()


class Person:
    """Somebody with folders of their own and no desktop, at the command line."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(dir=FOLDER))
        self.env = {**os.environ, 'HOME': str(self.folder), 'XDG_DATA_HOME': str(self.folder / 'data'),
                    'XDG_CONFIG_HOME': str(self.folder / 'config'), 'XDG_CACHE_HOME': str(self.folder / 'cache'),
                    'LC_ALL': 'C.UTF-8', 'NO_PROXY': '*'}
        for name in 'WAYLAND_DISPLAY', 'DISPLAY':
            self.env.pop(name, None)

    def run(self, *words, seconds=30, env=None, said=''):
        return subprocess.run([ASKGLASS, *words], capture_output=True, text=True, timeout=seconds, env=env or self.env,
                              input=said)

    def listen(self, *words):
        return Listening(self, words)

    def files_with(self, samples):
        """Those of this person's files that hold these samples."""
        needle = samples.astype('<i2').tobytes()
        return [path for path in self.folder.rglob('*') if path.is_file() and needle in path.read_bytes()]


class Listening:
    """`askglass listen`, from its first "Listening" to its end."""

    def __init__(self, person, words):
        self.told = ''
        self.process = subprocess.Popen([ASKGLASS, 'listen', *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, text=True, env=person.env)
        os.set_blocking(self.process.stderr.fileno(), False)
        until('“Listening”', lambda: 'Listening' in self.tells())

    def tells(self):
        try:
            while piece := os.read(self.process.stderr.fileno(), 65536):
                self.told += piece.decode()
        except BlockingIOError:
            pass
        return self.told

    def wait_for(self, words, seconds=15):
        until(f'“{words}”', lambda: words in self.tells(), seconds)

    def press_enter(self):
        self.process.stdin.write('\n')
        self.process.stdin.flush()

    def hearers(self):
        """The processes that have the microphone open for it."""
        children = subprocess.run(['ps', '--ppid', str(self.process.pid), '-o', 'args='], capture_output=True, text=True)
        return [line for line in children.stdout.splitlines() if 'askglass-hear' in line]

    def end(self, seconds=30):
        """Returns its status and what it printed."""
        printed = self.process.stdout.read()
        status = self.process.wait(timeout=seconds)
        self.tells()
        for pipe in self.process.stdin, self.process.stdout, self.process.stderr:
            pipe.close()
        return status, printed


def run_all(tests):
    if not shutil.which('espeak-ng'):
        skip('espeak-ng is not installed')
    failed = []
    for name, test in list(tests.items()):
        if not name.startswith('test_') or (len(sys.argv) > 1 and name not in sys.argv[1:]):
            continue
        began = time.monotonic()
        try:
            test()
            print(f'ok {name} ({time.monotonic() - began:.1f} s)', flush=True)
        except Exception as error:
            print(f'FAILED {name}: {error}', flush=True)
            failed.append(name)
    shutil.rmtree(FOLDER, ignore_errors=True)
    sys.exit(1 if failed else 0)
