"""Somebody talks in the overlay with an engine that hears them while they talk; one on another machine is asked about first."""
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

here = Path(__file__).parent
sys.path[:0] = [str(here.parent / 'flows'), str(here.parents[1] / 'sound')]

import numpy  # noqa: E402

from flow import (OVERLAY, askglass, check, go_to, key, press, quit_desk, run_all, shot, start, start_desk, tree, until,  # noqa: E402
                  wait_for_text, wait_for_window, wait_gone, windows)
from helpers import Helper, hearers, over_bus, talk_state  # noqa: E402
from speaking import RIG, Playing, room, say  # noqa: E402

PREVIEW = 'Before it is sent'
ASKED = numpy.concatenate([say('What does this error mean?'), room(1)])
folder = Path(tempfile.mkdtemp(dir=os.environ.get('TMPDIR', '/tmp')))


class Live(Helper):
    def __init__(self, habits, *options, address='127.0.0.1'):
        self.log = folder / f'{habits}.log'
        self.process = subprocess.Popen([RIG.parent / 'wire/live-server', self.log, *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        text=True)
        self.url = f'ws://{address}:{self.process.stdout.readline().strip()}/v1/realtime'
        askglass('engines', 'add', 'Live', self.url, '--model', habits)

    def heard(self):
        """Milliseconds: of the reply until it was cut, and that it had sounded for by the clock."""
        lines = self.log.read_text(encoding='utf-8').splitlines()
        began, cut = ([line for line in lines if word in line][-1] for word in (' sound ', 'conversation.item.truncate'))
        return int(re.search(r'"audio_end_ms": (\d+)', cut)[1]), (int(cut.split()[-1]) - int(began.split()[-1])) // 1000

    def was_told(self, word):
        return word in self.log.read_text(encoding='utf-8')


def asked(room_stays=True):
    return Playing(ASKED, room_stays=room_stays)


def test_a_picture_is_talked_about():
    desk = start_desk(how=None)
    live = Live('long')
    wait_for_window(OVERLAY)
    picture = here.parents[1] / 'corpora/ocr/sample/eng-log-gcc-11-coloured-light.png'
    start('xclip', '-selection', 'clipboard', '-t', 'image/png', '-i', picture)
    key('ctrl+v')
    wait_for_text('Remove')
    with Playing(room(1)):
        press('push button', 'Talk')
        wait_for_text('Listening')
    with asked(room_stays=False):  # nothing but zeros follow, which is no reason for the reply to break off
        wait_for_text('Speaking')
        wait_for_text('Loud and clear!')
        wait_for_text('You said')
        shot('live')
        check(tree().count('You said') == 1 and "'Live'" in tree(), f'its words stand twice, or not who hears them: {tree()}')
        check(live.was_told('data:image/png;base64,'), 'the picture did not go along')
        wait_for_text('The key interrupts.')  # nothing is heard
        time.sleep(2.5)
        key('space')
        until('silence', lambda: live.was_told('conversation.item.truncate'))
        until('listening', lambda: talk_state() in ('stopped', 'listening', 'deaf'))
        heard_ms, sounded_ms = live.heard()
        check(heard_ms > sounded_ms - 1500, f'of {sounded_ms} ms only {heard_ms} were heard')
        shot('live-stopped')
    key('Escape')
    until('the light out', lambda: not hearers())
    askglass('engines', 'remove', 'Live')
    quit_desk(desk)
    live.end()


def test_nothing_is_heard_elsewhere_before_a_yes():
    desk = start_desk(how=None)
    live = Live('x', '--any', address=os.environ['ASKG_ELSEWHERE'])
    ear, engine = Helper('hearing-server', folder), Helper('speaking-server')
    askglass('engines', 'add', 'Ear', f'{ear.url}/audio/transcriptions')
    askglass('engines', 'add', 'Talker', engine.url)
    askglass('engines', 'default', 'Talker')
    wait_for_window(OVERLAY)
    over_bus('org.askglass.Askglass1.Talk', 'on')
    wait_for_window(PREVIEW)
    shot('live-consent')
    with asked() as playing:
        playing.wait()
        check(not live.was_told('append'), 'it was heard before a yes')
        key('Escape')
        wait_gone(PREVIEW)
        wait_for_text('utterance 1')
    shot('live-refused')
    check(not live.was_told('append'), 'it was heard after a no')
    key('Escape')
    until('the light out', lambda: not hearers())

    over_bus('org.askglass.Askglass1.Talk', 'on')
    wait_for_window(PREVIEW)
    key('Return')
    until('the words of before, which are asked about, too', lambda: 'recordings' not in tree() and windows(PREVIEW))
    time.sleep(0.5)
    shot('live-earlier')
    check(not live.was_told('utterance 1'), 'they went before a yes')
    key('Return')
    wait_gone(PREVIEW)
    with asked():
        wait_for_text('Loud and clear!')
    check(live.was_told('append') and live.was_told('utterance 1'), 'it was not heard after a yes')
    for name in 'Live', 'Ear', 'Talker':
        askglass('engines', 'remove', name)
    quit_desk(desk)
    for helper in live, ear, engine:
        helper.end()


if __name__ == '__main__':
    run_all(globals())
