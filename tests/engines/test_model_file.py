"""A model file that Askglass serves itself: started when it is asked, and nothing of it left behind, however it ends."""
import functools
import hashlib
import http.server
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from kit import Person, fail, interrupt, models, read_some, run_all, wait_until, write_program, zombies

GREETING = 'Hello! This is the small test engine of Askglass. It got your words, without any picture or sound.'
KILLS = 100 if os.environ.get('ASKGLASS_TESTS_ALL') else 6


def moments(n, longest_s):
    """So many of them from at once to then; long sweeps go through the same ones again."""
    return [longest_s * (i % 30) / min(n, 30) for i in range(n)]


def nothing_is_left(person):
    wait_until(lambda: not person.children()) or fail(f'processes are left: {person.children()}')
    wait_until(lambda: not zombies(), 5) or fail(f'zombies: {zombies()}')


def no_socket_is_left(person):
    left = [path.name for path in (person.folder / 'run/askglass').glob('served-*')]
    not left or fail(f'left: {left}')


def test_it_is_served_asked_and_ended(person):
    for question, words, answer in (
            ('hello?', (), GREETING),
            ('which colour?', ('--image', 'green.png'), 'I can see a picture; it is mostly green overall.'),
            ('which pitch?', ('--audio', 'middle.wav'), 'I hear a sound; its pitch sounds middle in this one.')):
        turn = person.ask('tiny', question, *words)
        (turn['state'], turn['answer']) == ('done', answer) or fail(turn)
        any(span['kind'] == 'start' for span in turn['spans']) or fail(turn['spans'])
        nothing_is_left(person)
        no_socket_is_left(person)


def test_its_key_and_its_socket_are_for_this_person_alone(person):
    asking = person.start('ask', '--engine', 'tiny', 'replylong')
    read_some(asking, 10)
    words = [Path(f'/proc/{pid}/cmdline').read_bytes() for pid in person.children()]
    any(b'.sock' in line for line in words) or fail(words)
    not any(b'--port' in line for line in words) or fail(words)
    (person.folder / 'run/askglass').stat().st_mode & 0o077 == 0 or fail('others may look into the folder')
    interrupt(asking)
    asking.communicate(timeout=20)
    asking.returncode == 130 or fail(asking.returncode)
    nothing_is_left(person)
    no_socket_is_left(person)


def test_killed_in_mid_answer_it_leaves_the_text_and_nothing_else(person):
    for i in range(KILLS):
        asking = person.start('ask', '--engine', 'tiny', 'replylong')
        begun = read_some(asking, 10 + i % 10 * 15)
        os.kill(person.server(), signal.SIGKILL)
        rest, trouble = asking.communicate(timeout=30)
        (asking.returncode, len(trouble.splitlines())) == (6, 1) or fail((asking.returncode, begun + rest, trouble))
        (begun + rest).startswith('- alfa and bravo') or fail(begun + rest)
        'tiny' in trouble and 'stopped in mid-answer' in trouble or fail(trouble)
        nothing_is_left(person)
    no_socket_is_left(person)


def test_what_came_before_it_died_is_kept(person):
    for pause_s in 1.5, 5, 15:
        asking = person.start('ask', '--engine', 'tiny', '--json', 'replylong')
        wait_until(lambda: any(b'.sock' in words_of(pid) for pid in person.children())) or fail('nobody serves')
        time.sleep(pause_s)
        os.kill(person.server(), signal.SIGKILL)
        try:
            turn = json.loads(asking.communicate(timeout=30)[0])
            break
        except subprocess.TimeoutExpired:  # on a slow machine nothing had come yet, and it is asked again
            interrupt(asking)
            asking.communicate(timeout=20)
    else:
        fail('it never began to answer')
    (turn['state'], turn['finish'], turn['error']['id']) == ('failed', 'cut', 'engine-failed') or fail(turn)
    len(turn['answer']) > 10 or fail(turn)
    nothing_is_left(person)


