"""What is never looked at: windows of password managers, and anything while the screen is locked."""
import os
import subprocess
import time
from pathlib import Path

from flow import (ASKGLASS, OVERLAY, PICKER, RIGS, askglass, check, finding, here, key, quit_desk, rows, run, run_all, shot,
                  start, start_desk, until, wait_for_text, wait_for_window, wait_gone, windows, write)

PLACE = (300, 200, 400, 300)
MAGENTA = (255, 0, 255)
HOME = Path(os.environ['HOME'])


def colours(path, left, top, width, height):
    """The colours in that part of a picture."""
    import gi
    gi.require_version('GdkPixbuf', '2.0')
    from gi.repository import GdkPixbuf
    picture = GdkPixbuf.Pixbuf.new_from_file(str(path))
    pixels, stride, step = picture.get_pixels(), picture.get_rowstride(), picture.get_n_channels()
    return {tuple(pixels[y * stride + x * step:y * stride + x * step + 3])
            for y in range(top, top + height) for x in range(left, left + width)}


def show_secret(name, title='Passwords', place='300,200,400x300'):
    window = start('/usr/bin/python3', here / 'secret-window.py', name, title, place, stdout=subprocess.PIPE, text=True)
    check(window.stdout.readline() == 'shown\n', 'the window did not come')
    return window


def end(window):
    window.terminate()
    window.wait(timeout=5)


def capture(*words):
    path = HOME / 'shot.png'
    path.unlink(missing_ok=True)
    done = run(ASKGLASS, 'capture', *words, '-o', path)
    return done, path


def test_a_password_manager_is_black_in_every_picture():
    window = show_secret('keepassxc')
    done, path = capture('--screen')
    check(done.returncode == 0, done.stderr)
    shot('keepassxc-on-the-screen')
    (HOME / 'shot.png').replace(os.environ['ASKG_SHOTS'] + '/private-keepassxc-captured.png')
    path = Path(os.environ['ASKG_SHOTS']) / 'private-keepassxc-captured.png'
    check(colours(path, *PLACE) == {(0, 0, 0)}, 'the window is not black')
    check(MAGENTA not in colours(path, 0, 0, 1440, 900), 'something of it is to be seen')
    check('keepassxc' in done.stderr and 'black' in done.stderr, f'it is not said: {done.stderr!r}')
    done, path = capture('--region', '320,220,100x100')
    check(colours(path, 0, 0, 100, 100) == {(0, 0, 0)}, 'the region is not black')
    done, path = capture('--region', '0,0,100x100')
    check(done.stderr == '', f'said for a region that it is not in: {done.stderr}')
    end(window)


def show_popup(name, place='300,200,400x300'):
    window = start('/usr/bin/python3', here / 'popup-window.py', name, place, stdout=subprocess.PIPE, text=True)
    check(window.stdout.readline() == 'shown\n', 'the menu did not come')
    return window


def test_what_pops_up_from_a_password_manager_is_black_too():
    window = show_popup('keepassxc')
    done, path = capture('--screen')
    check(done.returncode == 0, done.stderr)
    check(colours(path, *PLACE) == {(0, 0, 0)}, 'its menu is not black')
    end(window)
    window = show_popup('harmless')
    done, path = capture('--screen')
    check(colours(path, *PLACE) == {MAGENTA}, 'the menu of another is not to be seen')
    below = show_secret('keepassxc')
    done, path = capture('--screen')
    check(MAGENTA not in colours(path, *PLACE), 'a menu of another above it shows what is below')
    end(below)
    end(window)


def test_a_window_by_itself_is_refused():
    window = show_secret('KeePassXC')
    done, path = capture('--window')
    check(done.returncode == 4 and 'never looks at' in done.stderr and not path.exists(), f'{done.returncode} {done.stderr}')
    done = askglass('ask', '--window', 'what is this?', ok=False)
    check(done.returncode == 4 and not rows('SELECT 1 FROM picture'), f'{done.returncode} {done.stderr}')
    end(window)


def test_a_private_window_is_known_by_its_title_and_others_are_not():
    window = show_secret('firefox', 'Bank — Mozilla Firefox Private Browsing')
    done, path = capture('--screen')
    check(colours(path, *PLACE) == {(0, 0, 0)}, 'the private window is not black')
    end(window)
    window = show_secret('firefox', 'Private Browsing explained — Mozilla Firefox')
    done, path = capture('--screen')
    check(colours(path, *PLACE) == {MAGENTA} and done.stderr == '', 'a page about it is taken for one')
    end(window)


