"""What an answer has beside its text, and the other way to ask, through the command line: sound, pictures, calls of tools,
thoughts; of an engine that is asked by “/responses” too. Replies of real servers, from tests/conformance.
"""
import json
import os
import shutil
import sys
import threading
from http.server import BaseHTTPRequestHandler
from pathlib import Path

from engine_faults import Person, Server, fail

WIRE = Path(os.environ['ASKG_WIRE'])
PICTURE = '6b7fa434f92a8b80'  # its SHA-256 begins so
asked = {}

# name: (reply, exit status, what the turn has, what it is asked with)
CHAT = {
    'spoken': ('chat_10_audio_delta_openai.sse', 0, {
        'answer': 'Good morning.', 'sound': {'rate': 24000, 'bytes': 4800, 'sha256': 'b7ce34dc1ef4bdb8'},
        'usage': {'audio_in': 20, 'audio_out': 18}}, ('--voice', 'sage')),
    'spoken-in-content': ('chat_23_vllm_omni_audio_in_content.sse', 0, {
        'answer': 'Hello there.', 'sound': {'rate': 24000, 'bytes': 4800}}, ('--voice', 'sage')),
    'drawn': ('chat_16_openrouter_image_cost.sse', 0, {
        'answer': 'Here: ', 'pictures': [{'mime': 'image/png', 'bytes': 70, 'sha256': PICTURE}],
        'usage': {'cost_usd': 0.0387}}, ('--pictures',)),
    'drawn-at-once': ('http_03_vllm_omni_image_array.json', 0, {
        'answer': '', 'pictures': [{'mime': 'image/png', 'bytes': 70}]}, ('--pictures',)),
}
RESPONSES = {
    'words': ('responses_01_text.sse', 0, {'answer': 'Hi there!', 'finish': 'stop', 'pictures': [], 'sound': None}, ()),
    'whole': ('responses_27_whole.json', 0, {}, ()),
    'calls': ('responses_02_reasoning_function.sse', 0, {
        'reasoning': 'Need a screenshot.', 'usage': {'input': 60, 'output': 90, 'reasoning': 64},
        'tool_calls': [{'id': 'call_77', 'name': 'take_screenshot', 'arguments': '{"monitor":2}'}]}, ()),
    'sketched': ('responses_03_image_partials.sse', 0, {
        'answer': 'Done.', 'pictures': [{'mime': 'image/png', 'bytes': 70, 'sha256': PICTURE}]}, ('--pictures',)),
    'sparse': ('responses_07_llamacpp_sparse.sse', 0, {'answer': 'Local hi', 'reasoning': 'hm'}, ()),
    'failed': ('responses_04_failed.sse', 6, {'answer': 'Par', 'finish': 'cut'}, ()),
    'too-often': ('responses_06_error_event.sse', 6, {'answer': ''}, ()),
    'incomplete': ('responses_20_incomplete.sse', 0, {'answer': 'As far as', 'finish': 'length'}, ()),
    'no-end': ('responses_21_no_final_event.sse', 6, {'answer': 'Where is the', 'finish': 'cut'}, ()),
    'declined': ('responses_24_refusal.sse', 0, {'answer': 'No thanks.'}, ()),
}
SENTENCES = {'failed': 'failed to generate', 'too-often': 'too-often', 'no-end': 'kept'}


class Handler(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def log_message(self, *words):
        pass

    def say(self, body, kind):
        self.send_response(200)
        self.send_header('Content-Type', kind)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        name = self.path.split('/')[1]
        self.say(json.dumps({'data': [{'id': name}]}).encode(), 'application/json')

    def do_POST(self):
        name, place = self.path.split('/')[1], self.path.split('/', 3)[3]
        body = json.loads(self.rfile.read(int(self.headers['Content-Length'])))
        if place == 'show':  # Ollama's own
            self.send_error(404)
            return
        asked.setdefault(name, []).append((place, body))
        reply = (CHAT.get(name) or RESPONSES[name])[0]
        self.say((WIRE / reply).read_bytes(), 'text/event-stream' if reply.endswith('sse') else 'application/json')


def holds(wanted, got):
    """@got may have more; a hash may be its beginning."""
    if isinstance(wanted, dict):
        return isinstance(got, dict) and all(name in got and holds(value, got[name]) for name, value in wanted.items())
    if isinstance(wanted, list):
        return isinstance(got, list) and len(wanted) == len(got) and all(map(holds, wanted, got))
    return got == wanted or (isinstance(wanted, str) and len(wanted) == 16 and str(got).startswith(wanted))


def check_request(name, options):
    """It is asked for what the person wants of it, and for nothing else."""
    place, body = asked[name][0]
    place == ('responses' if name in RESPONSES else 'chat/completions') or fail(place)
    if name in RESPONSES:
        ('input' in body and 'messages' not in body) or fail(body)
        ('image_generation' in json.dumps(body.get('tools', []))) == ('--pictures' in options) or fail(body)
        return
    wanted = ['text'] + ['image'] * ('--pictures' in options) + ['audio'] * ('--voice' in options)
    body.get('modalities', ['text']) == wanted or fail(body)
    body.get('audio') == ({'voice': 'sage', 'format': 'pcm16'} if '--voice' in options else None) or fail(body)


def check(person, name, row):
    reply, status, wanted, options = row
    url = f'http://127.0.0.1:{person.port}/{name}/v1' + ('/responses' if name in RESPONSES else '')
    done = person.run('engines', 'add', name, url, *options)
    done.returncode == 0 or fail(done)
    done = person.run('ask', '--engine', name, '--json', 'hello?')
    turn = json.loads(done.stdout)
    told = f'{name}: {done.returncode} {json.dumps(turn)} {done.stderr}'
    done.returncode == status or fail(told)
    holds(wanted, turn) or fail(f'{told}\nwanted {wanted}')
    len(done.stderr.strip().splitlines()) == (1 if status else 0) or fail(told)
    SENTENCES.get(name, '') in done.stderr or fail(told)
    check_request(name, options)
    print(f'ok  {name:20} {done.stderr.strip()}', flush=True)


def main():
    server = Server(('127.0.0.1', 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    person = Person(server.server_address[1])
    bad = []
    try:
        for name, row in {**CHAT, **RESPONSES}.items():
            try:
                check(person, name, row)
            except AssertionError as problem:
                bad.append(name)
                print('BAD', problem, flush=True)
    finally:
        shutil.rmtree(person.folder)
    sys.exit(f'failed: {", ".join(bad)}' if bad else 0)


if __name__ == '__main__':
    main()
