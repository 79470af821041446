"""What a new person is shown once: the key is pressed, an engine that runs here is found; and when it does not come."""
import json
import os
import shutil

from far_engine import ANSWER, FarEngine
from flow import (OVERLAY, PICKER, askglass, check, config_folder, data_folder, go_to, has_focus, key, quit_desk,
                  run_all, shot, start_desk, tree, until, wait_for_text, wait_for_window, wait_gone, windows, write)

FIRST = 'First steps'
ADD = 'Add an engine'
KEY = 'super+alt+a'
FOUND = 'LM Studio'
here = FarEngine('127.0.0.1', 1234, [f'omni-{size}b-q{bits}' for size in (3, 7, 32) for bits in (4, 5, 8)])


def forget_all():
    for folder in data_folder(), config_folder():
        shutil.rmtree(folder, ignore_errors=True)


def first():
    return next(engine['id'] for engine in json.loads(askglass('engines', '--json').stdout) if engine['default'])


def open_as_new_person():
    forget_all()
    desk = start_desk(how=None, new_person=True)
    wait_for_window(FIRST)
    wait_for_text('Press it now')
    return desk


def say_nothing():
    """The last step is gone on from."""
    wait_for_text('Say something')
    until('the bar’s focus', lambda: has_focus('Voice'))
    shot('voice')
    go_to("push button 'Start'")
    key('Return')


def test_the_key_is_pressed_and_who_runs_here_answers():
    desk = open_as_new_person()
    shot('key')
    check('Seen to fire: not yet' in tree(), 'it is said to work before it was pressed')
    check("push button 'Next'" not in tree(), 'it can be gone on from before the key was seen')
    key(KEY)
    wait_for_text('It works')
    wait_for_text('Seen to fire: yes. Just now')
    check(not windows(PICKER), 'the key froze the screen as well')
    check(has_focus("push button 'Next'"), 'Enter does not go on')
    shot('seen')
    key('Return')
    wait_for_text(f'{FOUND}, found on this machine')
    until('the keyboard at the one that is marked', lambda: has_focus(f'{FOUND}, found on this machine'))
    shot('engine')
    key('Return')
    say_nothing()
    wait_gone(FIRST)
    wait_for_window(OVERLAY)
    until('it is asked first', lambda: first() == 'lm-studio')
    write('is the quay free')
    key('Return')
    wait_for_text(ANSWER)
    shot('answered')
    quit_desk(desk)


def test_a_desktop_that_runs_a_command_for_the_key_is_seen_as_well():
    desk = open_as_new_person()
    askglass('ask', '--region', ok=False, env={**os.environ, 'ASKGLASS_KEY': 'region'})
    wait_for_text('It works')
    check(not windows(PICKER), 'the key froze the screen as well')
    key('Escape')
    wait_gone(FIRST)
    quit_desk(desk)


def test_it_comes_once():
    desk = start_desk(how=None, new_person=True)
    wait_for_window(OVERLAY)
    check(not windows(FIRST), 'it came again')
    quit_desk(desk)


def test_skipped_the_reader_stays():
    desk = open_as_new_person()
    go_to("push button 'Skip'")
    key('Return')
    wait_for_text('Who answers?')
    until('the step', lambda: has_focus('found on this machine'))
    key('Down')
    until('the reader', lambda: has_focus('Reader only'))
    key('Return')
    say_nothing()
    wait_gone(FIRST)
    wait_for_window(OVERLAY)
    check(first() == 'reader', f'{first()} is asked first')
    quit_desk(desk)


def test_esc_skips_all_of_it_for_good():
    desk = open_as_new_person()
    key('Escape')
    wait_gone(FIRST)
    wait_for_window(OVERLAY)
    check(first() == 'reader', 'what was found is asked though nobody said so')
    quit_desk(desk)
    desk = start_desk(how=None, new_person=True)
    wait_for_window(OVERLAY)
    check(not windows(FIRST), 'it came again')
    quit_desk(desk)


def test_one_that_is_added_is_marked():
    desk = open_as_new_person()
    key(KEY)
    wait_for_text('It works')
    key('Return')
    until('the step', lambda: has_focus('found on this machine'))
    go_to('Add another…')
    key('Return')
    wait_for_window(ADD)
    write('127.0.0.1:9')
    key('Return')
    wait_gone(ADD)
    wait_for_text('127.0.0.1:9')
    shot('added')
    go_to("push button 'Next'")
    key('Return')
    say_nothing()
    wait_gone(FIRST)
    until('it is asked first', lambda: first() == '127-0-0-1-9')
    quit_desk(desk)


def test_a_key_or_a_command_brings_no_steps():
    forget_all()
    desk = start_desk(new_person=True)
    askglass('ask', 'hello')
    key(KEY)
    wait_for_window(PICKER)
    key('Escape')
    wait_gone(PICKER)
    key('ctrl+alt+space')
    wait_for_window(OVERLAY)
    check(not windows(FIRST), 'somebody who wants to ask is shown around')
    key('Escape')
    wait_gone(OVERLAY)
    askglass()
    wait_for_window(OVERLAY)
    check(not windows(FIRST), 'somebody who has asked is taken for new')
    quit_desk(desk)


if __name__ == '__main__':
    run_all(globals())
