"""The program under test, the hand that works the desktop, and the eyes that read pixels."""
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import gi

gi.require_version('GdkPixbuf', '2.0')
from gi.repository import GdkPixbuf, GLib  # noqa: E402

TOP = Path(os.environ['ASKG_TOP'])
RIG = TOP / 'tests/rigs/kde-gnome'
ASKGLASS = TOP / 'build/app/askglass'
SHOTS = Path(os.environ['ASKG_SHOTS'])
TMP = Path(os.environ['TMPDIR'])
DESK = os.environ['XDG_CURRENT_DESKTOP'].lower()
DATABASE = Path(os.environ['XDG_DATA_HOME']) / 'askglass/askglass.db'

FINE_X = 1920 # where the second output begins
GROUND = (0x20, 0x40, 0x60), (0x60, 0x20, 0x40)
PLATE = 0xf0, 0xf0, 0xf0


def check(is_so, otherwise):
    if not is_so:
        raise AssertionError(otherwise)


def until(what, is_so, seconds=10):
    end = time.monotonic() + seconds
    while not (found := is_so()):
        check(time.monotonic() < end, f'never came: {what}')
        time.sleep(0.1)
    return found


def run(*words, status=0):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False)
    check(status is None or done.returncode == status,
          f'{" ".join(map(str, words))}: {done.returncode}: {done.stdout}{done.stderr}')
    return done.stdout


def hand(helper, *words):
    run(RIG / helper, *words)
    time.sleep(0.15)


def windows():
    return json.loads(run(RIG / 'windows', '--json'))


def window(title):
    return next((one for one in windows() if one['title'] == title and not one.get('hidden')), None)


def shot(name):
    path = SHOTS / f'{DESK}-{name}.png'
    run(RIG / 'shot', path)
    return Picture(GdkPixbuf.Pixbuf.new_from_file(str(path)))


class Picture:
    def __init__(self, pixbuf):
        self.width, self.height = pixbuf.get_width(), pixbuf.get_height()
        self.stride, self.channels = pixbuf.get_rowstride(), pixbuf.get_n_channels()
        self.bytes = pixbuf.get_pixels()

    @staticmethod
    def of(data):
        loader = GdkPixbuf.PixbufLoader()
        loader.write(data)
        loader.close()
        return Picture(loader.get_pixbuf())

    def at(self, x, y):
        start = int(y) * self.stride + int(x) * self.channels
        return tuple(self.bytes[start:start + 3])


def near(got, wanted, by=3):
    return all(abs(a - b) <= by for a, b in zip(got, wanted))


# -- The program ------------------------------------------------------------

started = []


def start(*words, out=None):
    with open(TMP / (out or 'desk.log'), 'w', encoding='utf-8') as log:
        process = subprocess.Popen([str(word) for word in words], stdin=subprocess.PIPE, stdout=log,
                                   stderr=subprocess.STDOUT)
    started.append(process)
    return process


def know_first_steps():
    settings = Path(os.environ.get('XDG_CONFIG_HOME') or Path.home() / '.config') / 'askglass/settings.ini'
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text('[Askglass]\nfirst-run-done=true\n', encoding='utf-8')


def doctor():
    return {part['part']: part for part in json.loads(run(ASKGLASS, 'doctor', '--json', status=None))}


N_KEYS = 4 # open, region, failure, talk


def keys():
    """What the owner says of its keys, id by id."""
    return doctor()['keys']['text']


def refuse():
    """As a person does: not before the question was read."""
    run(RIG / 'dialogs', '--wait', '10')
    time.sleep(1)
    run(RIG / 'dialogs', 'refuse')


def ask_region(name='asked', *words):
    until('an unfrozen screen', lambda: not frozen())
    time.sleep(0.3)
    return start(ASKGLASS, 'ask', '--region', *words, out=name)


def ended(process, seconds=15):
    try:
        return process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        raise AssertionError(f'{process.args} does not end') from None


def said(name='asked'):
    return (TMP / name).read_text(encoding='utf-8')


def frozen():
    """The picker's windows: one an output."""
    return [one for one in windows() if one['title'] == 'Choose a region']


def wait_frozen():
    until('the frozen screen', lambda: len(frozen()) == 2, 15)
    time.sleep(0.6)


def wait_overlay():
    found = until('the overlay', lambda: window('Askglass'), 15)
    until('its focus', lambda: window('Askglass')['focus'])
    time.sleep(0.5)
    return found


def last_picture():
    """The crop that was stored last: (Picture, output, x, y, width, height). None when it is written just now."""
    (TMP / 'copy.db-shm').unlink(missing_ok=True)
    for end in '', '-wal': # its owner lets nobody else in
        if Path(f'{DATABASE}{end}').exists():
            shutil.copy(f'{DATABASE}{end}', TMP / f'copy.db{end}')
    try:
        base = sqlite3.connect(TMP / 'copy.db')
        row = base.execute('SELECT png, output, place_x, place_y, place_width, place_height FROM attachment '
                           'JOIN picture ON picture.id = picture_id ORDER BY attachment.id DESC').fetchone()
        base.close()
    except sqlite3.DatabaseError:
        return None
    return row and (Picture.of(row[0]), *row[1:])


