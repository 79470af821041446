"""Somebody who speaks over a reply: what the loudspeaker did then, read from one recording of both sides."""
import os
import subprocess
import sys
import time
from pathlib import Path

import numpy

from speaking import FOLDER, MIC_HZ, RIG, read_wav, resample, room, say, write_wav

REPLY_HZ = 24000
CONVERSE = os.environ.get('ASKG_CONVERSE', '')
WINDOW = MIC_HZ // 100
SAID = 30          # where the reply itself is softer it cannot be told whether it sounds: pauses count as sound
SLIP = MIC_HZ // 2
AUDIBLE_DB = 30    # somebody begins to speak where they are within so much of their loudest sample
PHRASES = ('Stop, that is not what I meant.', 'Wait a moment.', 'No, the other one.', 'Hold on, please.', 'Thank you, that is enough.',
           'Actually, what about the second file?', 'Sorry, say that again.', 'Could you start over?', 'Listen to me.', 'I have a question.')
VOICES = (('en-us', 50), ('en-gb', 35), ('en-us+m4', 45), ('en-us+f3', 65), ('en-gb+f2', 60), ('en-us+m2', 40))
LONG = ('The error means that the file could not be opened because another program holds it. Close the other program, wait a moment, '
        'and try again. If that does not help, look at the list of running programs and end the one that is named in the message. ')


def db(ratio):
    return 20 * numpy.log10(max(ratio, 1e-9))


def loud(sound, dbfs):
    """@sound with this level where it is not silent."""
    voiced = sound[abs(sound) > abs(sound).max() / 50]
    return sound * (32768 * 10 ** (dbfs / 20) / numpy.sqrt((voiced ** 2).mean()))


def make_reply(seconds=40, dbfs=-14):
    """Two people at once, so that there are no pauses in which silence could be a pause."""
    both = [numpy.concatenate([say(LONG, voice, pitch), say(LONG, other, pitch)]) for voice, other, pitch in
            (('en-us', 'en-gb', 45), ('en-us+f3', 'en-gb+m3', 60))]
    n = int(seconds * MIC_HZ)
    sound = sum(loud(numpy.resize(one, n), dbfs - 3) for one in both)
    return write_wav(FOLDER / 'reply.wav', resample(numpy.clip(sound, -32000, 32000), MIC_HZ, REPLY_HZ), REPLY_HZ)


def make_room():
    """The response of a room that takes 0.3 s to fall by 60 dB, as loud as what goes in."""
    n = int(0.3 * MIC_HZ)
    at = numpy.arange(n) / MIC_HZ
    response = numpy.convolve(numpy.random.default_rng(3).normal(0, 1, n) * 10 ** (-60 * at / 0.3 / 20), numpy.ones(3) / 3)[:n]
    response[0] = 4 * abs(response).max() / 3
    return write_wav(FOLDER / 'response.wav', response / numpy.sqrt((response ** 2).sum()) * 29490)


def make_person(n_utterances, every_s=4.5, first_s=10, dbfs=-26, seed=7):
    """The sound of the microphone, and where each utterance begins in it, in seconds."""
    dice = numpy.random.default_rng(seed)
    sound = room((first_s + n_utterances * every_s + 3), level=18)
    onsets = []
    for i in range(n_utterances):
        voice, pitch = VOICES[i % len(VOICES)]
        said = loud(say(PHRASES[i % len(PHRASES)], voice, pitch), dbfs)
        begins = numpy.argmax(abs(said) > abs(said).max() * 10 ** (-AUDIBLE_DB / 20))
        at = first_s + i * every_s + dice.uniform(0, 0.5)
        start = int(at * MIC_HZ)
        sound[start:start + len(said)] += said
        onsets.append((start + begins) / MIC_HZ)
    return sound, onsets


def chirp():
    at = numpy.arange(int(0.2 * MIC_HZ)) / MIC_HZ
    return 8000 * numpy.sin(2 * numpy.pi * (5000 * at + 15000 * at * at))


def find(needle, sound):
    size = 1 << (len(sound) + len(needle)).bit_length()
    product = numpy.fft.irfft(numpy.fft.rfft(sound, size) * numpy.conj(numpy.fft.rfft(needle, size)), size)
    return int(numpy.argmax(product[:len(sound)]))


class Echo:
    """`with Echo(-10):` the microphone hears the loudspeaker, this much weaker, through a room."""

    def __init__(self, gain_db, delay_ms=30):
        self.words = [RIG / 'echo-path', '--gain', str(gain_db), '--delay', str(delay_ms), '--ir', make_room()]

    def __enter__(self):
        self.process = subprocess.Popen(self.words, stderr=subprocess.DEVNULL)
        time.sleep(0.8)
        return self

    def __exit__(self, *error):
        self.process.terminate()
        self.process.wait(timeout=10)


