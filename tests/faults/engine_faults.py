"""Engines that fail in the ways real ones do: the right answer, or one sentence that names the engine, the cause and
what to do. Never a wrong answer, never two of them.

A scripted server on this machine; asked through the command line. A case is a path before /v1.
"""
import atexit
import base64
import email.utils
import json
import os
import shutil
import socketserver
import struct
import subprocess
import sys
import tempfile
import threading
import time
import zlib
from http.server import BaseHTTPRequestHandler
from pathlib import Path

ASKGLASS = os.environ['ASKG_PROGRAM']
CASES = {}
asked = {}  # case -> bodies of the questions


def fail(text):
    raise AssertionError(text)


def png():
    rows = (b'\0' + b'\xe0\x10\x10' * 64) * 64
    def chunk(kind, data):
        return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', 64, 64, 8, 2, 0, 0, 0)) +
            chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b''))


def wav():
    return b'RIFF' + struct.pack('<I', 36 + 3200) + b'WAVEfmt ' + struct.pack('<IHHIIHH', 16, 1, 1, 16000, 32000, 2, 16) + \
        b'data' + struct.pack('<I', 3200) + bytes(3200)


def delta(text, **more):
    return {'id': 'c', 'object': 'chat.completion.chunk', 'model': 'm1',
            'choices': [{'index': 0, 'delta': {'content': text}, 'finish_reason': None}], **more}


def end(reason='stop'):
    return {'id': 'c', 'model': 'm1', 'choices': [{'index': 0, 'delta': {}, 'finish_reason': reason}]}


def sse(*events, done=True):
    return ''.join(f'data: {json.dumps(e)}\n\n' for e in events) + ('data: [DONE]\n\n' if done else '')


GOOD = sse(delta('Good'), delta(' day.'), end())


