"""A model that sees is asked about a region: a server that runs already, and a model file that Askglass serves.

Started by tests/engines/test_overlay.py, which brings both."""
import json
import os
import signal
import time
from pathlib import Path

from flow import (OVERLAY, PICKER, SHOTS, askglass, asking, check, config_folder, data_folder, drag, go_to, key, quit_desk,
                  reply_of, rows, run, run_all, shot, start_desk, tree, until, wait_for_text, wait_for_window, wait_gone, write)

URL = os.environ['ASKGLASS_LLAMA_URL']
MODELS = Path(os.environ['ASKGLASS_LLAMA_MODELS'])
PLACE = (300, 250, 700, 550)
KEY = 'super+alt+a'
PREFERENCES = 'Preferences'
PROGRAM = SHOTS / 'bin/llama-server'


def colour_screen(colour):
    run('xsetroot', '-solid', colour)
    time.sleep(0.3)


def ask_about_region(question):
    key(KEY)
    wait_for_window(PICKER)
    drag(*PLACE)
    wait_for_window(OVERLAY)
    write(question)
    key('Return')


def servers():
    """The processes that serve the model file for this desk."""
    found = []
    for folder in Path('/proc').glob('[0-9]*'):
        try:
            words = (folder / 'cmdline').read_bytes()
        except OSError:
            continue
        if os.environ['XDG_RUNTIME_DIR'].encode() + b'/askglass/served-' in words and b'.sock' in words:
            found.append(int(folder.name))
    return found


def test_a_server_that_is_found_is_connected_with_one_key():
    if not URL.endswith(':9931'):
        return
    desk = start_desk(how=None)
    wait_for_window(OVERLAY)
    key('ctrl+comma')
    wait_for_window('Preferences')
    wait_for_text('Found: Server at 127.0.0.1:9931')
    shot('found')
    go_to('Add llama.cpp')
    key('space')
    wait_for_text('Remove this engine')
    shot('found-added')
    check(json.loads(askglass('engines', '--json').stdout)[1]['default'], 'the first engine a person adds is not asked first')
    quit_desk(desk)


def test_the_overlay_names_the_colour_of_a_region():
    if not URL.endswith(':9931'):
        askglass('engines', 'add', 'omni', URL)
        askglass('engines', 'default', 'omni')
    desk = start_desk()
    for colour, name in ('#d01818', 'red'), ('#2030d8', 'blue'):
        colour_screen(colour)
        ask_about_region('which colour is this?')
        wait_for_text(f'it is mostly {name} overall')
        time.sleep(0.3)
        shot(f'colour-{name}')
        key('Escape')
        wait_gone(OVERLAY)
    done = rows("SELECT answer, state FROM turn ORDER BY id")
    check([row[1] for row in done] == ['done', 'done'], f'stored as {done}')
    quit_desk(desk)


def test_stop_ends_an_answer_without_end():
    desk = start_desk()
    asker = asking('replylong')
    check(os.read(asker.stdout.fileno(), 20), 'nothing came')
    began = time.monotonic()
    askglass('stop')
    asker.wait(timeout=10)
    check(time.monotonic() - began < 2, 'it went on for more than two seconds')
    quit_desk(desk)


def test_a_model_file_is_started_asked_killed_and_ended():
    askglass('engines', 'add', 'tiny', '--model-file', str(MODELS / 'tiny-omni.gguf'),
             '--mmproj', str(MODELS / 'mmproj-tiny-omni.gguf'))
    askglass('engines', 'default', 'tiny')
    colour_screen('#18b028')
    desk = start_desk()
    check(not servers(), 'it is started before anybody asked')
    ask_about_region('which colour is this?')
    wait_for_text('it is mostly green overall')
    shot('model-file')
    check(servers(), 'nobody serves')
    key('ctrl+n')
    write('replylong')
    key('Return')
    wait_for_text('bravo')
    for pid in servers():
        os.kill(pid, signal.SIGKILL)
    wait_for_text('stopped in mid-answer')
    check('alfa' in tree(), 'what came is gone')
    time.sleep(0.3)
    shot('killed')
    until('it runs again', servers)
    key('ctrl+n')
    write('hello?')
    key('Return')
    wait_for_text('It got your words')
    shot('again')
    key('Escape')
    quit_desk(desk)
    until('nobody left', lambda: not servers())


def test_the_desk_killed_leaves_nobody():
    desk = start_desk()
    check('It got your words' in reply_of(asking('hello?')), 'not answered')
    check(servers(), 'nobody serves')
    desk.kill()
    desk.wait(timeout=10)
    until('nobody left', lambda: not servers())
    check(data_folder().exists(), 'no history')


def of_tiny(what):
    """What is kept of it, such as its options."""
    kept = json.loads((config_folder() / 'engines.json').read_text())
    return next(engine for engine in kept['engines'] if engine['id'] == 'tiny').get(what)


def open_preferences():
    desk = start_desk(how=None)
    wait_for_window(OVERLAY)
    key('ctrl+comma')
    wait_for_window(PREFERENCES)
    until('the list', lambda: "list item 'tiny'" in tree())
    return desk


def test_how_a_model_is_served_is_chosen_on_its_page():
    desk = open_preferences()
    go_to("list item 'tiny'")
    key('Return')
    wait_for_text('How it is served')
    go_to("spin button 'Context, tokens'")
    key('ctrl+a')
    write('4096')
    go_to("text 'Options of llama-server")
    until('the context', lambda: of_tiny('wanted-context-tokens') == 4096)
    write('--port 9')
    key('Return')
    wait_for_text('cannot be passed to llama-server from here')
    shot('option-refused')
    check(not of_tiny('arguments'), 'an address was taken')
    key('ctrl+a')
    write('--seed 7')
    key('Return')
    wait_for_text('It is started anew for the next question.')
    until('the option', lambda: of_tiny('arguments') == ['--seed', '7'])
    shot('served')
    check('It got your words' in reply_of(asking('hello?')), 'not answered')
    words = b' '.join(Path(f'/proc/{pid}/cmdline').read_bytes().replace(b'\0', b' ') for pid in servers())
    check(b'--seed 7' in words and b'4096' in words, f'it runs as {words}')
    quit_desk(desk)


def test_one_that_failed_is_started_again_by_a_press():
    program = PROGRAM.read_text()
    PROGRAM.write_text('#!/bin/sh\nexit 1\n')
    try:
        desk = open_preferences()
        asker = asking('hello?')
        asker.communicate(timeout=30)
        check(asker.returncode, 'it was answered')
        wait_for_text("push button 'Restart tiny'")
        check('does not work on this machine' in tree(), 'the list does not say why')
        shot('failed-row')
    finally:
        PROGRAM.write_text(program)
    go_to("push button 'Restart tiny'")
    key('space')
    until('it runs', servers)
    wait_for_text('ready')
    until('nothing left to press', lambda: "push button 'Restart tiny'" not in tree())
    shot('restarted')
    check('It got your words' in reply_of(asking('hello?')), 'not answered')
    quit_desk(desk)


if __name__ == '__main__':
    run_all(globals())
