"""A secret typed, on the screen, in a window's title, on the clipboard and in an answer: none comes out by any exit.

The exits: the wire to an engine elsewhere and to one that reads aloud, what the programs print with all their logs on,
the message bus, arguments and environment of the helpers, files but the history, core files.
"""
import os
import subprocess
import threading
import time
from pathlib import Path

from far_engine import ADDRESS, FarEngine
from flow import (OVERLAY, askglass, check, config_folder, data_folder, here, key, quit_desk, run_all, start, start_desk,
                  until, wait_for_text, wait_for_window, write)

# Never in one piece in this file, so that nothing that guards repositories takes them for real.
CANARIES = {
    'typed': 'sk-' + 'proj-9f3Ab2KpXw7Qz0RtLm48Vc6N',
    'on the screen': 'gh' + 'p_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8',
    'in the title': 'gh' + 'p_Z9y8X7w6V5u4T3s2R1q0P9o8N7m6L5k4J3i2',
    'on the clipboard': 'Quay7boatRiver',
    'typed into the overlay': 'sk-' + 'proj-Ty5Nm1Gh8Jq3Wk6Zs0Db4Rf7XaQ',
}
HELPERS = ('askglass-desk', 'askglass-read', 'askglass-decode', 'askglass-play', 'askglass-cast', 'bwrap')
far = FarEngine()
home = Path(os.environ['HOME'])
seen = {'processes': set(), 'bytes': b''}


def watch_processes(is_over):
    """What /proc tells of each helper, however shortly it lives. The command line of `askglass ask` is the person's own."""
    while not is_over.is_set():
        for entry in Path('/proc').iterdir():
            try:
                name = (entry / 'comm').read_text().strip() if entry.name.isdigit() else ''
                if name.startswith(tuple(helper[:15] for helper in HELPERS)):
                    seen['processes'].add(name)
                    words = (entry / 'cmdline').read_bytes() + (entry / 'environ').read_bytes()
                    seen['bytes'] += words if words not in seen['bytes'] else b''
                    if name == 'askglass-desk':
                        seen['limits'] = (entry / 'limits').read_text()
            except OSError:
                pass
        time.sleep(0.01)


def check_clean(where, content):
    for name, canary in CANARIES.items():
        check(canary.encode() not in content, f'what was {name} is {where}')


def files():
    """All that are left, but the history and what this test writes."""
    roots = {home, Path(os.environ['XDG_RUNTIME_DIR']), Path(os.environ.get('TMPDIR', '/tmp'))}
    for root in roots:
        for path in root.rglob('*'):
            if path.is_file() and data_folder() not in path.parents and not path.name.startswith('canaries-'):
                yield path


def set_up():
    origin = f'http://{ADDRESS}:{far.server_port}'
    config_folder().mkdir(parents=True, exist_ok=True)
    (config_folder() / 'settings.ini').write_text(
        f"[Askglass]\nfirst-run-done=true\nagreed=['echo {origin}', 'voice {origin}']\n")
    askglass('engines', 'add', 'echo', far.url('echo'), '--model', 'omni', '--preview', 'never')
    askglass('engines', 'add', 'voice', far.url('voice'), '--model', 'voice', '--preview', 'never', '--speaks')
    askglass('engines', 'default', 'echo')


def test_no_canary_comes_out():
    set_up()
    is_over = threading.Event()
    watcher = threading.Thread(target=watch_processes, args=[is_over], daemon=True)
    watcher.start()
    with open(home / 'canaries-bus', 'wb') as bus, open(home / 'canaries-log', 'wb') as log:
        start('dbus-monitor', '--session', stdout=bus)
        window = start('/usr/bin/python3', here / 'error-window.py', f'deploy {CANARIES["in the title"]}',
              f'$ deploy --token\nGITHUB_TOKEN={CANARIES["on the screen"]}\nerror: refused', stdout=subprocess.PIPE)
        check(window.stdout.readline() == b'shown\n', 'the window did not come')
        start('xclip', '-selection', 'clipboard', '-i', stdin=open(write_down(f'password={CANARIES["on the clipboard"]}')))
        loud = {**os.environ, 'G_MESSAGES_DEBUG': 'all'}
        desk = start_desk(how=None, env=loud, stdout=log, stderr=log)
        wait_for_window(OVERLAY)
        key('Escape')
        time.sleep(0.5)
        told = askglass('ask', '--window', '--clipboard', '--speak', str(home / 'canaries-said.wav'),
                        f'why HARBOR_KEY={CANARIES["typed"]}', env=loud)
        log.write(told.stderr.encode())
        check(CANARIES['typed'] in told.stdout, 'the answer has not got it back')
        start_desk(how=None).wait(timeout=20)
        wait_for_window(OVERLAY)
        write(f'why PIER_KEY={CANARIES["typed into the overlay"]}')
        key('Return')
        wait_for_text(f'KEY={CANARIES["typed into the overlay"]}')
        write('and now')
        key('Return')
        until('the next question', lambda: far.got_word('and now'))
        quit_desk(desk)
    is_over.set()
    watcher.join()

    said = [body for body in far.got if '"input"' in body]
    check(len(far.got) >= 4 and said, f'not everything was asked: {len(far.got)}, spoken {len(said)}')
    check(any('KEY=[' in body for body in said), 'the answer that is spoken says no secret: nothing is proven')
    for mark in 'HARBOR_KEY=[', 'GITHUB_TOKEN=[', 'deploy [', 'password=[', 'PIER_KEY=[':
        check(far.got_word(mark), f'{mark} was not sent: nothing is proven')
    check_clean('on the wire', '\n'.join(far.got).encode())
    check_clean('on the bus', (home / 'canaries-bus').read_bytes())
    check((home / 'canaries-bus').stat().st_size > 0, 'the bus was not heard')
    check_clean('in the logs', (home / 'canaries-log').read_bytes())
    check('askglass-desk' in seen['processes'], f'the helpers were not seen: {seen["processes"]}')
    check_clean('in arguments or environment', seen['bytes'])
    check('Max core file size        0 ' in seen['limits'], 'there may be core files')
    for path in files():
        check_clean(f'in {path}', path.read_bytes())


def write_down(text):
    path = home / 'canaries-clip'
    path.write_text(text)
    return path


if __name__ == '__main__':
    run_all(globals())
