"""What a person does with the frozen screen: keys alone, Esc, a second time at once, and when nothing runs yet."""
import json
import os
import time

from flow import (ERROR_PLACE, OVERLAY, PICKER, SHOTS, WAYLAND, asking, askglass, check, drag, finding, key, questions,
                  quit_desk, reply_of, run, run_all, shot, show_error, start, start_desk, until, wait_for_window,
                  wait_gone, windows, write)


def test_the_keyboard_is_enough():
    window = show_error()
    desk = start_desk()
    asker = asking('--region', '--json')
    wait_for_window(PICKER)
    key('ctrl+Left', 'ctrl+Left', 'ctrl+Left', 'ctrl+Left', 'ctrl+Up', 'ctrl+Up', 'ctrl+Up', 'ctrl+Up', 'space')
    key(*['ctrl+Right'] * 4, *['ctrl+Down'] * 4)
    shot('keys')
    key('Return')
    wait_for_window(OVERLAY)
    write('read this')
    key('Return')
    turn = json.loads(reply_of(asker))
    check('undefined' in turn['answer'], f'it was not read: {turn["answer"]}')
    check(turn['attachments'][0]['size'][0] > 400, f'a strange region: {turn["attachments"][0]["size"]}')
    quit_desk(desk)
    window.terminate()


def test_escape_leaves_nothing():
    desk = start_desk()
    before = questions()
    asker = asking('--region', 'what is this?')
    wait_for_window(PICKER)
    key('Escape')
    asker.communicate(timeout=10)
    check(asker.returncode == 130, f'askglass ask --region ended with {asker.returncode}, not 130')
    wait_gone(PICKER)
    check(not windows(OVERLAY), 'an overlay is left')
    check(questions() == before, 'a row is left in the history')
    quit_desk(desk)


def brightness(x, y):
    """Of one pixel of the screen, or of its frozen picture."""
    import gi
    gi.require_version('GdkPixbuf', '2.0')
    from gi.repository import GdkPixbuf
    path = SHOTS / 'gesture-pixel.png'
    run(*(('grim', '-g', f'{x},{y} 4x4', path) if WAYLAND else ('maim', '-u', '-g', f'4x4+{x}+{y}', path)))
    return sum(GdkPixbuf.Pixbuf.new_from_file(str(path)).get_pixels()[:3])


def test_a_second_freeze_right_after_escape_does_not_show_the_first():
    window = show_error() if WAYLAND else start(os.environ['ASKG_SLOW_WINDOW'])
    desk = start_desk()
    if WAYLAND:
        asking('--region')
    else:
        wait_for_window('slow')
        run('xdotool', 'search', '--name', '^slow$', 'windowmove', 100, 100, 'mousemove', 1400, 850)
        time.sleep(0.3)
        key('super+alt+a')
    wait_for_window(PICKER)
    once = brightness(300, 300)
    for _ in range(3):
        if WAYLAND:
            key('Escape')
            asking('--region')
        else:
            run('xdotool', 'key', 'Escape', 'sleep', 0.03, 'key', 'super+alt+a')
        time.sleep(1)
        wait_for_window(PICKER)
        check(brightness(300, 300) == once, f'frozen twice: {brightness(300, 300)} instead of {once}')
    key('Escape')
    wait_gone(PICKER)
    quit_desk(desk)
    window.terminate()


def test_it_freezes_once_and_thaws_whenever_its_program_dies():
    if WAYLAND:
        return
    run('xsetroot', '-solid', '#804020')
    plain = brightness(700, 500)
    for alive_s in 0.02, 0.05, 0.1, 0.8:
        desk = start_desk()
        time.sleep(1)
        run('xdotool', 'mousemove', 1400, 850, 'key', 'super+alt+a', 'sleep', alive_s)
        seen = [brightness(700, 500) for _ in range(6 if alive_s > 0.5 else 0)]
        check(all(value == plain // 2 for value in seen), f'it flickered: {seen}, {plain} before')
        desk.kill()
        desk.wait()
        until('the screen as it was', lambda: brightness(700, 500) == plain, 3)


def test_a_drag_begun_at_once_is_not_lost():
    if WAYLAND:
        return
    window = show_error()
    desk = start_desk()
    key('super+alt+a')
    wait_for_window(PICKER)
    key('Escape')
    wait_gone(PICKER)
    time.sleep(0.5)
    run('xdotool', 'key', 'super+alt+a')
    until('the picker', lambda: windows(PICKER))
    drag(*ERROR_PLACE)
    wait_for_window(OVERLAY)
    check(not windows(PICKER), 'the picker did not see the drag')
    quit_desk(desk)
    window.terminate()


def test_a_region_without_a_resident_program_starts_one():
    window = show_error()
    asker = asking('--region', 'read this')
    wait_for_window(PICKER)
    drag(*ERROR_PLACE)
    check('undefined reference' in reply_of(asker), 'the reply does not have the words')
    askglass('quit')
    until('the end of it', lambda: finding('keys') is None)
    window.terminate()


if __name__ == '__main__':
    run_all(globals())
