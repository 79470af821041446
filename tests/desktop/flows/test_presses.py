"""What is pressed while something runs: an export and an import that are cancelled, rows by their menus, and a conversation
that a command goes on with while it is shown."""
import json
import os
import subprocess
import threading
import time

os.environ.setdefault('ASKG_ELSEWHERE', '127.0.0.1')
import far_engine  # noqa: E402
from far_engine import FarEngine  # noqa: E402
from flow import (OVERLAY, asking, askglass, check, data_folder, go_to, key, reply_of, rows, run_all, shot, start_desk, quit_desk,
                  tree, until, wait_for_text, wait_for_window, wait_gone, write)

HISTORY = 'History'
MENU = 'Export, import, off the record'
ROW_MENU = 'Pin, rename, export, delete'
N_MESSAGES = '40000'
FIRST = 'why does the lighthouse blink twice?'
WORDS = ['The lamp ', 'turns, ', 'and one ', 'pane is ', 'dark.']
home = os.environ['HOME']


class Slow(far_engine.Request):
    """Says one word, and the others when it may."""
    may = threading.Event()

    def do_POST(self):
        self.rfile.read(int(self.headers['Content-Length']))
        self.send_response(200)
        self.send_header('Content-Type', 'text/event-stream')
        self.send_header('Connection', 'close')
        self.end_headers()
        whole = self.stream(WORDS)
        first = whole.index('\n\n') + 2
        self.wfile.write(whole[:first].encode())
        self.wfile.flush()
        self.may.wait(20)
        self.wfile.write(whole[first:].encode())


def conversations():
    return rows('SELECT id, title, pinned_at_us IS NOT NULL FROM conversation WHERE deleted_at_us IS NULL ORDER BY id')


def open_history():
    key('ctrl+f')
    wait_for_window(HISTORY, settle_s=1)


def choose_file(title, path, how_many_downs):
    """The menu of the window, by keys alone."""
    go_to(MENU, by='shift+Tab')
    key('space')
    time.sleep(0.4)
    shot('menu')
    key(*['Down'] * how_many_downs, 'Return')
    wait_for_window(title, settle_s=1)
    key('ctrl+a')
    write(path)
    key('Return')


def cancel(what):
    """While it runs, for some seconds."""
    until(what, lambda: what in tree())
    shot(what.lower())
    go_to('Cancel')
    key('Return')
    until('the end of it', lambda: what not in tree())


def test_an_export_and_an_import_are_cancelled():
    if not os.environ.get('ASKGLASS_TESTS_ALL'):
        print('skipped: an export and an import are cancelled, which takes most of a minute: ./tests/run --all')
        return
    whole, part = f'{home}/whole.jsonl', f'{home}/part.jsonl'
    subprocess.run([os.environ['ASKG_HISTORY_MAKER'], data_folder(), N_MESSAGES], check=True, stdout=subprocess.DEVNULL)
    askglass('history', 'export', whole)
    desk = start_desk(how=None)
    wait_for_window(OVERLAY)
    open_history()
    write('nothingtofind')  # few widgets are looked through sooner than three thousand rows
    wait_for_text('words in pictures were searched')
    choose_file('Export', part, 0)
    cancel('Exporting')
    check(not [name for name in os.listdir(home) if 'part' in name], f'it left {os.listdir(home)}')
    check('Exported' not in tree(), 'it says it was exported')
    quit_desk(desk)
    before = len(conversations())
    askglass('history', 'delete', '--all', '--yes')
    check(not conversations(), 'not all was deleted')
    desk = start_desk(how=None)
    wait_for_window(OVERLAY)
    open_history()
    write('nothingtofind')
    wait_for_text('words in pictures were searched')
    choose_file('Import', whole, 1)
    cancel('Importing')
    wait_for_text(' imported; here already')
    shot('import-cancelled')
    some = len(conversations())
    check(0 < some < before, f'{some} of {before} are there')
    quit_desk(desk)
    check(askglass('history', 'check').stdout.startswith('The history is whole'), 'it is not whole')
    askglass('history', 'delete', '--all', '--yes')


def test_a_command_is_seen_where_its_conversation_is_shown():
    far_engine.Request = Slow
    slow = FarEngine()
    desk = start_desk(how=None)
    askglass('engines', 'add', 'slow', slow.url('ok'), '--model', 'omni')
    askglass('engines', 'default', 'slow')
    Slow.may.set()
    conversation = json.loads(askglass('ask', '--json', FIRST).stdout)['conversation']
    wait_for_window(OVERLAY)
    wait_for_text(FIRST)
    key('Down', 'Return')
    wait_for_text('pane is dark.')
    Slow.may.clear()
    asker = asking('--conversation', str(conversation), 'and the other panes?')
    wait_for_text('and the other panes?')
    until('the first word', lambda: 'The lamp' in tree().split('and the other panes?')[-1])
    check('pane is dark' not in tree().split('and the other panes?')[-1], 'it was not waited for')
    shot('command-streams')
    Slow.may.set()
    check(reply_of(asker).strip() == ''.join(WORDS), 'the command was told something else')
    until('the whole answer', lambda: 'pane is dark' in tree().split('and the other panes?')[-1])
    shot('command-done')
    # The other way round: what a command asks is opened while it is answered.
    Slow.may.clear()
    key('ctrl+n')
    asker = asking('--conversation', str(conversation), 'and the harbour?')
    wait_for_text('Ask about anything')
    until('its turn', lambda: rows("SELECT count(*) FROM turn WHERE question = 'and the harbour?'")[0][0] == 1)
    key('Down', 'Return')
    wait_for_text('and the harbour?')
    Slow.may.set()
    until('the whole answer', lambda: 'pane is dark' in tree().split('and the harbour?')[-1])
    reply_of(asker)
    quit_desk(desk)


def test_rows_are_pinned_named_and_deleted_by_their_menu():
    desk = start_desk(how=None)
    wait_for_window(OVERLAY)
    open_history()
    write('lighthouse')
    time.sleep(0.8)
    key('Down')
    go_to(ROW_MENU)
    key('space')
    time.sleep(0.4)
    shot('row-menu')
    key('Return')
    until('the pin', lambda: conversations()[-1][2])
    key('F2')
    time.sleep(0.4)
    write('Never mind')
    key('Escape')
    time.sleep(0.4)
    check(conversations()[-1][1] == FIRST, 'Esc gave it a name')
    key('F2')
    time.sleep(0.4)
    write('Lamps and panes')
    shot('rename-hit')
    key('Return')
    until('the name', lambda: conversations()[-1][1] == 'Lamps and panes')
    wait_for_text('is called “Lamps and panes” now')
    shot('renamed-hit')
    before = len(conversations())
    key('Delete')
    until('the deletion', lambda: len(conversations()) == before - 1)
    wait_for_text('Undo')
    shot('deleted-hit')
    go_to('Undo')
    key('Return')
    until('it is there again', lambda: len(conversations()) == before)
    quit_desk(desk)


if __name__ == '__main__':
    run_all(globals())