def test_killed_before_it_answers_it_is_asked_again(person):
    """Whenever that is; only what was begun to be shown is not asked twice."""
    states = []
    for pause_s in moments(KILLS, 1.2):
        asking = person.start('ask', '--engine', 'tiny', '--json', 'which pitch?', '--audio', 'low.wav')
        wait_until(lambda: any(b'.sock' in words_of(pid) for pid in person.children())) or fail('nobody serves')
        time.sleep(pause_s)
        pid = person.server()
        if pid:
            os.kill(pid, signal.SIGKILL)
        turn = json.loads(asking.communicate(timeout=60)[0])
        states.append(turn['state'])
        if turn['state'] == 'done':
            turn['answer'] == 'I hear a sound; its pitch sounds low in this one.' or fail(turn)
        else:
            turn['finish'] == 'cut' and turn['answer'] or fail(turn)
        nothing_is_left(person)
    states.count('done') >= len(states) // 2 or fail(states)


# Its first life is well, and ends with the first thing it is asked; its second is the real one.
DIES_ONCE = """#!/usr/bin/python3
import os, socket, sys
path = next((word for word in sys.argv if word.endswith('-1.sock')), None)
if path is None:
    os.execv('/bin/sh', ['/bin/sh', '-c', {real!r} + ' "$@"', 'llama-server', *sys.argv[1:]])
listening = socket.socket(socket.AF_UNIX)
listening.bind(path)
listening.listen()
while True:
    connection = listening.accept()[0]
    while b'/health' in (request := connection.recv(65536)):
        connection.sendall(b'HTTP/1.1 200 OK\\r\\nContent-Type: application/json\\r\\nContent-Length: 15\\r\\n\\r\\n{{"status":"ok"}}')
    if request:
        os._exit(1)
    connection.close()
"""


def test_one_that_dies_when_it_is_asked_what_it_is_is_started_again(person):
    program = person.folder / 'bin/llama-server'
    kept = program.read_text()
    program.write_text(DIES_ONCE.format(real=kept.splitlines()[1].removesuffix(' "$@"')))
    try:
        person.add('new', '--model-file', person.model, '--mmproj', person.projector)
        turn = person.ask('new', 'hello?')
        (turn['state'], turn['answer']) == ('done', GREETING) or fail(turn)
        nothing_is_left(person)
    finally:
        program.write_text(kept)


def words_of(pid):
    try:
        return Path(f'/proc/{pid}/cmdline').read_bytes()
    except OSError:
        return b''


def test_askglass_killed_leaves_nobody(person):
    """At any moment of its start, and in mid-answer."""
    for i, pause_s in enumerate(moments(3 * KILLS, 0.6)):
        asking = person.start('ask', '--engine', 'tiny', 'replylong')
        if i % 10:
            time.sleep(pause_s)
        else:
            read_some(asking, 10)
        asking.kill()
        asking.communicate(timeout=20)
        nothing_is_left(person)
    person.ask('tiny', 'hello?')['answer'] == GREETING or fail('it does not come back')
    no_socket_is_left(person)  # of those that were killed neither


def test_askglass_interrupted_leaves_nobody(person):
    for pause_s in moments(2 * KILLS, 0.6):
        asking = person.start('ask', '--engine', 'tiny', 'replylong')
        time.sleep(pause_s)
        interrupt(asking)
        asking.communicate(timeout=20)
        nothing_is_left(person)
    no_socket_is_left(person)


def test_what_is_no_model_is_told(person):
    model = Path(person.model)
    (person.folder / 'text.gguf').write_text('This is a text.\n' * 100)
    (person.folder / 'cut.gguf').write_bytes(model.read_bytes()[:5000])
    (person.folder / 'half.gguf').write_bytes(model.read_bytes()[:1_000_000])
    for name in 'text.gguf', 'cut.gguf', 'half.gguf', 'missing.gguf':
        done = person.run('engines', 'add', 'other', '--model-file', name)
        done.returncode != 0 and len(done.stderr.splitlines()) == 1 or fail(f'{name}: {done}')
        print('   ', done.stderr.strip())
    done = person.run('engines', 'add', 'other', '--model-file', person.projector)
    'mmproj' in done.stderr or fail(done)
    done = person.run('engines', 'add', 'other', '--model-file', person.model, '--mmproj', person.model)
    'projector' in done.stderr or fail(done)
    'other' not in person.run('engines').stdout or fail('it was added')


