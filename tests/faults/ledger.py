"""What was sent, through the command line: every request is a row, what left can be opened byte for byte, and purged.

On a network of its own, where an engine can be on another machine."""
import csv
import hashlib
import io
import json
import os
import pty
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / '../desktop/flows'))
from far_engine import ADDRESS, ANSWER, FarEngine  # noqa: E402
from home import ASKGLASS, Home, check  # noqa: E402


class Person(Home):
    """What may be sent is agreed to already."""

    def __init__(self, settings=''):
        super().__init__(f"agreed=['far http://{ADDRESS}:{far.server_port}', 'name http://{ADDRESS}:{far.server_port}']\n{settings}")
        self('engines', 'add', 'far', far.url('ok'), '--model', 'omni')

    def ask(self, text):
        check(ANSWER in self('ask', '--engine', 'far', text).stdout.decode(), 'not answered')

    def rows(self, *words):
        return json.loads(self('ledger', '--json', *words).stdout)


def test_what_left_can_be_listed_and_opened_byte_for_byte():
    person = Person()
    person.ask('is the quay free?')
    row = next(row for row in person.rows() if row['kinds'])
    check(row['host'] == f'{ADDRESS}:{far.server_port}' and not row['this_machine'] and row['kept'], row)
    check(row['engine'] == 'far' and row['outcome'] == 'whole' and row['http_status'] == 200, row)
    body = person('ledger', '--bytes', str(row['id'])).stdout
    check(body.decode() == far.got[-1], 'it is not what the server got')
    check(hashlib.sha256(body).hexdigest() == row['sha256'] and len(body) == row['bytes'], 'the row tells another')
    text = person('ledger').stdout.decode()
    check(row['host'] in text and 'request' in text, text)


def test_who_looks_for_one_host_or_time_finds_it():
    person = Person()
    person.ask('one')
    person.ask('two')
    n = len(person.rows())
    check(n >= 2 and len(person.rows('--host', ADDRESS)) == n and len(person.rows('--since', '1h')) == n, n)
    check(person.rows('--host', 'api.example') == [] and person.rows('--before', 'yesterday') == [], 'others are found')
    check(len(person.rows('--most', '1')) == 1 and len(person.rows('--engine', 'far', '--left')) == n, 'not as asked for')
    check('Nothing was sent' in person('ledger', '--host', 'api.example').stdout.decode(), 'nothing is not said')
    person('ledger', '--since', 'soon', code=2)
    person('ledger', '--json', '--csv', code=2)
    person('ledger', '--bytes', '9999', code=3)


def test_a_table_for_a_spreadsheet_has_no_formula():
    person = Person()
    person('engines', 'add', '=HYPERLINK("http://x")', far.url('ok'), '--model', 'omni')
    agreed = Path(person.environment['XDG_CONFIG_HOME']) / 'askglass/settings.ini'
    engine = next(e for e in json.loads(person('engines', '--json').stdout) if e['name'].startswith('='))
    agreed.write_text(f"[Askglass]\nagreed=['{engine['id']} http://{ADDRESS}:{far.server_port}']\n")
    person('ask', '--engine', '=HYPERLINK("http://x")', 'one')
    raw = person('ledger', '--csv').stdout.decode()
    table = list(csv.DictReader(io.StringIO(raw)))
    check({'id', 'host', 'sha256', 'kept'} <= set(table[0]), table[0])
    names = {row['engine_name'] for row in table}
    check("'=HYPERLINK(\"http://x\")" in names and not any(f[:1] in '=+-@' for row in table for f in row.values() if f), names)


def test_zero_days_keep_the_hash_alone():
    person = Person('keep-sent-days=uint32 0\n')
    person.ask('is the quay free?')
    row = next(row for row in person.rows() if row['kinds'])
    check(not row['kept'] and row['sha256'] == hashlib.sha256(far.got[-1].encode()).hexdigest(), row)
    done = person('ledger', '--bytes', str(row['id']), code=3)
    check(b'only the hash' in done.stderr, done.stderr)
    check(person.count('SELECT count(*) FROM sent') == 0, 'it is kept')


def test_a_purge_asks_and_costs_stay():
    person = Person()
    person.ask('a remarkable question')
    n = len(person.rows())
    done = person('ledger', '--purge', code=2)
    check(b'--yes' in done.stderr and len(person.rows()) == n, done.stderr)
    person('ledger', '--purge', '--before', 'yesterday', '--yes')
    check(len(person.rows()) == n, 'too much is purged')
    usages = person.count('SELECT count(*) FROM usage')
    check(b'erased' in person('ledger', '--purge', '--yes').stdout, 'it is not said')
    check(person.rows() == [] and person.count('SELECT count(*) FROM sent') == 0, 'it is not purged')
    check(person.count('SELECT count(*) FROM usage') == usages, 'the sums are gone, too')


def test_at_a_terminal_the_answer_counts():
    person = Person()
    person.ask('one')
    n = len(person.rows())
    for answer, left in ('n\n', n), ('y\n', 0):
        mine, theirs = pty.openpty()
        purge = subprocess.Popen([ASKGLASS, 'ledger', '--purge'], env=person.environment, stdin=theirs,
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(0.3)
        os.write(mine, answer.encode())
        purge.communicate(timeout=10)
        os.close(mine)
        os.close(theirs)
        check(len(person.rows()) == left, f'after {answer!r}: {len(person.rows())} rows')


def main():
    failed = 0
    for name, test in list(globals().items()):
        if name.startswith('test_') and (not sys.argv[1:] or name in sys.argv[1:]):
            try:
                test()
                print('ok', name[5:].replace('_', ' '), flush=True)
            except (AssertionError, subprocess.TimeoutExpired, StopIteration) as error:
                failed += 1
                print('FAILED', name[5:].replace('_', ' '), '-', error, flush=True)
    return failed


far = FarEngine()
sys.exit(1 if main() else 0)
