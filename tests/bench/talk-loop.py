#!/usr/bin/python3
"""The whole loop of a spoken conversation, in the sound rig: from the end of what is said to the first sound of an engine
that hears and answers at once, both in one recording.

    audio-session -- talk-loop.py N

Prints a line of JSON: median_ms and p95_ms beyond the pause that sends it, and n."""
import json
import sys
import time
from pathlib import Path

import numpy

sys.path.insert(0, str(Path(__file__).parents[1] / 'sound'))
from listening import RIG  # noqa: E402,F401
from listening import Recording  # noqa: E402
from speaking import FOLDER, MIC_HZ, Person, Playing, read_wav, room  # noqa: E402,F401
from test_talk import QUESTION, Engine, Talk, hang_up  # noqa: E402

PATIENCE_S = 0.7
LOUD = 600


def edges(path):
    """Seconds from each end of speech in the left channel to the next beginning of sound in the right one."""
    import wave
    with wave.open(str(path)) as file:
        rate_hz = file.getframerate()
        both = abs(numpy.frombuffer(file.readframes(file.getnframes()), '<i2').astype(int)).reshape(-1, 2)
    said, answered = (numpy.flatnonzero(both[:, channel] > LOUD) for channel in (0, 1))
    starts = answered[numpy.flatnonzero(numpy.diff(answered, prepend=-rate_hz) > rate_hz * 0.3)]
    return [(start - said[said < start][-1]) / rate_hz for start in starts if len(said[said < start])]


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    person = Person()
    path = FOLDER / 'loop.wav'
    with Engine(person, '--own', '0.3', words=('--voice', 'nova')), Recording(path):
        talk = Talk(person, '--hands-free')
        talk.wait_for('listening')
        for i in range(n):
            with Playing(numpy.concatenate([room(0.3), QUESTION, room(2.2)])):
                talk.wait_for_answers(i + 1, 20)
            time.sleep(0.3)
        hang_up(talk)
    beyond = sorted((seconds - PATIENCE_S) * 1000 for seconds in edges(path)[1:])  # the first is with getting to know it
    print(json.dumps({'median_ms': beyond[len(beyond) // 2], 'p95_ms': beyond[int(len(beyond) * 0.95)], 'n': len(beyond)}))


if __name__ == '__main__':
    main()
