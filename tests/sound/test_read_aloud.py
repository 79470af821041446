"""An answer is read aloud, by an engine or by its own sound, heard at the loudspeaker, and silent at a word."""
import json
import os
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / 'desktop/flows'))

from flow import (OVERLAY, askglass, check, key, press, processes, quit_desk, run_all, shot, start, start_desk, tree, until,  # noqa: E402
                  wait_for_text, wait_for_window, wait_gone, write)
from listening import RIG, Recording  # noqa: E402

OPEN = 'ctrl+alt+space'
TONES_HZ = 400, 600, 900, 1300, 1900
FOLDER = Path(os.environ['TMPDIR'] if 'TMPDIR' in os.environ else '/tmp')


class Speaker:
    """tests/rigs/sound/speaking-server, connected as an engine of this name."""

    def __init__(self, name, *options, words=('--speaks', '--voice', 'nova')):
        self.process = subprocess.Popen([RIG / 'speaking-server', *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.name, port = name, self.process.stdout.readline().strip()
        askglass('engines', 'add', name, f'http://127.0.0.1:{port}/v1', *words)
        askglass('engines', 'default', name)

    def end(self):
        askglass('engines', 'remove', self.name)
        self.process.stdin.close()
        said = [json.loads(line) for line in self.process.stdout]
        self.process.wait(timeout=10)
        return said


def ask(words, answer):
    wait_for_window(OVERLAY)
    key('ctrl+n')
    write(words)
    key('Return')
    wait_for_text(answer)
    until('the actions of a whole answer', lambda: 'Copy the answer' in tree())
    time.sleep(0.3)


def are_tones(heard, wanted):
    return len(heard) == len(wanted) and all(abs(hz - want) < 60 for (hz, _), want in zip(heard, wanted))


def test_an_answer_is_heard_clause_by_clause():
    desk = start_desk(how=None)
    speaker = Speaker('Talker')
    ask('hello?', 'First of all')
    with Recording(FOLDER / 'read.wav') as recording:
        key('ctrl+shift+s')
        wait_for_text('Stop reading aloud')
        shot('reading')
        until('the end of reading', lambda: 'Stop reading aloud' not in tree())
    wait_for_text('Read aloud by Talker')
    shot('read')
    heard = recording.tones()
    said = speaker.end()
    quit_desk(desk)
    check([one['input'] for one in said] == ['First of all', 'This is bold and plain.', 'And a second sentence.', 'Code, 1 line of C.',
                                             'See the page.'], f'said: {said}')
    check(all(one['voice'] == 'nova' for one in said), 'another voice than the person’s')
    check(are_tones(heard, TONES_HZ), f'heard: {heard}')
    check(all(0.34 <= seconds <= 0.46 for _, seconds in heard), f'not whole: {heard}')


def test_stop_is_silence_at_once():
    desk = start_desk(how=None)
    speaker = Speaker('Talker')
    ask('hello?', 'First of all')
    with Recording(FOLDER / 'stopped.wav') as recording:
        key('ctrl+shift+s')
        wait_for_text('Stop reading aloud')
        time.sleep(0.4)
        key('Escape')
        until('the end of reading', lambda: 'Stop reading aloud' not in tree())
        time.sleep(1.0)
    check(0.1 < recording.heard_s() < 1.5, f'heard: {recording.tones()}')
    until('the end of the player', lambda: not processes('askglass-play'), 3)
    wait_for_window(OVERLAY)
    speaker.end()
    quit_desk(desk)


def test_a_sound_of_its_own_is_played():
    desk = start_desk(how=None)
    speaker = Speaker('Singer', '--own', words=('--voice', 'nova'))
    ask('hello?', 'Good day.')
    with Recording(FOLDER / 'own.wav') as recording:
        press('push button', 'Read aloud')
        wait_for_text('Spoken by Singer itself')
        until('the end of reading', lambda: 'Stop reading aloud' not in tree())
    check(are_tones(recording.tones(), (400,)), f'heard: {recording.tones()}')
    check(not speaker.end(), 'it was read although it had a sound of its own')
    quit_desk(desk)


def test_without_any_engine_it_is_read_and_its_words_are_lit():
    desk = start_desk(how=None)
    ask('help', 'The reader can')
    with Recording(FOLDER / 'espeak.wav') as recording:
        key('ctrl+shift+s')
        wait_for_text('Stop reading aloud')
        time.sleep(2)
        shot('lit')
        key('Escape')
        until('the end of reading', lambda: 'Stop reading aloud' not in tree())
    wait_for_text('Read aloud by eSpeak NG')
    check(recording.heard_s() > 0.5, f'heard for {recording.heard_s()} s')
    wait_for_window(OVERLAY)
    quit_desk(desk)


def test_an_answer_becomes_a_file():
    speaker = Speaker('Talker')
    file = FOLDER / 'answer.wav'
    askglass('ask', '--speak', str(file), 'hello?')
    speaker.end()
    check(100_000 > file.stat().st_size > 95_000, f'{file.stat().st_size} bytes')
    check(file.stat().st_mode & 0o777 == 0o600, 'others can listen')


if __name__ == '__main__':
    run_all(dict(globals()))
