"""The key of an engine lies in a real keyring, and in no file, argument, output or setting of ours.

Runs on a session bus of its own; the keyring is gnome-keyring.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ASKGLASS = os.environ['ASKG_PROGRAM']
KEY = 'sk-canary-5f2a'
URL = 'https://api.example/v1'


def fail(text):
    raise AssertionError(text)


class Person:
    """Folders of their own; with a keyring that is open, or with none on the bus."""

    def __init__(self, has_keyring):
        self.folder = Path(tempfile.mkdtemp(prefix='askglass-keyring-'))
        (self.folder / 'run').mkdir(mode=0o700)
        self.env = {**os.environ, 'HOME': str(self.folder), 'XDG_DATA_HOME': str(self.folder / 'data'),
                    'XDG_CONFIG_HOME': str(self.folder / 'config'), 'XDG_CACHE_HOME': str(self.folder / 'cache'),
                    'XDG_RUNTIME_DIR': str(self.folder / 'run'), 'LC_ALL': 'C.UTF-8'}
        self.keyring = None
        if has_keyring:
            self.keyring = subprocess.Popen(
                ['gnome-keyring-daemon', '--foreground', '--unlock', '--components=secrets'], env=self.env,
                stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            self.keyring.stdin.write(b'password')
            self.keyring.stdin.close()
            subprocess.run(['gdbus', 'wait', '--session', '--timeout', '10', 'org.freedesktop.secrets'], check=True)
        (self.folder / 'key').write_text(KEY + '\n')

    def run(self, *words, said=''):
        return subprocess.run([ASKGLASS, *words], capture_output=True, timeout=60, env=self.env, input=said, text=True)

    def engines(self):
        return {engine['id']: engine for engine in json.loads(self.run('engines', '--json').stdout)}

    def files_with_key(self):
        """Those of ours; the keyring's own are encrypted."""
        (self.folder / 'key').unlink(missing_ok=True)
        return [path for path in self.folder.rglob('*')
                if path.is_file() and not path.is_socket() and KEY.encode() in path.read_bytes()]

    def leave(self):
        if self.keyring:
            self.keyring.terminate()
            self.keyring.wait(10)
        shutil.rmtree(self.folder)


def test_a_key_lies_in_the_keyring(person):
    done = person.run('engines', 'add', 'remote', URL, '--key-file', str(person.folder / 'key'))
    done.returncode == 0 or fail(done.stderr)
    person.engines()['remote']['key'] == 'service' or fail('not in the keyring')
    not person.files_with_key() or fail('the key lies in a file')
    found = subprocess.run(['gdbus', 'call', '--session', '--dest', 'org.freedesktop.secrets', '--object-path',
                            '/org/freedesktop/secrets', '--method', 'org.freedesktop.Secret.Service.SearchItems',
                            "{'engine': 'remote', 'origin': 'https://api.example:443'}"], capture_output=True, text=True)
    '/org/freedesktop/secrets/collection/' in found.stdout or fail(f'not found in the keyring: {found}')
    done = person.run('engines', 'remove', 'remote')
    (done.returncode, done.stderr) == (0, '') or fail(done.stderr)
    'remote' not in person.engines() or fail('still there')
    found = subprocess.run(['gdbus', 'call', '--session', '--dest', 'org.freedesktop.secrets', '--object-path',
                            '/org/freedesktop/secrets', '--method', 'org.freedesktop.Secret.Service.SearchItems',
                            "{'engine': 'remote'}"], capture_output=True, text=True)
    '/collection/' not in found.stdout or fail('the key outlived its engine')


def test_a_key_from_a_pipe_is_not_printed(person):
    done = person.run('engines', 'add', 'piped', URL, '--key-file', '-', '--json', said=KEY + '\n')
    done.returncode == 0 or fail(done.stderr)
    KEY not in done.stdout + done.stderr or fail('the key was printed')
    not person.files_with_key() or fail('the key lies in a file')


def test_without_a_keyring_a_no_adds_nothing(person):
    for said in '', 'no\n', '\n':
        done = person.run('engines', 'add', 'remote', URL, '--key-file', str(person.folder / 'key'), said=said)
        done.returncode == 4 or fail(f'exit code {done.returncode}: {done.stderr}')
        'keyring' in done.stderr or fail(done.stderr)
        'remote' not in person.engines() or fail('added all the same')
    not person.files_with_key() or fail('the key lies in a file')


