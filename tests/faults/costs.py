"""What a question will cost is told before, what it did after, and nothing passes the month's limit unasked.

A scripted server on this machine, with a price entered for it; asked through the command line.
"""
import json
import os
import pty
import shutil
import threading
import time

from engine_faults import Handler, Person, Server, case, delta, end, fail, sse

USAGE = {'prompt_tokens': 150, 'completion_tokens': 20, 'total_tokens': 170, 'prompt_tokens_details': {'cached_tokens': 100}}
PRICES = {'price-in': 100.0, 'price-out': 200.0, 'price-cached': 10.0}


@case()
def counts(self, n, body):
    self.say(sse(delta('Good day.'), end(), {'choices': [], 'usage': USAGE}))


@case()
def says_the_cost(self, n, body):
    self.say(sse(delta('Good day.'), end(), {'choices': [], 'usage': {**USAGE, 'cost': 0.5}}))


@case()
def does_not_count(self, n, body):
    self.say(sse(delta('Good day.'), end()))


def connect(person, name, **prices):
    person.run('engines', 'add', name, f'http://127.0.0.1:{person.port}/{name}').returncode == 0 or fail('cannot be added')
    path = person.folder / 'config/askglass/engines.json'
    document = json.loads(path.read_text())
    document['engines'][-1].update(prices)
    path.write_text(json.dumps(document))


def ask(person, name):
    return json.loads(person.run('ask', '--engine', name, '--json', 'What is this?').stdout)


def check_prices(person):
    connect(person, 'counts')
    cost = ask(person, 'counts')['usage']['cost_usd']
    cost == 0 or fail(f'an engine on this machine costs {cost}')
    person.run('engines', 'remove', 'counts')
    connect(person, 'counts', **PRICES)
    cost = ask(person, 'counts')['usage']['cost_usd']
    abs(cost - (50 * 100 + 100 * 10 + 20 * 200) / 1e6) < 1e-9 or fail(f'its own price: {cost}')
    connect(person, 'says_the_cost', **PRICES)
    cost = ask(person, 'says_the_cost')['usage']['cost_usd']
    cost == 0.5 or fail(f'what the engine says: {cost}')
    connect(person, 'does_not_count', **PRICES)
    usage = ask(person, 'does_not_count')['usage']
    usage is None or fail(f'of nothing known: {usage}')


def check_learning(person):
    errors = [ask(person, 'counts')['estimate']['error'] for _ in range(3)]
    errors[-1] < 0.02 or fail(f'estimates stay off: {errors}')
    engine = next(e for e in json.loads(person.run('engines', '--json').stdout) if e['id'] == 'counts')
    'english' in engine['estimate']['factors'] or fail(engine)


def at_terminal(person, words, typed):
    """The status, and what the terminal showed."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(person.folder)
        os.execve(os.environ['ASKG_PROGRAM'], ['askglass', *words], person.env)
    shown = b''
    while b'[y/N]' not in shown:
        shown += os.read(terminal, 4096)
    os.write(terminal, typed)
    try:
        while more := os.read(terminal, 4096):
            shown += more
    except OSError:  # it has ended
        pass
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), shown.decode()


def check_limit(person):
    (person.folder / 'config/askglass/settings.ini').write_text('[Askglass]\nmonthly-cap-usd=0.6\n')
    words = ['ask', '--engine', 'counts', 'What is this?']
    done = person.run(*words)
    (done.returncode, done.stdout) == (6, '') and 'your limit of $0.60 a month' in done.stderr or fail(done)
    len(done.stderr.strip().splitlines()) == 1 and len(done.stderr) <= 410 or fail(done.stderr)
    status, shown = at_terminal(person, words, b'n\n')
    status == 6 and 'Nothing was sent' in shown or fail((status, shown))
    status, shown = at_terminal(person, words, b'y\n')
    status == 0 and 'Good day.' in shown or fail((status, shown))


def main():
    server = Server(('127.0.0.1', 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    person = Person(server.server_address[1])
    try:
        for check in check_prices, check_learning, check_limit:
            began = time.monotonic()
            check(person)
            print(f'ok  {check.__name__[6:]:10} {time.monotonic() - began:5.2f} s', flush=True)
    finally:
        server.shutdown()
        shutil.rmtree(person.folder)


if __name__ == '__main__':
    main()
