"""Bad input on the command line: the exit code of the man page, one sentence that names what failed, nothing lost.

Runs in an X11 session of the rigs; each row has a history of its own.
"""
import os
import re
import resource
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time
import zlib
from pathlib import Path

ASKGLASS = os.environ['ASKG_PROGRAM']
CORPUS = Path(os.environ['ASKG_CORPUS'])
MAX_CHARS = 400
PREFIX = 'askglass: '
USAGE, INPUT, UNAVAILABLE, STORAGE, NO_ANSWER = 2, 3, 4, 5, 6
TESSDATA = '/usr/share/tesseract-ocr/5/tessdata'
FINE_PAGE = CORPUS / 'ocr/sample/eng-log-python-14-light.png'


def png(width, height):
    """All black, one bit a pixel."""
    def chunk(kind, data):
        return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
    rows = bytes((width + 7) // 8 + 1) * height
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', width, height, 1, 0, 0, 0, 0)) +
            chunk(b'IDAT', zlib.compress(rows, 1)) + chunk(b'IEND', b''))


class Place:
    """A person's folders, empty, and the command run among them."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix='askglass-bad-'))
        self.data = self.folder / 'data/askglass'
        (self.folder / 'run').mkdir(mode=0o700)
        self.env = {**os.environ, 'HOME': str(self.folder), 'XDG_DATA_HOME': str(self.folder / 'data'),
                    'XDG_CONFIG_HOME': str(self.folder / 'config'), 'XDG_CACHE_HOME': str(self.folder / 'cache'),
                    'XDG_RUNTIME_DIR': str(self.folder / 'run'), 'LC_ALL': 'C.UTF-8'}
        for name in 'DBUS_SESSION_BUS_ADDRESS', 'WAYLAND_DISPLAY':
            self.env.pop(name, None)

    def file(self, name, content):
        (self.folder / name).write_bytes(content)
        return str(self.folder / name)

    def run(self, *words, around=(), env=None, **options):
        return subprocess.run([*around, ASKGLASS, *words], capture_output=True, timeout=60, cwd=self.folder,
                              env={**self.env, **(env or {})}, **options)

    def has(self, question):
        return self.run('search', question).returncode == 0


def fail(text):
    raise AssertionError(text)


def expect(done, code, *words):
    """One sentence on standard error, with all of these words, and the code that the man page gives it."""
    said = done.stderr.decode('utf-8')
    lines = said.splitlines()
    done.returncode == code or fail(f'exit code {done.returncode} instead of {code}: {said.strip()}')
    len(lines) == 1 and lines[0].startswith(PREFIX) or fail(f'not one sentence: {said!r}')
    len(lines[0]) <= len(PREFIX) + MAX_CHARS or fail(f'{len(lines[0])} characters: {said}')
    for word in words:
        re.search(word, lines[0], re.I) or fail(f'does not name “{word}”: {said.strip()}')


# -- What is given: arguments of `ask`, standard input, code, words of the sentence, the question that is kept ------

def given(place):
    cut = (CORPUS / 'pictures/held-1.jpg').read_bytes()
    empty = place.file('empty.png', b'')
    return {
        'an empty file': (['--image', empty, 'what is it'], None, INPUT, ['empty.png', 'empty'], 'what is it'),
        'no such file': (['--image', 'gone.png', 'what is it'], None, INPUT, ['gone.png', 'no such file'], 'what is it'),
        'a folder': (['--image', '.', 'what is it'], None, INPUT, ['folder', 'inside'], 'what is it'),
        '109 megapixels': (['--image', place.file('wall.png', png(10900, 10000)), 'what is it'], None, INPUT,
                           ['large|big|megapixel'], 'what is it'),
        'a truncated JPEG': (['--image', place.file('cut.jpg', cut[:len(cut) // 3]), 'what is it'], None, INPUT,
                             ['picture|damaged|cut'], 'what is it'),
        'a truncated PNG': (['--image', place.file('cut.png', FINE_PAGE.read_bytes()[:3000]), 'what is it'], None, INPUT,
                            ['picture|damaged|cut'], 'what is it'),
        'a picture of nothing': (['--image', place.file('black.png', png(600, 400)), 'read this'], None, INPUT,
                                 ['no text'], 'read this'),
        'a picture of one pixel': (['--image', place.file('dot.png', png(1, 1)), 'read this'], None, INPUT, [], 'read this'),
        'binary garbage in the pipe': (['-', 'what is it'], bytes(range(256)) * 40, INPUT, ['picture'], 'what is it'),
        'nothing in the pipe': (['-', 'what is it'], b'', INPUT, ['input', 'empty'], 'what is it'),
        'two megabytes of text': (['-', 'what is it'], b'error: foo\n' * 200000, INPUT, ['megabyte'], 'what is it'),
        'two megabytes of Latin-1': (['-', 'what is it'], b'erreur \xe9trange\n' * 140000, INPUT, ['megabyte'], 'what is it'),
        'a text in KOI8-R': (['--image', place.file('log.txt', 'Произошла ошибка'.encode('koi8-r')), 'what is it'], None,
                             INPUT, ['log.txt', 'encoding', 'UTF-8'], 'what is it'),
        'a name of 3000 characters': (['--image', 'gone/' * 600, 'what is it'], None, INPUT, ['check its name'], 'what is it'),
        '65 megabytes in the pipe': (['-', 'what is it'], bytes(65 << 20), INPUT, ['64 MB'], 'what is it'),
        'no question': ([], None, USAGE, ['no question'], None),
        'an empty question': ([''], None, USAGE, ['no question'], None),
        'a question of spaces': (['  \n '], None, USAGE, ['no question'], None),
        'a question that is no UTF-8': ([b'write \xff\xfe a poem'], None, NO_ANSWER, ['model'], 'poem'),
        'a file name that is no UTF-8': ([b'--image', b'g\xff.png', 'what is it'], None, INPUT, ['cannot be read'], 'what is it'),
        'an engine that is not there': (['--engine', 'X', 'what is it'], None, USAGE, ['“X”', 'reader'], 'what is it'),
        'an option that is not there': (['--frobnicate', 'what is it'], None, USAGE, ['frobnicate'], None),
        'an option without its value': (['what is it', '--image'], None, USAGE, ['image'], None),
        'a question for a model': (['write me a poem about rivers'], None, NO_ANSWER, ['model'], 'poem about rivers'),
        'words for nothing to look at': (['how many words?'], None, INPUT, ['nothing to look at'], 'how many words'),
    }


def test_what_is_given(report):
    place = Place()
    for name, (words, stdin, code, said, kept) in given(place).items():
        def row(words=words, stdin=stdin, code=code, said=said, kept=kept):
            shutil.rmtree(place.data, ignore_errors=True)
            pipe = {'input': stdin} if stdin is not None else {'stdin': subprocess.DEVNULL}
            expect(place.run('ask', *words, **pipe), code, *said)
            kept is None or place.has(kept) or fail('the question is lost')
        report(name, row)

    for name, words, code, said in (('a search for nothing', ['search', ' '], USAGE, 'nothing to look for'),
                                    ('a search for no UTF-8', ['search', b'\xff\xfe'], 1, 'nothing was found'),
                                    ('a verb that is not there', ['frob'], USAGE, 'frob'),
                                    ('a verb of no UTF-8', [b'\xff'], USAGE, 'not understood'),
                                    ('autostart maybe', ['autostart', 'maybe'], USAGE, 'autostart')):
        report(name, lambda words=words, code=code, said=said: expect(place.run(*words), code, said))


# -- Where it runs ------------------------------------------------------------------------------------------------

def test_without_a_display(report):
    place = Place()
    place.env.pop('DISPLAY')
    for name, words, code in (('the overlay', [], UNAVAILABLE), ('a region', ['ask', '--region', 'what is it'], UNAVAILABLE),
                              ('the screen', ['ask', '--screen', 'what is it'], UNAVAILABLE),
                              ('a window', ['ask', '--window', 'what is it'], UNAVAILABLE),
                              ('the clipboard', ['ask', '--clipboard', 'what is it'], UNAVAILABLE),
                              ('a capture', ['capture', '--screen', '-o', 'x.png'], UNAVAILABLE)):
        def row():
            shutil.rmtree(place.data, ignore_errors=True)
            expect(place.run(*words), code)
            'what is it' not in words or place.has('what is it') or fail('the question is lost')
        report(f'{name} without a display', row)


def test_without_a_way_to_capture(report):
    place = Place()
    place.env['ASKGLASS_CAPTURE'] = 'screencopy'

    def row():
        expect(place.run('ask', '--region', 'what is this place'), UNAVAILABLE)
        place.run('quit')
        place.has('what is this place') or fail('the question is lost')
    report('a region without a way to capture', row)


def test_capture(report):
    place = Place()
    for name, words, code, said in (
            ('a region off the screen', ['--region', '99999,0,10x10', '-o', 'x.png'], INPUT, ['region|screen']),
            ('an empty region', ['--region', '0,0,0x10', '-o', 'x.png'], INPUT, ['empty|region']),
            ('a region of words', ['--region', 'here', '-o', 'x.png'], USAGE, ['here']),
            ('a region of too many digits', ['--region', '0,0,99999999999999x1', '-o', 'x.png'], USAGE, ['region|999']),
            ('an output that is not there', ['--output', 'DP-9', '-o', 'x.png'], USAGE, ['DP-9']),
            ('no file to write', ['--screen'], USAGE, ['-o']),
            ('a folder that is not there', ['--screen', '-o', 'no/such/x.png'], STORAGE, ['no/such/x.png', 'no such file'])):
        def row():
            expect(place.run('capture', *words), code, *said)
            not (place.folder / 'x.png').exists() or fail('a file is left')
        report(name, row)

    def full():
        done = place.run('capture', '--screen', '-o', 'x.png', preexec_fn=small_files(2000))
        expect(done, STORAGE, 'x.png', 'large|space')
        not (place.folder / 'x.png').exists() or fail('half a picture is left')
    report('a picture that does not fit on the disk', full)

    def into_full():
        with open('/dev/full', 'wb') as pipe:
            done = subprocess.run([ASKGLASS, 'capture', '--screen', '-o', '-'], stdout=pipe, stderr=subprocess.PIPE,
                                  env=place.env, timeout=30)
        expect(done, STORAGE, 'no space')
    report('a picture into a full pipe', into_full)


def test_unreadable(report):
    place = Place()

    def row():
        expect(place.run('ask', '--image', FINE_PAGE, 'read it please', around=within(f'mount -t tmpfs none {TESSDATA}')),
               UNAVAILABLE, 'tesseract-ocr')
        place.has('read it please') or fail('the question is lost')
    if can_unshare():
        report('no reading data', row)


def small_files(n_bytes):
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (n_bytes, n_bytes))


def can_unshare():
    return subprocess.run(['unshare', '-rm', 'true'], stderr=subprocess.DEVNULL).returncode == 0


def within(mounting):
    return ['unshare', '-rm', 'sh', '-c', f'{mounting} && exec "$@"', 'sh']


def test_storage(report):
    def read_only():
        place = Place()
        place.run('ask', 'what can you do?').returncode == 0 or fail('it cannot even ask')
        ro = within(f'mount --bind {place.data} {place.data} && mount -o remount,bind,ro {place.data}')
        expect(place.run('ask', 'what else can you do?', around=ro), STORAGE, 'read-only')
        found = place.run('search', 'can you do', around=ro)
        found.returncode == 0 and b'what can you do?' in found.stdout or fail(f'cannot be searched: {found.stderr}')

    def read_only_from_the_start():
        place = Place()
        place.data.parent.mkdir()
        ro = within(f'mount --bind {place.data.parent} {place.data.parent} && '
                    f'mount -o remount,bind,ro {place.data.parent}')
        expect(place.run('ask', 'what can you do?', around=ro), STORAGE, 'data')

    def full_from_the_start():
        place = Place()
        expect(place.run('ask', 'what can you do?', preexec_fn=small_files(4096)), STORAGE, 'full|space|written')

    def full_later():
        place = Place()
        place.run('ask', 'what can you do?').returncode == 0 or fail('it cannot even ask')
        # Less than the log takes for such a question, however large the file already is.
        done = place.run('ask', 'what can you do with ' + 'words ' * 8000, preexec_fn=small_files(40960))
        expect(done, STORAGE, 'full|space|written')
        place.has('what can you do') or fail('what was there is lost')

    def full_at_the_end():
        place = Place()
        place.run('ask', 'what can you do?').returncode == 0 or fail('it cannot even ask')
        size = (place.data / 'askglass.db').stat().st_size
        done = place.run('ask', 'what can you do with ' + 'words ' * 8000, preexec_fn=small_files(size + 8192))
        expect(done, STORAGE, 'full|space')
        done.stdout.strip() or fail('the answer that came is not shown')

    def tiny_disk():
        place = Place()
        place.data.parent.mkdir()
        script = f'mount -t tmpfs -o size=400k tmpfs {place.data.parent}'
        ask = f'{ASKGLASS} ask "what can you do?" >out 2>/dev/null; dd if=/dev/zero of={place.data.parent}/ballast bs=1k 2>/dev/null; '
        done = place.run('ask', 'what can you do with ' + 'words ' * 9000,
                         around=['unshare', '-rm', 'sh', '-c', f'{script} && {{ {ask} exec "$@"; }}', 'sh'])
        expect(done, STORAGE, 'full|space')

    def room_again(size):
        """A small disk of its own: full, then with room again."""
        def row():
            place = Place()
            place.data.parent.mkdir()
            ask = f'{ASKGLASS} ask'
            script = f"""
                mount -t tmpfs -o size={size}k tmpfs {place.data.parent}
                {ask} "what can you do first?" >/dev/null 2>&1; echo $?
                dd if=/dev/zero of={place.data.parent}/ballast bs=1k 2>/dev/null
                {ask} "what can you do with {'words ' * 4000}?" >/dev/null; echo $?
                rm {place.data.parent}/ballast
                {ask} "what can you do at last?" >/dev/null 2>&1; echo $?
                {ASKGLASS} search "first" >/dev/null; echo $?
                {ASKGLASS} search "at last" >/dev/null; echo $?"""
            done = place.run(around=['unshare', '-rm', 'sh', '-c', script])
            codes = done.stdout.split()
            codes == [b'0', b'5', b'0', b'0', b'0'] or fail(f'{size} kB: {codes}, {done.stderr.strip()}')
            len(done.stderr.splitlines()) == 1 or fail(f'not one sentence: {done.stderr}')
        return row

    def corrupted():
        place = Place()
        place.run('ask', 'what can you do?')
        (place.data / 'askglass.db').write_bytes(b'this is no database' * 1000)
        done = place.run('ask', 'what can you do now?')
        done.returncode == 0 or fail(f'cannot be asked any more: {done.stderr}')
        b'askglass.db' in b' '.join(os.fsencode(f.name) for f in place.data.iterdir() if f.name != 'askglass.db') or \
            fail(f'the damaged one was not kept aside: {sorted(f.name for f in place.data.iterdir())}')
        place.has('what can you do now') or fail('the new question is lost')

    def locked():
        place = Place()
        place.run('ask', 'what can you do?')
        other = sqlite3.connect(place.data / 'askglass.db', isolation_level=None)
        other.execute('BEGIN EXCLUSIVE')
        began = time.monotonic()
        expect(place.run('ask', 'what can you do now?'), STORAGE, 'locked|busy|another|use')
        time.monotonic() - began < 15 or fail('it waits too long')
        other.execute('ROLLBACK')
        other.close()
        place.has('what can you do') or fail('the history is lost')

    def held():
        place = Place()
        place.data.mkdir(parents=True, mode=0o700)
        holder = subprocess.Popen(['flock', place.data / 'lock', 'sleep', '30'])
        time.sleep(0.3)
        try:
            expect(place.run('ask', 'what can you do?'), STORAGE, 'another')
        finally:
            holder.terminate()

    if can_unshare():
        report('a read-only data folder', read_only)
        report('a data folder that cannot be made', read_only_from_the_start)
        report('a disk that fills up', tiny_disk)
        for size in 600, 1024, 2048, 8192:
            report(f'a disk of {size} kB that fills up and has room again', room_again(size))
    report('a full disk from the start', full_from_the_start)
    report('a file that may not grow', full_later)
    report('a disk that is full when the answer ends', full_at_the_end)
    report('a corrupted database', corrupted)
    report('a database that another program locked', locked)
    report('a history that another process holds and does not share', held)


def run_all(tests):
    """Each takes report(name, row); a line for every row."""
    failed = 0

    def report(name, row):
        nonlocal failed
        try:
            row()
            print('ok', name, flush=True)
        except AssertionError as error:
            failed += 1
            print('FAILED', name, '-', error, flush=True)

    for test in tests:
        test(report)
    sys.exit(failed > 0)


if __name__ == '__main__':
    run_all((test_what_is_given, test_without_a_display, test_without_a_way_to_capture, test_capture, test_unreadable,
             test_storage))
