"""What goes to another machine: shown before, sent after a yes alone, and what that machine says is told."""
import json
import os
import re
import select
import subprocess
from pathlib import Path

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi  # noqa: E402

from far_engine import ADDRESS, ANSWER, WAIT_S, FarEngine
from flow import (ASKGLASS, OVERLAY, askglass, check, go_to, key, questions, quit_desk, run_all, shot, start, start_desk,
                  tree, until, wait_for_text, wait_for_window, wait_gone, windows, write)

PREVIEW = 'Before it is sent'
SENT = 'What was sent'
DRAFT = 'What would be sent'
far = FarEngine()


def has_engine(how):
    if how not in (engine['id'] for engine in json.loads(askglass('engines', '--json').stdout)):
        askglass('engines', 'add', how, far.url(how), '--model', 'omni')
    askglass('engines', 'default', how)


def open_overlay(how):
    desk = start_desk(how=None)
    has_engine(how)
    wait_for_window(OVERLAY)
    return desk


def agree():
    """To what is shown, for ever."""
    wait_for_window(PREVIEW)
    go_to('Do not ask again')
    key('space')
    go_to("push button 'Send'", by='shift+Tab')
    key('Return')
    wait_gone(PREVIEW)


def picture_on_clipboard():
    picture = Path(__file__).parent / '../../corpora/ocr/sample/eng-log-gcc-11-coloured-light.png'
    start('xclip', '-selection', 'clipboard', '-t', 'image/png', '-i', picture)


def test_a_no_sends_nothing_and_keeps_the_question():
    desk = open_overlay('ok')
    key('ctrl+shift+p')
    wait_for_text('Nothing was sent yet')
    picture_on_clipboard()
    key('ctrl+v')
    wait_for_text('Remove')
    write('is the quay free')
    shot('asking')
    key('Return')
    wait_for_window(PREVIEW)
    shot('preview')
    check('is the quay free' in tree(), 'the question is not shown')
    check('pictures ' in tree() and 'Text ' in tree(), 'text and picture are not listed')
    key('Escape')
    wait_gone(PREVIEW)
    wait_for_text('Nothing was sent')
    shot('declined')
    check(not far.got_word('quay'), 'it was sent all the same')
    check('is the quay free' in tree(), 'the question is lost')
    quit_desk(desk)


def test_a_yes_sends_it_once():
    desk = open_overlay('ok')
    write('is the pier free')
    key('Return')
    wait_for_window(PREVIEW)
    key('Return')
    wait_gone(PREVIEW)
    wait_for_text(ANSWER)
    check(far.got_word('is the pier free'), 'another question was sent')
    write('and the crane')
    key('Return')
    wait_for_window(PREVIEW)
    check(not far.got_word('and the crane'), 'one yes was taken for two')
    key('Escape')
    wait_gone(PREVIEW)
    quit_desk(desk)


def test_what_was_agreed_to_is_not_asked_again():
    desk = open_overlay('ok')
    write('is the dock free')
    key('Return')
    agree()
    wait_for_text(ANSWER)
    key('ctrl+n')
    write('is the ferry late')
    key('Return')
    until('the next question', lambda: far.got_word('is the ferry late'))
    wait_for_text(ANSWER)
    check(not windows(PREVIEW), 'it asks again')
    shot('answered')
    check(re.search(rf"push button '\d+ bytes to {ADDRESS}", tree()), 'the foot does not say what was sent')
    key('ctrl+shift+p')
    wait_for_window(SENT)
    shot('sent')
    check('is the ferry late' in tree(), 'it is not what was sent')
    key('Escape')
    wait_gone(SENT)
    write('thanks')
    key('Return')
    until('the next question: the keyboard is in the overlay again', lambda: far.got_word('thanks'))
    quit_desk(desk)


def test_who_wants_to_see_each_question_sees_each():
    askglass('engines', 'add', 'watched', far.url('watched'), '--model', 'omni', '--preview', 'always')
    desk = open_overlay('watched')
    write('is the tide in')
    key('Return')
    wait_for_window(PREVIEW)
    check('Do not ask again' not in tree(), 'it offers what was decided otherwise')
    key('Return')
    wait_gone(PREVIEW)
    wait_for_text(ANSWER)
    write('is the tide out')
    key('Return')
    wait_for_window(PREVIEW)
    check(not far.got_word('is the tide out'), 'it was sent before it was seen')
    key('Escape')
    wait_gone(PREVIEW)
    quit_desk(desk)