def test_without_a_keyring_a_yes_makes_a_private_file(person):
    done = person.run('engines', 'add', 'remote', URL, '--key-file', str(person.folder / 'key'), said='yes\n')
    done.returncode == 0 or fail(done.stderr)
    path = person.folder / 'config/askglass/keys/remote'
    person.files_with_key() == [path] or fail('elsewhere')
    path.stat().st_mode & 0o777 == 0o600 or fail('not private')
    person.run('engines', 'remove', 'remote').returncode == 0 or fail('cannot be removed')
    not path.exists() or fail('the key outlived its engine')


def test_key_and_yes_may_come_in_one_pipe(person):
    done = person.run('engines', 'add', 'both', URL, '--key-file', '-', said=f'{KEY}\nyes\n')
    done.returncode == 0 or fail(done.stderr)
    person.engines()['both']['key'] == 'file' or fail('no file')


SENTENCE = 'what-is-zebra-hyphen-quokka'


def files_with(person, text):
    return [path for path in (person.folder / 'data').rglob('*') if path.is_file() and text.encode() in path.read_bytes()]


def test_an_encrypted_history_is_read_with_its_key_alone(person):
    person.run('ask', f'what can you do for {SENTENCE}?').returncode == 0 or fail('cannot be asked')
    files_with(person, SENTENCE) or fail('it was never there')
    done = person.run('history', 'encrypt')
    done.returncode == 0 and 'keyring' in done.stdout or fail(f'{done.returncode}: {done.stdout} {done.stderr}')
    not files_with(person, SENTENCE) or fail(f'it can be read in {files_with(person, SENTENCE)}')
    person.run('ask', f'what can you do again for {SENTENCE}?').returncode == 0 or fail('cannot be asked any more')
    not files_with(person, SENTENCE) or fail('what is new can be read')
    SENTENCE in person.run('search', 'quokka').stdout or fail('not found by a word')
    'encryption' in {part['part'] for part in json.loads(person.run('doctor', '--json').stdout)} or fail('doctor does not tell')

    bus, person.env['DBUS_SESSION_BUS_ADDRESS'] = person.env['DBUS_SESSION_BUS_ADDRESS'], 'unix:path=/nowhere'
    done = person.run('search', 'quokka')
    done.returncode == 4 and 'encrypted' in done.stderr and len(done.stderr.splitlines()) == 1 or \
        fail(f'without the keyring: {done.returncode}, {done.stdout} {done.stderr}')
    person.run('ask', 'what can you do?').returncode == 4 or fail('asked where it cannot be written down')
    done = person.run('ask', '--off-record', f'what can you do for {SENTENCE}?')
    done.returncode == 0 and 'explain an error' in done.stdout or fail(f'not even off the record: {done.stderr}')
    not files_with(person, SENTENCE) or fail('it was written down')
    person.env['DBUS_SESSION_BUS_ADDRESS'] = bus
    person.run('history', 'decrypt').returncode == 0 or fail('cannot be undone')
    files_with(person, SENTENCE) or fail('it is encrypted still')
    SENTENCE in person.run('search', 'quok').stdout or fail('not found by a beginning')


def test_without_a_keyring_nothing_is_encrypted(person):
    person.run('ask', f'what can you do for {SENTENCE}?').returncode == 0 or fail('cannot be asked')
    done = person.run('history', 'encrypt')
    done.returncode == 4 and 'keyring' in done.stderr or fail(f'{done.returncode}: {done.stderr}')
    files_with(person, SENTENCE) or fail('it was encrypted all the same')


OPEN = (test_a_key_lies_in_the_keyring, test_a_key_from_a_pipe_is_not_printed,
        test_an_encrypted_history_is_read_with_its_key_alone)
# What the bus starts then is locked, and nobody can be asked to unlock it.
SHUT = (test_without_a_keyring_a_no_adds_nothing, test_without_a_keyring_a_yes_makes_a_private_file,
        test_key_and_yes_may_come_in_one_pipe, test_without_a_keyring_nothing_is_encrypted)


def main():
    if len(sys.argv) > 1:
        for test in OPEN if sys.argv[1] == 'open' else SHUT:
            person = Person(sys.argv[1] == 'open')
            try:
                test(person)
                print('ok', test.__name__, flush=True)
            finally:
                person.leave()
        return
    modes = ['open', 'shut'] if shutil.which('gnome-keyring-daemon') else ['shut']
    if 'open' not in modes:
        print('skipped: with an open keyring; there is no gnome-keyring here')
    with tempfile.TemporaryDirectory(prefix='askglass-bus-', ignore_cleanup_errors=True) as home:
        env = {**os.environ, 'HOME': home, 'XDG_CACHE_HOME': home, 'XDG_DATA_HOME': home}
        for mode in modes:
            subprocess.run(['dbus-run-session', '--', sys.executable, __file__, mode], check=True, env=env)


if __name__ == '__main__':
    main()
