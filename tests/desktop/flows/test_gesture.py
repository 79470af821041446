"""What a person does with the frozen screen: keys alone, Esc, and when nothing runs yet."""
import json

from flow import (ERROR_PLACE, OVERLAY, PICKER, asking, askglass, check, drag, finding, key, questions, quit_desk,
                  reply_of, run_all, shot, show_error, start_desk, until, wait_for_window, wait_gone, windows, write)


def test_the_keyboard_is_enough():
    window = show_error()
    desk = start_desk()
    asker = asking('--region', '--json')
    wait_for_window(PICKER)
    key('ctrl+Left', 'ctrl+Left', 'ctrl+Left', 'ctrl+Left', 'ctrl+Up', 'ctrl+Up', 'ctrl+Up', 'ctrl+Up', 'space')
    key(*['ctrl+Right'] * 4, *['ctrl+Down'] * 4)
    shot('keys')
    key('Return')
    wait_for_window(OVERLAY)
    write('read this')
    key('Return')
    turn = json.loads(reply_of(asker))
    check('undefined' in turn['answer'], f'it was not read: {turn["answer"]}')
    check(turn['attachments'][0]['size'][0] > 400, f'a strange region: {turn["attachments"][0]["size"]}')
    quit_desk(desk)
    window.terminate()


def test_escape_leaves_nothing():
    desk = start_desk()
    before = questions()
    asker = asking('--region', 'what is this?')
    wait_for_window(PICKER)
    key('Escape')
    asker.communicate(timeout=10)
    check(asker.returncode == 130, f'askglass ask --region ended with {asker.returncode}, not 130')
    wait_gone(PICKER)
    check(not windows(OVERLAY), 'an overlay is left')
    check(questions() == before, 'a row is left in the history')
    quit_desk(desk)


def test_a_region_without_a_resident_program_starts_one():
    window = show_error()
    asker = asking('--region', 'read this')
    wait_for_window(PICKER)
    drag(*ERROR_PLACE)
    check('undefined reference' in reply_of(asker), 'the reply does not have the words')
    askglass('quit')
    until('the end of it', lambda: finding('keys') is None)
    window.terminate()


if __name__ == '__main__':
    run_all(globals())
