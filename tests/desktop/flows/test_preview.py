"""What goes to another machine, shown before: text and picture covered, in the dark, in Korean and in large letters."""
import os
import subprocess
import time
from pathlib import Path

from far_engine import FarEngine
from flow import (OVERLAY, askglass, check, config_folder, here, key, quit_desk, run, run_all, shot, start, start_desk, tree,
                  until, wait_for_text, wait_for_window, wait_gone, write)

# Never in one piece in this file, so that nothing that guards repositories takes them for real.
TYPED = 'sk-' + 'proj-9f3Ab2KpXw7Qz0RtLm48Vc6N'
SHOWN = 'gh' + 'p_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'
far = FarEngine()
picture = Path(os.environ['HOME']) / 'deploy.png'


def set_up():
    config_folder().mkdir(parents=True, exist_ok=True)
    (config_folder() / 'settings.ini').write_text('[Askglass]\nfirst-run-done=true\n')
    askglass('engines', 'add', 'omni-large', far.url('echo'), '--model', 'omni', '--pictures')
    askglass('engines', 'default', 'omni-large')
    window = start('/usr/bin/python3', here / 'error-window.py', 'deploy',
                   f'# staging\nHARBOR_HOST=db.staging.example\nGITHUB_TOKEN={SHOWN}\nMAIL_FROM=keeper@quay.example\nPOOL_SIZE=12\n\n'
                   'ERROR connection refused (os error 111)\n      at 10.0.4.17:5432, attempt 3 of 3', stdout=subprocess.PIPE)
    check(window.stdout.readline() == b'shown\n', 'the window did not come')
    time.sleep(0.5)
    run('maim', '-u', '-i', run('xdotool', 'search', '--name', '^deploy$').stdout.split()[0], picture)
    window.terminate()
    window.wait(timeout=5)


def preview(name, title='Before it is sent', remove='Remove'):
    desk = start_desk(how=None)
    wait_for_window(OVERLAY)
    start('xclip', '-selection', 'clipboard', '-t', 'image/png', '-i', picture)
    time.sleep(0.3)
    key('ctrl+v')
    wait_for_text(remove)
    write(f'why does the deploy fail? HARBOR_KEY={TYPED}')
    until('the words of the picture', lambda: '2 secrets' in tree() or '3 secrets' in tree() or remove != 'Remove')
    time.sleep(1)
    shot(f'chip-{name}')
    key('Return')
    wait_for_window(title, settle_s=1)
    check(TYPED not in tree().replace(f'HARBOR_KEY={TYPED}', '', 1), 'the preview shows what it covers')
    shot(name)
    return desk


def close(desk, title='Before it is sent'):
    key('Escape')
    wait_gone(title)
    quit_desk(desk)


def test_it_is_as_it_should_be_in_the_light():
    desk = preview('light')
    check('GITHUB_TOKEN' in tree() and 'MAIL_FROM' in tree(), 'not all is listed that was found')
    close(desk)
    check(not far.got_word('why does'), 'it was sent')


def test_it_is_as_it_should_be_in_the_dark():
    os.environ['ADW_DEBUG_COLOR_SCHEME'] = 'prefer-dark'
    close(preview('dark'))
    del os.environ['ADW_DEBUG_COLOR_SCHEME']


def test_it_is_as_it_should_be_in_large_letters():
    run('xrdb', '-merge', '-', input='Xft.dpi: 144\n')
    close(preview('big'))
    run('xrdb', '-merge', '-', input='Xft.dpi: 96\n')


def test_it_is_as_it_should_be_in_korean():
    os.environ['LANGUAGE'] = 'ko'
    os.environ['LC_ALL'] = 'C.UTF-8'
    title = '보내기 전에'
    close(preview('ko', title, '빼기'), title)


if __name__ == '__main__':
    set_up()
    run_all(globals())
