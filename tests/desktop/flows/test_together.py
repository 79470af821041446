"""A region together with other attachments, and two gestures at once."""
import json
import os
import shutil
import subprocess
from pathlib import Path

from flow import (ERROR_PLACE, OVERLAY, PICKER, asking, askglass, check, drag, hits, key, quit_desk, reply_of, run_all,
                  shot, show_error, start_desk, wait_for_window, write)


def picture_file():
    path = Path(os.environ['HOME']) / 'build.png'
    shutil.copy(Path(__file__).parent / '../../corpora/ocr/sample/eng-log-gcc-11-coloured-light.png', path)
    return path


def test_a_region_is_asked_about_together_with_other_things():
    window = show_error()
    asker = asking('--region', '--json', '--image', picture_file(), '--screen', '-', 'read all of this', stdin=subprocess.PIPE)
    asker.stdin.write('a line from the pipe\n')
    asker.stdin.close()
    asker.stdin = None
    wait_for_window(PICKER)
    drag(*ERROR_PLACE)
    turn = json.loads(reply_of(asker))
    kinds = [attachment['kind'] for attachment in turn['attachments']]
    outputs = kinds.count('screen')
    check(kinds == ['region', 'file'] + ['screen'] * outputs + ['pipe'] and outputs > 0, f'attached were {kinds}')
    check('undefined reference' in turn['answer'], f'the region was not read: {turn["answer"]}')
    askglass('quit')
    window.terminate()


def test_other_things_wait_with_the_region_for_the_question():
    window = show_error()
    desk = start_desk()
    asker = asking('--region', '--json', '--image', picture_file())
    wait_for_window(PICKER)
    drag(*ERROR_PLACE)
    wait_for_window(OVERLAY)
    shot('with-others')
    write('read this')
    key('Return')
    turn = json.loads(reply_of(asker))
    check([attachment['kind'] for attachment in turn['attachments']] == ['region', 'file'], f'{turn["attachments"]}')
    quit_desk(desk)
    window.terminate()


def test_while_a_region_is_chosen_another_command_is_told_so():
    desk = start_desk()
    first = asking('--region', 'what is this?')
    wait_for_window(PICKER)
    second = asking('--region', 'what is that umbrella?')
    _, said = second.communicate(timeout=10)
    check(second.returncode == 1 and said.count('\n') == 1 and 'already' in said, f'{second.returncode}: {said!r}')
    check(hits('umbrella'), 'its question is lost')
    key('Escape')
    first.communicate(timeout=10)
    check(first.returncode == 130, f'the first ended with {first.returncode}')
    quit_desk(desk)


if __name__ == '__main__':
    run_all(globals())
