"""From the key to the stored answer: the screen freezes, a region, a question, an answer."""
import json
import os
import time

from flow import (ERROR_PLACE, OVERLAY, PICKER, WAYLAND, askglass, asking, check, drag, finding, hits, key, questions,
                  quit_desk, reply_of, rows, run, run_all, shot, show_error, start_desk, until, wait_for_text,
                  wait_for_window, wait_gone, write)

KEY = 'super+alt+a'


def bind_key():
    """sway has no way for a program to ask for a key: the person pastes the line that doctor gives."""
    if WAYLAND:
        line = next((part for part in finding('keys')['text'].splitlines() if 'bindsym' in part and '--region' in part), None)
        check(line, 'doctor gives no line to paste for sway')
        bound = run('swaymsg', line[line.index('bindsym'):].rstrip('.'))
        check(bound.returncode == 0, f'sway does not take “{line}”: {bound.stdout}')


def test_key_region_question_answer_stored():
    window = show_error()
    desk = start_desk()
    bind_key()
    check(WAYLAND or 'Super+Alt+A, not yet seen' in finding('keys')['text'], 'the key is not told as bound')
    key(KEY)
    wait_for_window(PICKER)
    drag(*ERROR_PLACE)
    wait_for_window(OVERLAY)
    write('what does this mean?')
    shot('question')
    key('Return')
    turn = until('the answer on the disk', lambda: rows("SELECT answer, state FROM turn WHERE state = 'done'"))[0]
    check('undefined reference' in turn[0], f'the answer does not speak of the error: {turn[0]}')
    wait_for_text('undefined reference')
    time.sleep(0.3)
    shot('answer')
    check([hit['question'] for hit in hits('undefined reference')] == ['what does this mean?'], 'search does not find it')
    width = ERROR_PLACE[2] - ERROR_PLACE[0]
    stored = rows('SELECT kind, place_x, place_width, picture_id IS NOT NULL FROM attachment')
    check(stored == [('region', ERROR_PLACE[0], width, 1)], f'the region is stored as {stored}')
    check(', seen to fire' in finding('keys')['text'].splitlines()[1] or WAYLAND, 'the key is not told as seen to fire')
    key('Escape')
    wait_gone(OVERLAY)
    quit_desk(desk)
    window.terminate()


def test_text_on_the_command_line_is_asked_at_once():
    window = show_error()
    desk = start_desk()
    asker = asking('--region', 'which line is the error?')
    wait_for_window(PICKER)
    drag(*ERROR_PLACE)
    check('undefined reference' in reply_of(asker), 'the reply does not name the error')
    check(questions()[-1] == ('which line is the error?', 'done'), 'it is not stored as asked')
    quit_desk(desk)
    window.terminate()


def test_a_region_with_a_frame_of_desktop_round_the_window_is_read():
    window = show_error()
    desk = start_desk()
    asker = asking('--region', 'which line is the error?')
    wait_for_window(PICKER)
    drag(4, 4, 630, 250)
    check('undefined reference' in reply_of(asker), 'the reply does not name the error')
    quit_desk(desk)
    window.terminate()


def test_a_region_of_a_scaled_output_left_of_the_others():
    if not WAYLAND:
        return
    run('swaymsg', 'focus output HEADLESS-2')
    window = show_error()
    desk = start_desk()
    asker = asking('--region', '--json', 'which line is the error?')
    wait_for_window(PICKER)
    drag(-843, -10, -243, 160)
    turn = json.loads(reply_of(asker))
    check('undefined reference' in turn['answer'], f'the reply does not name the error: {turn["answer"]}')
    width, height = turn['attachments'][0]['size'] # 853 and a third logical pixels: the last may be cut
    check(abs(width - 900) <= 1 and abs(height - 255) <= 1, f'the picture has {width} x {height}')
    left, *place = rows('SELECT place_x, place_y, place_width, place_height, output FROM attachment ORDER BY id')[-1]
    check(abs(left + 843) <= 1 and place == [-10, 600, 170, 'HEADLESS-2'], f'it is stored as {left}, {place}')
    shot('scaled')
    quit_desk(desk)
    window.terminate()
    run('swaymsg', 'focus output HEADLESS-1')


def test_a_desktop_that_tells_no_windows_is_told_as_unknown_and_once():
    if not WAYLAND:
        return
    untold = {name: value for name, value in os.environ.items() if name != 'SWAYSOCK'}
    path = os.path.join(os.environ['HOME'], 'shot.png')
    first, second = (askglass('capture', '--screen', '-o', path, env=untold).stderr for _ in range(2))
    check('does not tell which windows are where' in first and second == '', f'it is said as {first!r} and {second!r}')
    check('Unknown: this desktop' in askglass('doctor', ok=False, env=untold).stdout, 'doctor does not tell it')


if __name__ == '__main__':
    run_all(globals())
