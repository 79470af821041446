"""The GlobalShortcuts portal: asked, given a key, pressed, refused, taken back, restarted; and no portal at all."""
import json
import os
import subprocess
from pathlib import Path

from keys import Keys, check, run, run_all

RIG = Path(os.environ['ASKG_RIGS'])
OPEN, REGION = 'open=<Control><Alt>space', 'region=<Super><Alt>a'


def portal(*words):
    return run(RIG / 'fake-portal', *words)


def bound(keys):
    keys.expect('open portal asked - | -')
    check('CTRL+ALT+space' in keys.expect('open portal bound'), 'another key')
    check('LOGO+ALT+a' in keys.expect('region portal bound'), 'another key')


def test_a_key_is_asked_for_given_and_seen_to_fire():
    with Keys(OPEN, REGION) as keys:
        bound(keys)
        run(RIG / 'wl-input', 'key', 'logo+alt+a')
        keys.expect('fired region')
        portal('press', 'open')
        keys.expect('fired open')
        keys.never('fired')


def test_the_session_keeps_its_name_between_starts():
    with Keys(OPEN, REGION) as keys:
        bound(keys)
        sessions = list(json.loads(portal('state'))['sessions'])
        check(any(name.endswith('/org_askglass_Askglass') for name in sessions), f'{sessions}')


def test_the_keys_end_with_the_program():
    with Keys(OPEN, REGION) as keys:
        bound(keys)
    check(subprocess.run([RIG / 'fake-portal', 'press', 'open'], capture_output=True, check=False).returncode != 0,
          'the session outlives its program')


def test_a_refusal_says_what_to_do():
    portal('set', 'shortcuts=deny')
    with Keys(OPEN) as keys:
        keys.expect('open portal asked - | -')
        line = keys.expect('open portal asked - | The desktop did not grant')
        check('settings' in line, line)
    portal('set', 'shortcuts=grant')


def test_no_answer_is_not_a_key():
    portal('set', 'shortcuts=hang')
    with Keys(OPEN) as keys:
        keys.expect('open portal asked - | -')
        keys.never('open portal bound', 1)
    portal('set', 'shortcuts=grant')


def test_keys_that_were_taken_back_are_asked_for_again():
    with Keys(OPEN, REGION) as keys:
        bound(keys)
        portal('close-sessions')
        keys.expect('open portal asked - | The desktop took the keys back')
        keys.expect('region portal bound', 8)
        portal('press', 'region')
        keys.expect('fired region')


def test_asked_a_second_time_one_press_fires_once():
    with Keys(OPEN, REGION) as keys:
        bound(keys)
        keys.again()
        bound(keys)
        portal('press', 'open')
        keys.expect('fired open')
        keys.never('fired')


def advice(desktop, *wanted):
    """What is told where the bus has no portal."""
    with Keys(*wanted, XDG_CURRENT_DESKTOP=desktop, DBUS_SESSION_BUS_ADDRESS='unix:path=/nowhere') as keys:
        return keys.expect(f'{wanted[0].split("=")[0]} line unasked - |')


def test_without_a_portal_the_line_to_paste_is_told():
    check(advice('sway', REGION).endswith('~/.config/sway/config: bindsym Mod4+Mod1+a exec askglass ask --region'), 'sway')
    check('hyprland.conf: bind = SUPER ALT, a, exec, askglass ask' in advice('Hyprland', REGION), 'Hyprland')
    check('Super+Alt+A { spawn "askglass" "ask" "--region"; }' in advice('niri', REGION), 'niri')
    check('No key is set' in advice('sway', 'region='), 'no key')


def test_a_portal_that_starts_anew_is_asked_anew():
    with Keys(OPEN, REGION) as keys:
        bound(keys)
        other = subprocess.Popen(['/usr/libexec/xdg-desktop-portal', '--replace'],
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            keys.expect('open portal asked - | The desktop took the keys back')
            keys.expect('open portal bound', 10)
            portal('press', 'open')
            keys.expect('fired open')
        finally:
            other.terminate()
            other.wait()


if __name__ == '__main__':
    run_all(globals())
