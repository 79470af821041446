"""A server on this machine whose replies are written byte by byte, so that they may be as broken as they like.

A case is a server with manners of its own; its name is the path before whatever its address ends with.
"""
import json
import os
import socket
import struct
import threading
import time

CASES = {}
asked = {}  # case -> what was asked of its chat


def fail(text):
    raise AssertionError(text)


# -- What is said ------------------------------------------------------------------------------------------------------

def chunk(text=None, reason=None, model='m1', role=None, **more):
    delta = {**({'role': role} if role else {}), **({'content': text} if text is not None else {})}
    return {'id': 'chatcmpl-1', 'object': 'chat.completion.chunk', 'created': 1, 'model': model,
            'choices': [{'index': 0, 'delta': delta, 'finish_reason': reason}], **more}


def event(data, newline='\n'):
    return f'data: {data if isinstance(data, str) else json.dumps(data)}{newline}{newline}'


def stream(*data, done=True):
    return ''.join(event(d) for d in data) + (event('[DONE]') if done else '')


def whole(text, model='m1', reason='stop', **more):
    return {'id': 'chatcmpl-1', 'object': 'chat.completion', 'model': model,
            'choices': [{'index': 0, 'message': {'role': 'assistant', 'content': text}, 'finish_reason': reason}], **more}


def usage(n_in=9, n_out=3):
    return {'prompt_tokens': n_in, 'completion_tokens': n_out, 'total_tokens': n_in + n_out}


GOOD = stream(chunk(role='assistant', text=''), chunk('Good'), chunk(' day.'), chunk(reason='stop'))


# -- The server ----------------------------------------------------------------------------------------------------------

class Wire:
    """One request, and the socket its reply goes to."""

    def __init__(self, connection, method, path, headers, body, n):
        self.connection, self.method, self.path, self.headers, self.body, self.n = connection, method, path, headers, body, n
        self.closes = False

    @property
    def json(self):
        return json.loads(self.body)

    def send(self, data):
        self.connection.sendall(data if isinstance(data, bytes) else data.encode())

    def head(self, status=200, kind='text/event-stream', *more):
        self.send(f'HTTP/1.1 {status} So\r\n' + (f'Content-Type: {kind}\r\n' if kind else '') +
                  ''.join(f'{line}\r\n' for line in more) + '\r\n')

    def say(self, body, status=200, kind='text/event-stream', *more):
        data = body if isinstance(body, bytes) else body.encode()
        self.head(status, kind, f'Content-Length: {len(data)}', *more)
        self.send(data)

    def tell(self, value, status=200, *more):
        self.say(json.dumps(value), status, 'application/json', *more)

    def refuse(self, status, message, *more, **members):
        self.tell({'error': {'message': message, 'type': 'error', 'param': None, 'code': None, **members}}, status, *more)

    def begin(self, *more):
        """A stream until the connection closes."""
        self.head(200, 'text/event-stream', 'Connection: close', *more)
        self.closes = True

    def pieces(self, *pieces, pause_s=0.0):
        self.begin()
        for piece in pieces:
            self.send(piece)
            time.sleep(pause_s)

    def cut(self):
        """A reset: neither an end nor a farewell."""
        time.sleep(0.2)  # it takes what was not read yet with it
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
        self.close()

    def close(self):
        self.closes = True
        self.connection.close()

    def has_picture(self):
        return b'image_url' in self.body

    def has_sound(self):
        return b'input_audio' in self.body or b'audio_url' in self.body


def list_models(wire, case):
    """What it says of its models; 404 where the case says None."""
    models = case['models']
    if callable(models):
        models(wire)
    elif models is None:
        wire.tell({'detail': 'Not Found'}, 404)
    elif isinstance(models, str):
        wire.say(models, 200, 'text/html' if models.startswith('<') else 'application/json')
    else:
        wire.tell({'object': 'list', 'data': [m if isinstance(m, dict) else {'id': m, 'object': 'model'} for m in models]})


def answer(wire):
    case = CASES[wire.path.split('/')[1]]
    if case.get('front') and case['front'](wire):
        return
    if wire.method == 'GET' and wire.path.endswith('/models'):
        list_models(wire, case)
    elif wire.method == 'POST' and wire.path.endswith('/chat/completions'):
        told = asked.setdefault(case['name'], [])
        told.append(wire.body)
        wire.n = len(told)
        case['reply'](wire)
    else:
        wire.tell({'detail': 'Not Found'}, 404)


def read_request(connection, kept):
    while b'\r\n\r\n' not in kept:
        more = connection.recv(65536)
        if not more:
            return None, b''
        kept += more
    head, _, kept = kept.partition(b'\r\n\r\n')
    lines = head.decode('latin-1').split('\r\n')
    method, path, _ = lines[0].split(' ', 2)
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(':') for line in lines[1:])}
    n_bytes = int(headers.get('content-length', 0))
    limit = CASES.get(path.split('/')[1], {}).get('limit_bytes')
    if limit is not None and n_bytes > limit:  # refused before it was read, as nginx does
        connection.sendall(b'HTTP/1.1 413 Request Entity Too Large\r\nConnection: close\r\nContent-Type: text/html\r\n\r\n'
                           b'<html><head><title>413 Request Entity Too Large</title></head></html>')
        return None, b''
    if 'expect' in headers:
        connection.sendall(b'HTTP/1.1 100 Continue\r\n\r\n')
    while len(kept) < n_bytes:
        more = connection.recv(65536)
        if not more:
            return None, b''
        kept += more
    return Wire(connection, method, path, headers, kept[:n_bytes], 0), kept[n_bytes:]


def serve(connection):
    kept = b''
    try:
        while True:
            wire, kept = read_request(connection, kept)
            if wire is None:
                break
            answer(wire)
            if wire.closes:
                break
    except OSError:
        pass
    finally:
        connection.close()


def listen(family, address):
    server = socket.socket(family, socket.SOCK_STREAM)
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.bind(address)
    server.listen(64)

    def accept():
        while True:
            connection, _ = server.accept()
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=serve, args=(connection,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    return server.getsockname()[1]


def case(code=0, answer=None, says=(), never=(), asks=1, **more):
    """What must come of it.

    @code: the exit status; @answer: what is printed; @says, @never: words of the sentence; @asks: how often it was asked
    (None: any); attach: image, audio; model, key: as given; models: the list; url: what follows the name in the address;
    note: words beside the answer; limits: time-outs, ms; within: seconds; slow: only by option; tests: False: not tested, too.
    """
    def add(reply):
        name = reply.__name__
        CASES[name] = {'name': name, 'reply': reply, 'code': code, 'says': says, 'never': never, 'asks': asks, 'attach': None,
                       'model': None, 'models': ['m1'], 'url': '/v1', 'note': None, 'limits': {}, 'within': 30, 'key': None,
                       'answer': ('Good day.' if code == 0 else '') if answer is None else answer, **more}
        return reply
    return add
