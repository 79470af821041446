"""Somebody talks in the overlay: by the button, by the key that is held, by the keyboard alone; and is shown their voice."""
import os
import sys
import tempfile
import time
from pathlib import Path

here = Path(__file__).parent
sys.path[:0] = [str(here.parent / 'flows'), str(here.parents[1] / 'sound')]

from flow import (OVERLAY, askglass, check, finding, go_to, has_focus, key, press, questions, quit_desk, run, run_all, shot,  # noqa: E402
                  start_desk, tree, until, wait_for_text, wait_for_window, windows, write)
from helpers import Helper, Locker, hearers, over_bus, talk_state  # noqa: E402
from speaking import Playing, say  # noqa: E402

TALK_KEYS = 'super', 'alt', 't'
folder = Path(tempfile.mkdtemp(dir=os.environ.get('TMPDIR', '/tmp')))


def begin():
    """A desk with somebody who hears and somebody who answers."""
    desk = start_desk(how=None)
    ear, engine = Helper('hearing-server', folder), Helper('speaking-server')
    askglass('engines', 'add', 'Ear', f'{ear.url}/audio/transcriptions')
    askglass('engines', 'add', 'Talker', engine.url)
    askglass('engines', 'default', 'Talker')
    wait_for_window(OVERLAY)
    return desk, ear, engine


def end(desk, *helpers):
    for name in 'Ear', 'Talker':
        askglass('engines', 'remove', name)
    quit_desk(desk)
    until('the end of the helper that hears', lambda: not hearers())
    for helper in helpers:
        helper.end()


def test_a_person_talks_and_is_answered():
    desk, *helpers = begin()
    check(not hearers(), 'a microphone is open before anybody wanted to talk')
    press('push button', 'Talk')
    wait_for_text('Listening')
    until('the light', hearers)
    check('A pause of 0.7 s sends it' in tree(), f'another caption: {tree()}')
    with Playing(say('What does this error mean?')) as playing:
        time.sleep(1)
        shot('listening')
        playing.wait()
        wait_for_text('utterance 1')
        wait_for_text('First of all')
        shot('answered')
        key('ctrl+d')
        wait_for_text('Muted')
        until('the light out', lambda: not hearers())
        shot('muted')
        press('push button', 'Unmute')
        wait_for_text('Listening')
        key('Escape')
        until('the entry', lambda: has_focus('Question'))
        until('the light out', lambda: not hearers())
    end(desk, *helpers)


def test_who_locks_the_screen_is_not_heard():
    locker = Locker()
    desk, *helpers = begin()
    press('push button', 'Talk')
    until('the light', hearers)
    for word, is_shown in ('lock', False), ('unlock', True):
        locker.say(word)
        until('it is hidden, or back', lambda: bool(windows(OVERLAY)) == is_shown)
        until('the light out', lambda: not hearers() and talk_state() == 'off')
    end(desk, *helpers)


def test_the_keyboard_alone_is_enough():
    desk, *helpers = begin()
    go_to('Talk')
    key('Return')
    wait_for_text('Listening')
    until('the bar’s focus', lambda: has_focus('Voice'))
    for name in 'Microphone', 'Type instead':
        go_to(name)
    go_to('Voice', by='shift+Tab')
    key('Escape')
    until('the entry', lambda: has_focus('Question'))
    write('typed all the same')
    key('Return')
    until('the question', lambda: 'typed all the same' in [text for text, _ in questions()])
    end(desk, *helpers)


def test_a_tap_of_the_key_listens_until_the_next_and_who_types_is_in_the_entry():
    desk, *helpers = begin()
    for name in TALK_KEYS:
        run('xdotool', 'keydown', name)
    for name in reversed(TALK_KEYS):
        run('xdotool', 'keyup', name)
    wait_for_text('Press Super+Alt+T again to send it')
    until('the light', hearers)
    with Playing(say('Hello there.')) as playing:
        playing.wait()
        time.sleep(1.2)
        check('again to send it' in tree(), 'a pause ended it, or nothing listens')
        shot('tapped')
        key('super+alt+t')
        wait_for_text('First of all')
    until('the light out', lambda: not hearers())
    until('the end of the answer', lambda: talk_state() == 'ready')
    wait_for_text('or just type')
    shot('ready')
    write('And this is typed')
    until('the entry', lambda: has_focus('Question'))
    check(talk_state() == 'off', 'it is talked on')
    key('Return')
    until('the question', lambda: 'And this is typed' in [text for text, _ in questions()])
    end(desk, *helpers)


def test_another_program_has_it_talk_and_stop():
    desk, *helpers = begin()
    askglass('hide')
    check(talk_state() == 'off', talk_state())
    over_bus('org.askglass.Askglass1.Talk', 'toggle')
    wait_for_window(OVERLAY)
    until('listening', lambda: talk_state() == 'listening')
    until('the light', hearers)
    over_bus('org.askglass.Askglass1.Talk', 'toggle')
    until('its end', lambda: talk_state() == 'off' and not hearers())
    over_bus('org.askglass.Askglass1.Talk', 'on')
    until('listening', lambda: talk_state() == 'listening')
    over_bus('org.askglass.Askglass1.Stop')
    until('its end', lambda: talk_state() == 'off' and not hearers())
    end(desk, *helpers)


def test_the_key_is_held_while_one_talks():
    desk, *helpers = begin()
    check('Super+Alt+T' in finding('keys')['text'], f'the key is not told: {finding("keys")}')
    askglass('hide')
    for name in TALK_KEYS:
        run('xdotool', 'keydown', name)
    try:
        wait_for_window(OVERLAY)
        wait_for_text('Let go of the key to send it')
        with Playing(say('Hello there.')) as playing:
            playing.wait()
            time.sleep(1.2)
            check('Let go of the key to send it' in tree(), 'a pause ended it although the key is held')
            shot('held')
    finally:
        for name in reversed(TALK_KEYS):
            run('xdotool', 'keyup', name)
    wait_for_text('First of all')
    until('the light out', lambda: not hearers())
    end(desk, *helpers)


if __name__ == '__main__':
    run_all(globals())