class Handler(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def log_message(self, *words):
        pass

    def say(self, body, status=200, kind='text/event-stream', close=False, **headers):
        body = body if isinstance(body, bytes) else body.encode()
        self.send_response(status)
        self.send_header('Content-Type', kind)
        for name, value in headers.items():
            self.send_header(name.replace('_', '-'), value)
        if close:
            self.send_header('Connection', 'close')
            self.close_connection = True
        else:
            self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def error(self, status, message, kind='application/json', **more):
        self.say(json.dumps({'error': {'message': message, **more}}), status, kind)

    def cut(self):
        """Neither an end nor a farewell."""
        self.wfile.flush()
        self.connection.setsockopt(1, 13, struct.pack('ii', 1, 0))
        self.connection.close()
        self.close_connection = True

    def do_GET(self):
        case = self.path.split('/')[1]
        if self.path.endswith('/models') and case not in ('prefix', 'nomodels'):
            self.say(json.dumps({'object': 'list', 'data': [{'id': CASES[case].get('model', 'm1'), 'object': 'model'}]}),
                     kind='application/json')
        else:
            self.say('<html><title>404 Not Found</title></html>', 404, 'text/html')

    def do_POST(self):
        body = self.rfile.read(int(self.headers['Content-Length']))
        case = self.path.split('/')[1]
        if self.path.endswith('/api/show'):
            self.say('not found', 404, 'text/plain')
            return
        asked.setdefault(case, []).append(body)
        CASES[case]['reply'](self, len(asked[case]), body)


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def handle_error(self, *words):
        pass


def case(question='hello?', code=0, answer=None, says=(), asks=1, attach=None, note=None, **more):
    """@answer is what is printed; @says the words of the one sentence; @asks how many requests were made."""
    def add(reply):
        CASES[reply.__name__] = dict(reply=reply, question=question, code=code, answer=answer, says=says, asks=asks,
                                     attach=attach, note=note, **more)
        return reply
    return add


# -- Answers that are whole ----------------------------------------------------------------------------------------

@case(answer='Good day.')
def plain(self, n, body):
    self.say(GOOD)


@case(answer='Good day.')
def at_once(self, n, body):
    self.say(json.dumps({'model': 'm1', 'choices': [{'message': {'content': 'Good day.'}, 'finish_reason': 'stop'}]}),
             kind='application/json')


@case(answer='Good day.')
def no_done_but_a_reason(self, n, body):
    self.say(sse(delta('Good day.'), end(), done=False), close=True)


@case(answer='Good day.')
def usage_with_a_choice(self, n, body):
    self.say(sse(delta('Good day.', usage={'prompt_tokens': 1, 'completion_tokens': 2}), end()))


@case(answer='Good day.', within=1.5)
def never_closes(self, n, body):
    self.send_response(200)
    self.send_header('Content-Type', 'text/event-stream')
    self.end_headers()
    self.wfile.write(GOOD.encode())
    self.wfile.flush()
    time.sleep(8)
    self.close_connection = True


@case(answer='Good day.', reasoning='Hm.')
def thinking_in_the_text(self, n, body):
    self.say(sse(delta('<think>Hm.'), delta('</think>'), delta('Good day.'), end()))


@case(answer='Good day.', note='answered')
def another_model_answers(self, n, body):
    self.say(sse(delta('Good', model='qq-7b'), delta(' day.', model='qq-7b'), end()).replace('"m1"', '"qq-7b"'))


@case(answer='Good day.', model='org/m1:7b')
def a_model_with_a_path(self, n, body):
    json.loads(body)['model'] == 'org/m1:7b' or fail('another model was asked for')
    self.say(GOOD.replace('"m1"', '"/models/org/m1:7b.gguf"'))


@case(answer='Good day.', finish='length')
def cut_by_its_limit(self, n, body):
    self.say(sse(delta('Good day.'), end('length')))


# -- Answers that are none -----------------------------------------------------------------------------------------

@case(code=6, answer='Good', says=('broke off', 'kept'))
def ends_without_an_end(self, n, body):
    self.say(sse(delta('Good'), done=False), close=True)


@case(code=6, answer='Good')
def reset_in_the_middle(self, n, body):
    self.send_response(200)
    self.send_header('Content-Type', 'text/event-stream')
    self.end_headers()
    self.wfile.write(sse(delta('Good'), done=False).encode())
    self.wfile.flush()
    time.sleep(0.3)  # a reset takes what was not read yet with it
    self.cut()


@case(code=6, answer='', says=('empty answer',), asks=2)
def nothing_at_all(self, n, body):
    self.say('', close=True)


@case(code=6, answer='Good', says=('CUDA out of memory',))
def fails_in_the_middle(self, n, body):
    self.say(sse(delta('Good'), {'error': {'message': 'CUDA out of memory', 'code': 500}}))


@case(code=6, answer='', says=('boom',))
def error_with_200(self, n, body):
    self.say(json.dumps({'error': 'boom'}), kind='application/json')


@case(code=6, answer='', says=('web page', 'address'))
def a_login_page(self, n, body):
    self.say('<!doctype html><html><body><h1>Welcome to Hotel</h1></body></html>', kind='text/html')


@case(code=6, answer='', says=('address',), asks=None)
def a_redirect(self, n, body):
    self.say('', 302, Location='http://elsewhere.example/v1/chat/completions')


# -- Refusals --------------------------------------------------------------------------------------------------------

@case(code=6, answer='', says=('key', 'Incorrect'))
def wrong_key(self, n, body):
    self.error(401, 'Incorrect API key provided', code='invalid_api_key')


@case(code=6, answer='', says=('key',))
def wrong_key_that_speaks_of_a_database(self, n, body):
    self.error(400, 'No connected db.', type='no_db_connection', code='400')


@case(code=6, answer='', says=('model', 'm1'))
def unknown_model(self, n, body):
    self.error(404, 'model "m1" not found, try pulling it first')


@case(code=6, answer='', says=('model', 'm1'))
def unknown_model_by_400(self, n, body):
    self.error(400, "Invalid model name passed in model=m1", code='400')


@case(code=3, answer='', says=('too long', '9000', '4096'))
def too_long(self, n, body):
    self.error(400, "This model's maximum context length is 4096 tokens. However, your messages resulted in 9000 tokens.",
               code='context_length_exceeded')


@case(code=3, answer='', says=('smaller',))
def too_large(self, n, body):
    self.say('<html><head><title>413 Request Entity Too Large</title></head></html>', 413, 'text/html')


@case(code=6, answer='', says=('bad body',))
def an_echo_of_what_was_sent(self, n, body):
    self.error(400, 'bad body\nmore lines\n' + base64.b64encode(os.urandom(280000)).decode())


@case(code=6, answer='', says=('overloaded',), asks=4, slow=True)
def never_recovers(self, n, body):
    self.error(503, 'overloaded')


@case(answer='Good day.', asks=2)
def recovers(self, n, body):
    self.error(503, 'busy') if n == 1 else self.say(GOOD)


@case(answer='Good day.', asks=3)
def is_loading(self, n, body):
    self.error(503, 'Loading model', type='unavailable_error', code=503) if n < 3 else self.say(GOOD)


@case(answer='Good day.', asks=2)
def asks_to_wait(self, n, body):
    self.say(json.dumps({'error': {'message': 'slow down'}}), 429, 'application/json', Retry_After='1') if n == 1 else self.say(GOOD)


@case(answer='Good day.', asks=2)
def asks_to_wait_until_a_date(self, n, body):
    when = email.utils.formatdate(time.time() + 2, usegmt=True)
    self.say(json.dumps({'detail': 'slow down'}), 429, 'application/json', Retry_After=when) if n == 1 else self.say(GOOD)


@case(code=6, answer='', says=('wait', '500'))
def asks_to_wait_too_long(self, n, body):
    self.say(json.dumps({'error': {'message': 'tomorrow'}}), 429, 'application/json', Retry_After='500')


@case(code=6, answer='', says=('used up',))
def is_used_up(self, n, body):
    self.error(429, 'You exceeded your current quota', code='insufficient_quota')


# -- What is asked otherwise -----------------------------------------------------------------------------------------

@case(answer='Good day.', asks=2)
def no_system_role(self, n, body):
    if json.loads(body)['messages'][0]['role'] == 'system':
        self.error(500, 'Jinja Exception: Conversation roles must alternate user/assistant/user/assistant/...')
    else:
        self.say(GOOD)


@case(answer='Good day.', asks=2)
def no_stream_options(self, n, body):
    if 'stream_options' in json.loads(body):
        self.error(400, "Unrecognized request argument supplied: stream_options", param='stream_options')
    else:
        self.say(GOOD)


@case(answer='Good day.', asks=2)
def prefix(self, n, body):
    """The address is given without /v1, and there is nothing below /v1."""
    self.say(GOOD) if not self.path.startswith('/prefix/v1/') else self.say('no', 404, 'text/plain')


@case(answer='Good day.', asks=2, attach='image', note='cannot see')
def refuses_pictures(self, n, body):
    if b'image_url' in body:
        self.error(500, 'image input is not supported - hint: if this is unexpected, you may need to provide the mmproj')
    else:
        self.say(GOOD)


@case(answer='Good day.', asks=2, attach='image', note='can see')
def passes_over_pictures(self, n, body):
    self.say(GOOD)


@case(code=6, answer='', attach='audio', asks=1, says=('cannot hear',))
def refuses_sounds(self, n, body):
    self.error(400, 'invalid message format')


# -- What a person who reads no JSON is told --------------------------------------------------------------------------

@case(code=6, answer='Good', asks=2, attach='image', note='can see', says=('broke off',))
def passes_over_pictures_and_ends(self, n, body):
    self.say(sse(delta('Good'), done=False), close=True)


def check_lines(person):
    """Notes come with an answer; an error comes alone."""
    for name in 'passes_over_pictures', 'passes_over_pictures_and_ends':
        done = person.run('ask', '--engine', name, '--image', 'image', 'hello?')
        len(done.stderr.strip().splitlines()) == 1 or fail(done)
        ('can see' in done.stderr) == (done.returncode == 0) or fail(done)


# -- More than one engine ---------------------------------------------------------------------------------------------

def check_one_steps_in(person):
    """Only where the first may be stood in for, and never for one that was asked by its name."""
    for name, words in ('nobody', ['--fallback']), ('somebody', []):
        url = 'http://127.0.0.1:9' if name == 'nobody' else f'http://127.0.0.1:{person.port}/plain'
        person.run('engines', 'add', name, url, *words).returncode == 0 or fail('cannot be added')
    person.run('engines', 'default', 'nobody').returncode == 0 or fail('no default')
    turn = json.loads(person.run('ask', '--json', 'hello?').stdout)
    (turn['answer'], turn['engine']) == ('Good day.', 'somebody') or fail(turn)
    any('nobody' in note and 'somebody' in note for note in turn['notes']) or fail(turn['notes'])
    done = person.run('ask', '--engine', 'nobody', 'hello?')
    (done.returncode, done.stdout) == (6, '') and 'nobody' in done.stderr or fail(done)
    person.run('engines', 'remove', 'somebody')
    done = person.run('ask', 'hello?')
    done.returncode == 6 and '127.0.0.1:9' in done.stderr or fail(done)


class Person:
    def __init__(self, port):
        self.folder = Path(tempfile.mkdtemp(prefix='askglass-engines-'))
        atexit.register(shutil.rmtree, self.folder, ignore_errors=True)
        (self.folder / 'run').mkdir(mode=0o700)
        self.env = {**os.environ, 'HOME': str(self.folder), 'XDG_DATA_HOME': str(self.folder / 'data'),
                    'XDG_CONFIG_HOME': str(self.folder / 'config'), 'XDG_CACHE_HOME': str(self.folder / 'cache'),
                    'XDG_RUNTIME_DIR': str(self.folder / 'run'), 'LC_ALL': 'C.UTF-8', 'NO_PROXY': '*'}
        for name in 'DBUS_SESSION_BUS_ADDRESS', 'WAYLAND_DISPLAY', 'DISPLAY':
            self.env.pop(name, None)
        (self.folder / 'image').write_bytes(png())
        (self.folder / 'audio').write_bytes(wav())
        self.port = port

    def run(self, *words, given=None):
        return subprocess.run([ASKGLASS, *words], capture_output=True, timeout=100, env=self.env, cwd=self.folder, text=True,
                              input=given)

    def ask(self, name, wanted):
        done = self.run('engines', 'add', name, f'http://127.0.0.1:{self.port}/{name}',
                        *(['--model', wanted['model']] if 'model' in wanted else []))
        done.returncode == 0 or fail(done.stderr)
        attach = [f'--{wanted["attach"]}', wanted['attach']] if wanted['attach'] else []
        return self.run('ask', '--engine', name, '--json', *attach, wanted['question'])


def check(person, name, wanted):
    began = time.monotonic()
    done = person.ask(name, wanted)
    took = time.monotonic() - began
    turn = json.loads(done.stdout)
    said = done.stderr.strip()
    told = f'{name}: {done.returncode} {turn} {said}'
    done.returncode == wanted['code'] or fail(told)
    turn['answer'] == wanted['answer'] or fail(told)
    len(said.splitlines()) == (0 if wanted['code'] == 0 else 1) or fail(told)
    if wanted['code']:
        len(said) <= 410 and name in said or fail(told)
    for word in wanted['says']:
        word in said or fail(f'{told}: not “{word}”')
    wanted['asks'] in (None, len(asked.get(name, ()))) or fail(f'{told}: asked {len(asked[name])} times')
    not wanted['note'] or any(wanted['note'] in note for note in turn['notes']) or fail(told)
    turn['reasoning'] == wanted.get('reasoning', '') or fail(told)
    turn['finish'] == wanted.get('finish', turn['finish']) or fail(told)
    took < wanted.get('within', 40) or fail(f'{told}: took {took:.0f} s')
    print(f'ok  {name:36} {took:5.2f} s  {said[10:]}', flush=True)


def main():
    server = Server(('127.0.0.1', 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    person = Person(server.server_address[1])
    names = [name for name in CASES if not sys.argv[1:] or name in sys.argv[1:]]
    bad = []
    try:
        for name in names:
            try:
                check(person, name, CASES[name])
            except AssertionError as problem:
                bad.append(name)
                print('BAD', problem, flush=True)
        if not sys.argv[1:]:
            check_lines(person)
            print('ok  one line')
            shutil.rmtree(person.folder)
            person = Person(server.server_address[1])
            check_one_steps_in(person)
            print('ok  one steps in')
    finally:
        shutil.rmtree(person.folder)
    sys.exit(f'{len(bad)} of {len(names)} failed: {", ".join(bad)}' if bad else 0)


if __name__ == '__main__':
    main()
