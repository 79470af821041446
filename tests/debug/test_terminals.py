#!/usr/bin/python3
"""A command failed and nobody read along: what it wrote is found in its terminal. Needs an X11 session with AT-SPI."""
import json
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from terminal import ASKGLASS, fail

PATIENCE_S = 20
folder = Path(tempfile.mkdtemp(prefix='askg-terminals-'))
rc, ready = folder / 'rc', folder / 'ready'
commands = Path(os.environ['XDG_RUNTIME_DIR']) / 'askglass/commands'
# What it wrote, wider than any of the windows, and behind a screenful.
LINE = f'src/quay.c:42:7: error: {"a very long name of a thing, " * 8}tide is undeclared'


def lay_out():
    rc.write_text(f"PS1='\\w \\$ '\neval \"$({ASKGLASS} hook bash)\"\ncd {folder}\n: > {ready}\n")
    build = folder / 'build'
    build.write_text(f"#!/bin/sh\nfor i in 1 2 3; do echo compiling $i; done\necho '{LINE}'\necho '1 error generated.'\nexit 2\n")
    build.chmod(0o755)


def until(what, is_so):
    end = time.monotonic() + PATIENCE_S
    while not (got := is_so()):
        time.monotonic() > end and fail(f'never came: {what}')
        time.sleep(0.1)
    return got


def told():
    return [f for f in commands.glob('hook-*') if b'command=./build' in f.read_bytes()] if commands.exists() else []


def forget():
    ready.unlink(missing_ok=True)
    for file in commands.glob('*') if commands.exists() else []:
        file.unlink()


def check_found(terminal):
    """The last failure has its output, all of it, and a later command is no part of it."""
    until(f'{terminal}: the record of the hook', told)
    time.sleep(0.3)
    began = time.monotonic()
    done = subprocess.run([ASKGLASS, 'diagnose', '--last', '--json'], capture_output=True, text=True, timeout=30)
    took = time.monotonic() - began
    done.returncode == 0 or fail(f'{terminal}: {done.stderr}')
    found = json.loads(done.stdout)['diagnostics']
    root = found[0]
    (root['file'], root['line']) == ('src/quay.c', 42) or fail(f'{terminal}: {root}')
    root['message'].endswith('tide is undeclared') or fail(f'{terminal}: a wrapped line was cut: {root}')
    print(f'ok: {terminal} ({took * 1000:.0f} ms)', flush=True)


def screen(tmux):
    return subprocess.run([*tmux, 'capture-pane', '-p'], capture_output=True, text=True).stdout


def test_tmux():
    if not shutil.which('tmux'):
        print('skipped: tmux is not installed')
        return
    check_tmux(80)
    # What was typed fills a row to its last cell: the terminal joins what the command wrote to it.
    check_tmux(len(f'{folder} $ ./build'))


def check_tmux(n_columns):
    forget()
    tmux = ['tmux', '-S', str(folder / f'socket-{n_columns}'), '-f', '/dev/null']
    subprocess.run([*tmux, 'new-session', '-d', '-x', str(n_columns), '-y', '10', f'bash --rcfile {rc} -i'], check=True)
    try:
        until('tmux: a prompt', lambda: folder.name in screen(tmux))
        subprocess.run([*tmux, 'send-keys', './build', 'Enter'], check=True)
        until('tmux: the record', told)
        for _ in range(3):
            subprocess.run([*tmux, 'send-keys', 'seq 30', 'Enter'], check=True)
        subprocess.run([*tmux, 'send-keys', 'echo do""ne', 'Enter'], check=True)
        until('tmux: the end of it', lambda: '\ndone\n' in screen(tmux))
        check_found(f'tmux, {n_columns} columns')
    finally:
        subprocess.run([*tmux, 'kill-server'], check=False)


def test_windows():
    shell = ['bash', '--rcfile', str(rc), '-i']
    windows = {
        'xfce4-terminal': ['xfce4-terminal', '--disable-server', '-x', *shell],
        'mate-terminal': ['mate-terminal', '--disable-factory', '-x', *shell],
        'kitty': ['kitty', '--config', 'NONE', '-o', 'allow_remote_control=socket-only', '--listen-on', f'unix:{folder}/kitty', *shell],
    }
    for name, words in windows.items():
        if not shutil.which(words[0]):
            print(f'skipped: {name} is not installed')
            continue
        forget()
        window = open_window(words)
        try:
            if not wait_for_window(window):
                print(f'skipped: {name} shows no window here')
                continue
            until(f'{name}: a shell', ready.exists)
            time.sleep(0.5)
            subprocess.run(['xdotool', 'type', '--delay', '20', './build\n'], check=True)
            check_found(name)
        finally:
            close_window(window)


def test_a_terminal_that_tells_nobody():
    """As kitty is unless its settings say otherwise: that is said, with what to do."""
    if not shutil.which('kitty'):
        print('skipped: kitty is not installed')
        return
    forget()
    window = open_window(['kitty', '--config', 'NONE', 'bash', '--rcfile', str(rc), '-i'])
    try:
        if not wait_for_window(window):
            print('skipped: kitty shows no window here')
            return
        until('kitty: a shell', ready.exists)
        time.sleep(0.5)
        subprocess.run(['xdotool', 'type', '--delay', '20', './build\n'], check=True)
        until('kitty: the record of the hook', told)
        done = subprocess.run([ASKGLASS, 'diagnose', '--last'], capture_output=True, text=True, timeout=30)
        done.returncode != 0 and 'allow_remote_control' in done.stderr and 'run --again' in done.stderr or fail(f'kitty: {done}')
        print('ok: a terminal that tells nobody', flush=True)
    finally:
        close_window(window)


def open_window(words):
    return subprocess.Popen(words, env={**os.environ, 'SHELL': '/bin/bash', 'LIBGL_ALWAYS_SOFTWARE': '1'}, stdout=subprocess.DEVNULL,
                            stderr=subprocess.DEVNULL)


def close_window(window):
    window.terminate()
    try:
        window.wait(timeout=10)
    except subprocess.TimeoutExpired:
        window.kill()


def wait_for_window(process):
    """Of that process: no other has one in this session."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end and process.poll() is None:
        found = subprocess.run(['xdotool', 'search', '--onlyvisible', '--name', '.'], capture_output=True, text=True).stdout.split()
        if found:
            subprocess.run(['xdotool', 'windowfocus', found[-1]], check=False)
            return True
        time.sleep(0.2)
    return False


if __name__ == '__main__':
    try:
        lay_out()
        test_tmux()
        test_windows()
        test_a_terminal_that_tells_nobody()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
