"""The overlay as a person uses it: one window, recents, follow-ups, a second region, editing."""

from flow import (ASKGLASS, ERROR_PLACE, OVERLAY, PICKER, asking, askglass, check, drag, key, know_first_steps, press, questions,
                  quit_desk, rows, run_all, shot, show_error, start, start_desk, until, wait_for_text,
                  wait_for_window, wait_gone, windows, write)


def ask_in_overlay(text):
    """Types and asks; returns when the answer is on the disk."""
    n_before = len(questions())
    write(text)
    key('Return')
    until(f'the answer to “{text}”', lambda: [state for _, state in questions()[n_before:]] == ['done'])


def n_conversations():
    return rows('SELECT count(*) FROM conversation WHERE deleted_at_us IS NULL')[0][0]


def test_two_starts_make_one_window():
    know_first_steps()
    first = start(ASKGLASS)
    second = start(ASKGLASS)
    wait_for_window(OVERLAY)
    until('the end of one of the two', lambda: first.poll() is not None or second.poll() is not None)
    check(len(windows(OVERLAY)) == 1, f'{len(windows(OVERLAY))} overlays')
    check((first.poll() or 0) == 0 and (second.poll() or 0) == 0, 'one of two starts failed')
    check(askglass().returncode == 0 and len(windows(OVERLAY)) == 1, 'a third start opens another window')
    quit_desk(first if first.poll() is None else second)


def test_hide_and_show():
    desk = start_desk(how=None)
    wait_for_window(OVERLAY)
    askglass('hide')
    wait_gone(OVERLAY)
    askglass()
    wait_for_window(OVERLAY)
    key('Escape')
    wait_gone(OVERLAY)
    check(desk.poll() is None, 'Esc ended the program')
    quit_desk(desk)
    check(askglass('stop').returncode == 0 and askglass('hide').returncode == 0 and askglass('quit').returncode == 0,
          'what is so already is told as a failure')


def test_closed_and_opened_again_the_conversation_is_there():
    desk = start_desk(how=None)
    wait_for_window(OVERLAY)
    ask_in_overlay('what can you do?')
    ask_in_overlay('what did I ask about libfoo?')
    check(n_conversations() == 1, 'a follow-up is a conversation of its own')
    shot('follow-up')
    quit_desk(desk)
    desk = start_desk(how=None)
    wait_for_window(OVERLAY)
    wait_for_text('what can you do?')
    shot('recents')
    press('list item', 'what can you do?')
    wait_for_text('what did I ask about libfoo?')
    shot('reopened')
    ask_in_overlay('what can you do now?')
    check(n_conversations() == 1, 'asking in a conversation that was opened again starts another')
    quit_desk(desk)


def test_a_second_region_on_the_same_question_and_a_change_of_it():
    window = show_error()
    desk = start_desk()
    asker = asking('--region', '--json')
    wait_for_window(PICKER)
    left, top, right, bottom = ERROR_PLACE
    drag(left, top, right, (top + bottom) // 2)
    wait_for_window(OVERLAY)
    key('alt+1')
    wait_for_window(PICKER)
    drag(left, (top + bottom) // 2, right, bottom)
    wait_for_window(OVERLAY)
    shot('two-regions')
    write('what does this mean?')
    key('Return')
    asker.wait(timeout=20)
    until('the answer', lambda: questions()[-1:] == [('what does this mean?', 'done')])
    check(rows('SELECT count(*) FROM attachment')[0][0] == 2, 'the question does not have two regions')
    key('Next', 'Next', 'Next') # the answer is higher than the window
    press('push button', 'Change the question')
    shot('changing')
    key('ctrl+a')
    write('which line is the error?')
    key('Return')
    until('the changed question', lambda: questions()[-1:] == [('which line is the error?', 'done')])
    check(('what does this mean?', 'done') not in questions(), 'the question it replaces is still there')
    check(rows('SELECT count(*) FROM attachment')[0][0] == 2, 'the changed question lost its regions')
    shot('changed')
    quit_desk(desk)
    window.terminate()


if __name__ == '__main__':
    run_all(globals())
