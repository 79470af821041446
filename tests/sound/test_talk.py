"""A spoken conversation from a terminal: asked by voice, answered aloud, interrupted; text goes on whatever breaks."""
import json
import os
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import numpy

from listening import Recording
from speaking import ASKGLASS, FOLDER, RIG, Ear, Person, Playing, check, room, run_all, say, until

QUESTION = say('What is this error on my screen?')
ANSWER = 'The compiler has not seen it yet. No header that this file includes declares it anywhere. Add one.'


class Engine:
    """tests/rigs/sound/talking-server, connected and asked first."""

    def __init__(self, person, *options, words=()):
        self.person = person
        self.asked = []
        self.process = subprocess.Popen([RIG / 'talking-server', *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        port = int(self.process.stdout.readline())
        for done in (person.run('engines', 'add', 'Talker', f'http://127.0.0.1:{port}/v1', *words),
                     person.run('engines', 'default', 'Talker')):
            check(done.returncode == 0, done.stderr)
        os.set_blocking(self.process.stdout.fileno(), False)
        self.rest = b''

    def questions(self):
        try:
            while piece := os.read(self.process.stdout.fileno(), 65536):
                self.rest += piece
        except BlockingIOError:
            pass
        *lines, self.rest = self.rest.split(b'\n')
        asked = [json.loads(line) for line in lines]
        self.asked += [one for one in asked if 'utterance' in one['words'] or 'my own voice' in one['words'] or 'words?' in one['words']]
        return self.asked

    def kill(self):
        self.process.kill()
        self.process.wait()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.process.stdin.close()
        self.process.wait(timeout=10)
        self.process.stdout.close()


class Talk:
    """`askglass talk --json`, with its events."""

    def __init__(self, person, *words):
        self.process = subprocess.Popen([ASKGLASS, 'talk', '--json', *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, env=person.env)
        for pipe in self.process.stdout, self.process.stderr:
            os.set_blocking(pipe.fileno(), False)
        self.rest, self.told, self.all = b'', '', []

    def events(self, kind=None):
        try:
            while piece := os.read(self.process.stdout.fileno(), 65536):
                self.rest += piece
        except BlockingIOError:
            pass
        *lines, self.rest = self.rest.split(b'\n')
        now = time.monotonic()
        self.all += [{**json.loads(line), 'at': now} for line in lines]
        return [event for event in self.all if kind in (None, event['event'])]

    def states(self):
        return [event['state'] for event in self.events('talk')]

    def wait_for(self, state, after=0, seconds=10):
        """Returns when it has been in this state since the event number @after."""
        until(f'“{state}”', lambda: state in self.states()[after:] or self.process.poll() is not None, seconds)
        if state not in self.states()[after:]:
            raise AssertionError(f'it ended: {self.end()} {self.all[-3:]}')
        return len(self.states())

    def wait_for_answers(self, n, seconds=15):
        until(f'{n} answers', lambda: len(self.events('answered')) >= n, seconds)
        return [event['turn'] for event in self.events('answered')]

    def press(self):
        self.process.stdin.write(b'\n')
        self.process.stdin.flush()

    def interrupt(self):
        self.process.send_signal(signal.SIGINT)

    def end(self, seconds=15):
        if not self.process.stdin.closed:
            self.process.stdin.close()
        status = self.process.wait(timeout=seconds)
        self.events()
        self.told = (self.process.stderr.read() or b'').decode()
        for pipe in self.process.stdout, self.process.stderr:
            pipe.close()
        return status, self.told


def hang_up(talk):
    talk.interrupt()
    return talk.end()


def recordings():
    return subprocess.run(['pactl', 'list', 'short', 'source-outputs'], capture_output=True, text=True).stdout.split('\n')[:-1]


def loudness(samples, rate_hz, piece_s=0.01):
    n = int(rate_hz * piece_s)
    return abs(samples[:len(samples) // n * n]).reshape(-1, n).max(axis=1)


def turns(person):
    """All turns of the history, oldest first."""
    file = Path(tempfile.mkdtemp(dir=FOLDER)) / 'all.jsonl'
    done = person.run('history', 'export', str(file))
    check(done.returncode == 0, done.stderr)
    return [line['turn'] for line in map(json.loads, file.read_text().splitlines()) if 'turn' in line]


def test_a_key_a_question_and_an_answer_aloud():
    person = Person()
    with Ear(person), Engine(person) as engine, Recording(FOLDER / 'key.wav') as recording:
        talk = Talk(person)
        talk.wait_for('ready')
        talk.press()
        talk.wait_for('listening')
        with Playing(QUESTION) as playing:
            playing.wait()
        talk.press()
        talk.wait_for('speaking-closed')
        check(not talk.events('talk')[-1]['light'], 'the microphone is open while it speaks')
        turn, = talk.wait_for_answers(1, 30)
        status, told = talk.end()
        question, = engine.questions()
    check(status == 0, f'{status}: {told}')
    check(question['words'].startswith('utterance 1') and not question['voice'], question)
    check((turn['question'], turn['answer'], turn['state']) == ('utterance 1', ANSWER, 'done'), turn)
    samples, rate_hz = recording.samples()
    spoken_s = (loudness(samples, rate_hz) > 500).sum() / 100
    check(spoken_s > 2, f'{spoken_s} s were heard')


def test_the_voice_itself_goes_to_one_that_hears():
    person = Person()
    with Engine(person, '--own', '1.2', words=('--voice', 'nova')) as engine, Recording(FOLDER / 'own.wav') as recording:
        talk = Talk(person, '--hands-free')
        talk.wait_for('listening')
        with Playing(numpy.concatenate([QUESTION, room(1)])) as playing:
            playing.wait()
        talk.wait_for('speaking')
        talk.wait_for_answers(1)
        talk.wait_for('listening', after=len(talk.states()) - 1)
        hang_up(talk)
        question, = engine.questions()
    check(question['voice'] and 'in my own voice' in question['words'], question)
    tones = recording.tones()
    check(len(tones) == 1 and abs(tones[0][0] - 400) < 60 and tones[0][1] > 1.1, tones)


def test_talking_over_it_silences_it_and_is_told():
    person = Person()
    with Engine(person, '--own', '9', words=('--voice', 'nova')) as engine, Recording(FOLDER / 'over.wav') as recording:
        talk = Talk(person, '--hands-free')
        talk.wait_for('listening')
        with Playing(numpy.concatenate([QUESTION, room(2.5), QUESTION, room(1)])):
            talk.wait_for('speaking')
            at = talk.wait_for('stopped')
            talk.wait_for('speaking', after=at)
            cut, = talk.wait_for_answers(1)
            time.sleep(1)
        hang_up(talk)
        first, second = engine.questions()
    check(cut['finish'] == 'interrupted' and cut['state'] == 'stopped', cut)
    check(0 < len(cut['answer']) < len(ANSWER) and ANSWER.startswith(cut['answer']), cut['answer'])
    check(ANSWER[len(cut['answer'])] == ' ', f'cut in a word: {cut["answer"]}')
    check(second['earlier'][-1].startswith(cut['answer']) and 'interrupted here' in second['earlier'][-1], second)
    tones = recording.tones()
    check([round(hz / 100) for hz, _ in tones] == [4, 6], tones) # the second reply sounds after the cut
    check(1 < tones[0][1] < 4, tones)
    kept = turns(person)
    check(kept[0]['answer'] == cut['answer'], kept[0]['answer'])


def test_captions_alone_make_no_sound():
    person = Person()
    with Ear(person), Engine(person), Recording(FOLDER / 'captions.wav') as recording:
        talk = Talk(person, '--mute', '--hands-free')
        talk.wait_for('listening')
        with Playing(numpy.concatenate([QUESTION, room(1.5)])):
            turn, = talk.wait_for_answers(1)
        hang_up(talk)
    samples, rate_hz = recording.samples()
    check(turn['answer'] == ANSWER and (loudness(samples, rate_hz) > 500).sum() == 0, 'something sounded')


def test_off_the_record_leaves_nothing():
    person = Person()
    with Ear(person), Engine(person):
        talk = Talk(person, '--mute', '--hands-free', '--off-record')
        talk.wait_for('listening')
        with Playing(numpy.concatenate([QUESTION, room(1.5)])):
            talk.wait_for_answers(1)
        hang_up(talk)
    check('utterance 1' not in person.run('search', 'utterance').stdout, 'it is in the history')
    held = [path for path in person.folder.rglob('*') if path.is_file() and b'utterance 1' in path.read_bytes()]
    check(not held, f'it is in {held}')


def test_stop_ends_it_and_closes_the_microphone():
    person = Person()
    with Ear(person), Engine(person):
        talk = Talk(person, '--hands-free')
        talk.wait_for('listening')
        until('an open microphone', recordings)
        done = person.run('stop')
        check(done.returncode == 0, done.stderr)
        status, told = talk.end()
        check(status == 0, f'{status}: {told}')
        check(not recordings(), 'the microphone is open')


def test_an_engine_that_dies_is_told_and_asked_again():
    person = Person()
    with Ear(person), Engine(person, '--die') as engine:
        talk = Talk(person, '--mute', '--hands-free')
        talk.wait_for('listening')
        with Playing(numpy.concatenate([QUESTION, room(3), QUESTION, room(1.5)])):
            first, second = talk.wait_for_answers(2, 25)
        hang_up(talk)
        check(len(engine.questions()) >= 2, engine.asked)
        typed = person.run('ask', 'and in words?')
    check(first['state'] == 'failed' and first['answer'], first)
    check(second['answer'] == ANSWER, second)
    check(typed.returncode == 0 and ANSWER in typed.stdout, typed.stderr)


def test_without_an_engine_the_reader_is_asked_roughly():
    person = Person()
    talk = Talk(person, '--hands-free', '--mute')
    talk.wait_for('listening')
    with Playing(numpy.concatenate([QUESTION, room(2.5)])):
        until('words, or why there are none', lambda: talk.events('said') or len(set(event['caption'] for event in talk.events('talk'))) > 3, 30)
        time.sleep(1)
    said, told = talk.events('said'), {event['caption'] for event in talk.events('talk')}
    hang_up(talk)
    check(said or any('cannot' in caption or 'No words' in caption or 'nothing' in caption for caption in told), told)
    print(f"  understood: {[event['text'] for event in said]}")


# The last one: the session manager of Debian 12 may crash when a microphone goes, and be another one afterwards.
def test_a_pulled_microphone_is_told_and_followed():
    person = Person()
    with Ear(person), Engine(person):
        talk = Talk(person, '--mute', '--hands-free')
        talk.wait_for('listening')
        subprocess.run([RIG / 'mic-unplug'], check=True)
        try:
            at = talk.wait_for('deaf')
            typed = person.run('ask', 'in words?')
            time.sleep(2)
        finally:
            subprocess.run([RIG / 'mic-plug'], check=True)
        talk.wait_for('listening', after=at)
        with Playing(numpy.concatenate([room(0.5), QUESTION, room(1.5)])):
            talk.wait_for_answers(1)
        hang_up(talk)
    check(typed.returncode == 0, typed.stderr)


if __name__ == '__main__':
    run_all(dict(globals()))
