"""Drives the real program in a session of the rigs, and looks at what it did."""
import functools
import importlib.machinery
import importlib.util
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ASKGLASS = os.environ['ASKG_PROGRAM']
RIGS = Path(os.environ['ASKG_RIGS'])
SHOTS = Path(os.environ['ASKG_SHOTS'])
WAYLAND = os.environ.get('XDG_SESSION_TYPE') == 'wayland'
OVERLAY = 'Askglass'
PICKER = 'Choose a region'
PATIENCE_S = 30
ERROR_PLACE = (10, 26, 620, 200) if WAYLAND else (24, 44, 590, 205)
here = Path(__file__).parent
started = []


def check(is_so, otherwise):
    if not is_so:
        raise AssertionError(otherwise)


def until(what, is_so, seconds=PATIENCE_S):
    """Waits until is_so() gives something true, and returns that."""
    end = time.monotonic() + seconds
    while not (got := is_so()):
        check(time.monotonic() < end, f'never came: {what}')
        time.sleep(0.05)
    return got


def run(*words, **options):
    return subprocess.run([str(word) for word in words], capture_output=True, text=True, timeout=30, **options)


def start(*words, **options):
    """Something that ends with the test at the latest."""
    process = subprocess.Popen([str(word) for word in words], **options)
    started.append(process)
    return process


# -- The program ----------------------------------------------------------------

def askglass(*words, ok=True, **options):
    done = run(ASKGLASS, *words, **options)
    check(not ok or done.returncode == 0, f'askglass {" ".join(words)}: {done.returncode}, {done.stderr.strip()}')
    return done


def asking(*words, **options):
    """`askglass ask` in the background, its reply caught."""
    return start(ASKGLASS, 'ask', *words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)


def reply_of(process):
    try:
        out, err = process.communicate(timeout=30)
    except subprocess.TimeoutExpired:
        raise AssertionError('the question was never answered') from None
    check(process.returncode == 0, f'not answered: {process.returncode}, {err.strip()}')
    return out


def finding(part):
    """What `askglass doctor` tells of it; None when it does not speak of it. What else is missing meanwhile is only told."""
    findings = json.loads(askglass('doctor', '--json', ok=False).stdout)
    for missing in (f for f in findings if f['state'] == 'missing'):
        print('# missing:', missing['title'], missing['text'], flush=True)
    return next((f for f in findings if f['part'] == part), None)


def config_folder():
    return Path(os.environ.get('XDG_CONFIG_HOME') or os.path.join(os.environ['HOME'], '.config')) / 'askglass'


def know_first_steps():
    """Who drives these windows is no new person."""
    settings = config_folder() / 'settings.ini'
    if not settings.exists():
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text('[Askglass]\nfirst-run-done=true\n')


def start_desk(how='resident', new_person=False, **options):
    if not new_person:
        know_first_steps()
    desk = start(ASKGLASS, *([how] if how else []), **options)
    until('the keys of the resident program', lambda: finding('keys'))
    return desk


def quit_desk(desk):
    askglass('quit')
    try:
        desk.wait(timeout=10)
    except subprocess.TimeoutExpired:
        raise AssertionError('askglass quit did not end it') from None
    check(desk.returncode == 0, f'the resident program ended with {desk.returncode}')


def hits(text):
    return json.loads(askglass('search', '--json', text).stdout)


def data_folder():
    home = os.environ.get('XDG_DATA_HOME') or os.path.join(os.environ['HOME'], '.local/share')
    return Path(home) / 'askglass'


def rows(query):
    """From the history as it is on the disk: a copy, as its owner lets nobody else in."""
    with tempfile.TemporaryDirectory() as folder:
        for name in 'askglass.db', 'askglass.db-wal':
            if (data_folder() / name).exists():
                shutil.copy(data_folder() / name, folder)
        database = sqlite3.connect(Path(folder) / 'askglass.db')
        try:
            return database.execute(query).fetchall()
        except sqlite3.OperationalError as error:
            raise AssertionError(f'the history cannot be read: {error}') from None
        finally:
            database.close()


def questions():
    return rows('SELECT question, state FROM turn ORDER BY id')


def processes(name):
    """The command lines of the processes of this session that are this program; those of a session beside it are not."""
    mine, found = f'ASKGLASS_RIG_ID={os.environ["ASKGLASS_RIG_ID"]}'.encode(), []
    for folder in Path('/proc').glob('[0-9]*'):
        try:
            words = (folder / 'cmdline').read_bytes().rstrip(b'\0').split(b'\0')
            if os.path.basename(words[0]) == name.encode() and mine in (folder / 'environ').read_bytes().split(b'\0'):
                found.append(b' '.join(words).decode())
        except OSError:  # it has just ended
            pass
    return found


# -- Windows, hands and eyes ------------------------------------------------------

def windows(title):
    """The visible windows of exactly this title."""
    if not WAYLAND:
        return run('xdotool', 'search', '--onlyvisible', '--name', f'^{title}$').stdout.split()
    found, nodes = [], [json.loads(run('swaymsg', '-t', 'get_tree').stdout)]
    while nodes:
        node = nodes.pop()
        nodes += node['nodes'] + node['floating_nodes']
        if node.get('name') == title and node.get('pid') and node.get('visible'):
            found.append(node['id'])
    return found


def wait_for_window(title, settle_s=0.5):
    found = until(f'a window “{title}”', lambda: windows(title))
    time.sleep(settle_s)
    return found[0]


def wait_gone(title):
    until(f'the end of “{title}”', lambda: not windows(title))


def key(*chords):
    for chord in chords:
        if WAYLAND:
            run(RIGS / 'wl-input', 'key', chord.replace('super', 'logo'))
        else:
            run('xdotool', 'key', chord)
        time.sleep(0.1)


