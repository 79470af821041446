"""A chat server that keeps what it was sent; how it answers stands in the path of the address: ok, key, busy, echo."""
import json
import os
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ADDRESS = os.environ.get('ASKG_ELSEWHERE')
ANSWER = 'The harbour is open.'
WAIT_S = 20
WAV = (b'RIFF\xff\xff\xff\xffWAVEfmt \x10\0\0\0\1\0\1\0\xc0\x5d\0\0\x80\xbb\0\0\2\0\x10\0data\xff\xff\xff\xff' + b'\1\0' * 2400).decode('latin-1')
# What its model for embeddings knows of the world.
THINGS = ('weather', 'rain'), ('mooring', 'rope', 'knot'), ('egg', 'pasta'), ('bill', 'money')


class Request(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def log_message(self, *words):
        pass

    def reply(self, status, body, kind='application/json', **headers):
        body = body.encode('latin-1') if kind.startswith('audio') else body.encode()
        self.send_response(status)
        for name, value in {'Content-Type': kind, 'Content-Length': len(body), **headers}.items():
            self.send_header(name.replace('_', '-'), str(value))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        if self.path.endswith('/models'):
            self.reply(200, json.dumps({'object': 'list', 'data': [{'id': model, 'object': 'model'}
                                                                for model in self.server.models]}))
        else:
            self.reply(404, '{"error": {"message": "not found"}}')

    def do_POST(self):
        body = self.rfile.read(int(self.headers['Content-Length'])).decode()
        if self.path.endswith('/embeddings'):
            self.server.told += json.loads(body)['input']
            self.reply(200, json.dumps({'model': json.loads(body)['model'], 'data': [
                {'index': i, 'embedding': [1.0 if any(word in text for word in words) else 0.01 for words in THINGS]}
                for i, text in enumerate(json.loads(body)['input'])]}))
            return
        self.server.got.append(body)
        if '/key/' in self.path:
            self.reply(401, '{"error": {"message": "Incorrect API key provided.", "code": "invalid_api_key"}}')
        elif '/busy/' in self.path:
            self.reply(429, '{"error": {"message": "Rate limit reached."}}', Retry_After=WAIT_S)
        elif self.path.endswith('/audio/speech'):
            self.reply(200, WAV, 'audio/wav')
        elif '/echo/' in self.path:
            messages = json.loads(self.server.got[-1]).get('messages', [{}])
            marks = re.findall(r'\[[a-z ]+ \d+\]', str(messages[-1].get('content')))
            # In code, in a link, and cut after every letter.
            self.reply(200, self.stream([*f'Use `KEY={marks[0]}`, not https://evil.example/?k={marks[0]} here.'] if marks
                                        else [ANSWER]), 'text/event-stream')
        else:
            words = ANSWER.split(' ')
            self.reply(200, self.stream([word + ' ' * (word != words[-1]) for word in words]), 'text/event-stream')

    def stream(self, pieces):
        deltas = [{'delta': {'content': piece}, 'finish_reason': None} for piece in pieces]
        return ''.join(f'data: {json.dumps({"model": "omni", "choices": [{"index": 0, **delta}]})}\n\n'
                       for delta in [*deltas, {'delta': {}, 'finish_reason': 'stop'}]) + 'data: [DONE]\n\n'


class FarEngine(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address=ADDRESS, port=0, models=('omni',)):
        super().__init__((address, port), Request)
        self.got = []
        self.told = []  # texts that were to become numbers
        self.models = models
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def url(self, how):
        return f'http://{ADDRESS}:{self.server_port}/{how}/v1'

    def got_word(self, word):
        return any(word in body for body in self.got)
