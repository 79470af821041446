"""A history goes out and comes in, shrinks, is deleted and checked, by the command line; what is no export harms nothing."""
import json
import os
import resource
import signal
import sqlite3
import stat
import subprocess
import time
from pathlib import Path

from home import ASKGLASS, Home, check

PICTURE = Path(os.environ['ASKG_CORPUS']) / 'ocr/sample/eng-log-gcc-11-coloured-light.png'
USAGE, NOTHING, STORAGE, CANCELLED = 2, 3, 5, 130
HEAD = '{"askglass":"history","version":%d}\n'
UID = '00112233445566778899aabbccddeeff'


class Person(Home):
    def __init__(self, *questions):
        super().__init__()
        for words in questions:
            self('ask', *words)

    def __call__(self, *words, **options):
        done = super().__call__(*words, **options)
        if done.returncode and '--json' not in words:
            said = done.stderr.decode().strip()
            check(said and '\n' not in said and len(said) <= 400, f'{words}: it says {said!r}')
        return done

    def history(self, *words, **options):
        return self('history', *words, **options)

    def listed(self):
        return json.loads(self.history('list', '--json').stdout)

    def is_whole(self):
        return json.loads(self.history('check', '--json', code=(0, STORAGE)).stdout)['whole']

    def files(self):
        return {path.relative_to(self.folder) for path in self.folder.rglob('*') if path.is_file()}


def two():
    return Person(['what can you do for quokka?'], ['--image', PICTURE, 'why does this not compile?'])


def test_all_goes_out_and_comes_back():
    person = two()
    file = person.folder / 'out.jsonl'
    told = json.loads(person.history('export', file, '--json').stdout)
    check((told['conversations'], told['turns']) == (2, 2), told)
    check(stat.S_IMODE(file.stat().st_mode) == 0o600, 'others may read what was exported')
    check(all(json.loads(line) for line in file.read_text().splitlines()), 'not a line of JSON each')
    person.history('export', file, code=USAGE)
    person.history('export', file, '--replace')
    astray = person.history('export', person.folder / 'nowhere/out.jsonl', code=STORAGE).stderr.decode()
    check('its folder is not there' in astray, astray)
    titles = [one['title'] for one in person.listed()]
    person.history('delete', '--all', code=USAGE)
    person.history('delete', '--all', '--yes')
    check(person.listed() == [], 'not all is deleted')
    told = json.loads(person.history('import', file, '--json').stdout)
    check((told['conversations'], told['turns'], told['pictures_lost']) == (2, 2, 0), told)
    check([one['title'] for one in person.listed()] == titles, person.listed())
    check('implicit' in person('search', 'implicit').stdout.decode(), 'the words of the picture are not found')
    told = json.loads(person.history('import', file, '--json').stdout)
    check((told['conversations'], told['already_there']) == (0, 2), told)
    check(person.is_whole(), 'it is not whole')


def test_for_people_it_is_a_folder_of_markdown():
    person = two()
    folder = person.folder / 'out'
    person.history('export', folder, '--markdown')
    check(any(path.suffix == '.md' for path in folder.iterdir()) and list(folder.rglob('*.png')), list(folder.rglob('*')))
    person.history('export', folder, '--markdown', code=USAGE)
    person.history('export', person.folder / 'no/such/folder/out.jsonl', code=(STORAGE, USAGE, NOTHING))
    person.history('export', '--conversation', '999', person.folder / 'none.jsonl', code=NOTHING)
    check(not (person.folder / 'none.jsonl').exists(), 'an export of nothing left a file')


def conversation(version, turns, uid=UID, title='t'):
    yield json.dumps({'conversation': {'uid': uid, 'title': title}}) + '\n'
    yield from turns
    yield json.dumps({'end': {'turns': len(turns)}}) + '\n'


