"""Asking about the clipboard: text, pictures, passwords, and clips that may be pasted once."""
import json
import os
import signal
import subprocess
import time

from flow import (OVERLAY, WAYLAND, askglass, check, here, hits, key, questions, quit_desk, rows, run_all, shot,
                  start, start_desk, tree, until, wait_for_text, wait_for_window, write)

PICTURE = here / '../../corpora/ocr/sample/eng-log-python-14-light.png'
TEXT = "session.c:12:5: error: 'struct session' has no member named 'token'"


def copy(data, mime_type=None, once=False):
    """Puts it on the clipboard; returns the process that offers it."""
    if WAYLAND:
        words = ['wl-copy', '--foreground', *(['--paste-once'] if once else []),
                 *(['--type', mime_type] if mime_type else [])]
    else:
        words = ['xclip', '-selection', 'clipboard', '-quiet', *(['-loops', '1'] if once else []),
                 *(['-target', mime_type] if mime_type else [])]
    owner = start(*words, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)
    owner.stdin.write(data)
    owner.stdin.close()
    time.sleep(0.5)
    return owner


def test_text_is_asked_about():
    copy(TEXT.encode())
    reply = askglass('ask', '--clipboard', 'what does this mean?').stdout
    check('token' in reply, f'the reply does not speak of it: {reply}')
    check([hit['question'] for hit in hits('token')] == ['what does this mean?'], 'it is not found again')


def test_a_picture_is_read():
    copy(PICTURE.read_bytes(), 'image/png')
    turn = json.loads(askglass('ask', '--clipboard', '--json', 'read this').stdout)
    check(turn['attachments'][0]['kind'] == 'clipboard' and turn['attachments'][0]['size'][0] > 100, 'it is no picture')
    check('Traceback' in turn['answer'] or 'File' in turn['answer'], f'it was not read: {turn["answer"]}')


def test_the_overlay_takes_it_too():
    copy(TEXT.encode())
    desk = start_desk(how=None)
    wait_for_window(OVERLAY)
    key('alt+2')
    time.sleep(0.5)
    write('what does this mean?')
    shot('attached')
    key('Return')
    until('the answer', lambda: rows("SELECT state FROM turn")[-1:] == [('done',)])
    check(rows('SELECT kind, text FROM attachment ORDER BY id')[-1] == ('clipboard', TEXT), 'the clip is not stored')
    shot('answer')
    quit_desk(desk)


def test_a_password_is_not_pasted_either():
    """As a password manager offers it: the password as text, and beside it the mark."""
    if WAYLAND:
        return  # there only the window in use may copy; that the mark counts is seen below
    owner = start('/usr/bin/python3', here / 'password-owner.py', 'correct horse battery', stdout=subprocess.PIPE, text=True)
    check(owner.stdout.readline() == 'copied\n', 'the password is not on the clipboard')
    done = askglass('ask', '--clipboard', 'what is in it?', ok=False)
    check(done.returncode == 3 and 'password manager' in done.stderr, f'{done.returncode}, {done.stderr}')
    desk = start_desk(how=None)
    wait_for_window(OVERLAY)
    key('ctrl+v')
    wait_for_text('A password manager marked the clipboard as secret')
    check('correct horse' not in tree(), 'the password is in the overlay')
    shot('password')
    key('alt+2')
    time.sleep(0.5)
    check('correct horse' not in tree(), 'the password is in the overlay')
    quit_desk(desk)
    owner.terminate()
    owner.wait(timeout=5)
    check(not rows("SELECT 1 FROM attachment WHERE text LIKE '%horse%'"), 'the password is in the history')


def test_a_password_is_refused_and_the_question_kept():
    copy(b'secret', 'x-kde-passwordManagerHint')
    done = askglass('ask', '--clipboard', 'what is this password?', ok=False)
    check(done.returncode == 3 and 'password' in done.stderr, f'{done.returncode}, {done.stderr}')
    check(len(done.stderr.strip().splitlines()) == 1 and not done.stdout, 'more than a sentence is said')
    check(hits('password') and questions()[-1][1] == 'failed', 'the question is lost')
    check(not rows("SELECT 1 FROM attachment WHERE text LIKE '%secret%'"), 'the password is in the history')


def test_an_empty_clipboard_is_told():
    copy(b'anything', 'application/x-nothing-we-know')
    done = askglass('ask', '--clipboard', 'what is on it?', ok=False)
    check(done.returncode == 3 and len(done.stderr.strip().splitlines()) == 1, f'{done.returncode}, {done.stderr}')
    check(hits('what is on it'), 'the question is lost')


def test_text_of_an_old_program_arrives_with_its_accents():
    if WAYLAND:
        return # wl-copy would call it UTF-8 as well
    copy('erreur: caractère inattendu'.encode('latin-1'), 'STRING')
    askglass('ask', '--clipboard', 'what does it say?')
    text = rows("SELECT text FROM attachment ORDER BY id")[-1][0]
    check(text == 'erreur: caractère inattendu', f'it was read as {text}')


def never_given(owner_sends, seconds):
    began = time.monotonic()
    done = askglass('ask', '--clipboard', f'what does {owner_sends} say?', ok=False)
    check(done.returncode != 0 and 'Copy it again' in done.stderr, f'{done.returncode}, {done.stderr}')
    check(time.monotonic() - began < seconds, f'it took {time.monotonic() - began:.1f} s')
    check(hits(owner_sends), 'the question is lost')


def test_an_owner_that_hangs_is_not_waited_for():
    owner = copy(TEXT.encode())
    owner.send_signal(signal.SIGSTOP)
    never_given('nothing', 6)
    owner.send_signal(signal.SIGCONT)


def test_an_owner_that_dies_in_the_middle_or_never_ends_is_told():
    for sent, words, seconds in ('half', ['3'], 6), ('forever', [], 14):
        if not WAYLAND:
            owner = start(os.environ['ASKG_DRIP_OWNER'], *words, stdout=subprocess.PIPE, text=True)
            check(owner.stdout.readline() == 'owner\n', 'nobody owns the clipboard')
            never_given(sent, seconds)


def test_a_clip_that_may_be_pasted_once_is_left_alone_until_it_is_asked_about():
    owner = copy(TEXT.encode(), once=True)
    desk = start_desk(how=None)
    wait_for_window(OVERLAY)
    write('what')
    askglass('hide')
    askglass('ask', 'what can you do?')
    check(owner.poll() is None, 'somebody has taken the clip')
    check('token' in askglass('ask', '--clipboard', 'what does this mean?').stdout, 'the clip was not read')
    until('the end of the clip', lambda: owner.poll() is not None)
    quit_desk(desk)


if __name__ == '__main__':
    run_all(globals())