def test_what_lies_above_it_stays_to_be_seen():
    secret = show_secret('keepassxc')
    other = show_secret('editor', 'Notes', '350,250,100x100')
    done, path = capture('--screen')
    check(colours(path, 352, 252, 96, 96) == {MAGENTA}, 'the window above it is black')
    check(colours(path, 460, 250, 200, 200) == {(0, 0, 0)}, 'the window beside it is not')
    end(other)
    end(secret)


def test_the_picker_shows_it_black_and_says_so():
    window = show_secret('keepassxc')
    desk = start_desk()
    askglass_region = start(ASKGLASS, 'ask', '--region', stdout=subprocess.DEVNULL)
    wait_for_window(PICKER)
    shot('picker')
    from flow import drag
    drag(280, 180, 720, 520)
    wait_for_window(OVERLAY)
    wait_for_text('keepassxc is black in the picture')
    shot('said')
    write('what is this?')
    key('Return')
    until('the question', lambda: rows("SELECT 1 FROM turn WHERE question = 'what is this?'"))
    quit_desk(desk)
    askglass_region.wait(timeout=10)
    end(window)


# -- Locked -----------------------------------------------------------------------

class Locker:
    def __init__(self, *words, **options):
        self.process = start(RIGS / 'fake-locker', *words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, **options)
        check(self.process.stdout.readline() == 'ready\n', 'the stand-in for the locker did not start')

    def say(self, word):
        self.process.stdin.write(word + '\n')
        self.process.stdin.flush()
        check(self.process.stdout.readline() == word + '\n', 'the locker does not speak')


def check_lock(locker, **options):
    desk = start_desk(how=None, **options)
    wait_for_window(OVERLAY)
    key('ctrl+f')
    wait_for_window('History')
    locker.say('lock')
    began = time.monotonic()
    while windows(OVERLAY) or windows('History'):
        check(time.monotonic() - began < 5, 'the windows stay')
        time.sleep(0.01)
    took = time.monotonic() - began
    print(f'   hidden after {took * 1000:.0f} ms')
    check(took < 0.5, f'hidden after {took:.3f} s')
    done, path = capture_with(options, '--screen')
    check(done.returncode == 4 and 'locked' in done.stderr and not path.exists(), f'{done.returncode} {done.stderr}')
    done = askglass('ask', '--screen', 'what is this?', ok=False, **options)
    check(done.returncode == 4 and 'locked' in done.stderr, f'{done.returncode} {done.stderr}')
    done = askglass('ask', '--region', 'what is this?', ok=False, **options)
    check(done.returncode == 4 and 'locked' in done.stderr, f'{done.returncode} {done.stderr}')
    askglass(**options)
    time.sleep(0.7)
    check(not windows(OVERLAY) and not windows(PICKER), 'it can be opened while the screen is locked')
    locker.say('unlock')
    wait_for_window(OVERLAY)
    wait_for_window('History')
    done, path = capture_with(options, '--screen')
    check(done.returncode == 0, f'after unlocking: {done.stderr}')
    quit_desk(desk)


def capture_with(options, *words):
    path = HOME / 'shot.png'
    path.unlink(missing_ok=True)
    return run(ASKGLASS, 'capture', *words, '-o', path, **options), path


def test_a_locked_screen_hides_everything_and_nothing_is_captured():
    for name in 'org.freedesktop.ScreenSaver', 'org.gnome.ScreenSaver':
        locker = Locker('saver', name)
        check_lock(locker)
        end(locker.process)


def test_a_picker_goes_when_the_screen_is_locked():
    locker = Locker('saver', 'org.freedesktop.ScreenSaver')
    desk = start_desk()
    start(ASKGLASS, 'ask', '--region', stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait_for_window(PICKER)
    locker.say('lock')
    until('the end of the picker', lambda: not windows(PICKER), seconds=0.5)
    check(not windows(OVERLAY), 'the overlay came')
    locker.say('unlock')
    quit_desk(desk)
    end(locker.process)


def test_logind_tells_it_too():
    bus = start('dbus-daemon', '--session', '--nofork', '--print-address=1', stdout=subprocess.PIPE, text=True)
    environment = dict(os.environ, DBUS_SYSTEM_BUS_ADDRESS=bus.stdout.readline().strip())
    check_lock(Locker('logind', env=environment), env=environment)
    bus.terminate()


run_all(globals())
