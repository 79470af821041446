#!/usr/bin/env python3
"""`askglass redact` as a filter: what goes in comes out covered, at once, whatever it is, and its end is told."""
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import time

PROGRAM = os.environ['ASKG_PROGRAM']
KEY = 'gh' + 'p_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'


def environment(folder):
    bare = {name: value for name, value in os.environ.items() if name not in ('DISPLAY', 'WAYLAND_DISPLAY', 'DBUS_SESSION_BUS_ADDRESS')}
    return bare | {'HOME': folder, 'XDG_CONFIG_HOME': f'{folder}/config', 'XDG_DATA_HOME': f'{folder}/data', 'LC_ALL': 'C.UTF-8'}


def run(folder, text, *options):
    return subprocess.run([PROGRAM, 'redact', *options], input=text, capture_output=True, env=environment(folder), timeout=60)


def text_is_covered_and_the_rest_stays(folder):
    done = run(folder, f'a {KEY}\nb {KEY}\0c \xff'.encode('latin-1'))
    assert done.returncode == 0 and done.stdout == b'a [git token 1]\nb [git token 1]\0c \xff', done
    assert run(folder, b'').stdout == b''


def json_lines_tell_where(folder):
    done = run(folder, json.dumps({'id': 7, 'text': f'한 {KEY}'}).encode() + b'\n\nnope\n{"id": 2}\n{"id": "x", "text": ""}\n', '--jsonl')
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert lines == [{'id': 7, 'spans': [{'start': 4, 'end': 44, 'char_start': 2, 'char_end': 42, 'category': 'github_token', 'tier': 'critical'}]},
                     {'id': 'x', 'spans': []}], lines
    told = done.stderr.decode().splitlines()
    assert done.returncode == 3 and len(told) == 2 and 'Line 3 ' in told[0] and 'Line 4 ' in told[1], done


def a_key_over_the_border_of_two_blocks_is_covered(folder):
    # Blocks are a megabyte: keys of several lines lie on every border of a long text.
    block = '-----BEGIN ' + 'PRIVATE KEY-----\n' + 'Zk3n8Qw1Lx7Vb2Mt9Rf4Hs6YpA0dJ5gZk3n8Qw1Lx7Vb2Mt9Rf4Hs6YpA0dJ5gAB\n' * 20 + '-----END ' + 'PRIVATE KEY-----\n'
    done = run(folder, (block + 'a line of prose\n') .encode() * 4000)
    assert done.returncode == 0 and b'Zk3n8' not in done.stdout and b'PRIVATE' not in done.stdout, done.stdout[:400]
    assert done.stdout.count(b'[private key 1]\na line of prose\n') == 4000


def your_own_rules_hold(folder):
    os.makedirs(f'{folder}/config/askglass', exist_ok=True)
    with open(f'{folder}/config/askglass/settings.ini', 'w', encoding='utf-8') as file:
        file.write("[Askglass]\nredact-rules=['Heron', 'ACME-????-*']\nredact-allow=['email_address']\n")
    done = run(folder, b'heron ACME-2026-x a.b@example.com')
    os.remove(f'{folder}/config/askglass/settings.ini')
    assert done.stdout == b'[private 1] [private 2] a.b@example.com', done


def your_own_rules_hold_for_a_question_too(folder):
    def askglass(*words):
        return subprocess.run([PROGRAM, *words], capture_output=True, env=environment(folder), timeout=60)
    os.makedirs(f'{folder}/config/askglass', exist_ok=True)
    with open(f'{folder}/config/askglass/settings.ini', 'w', encoding='utf-8') as file:
        file.write("[Askglass]\nredact-local=true\nredact-rules=['Heron']\nredact-allow=['ACME']\n")
    askglass('engines', 'add', 'here', 'http://127.0.0.1:9', '--model', 'm').check_returncode()
    done = askglass('ask', '--engine', 'here', '--preview', f'is heron {KEY}?')
    os.remove(f'{folder}/config/askglass/settings.ini')
    assert done.returncode == 0 and b'is [private 1] [git token 1]?' in done.stdout and b'heron' not in done.stdout, done


def who_follows_a_log_is_not_kept_waiting(folder):
    with subprocess.Popen([PROGRAM, 'redact'], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment(folder)) as child:
        child.stdin.write(f'k {KEY}\n'.encode())
        child.stdin.flush()
        ready, _, _ = select.select([child.stdout], [], [], 10)
        assert ready and os.read(child.stdout.fileno(), 100) == b'k [git token 1]\n'
        child.send_signal(signal.SIGINT)
        started = time.monotonic()
        assert child.wait(10) in (130, -signal.SIGINT) and time.monotonic() - started < 5


def a_reader_that_leaves_ends_it(folder):
    with subprocess.Popen([PROGRAM, 'redact'], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(folder)) as child:
        child.stdout.close()
        try:
            child.stdin.write(b'x\n' * 4_000_000)
            child.stdin.close()
        except BrokenPipeError:
            pass
        child.stdin = None
        said = child.stderr.read()
        assert child.wait(20) == -signal.SIGPIPE and said == b'', (child.returncode, said)


def what_is_no_option_is_told(folder):
    done = run(folder, b'', 'file.txt')
    assert done.returncode == 2 and b'standard input' in done.stderr, done


TESTS = [text_is_covered_and_the_rest_stays, json_lines_tell_where, a_key_over_the_border_of_two_blocks_is_covered,
         your_own_rules_hold, your_own_rules_hold_for_a_question_too, who_follows_a_log_is_not_kept_waiting,
         a_reader_that_leaves_ends_it, what_is_no_option_is_told]

if __name__ == '__main__':
    with tempfile.TemporaryDirectory() as home:
        for test in TESTS:
            test(home)
            print('ok', test.__name__, flush=True)
    sys.exit(0)
