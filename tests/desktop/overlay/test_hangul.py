"""The Enter that ends a Hangul syllable is never the one that asks: with the real ibus and fcitx5."""
import glob
import os
import shutil
import subprocess
import sys
from pathlib import Path

from panel import Panel, check, settle, until

SHOW = 'ASKG_SHOW_OVERLAY'
FCITX_PROFILE = '''[Groups/0]
Name=Default
Default Layout=us
DefaultIM=hangul
[Groups/0/Items/0]
Name=hangul
Layout=
[GroupOrder]
0=Default
'''


def module(name):
    return glob.glob(f'/usr/lib/*/gtk-4.0/4.*/immodules/libim-{name}.so')


def start_fcitx():
    config = Path(os.environ['HOME'], '.config', 'fcitx5')
    config.mkdir(parents=True, exist_ok=True)
    (config / 'profile').write_text(FCITX_PROFILE, encoding='ascii')
    return [subprocess.Popen(['fcitx5', '-D', '--disable=wayland,kimpanel,notificationitem,notifications,xim'],
                             stderr=subprocess.DEVNULL)]


def start_ibus():
    daemon = subprocess.Popen(['ibus-daemon', '--panel', 'disable'], stderr=subprocess.DEVNULL)
    until('ibus', lambda: subprocess.run(['ibus', 'address'], stdout=subprocess.PIPE, text=True).stdout.strip() not in ('', '(null)'))
    engine = subprocess.Popen(['/usr/libexec/ibus-engine-hangul', '--ibus'], stderr=subprocess.DEVNULL)
    settle(1)
    return [engine, daemon]


def fcitx_to_hangul(panel):
    until('fcitx5 composes', lambda: subprocess.run(['fcitx5-remote', '-s', 'hangul']).returncode == 0 and
          subprocess.run(['fcitx5-remote', '-o']).returncode == 0)


def ibus_to_hangul(panel):
    subprocess.run(['ibus', 'engine', 'hangul'], check=True)
    panel.key('shift+space')


def compose(panel):
    panel.key('g', 'k', 's', 'r', 'm', 'f')
    settle(0.4)


def check_enter(panel):
    compose(panel)
    panel.shoot('hangul')
    panel.key('Return')
    settle(0.4)
    check(not panel.heard('ask'), 'the Enter that ended the syllable asked')
    check(panel.question() == '한글', f'the question is {panel.question()!r}')
    panel.key('Return')
    until('asked', lambda: panel.heard('ask 0 한글'), 3)


def main():
    tried = 0
    for name, daemon, start, to_hangul in (('fcitx', 'fcitx5', start_fcitx, fcitx_to_hangul),
                                           ('ibus', 'ibus-daemon', start_ibus, ibus_to_hangul)):
        if not shutil.which(daemon) or not module('fcitx5' if name == 'fcitx' else name):
            print(f'# {daemon} or its module for GTK 4 is not installed', flush=True)
            continue
        processes = start()
        settle(1)
        with Panel(SHOW, 'slow', environment={'GTK_IM_MODULE': name}) as panel:
            to_hangul(panel)
            check_enter(panel)
        for process in processes:
            process.terminate()
            process.wait(10)
        print(f'ok {daemon}', flush=True)
        tried += 1
    sys.exit(0 if tried else 77)


if __name__ == '__main__':
    main()
