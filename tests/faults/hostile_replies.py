"""The hostile texts of the corpus through the whole program: as replies, cut in three ways, and as what stands on a screen.

In a network of its own where every address is this machine's and a sink writes down who calls: nothing but the engine that
was asked is contacted. strace tells which programs were started and which files opened; both must be the same as for a
harmless reply. What is printed may hold nothing that a terminal acts on.
"""
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ASKGLASS = os.environ['ASKG_PROGRAM']
CORPUS = Path(os.environ['ASKG_CORPUS']) / 'injection'
REPLIES = 'model_reply', 'cli_output', 'log', 'shell_integration', 'model_name'
SCREENS = 'screen_text', 'clipboard', 'window_title'
ALL = 'ASKGLASS_TESTS_ALL' in os.environ  # else the long ones are not cut into so many pieces
SHORT_BYTES, MEDIUM_BYTES = (128 * 1024, 2 * 1024 * 1024) if ALL else (2048, 16 * 1024)
SINK_PORTS = 53, 80, 443, 8080, 11434
HARMLESS = 'Nothing to see.\n\n- one\n- two\n'
HIDDEN = re.compile('[\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e0fff]')
ACTS = re.compile('[\x00-\x08\x0b-\x1f\x7f-\x9f]')
SPECIAL = re.compile(r'<\||\|>|\[/?INST\]|<</?SYS>>|</?s>|<(start|end)_of_turn>')


def fail(text):
    raise AssertionError(text)


def load():
    sys.path.insert(0, str(CORPUS))
    from materialize import data
    cases = [json.loads(line) for line in open(CORPUS / 'cases.jsonl', encoding='utf-8')]
    return [(case, data(case)) for case in cases]


# -- The engine ---------------------------------------------------------------------------------------------------------

class Engine(BaseHTTPRequestHandler):
    """Told by the question: “NAME CUT” is the reply of that name in deltas of CUT characters; of 0, whole; of “raw” and
    “http”, its bytes as they are, as a stream or as all of the answer."""
    protocol_version = 'HTTP/1.1'
    replies = {}
    asked = {}  # name -> the last question

    def log_message(self, *words):
        pass

    def say(self, body, kind, status=200):
        self.send_response(status)
        self.send_header('Content-Type', kind)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            pass  # the program had enough

    def do_GET(self):
        self.say(json.dumps({'data': [{'id': 'm'}]}).encode(), 'application/json')

    def do_POST(self):
        body = self.rfile.read(int(self.headers['Content-Length']))
        told = re.search(rb'\b(I[0-9]{3}|harmless) (raw|http|[0-9])\b', body)
        if not told:
            self.say(b'no', 'text/plain', 404)
            return
        reply, cut = self.replies[told[1].decode()], told[2].decode()
        if cut == 'http':
            self.close_connection = True
            self.wfile.write(reply)
        else:
            self.asked[told[1].decode()] = body
            self.say(reply if cut == 'raw' else self.events(reply, int(cut)), 'text/event-stream')

    @staticmethod
    def events(reply, cut):
        text = reply.decode('utf-8', 'surrogatepass') if isinstance(reply, bytes) else reply
        cut = cut or max(len(text), 1)
        pieces = (text[i:i + cut] for i in range(0, len(text), cut))
        lines = ['data: ' + json.dumps({'model': 'm', 'choices': [{'index': 0, 'delta': {'content': piece}}]}) for piece in pieces]
        lines.append('data: {"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}')
        return '\n\n'.join([*lines, 'data: [DONE]', '']).encode('utf-8', 'replace')


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *words):
        pass  # the program had enough


class Sink:
    """Whoever calls any other address."""
    def __init__(self):
        self.calls = []
        for port in SINK_PORTS:
            for kind in socket.SOCK_STREAM, socket.SOCK_DGRAM:
                listener = socket.socket(socket.AF_INET, kind)
                listener.bind(('0.0.0.0', port))
                if kind == socket.SOCK_STREAM:
                    listener.listen()
                threading.Thread(target=self.listen, args=(listener, port, kind), daemon=True).start()

    def listen(self, listener, port, kind):
        while True:
            if kind == socket.SOCK_STREAM:
                connection, _ = listener.accept()
                self.calls.append(port)
                connection.close()
            else:
                listener.recvfrom(2000)
                self.calls.append(port)


