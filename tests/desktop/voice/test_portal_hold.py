"""The desktop tells when the key that is held to talk goes down, and when it is let go."""
import os
import sys
import tempfile
import time
from pathlib import Path

here = Path(__file__).parent
sys.path[:0] = [str(here.parent / 'flows'), str(here.parents[1] / 'sound')]

from flow import RIGS, askglass, check, finding, questions, quit_desk, run, run_all, start_desk, until  # noqa: E402
from helpers import Helper, hearers, talk_state  # noqa: E402
from speaking import Playing, room, say  # noqa: E402

import numpy  # noqa: E402

folder = Path(tempfile.mkdtemp(dir=os.environ.get('TMPDIR', '/tmp')))


def portal(*words):
    done = run(RIGS / 'fake-portal', *words)
    check(done.returncode == 0, done.stderr)


def test_it_listens_while_the_key_is_held():
    desk = start_desk()
    ear, engine = Helper('hearing-server', folder), Helper('speaking-server')
    askglass('engines', 'add', 'Ear', f'{ear.url}/audio/transcriptions')
    askglass('engines', 'add', 'Talker', engine.url)
    askglass('engines', 'default', 'Talker')
    until('the key of the portal', lambda: 'T' in (finding('keys') or {'text': ''})['text'])
    portal('hold', 'talk')
    until('listening', lambda: talk_state() == 'listening')
    until('the light', hearers)
    with Playing(numpy.concatenate([say('Hello there.'), room(1.2)])) as playing:
        playing.wait()
        # It has a row as soon as it is sure that somebody speaks, and no words before the key is let go.
        check(talk_state() == 'listening' and questions() in ([], [('', 'waiting')]), f'a pause ended it although the key is held: {questions()}')
        portal('release', 'talk')
        until('the question', lambda: [text for text, _ in questions()] == ['utterance 1'])
        until('the light out', lambda: not hearers())
    until('the end of the answer', lambda: talk_state() == 'ready')
    portal('press', 'talk')  # a tap: it listens on until the next one, and nothing is said
    until('listening', lambda: talk_state() == 'listening')
    time.sleep(0.5)
    check(hearers() and talk_state() == 'listening', f'it does not listen after a tap: {talk_state()}')
    portal('press', 'talk')
    until('the light out', lambda: not hearers() and talk_state() == 'ready')
    check(questions() == [('utterance 1', 'done')], questions())
    quit_desk(desk)
    for helper in ear, engine:
        helper.end()


if __name__ == '__main__':
    run_all(globals())
