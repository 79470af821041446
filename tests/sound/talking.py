"""Somebody talks with `askglass talk`: the engine they talk to, the events they are told, and what is left of it."""
import json
import os
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from speaking import ASKGLASS, FOLDER, RIG, check, say, until

QUESTION = say('What is this error on my screen?')
BRIEF = say('What is it?')
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


class Live:
    """tests/rigs/wire/live-server with these habits, connected and asked first; and what it was told."""

    def __init__(self, person, habits, *options, address='127.0.0.1'):
        self.log = person.folder / 'live.log'
        self.log.touch()
        self.process = subprocess.Popen([RIG.parent / 'wire/live-server', self.log, *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        port = int(self.process.stdout.readline())
        for done in (person.run('engines', 'add', 'Live', f'ws://{address}:{port}/v1/realtime', '--model', habits),
                     person.run('engines', 'default', 'Live')):
            check(done.returncode == 0, done.stderr)

    def told(self):
        """(session, message, microseconds) of each; of sound that came the message is its bytes."""
        found = []
        for line in self.log.read_text(encoding='utf-8').splitlines():
            session, rest = line.split(' ', 1)
            message, _, at = rest.rpartition(' ')
            if message.startswith('append '):
                found.append((int(session), {'type': 'append', 'bytes': int(message[7:])}, int(at)))
            elif message.startswith('{'):
                found.append((int(session), json.loads(message), int(at)))
        return found

    def of_kind(self, kind):
        return [(session, message, at) for session, message, at in self.told() if message['type'] == kind]

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

    def wait_for(self, state, after=0, seconds=20):
        """Returns when it has been in this state since the event number @after."""
        until(f'“{state}”', lambda: state in self.states()[after:] or self.process.poll() is not None, seconds)
        if state not in self.states()[after:]:
            raise AssertionError(f'it ended: {self.end()} {self.all[-3:]}')
        return len(self.states())

    def wait_for_answers(self, n, seconds=30):
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
