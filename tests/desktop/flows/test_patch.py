"""An answer has a patch: its card says whether it applies, one press applies it, one takes it back, and never without a press."""
import json
import os
import subprocess
import time
from pathlib import Path

import far_engine
from far_engine import FarEngine
from flow import (OVERLAY, askglass, check, key, know_first_steps, press, run_all, shot, start_desk, until,
                  wait_for_text, wait_for_window, wait_gone, write)

CODE = '#include "loop.h"\n#include "log.h"\n#include "session.h"\n\nint\nwake (void)\n{\n  return session_resume ();\n}\n'
PATCH = '''--- a/src/session.c
+++ b/src/session.c
@@ -1,9 +1,9 @@
 #include "log.h"
 #include "session.h"
+#include "session-io.h"
 
 int
'''
project = Path(os.environ['HOME']) / 'harbor'


class Here(far_engine.Request):
    """One on this machine that answers every question with the same patch."""

    def do_GET(self):
        self.reply(200, json.dumps({'object': 'list', 'data': [{'id': 'omni', 'object': 'model'}]}))

    def do_POST(self):
        self.server.got.append(self.rfile.read(int(self.headers['Content-Length'])).decode())
        words = f'The header is missing.\n\n```diff\n{PATCH}```\n\nThen build again.\n'
        self.reply(200, self.stream([words[i:i + 7] for i in range(0, len(words), 7)]), 'text/event-stream')


far_engine.ADDRESS = '127.0.0.1'
far_engine.Request = Here
here = FarEngine(address='127.0.0.1')


def source():
    return (project / 'src/session.c').read_text()


def lay_out():
    (project / 'src').mkdir(parents=True, exist_ok=True)
    (project / 'src/session.c').write_text(CODE)
    subprocess.run(['git', 'init', '-q', str(project)], check=True)
    shelf = Path(os.environ['XDG_RUNTIME_DIR']) / 'askglass/commands'
    shelf.mkdir(parents=True, exist_ok=True)
    shelf.parent.chmod(0o700)
    shelf.chmod(0o700)
    now = time.time()
    told = ['askglass-command 1', 'command=make', f'folder={project}', 'status=2', f'began={now - 2}', f'ended={now - 1}', 'shell=bash', '']
    record = shelf / 'hook-test'
    record.write_bytes(''.join(word + '\0' for word in told).encode())
    record.chmod(0o600)


def ask():
    start_desk(how=None)
    wait_for_window(OVERLAY)
    write('why does it not build')
    key('Return')
    wait_for_text('Checked: it applies cleanly')


def test_only_a_press_applies_it_and_one_takes_it_back():
    lay_out()
    askglass('engines', 'add', 'here', f'http://127.0.0.1:{here.server_port}/ok/v1', '--model', 'omni')
    askglass('engines', 'default', 'here')
    ask()
    shot('fits')
    check(source() == CODE, 'it was applied without a press')
    press('push button', 'Apply')
    wait_for_text('Applied. It can be taken back.')
    check(source().splitlines()[3] == '#include "session-io.h"', source())
    shot('applied')
    press('push button', 'Undo')
    wait_for_text('Taken back')
    check(source() == CODE, source())
    key('ctrl+Return')
    wait_for_text('Applied. It can be taken back.')
    check(source() != CODE, 'Ctrl+Enter did not apply it')


def test_after_a_restart_it_is_known_to_be_in():
    start_desk(how=None)
    wait_for_window(OVERLAY)
    wait_for_text('why does it not build')
    key('Down', 'Return')
    wait_for_text('Applied. It can be taken back.')
    press('push button', 'Side by side')
    time.sleep(0.5)
    shot('sides')
    press('push button', 'Undo')
    wait_for_text('Taken back')
    check(source() == CODE, source())


def test_a_file_that_changed_is_told_and_asked_again_with():
    ask()
    (project / 'src/session.c').write_text(CODE.replace('#include "session.h"', '#include "sessions.h"'))
    key('Escape')
    wait_gone(OVERLAY)
    askglass()
    wait_for_window(OVERLAY)
    wait_for_text('has changed since')
    shot('stale')
    before = len(here.got)
    press('push button', 'Ask again')
    until('the question', lambda: len(here.got) > before)
    check('sessions.h' in here.got[-1] and 'was not applied' in here.got[-1], here.got[-1][-2000:])
    check('sessions.h' in source(), 'it was written')


if __name__ == '__main__':
    know_first_steps()
    run_all(globals())