SECRETS = ['sk-proj-9f3Ab2KpXw7Qz0RtLm48Vc6N', 'sk-proj-Ty5Nm1Gh8Jq3Wk6Zs0Db4Rf7X']


def words_of(name, node=None):
    """What stands in the text that bears this name."""
    if node is None:
        desktop = Atspi.get_desktop(0)
        apps = [desktop.get_child_at_index(i) for i in range(desktop.get_child_count())]
        return ''.join(words_of(name, app) for app in apps if app and app.get_name() == 'org.askglass.Askglass')
    own = Atspi.Text.get_text(node, 0, -1) if node.get_name() == name and 'Text' in node.get_interfaces() else ''
    children = [node.get_child_at_index(i) for i in range(node.get_child_count())]
    return own + ''.join(words_of(name, child) for child in children if child)


def press_button(name):
    go_to(f"push button '{name}")
    key('space')


def test_a_secret_is_covered_where_it_leaves_and_put_back_where_it_is_read():
    desk = open_overlay('echo')
    write('is the crane up')
    key('Return')
    agree()
    wait_for_text(ANSWER)
    key('ctrl+n')
    write(f'why HARBOR_KEY={SECRETS[0]}')
    key('Return')
    wait_for_window(PREVIEW)
    check('Do not ask again' not in tree(), 'it asks what was agreed to')
    check('HARBOR_KEY=[' in words_of('Text that is sent'), 'it is not what is sent')
    shot('secret')
    key('Return')
    wait_gone(PREVIEW)
    until('the question', lambda: far.got_word('HARBOR_KEY=['))
    check(not far.got_word(SECRETS[0]), 'the secret was sent')
    wait_for_text(f'KEY={SECRETS[0]}')
    check(f'k={SECRETS[0]}' not in tree(), 'a link carries the secret')
    check('1 secret hidden' in tree(), 'the foot does not tell it')
    shot('put-back')
    write('and now')
    key('Return')
    until('the next: nothing new was found', lambda: far.got_word('and now'))
    check(not far.got_word(SECRETS[0]) and not windows(PREVIEW), 'the answer told it')
    quit_desk(desk)


def test_what_would_be_sent_is_shown_before_it_is_asked():
    desk = open_overlay('echo')
    n_got = len(far.got)
    write(f'why PIER_KEY={SECRETS[1]}')
    wait_for_text('1 secret hidden, ')
    shot('would-be-sent-foot')
    key('ctrl+shift+p')
    wait_for_window(DRAFT)
    check('PIER_KEY=[' in words_of('Text that is sent'), 'it is not what would be sent')
    check("push button 'Send'" not in tree(), 'it can be sent from there')
    shot('would-be-sent')
    press_button('Uncover')
    wait_for_text('Shown: you uncovered it')
    key('Escape')
    wait_gone(DRAFT)
    check(len(far.got) == n_got, 'it was sent')
    key('Return')
    wait_for_window(PREVIEW)
    check(f'PIER_KEY={SECRETS[1]}' in words_of('Text that is sent'), 'what was uncovered is covered again')
    key('Escape')
    wait_gone(PREVIEW)
    quit_desk(desk)


def test_what_is_uncovered_is_sent_as_it_is_shown():
    desk = open_overlay('echo')
    write(f'why QUAY_KEY={SECRETS[1]}')
    key('Return')
    wait_for_window(PREVIEW)
    press_button('Uncover')
    wait_for_text('Shown: you uncovered it')
    press_button('Cover')
    wait_for_text('Text, line 1')
    press_button('Uncover')
    wait_for_text('Shown: you uncovered it')
    shot('uncovered')
    go_to('Exact bytes')
    key('space')
    until('the bytes', lambda: 'POST /echo/v1/chat/completions' in words_of('Exact bytes'))
    shown = words_of('Exact bytes')
    shot('bytes')
    go_to("push button 'Send'", by='shift+Tab')
    key('Return')
    wait_gone(PREVIEW)
    until('the question', lambda: far.got_word(f'QUAY_KEY={SECRETS[1]}'))
    body = next(body for body in far.got if SECRETS[1] in body)
    check(body in shown, f'what was sent is not what was shown: {body}')
    quit_desk(desk)


