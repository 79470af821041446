"""What is said becomes words by a whisper-server that Askglass runs, by PocketSphinx, or is taken for an order; and the wake
word is heard. Voices are made by flite."""
import json
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import numpy

from speaking import ASKGLASS, Ear, Person, Playing, check, flite, room, run_all, until

LLAMA_RIG = Path(os.environ['ASKG_LLAMA_RIG'])
MODEL = Path('/usr/share/pocketsphinx/model/en-us/en-us/mdef')
HELPER = Path(ASKGLASS).with_name('askglass-hear-words')


def has_pocketsphinx():
    is_there = MODEL.exists() and HELPER.exists() and shutil.which('flite')
    if not is_there:
        print('skipped: pocketsphinx-en-us, flite or askglass-hear-words is not there')
    return is_there


def helpers(person):
    """The processes of this person that understand speech."""
    found = []
    for folder in Path('/proc').glob('[0-9]*'):
        try:
            words = (folder / 'cmdline').read_bytes()
            home = f'XDG_DATA_HOME={person.env["XDG_DATA_HOME"]}\0'.encode()
            if (b'askglass-hear-words' in words or b'whisper-server' in words) and home in (folder / 'environ').read_bytes():
                found.append(words)
        except OSError:
            pass
    return found


def test_without_an_engine_it_is_understood_roughly():
    if not has_pocketsphinx():
        return
    person = Person()
    listening = person.listen('--json')
    with Playing(numpy.concatenate([room(0.5), flite('open the door and close the window')])):
        status, printed = listening.end(60)
    check(status == 0, (status, printed, listening.told))
    said = json.loads(printed)
    check(said['rough'] and said['engine'] == 'PocketSphinx' and said['language'] == 'en', said)
    check({'open', 'door', 'window'} & set(said['text'].split()), said)
    check('roughly' in listening.told.splitlines()[0], listening.told)
    check('Nothing was sent' in person.run('ledger').stdout, 'the ledger lists what never left')
    until('the end of the helper', lambda: not helpers(person), 20)


def test_it_knows_no_korean_and_says_so():
    done = Person().run('listen', '--language', 'ko')
    check(done.returncode == 6 and 'English alone' in done.stderr and done.stderr.count('\n') == 1, done.stderr)


def test_an_order_is_told():
    if not has_pocketsphinx():
        return
    person = Person()
    listening = person.listen('--commands', '--hands-free', '--json')
    with Playing(numpy.concatenate([room(0.5), flite('read it aloud'), room(1.5), flite('open the history', 'slt')])):
        said = [json.loads(listening.process.stdout.readline()) for _ in range(2)]
        done = person.run('stop')
        status, printed = listening.end()
    check((done.returncode, status, printed) == (0, 130, ''), (done, status, printed))
    check([order['command'] for order in said] == ['read-aloud', 'history'], said)


def test_it_goes_on_when_one_is_not_understood():
    person = Person()
    with Ear(person, '--status', '500'):
        listening = person.listen('--hands-free')
        speech = numpy.concatenate([room(0.3), flite('what is this'), room(1.3)])
        with Playing(numpy.concatenate([speech, speech])):
            until('two sentences', lambda: sum('Ear' in line for line in listening.tells().splitlines()[1:]) == 2, 30)
        check(listening.process.poll() is None, 'it ended')
        check(person.run('stop').returncode == 0, 'stop failed')
        status, printed = listening.end()
    check((status, printed) == (130, ''), (status, printed, listening.told))
    check(not (list(Path(person.env['XDG_DATA_HOME']).rglob('listening-*'))), 'its file is left')


