"""Processes that come, go and die: what was asked stays, wherever it was asked."""
import os
import signal
import time

from flow import (OVERLAY, asking, askglass, check, hits, key, questions, quit_desk, reply_of,
                  run_all, shot, slow_picture, start_desk, until, wait_for_text, wait_for_window, write)


def without_bus():
    return {name: value for name, value in os.environ.items()
            if name not in ('DBUS_SESSION_BUS_ADDRESS', 'DBUS_STARTER_ADDRESS')}


def test_without_a_session_bus_everything_works():
    env = without_bus()
    desk = start_desk(how=None, env=env)
    wait_for_window(OVERLAY)
    write('what can you do without a bus?')
    key('Return')
    until('the answer', lambda: questions()[-1:] == [('what can you do without a bus?', 'done')])
    shot('no-bus')
    check('can' in askglass('ask', 'what can you do then?', env=env).stdout, 'no reply without a bus')
    askglass('hide', env=env)
    askglass('capture', '--screen', '-o', os.environ['HOME'] + '/no-bus.png', env=env)
    check(hits('without a bus'), 'it is not found again')
    quit_desk(desk)


def test_a_command_asks_through_the_running_program():
    desk = start_desk()
    check('explain' in askglass('ask', 'what can you do for a command?').stdout, 'no reply')
    check(questions()[-1] == ('what can you do for a command?', 'done'), 'it is not in the history')
    check(hits('command')[0]['question'] == 'what can you do for a command?', 'it is not found')
    quit_desk(desk)


def test_a_running_program_can_be_asked_by_many_at_once():
    desk = start_desk()
    askers = [asking(f'what can you do, number {i}?') for i in range(6)]
    check(all('explain' in reply_of(asker) for asker in askers), 'a reply is missing')
    quit_desk(desk)
    check({f'what can you do, number {i}?' for i in range(6)} <= {text for text, _ in questions()}, 'one is not stored')


def test_two_commands_at_once_without_it_both_get_their_answers():
    for attempt in range(5):
        askers = [asking(f'what can you do, {attempt} {side}?') for side in ('left', 'right')]
        check(all('explain' in reply_of(asker) for asker in askers), 'a reply is missing')
        stored = {text for text, state in questions() if state == 'done'}
        check({f'what can you do, {attempt} left?', f'what can you do, {attempt} right?'} <= stored, 'one is not stored')


def test_killed_in_the_middle_of_an_answer_it_says_so_afterwards():
    picture = slow_picture()
    desk = start_desk()
    asker = asking('--image', picture, 'read all of this')
    until('the question on the disk', lambda: any(text == 'read all of this' for text, _ in questions()))
    os.kill(desk.pid, signal.SIGKILL)
    desk.wait()
    _, complaint = asker.communicate(timeout=10)
    check(asker.returncode == 5 and 'before it had answered' in complaint and complaint.count('\n') == 1,
          f'the command ends with {asker.returncode} and says {complaint!r}')
    desk = start_desk(how=None)
    check([turn for turn in questions() if turn[0] == 'read all of this'] == [('read all of this', 'interrupted')],
          f'it is stored as {questions()}')
    wait_for_window(OVERLAY)
    wait_for_text('read all of this')
    shot('killed')
    check(hits('read all')[0]['question'] == 'read all of this', 'it is not found')
    quit_desk(desk)


def test_a_program_that_ends_stops_its_answer_and_keeps_the_question():
    picture = slow_picture()
    desk = start_desk()
    asker = asking('--image', picture, 'read until the end')
    until('the question on the disk', lambda: any(text == 'read until the end' for text, _ in questions()))
    began = time.monotonic()
    quit_desk(desk)
    check(time.monotonic() - began < 4, f'ending took {time.monotonic() - began:.1f} s')
    asker.communicate(timeout=10)
    check(asker.returncode != 0, 'the command says that it got an answer')
    check(questions()[-1][0] == 'read until the end' and questions()[-1][1] != 'done', f'stored as {questions()[-1]}')


if __name__ == '__main__':
    run_all(globals())
