"""Commands in one data folder with no resident program: whoever comes first serves those who come after.

All are answered and remembered, whenever they come; “stop” and “quit” reach an owner that is a mere command.
"""
import atexit
import concurrent.futures
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ASKGLASS = os.environ['ASKG_PROGRAM']
N_ASKERS = 20
N_AT_ONCE = 3
OK, FAILED, STORAGE, CANCELLED = 0, 1, 5, 130


class Place:
    """A person's folders, empty, without display and bus."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix='askglass-crowd-'))
        atexit.register(shutil.rmtree, self.folder, ignore_errors=True)
        (self.folder / 'run').mkdir(mode=0o700)
        self.env = {**os.environ, 'HOME': str(self.folder), 'XDG_DATA_HOME': str(self.folder / 'data'),
                    'XDG_CONFIG_HOME': str(self.folder / 'config'), 'XDG_CACHE_HOME': str(self.folder / 'cache'),
                    'XDG_RUNTIME_DIR': str(self.folder / 'run'), 'LC_ALL': 'C.UTF-8'}
        for name in 'DBUS_SESSION_BUS_ADDRESS', 'DISPLAY', 'WAYLAND_DISPLAY':
            self.env.pop(name, None)

    def run(self, *words):
        return subprocess.run([ASKGLASS, *words], capture_output=True, text=True, timeout=60, env=self.env,
                              stdin=subprocess.DEVNULL)

    def start(self, *words):
        return subprocess.Popen([ASKGLASS, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                env=self.env, stdin=subprocess.DEVNULL)

    def slow_asker(self, question):
        """An answer that takes long, on its way."""
        asker = self.start('ask', '--image', slow_picture(self.folder), question)
        until('its question on the disk', lambda: (self.folder / 'data/askglass/askglass.db').exists())
        time.sleep(1)
        check(asker.poll() is None, f'it is over already: {asker.poll()}')
        return asker


def slow_picture(folder):
    """Lines that look like text for long."""
    path = folder / 'slow.pbm.png'
    if not path.exists():
        sys.path.insert(0, str(Path(__file__).parent))
        from endings import slow_picture as bars
        path.write_bytes(bars())
    return path


def check(is_so, otherwise):
    if not is_so:
        raise AssertionError(otherwise)


def until(what, is_so, seconds=15):
    end = time.monotonic() + seconds
    while not is_so():
        check(time.monotonic() < end, f'never came: {what}')
        time.sleep(0.02)


def end_of(asker, seconds):
    try:
        out, err = asker.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        asker.kill()
        raise AssertionError(f'it goes on after {seconds} s') from None
    return asker.returncode, out, err


# -- All come at once ---------------------------------------------------------------------------------------------

def test_all_of_a_crowd_are_answered_and_remembered():
    place = Place()
    ended = {}

    def ask(number, delay):
        time.sleep(delay)
        ended[number] = place.run('ask', f'what can you do for umbrella{number}?')

    chance = random.Random(9)
    askers = [threading.Thread(target=ask, args=(n, chance.random())) for n in range(N_ASKERS)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    for number, done in sorted(ended.items()):
        check(done.returncode == OK and done.stdout.strip(), f'number {number}: {done.returncode}, {done.stderr.strip()}')
    for number in range(N_ASKERS):
        check(place.run('search', f'umbrella{number}').returncode == OK, f'the question of number {number} is lost')


def test_who_comes_while_another_is_still_served_is_served_too():
    place = Place()
    owner = place.start('ask', 'what can you do for the first?')
    second = place.slow_asker('read slowly for the second')
    third = place.run('ask', 'what can you do for the third?')
    check(third.returncode == OK, f'the third: {third.returncode}, {third.stderr.strip()}')
    check(second.poll() is None, 'the second was not slow')
    check(place.run('quit').returncode == OK, 'it cannot be ended')
    end_of(owner, 5)
    end_of(second, 5)
    for who in 'first', 'second', 'third':
        check(place.run('search', who).returncode == OK, f'the question of the {who} is lost')


def test_who_only_knocks_keeps_nobody_waiting():
    import socket
    place = Place()
    owner = place.slow_asker('read slowly')
    knock = socket.socket(socket.AF_UNIX)
    knock.connect(str(next((place.folder / 'run').rglob('owner-*.sock'))))
    check(place.run('stop').returncode == OK, 'it cannot be stopped')
    code, _, _ = end_of(owner, 12)
    check(code == CANCELLED, f'the command ended with {code}')


# -- Told from another terminal -----------------------------------------------------------------------------------

def test_stop_reaches_a_command():
    place = Place()
    asker = place.slow_asker('read this until it is stopped')
    began = time.monotonic()
    check(place.run('stop').returncode == OK, 'it was not stopped')
    code, _, said = end_of(asker, 5)
    check(code == CANCELLED and time.monotonic() - began < 3, f'{code} after {time.monotonic() - began:.1f} s: {said}')
    check(place.run('search', 'until it is stopped').returncode == OK, 'the question is lost')


def test_quit_ends_a_command_and_all_whom_it_serves():
    place = Place()
    owner = place.slow_asker('read this for the owner')
    guest = place.start('ask', '--image', place.folder / 'slow.pbm.png', 'read this for the guest')
    time.sleep(1)
    done = place.run('quit')
    check(done.returncode == OK, f'quit: {done.returncode}, {done.stderr}')
    check(owner.poll() is not None, 'quit says that it ended, and it has not')
    for who, asker in ('owner', owner), ('guest', guest):
        code, _, said = end_of(asker, 3)
        check(code == CANCELLED, f'the {who} ended with {code}: {said}')
        check(place.run('search', f'for the {who}').returncode == OK, f'the question of the {who} is lost')


def test_hide_says_that_there_are_no_windows():
    place = Place()
    owner = place.slow_asker('read this meanwhile')
    done = place.run('hide')
    check(done.returncode == OK and not done.stderr, f'nothing is shown, which is what was wanted: {done}')
    place.run('quit')
    end_of(owner, 3)


def test_where_nothing_runs_all_is_as_it_was_wanted():
    place = Place()
    for verb in 'stop', 'hide', 'quit':
        done = place.run(verb)
        check(done.returncode == OK and not done.stderr, f'{verb}: {done.returncode}, {done.stderr}')


def test_an_owner_that_does_not_hear_is_told_of():
    place = Place()
    owner = place.slow_asker('read this in your sleep')
    owner.send_signal(signal.SIGSTOP)
    try:
        done = place.run('quit')
        check(done.returncode == FAILED, f'quit: {done.returncode}, {done.stderr}')
        check(done.stderr.count('\n') == 1 and 'does not answer' in done.stderr, f'quit says {done.stderr!r}')
    finally:
        owner.send_signal(signal.SIGCONT)
    end_of(owner, 20)


def test_a_lock_whose_holder_listens_to_nobody_is_told_of():
    place = Place()
    folder = place.folder / 'data/askglass'
    folder.mkdir(parents=True, mode=0o700)
    holder = subprocess.Popen(['flock', folder / 'lock', 'sleep', '30'])
    time.sleep(0.3)
    try:
        done = place.run('stop')
        check(done.returncode == STORAGE and done.stderr.count('\n') == 1, f'stop: {done.returncode}, {done.stderr}')
    finally:
        holder.terminate()


def passes(name):
    began = time.monotonic()
    try:
        globals()[name]()
    except AssertionError as error:
        print('FAILED', name, '-', error, flush=True)
        return False
    print('ok', name, f'({time.monotonic() - began:.1f} s)', flush=True)
    return True


def main():
    """Each in folders of its own, some at once: most of it is waiting for somebody who reads slowly."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    names = [name for name in globals() if name.startswith('test_') and (not sys.argv[1:] or name in sys.argv[1:])]
    with concurrent.futures.ThreadPoolExecutor(N_AT_ONCE) as pool:
        sys.exit(not all(list(pool.map(passes, names))))


if __name__ == '__main__':
    main()
