"""Sounds to learn from: voices, rooms and noises that tests/voice/sounds.py does not have, made anew, the same each time."""
import math
import subprocess
import tempfile
import wave
from pathlib import Path

import numpy

RATE_HZ = 16000
FRAME = 160
CLIP_S = 12
AUDIBLE_DB = 30   # speech is what is within so much of its loudest frame
ESPEAK = tuple(f'{language}+{variant}' for language, variants in (
    ('en-gb-x-rp', ('f1', 'f5', 'm1', 'm5', 'm6', 'm8', 'klatt2', 'Andy', 'Annie', 'belinda', 'linda', 'steph')),
    ('en-us-nyc', ('Alex', 'Alicia', 'Andrea', 'benjamin', 'boris', 'edward', 'Michael', 'paul', 'steph2', 'victor', 'whisper')),
    ('en-gb-scotland', ('Gene', 'Hugo', 'Jacky', 'Lee', 'Marco', 'max', 'Mike', 'norbert', 'rob', 'travis', 'grandma', 'whisperf')),
    ('it', ('f1', 'm1', 'antonio')), ('pl', ('f5', 'm5', 'Denis')), ('ru', ('f1', 'm6', 'anika')), ('nl', ('f5', 'm8', 'john')),
    ('sv', ('f1', 'm1', 'Storm')), ('pt', ('f5', 'm5', 'Diogo')), ('tr', ('f1', 'm6', 'aunty')), ('hi', ('f5', 'm8', 'caleb')),
    ('vi', ('f1', 'm1', 'Nguyen')), ('fi', ('f5', 'm5', 'kaukovalta')), ('cs', ('f1', 'm6', 'shelby'))) for variant in variants)
FLITE = 'slt', 'awb', 'kal'
SENTENCES = (
    'Stop it now.', 'Thanks, I have got it.', 'Sure, go ahead.', 'Hold it there for a second.', 'Four of the five tests fail.', 'Hm, wait.',
    'So what does this mean?', 'Can you open that window again?', 'Please copy the address.', 'Zoom in on the picture.', 'Yes.', 'No, never.',
    'Shall we try the other one first?', 'He shows the same sheet.', 'The system says that space is short.', 'Find the file and close it.',
    'Put the table below the text.', 'Today it took twice as long as before.', 'Very well, let us continue with the next step.', 'Forget it.',
    'I think that you are right about the colours.', 'Just a moment please, somebody is at the door.', 'Who wrote this message?',
    'My keyboard does not work any more since yesterday.', 'Look at the first column, and tell me which numbers are too high.',
    'Excuse me, that is not the one that I meant.', 'When was the last time that it ran without a warning?', 'Okay.', 'Never mind.',
    'Write a short answer to this letter, and be polite.', 'Nine, seven, three, zero, eight, two.', 'Is anybody there?',
    'Under which menu do I find the settings for the printer?', 'Ugly, but it works.', 'Everything about it is new to me.', 'Half of it.')


def read(path):
    with wave.open(str(path)) as file:
        return numpy.frombuffer(file.readframes(file.getnframes()), '<i2').astype(numpy.float32), file.getframerate()


def stretch(sound, factor):
    """@sound as if spoken by somebody larger (above 1) or smaller."""
    n = int(len(sound) * factor)
    return numpy.interp(numpy.arange(n) / factor, numpy.arange(len(sound)), sound).astype(numpy.float32)


