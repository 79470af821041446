"""The history window: found, opened, pinned, named, branched, deleted and brought back; and what leaves no trace."""
import json
import time

from flow import (OVERLAY, askglass, check, data_folder, go_to, here, hits, key, press, rows, run, run_all, shot, start_desk,
                  quit_desk, tree, until, wait_for_text, wait_for_window, wait_gone, write)

PICTURE = str(here / '../../corpora/ocr/sample/eng-log-gcc-11-coloured-light.png')
HISTORY = 'History'
CANARY = 'zanzibarcanary'


def conversations():
    return rows('SELECT title, pinned_at_us IS NOT NULL, branched_from_id IS NOT NULL FROM conversation'
                ' WHERE deleted_at_us IS NULL ORDER BY id')


def open_history():
    key('ctrl+f')
    wait_for_window(HISTORY, settle_s=1)


def on_disk(words):
    """The files of the data folder with these bytes in them."""
    return [path.name for path in data_folder().rglob('*') if path.is_file() and words.encode() in path.read_bytes()]


def test_conversations_are_pinned_named_and_branched():
    askglass('ask', 'what can you do for the first?', ok=False)
    askglass('ask', '--image', PICTURE, 'why does this not compile?')
    desk = start_desk(how=None)
    wait_for_window(OVERLAY)
    open_history()
    wait_for_text('why does this not compile?')
    shot('all')
    key('Down', 'Down', 'ctrl+p')
    until('the pin', lambda: ('what can you do for the first?', 1, 0) in conversations())
    wait_for_text('Pinned')
    time.sleep(0.5)
    key('F2')
    time.sleep(0.4)
    write('Named by me')
    shot('rename')
    key('Return')
    until('the name', lambda: 'Named by me' in [title for title, *_ in conversations()])
    shot('pinned')
    key('ctrl+f')
    write('compile')
    time.sleep(0.8)
    shot('search')
    key('Return')
    wait_for_text('why does this not compile?')
    shot('opened')
    quit_desk(desk)


def test_a_word_on_a_picture_is_shown_there_and_a_branch_goes_on_from_a_turn():
    desk = start_desk(how=None)
    wait_for_window(OVERLAY)
    open_history()
    write('implicit')
    time.sleep(0.8)
    wait_for_text('In the picture')
    shot('found-on-picture')
    key('Return')
    wait_for_text('found in 1 place')
    time.sleep(0.5)
    shot('picture-with-boxes')
    key('Escape')
    until('the picture is put away', lambda: 'found in 1 place' not in tree())
    before = len(conversations())
    key('Page_Down', 'Page_Down', 'Page_Down')
    press('push button', 'More about this turn')
    wait_for_text('Branch from here')
    shot('turn-menu')
    key('Return')
    until('the branch', lambda: len(conversations()) == before + 1)
    wait_for_text('This is a branch')
    check(rows('SELECT count(*) FROM turn WHERE conversation_id = (SELECT max(id) FROM conversation)')[0][0] == 1,
          'the branch has other turns')
    shot('branch')
    quit_desk(desk)


def test_deleted_it_can_be_brought_back_for_a_while():
    desk = start_desk(how=None)
    wait_for_window(OVERLAY)
    open_history()
    before = len(conversations())
    key('Down', 'Delete')
    until('the deletion', lambda: len(conversations()) == before - 1)
    wait_for_text('Undo')
    shot('deleted')
    go_to('Undo')
    key('Return')
    until('it is there again', lambda: len(conversations()) == before)
    quit_desk(desk)


def test_off_the_record_nothing_is_written():
    done = askglass('ask', '--off-record', f'count the letters of {CANARY}', ok=False)
    check(done.stdout or done.stderr, 'it was not answered')
    desk = start_desk(how=None)
    wait_for_window(OVERLAY)
    before = len(rows('SELECT id FROM turn'))
    key('ctrl+shift+n')
    wait_for_text('Off the record: nothing is written')
    shot('off-record')
    write(f'what is {CANARY}?')
    key('Return')
    wait_for_text('This needs a model')
    shot('off-record-answered')
    check(len(rows('SELECT id FROM turn')) == before, 'a row was written')
    key('ctrl+n')
    time.sleep(0.3)
    quit_desk(desk)
    check(not on_disk(CANARY), f'it is in {on_disk(CANARY)}')
    check(not hits(CANARY), 'it is found')


def test_what_is_erased_is_in_no_file():
    askglass('ask', f'what is {CANARY}?', ok=False)
    check(on_disk(CANARY), 'it was never written')
    listed = json.loads(askglass('history', '--json').stdout)
    number = next(row['conversation'] for row in listed if CANARY in row['title'])
    askglass('history', 'delete', '--conversation', str(number))
    check(not on_disk(CANARY), f'it is in {on_disk(CANARY)}')
    check(askglass('history', 'check').stdout.startswith('The history is whole'), 'it is not whole')


if __name__ == '__main__':
    run_all(globals())
