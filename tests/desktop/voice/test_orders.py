"""Orders by word of mouth, with no engine at all: they are done in the overlay, while the person says that orders come."""
import shutil
import sys
import time
from pathlib import Path

import numpy

here = Path(__file__).parent
sys.path[:0] = [str(here.parent / 'flows'), str(here.parents[1] / 'sound')]

from flow import (ASKGLASS, OVERLAY, askglass, check, key, questions, quit_desk, run, run_all, shot, start, start_desk, tree, until,  # noqa: E402
                  wait_for_text, wait_for_window, wait_gone, windows, write)
from helpers import Locker, hearers  # noqa: E402
from speaking import SKIPPED, Playing, flite, room  # noqa: E402

ERROR = "main.c:1:2: error: implicit declaration of function 'f'"


def begin():
    desk = start_desk(how=None)
    wait_for_window(OVERLAY)
    return desk


def give(words, until_is=lambda: None):
    """An order in a room that is never quite silent."""
    with Playing(numpy.concatenate([room(0.6), flite(words)])):
        until_is()


def order(words, done):
    give(words, lambda: wait_for_text(f'“{words}”: {done}'))


def end(desk):
    quit_desk(desk)
    until('the end of the helper that hears', lambda: not hearers())


def copied():
    return run('xclip', '-selection', 'clipboard', '-o').stdout


def test_what_is_ordered_is_done_and_told():
    desk = begin()
    write(ERROR)
    key('Return')
    wait_for_text('declare')
    check(not hearers(), 'a microphone is open before anybody wanted it')
    key('ctrl+shift+o')
    wait_for_text('Say an order in English')
    until('the light', hearers)
    time.sleep(0.5)
    shot('listening')
    order('copy the answer', 'The answer is copied.')
    check('implicit' in copied() or 'declar' in copied(), f'copied: {copied()}')
    shot('done')
    order('next error', 'The next error is looked at.')
    until('the question', lambda: len(questions()) == 2)
    order('new conversation', 'A new conversation.')
    wait_for_text('Recent')
    order('undo', 'The conversation from before is back.')
    until('the conversation', lambda: 'Recent' not in tree())
    order('stop', 'Nothing goes on')
    key('ctrl+d')
    wait_for_text('Muted')
    until('the light out', lambda: not hearers())
    key('ctrl+d')
    wait_for_text('Listening')
    give('stop listening', lambda: until('the light out', lambda: not hearers()))
    check('Listening' not in tree(), 'the bar is still there')
    end(desk)


def test_the_first_order_is_taken_and_a_locked_screen_ends_it():
    locker, desk = Locker(), begin()
    write(ERROR)
    key('Return')
    wait_for_text('declare')
    key('ctrl+shift+o')
    until('the light', hearers)
    order('copy it', 'The answer is copied.')
    locker.say('lock')
    until('the light out', lambda: not hearers())
    locker.say('unlock')
    wait_for_window(OVERLAY)
    check(not hearers() and 'Listening' not in tree(), 'orders are taken again unasked')
    end(desk)


def test_they_end_with_the_overlay_and_the_terminal_can_give_them():
    desk = begin()
    key('ctrl+shift+o')
    until('the light', hearers)
    give('go away', lambda: wait_gone(OVERLAY))
    until('the light out', lambda: not hearers())
    listening = start(ASKGLASS, 'listen', '--obey', stdout=-1, stderr=-1, text=True)
    time.sleep(1.5)
    give('show yourself', lambda: listening.wait(timeout=30))
    out, told = listening.communicate()
    check((out, listening.returncode) == ('show yourself\n', 0) and 'Here it is.' in told, (out, told))
    wait_for_window(OVERLAY)
    end(desk)
    done = askglass('listen', '--obey', ok=False)
    check(done.returncode != 0 and 'no overlay' in done.stderr, done.stderr)


if __name__ == '__main__':
    if not shutil.which('flite') or not Path(ASKGLASS).with_name('askglass-hear-words').exists():
        print('skipped: flite or askglass-hear-words is not there')
        sys.exit(SKIPPED)
    run_all(globals())
