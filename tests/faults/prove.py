"""`askglass doctor --prove-local`: proven here, told where it cannot be, and nothing of the person's is touched."""
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ASKGLASS = os.environ['ASKG_PROGRAM']
SKIPPED = 77


def check(is_so, otherwise):
    if not is_so:
        raise AssertionError(str(otherwise)[:3000])


class Person:
    def __init__(self, engines=()):
        self.home = tempfile.TemporaryDirectory()
        folder = Path(self.home.name)
        self.environment = {**os.environ, 'HOME': str(folder), 'XDG_CONFIG_HOME': str(folder / 'config'),
                            'XDG_DATA_HOME': str(folder / 'data'), 'XDG_CACHE_HOME': str(folder / 'cache'),
                            'TMPDIR': str(folder), 'LC_ALL': 'C.UTF-8'}
        for name in 'XDG_RUNTIME_DIR', 'DBUS_SESSION_BUS_ADDRESS', 'DISPLAY', 'WAYLAND_DISPLAY':
            self.environment.pop(name, None)
        for name, url in engines:
            check(self('engines', 'add', name, url, '--model', 'omni').returncode == 0, f'{name} cannot be added')

    def __call__(self, *words, before=()):
        return subprocess.run([*before, ASKGLASS, *words], env=self.environment, capture_output=True, text=True, timeout=170,
                              stdin=subprocess.DEVNULL)

    def files(self):
        return {path: path.read_bytes() for path in Path(self.home.name).rglob('*') if path.is_file()}


def part(proof, name):
    return next(part for part in proof['parts'] if part['part'] == name)


def test_it_is_proven_and_the_eye_is_not_blind():
    person = Person([('cloud', 'https://api.example/v1'), ('house', 'http://192.168.7.7:8080'), ('here', '127.0.0.1:9')])
    before = person.files()
    done = person('doctor', '--prove-local', '--json')
    proof = json.loads(done.stdout)
    check(done.returncode == 0 and proof['proven'], f'{done.returncode}: {proof["text"]}')
    check(part(proof, 'control')['contacts'] == ['DNS control.askglass-proof.example', 'TCP 203.0.113.1:443',
                                                 'UDP 203.0.113.2:4242'], part(proof, 'control'))
    local = part(proof, 'local-only')
    check(local['contacts'] == [] and local['loopback'] > 0, local)
    check(any('cloud' in step['what'] for step in local['steps']) and any('house' in step['what'] for step in local['steps']),
          local['steps'])
    check(len(local['steps']) >= 14, f'{len(local["steps"])} steps')
    check(part(proof, 'remote')['contacts'] == ['DNS askglass-proof.example', 'TCP 198.51.100.7:443'], part(proof, 'remote'))
    check(person.files() == before, 'something of the person was touched, or something is left behind')


def test_the_windows_take_part_where_there_is_a_display():
    rig = Path(__file__).parents[1] / 'rigs/desktop/x11-session'
    done = Person()('doctor', '--prove-local', '--json', before=[str(rig), '--no-a11y', '--'])
    proof = json.loads(done.stdout)
    check(done.returncode == 0 and proof['proven'] and proof['windows'], f'{done.returncode}: {proof["text"]} {done.stderr}')
    names = [step['what'] for step in part(proof, 'local-only')['steps']]
    check('Show the overlay' in names and 'End the windows' in names, names)
    check('The windows ran' in proof['text'], proof['text'])


def test_it_says_for_a_person_what_it_saw():
    done = Person()('doctor', '--prove-local')
    check(done.returncode == 0 and 'Proven' in done.stdout and '0 contacts' in done.stdout, f'{done.stdout} {done.stderr}')
    check('→ TCP 198.51.100.7:443' in done.stdout and 'no display here' in done.stdout, done.stdout)
    steps = [json.loads(line) for line in Person()('doctor', '--prove-local', '--json', '--progress').stdout.splitlines()]
    check(steps[0]['done'] == 0 and steps[0]['step'] and steps[-1]['proven'], steps)


def test_where_nobody_may_make_a_network_that_is_said():
    before = ['unshare', '-r', 'sh', '-c', 'echo 0 > /proc/sys/user/max_user_namespaces && exec "$@"', 'sh']
    done = Person()('doctor', '--prove-local', before=before)
    check(done.returncode == 4 and 'cannot be proven here' in done.stdout, f'{done.returncode} {done.stdout} {done.stderr}')
    proof = json.loads(Person()('doctor', '--prove-local', '--json', before=before).stdout)
    check(not proof['proven'] and 'namespaces' in proof['impossible'], proof)


def test_it_can_be_stopped_and_leaves_nothing():
    person = Person()
    before = person.files()
    running = subprocess.Popen([ASKGLASS, 'doctor', '--prove-local', '--progress'], env=person.environment, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)
    for _ in range(3):
        check(b'step' in running.stdout.readline(), 'it does not tell how far it is')
    running.terminate()
    running.communicate(timeout=20)
    check(running.returncode == 130, running.returncode)
    check(person.files() == before, 'something is left behind')


def main():
    if subprocess.run(['unshare', '-rn', 'true'], capture_output=True).returncode != 0:
        print('skipped: this machine lets nobody make a network of their own (unshare -rn)')
        return SKIPPED
    failed = 0
    for name, test in list(globals().items()):
        if name.startswith('test_') and (not sys.argv[1:] or name in sys.argv[1:]):
            began = time.monotonic()
            try:
                test()
                print('ok', name[5:].replace('_', ' '), f'({time.monotonic() - began:.1f} s)', flush=True)
            except (AssertionError, subprocess.TimeoutExpired, KeyError, ValueError) as error:
                failed += 1
                print('FAILED', name[5:].replace('_', ' '), '-', error, flush=True)
    return 1 if failed else 0


sys.exit(main())
