"""A llama-server that runs already, asked through the command line: what it sees, hears, says and refuses."""
import json
import socket
import sys
import time
import urllib.request

from kit import (COLOURS, PITCHES, Person, Served, fail, interrupt, models, move_to_own_network, read_some, run_all, wait_until)

GREETING = 'Hello! This is the small test engine of Askglass. It got your words, without any picture or sound.'
HEARD = 'This is the small test transcriber of Askglass.'


def test_words_are_answered(person):
    turn = person.ask('omni', 'hello?')
    (turn['state'], turn['answer'], turn['finish']) == ('done', GREETING, 'stop') or fail(turn)
    turn['usage']['output'] > 5 and turn['usage']['input'] > 5 or fail(turn['usage'])
    turn['model'] or fail('no name of the model')
    {'wait', 'stream'} <= {span['kind'] for span in turn['spans']} or fail(turn['spans'])


def test_words_are_printed_as_they_come(person):
    done = person.run('ask', '--engine', 'omni', 'hello?')
    (done.returncode, done.stdout.strip(), done.stderr) == (0, GREETING, '') or fail(done)


def test_the_colour_of_a_picture_is_named(person):
    for colour in COLOURS:
        turn = person.ask('omni', 'which colour?', '--image', f'{colour}.png')
        turn['answer'] == f'I can see a picture; it is mostly {colour} overall.' or fail(turn)


def test_the_pitch_of_a_sound_is_named(person):
    for pitch in PITCHES:
        turn = person.ask('omni', 'which pitch?', '--audio', f'{pitch}.wav')
        turn['answer'] == f'I hear a sound; its pitch sounds {pitch} in this one.' or fail(turn)


def test_a_picture_and_a_sound_together(person):
    turn = person.ask('omni', 'what is this?', '--image', 'blue.png', '--audio', 'high.wav')
    'mostly blue overall' in turn['answer'] and 'rather high in pitch' in turn['answer'] or fail(turn)


def test_what_was_read_is_not_read_again(person):
    """What was sent for one question begins what is sent for the next."""
    before = person.ask('omni', 'what of the first ship?', '--no-memory')
    for question in 'and the second?', 'and the third?':
        turn = person.ask('omni', question, '--no-memory', '--conversation', str(before['conversation']))
        usage, read = turn['usage'], before['usage']['input']
        read - 8 <= usage['cached'] < usage['input'] or fail(f'{usage} after {before["usage"]}')
        before = turn


def test_reasoning_is_kept_apart(person):
    turn = person.ask('omni', 'please replythink now')
    turn['reasoning'] and turn['answer'] or fail(turn)
    turn['reasoning'] not in turn['answer'] and '<think>' not in turn['answer'] or fail(turn)


def test_markdown_comes_whole(person):
    answer = person.ask('omni', 'replymarkdown')['answer']
    for part in '# ', '- ', '| ', '```', '> ':
        part in answer or fail(f'{part!r} is missing: {answer}')


def test_scripts_come_whole(person):
    answer = person.ask('omni', 'replyglyphs')['answer']
    '\ufffd' not in answer and any(ord(c) > 0xFFFF for c in answer) or fail(answer)


def test_an_empty_answer_is_none(person):
    turn = person.ask('omni', 'replyempty')
    (turn['state'], turn['answer'], turn['error']['id']) == ('failed', '', 'empty-answer') or fail(turn)
    'omni' in turn['error']['message'] or fail(turn)


def is_computing(url):
    with urllib.request.urlopen(f'{url}/slots', timeout=5) as reply:
        return any(slot['is_processing'] for slot in json.load(reply))


def test_ctrl_c_stops_the_engine_too(person):
    asking = person.start('ask', '--engine', 'omni', 'replylong')
    read_some(asking, 20)
    is_computing(person.url) or fail('it does not compute')
    began = time.monotonic()
    interrupt(asking)
    said = asking.communicate(timeout=20)
    asking.returncode == 130 or fail((asking.returncode, said))
    wait_until(lambda: not is_computing(person.url)) or fail('the engine goes on')
    time.monotonic() - began <= 2 or fail(f'it took {time.monotonic() - began:.1f} s')


def test_too_long_a_question_is_told_so(person):
    (person.folder / 'long.txt').write_text('lorem ipsum ' * 4000)
    turn = person.ask('omni', 'what is this?', '--image', 'long.txt')
    (turn['state'], turn['error']['id'], turn['answer']) == ('failed', 'too-large', '') or fail(turn)
    'omni' in turn['error']['message'] and 'too long' in turn['error']['message'] or fail(turn)


