"""What the overlay shows of an engine's answer, by keys alone, and as a screen reader reads it."""
import subprocess

from panel import Panel, check, run_tests, settle, until

SHOW = 'ASKG_SHOW_ANSWER'
QUESTION = 'What does this mean, and how do I fix it?'


def copied():
    got = subprocess.run(['xclip', '-o', '-selection', 'clipboard'], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return got.stdout


def labels(panel, words):
    return [name for name in panel.names('label') if words in name]


def test_a_refused_key_can_be_changed_and_the_question_stays():
    with Panel(SHOW, 'refused') as panel:
        until('what failed', lambda: panel.find('label', 'The key was refused'))
        check(panel.question() == QUESTION, 'the question is not back')
        check(panel.find('push button', 'Ask gemma-3-4b-it'), 'no other engine on this machine')
        panel.shoot('refused')
        panel.key('alt+Return')
        until('the settings', lambda: panel.heard('set-up key large'))
        until('the notice is put away', lambda: not panel.find('label', 'The key was refused'))


def test_without_a_network_it_is_asked_again_or_here():
    with Panel(SHOW, 'offline') as panel:
        until('the first wish', lambda: panel.find('push button', 'Try again'))
        panel.shoot('offline')
        panel.key('alt+Return')
        until('asked as a new turn', lambda: panel.heard(f'ask 1 {QUESTION}'))
        check(panel.question() == '', 'the entry still holds it')
    with Panel(SHOW, 'offline') as panel:
        panel.press('Ask gemma-3-4b-it')
        until('asked here', lambda: panel.heard('retry 0 gemma'))
        check(panel.question() == '', 'the entry still holds it')


def test_a_wait_counts_down_and_ends():
    with Panel(SHOW, 'waiting') as panel:
        until('the wait', lambda: panel.find('label', 'omni-large cannot answer right now'))
        seen = set()
        panel.shoot('waiting')
        while panel.find('label', 'omni-large cannot answer right now'):
            seen.update(labels(panel, 'Trying again in'))
            settle(0.2)
        check(len(seen) >= 2 and all('(2 of 4)' in words for words in seen), f'it said {seen}')
        until('the answer', lambda: panel.find('push button', 'Copy the answer'))
        panel.shoot('waited')
    with Panel(SHOW, 'waiting') as panel:
        panel.press('Stop trying')
        until('stopped', lambda: panel.heard('stop'))
        until('it says so', lambda: panel.find('label', 'Stopped'))
        check(not labels(panel, 'Trying again in'), 'it still counts')
    with Panel(SHOW, 'waiting') as panel:
        panel.press('Ask gemma-3-4b-it')
        until('asked here', lambda: panel.heard('retry 0 gemma'))


def test_a_broken_answer_is_kept_and_gone_on_from():
    with Panel(SHOW, 'broken') as panel:
        until('what failed', lambda: panel.find('label', 'The engine stopped in mid-answer'))
        check(labels(panel, 'Broken off after'), 'it does not say what was kept')
        check(panel.question() == '', 'the question is back although it was answered in part')
        panel.shoot('broken')
        panel.key('alt+Return')
        until('gone on', lambda: panel.heard('go-on 0'))


def test_a_picture_that_is_too_large_is_made_smaller():
    with Panel(SHOW, 'too-large') as panel:
        until('what failed', lambda: panel.find('label', 'Too much at once'))
        panel.shoot('too-large')
        panel.key('alt+Return')
        until('smaller', lambda: panel.heard('smaller'))


def test_the_stage_line_counts_bytes():
    with Panel(SHOW, 'sending') as panel:
        until('bytes', lambda: labels(panel, 'Sending 41.0\u00a0kB of 2.0\u00a0MB'))
        panel.shoot('sending')


def test_thoughts_are_folded_and_follow_while_they_come():
    with Panel(SHOW, 'thinking') as panel:
        until('it thinks', lambda: panel.find('label', 'Thinking…'))
        check(not panel.find('text', 'What the engine thought'), 'they are not folded')
        panel.shoot('thinking')
        panel.click('Thinking…')
        until('they can be read', lambda: 'Step 9' in (panel.text('What the engine thought') or ''))
        panel.shoot('thinking-unfolded')
        until('how long it took', lambda: labels(panel, 'Thought for'), 12)
        until('all of them', lambda: 'Step 60' in panel.text('What the engine thought'))
        panel.shoot('thought-unfolded')


def test_the_meter_opens_the_waterfall():
    with Panel(SHOW, 'finished') as panel:
        until('the meter', lambda: panel.find('label', '412 tokens · $0.0021 · 1.2 s'))
        check(labels(panel, 'cannot see. It was told'), 'what was filled in is not told')
        panel.shoot('finished')
        panel.click('412 tokens · $0.0021 · 1.2 s')
        until('the bars', lambda: {'Capture', 'Read the text', 'Connect', 'reused', 'Last word'} <= set(panel.names('label')))
        check(panel.find('label', 'The engine took 978 ms of it, Askglass 254 ms.'), 'no verdict')
        check(panel.find('label', '94 tokens · 152 a second'), 'no rate')
        check(panel.find('label', '$0.0021 · $1.83 of $10.00 this month'), 'the month is not told')
        check(not panel.nameless(), f'without a name: {panel.nameless()}')
        panel.shoot_screen('waterfall')


def test_what_was_cut_can_be_gone_on_from():
    with Panel(SHOW, 'cut') as panel:
        until('why it ends', lambda: panel.find('label', 'Cut by the engine’s length limit'))
        panel.shoot('cut')
        panel.press('Go on')
        until('gone on', lambda: panel.heard('go-on 0'))


def test_what_leaves_is_shown_and_waits_for_a_yes():
    with Panel(SHOW, 'preview') as panel:
        until('the preview', lambda: panel.find('label', 'To api.example, for omni-large'))
        settle(0.6)
        check('db.staging.example' in (panel.text('Text that is sent') or ''), 'not its words')
        check(not panel.nameless(), f'without a name: {panel.nameless()}')
        until('its picture', lambda: panel.find('push button', 'Enlarge the picture'))
        panel.shoot_screen('preview')
        check('HARBOR_KEY=[' in panel.text('Text that is sent'), 'the secret is not covered')
        panel.press(next(name for name in panel.names('push button') if name.startswith('Uncover: ')))
        until('it is uncovered', lambda: 'HARBOR_KEY=sk-proj-9f3A' in panel.text('Text that is sent'))
        check(labels(panel, 'Shown: you uncovered it'), 'it does not say so')
        settle(0.5)
        panel.shoot_screen('preview-uncovered')
        panel.press(next(name for name in panel.names('push button') if name.startswith('Cover: ')))
        until('it is covered', lambda: 'HARBOR_KEY=[' in panel.text('Text that is sent'))
        panel.press_any('Exact bytes')
        until('the bytes', lambda: 'POST /v1/chat/completions' in (panel.text('Exact bytes') or ''))
        check('canary' not in panel.text('Exact bytes'), 'the key can be read')
        check('more]' in panel.text('Exact bytes'), 'the packed picture is not counted')
        panel.shoot_screen('preview-bytes')
        panel.press_any('Show all bytes')
        until('all of them', lambda: 'more]' not in panel.text('Exact bytes') and panel.find('label', 'Part 1 of 3'))
        panel.press_any('Later part')
        until('the next part', lambda: panel.find('label', 'Part 2 of 3'))
        panel.shoot_screen('preview-all-bytes')
        panel.key('Escape')
        until('declined', lambda: panel.heard('sending declined'))
        check(not panel.heard('stop'), 'the answer was stopped, too')
    with Panel(SHOW, 'preview') as panel:
        until('the preview', lambda: panel.find('label', 'To api.example, for omni-large'))
        settle(0.8)
        panel.key('Return')
        until('sent', lambda: panel.heard('sending once'))


def test_pictures_sound_and_calls_of_a_reply():
    with Panel(SHOW, 'parts') as panel:
        until('the picture', lambda: panel.find('push button', 'Enlarge the picture'))
        until('a sentence for the broken one', lambda: labels(panel, 'This picture cannot be shown.'))
        check(panel.find('label', 'Sound · 0:03'), 'no sound')
        check(panel.find('label', 'The engine would like to run “read_file”'), 'no call')
        check(labels(panel, 'Nothing was run'), 'it does not say that nothing was run')
        check(not panel.nameless(), f'without a name: {panel.nameless()}')
        settle(0.5)
        panel.shoot('parts')
        panel.press('Copy the call')
        until('copied', lambda: copied() == 'read_file {"path":"src/session-io.h"}')
        panel.press('Enlarge the picture')
        until('its window', lambda: panel.find('push button', 'Copy the words'))


def test_it_is_asked_again_with_another_engine():
    with Panel(SHOW, 'finished') as panel:
        until('the menu', lambda: panel.find('push button', 'Ask again with…'))
        panel.press_any('Ask again with…')
        settle(0.5)
        panel.shoot_screen('again')
        panel.press_any('gemma-3-4b-it')
        until('asked again', lambda: panel.heard('retry 0 gemma'))


if __name__ == '__main__':
    run_tests(dict(globals()))
