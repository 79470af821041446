"""A conversation that outgrows its engine is folded and goes on; what the person wants remembered is told, and only that."""
import json

import far_engine
from far_engine import FarEngine
from flow import (ASKGLASS, OVERLAY, askglass, check, config_folder, go_to, has_focus, key, press, quit_desk, rows, run_all,
                  shot, start_desk, tree, until, wait_for_text, wait_for_window, wait_gone, write)

SUMMARY = 'They spoke of ships: the pilot waits for the evening tide.'
LONG = 'The harbour pilot waits for the evening tide and for the wind. ' * 30
DIALOG = 'Remember This'
FIRST = 'what of ship number zero'


class Here(far_engine.Request):
    """One on this machine that takes in 4096 tokens, and says so."""

    def do_GET(self):
        if self.path.endswith('/models'):
            self.reply(200, json.dumps({'object': 'list', 'data': [{'id': 'omni', 'object': 'model', 'max_model_len': 4096}]}))
        else:
            self.reply(404, '{"error": {"message": "not found"}}')

    def do_POST(self):
        body = self.rfile.read(int(self.headers['Content-Length'])).decode()
        if not self.path.endswith('/chat/completions'):
            self.reply(404, '{"error": {"message": "not found"}}')
            return
        self.server.got.append(body)
        asked = str(json.loads(body)['messages'][-1]['content'])
        words = SUMMARY if 'Sum up the conversation' in asked else LONG
        self.reply(200, self.stream([words[i:i + 80] for i in range(0, len(words), 80)]), 'text/event-stream')


far_engine.ADDRESS = '127.0.0.1'
far_engine.Request = Here
here = FarEngine(address='127.0.0.1')


def has_engine():
    if 'here' not in (engine['id'] for engine in json.loads(askglass('engines', '--json').stdout)):
        askglass('engines', 'add', 'here', f'http://127.0.0.1:{here.server_port}/ok/v1', '--model', 'omni')
    askglass('engines', 'default', 'here')


def ask(text, *more):
    return json.loads(askglass('ask', '--json', *more, text).stdout)


def facts():
    return [fact['text'] for fact in json.loads(askglass('facts', '--json').stdout)['facts']]


def system_of(body):
    return json.loads(body)['messages'][0]['content']


def test_a_long_conversation_goes_on_from_its_summary():
    has_engine()
    turn = ask(FIRST)
    conversation = str(turn['conversation'])
    before = here.got[-1]
    for n in range(1, 8):
        turn = ask(f'what of ship number {n}', '--conversation', conversation)
        check(turn['state'] == 'done', turn)
        sums = [body for body in here.got if 'Sum up the conversation' in body]
        if sums:
            break
        # Each request begins, byte for byte, as the one before.
        end = before.rindex('"}]')
        check(here.got[-1][:end] == before[:end], f'request {n} begins otherwise than the one before')
        before = here.got[-1]
    check(len(sums) == 1, 'it was never summed up')
    check(FIRST in sums[0], 'the first turn is not in what was summed up')
    last = here.got[-1]
    check(SUMMARY in last and FIRST not in last, 'the summary was not sent in place of the turns')
    check(f'what of ship number {n}' in last, 'the question was not sent')
    check(any(span['kind'] == 'fold' for span in turn['spans']), 'the meter does not tell of it')
    kept = rows('SELECT text, n_turns FROM fold')
    check(len(kept) == 1 and kept[0][0] == SUMMARY and kept[0][1] >= 2, f'it is not kept: {kept}')
    ask('and now', '--conversation', conversation)
    check(SUMMARY in here.got[-1] and len([b for b in here.got if 'Sum up the conv' in b]) == 1, 'it was summed up again at once')


def test_off_the_record_nothing_of_it_is_kept():
    conversation = str(rows('SELECT conversation_id FROM fold')[0][0])
    n_before = len(rows('SELECT id FROM turn'))
    for n in range(6):
        ask('quietly ' + 'and so on ' * 400, '--conversation', conversation, '--off-record')
    check(len(rows('SELECT id FROM turn')) == n_before, 'a turn was written')
    check(rows('SELECT text FROM fold') == [(SUMMARY,)], 'a summary was written')


def test_the_summary_is_read_edited_and_put_aside():
    desk = start_desk(how=None)
    wait_for_window(OVERLAY)
    wait_for_text(FIRST)
    key('Down', 'Return')
    wait_for_text('turns summed up')
    for _ in range(6):
        key('Prior')
    shot('closed')
    press('push button', 'Earlier: 5 turns summed up')
    wait_for_text(SUMMARY)
    shot('open')
    press('push button', 'Edit')
    until('the editor', lambda: has_focus('Summary of earlier turns'))
    key('ctrl+a')
    write('They spoke of ferries alone.')
    shot('editing')
    press('push button', 'Save')
    wait_for_text('As you wrote it')
    until('it is kept', lambda: rows('SELECT text, is_edited FROM fold') == [('They spoke of ferries alone.', 1)])
    press('push button', 'Use the Whole Turns Again')
    wait_for_text('sent whole')
    shot('whole')
    press('push button', 'Undo')
    wait_for_text('turns summed up')
    until('that is kept, too', lambda: rows('SELECT is_off FROM fold') == [(0,)])
    press('push button', 'Earlier: 5 turns summed up')
    go_to('Question')
    write('ferries')
    n_before = len(here.got)
    key('Return')
    until('the question', lambda: len(here.got) > n_before)
    check('They spoke of ferries alone.' in here.got[-1], 'what was edited is not what is sent')
    quit_desk(desk)


def test_what_is_to_be_remembered_is_seen_before_it_is():
    desk = start_desk(how=None)
    wait_for_window(OVERLAY)
    key('Down', 'Return')
    wait_for_text('turns summed up')
    check(facts() == [], 'something was remembered by itself')
    key('shift+Tab')
    go_to('More about this turn', by='shift+Tab')
    key('space')
    wait_for_text('The Question…')
    shot('menu')
    key('Down', 'Down', 'Return')
    wait_for_window(DIALOG)
    key('ctrl+a')
    write('My ferry is the Sokcho Pearl.')
    shot('dialog')
    check(facts() == [], 'it was remembered before it was saved')
    key('Return')
    wait_gone(DIALOG)
    wait_for_text('Remembered')
    check(facts() == ['My ferry is the Sokcho Pearl.'], facts())
    write('which ferry')
    wait_for_text('1 fact')
    shot('chip')
    n_before = len(here.got)
    key('Return')
    until('the question', lambda: len(here.got) > n_before)
    check('My ferry is the Sokcho Pearl.' in system_of(here.got[-1]), 'the engine was not told')
    quit_desk(desk)


def test_this_once_without_them_and_forgotten_by_command():
    ask('which ferry is it', '--without-facts')
    check('Sokcho' not in here.got[-1], 'it was told all the same')
    askglass('facts', 'off')
    ask('which ferry is it then')
    check('Sokcho' not in here.got[-1], 'it was told though it is switched off')
    askglass('facts', 'on')
    askglass('facts', 'remember', '나는', '속초에', '산다')
    ask('어느 배입니까')
    check('- My ferry is the Sokcho Pearl.\n- 나는 속초에 산다' in system_of(here.got[-1]), 'not in their order')
    askglass('facts', 'forget', '1')
    check(facts() == ['나는 속초에 산다'], facts())
    check(askglass('facts', 'forget', '1', ok=False).returncode != 0, 'what is not there was forgotten')
    askglass('facts', 'forget', '2')


if __name__ == '__main__':
    config_folder().mkdir(parents=True, exist_ok=True)
    run_all(globals())