def test_what_is_no_export_comes_in_by_no_part():
    person = Person(['what can you do for quokka?'])
    good = person.folder / 'good.jsonl'
    person.history('export', good)
    text = good.read_bytes()
    version = json.loads(text.splitlines()[0])['version']
    head = HEAD % version
    deep = '[' * 1_000_000
    bad = {
        'nothing': b'', 'a-line-feed': b'\n', 'zip': b'PK\3\4' + bytes(4000), 'another': b'{"name":"package"}\n',
        'newer': (HEAD % (version + 1)).encode(), 'no-end': head.encode(), 'half': text[:len(text) // 2],
        'no-last-line': b''.join(text.splitlines(True)[:-1]), 'deep': (head + deep + '\n').encode(),
        'deep-objects': (head + '{"turn":' * 1_000_000 + '\n').encode(), 'long-line': head.encode() + b'"' + b'a' * 20_000_000,
        'not-utf-8': head.encode() + b'{"conversation":{"uid":"\xff\xfe"}}\n', 'zeros': bytes(1_000_000),
        'path-as-uid': (head + ''.join(conversation(version, [], '../../../evil'))).encode(),
        'path-as-picture': (head + ''.join(conversation(version, [json.dumps(
            {'turn': {'question': 'q', 'attachments': [{'kind': 'file', 'picture': '/etc/passwd', 'title': '../../evil'}]}}) + '\n']))
            + '{"done":{"conversations":1}}\n').encode(),
    }
    before, turns = person.listed(), person.count('SELECT count(*) FROM turn')
    for name, bytes_ in bad.items():
        file = person.folder / name
        file.write_bytes(bytes_)
        files = person.files()
        person.history('import', file, code=(NOTHING, STORAGE, 4))
        check(person.listed() == before and person.count('SELECT count(*) FROM turn') == turns, f'{name}: something came in')
        check(person.files() == files, f'{name}: {person.files() ^ files}')
    os.mkfifo(person.folder / 'pipe')
    for name in person.folder / 'pipe', person.folder, '/dev/zero', person.folder / 'none', '':
        person.history('import', name, code=(NOTHING, USAGE))
    check(person.is_whole(), 'it is not whole')


def long_export(person, n_turns=1500):
    """One conversation of so many turns, as this program writes it."""
    file = person.folder / 'one.jsonl'
    person.history('export', file)
    lines = file.read_text().splitlines(True)
    turn = next(i for i, line in enumerate(lines) if line.startswith('{"turn"'))
    lines = [line.replace('"turns":1', f'"turns":{n_turns}') for line in lines]
    (person.folder / 'long.jsonl').write_text(''.join(lines[:turn] + lines[turn:turn + 1] * n_turns + lines[turn + 1:]))
    person.history('delete', '--all', '--yes')
    return person.folder / 'long.jsonl'


def has_nothing(person):
    check(person.listed() == [], person.listed())
    check(person.count('SELECT count(*) FROM turn') == 0 and person.count('SELECT count(*) FROM conversation') == 0, 'half of it stays on the disk')
    check(person.is_whole(), 'it is not whole')


def test_an_import_that_is_stopped_half_way_leaves_nothing():
    person = Person(['what can you do for quokka?'])
    file = long_export(person)
    for how in signal.SIGINT, signal.SIGKILL:
        process = subprocess.Popen([ASKGLASS, 'history', 'import', str(file)], env=person.environment, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        log = Path(f'{person.database}-wal')
        while process.poll() is None and not (log.exists() and log.stat().st_size > 200_000):
            time.sleep(0.002)
        check(process.poll() is None, 'it was over before it could be stopped')
        process.send_signal(how)
        process.communicate(timeout=30)
        check(process.returncode in (CANCELLED, -how), process.returncode)
        has_nothing(person)
    check(json.loads(person.history('import', file, '--json').stdout)['turns'] == 1500, 'it does not come in whole')


def test_an_import_onto_a_full_disk_leaves_nothing():
    person = Person(['what can you do for quokka?'])
    file = long_export(person)
    size = person.database.stat().st_size
    limit = size + 300_000

    def narrow():
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    done = person.history('import', file, code=STORAGE, preexec_fn=narrow)
    check('full' in done.stderr.decode(), done.stderr)
    has_nothing(person)


def test_what_is_deleted_gives_its_room_back():
    person = two()
    first = person.listed()[-1]['conversation']
    for words in ['delete'], ['delete', '--before', 'soon'], ['delete', '--all', '--conversation', '1'], ['delete', 'x'], ['undo']:
        person.history(*words, code=USAGE)
    person.history('delete', '--conversation', '999', code=NOTHING)
    person.history('delete', '--conversation', first)
    check(len(person.listed()) == 1, person.listed())
    check(json.loads(person.history('delete', '--before', '2020-01-01', '--json').stdout)['deleted'] == 0, 'it deletes what is newer')
    person.history('delete', '--all', '--yes')
    told = json.loads(person.history('vacuum', '--json').stdout)
    check(0 < told['after_bytes'] <= told['before_bytes'], told)
    check(b'quokka' not in person.database.read_bytes(), 'what was deleted is still in the file')
    check(person.is_whole(), 'it is not whole')


def test_what_the_settings_let_go_goes_without_a_desktop():
    person = two()
    with sqlite3.connect(person.database) as db:
        db.execute('UPDATE conversation SET changed_at_us = changed_at_us - 40 * 86400 * 1000000 WHERE id = 1')
    db.close()
    settings = Path(person.environment['XDG_CONFIG_HOME']) / 'askglass/settings.ini'
    settings.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    settings.write_text('[Askglass]\nkeep-days=uint32 30\n')
    check(json.loads(person.history('check', '--json').stdout)['to_be_forgotten'] == 1, 'nothing would go')
    check(len(person.listed()) == 2, 'it went when it was looked at')
    check(json.loads(person.history('vacuum', '--json').stdout)['forgotten'] == 1, 'nothing went')
    check(len(person.listed()) == 1, person.listed())


def test_a_spoiled_picture_is_told():
    person = two()
    with sqlite3.connect(person.database) as db:
        db.execute('UPDATE picture SET png = zeroblob(100)')
    db.close()
    check(not person.is_whole(), 'a spoiled picture is whole')


if __name__ == '__main__':
    for name, test in list(globals().items()):
        if name.startswith('test_'):
            began = time.monotonic()
            test()
            print(f'ok {name[5:].replace("_", " ")} ({time.monotonic() - began:.1f} s)', flush=True)