class Nothing:
    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass


def read_both(path):
    import wave
    with wave.open(os.fspath(path)) as file:
        both = numpy.frombuffer(file.readframes(file.getnframes()), '<i2').reshape(-1, 2)
    return both[:, 0].astype(float), both[:, 1].astype(float)


def converse(seconds, reply, record, person=None):
    """Runs it; returns what it told, and the recording's two sides, the microphone's aligned to @person."""
    process = subprocess.Popen([CONVERSE, reply, str(seconds)], stdout=subprocess.PIPE, text=True)
    words = [RIG / 'record-duplex', record]
    if person is not None:
        words += [RIG / 'mic-play', write_wav(FOLDER / 'person.wav', person)]
    else:
        words += ['sleep', str(seconds)]
    subprocess.run(words, check=True, stderr=subprocess.DEVNULL)
    process.wait(timeout=seconds + 20)
    told = [line.split(' ', 1) for line in process.stdout.read().splitlines()]
    process.stdout.close()
    heard, played = read_both(record)
    return [(int(at) / 1e6, *what.rsplit(' ', 1)) for at, what in told], heard, played


def gains(played, reply, start):
    """How loud the reply that begins at @start is played, in windows of 10 ms; nan where it says nothing itself."""
    n = min(len(reply), len(played) - start) // WINDOW
    want = reply[:n * WINDOW].reshape(n, WINDOW)
    have = played[start:start + n * WINDOW].reshape(n, WINDOW)
    power = (want ** 2).sum(1)
    gain = abs((want * have).sum(1)) / numpy.maximum(power, 1)
    gain[power < WINDOW * SAID ** 2] = numpy.nan
    return gain


def when_softer(gain, from_s, below_db):
    """Seconds until it is this much softer; None when it never is."""
    limit = 10 ** (below_db / 20)
    first = int(from_s * 100)
    for i in range(max(first, 0), len(gain)):
        if gain[i] < limit:
            return max((i + 0.5) / 100 - from_s, 0)
    return None


def measure(record, person, onsets, reply_path, mark):
    """(ducked, silent) of each utterance that came while a reply sounded, in milliseconds."""
    heard, played = read_both(record)
    reply = resample(*read_wav(reply_path), MIC_HZ)
    begin = find(mark, heard[:MIC_HZ * 8])  # where the person's sound begins
    found = []
    quiet = abs(played) < 40
    for onset in onsets:
        # Where the rig's own clock slipped, on a busy machine, it is where it was heard.
        first = int(onset * MIC_HZ)
        before = max(begin + first - SLIP, 0)
        begin += before + find(person[first:first + MIC_HZ // 2], heard[before:begin + first + 2 * SLIP]) - begin - first
        at = begin + first
        before = played[at - MIC_HZ // 5:at]
        if len(before) == 0 or abs(before).max() < 1000:
            continue
        start = at  # the reply that sounds began after the last silence of 100 ms
        while start > 0 and not quiet[max(start - MIC_HZ // 10, 0):start].all():
            start -= MIC_HZ // 50
        start += max(find(reply[:MIC_HZ // 2], played[start - MIC_HZ // 20:start + MIC_HZ]) - MIC_HZ // 20, 0)
        gain = gains(played, reply, start)
        usual = numpy.nanmedian(gain[5:max((at - start) // WINDOW, 8)])
        from_s = (at - start) / MIC_HZ
        found.append([s if s is None else s * 1000 for s in
                      (when_softer(gain / usual, from_s, -12), when_softer(gain / usual, from_s, -40))])
    return found


def percentile(values, part):
    values = sorted(values)
    return values[min(int(len(values) * part), len(values) - 1)] if values else float('nan')


if __name__ == '__main__':
    many, echo_db, out = int(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    reply = make_reply()
    sound, onsets = make_person(many)
    mark = chirp()
    sound[:len(mark)] += mark
    with Nothing() if echo_db == 'none' else Echo(float(echo_db)):
        told, heard, played = converse(int(len(sound) / MIC_HZ) + 2, reply, out, sound)
    found = measure(out, sound, onsets, reply, mark)
    print(len(onsets), 'utterances', len(found), 'over a reply', 'cut:', sum(t[1] == 'interrupted' for t in told))
    print(found)
    for name, which in ('ducked', 0), ('silent', 1):
        times = [f[which] for f in found if f[which] is not None]
        print(name, len(times), 'p50 %.0f p95 %.0f max %.0f' % (percentile(times, .5), percentile(times, .95), max(times)))
    print([t[1:] for t in told if t[1] not in ('begin', 'utterance', 'finished')][:60])
