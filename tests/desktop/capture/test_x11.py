"""X11: what is grabbed is what is on the screen, to the pixel."""
import os
import subprocess

import pictures
from pictures import Picture, check, grab, run, same, start, until

PATTERN = os.environ['ASKG_PATTERN']
FOLDER = pictures.FOLDER


def pattern_pixel(x, y, seed):
    return bytes((x & 255, y & 255, (x >> 8 & 3) << 6 | (y >> 8 & 3) << 4 | seed))


def pattern_rows(width, height, seed):
    return [b''.join(pattern_pixel(x, y, seed) for x in range(width)) for y in range(height)]


def windows():
    found = {}
    for line in run(pictures.GRAB, '--windows').splitlines():
        corner, size, app, title = line.split(' ', 3)
        x, y = map(int, corner.split(','))
        width, height = map(int, size.split('x'))
        found[title] = (x, y, width, height, app)
    return found


def test_two_monitors_show_what_maim_shows():
    run('maim', '-u', FOLDER / 'all.png')
    whole = Picture(FOLDER / 'all.png')
    frames = grab('monitors')
    check({name: place for name, (place, _) in frames.items()} ==
          {'DUMMY0': '0,0 1920x1080', 'DUMMY1': '1920,56 1280x1024'}, f'places are {frames}')
    same(frames['DUMMY0'][1].rows, whole.crop(0, 0, 1920, 1080), 'first monitor')
    same(frames['DUMMY1'][1].rows, whole.crop(1920, 56, 1280, 1024), 'second monitor')


def test_the_same_memory_serves_again_and_shows_the_newest():
    first = grab('reused', '--times', '5')
    subprocess.run(['xsetroot', '-solid', '#123456'], check=True)
    until('the new background', lambda: grab_corner() == (0x12, 0x34, 0x56))
    check(first['DUMMY0'][1].rows is not None, 'the old frame is gone')


def grab_corner():
    grab_corner.count = getattr(grab_corner, 'count', 0) + 1
    return grab(f'corner-{grab_corner.count}')['DUMMY1'][1].at(1270, 1000)


def test_windows_are_listed_topmost_first_with_their_title_bars():
    found = windows()
    check(list(found) == ['above', 'below'], f'listed are {found}')
    x, y, width, height, app = found['below']
    check(app == 'Pattern', f'the class is {app}')
    check(width >= 400 and height > 300, f'no title bar in {found["below"]}')
    screen = grab('listed')['DUMMY0'][1]
    at = next(row for row in range(height) if screen.at(x + 2, y + row)[1:] == (0, 1))
    check(at + 300 <= height, 'the place is not where the window is')


def test_a_covered_window_is_grabbed_whole():
    x, y, width, height, _ = windows()['below']
    frames = grab('covered', '--window', 'below')
    place, picture = frames['window']
    check(place == f'{x},{y} {width}x{height}', f'the window is placed at {place}')
    top = next(row for row in range(height) if picture.at(width // 2, row)[2] & 0xf == 1 and
               picture.at(width // 2, row)[1] == 0)
    left = next(column for column in range(width) if picture.at(column, top)[0] == 0)
    same(picture.crop(left, top, 400, 300), pattern_rows(400, 300, 1), 'covered window')


def test_a_minimised_or_closed_window_is_told():
    handle = run('xdotool', 'search', '--name', '^below$').split()[0]
    run('xdotool', 'windowminimize', '--sync', handle)
    message = run(pictures.GRAB, '--window', handle, status=1)
    check('nothing-there' in message and 'minimised' in message, message)
    check('below' not in windows(), 'a minimised window is listed')
    message = run(pictures.GRAB, '--window', '0x7777777', status=1)
    check('nothing-there' in message and 'closed' in message, message)


def test_a_translucent_window_keeps_its_alpha():
    glass = start(PATTERN, 'glass', 5, 100, 500, 200, 100, 'argb')
    _, picture = grab('glass', '--window', 'glass')['window']
    check(picture.alpha is not None, 'no alpha')
    middle = picture.alpha[picture.height // 2]
    check(middle[20] == 0xff, f'the left half has an alpha of {middle[20]}')
    check(middle[picture.width - 20] == 0x80, f'the right half has an alpha of {middle[picture.width - 20]}')
    glass.terminate()
    glass.wait()


def test_a_cancelled_grab_says_so():
    check('cancelled' in run(pictures.GRAB, '--cancel', status=1), 'not cancelled')


def test_no_screen_is_one_sentence():
    message = run(pictures.GRAB, status=1, environment={'DISPLAY': ''})
    check('no-display' in message and message.count('\n') == 1, message)
    message = run(pictures.GRAB, status=1, environment={'DISPLAY': ':7654'})
    check('no-display' in message and ':7654' in message, message)


def test_the_doctor_names_the_way_and_what_it_lacks():
    check(run(pictures.GRAB, '--describe').startswith('X11: '), 'the way is not named')
    check('cannot be reached' in run(pictures.GRAB, '--describe', environment={'DISPLAY': ':7654'}), 'not told')


def other_server(*options):
    """An X server of another kind; returns it and its name."""
    read, write = os.pipe()
    server = subprocess.Popen(['Xvfb', '-displayfd', str(write), '-nolisten', 'tcp', '-noreset', *options], pass_fds=[write],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as number:
        return server, ':' + number.readline().strip()


def check_other_server(name, *options):
    server, display = other_server(*options)
    try:
        subprocess.run(['xsetroot', '-solid', '#f80408', '-display', display], check=True)
        (place, picture), = grab(name, environment={'DISPLAY': display}).values()
        check(place == '0,0 321x243', f'{name}: placed at {place}')
        near = [abs(a - b) < 9 for a, b in zip(picture.at(320, 242), (0xf8, 0x04, 0x08))]
        check(all(near), f'{name}: the colour is {picture.at(320, 242)}')
    finally:
        server.terminate()
        server.wait()


def test_a_server_without_shared_memory_is_slower_not_blind():
    check_other_server('no-shm', '-screen', '0', '321x243x24', '-extension', 'MIT-SHM')


def test_a_screen_of_sixteen_bits_is_readable():
    check_other_server('sixteen', '-screen', '0', '321x243x16')


def test_a_server_without_randr_has_one_output():
    check_other_server('no-randr', '-screen', '0', '321x243x24', '-extension', 'RANDR')


def main():
    subprocess.run(['xsetroot', '-mod', '16', '7', '-bg', '#204060', '-fg', '#c0a020'], check=True)
    below = start(PATTERN, 'below', 1, 300, 200, 400, 300)
    above = start(PATTERN, 'above', 2, 450, 300, 500, 400)
    for name, test in list(globals().items()):
        if name.startswith('test_'):
            test()
            print('ok', name, flush=True)
    for process in (below, above):
        process.terminate()
        process.wait()


main()
