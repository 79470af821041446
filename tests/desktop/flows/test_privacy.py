"""The page "Privacy" of the preferences by keyboard: what left, opened and purged; rules; what is kept; the proof."""
import json
import os
import time

from far_engine import ADDRESS, FarEngine
from flow import (OVERLAY, askglass, check, config_folder, go_to, key, look_from_here, quit_desk, rows, run, run_all, shot, start_desk,
                  tree, until, wait_for_text, wait_for_window, wait_gone, write)

PREFERENCES = 'Preferences'
SENT = 'What was sent'
far = FarEngine()


def settings():
    path = config_folder() / 'settings.ini'
    return path.read_text() if path.exists() else ''


def ask(text):
    return askglass('ask', '--engine', 'far', text)


def set_up():
    config_folder().mkdir(parents=True, exist_ok=True)
    (config_folder() / 'settings.ini').write_text(
        f"[Askglass]\nfirst-run-done=true\nagreed=['far http://{ADDRESS}:{far.server_port}']\n")
    if 'far' not in (engine['id'] for engine in json.loads(askglass('engines', '--json').stdout)):
        askglass('engines', 'add', 'far', far.url('ok'), '--model', 'omni', '--preview', 'never')


def open_page(name='Privacy', window=PREFERENCES):
    desk = start_desk(how=None)
    wait_for_window(OVERLAY)
    key('ctrl+comma')
    wait_for_window(window)
    focus(name)
    key('space')
    return desk


def focus(name, by='Tab'):
    go_to(f"{name}' ", by)


def press(name, by='Tab'):
    focus(name, by)
    key('Return')


def text_size(dpi):
    run('xrdb', '-merge', '-', input=f'Xft.dpi: {dpi}\n')


def test_what_left_is_listed_and_opens_byte_for_byte():
    for n in range(5):
        ask(f'is quay {n} free?')
    desk = open_page()
    wait_for_text('Today: ')
    shot('page')
    check(ADDRESS in tree() and 'requests' in tree(), 'what left is not listed')
    focus(next(line.split("'")[1] for line in tree().splitlines() if f'list item' in line and ADDRESS in line))
    key('Return')
    wait_for_window(SENT)
    wait_for_text('These are the bytes that left')
    shot('bytes')
    key('Escape')
    wait_gone(SENT)
    press(' requests')
    until('the whole list', lambda: tree().count(ADDRESS) >= 5)
    shot('all')
    key('Escape')
    until('the page', lambda: 'Prove it' in tree())
    quit_desk(desk)


def test_local_only_is_switched_here_and_refuses():
    desk = open_page()
    focus('Local only')
    key('space')
    until('local only', lambda: 'local-only=true' in settings())
    refused = askglass('ask', '--engine', 'far', 'is the mole dry?', ok=False)
    check(refused.returncode != 0 and not far.got_word('mole dry'), 'it left')
    key('space')
    until('local only off', lambda: 'local-only=true' not in settings())
    quit_desk(desk)


def test_a_rule_is_checked_tried_and_binds():
    desk = open_page()
    press('Always cover')
    wait_for_text('Word or pattern')
    focus('Word or pattern')
    write('***')
    wait_for_text('stars alone would mean everything')
    shot('rule-fault')
    key('Return')
    check('redact-rules' not in settings(), 'a rule that means nothing was taken')
    key('ctrl+a')
    write('PIER-???-*')
    until('no fault', lambda: 'stars alone' not in tree())
    focus('Try it on a line')
    write('where is pier-007-north?')
    wait_for_text('where is [')
    shot('rule-tried')
    focus('Word or pattern', by='shift+Tab')
    key('Return')
    until('the rule in the settings', lambda: 'PIER-???-*' in settings())
    shot('rule')
    key('Escape')
    wait_for_text('1 entry')
    ask('who keeps PIER-007-north now?')
    check(not far.got_word('007-north') and far.got_word('who keeps ['), 'the rule does not bind')
    press('Always cover')
    press('Remove PIER-???-*')
    until('the rule gone', lambda: 'PIER-???-*' not in settings())
    ask('who keeps PIER-008-north now?')
    check(far.got_word('PIER-008-north'), 'it is covered for ever')
    quit_desk(desk)


def test_what_is_allowed_is_left_alone():
    desk = open_page()
    press('Never cover')
    wait_for_text('Value, pattern or category')
    focus('Value, pattern or category')
    write('private_key')
    wait_for_text('too dangerous')
    shot('allow-fault')
    key('ctrl+a')
    write('email_address')
    key('Return')
    until('it is in the settings', lambda: 'email_address' in settings())
    key('Escape')
    ask('is mail to keeper@quay.example read?')
    check(far.got_word('keeper@quay.example'), 'it is covered all the same')
    press('Never cover')
    press('Remove email_address')
    until('it is gone', lambda: 'email_address' not in settings())
    ask('is mail to keeper@pier.example read?')
    check(not far.got_word('keeper@pier.example'), 'it is left uncovered for ever')
    quit_desk(desk)


