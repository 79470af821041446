"""A build breaks: one key shows the command, its first error and the lines it names; a patch mends it, and it is run again."""
import json
import os
import socket
import subprocess
import time
from pathlib import Path

import far_engine
from far_engine import FarEngine
from flow import (ASKGLASS, OVERLAY, RIGS, askglass, check, key, know_first_steps, look_from_here, press, run, run_all, shot, start_desk,
                  tree, until, wait_for_text, wait_for_window, windows, write)

CODE = '#include <stdio.h>\n\nint\nmain (void)\n{\n  printf ("%d\\n", tide ());\n  return 0;\n}\n'
PATCH = '''--- a/main.c
+++ b/main.c
@@ -1,3 +1,5 @@
 #include <stdio.h>
 
+static int tide (void) { return 7; }
+
 int
'''
project = Path(os.environ['HOME']) / 'harbor'
opened = Path(os.environ['HOME']) / 'opened'


class Here(far_engine.Request):
    def do_GET(self):
        self.reply(200, json.dumps({'object': 'list', 'data': [{'id': 'omni', 'object': 'model'}]}))

    def do_POST(self):
        self.server.got.append(self.rfile.read(int(self.headers['Content-Length'])).decode())
        self.reply(200, self.stream([f'It is nowhere declared: see `main.c:1`, not other.c:4.\n\n```diff\n{PATCH}```\n']), 'text/event-stream')


far_engine.ADDRESS = '127.0.0.1'
far_engine.Request = Here
here = FarEngine(address='127.0.0.1')


def lay_out():
    know_first_steps()
    project.mkdir(parents=True, exist_ok=True)
    (project / 'main.c').write_text(CODE)
    (project / 'tide.h').write_text('int tide (void);\n')
    (project / 'Makefile').write_text('main: main.c\n\tcc -Wall -Werror=implicit-function-declaration -o main main.c\n')
    subprocess.run(['git', 'init', '-q', str(project)], check=True)
    editor = Path(os.environ['HOME']) / 'editor'
    editor.write_text(f'#!/bin/sh\necho "$*" > {opened}\n')
    editor.chmod(0o755)
    settings = Path(os.environ.get('XDG_CONFIG_HOME') or Path.home() / '.config') / 'askglass/settings.ini'
    settings.write_text(settings.read_text() + f"editor='{editor} {{file}} {{line}}'\n")


def find(role, name):
    """Its place: left, top, width, height."""
    return [int(n) for n in run(RIGS / 'atspi-tree', '--app', 'org.askglass.Askglass', '--find', role, name).stdout.split()]


def tell(command, status, began, ended):
    """As a person's shell does, over the socket."""
    words = f'askglass-command 1|command={command}|folder={project}|status={status}|shell=bash|pid={os.getpid()}|began={began}|ended={ended}||'
    post = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    post.sendto(words.replace('|', '\0').encode(), str(Path(os.environ['XDG_RUNTIME_DIR']) / 'askglass/commands.sock'))
    post.close()


def break_it():
    done = subprocess.run([ASKGLASS, 'run', '--quiet', '--pty', '--', 'make'], cwd=project, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL, timeout=60)
    check(done.returncode == 2, f'make ended with {done.returncode}')


def show_failure(*wanted):
    start_desk()
    break_it()
    key('super+alt+e')
    wait_for_window(OVERLAY)
    for text in wanted:
        wait_for_text(text)


