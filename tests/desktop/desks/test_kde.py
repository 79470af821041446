"""Plasma's KWin 5.27: keys by the portal, screenshots without a question, data-control."""
import subprocess

import desk
from desk import *  # noqa: F401,F403


def test_doctor_tells_what_there_is():
    found = doctor()
    check('Wayland, KDE' in found['display']['text'], found['display'])
    check(found['capture']['state'] == 'fine', found['capture'])
    check(found['clipboard']['state'] == 'fine', found['clipboard'])
    print('  ', found['capture']['text'], '|', found['overlay']['text'], '|', found['clipboard']['text'], flush=True)


def test_all_keys_are_bound_and_not_yet_seen():
    until('the keys', lambda: keys().count('bound to') == N_KEYS)
    check('Alt+A' in keys() and keys().count('not yet seen to fire') == N_KEYS, keys())


def test_the_key_freezes_the_screen():
    hand('press', 'logo+alt+a')
    wait_frozen()
    hand('press', 'Escape')
    until('no frozen screen', lambda: not frozen())
    check(keys().count(', seen to fire') == 1, keys())


def test_the_other_key_opens_the_overlay_and_puts_it_away():
    hand('press', 'ctrl+alt+space')
    wait_overlay()
    check(keys().count(', seen to fire') == 2, keys())
    shot('overlay')
    hand('press', 'ctrl+alt+space')
    until('no overlay', lambda: window('Askglass') is None)


def test_system_settings_was_not_opened():
    check(not any('systemsettings' in (one['app'] or '') for one in windows()), 'System Settings came up')


from regions import *  # noqa: E402,F401,F403: the tests both desktops pass run here


def test_doctor_tells_whether_the_overlay_stays_above():
    run(ASKGLASS)
    panel = wait_overlay()
    check(('stays above' in doctor()['overlay']['text']) == bool(panel['above'] or panel['layer'] > 2), f'{panel}')
    hand('above', 'Askglass')
    hand('pointer', 20, 700, 'click')
    time.sleep(0.3)
    check(windows()[-1]['title'] == 'Askglass' or window('Askglass')['above'], 'covered in spite of being above')
    shot('above')
    hand('pointer', panel['x'] + panel['width'] / 2, panel['y'] + panel['height'] - 60, 'click')
    dismiss()


def test_the_clipboard_is_read_in_the_background():
    copier = subprocess.Popen(['wl-copy', '--foreground', 'ld: undefined reference to crc32'])
    time.sleep(0.5)
    asked = run(ASKGLASS, 'ask', '--clipboard', 'what does this mean?')
    check('undefined reference' in asked.lower() or 'link' in asked.lower(), asked)
    copier.terminate()


def test_dark_follows_the_desktop():
    run('plasma-apply-colorscheme', 'BreezeDark')
    time.sleep(1)
    run(ASKGLASS)
    panel = wait_overlay()
    check_dark(panel, shot('dark'))
    dismiss()


def test_it_ends_when_told():
    run(ASKGLASS, 'quit')
    check(ended(desk.started[1]) == 0, said('desk.log'))


set_up()
run_all(globals())