def test_windows_are_put_on_the_list_and_taken_off():
    desk = open_page()
    press('Never look at')
    wait_for_text('Application or title')
    focus('Application or title')
    write('org.example.Diary')
    key('Return')
    until('the diary on the list', lambda: 'org.example.Diary' in settings())
    shot('never')
    press('Remove org.example.Diary')
    until('the diary off the list', lambda: 'org.example.Diary' not in settings())
    press('The list that Askglass came with')
    until('the list as it came', lambda: 'never-capture=' not in settings())
    key('Escape')
    quit_desk(desk)


def test_when_it_is_shown_is_chosen_for_each_engine():
    desk = open_page()
    wait_for_text('The first time only')
    press('Show before sending')
    wait_for_text('The very bytes')
    focus('far')
    key('space', 'Up', 'Return')
    shot('shown')
    key('Escape')
    until('it is told', lambda: 'The first time only' not in tree())
    press('Show before sending')
    focus('far')
    key('space', 'Down', 'Down', 'Return', 'Escape')
    wait_for_text('The first time only')
    quit_desk(desk)


def test_what_is_kept_is_chosen():
    desk = open_page()
    focus('Keep conversations', by='shift+Tab')
    key('space', 'Down', 'Down', 'Return')
    until('30 days', lambda: 'keep-days=30' in settings())
    focus('Size of the history')
    key('space', 'Down', 'Down', 'Return')
    until('1 GB', lambda: 'keep-megabytes=1000' in settings())
    shot('kept')
    quit_desk(desk)


def test_the_history_is_deleted_after_a_yes_alone():
    ask('is it kept?')
    desk = open_page()
    press('Delete all conversations', by='shift+Tab')
    wait_for_text('Delete all conversations?')
    shot('delete')
    key('Escape')
    until('the page', lambda: 'Delete all conversations?' not in tree())
    check(rows('SELECT count(*) FROM turn')[0][0] > 0, 'it was deleted without a yes')
    press('Delete all conversations', by='shift+Tab')
    wait_for_text('Delete all conversations?')
    press('Delete all')
    until('nothing is left', lambda: rows('SELECT count(*) FROM turn')[0][0] == 0)
    wait_for_text('deleted')
    quit_desk(desk)


def test_it_can_be_proven_and_stopped():
    desk = open_page()
    press('Prove it')
    wait_for_text("'Stop'")
    shot('proving')
    key('Return')  # the button that began it has the focus, and is the one that stops it
    wait_for_text('Stopped: nothing was proven')
    quit_desk(desk)


def test_it_is_purged_and_for_ten_seconds_taken_back():
    desk = open_page()
    wait_for_text('Today: ')
    press('Purge')
    press('Undo', by='shift+Tab')  # at once: ten seconds are short where the machine does other things beside
    wait_for_text('Today: ')
    check(ADDRESS in tree(), 'what was taken back is not there')
    press('Purge')
    wait_for_text('Nothing has left it so far.')
    shot('purge')
    until('it is erased', lambda: json.loads(askglass('ledger', '--json').stdout) == [], seconds=30)
    shot('purged')
    quit_desk(desk)


def test_it_is_there_in_the_dark_in_korean_and_big():
    set_up()
    for n in range(3):
        ask(f'is quay {n} free?')
    ask('who has HARBOR_KEY=sk-proj-9f3Ab2KpXw7Qz0RtLm48Vc6N ?')
    os.environ['ADW_DEBUG_COLOR_SCHEME'] = 'prefer-dark'
    desk = open_page()
    wait_for_text('Today: ')
    shot('page-dark')
    quit_desk(desk)
    del os.environ['ADW_DEBUG_COLOR_SCHEME']
    text_size(144)
    desk = open_page()
    wait_for_text('Today: ')
    shot('page-big')
    quit_desk(desk)
    text_size(96)
    os.environ['LANGUAGE'] = 'ko'
    os.environ['LC_ALL'] = 'C.UTF-8'
    desk = open_page('개인 정보', '환경 설정')
    wait_for_text('증명하기')
    time.sleep(0.5)
    shot('page-ko')
    focus('기록 암호화', by='shift+Tab')
    shot('kept-ko')
    quit_desk(desk)


if __name__ == '__main__':
    look_from_here()
    set_up()
    run_all(globals())