def say(words, voice, dice):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / 'said.wav'
        if voice in FLITE:
            command = ['flite', '-voice', voice, '-t', words, '-o', path]
        else:
            command = ['espeak-ng', '-v', voice, '-s', str(dice.integers(120, 220)), '-p', str(dice.integers(20, 80)), '-w', path, words]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
        sound, rate_hz = read(path)
    sound = stretch(sound, RATE_HZ / rate_hz * dice.uniform(0.88, 1.15))
    loud = numpy.flatnonzero(abs(sound) > 100)
    sound = sound[loud[0]:loud[-1] + 1]
    return sound / math.sqrt(numpy.sort((sound[:len(sound) // FRAME * FRAME].reshape(-1, FRAME) ** 2).mean(1))[len(sound) // FRAME // 2:].mean())


def colour(sound, dice, db=8):
    """@sound through a microphone of its own: a curve over the frequencies, now and then of a telephone."""
    hz = numpy.fft.rfftfreq(len(sound), 1 / RATE_HZ)
    knots = numpy.geomspace(60, 8000, 8)
    gain_db = numpy.interp(numpy.log(hz + 1), numpy.log(knots), dice.normal(0, db / 2, 8))
    if dice.random() < 0.1:
        gain_db = gain_db - 60 * (hz > dice.uniform(3400, 4000)) - 30 * (hz < 200)
    return numpy.fft.irfft(numpy.fft.rfft(sound) * 10 ** (gain_db / 20), len(sound)).astype(numpy.float32)


def reverberate(sound, dice):
    n = int(dice.uniform(0.1, 0.5) * RATE_HZ)
    response = dice.normal(0, 1, n) * 10 ** (-3 * numpy.arange(n) / n)
    response *= 10 ** (-dice.uniform(0, 15) / 20) / math.sqrt((response ** 2).sum())
    response[0] = 1
    size = 1 << (len(sound) + n).bit_length()
    return numpy.fft.irfft(numpy.fft.rfft(sound, size) * numpy.fft.rfft(response, size), size)[:len(sound)].astype(numpy.float32)


# -- What is no voice, each of about the same loudness as speech


def coloured(n, dice, power=None):
    power = dice.uniform(-0.3, 2.2) if power is None else power
    spectrum = numpy.fft.rfft(dice.normal(size=n))
    return numpy.fft.irfft(spectrum / numpy.maximum(numpy.fft.rfftfreq(n, 1 / RATE_HZ), 20) ** (power / 2), n)


def stationary(n, dice):
    return colour(unit(coloured(n, dice)), dice)


def hum(n, dice):
    at = numpy.arange(n) / RATE_HZ
    sound = sum(numpy.sin(2 * math.pi * (hz * at + dice.random())) * dice.uniform(0.1, 1) / k ** dice.uniform(0.3, 1.5)
                for base in dice.choice([50, 60, 100, 120, dice.uniform(30, 400)], 2) for k, hz in enumerate(base * numpy.arange(1, 9), 1))
    return unit(sound) + unit(coloured(n, dice)) * dice.uniform(0.05, 1)


def bursts(n, dice):
    """Keys, clicks, knocks, rustling: short noises, some of which ring."""
    sound = coloured(n, dice, 0) * 0.002
    gap_s, ring_hz, is_long = dice.uniform(0.05, 1.0), dice.uniform(150, 3000), dice.random() < 0.3
    at = 0
    while (at := at + int(RATE_HZ * dice.uniform(0.3, 1.7) * gap_s)) < n - 9600:
        length = int(RATE_HZ * (dice.uniform(0.05, 0.5) if is_long else dice.uniform(0.003, 0.04)))
        beat = numpy.arange(length)
        rise = numpy.minimum(beat / (RATE_HZ * (dice.uniform(0.01, 0.1) if is_long else 0.001)), 1)
        piece = dice.normal(size=length)
        if dice.random() < 0.4:
            piece = piece * 0.3 + numpy.sin(2 * math.pi * ring_hz * dice.uniform(0.9, 1.1) * beat / RATE_HZ)
        sound[at:at + length] += piece * rise * numpy.exp(-beat * dice.uniform(1, 6) / length) * dice.uniform(0.2, 1)
    return colour(unit(sound), dice)


def dings(n, dice):
    """Bells, beeps, sweeps."""
    sound = coloured(n, dice, 1) * 1e-4
    at = int(RATE_HZ * dice.uniform(0, 1))
    while at < n - 100:
        hz, length = dice.uniform(180, 3500), min(int(RATE_HZ * dice.uniform(0.05, 1.2)), n - at)
        time = numpy.arange(length) / RATE_HZ
        phase = hz * time + dice.choice([0, 0, dice.uniform(-500, 800)]) * time ** 2
        tones = sum(numpy.sin(2 * math.pi * k * phase) * dice.uniform(0, 1) / k for k in dice.uniform(1, 4, 4).round(dice.integers(0, 2)))
        sound[at:at + length] += tones * numpy.minimum(time / 0.004, 1) * numpy.exp(-time * dice.choice([0.5, 4, 12])) * dice.uniform(0.3, 1)
        at += int(RATE_HZ * dice.uniform(0.08, 1.5))
    return unit(sound)


def tune(n, dice, voices):
    """Notes that follow each other, of one instrument a voice."""
    sound = numpy.zeros(n)
    beat = RATE_HZ * dice.uniform(0.12, 0.5)
    scale = numpy.array([0, 2, 4, 5, 7, 9, 11]) if dice.random() < 0.5 else numpy.array([0, 2, 3, 5, 7, 8, 10])
    for _ in range(voices):
        base = 55 * 2 ** dice.uniform(0, 3.2)
        fall, decay, vibrato, attack = dice.uniform(0.5, 2.2), dice.choice([0.2, 1.5, 5]), dice.choice([0, 0, 0.004]), dice.choice([.004, .02, .08])
        loud, degree, at = dice.uniform(0.2, 1), 3, int(dice.uniform(0, beat))
        ks = numpy.arange(1, 1 + dice.integers(2, 14))
        weights = ks ** -fall * dice.uniform(0.3, 1, len(ks))
        while at < n - 200:
            degree = int(numpy.clip(degree + dice.integers(-3, 4), 0, 13))
            hz = base * 2 ** ((scale[degree % 7] + 12 * (degree // 7)) / 12)
            long = int(beat * dice.choice([1, 1, 2, 3, 4]))
            length = min(int(long * dice.uniform(0.7, 1.3)), n - at)
            time = numpy.arange(length) / RATE_HZ
            phase = 2 * math.pi * (hz * time + hz * vibrato / (2 * math.pi * 5.5) * numpy.sin(2 * math.pi * 5.5 * time))
            note = sum(w * numpy.sin(k * phase) for k, w in zip(ks, weights) if k * hz < 7500)
            sound[at:at + length] += loud * note * numpy.minimum(time / attack, 1) * numpy.exp(-decay * time) * numpy.minimum((length - numpy.arange(length)) / 200, 1)
            at += long if dice.random() < 0.9 else 2 * long
    return sound


def chords(n, dice):
    """Several notes at once, of a guitar or an organ, and now and then a bass below."""
    sound = numpy.zeros(n)
    beat, base = RATE_HZ * dice.uniform(0.25, 1.5), 98 * 2 ** dice.uniform(0, 1.5)
    fall, decay, strum_s, has_bass = dice.uniform(0.7, 2), dice.choice([0.3, 1.5, 4]), dice.choice([0, 0.015, 0.04]), dice.random() < 0.5
    ks, at, root = numpy.arange(1, 1 + dice.integers(3, 12)), int(dice.uniform(0, beat)), 0
    while at < n - 2000:
        if dice.random() < 0.5:
            root = int(dice.choice([0, 5, 7, 9, 2, 4]))
        third = dice.choice([3, 4])
        notes = [root, root + third, root + 7, root + 12, root + 12 + third][:dice.integers(2, 6)] + ([root - 12] if has_bass else [])
        long = int(beat * dice.choice([0.5, 1, 1, 2]))
        for i, step in enumerate(notes):
            start = at + int(i * strum_s * RATE_HZ)
            time = numpy.arange(max(min(int(long * 1.1), n - start), 0)) / RATE_HZ
            hz = base * 2 ** (step / 12)
            note = sum(numpy.sin(2 * math.pi * k * hz * time) / k ** fall for k in ks if k * hz < 7500)
            sound[start:start + len(time)] += note * numpy.minimum(time / 0.008, 1) * numpy.exp(-decay * time)
        at += long
    return sound


def music(n, dice):
    sound = numpy.zeros(n)
    if (how := dice.random()) < 0.75:
        sound = unit(tune(n, dice, int(dice.integers(1, 7))))
    if how > 0.45:
        sound = sound + unit(chords(n, dice)) * dice.uniform(0.3, 2)
    if dice.random() < 0.55:
        beat, at = int(RATE_HZ * dice.uniform(0.2, 0.6)), 0
        while at < n - 4000:
            length = int(dice.integers(400, 3000))
            time = numpy.arange(length)
            hit = dice.normal(size=length) if dice.random() < 0.5 else 2 * numpy.sin(2 * math.pi * 60 * time / RATE_HZ * (1 + numpy.exp(-time / 300)))
            sound[at:at + length] += hit * numpy.exp(-5 * time / length) * dice.uniform(0.5, 2)
            at += beat * int(dice.integers(1, 3))
    return colour(unit(sound), dice)


def swelling(n, dice):
    """Wind, cars, and fans that are switched on."""
    knots = dice.uniform(0, 1, max(int(n / RATE_HZ * dice.uniform(0.3, 4)), 3))
    swell = numpy.interp(numpy.linspace(0, len(knots) - 1, n), numpy.arange(len(knots)), knots) ** dice.uniform(0.5, 3)
    if dice.random() < 0.3:
        swell = 0.02 + (numpy.arange(n) > n * dice.uniform(0.1, 0.9))
    return colour(unit(coloured(n, dice) * (swell + 0.01)), dice)


def babble(n, dice, pool):
    sound = numpy.zeros(n)
    for _ in range(int(dice.integers(4, 11))):
        said, length = [], 0
        while length < n + 2 * RATE_HZ:
            said += [pool[dice.integers(len(pool))], numpy.zeros(int(RATE_HZ * dice.uniform(0.05, 0.5)))]
            length += len(said[-1]) + len(said[-2])
        start = int(dice.integers(2 * RATE_HZ))
        sound += numpy.concatenate(said)[start:start + n] * 10 ** (dice.normal(0, 2) / 20)
    sound = unit(sound)
    return reverberate(sound, dice) if dice.random() < 0.5 else sound


def unit(sound):
    return (sound / math.sqrt((sound ** 2).mean() + 1e-12)).astype(numpy.float32)


# -- Clips


def spoken_frames(sound):
    """Of each frame, whether it is speech that could be heard in a quiet room."""
    energy = (sound[:len(sound) // FRAME * FRAME].reshape(-1, FRAME) ** 2).mean(1)
    return energy > energy.max() * 10 ** (-AUDIBLE_DB / 10)


def close_gaps(is_on, frames):
    """@is_on, and on between two that are so near to each other."""
    on = numpy.flatnonzero(is_on)
    filled = is_on.copy()
    for a, b in zip(on, on[1:]):
        if 1 < b - a <= frames:
            filled[a:b] = True
    return filled


def make_noise(n, dice, pool):
    """Of any kind; now and then it begins or ends at once, as machines do."""
    kinds = (stationary, stationary, hum, bursts, dings, music, music, music, music, swelling)
    which = dice.integers(len(kinds) + 4)
    sound = babble(n, dice, pool) if which >= len(kinds) else unit(kinds[which](n, dice))
    if which < 3 and dice.random() < 0.4:
        at, rise = int(n * dice.uniform(0.05, 0.9)), int(RATE_HZ * dice.choice([0.001, 0.02, 0.2]))
        gate = numpy.clip((numpy.arange(n) - at) / rise, 0, 1)
        sound = sound * (gate if dice.random() < 0.7 else 1 - gate)
    return sound


def make_clip(dice, pool):
    """Samples, and of each frame whether somebody speaks, and whether they have not ended."""
    n = CLIP_S * RATE_HZ
    speech, now = numpy.zeros(n, numpy.float32), numpy.zeros(n // FRAME, bool)
    if dice.random() < 0.65:
        at = int(RATE_HZ * dice.uniform(0.4, 3))
        voice = None
        is_far = dice.random() < 0.4
        while True:
            said = pool[dice.integers(len(pool))]
            said = colour(said, dice) if dice.random() < 0.5 else said
            if at + len(said) + 100 > n:
                break
            at = at // FRAME * FRAME
            frames = spoken_frames(said)
            now[at // FRAME:at // FRAME + len(frames)] |= frames
            speech[at:at + len(said)] += (reverberate(said, dice) if is_far else said) * 10 ** (dice.normal(0, 2) / 20)
            at += len(said) + int(RATE_HZ * dice.choice([dice.uniform(0.2, 0.7), dice.uniform(0.7, 3)]))
    noise = make_noise(n, dice, pool)
    if dice.random() < 0.25:
        noise = unit(noise + make_noise(n, dice, pool) * 10 ** (-dice.uniform(0, 15) / 20))
    snr_db = dice.choice([dice.uniform(2, 12), dice.uniform(8, 25), dice.uniform(25, 50)])
    speech_dbfs = numpy.clip(dice.normal(-27, 7), -48, -12)
    sound = speech + noise * 10 ** (-snr_db / 20) if now.any() else noise * 10 ** (-dice.choice([0, 10, 25]) / 20)
    sound = sound * 32768 * 10 ** (speech_dbfs / 20) + dice.normal(0, dice.uniform(0.3, 20), n)
    spoken = close_gaps(now, 15)
    goes_on = close_gaps(now, 30)
    for k in range(1, 9):
        goes_on[k:] |= spoken[:-k] if k else spoken
    return numpy.clip(sound, -32768, 32767).astype('<i2'), spoken, goes_on


def make_pool(dice, many):
    voices = ESPEAK + FLITE * 6
    return [say(SENTENCES[int(dice.integers(len(SENTENCES)))], voices[i % len(voices)], dice).astype(numpy.float32) for i in range(many)]