def test_one_key_shows_the_error_and_its_lines():
    show_failure('main.c:6')
    wait_for_text('implicit declaration of function')
    wait_for_text('in main ()')
    shot('card')
    press('label', '1 more piece of the project goes along')
    wait_for_text('Declared in tide.h:1, which is not included')
    shot('parts')
    press('push button', 'Leave out: Declared in tide.h:1, which is not included')
    until('the card without it', lambda: 'which is not included' not in tree())
    wait_for_text('main.c:6')
    press('push button', 'Open main.c:6 in your editor')
    until('the editor', opened.exists)
    check(opened.read_text().split() == [str(project / 'main.c'), '6'], opened.read_text())
    check(not here.got, 'a model was asked without a question')

    askglass('engines', 'default', 'here')
    write('how do I mend it')
    key('Return')
    wait_for_text('Checked: it applies cleanly')
    opened.unlink()
    press('link', 'main.c:1, opens in the editor')
    until('the editor', opened.exists)
    check(opened.read_text().split() == [str(project / 'main.c'), '1'], opened.read_text())
    press('link', 'other.c:4, opens in the editor')
    wait_for_text('There is no “other.c” in this project')
    shot('mentioned')
    check('implicit declaration' in here.got[-1] and 'exit status 2' in here.got[-1] and 'printf' in here.got[-1], here.got[-1][-3000:])
    key('ctrl+Return')  # with the caret in the entry, where it is
    wait_for_text('Applied. It can be taken back.')
    shot('mended')
    code = find('text', 'Changed lines')  # a wheel over code moves what the code stands in
    run('xdotool', 'mousemove', '--window', windows(OVERLAY)[0], code[0] + 40, code[1] + 30)
    run('xdotool', 'click', '--repeat', 5, 4)
    until('the conversation, moved', lambda: find('text', 'Changed lines')[1] > code[1] + 20)
    run('xdotool', 'click', '--repeat', 9, 5)
    key('ctrl+shift+r')
    wait_for_text('Passes now')
    wait_for_text('Applied, and it passes now')
    wait_for_text('“make” passes now')
    check((project / 'main').exists(), 'nothing was built')
    check('exit 2' in tree() and 'It can be taken back.' in tree(), 'the card has lost what failed, or the way back')
    shot('passes')
    press('push button', 'Undo')
    wait_for_text('Taken back')
    until('the card as it was', lambda: 'Passes now' not in tree())


def test_an_error_that_was_met_before_leads_back_to_that_answer():
    (project / 'main.c').write_text('/* later */\n\n' + CODE)
    show_failure('main.c:8', 'Seen before today', 'Last error in ~/harbor')
    shot('met')
    met = next(line for line in tree().splitlines() if 'Seen before today' in line and 'open that question' in line)
    press('push button', met.split("'")[1])
    wait_for_text('It is nowhere declared')
    wait_for_text('main.c:6')
    shot('met-opened')
    (project / 'main.c').write_text(CODE)


def test_run_again_it_tells_what_is_new():
    show_failure('main.c:6')
    key('ctrl+shift+r')
    wait_for_text('Fails again, with the same error')
    shot('same')
    source = (project / 'main.c').read_text()
    (project / 'main.c').write_text(source.replace('return 0;', 'return 0'))
    key('ctrl+shift+r')
    wait_for_text('errors instead of 1')
    shot('more')
    (project / 'main.c').write_text(source.replace('tide ()', '"x" * 2'))
    key('ctrl+shift+r')
    wait_for_text('Another error than before')
    shot('another')
    (project / 'main.c').write_text(source)


def test_the_person_s_own_shell_tells_that_it_passes():
    """No press here: the command is run again where it was run."""
    show_failure('main.c:6')
    (project / 'main.c').write_text(CODE.replace('tide ()', '7'))
    tell('make', 0, 1.5, 2.25)
    wait_for_text('Passes now')
    wait_for_text('0.8 s')
    shot('passes-card')
    (project / 'main.c').write_text(CODE)
    tell('make', 2, time.time() - 1, time.time())
    until('that it fails again', lambda: 'Passes now' not in tree())
    tell('touch ran; false', 1, time.time() - 1, time.time() + 9999)  # and nothing of it lies anywhere
    key('super+alt+e')
    wait_for_text('“touch ran; false” failed, and nobody read along')
    press('push button', 'Run Again')
    until('that it, and nothing else, was run', (project / 'ran').exists)
    wait_for_text('exit 1')
    run('xdotool', 'mousemove', 5, 5)  # a tooltip would be a window of the same name


def test_a_file_outside_the_project_is_included_by_a_press():
    header = project.parent / 'anchor.h'
    header.write_text('/* far away */\nint anchor (void\n;;\n')
    (project / 'main.c').write_text('#include "../anchor.h"\n' + CODE)
    show_failure(str(header))
    shot('outside')
    check('far away' not in tree(), 'it was read without a press')
    press('push button', f'Include lines of {header}')
    wait_for_text('1 more piece of the project goes along')
    press('label', '1 more piece of the project goes along')
    wait_for_text(f'Lines of {header}:')
    until('its lines', lambda: 'far away' in tree())
    shot('included')
    press('push button', next(line for line in tree().splitlines() if 'Leave out: Lines of' in line).split("'")[1])
    wait_for_text(str(header))
    check('far away' not in tree(), 'it is still there')


if __name__ == '__main__':
    look_from_here()
    lay_out()
    askglass('engines', 'add', 'here', f'http://127.0.0.1:{here.server_port}/ok/v1', '--model', 'omni')
    run_all(globals())
