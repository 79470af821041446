"""Two people talk in two languages, or a film is captioned: what was said and what it means stand side by side."""
import json
import os
import re
import sys
import tempfile
import time
from pathlib import Path

import numpy

here = Path(__file__).parent
sys.path[:0] = [str(here.parent / 'flows'), str(here.parents[1] / 'sound')]

from flow import (OVERLAY, RIGS, askglass, check, go_to, key, questions, quit_desk, run, run_all, shot, start, start_desk, tree, until,  # noqa: E402
                  wait_for_text, wait_for_window, wait_gone, windows)
from speaking import FOLDER, Playing, room, say, tone, write_wav  # noqa: E402
from helpers import Helper, hearers  # noqa: E402

SAID = 'Where is utterance one?', '두 번째 utterance 둘은 어디에 있습니까?', 'And the third utterance is here.'
TOLD = '첫 번째는 어디에 있습니까?', 'Where is the second one?', '세 번째는 여기에 있습니다.'
folder = Path(tempfile.mkdtemp(dir=os.environ.get('TMPDIR', '/tmp')))


def begin(*options):
    """A desk with somebody who hears and somebody who translates."""
    desk = start_desk(how=None)
    ear, engine = Helper('hearing-server', folder, '--as', '|'.join(SAID)), Helper('talking-server', '--answer', '|'.join(TOLD), *options)
    askglass('engines', 'add', 'Ear', f'{ear.url}/audio/transcriptions')
    askglass('engines', 'add', 'Talker', engine.url)
    askglass('engines', 'default', 'Talker')
    wait_for_window(OVERLAY)
    return desk, ear, engine


def end(desk, *helpers):
    for name in 'Ear', 'Talker':
        askglass('engines', 'remove', name, ok=False)
    quit_desk(desk)
    until('the end of the helper that hears', lambda: not hearers())
    for helper in helpers:
        helper.end()


def click(name):
    done = run(RIGS / 'atspi-tree', '--app', 'org.askglass.Askglass', '--click', name)
    check(done.returncode == 0, f'there is no “{name}”: {done.stderr}')


def open_from_menu(item, title):
    run('xdotool', 'windowactivate', '--sync', windows(OVERLAY)[0])
    key('F10')
    time.sleep(0.3)
    click(item)
    wait_for_window(title)


def play(application, sound):
    path = write_wav(FOLDER / f'{application}-{time.monotonic_ns()}.wav', sound)
    return start('paplay', f'--property=application.name={application}', '--device=askglass-speaker', path)


def speak(words, *told):
    """Somebody says that, and is quiet until all of this is in the window."""
    with Playing(say(words)) as playing:
        playing.wait()
        for text in told:
            wait_for_text(text)
        if not told:
            time.sleep(1.5)  # a pause that would end what was said


def test_two_people_see_what_the_other_says():
    desk, *helpers = begin()
    open_from_menu('Interpreter', 'Interpreter')
    check(not hearers(), 'the microphone is open before anybody wanted that')
    stack = run('xprop', '-root', '_NET_CLIENT_LIST_STACKING').stdout.split('# ')[1].split(', ')
    check(int(stack[-1], 16) == int(windows('Interpreter')[0]), 'the overlay covers it')
    shot('empty')
    key('ctrl+d')
    wait_for_text('Between ')
    for i in range(3):
        speak('Somebody says something.', TOLD[i], 'Listening')
    shot('rows')
    key('ctrl+d')
    until('the light out', lambda: not hearers())
    check([text for text, _ in questions()] == list(SAID), f'kept: {questions()}')
    key('Escape')
    wait_gone('Interpreter')
    end(desk, *helpers)


