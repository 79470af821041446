"""Servers and proxies as strangers run them, each with its own manners and faults, asked through the command line:
the right answer, or one sentence that names the engine, the cause and what to do. Every question is found again.

    engine_servers.py [NAME]...    all of them, or some; the slow ones with ASKGLASS_TESTS_ALL
"""
import concurrent.futures
import json
import os
import re
import shutil
import socket
import sys
import time

from engine_faults import Person as OnePerson
from servers import habits, oddities, refusals, replies, stacks, vendors, ways  # noqa: F401: their cases
from servers.wire import CASES, asked, fail, listen

N_PERSONS = 6
MAX_CHARS = 400
SENTENCE = re.compile(r'[.?!]”?$')


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
    notes = [note for note in turn['notes'] if 'took too long to look them up' not in note]  # as it may on a busy machine
    not wanted.get('no_notes') or not notes or fail(f'noted without need: {told}')
    len(turn['tool_calls']) == wanted.get('tools', 0) or fail(f'other tools: {told}')
    turn['finish'] == wanted.get('finish', turn['finish']) or fail(f'another end: {told}')
    if wanted.get('usage'):
        (turn['usage']['input'], turn['usage']['output']) == wanted['usage'] or fail(f'other counts: {told}')


def check(person, name):
    wanted = CASES[name]
    person.add(wanted)
    attach = [f'--{wanted["attach"]}', wanted['attach']] if wanted['attach'] else ['-'] if wanted.get('given') else []
    began = time.monotonic()
    done = person.run('ask', '--engine', name, '--json', *attach, f'what of {name}?', given=wanted.get('given'))
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
            if with_test and CASES[name].get('tests', True):
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
