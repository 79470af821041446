"""Speech, and what is none: made anew each time, the same each time."""
import math
import subprocess
import tempfile
import wave
from pathlib import Path

import numpy

RATE_HZ = 16000
SPEECH_DBFS = -26
PEOPLE = Path('/usr/share/pocketsphinx/test/data')
VOICES = 'en-us', 'en-gb', 'en-us+f3', 'en-us+m3', 'en-gb+f4', 'en-us+m7', 'de', 'ko', 'fr+f2', 'es'
FLITE = 'slt', 'rms', 'awb', 'kal16'
SENTENCES = ('What is this error on my screen?', 'Read the second line aloud.', 'Which file does the warning name?',
             'Explain this function to me.', 'How do I fix the missing header?', 'Summarise what I see here.',
             'Translate the dialog into English.', 'Compare the left and the right side.', 'Why did the build fail?',
             'Show me the last command again.', 'Is there a newer version of it?', 'Thank you, that was all.')
PHRASES = 'When I press the button', 'On the second page', 'In the upper corner', 'After the last update', 'If I understand it right'
ENDINGS = 'nothing happens at all.', 'there is a red line.', 'the word is cut.', 'it became much slower.', 'the number is wrong.'


def level(sound, dbfs):
    """@sound with this level where it is loud: the upper half of its frames."""
    frames = sound[:len(sound) // 160 * 160].reshape(-1, 160)
    energies = numpy.sort((frames ** 2).mean(axis=1))[len(frames) // 2:]
    return sound * 10 ** (dbfs / 20) * 32768 / math.sqrt(energies.mean() + 1e-9)


def say(words, voice, speed=165):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / 'said.wav'
        subprocess.run(['espeak-ng', '-v', voice, '-s', str(speed), '-w', path, words], check=True)
        with wave.open(str(path)) as file:
            sound, rate_hz = numpy.frombuffer(file.readframes(file.getnframes()), '<i2').astype(float), file.getframerate()
    n = int(len(sound) * RATE_HZ / rate_hz)
    sound = numpy.interp(numpy.arange(n) * rate_hz / RATE_HZ, numpy.arange(len(sound)), sound)
    loud = numpy.flatnonzero(abs(sound) > 200)
    return level(sound[loud[0]:loud[-1] + 1], SPEECH_DBFS)


def flite(words, voice):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / 'said.wav'
        subprocess.run(['flite', '-voice', voice, '-t', words, '-o', str(path)], check=True, stderr=subprocess.DEVNULL)
        with wave.open(str(path)) as file:
            sound, rate_hz = numpy.frombuffer(file.readframes(file.getnframes()), '<i2').astype(float), file.getframerate()
    n = int(len(sound) * RATE_HZ / rate_hz)
    return level(numpy.interp(numpy.arange(n) * rate_hz / RATE_HZ, numpy.arange(len(sound)), sound), SPEECH_DBFS)


def utterances(n):
    return [say(SENTENCES[i % len(SENTENCES)], VOICES[(i + i // len(SENTENCES)) % len(VOICES)], 140 + 12 * (i % 5)) for i in range(n)]


def people():
    """Recordings of people, of the package pocketsphinx-testdata; none where that is not installed."""
    found = []
    for path in sorted([*PEOPLE.glob('*.raw'), *PEOPLE.glob('*/*.raw'), *PEOPLE.glob('*/*.wav')]):
        sound = numpy.frombuffer(path.read_bytes()[44 if path.suffix == '.wav' else 0:], '<i2').astype(float)
        loud = numpy.flatnonzero(abs(sound) > abs(sound).max() / 30)
        found.append(level(sound[loud[0]:loud[-1] + 1], SPEECH_DBFS))
    return found


def pairs(n):
    """(a phrase, its ending), by one voice each."""
    return [(say(PHRASES[i % 5], VOICES[i % 6]), say(ENDINGS[(i + i // 5) % 5], VOICES[i % 6])) for i in range(n)]


def coloured(n, power, random):
    spectrum = numpy.fft.rfft(random.normal(size=n))
    hz = numpy.fft.rfftfreq(n, 1 / RATE_HZ)
    return numpy.fft.irfft(spectrum / numpy.maximum(hz, 20) ** (power / 2), n)


def hum(n, random):
    at = numpy.arange(n) / RATE_HZ
    mains = sum(numpy.sin(2 * math.pi * 50 * k * at + k) / k for k in (1, 2, 3, 4, 6))
    return mains + 30 * coloured(n, 1.5, random) / 10


def keyboard(n, random):
    sound = random.normal(0, 0.002, n)
    at = 0
    while (at := at + int(RATE_HZ * random.uniform(0.06, 0.35))) < n - 1600:
        for delay, loud in ((0, 1.0), (int(RATE_HZ * random.uniform(0.05, 0.09)), 0.5)):
            length = int(RATE_HZ * random.uniform(0.004, 0.015))
            click = random.normal(size=length) * numpy.exp(-numpy.arange(length) / (length / 4)) * loud * random.uniform(0.5, 1)
            sound[at + delay:at + delay + length] += click[:max(0, min(length, n - at - delay))]
    return sound


def music(n, random):
    """Chords, a tune over them, a bass and a drum."""
    sound = numpy.zeros(n)
    beat = int(RATE_HZ * 0.5)

    def note(start, seconds, hz, loud):
        length = min(int(RATE_HZ * seconds), n - start)
        if length <= 0:
            return
        at = numpy.arange(length) / RATE_HZ
        tones = sum(numpy.sin(2 * math.pi * hz * k * at) / k ** 1.3 for k in range(1, 7))
        sound[start:start + length] += loud * tones * numpy.minimum(at / 0.01, 1) * numpy.exp(-1.5 * at)

    for bar, start in enumerate(range(0, n, 4 * beat)):
        root = 110 * 2 ** ((0, 5, 7, 9)[bar % 4] / 12)
        for half in 0, 2:
            for step in 12, 16, 19:
                note(start + half * beat, 1.2, root * 2 ** (step / 12), 0.5)
        for quarter in range(4):
            note(start + quarter * beat, 0.5, root / 2, 0.7)
            note(start + quarter * beat, 0.45, root * 2 ** ((24, 26, 28, 31, 33)[random.integers(5)] / 12), 0.6)
            length = min(800, max(0, n - start - quarter * beat))
            sound[start + quarter * beat:][:length] += random.normal(size=length) * numpy.exp(-numpy.arange(length) / 150) * 0.8
    return sound


def babble(n, random):
    """Six people at once."""
    sound = numpy.zeros(n)
    for voice in range(6):
        said = numpy.concatenate([numpy.concatenate([say(SENTENCES[(voice * 2 + k) % len(SENTENCES)], VOICES[voice]),
                                                     numpy.zeros(int(RATE_HZ * random.uniform(0.1, 0.4)))]) for k in range(4)])
        sound += numpy.roll(numpy.resize(said, n), int(random.integers(n)))
    return sound


def noises(seconds):
    n, random = int(seconds * RATE_HZ), numpy.random.default_rng(7)
    return {'white': random.normal(size=n), 'pink': coloured(n, 1, random), 'hum': hum(n, random),
            'keyboard': keyboard(n, random), 'music': music(n, random), 'babble': babble(n, random)}


def as_loud_as(noise, snr_db):
    """@noise, so many decibels below speech."""
    return noise / math.sqrt((noise ** 2).mean() + 1e-12) * 10 ** ((SPEECH_DBFS - snr_db) / 20) * 32768