def test_a_program_that_is_missing_or_broken_is_told(person):
    program = person.folder / 'bin/llama-server'
    kept = program.read_text()
    for text, code in (None, 4), ('#!/bin/sh\necho "no such library" >&2\nexit 127\n', 4):
        program.unlink(missing_ok=True)
        if text:
            program.write_text(text)
            program.chmod(0o755)
        turn = person.ask('tiny', 'hello?')
        (turn['state'], turn['error']['id']) == ('failed', 'unavailable') or fail(turn)
        'llama-server' in turn['error']['message'] and 'tiny' in turn['error']['message'] or fail(turn)
        print('   ', turn['error']['message'])
    program.write_text(kept)
    program.chmod(0o755)


class Files(http.server.SimpleHTTPRequestHandler):
    """The models by HTTP, in parts where that is asked for; "slow" is slow, "page" is a login page."""

    def log_message(self, *words):
        pass

    def do_GET(self):
        if 'page' in self.path:
            body = b'<html>log in</html>'
            self.send_response(200)
            self.send_header('Content-Length', str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            return
        whole = Path(self.directory, self.path.split('/')[-1]).read_bytes()
        begin = int(self.headers['Range'].split('=')[1].rstrip('-')) if 'Range' in self.headers else 0
        self.send_response(206 if begin else 200)
        self.send_header('ETag', '"1"')
        self.send_header('Content-Length', str(len(whole) - begin))
        if begin:
            self.send_header('Content-Range', f'bytes {begin}-{len(whole) - 1}/{len(whole)}')
        self.end_headers()
        self.server.begins.append(begin)
        try:
            for at in range(begin, len(whole), 65536):
                self.wfile.write(whole[at:at + 65536])
                time.sleep(0.05 if 'slow' in self.path else 0)
        except OSError:
            pass


def test_a_model_is_fetched_checked_and_resumed(person):
    server = http.server.ThreadingHTTPServer(
        ('127.0.0.1', 0), functools.partial(Files, directory=str(Path(person.model).parent)))
    server.begins = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f'http://127.0.0.1:{server.server_port}'
    model, eyes = Path(person.model).name, Path(person.projector).name
    folder = person.folder / 'data/askglass/models'
    right = hashlib.sha256(Path(person.model).read_bytes()).hexdigest()

    for path in f'/x/..%2f..%2f{model}', '/page.gguf', '/':
        done = person.run('engines', 'add', 'fetched', '--model-url', url + path)
        done.returncode != 0 and len(done.stderr.splitlines()) == 1 or fail(f'{path}: {done}')
        print('   ', done.stderr.strip())
    done = person.run('engines', 'add', 'fetched', '--model-url', f'{url}/{model}', '--sha256', '0' * 64)
    done.returncode != 0 or fail('another file was taken')
    not list(folder.glob('*.gguf')) or fail(list(folder.iterdir()))

    adding = person.start('engines', 'add', 'fetched', '--model-url', f'{url}/slow/{model}', '--sha256', right)
    wait_until(lambda: any(p.stat().st_size > 200_000 for p in folder.glob('*.part'))) or fail('nothing comes')
    began = time.monotonic()
    interrupt(adding)
    adding.communicate(timeout=20)
    adding.returncode == 130 and time.monotonic() - began < 2 or fail(adding.returncode)
    server.begins.clear()
    person.add('fetched', '--model-url', f'{url}/slow/{model}', '--sha256', right, '--mmproj', f'{url}/{eyes}')
    server.begins[0] > 0 or fail('it began anew')
    sorted(p.name for p in folder.glob('*.gguf')) == sorted([model, eyes]) or fail(list(folder.iterdir()))
    person.ask('fetched', 'which colour?', '--image', 'red.png')['answer'].count('mostly red') == 1 or fail('not red')
    nothing_is_left(person)
    server.shutdown()


TESTS = [test for name, test in list(globals().items()) if name.startswith('test_')]


def main():
    folder = models()
    with Person() as person:
        write_program(person.folder / 'bin/llama-server')
        person.model, person.projector = folder / 'tiny-omni.gguf', folder / 'mmproj-tiny-omni.gguf'
        person.add('tiny', '--model-file', person.model, '--mmproj', person.projector)
        run_all(TESTS, person)


if __name__ == '__main__':
    sys.exit(main())
