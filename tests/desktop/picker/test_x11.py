"""X11, two monitors: the hand drags, clicks, or never touches the mouse."""
import subprocess
import time

import picking
from picking import check, run, until

# A window on each monitor, one of them under the other's corner.
WINDOWS = ('-w', '100,100,600x400,make', '-w', '500,300,800x600,editor', '-w', '2000,200,500x400,mail')


def hand(*words):
    run('xdotool', *words)
    time.sleep(0.08)


def drag(x0, y0, x1, y1, *before_letting_go):
    hand('mousemove', x0, y0, 'mousedown', 1)
    for step in range(1, 5):
        hand('mousemove', x0 + (x1 - x0) * step // 4, y0 + (y1 - y0) * step // 4)
    for words in before_letting_go:
        hand(*words)
    hand('mouseup', 1)


class Picker(picking.Picker):
    def wait_shown(self):
        until('a window on each monitor', lambda: len(windows_shown()) == 2)
        until('the keyboard', lambda: subprocess.run(['xdotool', 'getwindowfocus', 'getwindowname'], capture_output=True,
                                                     text=True).stdout == 'Choose a region\n')
        time.sleep(0.3)


def windows_shown():
    return subprocess.run(['xdotool', 'search', '--onlyvisible', '--name', 'Choose a region'],
                          capture_output=True, text=True).stdout.split()


def expect(picker, wanted):
    got = picker.result()
    check(got == wanted, f'got {got!r} instead of {wanted!r}')
    until('no window', lambda: not windows_shown())


def test_a_drag_gives_those_pixels():
    picker = Picker(*WINDOWS)
    check(len(windows_shown()) == 2, 'not one window a monitor')
    drag(400, 300, 700, 500)
    expect(picker, 'region 400,300 300x200 pixels 300x200 first 144,44 output DUMMY0 title -')


def test_a_drag_on_the_other_monitor_stands_at_its_place_there():
    picker = Picker(*WINDOWS)
    drag(2500, 700, 2400, 600)
    expect(picker, 'region 2400,600 100x100 pixels 100x100 first 224,32 output DUMMY1 title -')


def test_a_drag_stays_on_the_monitor_where_it_began():
    picker = Picker(*WINDOWS)
    drag(1820, 500, 2400, 600)
    expect(picker, 'region 1820,500 100x100 pixels 100x100 first 28,244 output DUMMY0 title -')


def test_space_moves_what_is_being_drawn():
    picker = Picker()
    drag(400, 300, 700, 500, ('keydown', 'space'), ('mousemove', 720, 530), ('keyup', 'space'))
    expect(picker, 'region 420,330 300x200 pixels 300x200 first 164,74 output DUMMY0 title -')


def test_with_shift_it_stays_and_a_handle_resizes_it():
    picker = Picker()
    drag(400, 300, 700, 500, ('keydown', 'shift'))
    hand('keyup', 'shift')
    drag(700, 400, 800, 400)
    drag(600, 400, 610, 420)
    hand('key', 'Left', 'key', 'shift+Up', 'key', 'Return')
    expect(picker, 'region 409,310 400x200 pixels 400x200 first 153,54 output DUMMY0 title -')


def test_a_click_takes_the_window_under_it():
    picker = Picker(*WINDOWS)
    hand('mousemove', 550, 350, 'click', 1)
    expect(picker, 'window 100,100 600x400 pixels 600x400 first 100,100 output DUMMY0 title make')


def test_a_click_beside_all_windows_takes_that_screen():
    picker = Picker(*WINDOWS)
    hand('mousemove', 3000, 1000, 'click', 1)
    expect(picker, 'output 1920,56 1280x1024 pixels 1280x1024 first 0,0 output DUMMY1 title -')


def test_keys_alone_draw_a_region():
    hand('mousemove', 50, 60)
    picker = Picker(*WINDOWS)
    hand('key', 'ctrl+Right', 'key', 'ctrl+Down', 'key', 'space')
    hand('key', 'shift+Right', 'key', 'shift+Right', 'key', 'Right', 'key', 'shift+Down')
    hand('key', 'Return')
    expect(picker, 'region 100,100 21x10 pixels 21x10 first 100,100 output DUMMY0 title -')


def test_tab_reaches_the_windows_of_every_monitor():
    hand('mousemove', 1800, 1000)
    picker = Picker(*WINDOWS)
    hand('key', 'Tab', 'key', 'Tab', 'key', 'Tab', 'key', 'Tab', 'key', 'Return')
    expect(picker, 'window 2000,200 500x400 pixels 500x400 first 80,144 output DUMMY1 title mail')


def test_escape_leaves_nothing_behind():
    picker = Picker(*WINDOWS)
    hand('mousemove', 400, 300, 'mousedown', 1)
    hand('mousemove', 700, 500)
    hand('key', 'Escape')
    hand('mouseup', 1)
    check(picker.result().startswith('cancelled'), 'Esc did not cancel')
    until('no window', lambda: not windows_shown())


def test_right_click_clears_then_cancels():
    picker = Picker(*WINDOWS)
    drag(400, 300, 700, 500, ('keydown', 'shift'))
    hand('keyup', 'shift', 'click', 3)
    check(len(windows_shown()) == 2, 'the first right click closed it')
    hand('click', 3)
    check(picker.result().startswith('cancelled'), 'the second right click did not cancel')


def test_it_can_be_opened_again_and_again():
    picker = Picker('--times', '3')
    for n in range(2):
        hand('key', 'Escape')
        until('the next one', lambda n=n: picker.lines().count('open') == n + 2)
        picker.wait_shown()
    drag(10, 10, 40, 50)
    picker.result()
    check(picker.lines()[-1] == 'region 10,10 30x40 pixels 30x40 first 10,10 output DUMMY0 title -', picker.lines())


def test_a_picture_of_the_whole_desktop_is_shown_in_parts():
    picker = Picker('--whole')
    drag(2400, 600, 2500, 700)
    expect(picker, 'region 2400,600 100x100 pixels 100x100 first 96,88 output - title -')


def test_it_leaves_when_another_window_takes_the_focus():
    picker = Picker()
    with subprocess.Popen(['xmessage', '-name', 'thief', 'mine']) as thief:
        try:  # looking for a window fails where another one closes meanwhile
            until('the thief', lambda: subprocess.run(['xdotool', 'search', '--onlyvisible', '--class', 'Xmessage', 'windowfocus'],
                                                      capture_output=True).returncode == 0)
            result = picker.result()
        finally:
            thief.terminate()
    check(result == 'cancelled: Another window took the focus', result)


if __name__ == '__main__':
    run('xdotool', 'mousemove', 50, 60)
    picking.run_all(globals())
