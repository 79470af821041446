"""The GlobalShortcuts portal: asked, given a key, pressed, refused, taken back, restarted; and no portal at all."""
import json
import os
import subprocess
import time
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


class Portal:
    """A front end of the portal that takes the place of the one there is."""

    def __enter__(self):
        self.process = subprocess.Popen(['/usr/libexec/xdg-desktop-portal', '--replace'],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return self

    def kill(self):
        self.process.kill()
        self.process.wait()

    def __exit__(self, *_):
        self.kill()


def still_ours(keys, seconds=12):
    """And no question of before is answered late."""
    keys.expect('open portal bound', seconds)
    keys.expect('region portal bound', seconds)
    portal('press', 'open')
    keys.expect('fired open')
    keys.never('open', 1)


def test_a_portal_that_starts_anew_is_asked_anew():
    with Keys(OPEN, REGION) as keys:
        bound(keys)
        with Portal():
            keys.expect('open portal asked - | The desktop took the keys back')
            still_ours(keys)


def test_a_portal_that_starts_anew_while_it_is_asked_is_asked_anew():
    for after_s in 0.5, 1.5, 2.5: # in the middle of each of the three questions
        with Portal():
            time.sleep(1)
            portal('set', 'delay=1')
            with Keys(OPEN, REGION) as keys:
                time.sleep(after_s)
                with Portal():
                    time.sleep(1)
                    portal('set', 'delay=0')
                    still_ours(keys)


def test_a_portal_that_dies_and_comes_back_late_is_waited_for():
    with Portal() as first:
        time.sleep(1)
        with Keys(OPEN, REGION) as keys:
            bound(keys)
            first.kill()
            keys.expect('open portal asked - | The desktop took the keys back')
            time.sleep(4)
            with Portal():
                still_ours(keys)


def test_a_desktop_that_always_takes_the_keys_back_is_not_asked_for_ever():
    with Portal():
        time.sleep(1)
        with Keys(OPEN) as keys:
            keys.expect('open portal bound')
            for _ in range(2):
                portal('press', 'open')
                portal('close-sessions')
                keys.expect('open portal asked - | The desktop took the keys back')
                keys.expect('open portal bound', 30)
            portal('close-sessions')
            keys.expect('open portal asked - | The desktop took the keys back')
            keys.never('open portal bound', 5) # each time it is waited for longer


if __name__ == '__main__':
    run_all(globals())