# -- The person ---------------------------------------------------------------------------------------------------------

class Person:
    def __init__(self, port):
        self.folder = Path(tempfile.mkdtemp(prefix='askglass-hostile-'))
        (self.folder / 'run').mkdir(mode=0o700)
        self.env = {'PATH': os.environ['PATH'], 'HOME': str(self.folder), 'XDG_DATA_HOME': str(self.folder / 'data'),
                    'XDG_CONFIG_HOME': str(self.folder / 'config'), 'XDG_CACHE_HOME': str(self.folder / 'cache'),
                    'XDG_RUNTIME_DIR': str(self.folder / 'run'), 'LC_ALL': 'C.UTF-8', 'NO_PROXY': '*'}

        added = self.run('engines', 'add', 'hostile', f'http://127.0.0.1:{port}', '--model', 'm')
        added.returncode == 0 or fail(added.stderr)

    def ask(self, name, cut, *words, given=None, traced=None):
        strace = ['strace', '-f', '-qq', '-o', str(traced), '-e', 'trace=execve,execveat,open,openat,connect,bind'] if traced else []
        return self.run('ask', '--engine', 'hostile', *words, f'{name} {cut}', given=given, around=strace)

    def run(self, *words, given=None, around=()):
        return subprocess.run([*around, ASKGLASS, *words], capture_output=True, timeout=120, env=self.env, cwd=self.folder, input=given)


def what_was_done(traced, folder):
    """Programs started, files opened, addresses called and offered; without what is named anew each time."""
    done = set()
    for line in open(traced, errors='replace'):
        found = re.search(r'(execve|execveat|openat|open)\([^"]*"((?:[^"\\]|\\.)*)"', line)
        if found:
            path = found[2].replace(str(folder), '~')
            done.add((found[1], re.sub(r'[0-9]+', 'N', re.sub(r'\.[A-Z0-9]{6}\b', '', path))))
        found = re.search(r'(connect|bind)\([0-9]+, \{sa_family=(AF_INET6?)', line)
        if found:
            done.add((found[1], re.sub(r'.*?(sin6?_port=htons\([0-9]+\)).*?("[^"]*").*', r'\1 \2', line.strip())))
    return done


# -- What must hold -----------------------------------------------------------------------------------------------------

def check_printed(name, out):
    text = out.decode('utf-8')  # or it fails
    (found := ACTS.search(text)) and fail(f'{name}: {found[0]!r} is printed')
    (found := HIDDEN.search(text)) and fail(f'{name}: {found[0]!r} is printed')


def check_reply(person, case, reply, usual):
    name = case['id']
    Engine.replies[name] = reply
    traced = person.folder / f'{name}.trace'
    whole = person.ask(name, 0, traced=traced)
    whole.returncode == 0 or fail(f'{name}: {whole}')
    more = what_was_done(traced, person.folder) - usual
    more and fail(f'{name}: also did {sorted(more)[:10]}')
    traced.unlink()
    check_printed(name, whole.stdout)
    for what in case['expect'].get('must_show', ()):
        is_sentence = any(word in what for word in ('alt text', 'badge', 'warning', 'flagged', 'label', 'never', 'nothing', 'card'))
        is_sentence or what.encode() not in reply or what.encode() in whole.stdout or fail(f'{name}: “{what}” is not printed')
    for cut in (1, 7):
        if len(reply) <= (SHORT_BYTES if cut == 1 else MEDIUM_BYTES):
            pieces = person.ask(name, cut)
            pieces.stdout == whole.stdout or fail(f'{name}: cut at every {cut} it is {pieces.stdout[:300]}, not {whole.stdout[:300]}')