# -- The run ----------------------------------------------------------------

def run_all(tests):
    failed = 0
    try:
        for name, test in list(tests.items()):
            if not name.startswith('test_') or (len(sys.argv) > 1 and not any(word in name for word in sys.argv[1:])):
                continue
            try:
                test()
                print('ok', name[5:].replace('_', ' '), flush=True)
            except (AssertionError, GLib.Error, OSError, TypeError, sqlite3.Error) as error:
                failed += 1
                print('FAILED', name[5:].replace('_', ' '), '-', error, flush=True)
                shot(f'failed-{name[5:]}')
    finally:
        for process in started:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
    sys.exit(failed > 0)


def set_up(new_person=False):
    """The boards, the program, and its first words."""
    if not new_person:
        know_first_steps()
    start(sys.executable, Path(__file__).parent / 'board.py', out='board.log')
    until('the boards', lambda: window('board 0') and window('board 1'))
    time.sleep(0.5)
    start(ASKGLASS, 'resident')
    until('the resident program', lambda: 'keys' in doctor(), 20)


# -- Flows that both desktops share -------------------------------------------

def drag(x, y, x2, y2):
    hand('pointer', x, y, 'drag', x2, y2)


def question(text='what does this mean?'):
    hand('type', text)
    hand('press', 'Return')


def check_crop(output, x, y):
    """The plate at 120,120 of an output was chosen with a margin of 20 and asked about."""
    # Places are outwards to whole pixels of the picture, whose grid is not that of the points.
    picture, name, *_, width, height = until(
        'the crop in the history', lambda: (last := last_picture()) and near(last[2:], (x, y, 280, 200), 1) and last)
    factor = picture.width / width
    check(abs(picture.height / height - factor) < 0.02, f'{picture.width}x{picture.height} is out of proportion')
    check(factor >= 1 if output == 0 else factor >= 1.49, f'factor {factor}: fewer pixels than the screen has')
    inner, outer = 20 + 3 / factor, 20 - 3 / factor
    for at_x, at_y in ((inner, inner), (280 - inner, inner), (inner, 200 - inner), (280 - inner, 200 - inner), (140, 100)):
        got = picture.at(at_x * factor, at_y * factor)
        check(near(got, PLATE), f'plate at {at_x},{at_y} is {got}')
    for at_x, at_y in ((outer, 100), (280 - outer, 100), (140, outer), (140, 200 - outer), (1, 1)):
        got = picture.at(at_x * factor, at_y * factor)
        check(near(got, GROUND[output]), f'ground at {at_x},{at_y} is {got}')
    return factor, name


def choose_and_ask(output, name):
    left = 100 + FINE_X * output
    asking = ask_region(name)
    wait_frozen()
    hand('pointer', left + 40, 350)
    shot(f'{name}-frozen')
    drag(left, 100, left + 280, 300)
    wait_overlay()
    shot(f'{name}-chosen')
    question()
    check(ended(asking) == 0, said(name))
    factor, connector = check_crop(output, left, 100)
    print(f'   {connector}: {factor:.3f} pixels a point', flush=True)


def check_inside(panel):
    """However long the answer: where one goes on typing is on the output."""
    board = window(f'board {int(panel["x"] >= FINE_X)}')
    foot, bottom = panel['y'] + panel['height'], board['y'] + board['height']
    check(panel['y'] >= board['y'] and foot <= bottom, f'the overlay ends at {foot}, the output at {bottom}')


def read_an_error(output, name):
    left = 110 + FINE_X * output
    asking = ask_region(name)
    wait_frozen()
    drag(left, 395, left + 660, 462)
    wait_overlay()
    question()
    check(ended(asking) == 0, said(name))
    check('session.c' in said(name) and 'member' in said(name), said(name))
    time.sleep(0.6)
    shot(f'{name}-answer')
    check_inside(window('Askglass'))


def escape_leaves_nothing():
    asking = ask_region('escape')
    wait_frozen()
    hand('press', 'Escape')
    until('no frozen screen', lambda: not frozen())
    check(ended(asking) != 0, 'Esc is not an answer')
    check(window('Askglass') is None, 'the overlay was opened')


def check_dark(panel, picture):
    """Most of the panel is a dark grey, which nothing else here is."""
    scale = picture.width / max(one['x'] + one['width'] for one in windows() if one['title'].startswith('board'))
    points = [picture.at((panel['x'] + panel['width'] * x / 20) * scale, (panel['y'] + panel['height'] * y / 20) * scale)
              for x in range(3, 18) for y in range(3, 18)]
    dark = sum(max(point) < 90 and max(point) - min(point) < 12 for point in points)
    check(dark > len(points) / 2, f'{dark} of {len(points)} places are dark')


def dismiss():
    hand('press', 'Escape')
    if window('Askglass'):
        hand('press', 'Escape')
    until('no overlay', lambda: window('Askglass') is None)
