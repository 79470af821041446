"""Servers and proxies as strangers run them, each with its own manners and faults, asked through the command line:
the right answer, or one sentence that names the engine, the cause and what to do. Every question is found again.

    engine_servers.py [NAME]...    all of them, or some

A case is a server; its name is the path before whatever the address ends with. Replies are written byte by byte to a
plain socket, so that a reply may be as broken as it likes.
"""
import base64
import concurrent.futures
import email.utils
import gzip
import json
import os
import re
import shutil
import socket
import struct
import sys
import threading
import time
from types import SimpleNamespace

from engine_faults import Person as OnePerson, fail

N_PERSONS = 6
MAX_CHARS = 400
SENTENCE = re.compile(r'[.?!]”?$')
CASES = {}
asked = {}  # case -> what was asked of its chat
PAGE_502 = ('<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n'
            '<hr><center>nginx/1.25.3</center>\r\n</body>\r\n</html>\r\n')
PAGE_524 = ('<!DOCTYPE html>\n<!--[if lt IE 7]> <html class="no-js ie6 oldie" lang="en-US"> <![endif]-->\n<html><head>\n<title>'
            'llm.example | 524: A timeout occurred</title><style>body{margin:0;padding:0}</style><script>var a="<b>";</script>'
            '</head><body><h1>A timeout occurred <span>Error code 524</span></h1>' + '<p>Cloudflare Ray ID</p>' * 200 + '</body></html>')