def test_what_it_can_is_known_afterwards(person):
    done = person.run('engines', 'test', 'omni')
    done.returncode == 0 or fail(done)
    known = {engine['id']: engine for engine in json.loads(person.run('engines', '--json').stdout)}['omni']
    known['can']['take-image'] is True and known['can']['take-audio'] is True or fail(known)
    known['context_tokens'] > 0 or fail(known)


def check_key(person):
    with Served('start-llama-server', '--text-only', '-a', '--api-key', '-a', 'sesame') as server:
        for name, key in ('right', 'sesame'), ('wrong', 'simsalabim'):
            done = person.run('engines', 'add', name, server.url, '--key-file', '-', said=f'{key}\nyes\n')
            done.returncode == 0 or fail(done.stderr)
        person.ask('right', 'hello?')['answer'] == GREETING or fail('the right key is refused')
        turn = person.ask('wrong', 'hello?')
        (turn['state'], turn['error']['id'], turn['answer']) == ('failed', 'key-refused', '') or fail(turn)
        'wrong' in turn['error']['message'] and 'simsalabim' not in json.dumps(turn) or fail(turn)
        person.run('engines', 'add', 'none', server.url)
        turn = person.ask('none', 'hello?')
        turn['error']['id'] == 'key-refused' and '--key-file' in turn['error']['message'] or fail(turn)


def check_blind_and_deaf(person):
    """The words in a picture go beside it, and the person is told; a sound needs somebody who hears."""
    with Served('start-llama-server', '--text-only') as server:
        person.add('blind', server.url)
        turn = person.ask('blind', 'which colour?', '--image', 'red.png')
        (turn['state'], turn['answer']) == ('done', GREETING) or fail(turn)
        any('blind' in note and 'cannot see' in note for note in turn['notes']) or fail(turn['notes'])
        turn = person.ask('blind', 'what is said?', '--audio', 'low.wav')
        (turn['state'], turn['error']['id'], turn['answer']) == ('failed', 'needs-model', '') or fail(turn)
        'cannot hear' in turn['error']['message'] or fail(turn)
        check_ear(person)


def check_ear(person):
    for name, end, words in ('whisper', '/inference', ()), ('transcriber', '/v1/audio/transcriptions', ('--openai',)):
        with Served('start-whisper-server', *words) as ear:
            person.add(name, ear.url.rstrip('/') + end)
            turn = person.ask('blind', 'what is said?', '--audio', 'low.wav')
            (turn['state'], turn['answer']) == ('done', GREETING) or fail(turn)
            any(name in note and 'cannot hear' in note for note in turn['notes']) or fail(turn['notes'])
            any(HEARD in (thing.get('text') or '') for thing in turn['attachments']) or fail(turn['attachments'])
            person.run('engines', 'remove', name)


def check_found(person):
    """On a port that such servers usually have; whoever has it already is left alone."""
    with socket.socket() as port:
        if port.connect_ex(('127.0.0.1', 9931)) == 0:
            print('skipped: finding; somebody listens on port 9931 here')
            return
    others = {engine['url'] for engine in json.loads(person.run('engines', 'find', '--json').stdout)}
    with Served('start-llama-server', '--text-only', '-a', '--port', '-a', '9931') as server:
        server.url.endswith(':9931') or fail(server.url)
        began = time.monotonic()
        found = [engine for engine in json.loads(person.run('engines', 'find', '--json').stdout)
                 if engine['url'] not in others]
        time.monotonic() - began < 3 or fail(f'looking took {time.monotonic() - began:.1f} s')
        [(engine['name'].split()[0], engine['url']) for engine in found] == [('llama.cpp', 'http://127.0.0.1:9931')] or fail(found)
        person.add(found[0]['id'], found[0]['url'])
        person.ask(found[0]['id'], 'hello?')['answer'] == GREETING or fail('not asked')
        found[0]['url'] not in person.run('engines', 'find', '--json').stdout or fail('found again')


TESTS = [test for name, test in list(globals().items()) if name.startswith('test_')]


def main():
    models()
    move_to_own_network()
    with Served() as server, Person() as person:
        person.url = server.url
        person.add('omni', server.url)
        run_all(TESTS, person)
    for check in check_key, check_blind_and_deaf, check_found:
        with Person() as person:
            run_all([check], person)


if __name__ == '__main__':
    sys.exit(main())