def test_a_press_says_who_speaks_and_the_engine_is_told():
    desk, ear, engine = begin()
    open_from_menu('Interpreter', 'Interpreter')
    key('ctrl+2')
    wait_for_text('Between ')
    speak('Somebody says something.', TOLD[0])
    asked = json.loads(engine.process.stdout.readline())['words']
    while 'utterance' not in asked:
        asked = json.loads(engine.process.stdout.readline())['words']
    check('which is in “ko”, in “en”' in asked and asked.endswith(SAID[0]), f'asked: {asked}')
    key('Escape')
    wait_gone('Interpreter')
    until('the light out with its window', lambda: not hearers())
    end(desk, ear, engine)


def test_one_application_is_captioned_and_the_microphone_is_not_heard():
    desk, *helpers = begin()
    n_before = len(questions())
    open_from_menu('Interpreter', 'Interpreter')
    films = play('Films', room(60, 30))
    go_to('What is heard')
    key('Return')
    wait_for_text('Films')
    click('Films')
    key('Escape')
    wait_gone('Interpreter')
    films.terminate()
    films.wait()
    films = play('Films', numpy.concatenate([room(6, 30), say('Somebody says something in a film.'), room(60, 30)]))
    open_from_menu('Captions', 'Captions')
    check(any('playing:one:Films' in line for line in hearers()), f'heard: {hearers()}')
    wait_for_text(SAID[0])
    wait_for_text(TOLD[0])
    shot('captions')
    films.terminate()
    films.wait()
    wait_for_text('“Films” plays nothing now')
    speak('And this is no film.')
    check([text for text, _ in questions()[n_before:]] == [SAID[0]], f'the microphone was heard: {questions()}')
    askglass('stop')
    wait_gone('Captions')
    until('the light out', lambda: not hearers())
    end(desk, *helpers)


def test_what_cannot_be_is_told():
    desk = start_desk(how=None)
    wait_for_window(OVERLAY)
    open_from_menu('Interpreter', 'Interpreter')
    key('ctrl+d')
    wait_for_text('The reader cannot translate')
    check(not hearers(), 'a microphone is open for nothing')
    shot('reader')
    key('Escape')
    ear, engine = Helper('hearing-server', folder, '--as', SAID[0]), Helper('talking-server', '--answer', f'{TOLD[0]} 그리고 더 있습니다.', '--die')
    askglass('engines', 'add', 'Ear', f'{ear.url}/audio/transcriptions')
    askglass('engines', 'add', 'Talker', engine.url)
    askglass('engines', 'default', 'Talker')
    open_from_menu('Interpreter', 'Interpreter')
    key('ctrl+d')
    wait_for_text('Between ')
    speak('Somebody says something.', 'That was not translated')
    shot('died')
    check_told_once()
    check('(not translated)' in tree() or TOLD[0][:3] in tree(), f'nothing stands beside what was said: {tree()}')
    speak('Somebody says something.', TOLD[0])
    check('That was not translated' not in tree(), 'what went wrong stays although it is over')
    key('Escape')
    end(desk, ear, engine)


def test_an_ear_that_fails_is_told_once_and_empty_cells_have_a_name():
    desk = start_desk(how=None)
    wait_for_window(OVERLAY)
    ear, engine = Helper('hearing-server', folder, '--status', '500'), Helper('talking-server')
    askglass('engines', 'add', 'Ear', f'{ear.url}/audio/transcriptions')
    askglass('engines', 'add', 'Talker', engine.url)
    askglass('engines', 'default', 'Talker')
    open_from_menu('Interpreter', 'Interpreter')
    key('ctrl+d')
    wait_for_text('Between ')
    speak('Somebody says something.', 'That was not translated', 'Between ')
    shot('deaf-ear')
    check_told_once()
    check("'GtkLabel'" not in tree(), f'what something is made of is told: {tree()}')
    key('Escape')
    end(desk, ear, engine)


def check_told_once():
    """No sentence is in sight twice."""
    told = [name for name in re.findall(r"^ *label '(.*)' ", tree(), re.M) if len(name) > 40]
    check(len(told) == len(set(told)), f'told twice: {told}')


if __name__ == '__main__':
    run_all(globals())