LOGIN = ('<!doctype html><html><head><title>Sign in</title></head><body><form action="/login"><input name="password">'
         '</form></body></html>')


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
    note: words beside the answer; limits: time-outs, ms; within: seconds; slow: only by option.
    """
    def add(reply):
        name = reply.__name__
        CASES[name] = {'name': name, 'reply': reply, 'code': code, 'says': says, 'never': never, 'asks': asks, 'attach': None,
                       'model': None, 'models': ['m1'], 'url': '/v1', 'note': None, 'limits': {}, 'within': 30, 'key': None,
                       'answer': ('Good day.' if code == 0 else '') if answer is None else answer, **more}
        return reply
    return add


# -- Servers, as they are when all is well ---------------------------------------------------------------------------------

@case()
def ollama(wire):
    wire.say(stream(chunk(role='assistant', text='Good'), chunk(' day.', role='assistant'), chunk('', 'stop', role='assistant')))


@case(answer='Good', code=6, says=('broke off', 'ollama_runner_dies'))
def ollama_runner_dies(wire):
    """One last chunk with nothing in it, and a clean end."""
    wire.pieces(stream(chunk(role='assistant', text='Good'), chunk('', role='assistant'), done=False))


@case(code=6, says=('empty answer',), asks=2)
def ollama_runner_dies_at_once(wire):
    wire.pieces(stream(chunk('', role='assistant'), done=False))


@case(models=['hf.co/unsloth/Qwen3-0.6B-GGUF:Q4_K_M', 'llama3.2:latest'], model='hf.co/unsloth/Qwen3-0.6B-GGUF:Q4_K_M')
def ollama_long_names(wire):
    wire.json['model'] == 'hf.co/unsloth/Qwen3-0.6B-GGUF:Q4_K_M' or fail(wire.body)
    wire.say(GOOD.replace('"m1"', '"hf.co/unsloth/Qwen3-0.6B-GGUF:Q4_K_M"'))


@case(model='qwen3', models=['qwen3:latest'])
def ollama_model_without_its_tag(wire):
    wire.say(GOOD.replace('"m1"', '"qwen3:latest"'))


@case(code=6, model='qwen9', says=('model', 'qwen9', 'ollama_no_model'))
def ollama_no_model(wire):
    wire.tell({'error': {'message': 'model "qwen9" not found, try pulling it first', 'type': 'api_error', 'param': None, 'code': None}}, 404)


@case(code=6, says=('requires more system memory', 'ollama_no_memory'), asks=None)
def ollama_no_memory(wire):
    wire.tell({'error': {'message': 'model requires more system memory (15.2 GiB) than is available (7.1 GiB)', 'type': 'api_error',
                         'param': None, 'code': None}}, 500)


@case(usage=(9, 3))
def vllm(wire):
    """Counts on every chunk, which grow."""
    wire.say(stream(*(chunk(text, reason, usage=usage(9, n), logprobs=None, token_ids=None)
                      for n, (text, reason) in enumerate([('', None), ('Good', None), (' day.', None), ('', 'stop')])),
                    {'id': 'x', 'object': 'chat.completion.chunk', 'created': 1, 'model': 'm1', 'choices': [], 'usage': usage()}))


@case(answer='Good', code=6, says=('EngineCore', 'vllm_dies'))
def vllm_dies(wire):
    wire.say(stream(chunk('Good'), {'error': {'message': 'EngineCore encountered an issue. See stack trace (above) for the root cause.',
                                              'type': 'InternalServerError', 'param': None, 'code': 500}}))


@case(code=6, says=('EngineCore', 'vllm_dies_at_once'), asks=None)
def vllm_dies_at_once(wire):
    wire.say(stream({'error': {'message': 'EngineCore encountered an issue.', 'type': 'InternalServerError', 'code': 500}}))


@case(code=3, says=('too long', '40960', '41002'))
def vllm_too_long(wire):
    wire.refuse(400, "This model's maximum context length is 40960 tokens. However, you requested 41002 tokens in the messages, Please "
                     "reduce the length of the messages. None", type='BadRequestError', code=400)


@case(code=6, says=('model', 'm1'), model='m1', models=None)
def vllm_no_model(wire):
    wire.refuse(404, 'The model `m1` does not exist.', type='NotFoundError', code=404)


@case(code=0, attach='image', asks=2, note='cannot see')
def vllm_blind(wire):
    if wire.has_picture():
        wire.refuse(400, 'm1 is not a multimodal model None', type='BadRequestError', code=400)
    else:
        wire.say(GOOD)


@case(code=0, attach='image', asks=2, note='cannot see')
def vllm_no_pictures_at_once(wire):
    if wire.has_picture():
        wire.refuse(400, 'At most 0 image(s) may be provided in one prompt.', type='BadRequestError', code=400)
    else:
        wire.say(GOOD)


@case(code=6, attach='audio', asks=None, says=('cannot hear',))
def vllm_deaf(wire):
    wire.refuse(400, 'At most 0 audio(s) may be provided in one prompt.', type='BadRequestError', code=400)


@case(code=6, attach='audio', asks=None, says=('hear', 'fastapi_deaf'))
def fastapi_deaf(wire):
    wire.tell({'detail': [{'type': 'literal_error', 'loc': ['body', 'messages', 1, 'content', 0, 'type'], 'input': 'input_audio',
                           'msg': "Input should be 'text'", 'ctx': {'expected': "'text'"}, 'url': 'https://errors.pydantic.dev'}]}, 422)


@case(code=0, attach='image', asks=2, note='cannot see')
def fastapi_blind(wire):
    """A content that may only be a string."""
    if not isinstance(wire.json['messages'][-1]['content'], str):
        wire.tell({'detail': [{'type': 'string_type', 'loc': ['body', 'messages', 1, 'content'], 'msg': 'Input should be a valid string',
                               'input': wire.json['messages'][-1]['content']}]}, 422)
    else:
        wire.say(GOOD)


@case(code=6, says=('Temperature', 'sglang'))
def sglang_refuses(wire):
    wire.tell({'object': 'error', 'message': 'Temperature must be non-negative, got -1.', 'type': 'BadRequestError', 'param': None,
               'code': 400}, 400)


@case(attach='audio', asks=2)
def sglang_hears_by_address(wire):
    if b'audio_url' in wire.body:
        wire.say(GOOD)
    else:
        wire.tell({'object': 'error', 'message': "1 validation error: messages.1.content.1: Input tag 'input_audio' found using 'type' "
                   "does not match any of the expected tags: 'text', 'image_url', 'audio_url'", 'type': 'BadRequestError', 'code': 400}, 400)


@case(code=6, answer='Good', says=('broke off', 'sglang_aborts'))
def sglang_aborts(wire):
    """The scheduler gave up: what came is no whole answer."""
    wire.say(stream(chunk('Good'), chunk('', 'abort')))


@case(reasoning='Hm.')
def lm_studio(wire):
    wire.say(stream(chunk(role='assistant'), {**chunk(), 'choices': [{'index': 0, 'delta': {'reasoning_content': 'Hm.'}, 'finish_reason': None}]},
                    chunk('Good day.'), chunk(reason='stop')))


@case(code=6, says=('Model unloaded', 'lm_studio_unloads'), asks=None)
def lm_studio_unloads(wire):
    wire.begin()
    wire.send('event: error\ndata: {"error":{"message":"Model unloaded."}}\n\n')


@case(code=6, says=('model',), models=[])
def lm_studio_without_models(wire):
    wire.refuse(400, "No models loaded. Please load a model in the developer page or use the 'lms load' command.",
                type='invalid_request_error', code='model_not_found')


@case(usage=(9, 3), cost=True)
def openrouter(wire):
    wire.pieces(': OPENROUTER PROCESSING\n\n', ': OPENROUTER PROCESSING\n\n',
                stream(chunk('Good', provider='DeepInfra'), chunk(' day.'),
                       chunk('', 'stop', usage={**usage(), 'cost': 0.000014, 'is_byok': False})), pause_s=0.05)


@case(code=6, answer='Good', says=('Provider disconnected', 'openrouter_breaks'))
def openrouter_breaks(wire):
    wire.pieces(': OPENROUTER PROCESSING\n\n', stream(chunk('Good'),
        {**chunk('', 'error'), 'error': {'code': 'server_error', 'message': 'Provider disconnected unexpectedly'}}, done=False))


@case(code=6, says=('used up', 'openrouter_without_credit'))
def openrouter_without_credit(wire):
    wire.tell({'error': {'message': 'Insufficient credits. Add more using https://openrouter.ai/settings/credits', 'code': 402},
               'user_id': 'u'}, 402)


@case(code=6, says=('moderation', 'flagged'), asks=1)
def openrouter_moderates(wire):
    wire.tell({'error': {'message': 'Input was flagged by moderation', 'code': 403, 'metadata': {'reasons': ['violence'], 'flagged_input': 'x'}}}, 403)


@case(code=0, asks=None, note='cannot see', attach='image')
def openrouter_blind(wire):
    if wire.has_picture():
        wire.tell({'error': {'message': 'No endpoints found that support image input', 'code': 404}}, 404)
    else:
        wire.say(GOOD)


@case(code=6, says=('upstream went away', 'openrouter_provider'), asks=None)
def openrouter_provider(wire):
    wire.tell({'error': {'message': 'Provider returned error', 'code': 502,
                         'metadata': {'raw': '{"error":{"message":"upstream went away"}}', 'provider_name': 'X'}}}, 502)


@case(code=6, says=('could not load model', 'localai_cannot_load'), asks=None)
def localai_cannot_load(wire):
    wire.tell({'error': {'code': 500, 'message': 'could not load model - all backends returned error:\n  - llama-cpp: rpc error: code = '
               'Unknown desc = failed loading model\n  - whisper: rpc error: code = Unavailable\n' + 'x ' * 4000, 'type': ''}}, 500)


@case(usage=(9, 3))
def groq(wire):
    wire.say(stream(chunk('Good', x_groq={'id': 'req_1'}), chunk(' day.'), chunk(reason='stop', x_groq={'id': 'req_1', 'usage': usage()})))


@case(reasoning='Hm.')
def mistral(wire):
    wire.say(stream({**chunk(), 'choices': [{'index': 0, 'delta': {'content': [{'type': 'thinking', 'thinking': [{'type': 'text', 'text': 'Hm.'}]}]}}]},
                    {**chunk(), 'choices': [{'index': 0, 'delta': {'content': [{'type': 'text', 'text': 'Good'}]}}]},
                    {**chunk(), 'choices': [{'index': 0, 'delta': {'content': [{'type': 'text', 'text': ' day.'}]}, 'finish_reason': 'stop'}]}))


@case(code=6, says=('mistral_key', 'key', 'Unauthorized'), key='k')
def mistral_key(wire):
    wire.tell({'message': 'Unauthorized', 'request_id': 'abc'}, 401)


@case(code=6, says=('Extra inputs', 'mistral_validates'))
def mistral_validates(wire):
    wire.tell({'object': 'error', 'message': {'detail': [{'type': 'extra_forbidden', 'loc': ['body', 'x'],
               'msg': 'Extra inputs are not permitted', 'input': True}]}, 'type': 'invalid_request_error', 'param': None, 'code': None}, 422)


@case(code=6, answer='Good', says=('failed',))
def mistral_breaks(wire):
    wire.say(stream(chunk('Good'), chunk('', 'error')))


@case(asks=2)
def roles_must_alternate(wire):
    roles = [m['role'] for m in wire.json['messages']]
    if roles[0] == 'system':
        wire.refuse(400, 'After the optional system message, conversation roles must alternate user/assistant/user/assistant/... '
                         '(Jinja: system is not supported)')
    else:
        wire.say(GOOD)


@case(url='/v1beta/openai/', models=['models/m1'])
def gemini_compatible(wire):
    wire.say(stream(chunk('Good day.', role='assistant'), chunk(None, 'stop')))


@case(code=6, says=('key', 'API key not valid'), url='/v1beta/openai', models=None, key='k')
def gemini_key(wire):
    wire.tell([{'error': {'code': 400, 'message': 'API key not valid. Please pass a valid API key.', 'status': 'INVALID_ARGUMENT'}}], 400)


@case(code=6, says=('no more requests', 'gemini_quota'), asks=None)
def gemini_quota(wire):
    wire.tell([{'error': {'code': 429, 'message': 'Resource has been exhausted (e.g. check quota).\n* Quota exceeded', 'status': 'RESOURCE_EXHAUSTED',
                          'details': [{'@type': 'type.googleapis.com/google.rpc.RetryInfo', 'retryDelay': '34s'}]}}], 429, 'Retry-After: 3000')


@case(code=0, usage=None)
def no_counts_at_all(wire):
    wire.say(stream(chunk('Good day.'), chunk(reason='stop')))


@case(usage=(9, 3))
def counts_with_a_choice(wire):
    wire.say(stream(chunk('Good'), chunk(' day.', 'stop', usage=usage())))


@case()
def counts_that_are_nonsense(wire):
    wire.say(stream(chunk('Good day.', usage={'prompt_tokens': -5, 'completion_tokens': 1e400 if False else 10 ** 30}), chunk(reason='stop', usage=[])))


# -- What is before a server ----------------------------------------------------------------------------------------------

@case(code=6, says=('nginx_502', '502'), never=('<',), asks=None)
def nginx_502(wire):
    wire.say(PAGE_502, 502, 'text/html')


@case(code=6, says=('cloudflare_524', 'timeout'), never=('<', 'body{'), asks=None)
def cloudflare_524(wire):
    wire.say(PAGE_524, 524, 'text/html; charset=UTF-8')


@case(code=3, says=('413', 'smaller'), attach='image', limit_bytes=100, asks=0)
def nginx_limits_the_body(wire):
    wire.say(GOOD)


@case(code=6, says=('web page', 'login_page'), never=('<',), asks=None, models=LOGIN)
def login_page(wire):
    wire.say(LOGIN, 200, 'text/html')


@case(code=6, says=('web page', 'login_page_without_type'), never=('<',), asks=None, models=None)
def login_page_without_type(wire):
    wire.say('\r\n\r\n  ' + LOGIN, 200, None)


@case(code=6, says=('login_page_as_stream', 'web page'), never=('<',), asks=1)
def login_page_as_stream(wire):
    wire.say(LOGIN, 200, 'text/event-stream')


@case(code=6, says=('elsewhere', 'login.example'), asks=None, models=None)
def redirect_to_a_login(wire):
    wire.say('', 302, 'text/html', 'Location: https://login.example/?next=/v1')


@case(code=6, says=('elsewhere', 'redirect_of_the_list'), asks=None, front=lambda wire: wire.say('', 308, 'text/html', 'Location: /other/v1/models') or True)
def redirect_of_the_list(wire):
    fail('it must not be asked')


@case(code=0, url='/llm/v1')
def proxy_with_a_prefix(wire):
    wire.path == '/proxy_with_a_prefix/llm/v1/chat/completions' or fail(wire.path)
    wire.say(GOOD)


@case(code=0, url='/llm', front=lambda wire: not wire.path.startswith('/proxy_prefix_without_v1/llm/v1') and (wire.tell({'detail': 'Not Found'}, 404) or True))
def proxy_prefix_without_v1(wire):
    wire.say(GOOD)


@case(code=6, url='/v1', says=('address', 'proxy_prefix_forgotten'), asks=None,
      front=lambda wire: not wire.path.startswith('/proxy_prefix_forgotten/llm/v1') and (wire.say('404 page not found\n', 404, 'text/plain') or True))
def proxy_prefix_forgotten(wire):
    fail('there is nothing here')


@case(code=0, url='/openai/v1/chat/completions')
def address_with_its_endpoint(wire):
    wire.path == '/address_with_its_endpoint/openai/v1/chat/completions' or fail(wire.path)
    wire.say(GOOD)


@case(code=0, url='/v1///')
def address_with_slashes(wire):
    wire.path == '/address_with_slashes/v1/chat/completions' or fail(wire.path)
    wire.say(GOOD)


@case(code=0, url='')
def address_without_v1(wire):
    wire.say(GOOD)


@case(code=0, url='/v1', front=lambda wire: '/v1/' in wire.path and (wire.say('no', 404, 'text/plain') or True))
def address_with_v1_too_much(wire):
    wire.say(GOOD)


@case(code=0, url='', host='[::1]')
def ipv6(wire):
    wire.headers['host'].startswith('[::1]:') or fail(wire.headers)
    wire.say(GOOD)


@case(code=0, url='/v1', host='localhost')
def by_name(wire):
    wire.say(GOOD)


@case(code=0)
def proxy_holds_the_stream_back(wire):
    time.sleep(1.5)
    wire.say(GOOD)


@case(code=6, answer='Good', says=('broke off', 'proxy_cuts_when_idle'))
def proxy_cuts_when_idle(wire):
    wire.pieces(stream(chunk('Good'), done=False), pause_s=0.5)


@case(code=6, answer='Good', says=('proxy_cuts_chunks',))
def proxy_cuts_chunks(wire):
    text = stream(chunk('Good'), done=False)
    wire.head(200, 'text/event-stream', 'Transfer-Encoding: chunked')
    wire.send(f'{len(text):x}\r\n{text}\r\n')
    time.sleep(0.2)
    wire.close()


@case(code=6, answer='Good', says=('chunks_that_are_none',))
def chunks_that_are_none(wire):
    text = stream(chunk('Good'), done=False)
    wire.head(200, 'text/event-stream', 'Transfer-Encoding: chunked')
    wire.send(f'{len(text):x}\r\n{text}\r\nzz\r\nqq')
    time.sleep(0.2)
    wire.close()


@case(code=0)
def small_chunks(wire):
    wire.head(200, 'text/event-stream', 'Transfer-Encoding: chunked')
    for byte in GOOD:
        wire.send(f'1\r\n{byte}\r\n')
    wire.send('0\r\nX-Trailer: yes\r\n\r\n')


@case(code=0)
def crlf_and_bom(wire):
    wire.say('\ufeff' + GOOD.replace('\n', '\r\n'))


@case(code=0)
def packed(wire):
    wire.say(gzip.compress(GOOD.encode()), 200, 'text/event-stream', 'Content-Encoding: gzip')


@case(code=6, says=('packed_and_says_nothing',), asks=None)
def packed_and_says_nothing(wire):
    wire.say(gzip.compress(GOOD.encode()))


@case(code=6, says=('packed', 'packed_badly'), asks=None)
def packed_badly(wire):
    wire.say(b'this is no gzip', 200, 'text/event-stream', 'Content-Encoding: gzip')


@case(code=6, says=('packed_in_a_way_nobody_knows',), asks=None)
def packed_in_a_way_nobody_knows(wire):
    wire.say(b'\x28\xb5\x2f\xfd' + os.urandom(60), 200, 'text/event-stream', 'Content-Encoding: snappy')


@case(code=6, says=('packed_bomb',), asks=1, within=20)
def packed_bomb(wire):
    wire.say(gzip.compress(b'data: ' + bytes(300_000_000), 1), 200, 'text/event-stream', 'Content-Encoding: gzip')


@case(code=6, answer='Good', says=('length_too_long',))
def length_too_long(wire):
    text = stream(chunk('Good'), done=False)
    wire.head(200, 'text/event-stream', f'Content-Length: {len(text) + 999}')
    wire.send(text)
    time.sleep(0.2)
    wire.close()


@case(code=6, answer='Good', says=('broke off',))
def length_too_short(wire):
    wire.head(200, 'text/event-stream', f'Content-Length: {GOOD.index(" day") + 4}')
    wire.send(GOOD)
    wire.closes = True


@case(code=0)
def length_too_long_but_done(wire):
    wire.head(200, 'text/event-stream', f'Content-Length: {len(GOOD) + 999}')
    wire.send(GOOD)
    time.sleep(0.2)
    wire.close()


@case(code=6, says=('endless_headers', 'header'), asks=None)
def endless_headers(wire):
    wire.send('HTTP/1.1 200 OK\r\n')
    for i in range(40000):
        wire.send(f'X-Filler-{i}: {"x" * 200}\r\n')


@case(code=6, says=('endless_header', 'header'), asks=None)
def endless_header(wire):
    wire.send('HTTP/1.1 200 OK\r\nX-Filler: ')
    for i in range(40):
        wire.send('x' * 65536)


@case(code=6, says=('endless_promises',), asks=None)
def endless_promises(wire):
    """A hundred thousand times: go on."""
    for i in range(1000):
        wire.send('HTTP/1.1 100 Continue\r\n\r\n' * 100)


@case(code=6, says=('speaks_something_else', 'HTTP'), asks=None, front=lambda wire: wire.send('SSH-2.0-OpenSSH_9.2\r\n') or wire.close() or True)
def speaks_something_else(wire):
    fail('it must not be asked')


@case(code=6, says=('speaks_something_else_later',), asks=None)
def speaks_something_else_later(wire):
    wire.send('220 smtp ready\r\n')
    wire.close()


# -- Connections that end -------------------------------------------------------------------------------------------------

@case(code=6, says=('resets_the_list',), asks=None, front=lambda wire: wire.cut() or True)
def resets_the_list(wire):
    fail('it must not be asked')


@case(code=6, says=('resets_before_a_word',), asks=None)
def resets_before_a_word(wire):
    wire.cut()


@case(code=6, says=('closes_before_a_word',), asks=None)
def closes_before_a_word(wire):
    wire.close()


@case(code=6, says=('resets_in_the_head',), asks=None)
def resets_in_the_head(wire):
    wire.send('HTTP/1.1 200 OK\r\nContent-Ty')
    wire.cut()


@case(code=6, says=('resets_after_the_head',), asks=None)
def resets_after_the_head(wire):
    wire.begin()
    wire.cut()


@case(code=6, answer='Good', says=('resets_in_an_event',))
def resets_in_an_event(wire):
    wire.begin()
    wire.send(stream(chunk('Good'), done=False) + 'data: {"choices":[{"delta":{"content":" evil')
    wire.cut()


@case(code=0)
def resets_after_its_reason(wire):
    """All was said: how it left does not matter."""
    wire.begin()
    wire.send(GOOD.replace(event('[DONE]'), ''))
    wire.cut()


@case(code=0)
def resets_after_done(wire):
    wire.begin()
    wire.send(GOOD)
    wire.cut()


@case(code=0, asks=2)
def closes_a_kept_connection(wire):
    """Closes without a word after every reply that promised to go on; the next question comes at once."""
    if wire.n == 1:
        wire.tell({'error': {'message': 'busy'}}, 503, 'Retry-After: 1')
        wire.close()
    else:
        wire.say(GOOD)


# -- Keys, models, limits ---------------------------------------------------------------------------------------------------

@case(code=0, key='sk-test-1234567890abcdef')
def right_key(wire):
    wire.headers.get('authorization') == 'Bearer sk-test-1234567890abcdef' or fail(wire.headers)
    wire.say(GOOD)


@case(code=6, key='sk-test-1234567890abcdef', says=('refused the key', 'key_of_a_database'), never=('1234567890',))
def key_of_a_database(wire):
    wire.refuse(400, 'Authentication Error, Invalid proxy server token passed. Received API Key = sk-test-1234567890abcdef, Key Hash '
                     '(Token) =4ba8. Unable to find token in cache or `LiteLLM_VerificationTokenTable`', type='token_not_found_in_db', code='400')


@case(code=6, key='k', says=('key', 'key_by_401'))
def key_by_401(wire):
    wire.say('', 401, None, 'WWW-Authenticate: Bearer')


@case(code=6, key='k', says=('key', 'key_by_401_of_the_list'), asks=0, models=lambda wire: wire.refuse(401, 'Incorrect API key provided: k'))
def key_by_401_of_the_list(wire):
    fail('it must not be asked')


@case(code=6, key='k', says=('forbids', 'key_by_403'), asks=1)
def key_by_403(wire):
    wire.refuse(403, 'Country, region, or territory not supported', code='unsupported_country_region_territory', type='request_forbidden')


@case(code=6, key='k', says=('key_by_403_page', 'forbids'), never=('<',), asks=1)
def key_by_403_page(wire):
    wire.say('<html><head><title>403 Forbidden</title></head><body>nginx</body></html>', 403, 'text/html')


@case(code=6, key='k', says=('used up', 'key_by_402'))
def key_by_402(wire):
    wire.refuse(402, 'Insufficient Balance', type='unknown_error', code='invalid_request_error')


@case(code=6, key='k', says=('used up', 'key_by_429'))
def key_by_429(wire):
    wire.refuse(429, 'You exceeded your current quota, please check your plan and billing details.', type='insufficient_quota', code='insufficient_quota')


@case(code=6, says=('model', 'nope'), model='nope', models=None)
def model_by_400(wire):
    wire.refuse(400, '/chat/completions: Invalid model name passed in model=nope. Call `/v1/models` to view available models for your key.', code='400')


@case(code=6, says=('model', 'nope'), model='nope')
def model_by_400_of_a_validator(wire):
    wire.refuse(400, 'nope is not a valid model ID', code=400)


@case(code=6, says=('model', 'nope'), model='nope')
def model_by_404_in_plain_text(wire):
    wire.say("model 'nope' not found", 404, 'text/plain')


@case(code=0, model='m1', note='tiny-7b')
def another_model_says_nothing(wire):
    wire.say(GOOD.replace('"m1"', '"tiny-7b"'))


@case(code=0, model='gpt-4', note='gpt-4o-mini')
def another_model_with_a_like_name(wire):
    wire.say(GOOD.replace('"m1"', '"gpt-4o-mini"'))


@case(code=0, model='gpt-4o', no_notes=True)
def the_model_with_its_date(wire):
    wire.say(GOOD.replace('"m1"', '"gpt-4o-2024-08-06"'))


@case(code=0, model='m1', no_notes=True)
def model_is_a_path(wire):
    wire.say(GOOD.replace('"m1"', '"/srv/models/m1.Q4_K_M.gguf"'))


@case(code=0, model='m1', no_notes=True)
def model_is_empty(wire):
    wire.say(GOOD.replace('"m1"', '""'))


@case(code=0, model='m1', no_notes=True)
def model_is_null(wire):
    wire.say(GOOD.replace('"m1"', 'null'))


@case(code=0, asks=2)
def wants_max_completion_tokens(wire):
    if wire.n == 1:
        wire.refuse(400, "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
                    type='invalid_request_error', param='max_tokens', code='unsupported_parameter')
    else:
        wire.say(GOOD)


@case(code=0, asks=2)
def asks_to_wait_a_second(wire):
    wire.refuse(429, 'slow', 'Retry-After: 1') if wire.n == 1 else wire.say(GOOD)


@case(code=0, asks=2)
def asks_to_wait_some_ms(wire):
    wire.refuse(429, 'slow', 'retry-after-ms: 300') if wire.n == 1 else wire.say(GOOD)


@case(code=0, asks=2)
def asks_to_wait_until_a_date(wire):
    wire.refuse(503, 'slow', f'Retry-After: {email.utils.formatdate(time.time() + 2, usegmt=True)}') if wire.n == 1 else wire.say(GOOD)


@case(code=0, asks=2)
def asks_to_wait_until_yesterday(wire):
    wire.refuse(503, 'slow', f'Retry-After: {email.utils.formatdate(time.time() - 90000, usegmt=True)}') if wire.n == 1 else wire.say(GOOD)


@case(code=0, asks=2)
def asks_to_wait_without_a_word(wire):
    wire.refuse(429, 'slow') if wire.n == 1 else wire.say(GOOD)


@case(code=0, asks=2)
def asks_to_wait_in_nonsense(wire):
    wire.refuse(429, 'slow', 'Retry-After: soon') if wire.n == 1 else wire.say(GOOD)


@case(code=6, says=('asks_to_wait_for_ever',), asks=1)
def asks_to_wait_for_ever(wire):
    wire.refuse(429, 'slow', 'Retry-After: 99999999999999999999')


@case(code=6, says=('asks_to_wait_an_hour', '3600'), asks=1)
def asks_to_wait_an_hour(wire):
    wire.refuse(503, 'maintenance', 'Retry-After: 3600')


# -- Replies that are odd ---------------------------------------------------------------------------------------------------

@case(code=6, says=('empty answer', 'empty_200'), asks=2)
def empty_200(wire):
    wire.say('', 200)


@case(code=6, says=('empty answer', 'empty_204'), asks=None)
def empty_204(wire):
    wire.send('HTTP/1.1 204 No Content\r\n\r\n')


@case(code=6, says=('empty answer',), asks=2)
def done_and_nothing_else(wire):
    wire.say(event('[DONE]'))


@case(code=6, says=('empty answer',), asks=2)
def stop_and_nothing_else(wire):
    wire.say(stream(chunk('', 'stop')))


@case(code=6, says=('Oops', 'json_error_with_200'), asks=None)
def json_error_with_200(wire):
    wire.tell({'error': {'message': 'Oops', 'code': 'internal'}})


@case(code=6, says=('Oops', 'json_error_with_200_flat'), asks=None)
def json_error_with_200_flat(wire):
    wire.tell({'success': False, 'message': 'Oops'})


@case(code=6, says=('half_a_json',), asks=None)
def half_a_json(wire):
    wire.say(json.dumps(whole('Good day.'))[:-40], 200, 'application/json')


@case(code=6, says=('json_of_another_kind',), asks=1)
def json_of_another_kind(wire):
    wire.tell({'status': 'ok', 'version': '1.2'})


@case(code=6, says=('json_that_is_a_list',), asks=None)
def json_that_is_a_list(wire):
    wire.tell([])


@case(code=0)
def whole_though_a_stream_was_asked(wire):
    wire.tell(whole('Good day.', usage=usage()))


@case(code=0)
def whole_in_one_event(wire):
    wire.say(event(whole('Good day.')) + event('[DONE]'))


@case(code=6, says=('plain_words', 'plain words'), asks=None)
def plain_words(wire):
    wire.say('plain words with 200', 200, 'text/plain')


@case(code=6, says=('Bad thing', 'several_lines'), never=('\n',))
def several_lines(wire):
    wire.refuse(400, 'Bad thing\r\n\tat one\n\n\nat two\x1b[31mred\u2028three' + ' and more' * 200)


@case(code=6, says=('cannot process', 'echoes_what_was_sent'), never=('AAAA',), attach='image', asks=None)
def echoes_what_was_sent(wire):
    wire.refuse(400, f'cannot process {{"messages":[{{"content":"data:image/png;base64,{base64.b64encode(b"A" * 285000).decode()}"}}]}}')


@case(code=6, says=('echoes_in_lines',), never=('QUFB',), asks=None)
def echoes_in_lines(wire):
    wire.refuse(400, 'bad: ' + base64.encodebytes(b'A' * 280000).decode())


@case(code=6, says=('an_error_that_is_a_text', 'nothing works'), asks=None)
def an_error_that_is_a_text(wire):
    wire.tell({'error': 'nothing works'}, 500)


@case(code=6, says=('an_error_without_words', '500'), asks=None)
def an_error_without_words(wire):
    wire.tell({}, 500)


@case(code=6, says=('an_error_of_nothing', '500'), asks=None)
def an_error_of_nothing(wire):
    wire.tell({'error': None}, 500)


@case(code=6, says=('teapot', '418'), asks=None)
def teapot(wire):
    wire.say('', 418, None)


@case(code=6, says=('status_999',), asks=None)
def status_999(wire):
    wire.say('no', 999, 'text/plain')


@case(code=6, says=('method_not_allowed', 'address'), asks=None)
def method_not_allowed(wire):
    wire.say('Method Not Allowed', 405, 'text/plain')


@case(code=0, finish='length')
def cut_by_length(wire):
    wire.say(stream(chunk('Good day.'), chunk('', 'length')))


@case(code=6, says=('empty answer', 'length_limit_while_thinking'), asks=None)
def length_limit_while_thinking(wire):
    wire.say(stream(chunk('<think>Hm. So'), chunk('', 'length')))


@case(code=0, answer='Good', finish='filter')
def cut_by_a_filter(wire):
    wire.say(stream(chunk('Good'), chunk('', 'content_filter')))


@case(code=6, says=('did not let', 'filtered_at_once'), asks=None)
def filtered_at_once(wire):
    wire.say(stream(chunk('', 'content_filter')))


@case(code=None, answer='', asks=1, tools=1)
def nothing_but_a_tool(wire):
    wire.say(stream({**chunk(), 'choices': [{'index': 0, 'delta': {'tool_calls': [{'index': 0, 'id': 'c1', 'type': 'function',
             'function': {'name': 'rm', 'arguments': '{"path":"/"}'}}]}, 'finish_reason': None}]}, chunk(reason='tool_calls')))


@case(code=0, reasoning='Hm.\nSo.')
def thinks_in_the_text(wire):
    wire.say(stream(*(chunk(c) for c in '<think>\nHm.\nSo.\n</think>\n\nGood day.'), chunk(reason='stop')))


@case(code=0, answer='In HTML, <think> is no tag.')
def speaks_of_thinking(wire):
    wire.say(stream(chunk('In HTML, <think> is no tag.'), chunk(reason='stop')))


@case(code=0, answer='\u202eevil\x1b]0;x\x07')
def steers_the_terminal(wire):
    wire.say(stream(chunk('\u202eevil\x1b]0;x\x07'), chunk(reason='stop')))


@case(code=0, answer='안녕 👋 a\ufffdb')
def letters_cut_in_two(wire):
    text = stream(chunk('안녕'), done=False).encode() + stream({**chunk(), 'choices': [{'index': 0, 'delta': {'content': ' 👋 a\ud83d'}}]},
                                                             chunk('b'), chunk(reason='stop')).encode()
    wire.begin()
    for i in range(len(text)):
        wire.send(text[i:i + 1])


@case(code=0)
def other_choices(wire):
    wire.say(stream({**chunk('Good'), 'choices': [{'index': 1, 'delta': {'content': 'Evil'}}, {'index': 0, 'delta': {'content': 'Good'}}]},
                    {**chunk(), 'choices': [{'index': 1, 'delta': {'content': ' night'}, 'finish_reason': 'stop'}]},
                    chunk(' day.'), chunk(reason='stop')))


@case(code=0)
def says_more_after_its_end(wire):
    wire.say(GOOD + stream(chunk('Evil')))


@case(code=6, answer='Good', says=('not_json_in_the_middle',))
def not_json_in_the_middle(wire):
    wire.say(stream(chunk('Good'), *['not json'] * 30, done=False))


@case(code=1, answer='', says=('nothing_but_comments', 'said nothing'), limits={'silence-timeout-ms': 1500, 'first-byte-timeout-ms': 1500}, within=6)
def nothing_but_comments(wire):
    """A proxy that keeps the line warm while the engine behind is gone."""
    wire.pieces(*[': keep-alive\n\n'] * 100, pause_s=0.1)


@case(code=1, says=('says_nothing_at_all', 'said nothing'), limits={'first-byte-timeout-ms': 1000}, within=12)
def says_nothing_at_all(wire):
    time.sleep(8)


@case(code=1, answer='Good', says=('stops_in_the_middle', 'silent'), limits={'silence-timeout-ms': 1000}, within=12)
def stops_in_the_middle(wire):
    wire.pieces(stream(chunk('Good'), done=False), '', pause_s=4)


@case(code=1, answer='', says=('drips_its_head',), limits={'first-byte-timeout-ms': 1500}, within=12, asks=None)
def drips_its_head(wire):
    for byte in 'HTTP/1.1 200 OK\r\nX-A: ' + 'b' * 100:
        wire.send(byte)
        time.sleep(0.1)


@case(code=1, answer='Good', says=('drips_a_line_without_end', 'silent'), limits={'silence-timeout-ms': 1500}, within=6)
def drips_a_line_without_end(wire):
    wire.pieces(stream(chunk('Good'), done=False), 'data: ', *['x'] * 100, pause_s=0.1)


@case(code=0, limits={'silence-timeout-ms': 3000})
def drips_slowly(wire):
    wire.pieces(*(GOOD[i:i + 40] for i in range(0, len(GOOD), 40)), pause_s=0.05)


@case(code=1, says=('silent_list',), asks=None, within=20, slow=True, models=lambda wire: time.sleep(16))
def silent_list(wire):
    wire.say(GOOD)


@case(code=0, models='{"data": "no list"}', model='m1')
def odd_list(wire):
    wire.say(GOOD)


@case(code=0, models='<html>the web interface</html>', model='m1')
def web_interface_for_a_list(wire):
    wire.say(GOOD)


@case(code=0, models='x' * 100_000, model='m1')
def nonsense_for_a_list(wire):
    wire.say(GOOD)


@case(code=0, models=lambda wire: wire.refuse(500, 'the list is broken'), model='m1')
def broken_list(wire):
    wire.say(GOOD)


@case(code=0, models=lambda wire: wire.refuse(403, 'You may not list models'), model='m1')
def forbidden_list(wire):
    wire.say(GOOD)


@case(code=0, models=[f'org/model-{i}:free' for i in range(5000)], model='org/model-4999:free')
def long_list(wire):
    wire.say(GOOD.replace('"m1"', '"org/model-4999:free"'))


@case(code=0, models=['text-embedding-3-small', 'whisper-1', 'tts-1', 'dall-e-3', 'm1'], expect_model='m1')
def list_with_others_first(wire):
    wire.json['model'] == 'm1' or fail(f'{wire.json["model"]} was asked')
    wire.say(GOOD)


@case(code=0, models=None, model=None)
def no_list_and_no_model(wire):
    wire.say(GOOD)


@case(code=6, says=('model', 'wants_a_model'), models=None)
def wants_a_model(wire):
    wire.refuse(400, 'you must provide a model parameter', type='invalid_request_error') if not wire.json.get('model') else \
        wire.refuse(404, f'The model `{wire.json["model"]}` does not exist', code='model_not_found')


@case(code=0, attach='image', note='can see')
def blind_and_silent(wire):
    wire.say(GOOD)


@case(code=6, attach='audio', says=('hear', 'deaf_by_format'), asks=None)
def deaf_by_format(wire):
    wire.refuse(400, 'invalid message format')


@case(code=0, attach='audio', answer='I cannot hear anything.', note='hear')
def deaf_and_silent(wire):
    wire.say(stream(chunk('I cannot hear anything.'), chunk(reason='stop')))


@case(code=6, attach='image', says=('broken_picture_reader', 'panic'), asks=None)
def broken_picture_reader(wire):
    wire.refuse(500, 'panic: runtime error: index out of range')


@case(code=0, answer='x' * 3_000_000, within=20)
def three_megabytes(wire):
    wire.say(stream(*(chunk('x' * 30_000) for _ in range(100)), chunk(reason='stop')))


@case(code=6, says=('more than an answer can hold',), answer=None, within=25, any_answer=True)
def forty_megabytes(wire):
    wire.begin()
    for _ in range(1400):
        wire.send(event(chunk('x' * 30_000)))


@case(code=6, says=('line_without_end',), within=25)
def line_without_end(wire):
    wire.begin()
    wire.send('data: {"choices":[{"delta":{"content":"')
    for _ in range(40):
        wire.send(b'x' * 1_000_000)
    wire.send('"}}]}\n\n')


@case(code=0)
def deep_json(wire):
    wire.say(event('{"x":' + '[' * 100_000 + ']' * 100_000 + '}') + GOOD)


# -- Asking ---------------------------------------------------------------------------------------------------------------

class Person(OnePerson):
    def add(self, wanted):
        words = ['engines', 'add', wanted['name'], f'http://{wanted.get("host", "127.0.0.1")}:{self.port}/{wanted["name"]}{wanted["url"]}']
        words += ['--model', wanted['model']] if wanted['model'] else []
        words += ['--key-file', '-'] if wanted['key'] else []
        done = self.run(*words, given=f'{wanted["key"]}\ny\n' if wanted['key'] else None)
        done.returncode == 0 or fail(f'cannot be added: {done.stderr}')
        if wanted['limits']:
            file = self.folder / 'config/askglass/engines.json'
            kept = json.loads(file.read_text())
            kept['engines'][-1].update(wanted['limits'])
            file.write_text(json.dumps(kept))


def check_sentence(done, name, told):
    """At most one, of at most 400 characters, which names the engine, and none where all went well."""
    said = done.stderr.strip().removeprefix('askglass: ')
    if done.returncode == 0:
        not said or fail(f'it says something all the same: {told}')
        return said
    len(said.splitlines()) == 1 or fail(f'not one line: {told}')
    len(said) <= MAX_CHARS or fail(f'{len(said)} characters: {told}')
    name in said or fail(f'it does not name the engine: {told}')
    SENTENCE.search(said) or fail(f'no sentence: {told}')
    said.isprintable() or fail(f'it holds control characters: {told}')
    return said


def tell(turn):
    return {key: value if len(str(value)) < 300 else '…' for key, value in turn.items() if value and key not in ('spans', 'error')}


def check_turn(wanted, done, turn, told):
    wanted['code'] in (None, done.returncode) or fail(f'not {wanted["code"]}: {told}')
    wanted.get('any_answer') or turn['answer'] == wanted['answer'] or fail(f'another answer: {told}')
    ('error' in turn) == (done.returncode != 0) or fail(f'status and error differ: {told}')
    turn['reasoning'].strip() == wanted.get('reasoning', turn['reasoning']).strip() or fail(f'another reasoning: {told}')
    not wanted['note'] or any(wanted['note'] in note for note in turn['notes']) or fail(f'not noted: {told}')
    not wanted.get('no_notes') or not turn['notes'] or fail(f'noted without need: {told}')
    len(turn['tool_calls']) == wanted.get('tools', 0) or fail(f'other tools: {told}')
    turn['finish'] == wanted.get('finish', turn['finish']) or fail(f'another end: {told}')
    if wanted.get('usage'):
        (turn['usage']['input'], turn['usage']['output']) == wanted['usage'] or fail(f'other counts: {told}')


def check(person, name):
    wanted = CASES[name]
    person.add(wanted)
    attach = [f'--{wanted["attach"]}', wanted['attach']] if wanted['attach'] else []
    began = time.monotonic()
    done = person.run('ask', '--engine', name, '--json', *attach, f'what of {name}?')
    took = time.monotonic() - began
    turn = json.loads(done.stdout)
    told = f'{done.returncode} {tell(turn)} {done.stderr.strip()[:1200]}'
    check_turn(wanted, done, turn, told)
    said = check_sentence(done, name, told)
    for word in wanted['says']:
        word in said or fail(f'not “{word}”: {told}')
    for word in wanted['never']:
        word not in said or fail(f'“{word!r}”: {told}')
    wanted['asks'] in (None, len(asked.get(name, ()))) or fail(f'asked {len(asked.get(name, ()))} times: {told}')
    took < wanted['within'] or fail(f'took {took:.0f} s: {told}')
    found = person.run('search', '--json', name)
    any(name in hit['question'] for hit in json.loads(found.stdout)) or fail(f'not found again: {found}')
    return f'ok  {name:32} {took:5.2f} s  {said}'


def check_test(person, name):
    """`engines test`: its steps are always whole JSON, and it ends well or with the one sentence."""
    done = person.run('engines', 'test', '--json', name)
    steps = json.loads(done.stdout)
    told = f'test: {done.returncode} {steps} {done.stderr}'
    len({step['step'] for step in steps}) == 7 or fail(told)
    (done.returncode == 0) == all(step['verdict'] != 'failed' for step in steps) or fail(f'status and steps differ: {told}')
    return f'    test {done.returncode}: {check_sentence(done, name, told)}'


def check_all(names, port, with_test):
    """Several persons at once, each with folders of their own."""
    persons = [Person(port) for _ in range(min(N_PERSONS, len(names)))]
    free = list(persons)
    bad = []

    def one(name):
        person = free.pop()
        try:
            print(check(person, name), flush=True)
            if with_test:
                print(check_test(person, name), flush=True)
        except Exception as problem:
            bad.append(name)
            print(f'BAD {name}: {problem or repr(problem)}', flush=True)
        finally:
            free.append(person)

    with concurrent.futures.ThreadPoolExecutor(len(persons)) as pool:
        list(pool.map(one, names))
    for person in persons:
        shutil.rmtree(person.folder)
    return bad


def main():
    port = listen(socket.AF_INET, ('127.0.0.1', 0))
    listen(socket.AF_INET6, ('::1', port))
    with_slow = 'ASKGLASS_TESTS_ALL' in os.environ
    names = sys.argv[1:] or [name for name in CASES if with_slow or not CASES[name].get('slow')]
    bad = check_all(names, port, True)
    sys.exit(f'{len(bad)} of {len(names)} failed: {", ".join(bad)}' if bad else 0)


if __name__ == '__main__':
    main()
