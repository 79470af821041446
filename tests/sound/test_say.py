"""`askglass say` is heard from its first clause on, in the language it is written in, and is silent at a word."""
import io
import os
import subprocess
import sys
import time
import wave
from statistics import median

from saying import Ear, Saying, first_sounds
from speaking import ASKGLASS, FOLDER, Person, check, run_all, until

LOADED_MS = 1500  # beside other tests; tests/bench tells the figure


def write_settings(person, *lines):
    folder = person.folder / 'config/askglass'
    folder.mkdir(parents=True, exist_ok=True)
    (folder / 'settings.ini').write_text('[Askglass]\n' + '\n'.join(lines) + '\n')


def seconds_of(path):
    with wave.open(os.fspath(path)) as file:
        return file.getnframes() / file.getframerate()


def test_the_first_clause_sounds_while_the_rest_is_written():
    begun, silent = first_sounds(Person(), 3)
    print(f'  first sound after {[round(ms) for ms in begun]} ms, silent after {[round(ms) for ms in silent]} ms')
    check(median(begun) < LOADED_MS, f'heard late: {begun}')
    check(median(silent) < LOADED_MS, f'silent late: {silent}')


def test_all_of_it_is_heard():
    person = Person()
    with Ear() as ear:
        at = time.monotonic()
        done = person.run('say', 'Hello there.', '**This** is all.')
        check(done.returncode == 0, done.stderr)
        time.sleep(0.5)
        loud = ear.loud_s(at)
    check(1.0 < loud < 4, f'loud for {loud} s')


def test_stop_from_elsewhere_is_silence():
    person = Person()
    with Ear() as ear:
        saying = Saying(person, text='This is a long story that goes on and on, for quite a while, and does not want to end at all. ' * 5)
        until('sound', lambda: ear.first_sound(0), 10)
        began = time.monotonic()
        stopped = person.run('stop')
        status, told = saying.end(10)
        time.sleep(0.6)
        late = ear.last_sound() - began
    check(stopped.returncode == 0, stopped.stderr)
    check(status == 130, f'status {status}: {told}')
    check(late < LOADED_MS / 1000, f'silent {late:.2f} s late')


def test_it_becomes_a_file():
    person = Person()
    usual, fast = FOLDER / 'usual.wav', FOLDER / 'fast.wav'
    for options in (['-o', usual], ['-o', fast, '--rate', '2']):
        done = person.run('say', *map(str, options), 'The quick brown fox jumps over the lazy dog. 그리고 끝입니다.')
        check(done.returncode == 0, done.stderr)
    check(2 < seconds_of(usual) < 8, f'{seconds_of(usual)} s')
    check(seconds_of(fast) < 0.75 * seconds_of(usual), f'{seconds_of(fast)} s of {seconds_of(usual)}')
    check(usual.stat().st_mode & 0o777 == 0o600, 'others can listen')
    done = subprocess.run([ASKGLASS, 'say', '-o', '-', 'Hello.'], capture_output=True, env=person.env)
    with wave.open(io.BytesIO(done.stdout)) as piped:
        check(0.2 < piped.getnframes() / piped.getframerate() < 2, 'what is piped is no sound')
    done = person.run('say', '-o', str(FOLDER / 'nowhere/x.wav'), 'Hello.')
    check(done.returncode == 5 and done.stderr.count('\n') == 1, done.stderr)
    silent = subprocess.Popen([ASKGLASS, 'say', '-o', FOLDER / 'half.wav', '-'], stdin=subprocess.PIPE, env=person.env)
    silent.stdin.write(b'The beginning of it. ')
    silent.stdin.flush()
    until('some of it', lambda: list(FOLDER.glob('half.wav*')))
    silent.terminate()
    silent.wait(timeout=10)
    check(not list(FOLDER.glob('half.wav*')), 'half of it is left')


def test_a_command_of_the_person_speaks():
    person = Person()
    file = FOLDER / 'command.wav'
    write_settings(person, "voice-command=['espeak-ng', '--stdin', '--stdout', '-v', 'de']", "voice-speaker='command'")
    done = person.run('say', '-o', str(file), 'Guten Tag. Das ist ein Satz.')
    check(done.returncode == 0, done.stderr)
    check(1 < seconds_of(file) < 6, f'{seconds_of(file)} s')
    write_settings(person, "voice-command=['false']")
    done = person.run('say', '--voice', 'command', 'Guten Tag.')
    check(done.returncode == 4 and 'false' in done.stderr and done.stderr.count('\n') == 1, f'{done.returncode}: {done.stderr}')


def test_an_engine_speaks_when_it_is_named():
    person = Person()
    server = subprocess.Popen([os.path.join(os.path.dirname(__file__), '../rigs/sound/speaking-server')], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE, text=True)
    port = server.stdout.readline().strip()
    check(person.run('engines', 'add', 'Talker', f'http://127.0.0.1:{port}/v1', '--speaks', '--voice', 'nova').returncode == 0, 'not added')
    file = FOLDER / 'engine.wav'
    done = person.run('say', '--voice', 'Talker', '-o', str(file), 'The first thing to say. The second thing to say.')
    server.stdin.close()
    said = server.stdout.read()
    server.wait(timeout=10)
    server.stdout.close()
    check(done.returncode == 0, done.stderr)
    check('The first thing to say.' in said and 'The second thing to say.' in said, said)
    check(0.6 < seconds_of(file) < 1.2, f'{seconds_of(file)} s')


def test_what_cannot_be_said_is_one_sentence():
    person = Person()
    for words in ('',), (' \n\t',), ('-',):
        done = person.run('say', *words)
        check(done.returncode == 3 and 'it was empty' in done.stderr and done.stderr.count('\n') == 1, f'{words}: {done.returncode} {done.stderr}')
    for words, status in ((('say', '***'), 3), (('say', '--voice', 'espeak:nobody', 'Hello.'), 4), (('say', '--rate', '9', 'Hello.'), 2),
                          (('say', '--voice', 'Nobody', 'Hello.'), 2), (('say', '--language', 'german', 'Hello.'), 2)):
        done = person.run(*words)
        check(done.returncode == status, f'{words}: {done.returncode} {done.stderr}')
        check(done.stderr.count('\n') == 1, done.stderr)


def test_without_a_sound_server_it_says_so():
    person = Person()
    env = {**person.env, 'PULSE_SERVER': 'unix:/nowhere', 'PIPEWIRE_REMOTE': 'nowhere', 'XDG_RUNTIME_DIR': str(person.folder)}
    done = person.run('say', 'Hello.', env=env)
    check(done.returncode == 4 and done.stderr.count('\n') == 1, f'{done.returncode}: {done.stderr}')


def test_its_voices_are_listed():
    done = Person().run('say', '--voice', '?')
    check(done.returncode == 0 and 'espeak:ko\t' in done.stdout, done.stdout[:200])
    check('Kanji' in next(line for line in done.stdout.splitlines() if line.startswith('espeak:ja\t')), 'ja is told to be good')


if __name__ == '__main__':
    sys.path.insert(0, os.path.dirname(__file__))
    run_all(dict(globals()))
