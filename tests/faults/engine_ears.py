"""Engines that hear and speak for others, in the ways strangers' do: the words, the sound, or one sentence that says why not.

A chat engine that takes neither sound nor voice, and beside it one after another that ought to: asked through the command line.
"""
import gzip
import json
import socket
import struct
import sys
import time

from engine_faults import Person, fail, wav
from engine_servers import check_sentence
from servers.wire import CASES, GOOD, case, event, listen

SAID = 'the gate is open'
SAMPLES = struct.pack('<240h', *range(240)) * 10


def chat(wire):
    if wire.method == 'GET':
        wire.tell({'data': [{'id': 'm1'}]})
    elif wire.has_sound():
        wire.refuse(400, 'audio input is not supported')
    elif wire.path.endswith('/chat/completions'):
        wire.say(GOOD)
    else:
        wire.tell({'detail': 'Not Found'}, 404)
    return True


def riff(samples, n_bytes=None, rate=24000, channels=1):
    n_bytes = len(samples) if n_bytes is None else n_bytes
    return (b'RIFF' + struct.pack('<I', n_bytes) + b'WAVEfmt ' + struct.pack('<IHHIIHH', 16, 1, channels, rate, rate * 2 * channels,
                                                                            2 * channels, 16) + b'data' + struct.pack('<I', n_bytes) + samples)


def stream(*events):
    return ''.join(f'event: {e["type"]}\n' + event(e) for e in events)


CASES['deaf'] = {'front': chat, 'name': 'deaf'}

# name: (what it says, the words that were heard, words of the sentence where there are none)
EARS = {
    'as-json': (lambda wire: wire.tell({'text': f' {SAID}\n'}), SAID, ()),
    'as-text': (lambda wire: wire.say(SAID, 200, 'text/plain'), SAID, ()),
    'as-text-called-json': (lambda wire: wire.say(SAID, 200, 'application/json'), SAID, ()),
    'as-segments': (lambda wire: wire.tell({'task': 'transcribe', 'language': 'en', 'duration': 0.1, 'text': SAID,
                                            'segments': [{'id': 0, 'text': SAID, 'temperature': 0.0}]}), SAID, ()),
    'as-events': (lambda wire: wire.say(stream({'type': 'transcript.text.delta', 'delta': 'the gate'},
                                               {'type': 'transcript.text.done', 'text': SAID})), SAID, ()),
    'cut-in-its-events': (lambda wire: wire.pieces(stream({'type': 'transcript.text.delta', 'delta': 'the gate'})), None, ('broke off',)),
    'heard-nothing': (lambda wire: wire.tell({'text': ''}), '', ('heard no words',)),
    'heard-a-blank': (lambda wire: wire.tell({'text': ' [BLANK_AUDIO]\n'}), '', ('heard no words',)),
    'fails-with-200': (lambda wire: wire.tell({'error': 'failed to read WAV file'}), None, ('failed to read WAV file',)),
    'fails': (lambda wire: wire.refuse(500, 'ffmpeg conversion failed'), None, ('ffmpeg conversion failed',)),
    'is-a-page': (lambda wire: wire.say('<!doctype html><title>Sign in</title>', 200, 'text/html'), None, ('web page',)),
    'is-not-there': (lambda wire: wire.tell({'detail': 'Not Found'}, 404), None, ('address',)),
    'wants-a-key': (lambda wire: wire.refuse(401, 'no key'), None, ('key',)),
    'takes-no-more': (lambda wire: wire.say('', 413, None), None, ('413',)),
    'is-of-another-kind': (lambda wire: wire.tell({'status': 'ok'}), None, ()),
    'goes-away': (lambda wire: wire.cut(), None, ()),
    'is-nobody': (None, None, ()),
}

