"""What was asked before goes along with a question it belongs to, and with no other; through the command line.

A scripted server on this machine keeps what it was sent."""
import json
import os
import sys
import time
from pathlib import Path

os.environ.setdefault('ASKG_ELSEWHERE', '127.0.0.1')
sys.path.insert(0, str(Path(__file__).parent / '../desktop/flows'))
from far_engine import ANSWER, FarEngine  # noqa: E402
from home import Home, check  # noqa: E402

MARK = 'From an earlier conversation'
FIRST = 'why does libquayside refuse the mooring handshake?'
AGAIN = 'Is this the libquayside error again?'
far = FarEngine()


class Person(Home):
    """With one earlier question."""

    def __init__(self, settings=''):
        super().__init__(settings)
        self('engines', 'add', 'far', far.url('ok'), '--model', 'omni')
        self.first = self.ask(FIRST)

    def ask(self, *words):
        turn = json.loads(self('ask', '--engine', 'far', '--json', *words).stdout)
        check(turn['answer'] == ANSWER, turn)
        return turn


def messages():
    """What the server was sent last."""
    return json.loads(far.got[-1])['messages']


def goes_along(turn):
    told = MARK in far.got[-1] and 'mooring handshake' in far.got[-1]
    check(told == bool(turn['memory']), f'it says {turn["memory"]}, it sent {far.got[-1]}')
    return told


def test_a_related_question_takes_the_earlier_one_along_and_says_so():
    person = Person()
    check(person.first['memory'] == [], 'the first question remembers something')
    turn = person.ask(AGAIN)
    check(goes_along(turn), far.got[-1])
    check([one['turn'] for one in turn['memory']] == [person.first['turn']], turn['memory'])
    check(turn['memory'][0]['conversation'] == person.first['conversation'], turn['memory'])
    check(ANSWER in turn['memory'][0]['text'] and turn['memory'][0]['text'] in messages()[-1]['content'], turn['memory'])
    check([message['role'] for message in messages()] == ['system', 'user'], 'it is not in the message of the question')
    check(messages()[-1]['content'].startswith(AGAIN), 'the question does not come first')
    done = person('ask', '--engine', 'far', 'and libquayside once more?')
    check(done.stdout.decode().strip() == ANSWER and not done.stderr, 'text says more than the answer')


def test_what_shares_nothing_with_it_goes_alone():
    person = Person()
    for question in ('how do I boil an egg?', 'why is this red?', 'explain this error', '이 오류는 왜 나나요?'):
        check(not goes_along(person.ask(question)), question)


def test_it_can_be_told_not_to():
    person = Person()
    check(not goes_along(person.ask('--no-memory', AGAIN)), 'it remembers all the same')
    check(not goes_along(person.ask('--off-record', AGAIN)), 'off the record it remembers')
    off = Person('use-earlier=false\n')
    check(not goes_along(off.ask(AGAIN)), 'it was switched off')


def test_what_is_off_the_record_is_never_remembered():
    person = Person()
    person.ask('--off-record', 'what does the zanzibarite gasket do?')
    check('zanzibarite' not in str(person.ask('the zanzibarite gasket again?')['memory']), 'it was written down')


def test_what_was_on_the_screen_is_found_by_what_is_on_it_now():
    person = Person()
    log = b'ld: undefined reference to `harbour_open_gate\'\nsession-io.c:88: note: in harbour_attach_crane\n'
    read, write = os.pipe()
    os.write(write, log)
    os.close(write)
    person('ask', '--engine', 'far', 'what is missing?', '-', stdin=read)
    read, write = os.pipe()
    os.write(write, b'make: *** [all]\n' + log)
    os.close(write)
    done = person('ask', '--engine', 'far', '--json', 'and now?', '-', stdin=read)
    memory = json.loads(done.stdout)['memory']
    check(len(memory) == 1 and 'what is missing?' in memory[0]['text'] and 'harbour_open_gate' in memory[0]['text'], memory)


def test_the_preview_shows_what_would_go_along():
    person = Person()
    told = person('ask', '--engine', 'far', '--preview', AGAIN).stdout.decode()
    check(MARK in told and 'mooring handshake' in told, told)
    told = person('ask', '--engine', 'far', '--preview', '--no-memory', AGAIN).stdout.decode()
    check(MARK not in told, told)


def test_secrets_stay_behind_in_the_conversation_they_belong_to():
    person = Person()
    word = 'tidewater-gull-93x'
    person.ask(f'HARBOR_PASSWORD={word} is refused by libquayside, why?')
    turn = person.ask('libquayside and its password once more?')
    told = [one['text'] for one in turn['memory']]
    check(any('[password]' in text for text in told), told)
    check(word not in far.got[-1] and word not in str(told), far.got[-1])


def test_what_is_erased_is_remembered_by_nobody():
    person = Person()
    person.ask(AGAIN)
    person('history', 'delete', '--conversation', str(person.first['conversation']), '--yes')
    turn = person.ask(AGAIN)
    check(person.first['turn'] not in [one['turn'] for one in turn['memory']], turn['memory'])
    for path in Path(person.environment['XDG_DATA_HOME']).rglob('askglass.db*'):
        check(b'mooring handshake' not in path.read_bytes(), f'{path} still has it')


if __name__ == '__main__':
    began = time.monotonic()
    for name, test in list(globals().items()):
        if name.startswith('test_'):
            test()
            print('ok ', name, flush=True)
    print(f'{time.monotonic() - began:.1f} s')
