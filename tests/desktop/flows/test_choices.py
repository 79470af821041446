"""Who is asked, with which model, for how much; asked again; and what is said of each engine afterwards."""
import json
import os
import re
import time

from far_engine import ADDRESS, ANSWER, FarEngine
from flow import (OVERLAY, askglass, check, config_folder, go_to, has_focus, key, quit_desk, rows, run_all, shot, start_desk,
                  tree, until, wait_for_text, wait_for_window, wait_gone, windows, write)

PREFERENCES = 'Preferences'
PREVIEW = 'Before it is sent'
SENT = 'What was sent'
FOUND = 'LM Studio'
here = FarEngine('127.0.0.1', 1234, [f'omni-{size}b-q{bits}' for size in (3, 7, 32) for bits in (4, 5, 8)])
far = FarEngine()


def engines():
    return {engine['id']: engine for engine in json.loads(askglass('engines', '--json').stdout)}


def open_overlay():
    desk = start_desk(how=None)
    wait_for_window(OVERLAY)
    return desk


def add_far(how):
    if how not in engines():
        askglass('engines', 'add', how, far.url(how), '--model', 'omni')
    askglass('engines', 'default', how)


def test_a_model_is_chosen_from_those_there_are():
    desk = open_overlay()
    key('ctrl+comma')
    wait_for_window(PREFERENCES)
    wait_for_text(f"push button 'Add {FOUND}'")
    go_to(f"push button 'Add {FOUND}'")
    key('space')
    wait_for_text('Remove this engine')
    until('the keyboard on its page', lambda: any('focused' in line for line in tree().splitlines()))
    go_to('Choose from its models')
    key('space')
    wait_for_text('omni-7b-q5')
    until('the search', lambda: has_focus("'Search the models'") or 'focused' in tree())
    shot('models')
    write('32b-q8')
    key('Return')
    until('the model', lambda: engines()['lm-studio']['model'] == 'omni-32b-q8')
    shot('chosen')
    quit_desk(desk)


def test_the_limit_of_the_month_is_kept():
    desk = open_overlay()
    key('ctrl+comma')
    wait_for_window(PREFERENCES)
    wait_for_text('Ask before more than')
    check("'Local only Local only'" not in tree(), 'a switch is named twice')
    go_to("spin button 'Ask before more than'")
    key('ctrl+a')
    write('12.5')
    key('Tab')
    until('the limit in the settings', lambda: 'monthly-cap-usd=12.5' in (config_folder() / 'settings.ini').read_text())
    shot('limit')
    quit_desk(desk)


def test_asked_again_both_answers_stay():
    askglass('engines', 'default', 'lm-studio')
    desk = open_overlay()
    write('is the quay free')
    key('Return')
    wait_for_text(ANSWER)
    key('ctrl+r')
    wait_for_text(f'Asked again with {FOUND}')
    until('both answers', lambda: tree().count("push button 'Copy the answer'") == 2)
    time.sleep(1)
    shot('again')
    height = int(re.search(r"frame 'Askglass' \[\S+ \d+x(\d+)\]", tree())[1])
    lowest = max(int(y) for y in re.findall(r"push button 'Copy the answer' \[\d+,(\d+) ", tree()))
    check(lowest < height, 'the marks below the last answer are cut off')
    kept = rows("SELECT question, state FROM turn ORDER BY id")
    check(kept == [('is the quay free', 'done')] * 2, f'kept is {kept}')
    check(here.got[-1].count('is the quay free') == 1, 'who is asked again was told of the other answer')
    quit_desk(desk)


def test_what_was_sent_stays_within_reach():
    add_far('ok')
    desk = open_overlay()
    write('is the dock free')
    key('Return')
    wait_for_window(PREVIEW)
    key('Return')
    wait_gone(PREVIEW)
    wait_for_text(f'bytes to {ADDRESS}')
    key('ctrl+m')
    wait_for_text('Local only')
    askglass('engines', 'default', 'reader')
    wait_for_text("push button 'Stays on this machine'")
    key('Escape', 'ctrl+shift+p')
    wait_for_window(SENT)
    check('is the dock free' in tree(), 'it is not what was sent')
    key('Escape')
    wait_gone(SENT)
    quit_desk(desk)


def test_what_became_of_an_engine_has_its_time():
    add_far('busy')
    desk = open_overlay()
    write('is the lock open')
    key('Return')
    wait_for_window(PREVIEW)
    key('Return')
    wait_gone(PREVIEW)
    wait_for_text('cannot answer')
    shot('waits')
    key('ctrl+period')
    until('that it asked to', lambda: re.search(r'could not answer, \d\d:\d\d', tree()))
    shot('waited')
    quit_desk(desk)
    desk = open_overlay()
    key('ctrl+m')
    wait_for_text('Local only')
    check('not asked since the start' in tree(), 'what was before the start is told as of now')
    check(not windows(PREVIEW), 'something is sent')
    quit_desk(desk)


if __name__ == '__main__':
    check(os.environ.get('ASKG_ELSEWHERE'), 'to be run by elsewhere')
    run_all(globals())
