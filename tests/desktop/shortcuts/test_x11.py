"""Grabbed keys on X11: whatever locks are on, once a press, and never somebody else's."""
import time

from keys import Keys, check, run, run_all

REGION = 'region=<Super><Alt>a'


def press(*words):
    run('xdotool', *words)


def test_a_key_is_bound_and_fires():
    with Keys(REGION) as keys:
        check(keys.expect('region x11 bound') == 'region x11 bound Super+Alt+A | -', keys.said())
        press('key', 'super+alt+a')
        keys.expect('fired region')
        keys.never('fired')


def test_it_fires_with_num_lock_and_caps_lock_on():
    with Keys(REGION) as keys:
        keys.expect('region x11 bound')
        for locks in ('Num_Lock',), ('Caps_Lock',), ('Num_Lock', 'Caps_Lock'):
            press('key', *locks)
            press('key', 'super+alt+a')
            press('key', *locks)
            keys.expect('fired region')


def test_other_modifiers_are_another_key():
    with Keys(REGION) as keys:
        keys.expect('region x11 bound')
        press('key', 'alt+a', 'key', 'super+alt+shift+a', 'key', 'super+a')
        keys.never('fired')


def test_a_key_held_down_fires_once():
    with Keys(REGION) as keys:
        keys.expect('region x11 bound')
        press('keydown', 'super', 'keydown', 'alt', 'keydown', 'a')
        time.sleep(1.2)
        keys.expect('fired region')
        keys.never('')
        press('keyup', 'a', 'keyup', 'alt', 'keyup', 'super')
        keys.expect('released region')
        keys.never('')


def test_its_modifiers_may_go_up_first():
    with Keys(REGION) as keys:
        keys.expect('region x11 bound')
        press('keydown', 'super', 'keydown', 'alt', 'keydown', 'a')
        keys.expect('fired region')
        press('keyup', 'super', 'keyup', 'alt')
        keys.never('', 0.8)
        press('keyup', 'a')
        keys.expect('released region')
        keys.never('')


def test_pressed_twice_it_is_let_go_twice():
    with Keys(REGION) as keys:
        keys.expect('region x11 bound')
        for _ in range(2):
            press('key', 'super+alt+a')
            keys.expect('fired region')
            keys.expect('released region')
        keys.never('')


def test_a_key_of_another_program_is_told_and_left_alone():
    with Keys(REGION) as first:
        first.expect('region x11 bound')
        with Keys(REGION, 'open=<Control><Alt>o') as second:
            check('Super+Alt+A belongs to another program' in second.expect('region x11 taken - |'), second.said())
            second.expect('open x11 bound Ctrl+Alt+O')
            press('key', 'super+alt+a')
            first.expect('fired region')
            second.never('fired')


def test_a_key_that_was_let_go_can_be_had():
    with Keys(REGION) as first:
        first.expect('region x11 bound')
    with Keys(REGION) as second:
        second.expect('region x11 bound')


def test_asked_a_second_time_it_is_still_ours():
    with Keys(REGION) as keys:
        keys.expect('region x11 bound')
        keys.again()
        keys.expect('region x11 bound')
        press('key', 'super+alt+a')
        keys.expect('fired region')
        keys.never('fired')


def test_what_is_no_key_is_told():
    with Keys('region=<Super>Nonsense_key', 'open=') as keys:
        check('no key for Super+Nonsense_key' in keys.expect('region x11 unasked'), keys.said())
        check('No key is set' in keys.expect('open x11 unasked'), keys.said())


def test_another_keyboard_layout_moves_the_key_along():
    with Keys(REGION) as keys:
        keys.expect('region x11 bound')
        run('setxkbmap', 'fr')
        time.sleep(0.3)
        press('key', 'super+alt+a')
        keys.expect('fired region')
        run('setxkbmap', 'us')


if __name__ == '__main__':
    run_all(globals())