def check_raw(person, case, reply):
    """A stream that is hostile as a stream: an answer or one sentence, soon, and nothing called."""
    name = case['id']
    Engine.replies[name] = reply
    done = person.ask(name, 'http' if case['channel'] == 'http_response' else 'raw')
    said = done.stderr.decode().strip()
    done.returncode in (0, 6) or fail(f'{name}: {done.returncode} {said}')
    check_printed(name, done.stdout)
    check_printed(name, done.stderr)
    done.returncode == 0 or (len(said.splitlines()) == 1 and len(said) <= 410) or fail(f'{name}: {said}')
    return said


def check_screen(person, case, text):
    """What stands on a screen arrives as words, and the engine is offered nothing to act with."""
    name = case['id']
    Engine.replies[name] = HARMLESS
    done = person.ask(name, 0, '-', given=text)
    done.returncode == 0 or fail(f'{name}: {done}')
    sent = json.loads(Engine.asked[name])
    words = json.dumps(sent['messages'], ensure_ascii=False)
    'tools' in sent and fail(f'{name}: tools were offered')
    (found := HIDDEN.search(words)) and fail(f'{name}: {found[0]!r} is sent')
    (found := SPECIAL.search(words)) and fail(f'{name}: {found[0]!r} is sent')
    said = sent['messages'][-1]['content']
    said = said if isinstance(said, str) else ' '.join(part.get('text', '') for part in said)
    said.count('\n[end]') == 1 and '[Attached text' in said or fail(f'{name}: not quoted: {said[:300]}')


def main():
    server = Server(('127.0.0.1', 0), Engine)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sink, cases = Sink(), [case for case in load() if not sys.argv[1:] or case[0]['id'] in sys.argv[1:]]
    people = [Person(server.server_address[1]) for _ in range(2)]
    usual, bad, n = {}, [], 0
    Engine.replies['harmless'] = HARMLESS
    for person in people:
        for _ in range(2):
            traced = person.folder / 'usual.trace'
            done = person.ask('harmless', 0, traced=traced)
            done.returncode == 0 or fail(done)
            usual[person] = usual.get(person, set()) | what_was_done(traced, person.folder)

    def run(person, case, data):
        try:
            if case['channel'] in REPLIES:
                check_reply(person, case, data, usual[person])
            elif case['channel'] in SCREENS:
                check_screen(person, case, data)
            elif case['channel'] == 'sse_raw' and 'payload_hex' not in case or case['channel'] == 'http_response':
                said = check_raw(person, case, data)
                print(f'ok  {case["id"]}  {said}', flush=True)
            else:
                return False
            return True
        except (AssertionError, subprocess.TimeoutExpired) as problem:
            bad.append(case['id'])
            print('BAD', problem, flush=True)
            return True

    try:
        # One person has one history, and the history one owner at a time: two people, each in turn.
        with ThreadPoolExecutor(len(people)) as pool:
            jobs = [pool.submit(lambda i=i, person=person: sum(run(person, *case) for case in cases[i::len(people)]))
                    for i, person in enumerate(people)]
            n = sum(job.result() for job in jobs)
        sink.calls and bad.append(f'somebody called {sink.calls[:10]}')
        # The proof of the proof: a call is seen.
        socket.create_connection(('198.51.100.7', 443), 5).close()
        for _ in range(100):
            if sink.calls:
                break
            threading.Event().wait(0.02)
        sink.calls or bad.append('the sink is deaf')
    finally:
        for person in people:
            shutil.rmtree(person.folder)
    n >= 70 or sys.argv[1:] or bad.append(f'only {n} cases')
    print(f'{n} of {len(cases)} cases')
    sys.exit(f'{len(bad)} failed: {", ".join(bad)}' if bad else 0)


if __name__ == '__main__':
    if os.environ.get('ASKG_OWN_NETWORK') == 'yes':
        main()
    if subprocess.run(['unshare', '-rn', 'true'], stderr=subprocess.DEVNULL).returncode != 0:
        print('skipped: hostile-replies needs a network namespace, and this machine gives none')
        sys.exit(77)
    os.environ['ASKG_OWN_NETWORK'] = 'yes'
    os.execvp('unshare', ['unshare', '-rn', 'sh', '-c', 'ip link set lo up && ip route add local default dev lo && exec "$@"', 'sh',
                          sys.executable, *sys.argv])