def test_the_command_line_shows_what_would_be_sent():
    has_engine('echo')
    n_got = len(far.got)
    done = askglass('ask', '--preview', f'why HARBOR_KEY={SECRETS[0]}')
    check('1 secret hidden' in done.stdout and 'HARBOR_KEY=[' in done.stdout, done.stdout)
    check(SECRETS[0] not in done.stdout, 'the secret is printed as sent')
    preview = json.loads(askglass('ask', '--preview', '--json', f'why HARBOR_KEY={SECRETS[0]}').stdout)
    check(preview['found'][0]['name'] == 'HARBOR_KEY' and preview['pieces'][0]['text'].startswith('why HARBOR_KEY=['), preview)
    check(json.loads(preview['body'])['messages'][-1]['role'] == 'user' and SECRETS[0] not in preview['body'], preview['body'])
    check(len(far.got) == n_got, 'it was sent')


def test_a_key_that_is_refused_can_be_changed():
    desk = open_overlay('key')
    write('is the lock open')
    key('Return')
    agree()
    wait_for_text('The key was refused')
    shot('key-refused')
    check('Change the key…' in tree(), 'nothing to do about it is offered')
    check('is the lock open' in tree(), 'the question is lost')
    key('alt+Return')
    wait_for_window('Preferences')
    quit_desk(desk)


def test_an_engine_that_asks_to_wait_is_counted_down_and_can_be_given_up():
    desk = open_overlay('busy')
    write('is the bridge up')
    key('Return')
    agree()
    wait_for_text('cannot answer')
    first = seconds_left()
    shot('counting')
    until('fewer seconds', lambda: seconds_left() < first)
    n_asked = len(far.got)
    key('ctrl+period')
    until('its end', lambda: 'cannot answer' not in tree())
    shot('given-up')
    check(len(far.got) == n_asked, 'it was tried again')
    check('is the bridge up' in tree(), 'the question is lost')
    quit_desk(desk)


def seconds_left():
    found = re.search(r'(\d+) s', tree())
    return int(found[1]) if found else WAIT_S


def test_local_only_refuses_before_anybody_is_asked():
    desk = open_overlay('ok')
    key('ctrl+m')
    wait_for_text('Local only')
    key('Tab', 'space', 'Escape')
    write('is the mole dry')
    key('Return')
    wait_for_text('Local only is on')
    shot('local-only')
    check('“Local only” lets nothing leave this machine' in tree(), 'its sentence is not there')
    check(not far.got_word('is the mole dry') and not windows(PREVIEW), 'it was sent, or would have been')
    key('ctrl+m')
    wait_for_text('Local only')
    key('Tab', 'space', 'Escape')
    quit_desk(desk)


# -- The command line -----------------------------------------------------------

def at_terminal(*words, says):
    """`askglass ask` with somebody at the terminal; its exit code and what they saw."""
    master, slave = os.openpty()
    process = start(ASKGLASS, 'ask', *words, stdin=slave, stdout=slave, stderr=slave)
    os.close(slave)
    seen, has_said = b'', False
    while select.select([master], [], [], 20)[0]:
        try:
            seen += os.read(master, 4096)
        except OSError:  # the other end is closed
            break
        if b'Send it?' in seen and not has_said:
            os.write(master, says.encode() + b'\n')
            has_said = True
    os.close(master)
    return process.wait(timeout=10), seen.decode()


def test_at_a_terminal_somebody_is_asked():
    has_engine('cli')
    code, seen = at_terminal('is the sluice shut', says='n')
    check(code == 6 and 'as you decided' in seen, f'{code}: {seen}')
    check(not far.got_word('is the sluice shut'), 'it was sent all the same')
    check(('is the sluice shut', 'failed') in questions(), 'the question is not kept')
    code, seen = at_terminal('is the weir shut', says='y')
    check(code == 0 and ANSWER in seen, f'{code}: {seen}')
    check(far.got_word('is the weir shut'), 'it was not sent')


def test_without_a_terminal_nobody_is_asked():
    done = askglass('ask', 'is the buoy lit', ok=False, stdin=subprocess.DEVNULL)
    check(done.returncode == 6 and 'nobody can be asked here' in done.stderr, f'{done.returncode}: {done.stderr}')
    check(not far.got_word('is the buoy lit'), 'it was sent all the same')


if __name__ == '__main__':
    run_all(globals())
