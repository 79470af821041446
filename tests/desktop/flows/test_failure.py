"""A build breaks: one key shows the command, its first error and the lines it names; a patch mends it, and it is run again."""
import json
import os
import subprocess
from pathlib import Path

import far_engine
from far_engine import FarEngine
from flow import (ASKGLASS, OVERLAY, askglass, check, key, know_first_steps, press, run_all, shot, start_desk, tree, until,
                  wait_for_text, wait_for_window, write)

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


def break_it():
    done = subprocess.run([ASKGLASS, 'run', '--quiet', '--pty', '--', 'make'], cwd=project, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL, timeout=60)
    check(done.returncode == 2, f'make ended with {done.returncode}')


def test_one_key_shows_the_error_and_its_lines():
    lay_out()
    break_it()
    askglass('engines', 'add', 'here', f'http://127.0.0.1:{here.server_port}/ok/v1', '--model', 'omni')
    start_desk()
    key('super+alt+e')
    wait_for_window(OVERLAY)
    wait_for_text('main.c:6')
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
    press('push button', 'Apply')
    wait_for_text('Applied. It can be taken back.')
    shot('mended')
    key('ctrl+shift+r')
    wait_for_text('ends well now')
    check((project / 'main').exists(), 'nothing was built')
    shot('well')


def test_an_error_that_was_met_before_leads_back_to_that_answer():
    start_desk()
    (project / 'main.c').write_text('/* later */\n\n' + CODE)
    break_it()
    key('super+alt+e')
    wait_for_window(OVERLAY)
    wait_for_text('main.c:8')
    wait_for_text('Seen before today')
    wait_for_text('Last error in ~/harbor')
    shot('met')
    met = next(line for line in tree().splitlines() if 'Seen before today' in line and 'open that question' in line)
    press('push button', met.split("'")[1])
    wait_for_text('It is nowhere declared')
    wait_for_text('main.c:6')
    shot('met-opened')


if __name__ == '__main__':
    run_all(globals())