def write(text):
    if WAYLAND:
        run(RIGS / 'wl-input', 'type', text)
    else:
        run('xdotool', 'type', '--delay', '8', '--', text)
    time.sleep(0.3)


def drag(left, top, right, bottom):
    if WAYLAND:
        run(RIGS / 'wl-input', 'drag', left, top, right, bottom)
        return
    run('xdotool', 'mousemove', left, top, 'mousedown', 1)
    for step in range(1, 6):
        run('xdotool', 'mousemove', left + (right - left) * step // 5, top + (bottom - top) * step // 5)
    time.sleep(0.1)
    run('xdotool', 'mouseup', 1)


def press(role, name):
    """A click in the middle of a widget of the overlay (X11), once it stands still: the window follows its content."""
    place = before = None
    for _ in range(20):
        place = run(RIGS / 'atspi-tree', '--app', 'org.askglass.Askglass', '--find', role, name).stdout.split()
        if len(place) == 4 and place == before:
            break
        before = place
        time.sleep(0.25)
    check(len(place) == 4, f'there is no {role} “{name}”')
    x, y, width, height = map(int, place)
    run('xdotool', 'mousemove', '--window', windows(OVERLAY)[0], x + width // 2, y + height // 2, 'click', 1)
    time.sleep(0.3)


def shot(name):
    path = SHOTS / f'{Path(sys.argv[0]).stem.removeprefix("test_")}-{name}.png'
    run(*(('grim', path) if WAYLAND else ('maim', '-u', path)))


@functools.cache
def eyes():
    """The reader of widgets of the rigs, in this process."""
    loader = importlib.machinery.SourceFileLoader('atspi_tree', str(RIGS / 'atspi-tree'))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


def look_from_here():
    """From now on; not where the bus ends before the test does."""
    eyes()


def tree():
    """The widgets of the resident program, as a screen reader meets them."""
    if eyes.cache_info().currsize:
        return eyes().tell('org.askglass.Askglass')
    return run(RIGS / 'atspi-tree', '--app', 'org.askglass.Askglass').stdout


def wait_for_text(text):
    until(f'“{text}” in the overlay', lambda: text in tree())


def has_focus(name):
    return any(name in line and 'focused' in line for line in tree().splitlines())


@functools.cache
def focus_events():
    """Hears, as a screen reader does, which widget gets the keyboard; the list is filled while events() is called."""
    import gi
    gi.require_version('Atspi', '2.0')
    from gi.repository import Atspi, GLib
    heard = []
    listener = Atspi.EventListener.new(lambda event: heard.append(event.source) if event.detail1 else None)
    listener.register('object:state-changed:focused')

    def read(seconds=0.2):
        end = time.monotonic() + seconds
        while True:
            while GLib.MainContext.default().iteration(False):
                pass
            if heard or time.monotonic() >= end:
                break
            time.sleep(0.005)
        last, heard[:] = heard[-1:], []
        try:
            for widget in last:
                widget.clear_cache()
                return f'{widget.get_role_name()} {widget.get_name()!r} ' if widget.get_name() else None
        except GLib.Error:  # it is gone
            return None
    read.listener = listener
    return read


def was_focused(name):
    """After a key; what says nothing of itself is looked for in the whole tree."""
    heard = focus_events()()
    return has_focus(name) if heard is None else name in heard


def go_to(name, by='Tab'):
    """As far as that key gets."""
    focus_events()(0)
    if has_focus(name):
        return
    for _ in range(40):
        key(by)
        if was_focused(name):
            return
    check(False, f'{by} does not get to “{name}”')


def show_error():
    """A window with an error in it, for want of a failing compiler; ERROR_PLACE is inside it. Returns its process."""
    window = start('/usr/bin/python3', here / 'error-window.py', stdout=subprocess.PIPE, text=True)
    check(window.stdout.readline() == 'shown\n', 'the window with the error did not come')
    if not WAYLAND:
        run('xdotool', 'search', '--name', '^make$', 'windowmove', 20, 20)
    time.sleep(0.5)
    return window


def slow_picture():
    """So many words that reading them takes seconds: time to stop it."""
    import gi
    gi.require_version('GdkPixbuf', '2.0')
    from gi.repository import GdkPixbuf
    page = GdkPixbuf.Pixbuf.new_from_file(str(here / '../../corpora/ocr/sample/eng-log-gcc-11-coloured-light.png'))
    columns, lines = 3, 8
    wall = GdkPixbuf.Pixbuf.new(page.get_colorspace(), page.get_has_alpha(), 8, page.get_width() * columns,
                                page.get_height() * lines)
    for i in range(columns * lines):
        page.copy_area(0, 0, page.get_width(), page.get_height(), wall, i % columns * page.get_width(),
                       i // columns * page.get_height())
    path = Path(os.environ['HOME']) / 'slow.png'
    wall.savev(str(path), 'png', [], [])
    return str(path)


def run_all(tests):
    """The functions named test_ of a module, in their order; one line each."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    failed = 0
    only = sys.argv[1:]
    for name, test in list(tests.items()):
        if not name.startswith('test_') or only and name not in only:
            continue
        began = time.monotonic()
        try:
            test()
            print('ok', name[5:].replace('_', ' '), f'({time.monotonic() - began:.1f} s)', flush=True)
        except (AssertionError, subprocess.TimeoutExpired) as error:
            failed += 1
            shot(f'failed-{name[5:]}')
            print('FAILED', name[5:].replace('_', ' '), '-', error, flush=True)
        for process in started:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in started:
            process.wait(timeout=10)
        started.clear()
    sys.exit(failed > 0)
