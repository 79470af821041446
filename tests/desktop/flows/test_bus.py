"""What another program may tell the running one, and what it may not."""
import re
import shutil
import time
from pathlib import Path

from flow import (OVERLAY, PICKER, asking, askglass, check, key, press, questions, quit_desk, run, run_all, shot,
                  slow_picture, start_desk, tree, until, wait_for_text, wait_for_window, wait_gone)

ROOT = Path(__file__).resolve().parents[3]
BUS = ('gdbus', 'call', '--session', '--dest', 'org.askglass.Askglass', '--object-path', '/org/askglass/Askglass')


def test_stop_ends_an_answer_wherever_it_was_asked():
    picture = slow_picture()
    desk = start_desk()
    asker = asking('--image', picture, 'read this slowly')
    until('the question on the disk', lambda: any(text == 'read this slowly' for text, _ in questions()))
    began = time.monotonic()
    askglass('stop')
    asker.communicate(timeout=10)
    check(time.monotonic() - began < 2, f'stopping took {time.monotonic() - began:.1f} s')
    check(asker.returncode == 130, f'the stopped command ended with {asker.returncode}')
    until('the end of the turn', lambda: questions()[-1][1] == 'stopped')
    quit_desk(desk)


def test_the_bus_has_seven_methods_and_nothing_else():
    desk = start_desk()
    objects = run('gdbus', 'introspect', '--session', '--dest', 'org.askglass.Askglass', '--object-path', '/',
                  '--recurse').stdout
    interfaces = set(re.findall(r'interface (\S+) {', objects))
    own = {name for name in interfaces if not name.startswith('org.freedesktop.DBus.')}
    check(own == {'org.askglass.Askglass1'}, f'the bus shows {sorted(own)}')
    methods = set(re.findall(r'(?m)^ +([A-Z]\w*)\(', objects.split('interface org.askglass.Askglass1')[1]))
    check(methods == {'Show', 'Hide', 'Ask', 'AskAbout', 'AskRegion', 'Stop', 'Talk'}, f'its methods are {sorted(methods)}')
    for interface in 'org.gtk.Actions.Activate', 'org.freedesktop.Application.ActivateAction':
        check(run(*BUS, '--method', interface, 'quit', '[]', '{}').returncode != 0, f'{interface} takes quit')
    for words in ('Talk', 'perhaps'), ('AskAbout', 'why?', 'no JSON'):
        check(run(*BUS, '--method', f'org.askglass.Askglass1.{words[0]}', *words[1:]).returncode != 0, f'{words[0]} takes anything')
    check(desk.poll() is None, 'it was ended over the bus')
    quit_desk(desk)


def take_from_vs_code():
    """The command of its extension, with a stand-in for the editor. Whether that could be tried."""
    if not shutil.which('node'):
        print('skipped: node is not installed')
        return False
    script = f"""
const {{ seen }} = require('{ROOT}/tests/debug/vscode-stand-in.js');
require('{ROOT}/data/integrations/vscode/extension.js').activate({{ subscriptions: [] }});
seen.commands['askglass.overlay']().then(() => console.log(seen.errors.join('; ')));
"""
    done = run('node', '-e', script)
    check(done.returncode == 0 and done.stdout.strip() == '', f'{done.stdout} {done.stderr}')
    return True


def test_its_methods_do_what_they_say():
    def call(method, *words):
        done = run(*BUS, '--method', f'org.askglass.Askglass1.{method}', *words)
        check(done.returncode == 0, f'{method}: {done.stderr}')

    desk = start_desk()
    call('Show')
    wait_for_window(OVERLAY)
    call('Hide')
    wait_gone(OVERLAY)
    call('Ask', 'what can you do over the bus?')
    wait_for_window(OVERLAY)
    until('its answer', lambda: questions()[-1:] == [('what can you do over the bus?', 'done')])
    wait_for_text('what can you do over the bus?')
    call('AskAbout', 'what is wrong here?', '{"file": "quay.c", "line": 42, "selection": "int tide = nothing;"}')
    until('what the editor sent', lambda: questions()[-1:] == [('what is wrong here?', 'done')])
    wait_for_text('quay.c:42')  # a chip beside the question, with what it holds
    check('int tide = nothing;' in tree(), 'what goes along is not to be seen')
    shot('about')
    call('AskAbout', '', '{"file": "quay.c", "line": 43, "selection": "int low = 1;"}')
    wait_for_text('quay.c:43')
    check(questions()[-1] == ('what is wrong here?', 'done'), 'it was asked without a question')
    shot('attached')
    press('push button', 'Remove the text')
    until('the draft without it', lambda: 'quay.c:43' not in tree())
    if take_from_vs_code():
        wait_for_text('main.c:5')
        press('push button', 'Remove the text')
    call('Stop')
    call('AskRegion')
    wait_for_window(PICKER)
    key('Escape')
    wait_gone(PICKER)
    quit_desk(desk)


if __name__ == '__main__':
    run_all(globals())
