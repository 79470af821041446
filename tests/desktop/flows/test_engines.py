"""Engines by keyboard alone: the menu, one that is added, its key, its page, removed and brought back."""
import json
import os
import time
from pathlib import Path

from flow import (OVERLAY, askglass, check, go_to, has_focus, key, quit_desk, run, run_all, shot, start_desk, tree, until,
                  wait_for_text, wait_for_window, wait_gone, write)

PREFERENCES = 'Preferences'
ADD = 'Add an engine'
KEY = 'sk-canary-77aa'


def engines():
    return {engine['id']: engine for engine in json.loads(askglass('engines', '--json').stdout)}


def first():
    return next(name for name, engine in engines().items() if engine['default'])


def open_overlay():
    desk = start_desk(how=None)
    wait_for_window(OVERLAY)
    return desk


def test_the_menu_shows_what_there_is():
    desk = open_overlay()
    key('ctrl+m')
    wait_for_text('Local only')
    check('Reader, here · no model, ready' in tree(), 'the reader is not told with its state')
    shot('menu')
    key('Tab', 'space')
    until('local only in the settings', lambda: 'local-only=true' in settings())
    shot('menu-local-only')
    key('space')
    until('local only off again', lambda: 'local-only=true' not in settings())
    key('Escape')
    quit_desk(desk)


def settings():
    path = config() / 'settings.ini'
    return path.read_text() if path.exists() else ''


def config():
    return Path(os.environ.get('XDG_CONFIG_HOME') or os.path.join(os.environ['HOME'], '.config')) / 'askglass'


def test_where_a_model_is_needed_one_can_be_added_from_there():
    desk = open_overlay()
    write('write a poem about the sea')
    key('Return')
    wait_for_text('Add an engine…')
    until('the notice', lambda: 'This needs a model' in tree())
    shot('needs-model')
    key('alt+Return')
    wait_for_window(ADD)
    shot('add-empty')
    write('http://user@here')
    wait_for_text('The address holds a name or a password.')
    shot('add-wrong')
    key('ctrl+a')
    write('127.0.0.1:9')
    wait_for_text('Nothing of what you ask will leave this machine.')
    shot('add-local')
    key('Return')
    wait_gone(ADD)
    until('the engine', lambda: '127-0-0-1-9' in engines())
    check(first() == '127-0-0-1-9', 'the first engine a person adds is not asked first')
    wait_for_text('Remove this engine')
    until('its name, heard by a screen reader', lambda: has_focus("text 'Name'"))
    shot('page')
    key('Escape')
    until('the list', lambda: 'Remove this engine' not in tree())
    shot('list')
    key('Escape')
    wait_gone(PREFERENCES)
    key('ctrl+m')
    wait_for_text('Local only')
    check('127.0.0.1:9, here · not asked since the start' in tree(), 'the menu does not show it')
    shot('menu-two')
    key('Down', 'space')
    until('the reader first again', lambda: first() == 'reader')
    quit_desk(desk)


def test_the_test_names_the_first_thing_that_fails():
    desk = open_overlay()
    key('ctrl+comma')
    wait_for_window(PREFERENCES)
    go_to("list item '127.0.0.1:9'")
    key('Return')
    wait_for_text('Remove this engine')
    go_to("push button 'Test'")
    key('Return')
    wait_for_text('Connect: failed')
    shot('tested')
    check('Find the address, ' in tree() and 'A sound, not tried' in tree(), 'the other steps are not told')
    key('Escape')
    until('the list', lambda: 'Remove this engine' not in tree())
    wait_for_text('not reached')
    shot('list-failed')
    quit_desk(desk)


def add_with_key(address):
    """Up to the question where to keep it: no keyring is there, or the person does not want to make one."""
    go_to('Add an engine…')
    key('Return')
    wait_for_window(ADD)
    write(address)
    key('Tab', 'Tab', 'Tab')
    write(KEY)
    shot('add-key')
    key('Return')
    refuse_keyring()


def refuse_keyring():
    def come():
        prompts = run('xdotool', 'search', '--onlyvisible', '--class', '[Gg]cr-prompter').stdout.split()
        if prompts:
            run('xdotool', 'windowfocus', '--sync', prompts[0], 'key', 'Escape')
        return 'Keep the key in a file?' in tree()
    until('the question where to keep the key', come)
    time.sleep(0.3)


def test_a_key_is_kept_in_a_file_after_a_yes_alone():
    desk = open_overlay()
    key('ctrl+comma')
    wait_for_window(PREFERENCES)
    add_with_key('api.example')
    shot('no-keyring')
    key('Escape')
    wait_for_text('Nothing was kept.')
    check('api-example' not in engines(), 'it was added without its key')
    key('Return')
    refuse_keyring()
    key('alt+k')
    wait_gone(ADD)
    kept = config() / 'keys/api-example'
    until('the key', lambda: kept.exists())
    check(kept.stat().st_mode & 0o777 == 0o600, 'the key is not private')
    check(engines()['api-example']['key'] == 'file', 'it does not know where its key is')
    wait_for_text('Key (kept in a file')
    shot('page-remote')
    quit_desk(desk)


def test_one_that_is_removed_comes_back_with_its_key():
    desk = open_overlay()
    key('ctrl+comma')
    wait_for_window(PREFERENCES)
    until('the list', lambda: 'Elsewhere' in tree())
    go_to("list item 'api.example'")
    shot('list-remote')
    key('Return')
    wait_for_text('Remove this engine')
    go_to('Remove this engine', by='shift+Tab')
    shot('page-end')
    key('Return')
    until('its end', lambda: 'api-example' not in engines())
    shot('removed')
    go_to('Undo', by='shift+Tab')
    key('Return')
    until('it is back', lambda: 'api-example' in engines())
    check((config() / 'keys/api-example').exists(), 'its key is gone')
    quit_desk(desk)


if __name__ == '__main__':
    run_all(globals())
