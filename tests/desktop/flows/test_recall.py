"""What was asked before is shown as chips above the question it belongs to, goes along with it, and can be left out."""
import json
import os
import time

os.environ.setdefault('ASKG_ELSEWHERE', '127.0.0.1')
from far_engine import ANSWER, FarEngine  # noqa: E402
from flow import (OVERLAY, askglass, check, go_to, key, press, rows, run_all, shot, start_desk, quit_desk, tree, until,
                  wait_for_text, wait_for_window, wait_gone, write)

FIRST = 'why does libquayside refuse the mooring handshake?'
SECOND = 'which port does libquayside listen on?'
AGAIN = 'Is this the libquayside error again?'
CHIP = 'From memory: ' + FIRST[:20]
far = FarEngine()


def open_overlay():
    desk = start_desk(how=None)
    if 'far' not in (engine['id'] for engine in json.loads(askglass('engines', '--json').stdout)):
        askglass('engines', 'add', 'far', far.url('ok'), '--model', 'omni')
        askglass('engines', 'default', 'far')
        askglass('ask', FIRST)
        askglass('ask', '--no-memory', SECOND)
    wait_for_window(OVERLAY)
    return desk


def chips():
    return [line for line in tree().splitlines() if 'From memory: ' in line]


def went_along(words):
    return words in json.loads(far.got[-1])['messages'][-1]['content']


def test_it_is_shown_while_it_is_typed_and_can_be_left_out():
    desk = open_overlay()
    write('how do I boil an egg')
    time.sleep(0.8)
    check(not chips(), f'noise: {chips()}')
    key('ctrl+a')
    write(AGAIN)
    until('two chips', lambda: len(chips()) == 2)
    shot('chips')
    go_to('Leave out: which port', by='shift+Tab')
    key('space')
    until('one chip', lambda: len(chips()) == 1)
    shot('one')
    write(' or')
    time.sleep(0.8)
    check(len(chips()) == 1, 'what was crossed out came back')
    key('Return')
    until('the question', lambda: far.got and AGAIN in far.got[-1])
    wait_for_text(ANSWER)
    check(went_along('mooring handshake') and not went_along('listen on'), far.got[-1])
    check(len(chips()) == 1, 'the turn does not show what it used')
    check(rows('SELECT count(*) FROM recalled')[0][0] == 1, 'it is not kept with the turn')
    shot('asked')
    quit_desk(desk)


def test_a_press_opens_what_it_came_from():
    desk = open_overlay()
    write(AGAIN)
    until('the chips', lambda: any(FIRST[:20] in chip for chip in chips()))
    go_to(CHIP, by='shift+Tab')
    key('Return')
    wait_for_text(ANSWER)
    until('its own turns are no memory', lambda: not any(FIRST[:20] in chip for chip in chips()))
    shot('opened')
    quit_desk(desk)


def test_asked_at_once_it_goes_along_all_the_same():
    desk = open_overlay()
    write('libquayside mooring?')
    key('Return')
    wait_for_text(ANSWER)
    check(went_along('mooring handshake'), far.got[-1])
    quit_desk(desk)


def test_it_is_found_by_what_it_means():
    far.models = ('omni', 'nomic-embed-text')
    desk = open_overlay()
    until('numbers for all turns', lambda: rows('SELECT count(*) FROM vector')[0][0] == rows('SELECT count(*) FROM turn')[0][0],
          seconds=25)
    check(any(FIRST in text for text in far.told), far.told)
    write('how is a rope tied with a good knot')
    until('a chip', lambda: any(FIRST[:20] in chip for chip in chips()))
    shot('meaning')
    key('Return')
    until('the question', lambda: 'rope tied' in far.got[-1])
    check(went_along('mooring handshake'), far.got[-1])
    wait_for_text(ANSWER)
    until('the new turn', lambda: any('rope tied' in text and ANSWER in text for text in far.told))
    quit_desk(desk)


if __name__ == '__main__':
    run_all(globals())