def test_a_model_of_the_person_s_is_served():
    """With a real whisper-server and a model that hears one sentence in everything."""
    person = Person()
    env = {**os.environ, 'XDG_CACHE_HOME': os.environ['HOME'] + '/.cache'}
    kit = subprocess.run([LLAMA_RIG / 'start-whisper-server', '--print-command'], capture_output=True, text=True, env=env)
    if kit.returncode != 0:
        print(f'skipped: no whisper-server here: {kit.stderr.strip().splitlines()[-1:]}')
        return
    command, _, model = kit.stdout.strip().rpartition(' --model ')
    program = person.folder / 'bin/whisper-server'
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {command} "$@"\n')
    program.chmod(0o755)
    person.env['PATH'] = f'{program.parent}:{os.environ["PATH"]}'
    refused = person.run('engines', 'add', 'Wrong', '--speech-model', str(program))
    check(refused.returncode != 0 and 'ggml-base.bin' in refused.stderr and refused.stderr.count('\n') == 1, refused.stderr)
    added = person.run('engines', 'add', 'Whisper', '--speech-model', model)
    check(added.returncode == 0, added.stderr)
    listening = person.listen('--hands-free', '--json')
    speech = numpy.concatenate([room(0.3), flite('what is this'), room(1.3)])
    with Playing(numpy.concatenate([speech, speech])):
        said = [json.loads(listening.process.stdout.readline()) for _ in range(2)]
        served = [words for words in helpers(person) if b'whisper-server' in words]
        listening.process.send_signal(signal.SIGINT)
        status, printed = listening.end()
    check((status, printed) == (130, ''), (status, printed, listening.told))
    check(all(one['text'] == 'This is the small test transcriber of Askglass.' for one in said), (said, listening.told))
    check(not said[0]['rough'] and said[0]['engine'] == 'Whisper', said)
    check(served and all(b'--request-path\0/' in words and b'127.0.0.1' in words for words in served), served)
    until('the end of whisper-server', lambda: not helpers(person), 20)
    asked = person.run('engines', 'test', 'Whisper', seconds=60)
    check('small test transcriber' in asked.stdout, (asked.stdout, asked.stderr))

    killed = person.listen('--hands-free')
    until('a whisper-server', lambda: helpers(person), 20)
    killed.process.kill()
    killed.end()
    until('its end', lambda: not helpers(person), 20)


class Waiter:
    """wait-for-word, and what it prints."""

    def __init__(self, person):
        self.process = subprocess.Popen([os.environ['ASKG_WAIT_FOR_WORD']], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                        env=person.env)
        os.set_blocking(self.process.stdout.fileno(), False)
        self.told = ''

    def tells(self):
        try:
            while piece := os.read(self.process.stdout.fileno(), 65536):
                self.told += piece.decode()
        except BlockingIOError:
            pass
        return self.told

    def says(self, words):
        self.process.stdin.write(words + '\n')
        self.process.stdin.flush()

    def __enter__(self):
        return self

    def __exit__(self, *what):
        self.process.stdin.close()
        self.process.wait(timeout=10)
        self.process.stdout.close()


def microphones_open():
    return len(subprocess.run(['pactl', 'list', 'short', 'source-outputs'], capture_output=True, text=True).stdout.splitlines())


def test_the_wake_word_is_heard_and_the_microphone_given_away():
    if not has_pocketsphinx():
        return
    person = Person()
    with Waiter(person) as waiter:
        until('waiting', lambda: 'waiting for “okay glass”' in waiter.tells())
        until('an open microphone', lambda: microphones_open() == 1)
        with Playing(numpy.concatenate([room(2.5), flite('what is the weather like'), room(1), flite('okay glass', 'slt'), room(1),
                                        flite('okay glass')])) as playing:
            playing.wait()
            until('woken', lambda: waiter.tells().count('woken') >= 1)
        check(waiter.told.index('woken') > 0 and waiter.told.count('woken') <= 2, waiter.told)
        waiter.says('hold')
        until('held', lambda: 'while you talk' in waiter.tells())
        until('a closed microphone', lambda: microphones_open() == 0)
        until('the end of the helper', lambda: not helpers(person), 20)
        waiter.says('go')
        until('waiting again', lambda: microphones_open() == 1)
    check(microphones_open() == 0 and not helpers(person), 'it goes on after its end')


def test_without_a_microphone_the_wake_word_says_so():
    if not has_pocketsphinx():
        return
    person = Person()
    subprocess.run([Path(__file__).parents[1] / 'rigs/sound/mic-unplug'], check=True)
    try:
        with Waiter(person) as waiter:
            until('deafness', lambda: 'there is no microphone' in waiter.tells())
    finally:
        subprocess.run([Path(__file__).parents[1] / 'rigs/sound/mic-plug'], check=True)


if __name__ == '__main__':
    run_all(dict(globals()))
