"""The wake word on the desk: off until it is switched on, and then the light says so; who says it is listened to."""
import shutil
import sys
import time
from pathlib import Path

import numpy

here = Path(__file__).parent
sys.path[:0] = [str(here.parent / 'flows'), str(here.parents[1] / 'sound')]

from flow import (ASKGLASS, OVERLAY, askglass, check, config_folder, key, quit_desk, run, run_all, shot, start_desk, until,  # noqa: E402
                  wait_for_text, wait_for_window, wait_gone)
import gi  # noqa: E402
gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # noqa: E402
from helpers import Locker, hearers  # noqa: E402
from speaking import SKIPPED, Playing, flite, room  # noqa: E402

SETTINGS = '[Askglass]\nfirst-run-done=true\nwake-word={}\n'


def begin(wanted):
    folder = config_folder()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / 'settings.ini').write_text(SETTINGS.format(wanted))
    desk = start_desk(how=None)
    wait_for_window(OVERLAY)
    return desk


def end(desk):
    quit_desk(desk)
    until('the end of the helper that hears', lambda: not hearers())


def descriptions(node):
    """Of the widgets in sight, as a screen reader tells them."""
    for i in range(node.get_child_count()):
        child = node.get_child_at_index(i)
        is_application = child is not None and child.get_role() == Atspi.Role.APPLICATION
        if is_application or child is not None and child.get_state_set().contains(Atspi.StateType.VISIBLE):
            yield child.get_description()
            yield from descriptions(child)


def is_told():
    desktop = Atspi.get_desktop(0)
    desktop.clear_cache()
    try:
        return any('waiting for “okay glass”' in told for told in descriptions(desktop))
    except GLib.Error:
        return False


def test_it_is_off_until_somebody_wants_it():
    desk = begin('false')
    time.sleep(1)
    check(not hearers() and not is_told(), 'somebody listens')
    end(desk)


def test_it_waits_with_the_light_on_and_wakes():
    locker, desk = Locker(), begin('true')
    until('the open microphone', hearers)
    locker.say('lock')
    until('the closed microphone of a locked screen', lambda: not hearers())
    locker.say('unlock')
    wait_for_window(OVERLAY)
    until('the open microphone', hearers)
    until('the light', is_told)
    time.sleep(1)
    shot('waits')
    askglass('hide')
    wait_gone(OVERLAY)
    with Playing(numpy.concatenate([room(0.6), flite('What is the weather like today?', 'slt'), room(1.5)])) as playing:
        playing.wait()
        check(hearers() and not is_shown(), 'something else woke it')
    with Playing(numpy.concatenate([room(0.6), flite('okay glass', 'slt')])):
        wait_for_window(OVERLAY)
        wait_for_text('Listening')
        check(len(hearers()) == 1, f'more than one listens: {hearers()}')
        check(not is_told(), 'it is told to wait while one talks')
        shot('woken')
        key('Escape')
        until('the light of the wake word again', is_told)
    key('ctrl+shift+o')
    wait_for_text('Say an order')
    until('one that listens', lambda: len(hearers()) == 1)
    check(not is_told(), 'it is told to wait while orders are taken')
    key('Escape')
    until('the light of the wake word again', is_told)
    end(desk)


def is_shown():
    return bool(run('xdotool', 'search', '--onlyvisible', '--name', f'^{OVERLAY}$').stdout.split())


if __name__ == '__main__':
    if not shutil.which('flite') or not Path(ASKGLASS).with_name('askglass-hear-words').exists():
        print('skipped: flite or askglass-hear-words is not there')
        sys.exit(SKIPPED)
    run_all(globals())