# name: (what it says, samples in the file, words of the sentence where there are none)
MOUTHS = {
    'wav': (lambda wire: wire.say(riff(SAMPLES), 200, 'audio/wav'), SAMPLES, ()),
    'wav-without-end': (lambda wire: wire.say(riff(SAMPLES, 0xffffffff), 200, 'audio/wav'), SAMPLES, ()),
    'wav-in-stereo': (lambda wire: wire.say(riff(b''.join(SAMPLES[i:i + 2] * 2 for i in range(0, len(SAMPLES), 2)), channels=2), 200,
                                            'audio/wav'), SAMPLES, ()),
    'wav-of-nothing': (lambda wire: wire.say(riff(b''), 200, 'audio/wav'), None, ()),
    'wav-in-odd-pieces': (lambda wire: (wire.head(200, 'audio/wav', f'Content-Length: {len(SAMPLES) + 44}'), [(wire.send(riff(SAMPLES)[i:i + 7]), time.sleep(0.0002))
                                                       for i in range(0, len(SAMPLES) + 44, 7)]), SAMPLES, ()),
    'events': (lambda wire: wire.say(stream({'type': 'speech.audio.delta', 'audio': 'AAAA'}, {'type': 'speech.audio.done'})), None, None),
    'fails-with-200': (lambda wire: wire.tell({'error': {'message': 'voice not found'}}), None, ('voice not found',)),
    'fails': (lambda wire: wire.refuse(500, 'synthesis failed'), None, ('synthesis failed',)),
    'is-a-page': (lambda wire: wire.say('<!doctype html><title>Sign in</title>', 200, 'text/html'), None, ('web page',)),
    'says-nothing': (lambda wire: wire.say(b'', 200, 'audio/wav'), None, ('empty answer',)),
    'mp3-called-wav': (lambda wire: wire.say(b'ID3\x04\0\0\0\0\0\x23' + bytes(4000), 200, 'audio/wav'), None, ()),
    'mp3': (lambda wire: wire.say(b'\xff\xfb\x90\x64' + bytes(4000), 200, 'audio/mpeg'), None, ()),
    'packed': (lambda wire: wire.say(gzip.compress(riff(SAMPLES)), 200, 'audio/wav', 'Content-Encoding: gzip'), None, None),
    'goes-away': (lambda wire: wire.cut(), None, ()),
}


def serve(name, reply):
    CASES[name] = {'front': lambda wire: (wire.tell({'detail': 'Not Found'}, 404) if wire.method == 'GET' else reply(wire)) or True,
                   'name': name}


def check_ear(person, name, row):
    reply, heard, words = row
    if reply:
        serve(name, reply)
    url = f'http://127.0.0.1:{person.port if reply else 9}/{name}/v1/audio/transcriptions'
    person.run('engines', 'add', name, url).returncode == 0 or fail('cannot be added')
    done = person.run('ask', '--engine', 'deaf', '--json', '--audio', 'audio', 'what is said?')
    person.run('engines', 'remove', name)
    done.stdout or fail(f'{name}: {done}')
    turn = json.loads(done.stdout)
    told = f'{name}: {done.returncode} {turn.get("attachments")} {turn.get("notes")} {done.stderr.strip()}'
    said = check_sentence(done, name, told) if heard is None else done.stderr.strip()
    (done.returncode == 0) == (heard is not None) or fail(told)
    heard is None or any((thing.get('text') or '').strip() == heard for thing in turn['attachments']) or fail(told)
    heard is None or any(name in note for note in turn['notes']) or fail(told)
    for word in words:
        word in said + str(turn['notes'] if heard == '' else '') or fail(f'not “{word}”: {told}')
    return f'ok  ear {name:22} {said}'


def check_mouth(person, name, row):
    reply, samples, words = row
    serve(name, reply)
    person.run('engines', 'add', name, f'http://127.0.0.1:{person.port}/{name}/v1/audio/speech').returncode == 0 or fail('cannot be added')
    file = person.folder / f'{name}.wav'
    done = person.run('ask', '--engine', 'deaf', '--speak', str(file), 'hello?')
    person.run('engines', 'remove', name)
    got = file.read_bytes() if file.exists() else b''
    told = f'{name}: {done.returncode} {len(got)} bytes {done.stderr.strip()}'
    if samples is not None:
        done.returncode == 0 and got[44:] == samples or fail(told)
    elif words is not None:
        said = done.stderr.strip()
        done.returncode != 0 and len(said.splitlines()) == 1 and name in said and not got or fail(told)
        for word in words:
            word in said or fail(f'not “{word}”: {told}')
    return f'ok  mouth {name:20} {told}'


def main():
    person = Person(listen(socket.AF_INET, ('127.0.0.1', 0)))
    person.run('engines', 'add', 'deaf', f'http://127.0.0.1:{person.port}/deaf/v1', '--model', 'm1')
    bad = []
    for check, rows in (check_ear, EARS), (check_mouth, MOUTHS):
        for name, row in rows.items():
            if sys.argv[1:] and name not in sys.argv[1:]:
                continue
            try:
                print(check(person, name, row), flush=True)
            except AssertionError as problem:
                bad.append(name)
                print('BAD', problem, flush=True)
    sys.exit(f'failed: {", ".join(bad)}' if bad else 0)


if __name__ == '__main__':
    main()
