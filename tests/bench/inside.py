#!/usr/bin/env python3
"""The measurements that need a desktop; bench.py runs this in one of the rigs.

  inside.py WHAT ROUNDS

Prints one JSON object: a list of samples for each name. Alternatives take turns within a round.
"""
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent.parent
BUILD = TOP / 'build'
ASKGLASS = str(BUILD / 'app/askglass')
BARE_WINDOW = str(BUILD / 'tests/bench/bare-window')
SHOWN = str(BUILD / 'tests/bench/bench-shown')
QUIET = {'stdout': subprocess.DEVNULL, 'stderr': subprocess.DEVNULL}
KEY_OPEN, KEY_REGION, KEY_FAILED = 'Control_L+Alt_L+space', 'Super_L+Alt_L+a', 'Super_L+Alt_L+e'
WARM_UP = 2  # rounds that do not count


def in_turn(rounds, **alternatives):
    """Runs every alternative once a round; the first rounds warm up and are forgotten."""
    samples = {name: [] for name in alternatives}
    for number in range(-WARM_UP, rounds):
        for name, measure in alternatives.items():
            value = measure()
            if number >= 0:
                samples[name].append(value)
    return samples


def wait_for(is_so, seconds=15):
    until = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > until:
            sys.exit('inside.py: waited in vain')
        time.sleep(0.05)


class Started:
    """A program that is ended with the block."""

    def __init__(self, *command):
        self.process = subprocess.Popen(command, **QUIET)
        self.pid = self.process.pid

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=10)


def children(pid):
    """The process and all below it; some may be gone by now."""
    found = [pid]
    for listed in Path(f'/proc/{pid}/task').glob('*/children'):
        try:
            for child in listed.read_text().split():
                found += children(int(child))
        except (FileNotFoundError, ProcessLookupError):
            pass
    return found


def keys_are_bound():
    doctor = subprocess.run([ASKGLASS, 'doctor', '--json'], capture_output=True, text=True)
    return any(part['part'] == 'keys' and 'bound to' in part['text'] for part in json.loads(doctor.stdout))


def desk():
    """Askglass, resident, with its keys."""
    started = Started(ASKGLASS, 'resident')
    wait_for(keys_are_bound)
    return started


def shown_ms(*arguments):
    watched = subprocess.run([SHOWN, *arguments], capture_output=True, text=True, timeout=40)
    if watched.returncode:
        sys.exit(watched.stderr)
    return float(watched.stdout.split()[-1])


def plain_screen():
    if 'DISPLAY' in os.environ:
        subprocess.run(['xsetroot', '-solid', '#204060'], check=True)
        time.sleep(0.3)


def wall_ms(*command):
    began = time.perf_counter()
    subprocess.run(command, check=True, **QUIET)
    return (time.perf_counter() - began) * 1000


def saved_ms(*command):
    """A command whose last word is the picture it writes; each time a new one."""
    Path(command[-1]).unlink(missing_ok=True)
    took = wall_ms(*command)
    if Path(command[-1]).stat().st_size < 1000:
        sys.exit(f'{command[0]} wrote no picture')
    return took


# -- What is measured


def grab(rounds):
    # A fraction of a millisecond each on X11: a median of twenty is a matter of luck.
    many = str(rounds if 'WAYLAND_DISPLAY' in os.environ else 20 * rounds)
    said = subprocess.run([str(BUILD / 'tests/bench/bench-grab'), many], capture_output=True, text=True)
    words = said.stdout.replace(',', '').split()  # grab KIND SIZE: 1.00 ms bare 0.90 ms ratio ...
    if said.returncode not in (0, 2) or len(words) < 7:
        sys.exit(said.stdout + said.stderr)
    return {'Askglass': [float(words[3])], 'bare': [float(words[6])]}


def capture(rounds):
    peers = {'grim': ['grim']} if 'WAYLAND_DISPLAY' in os.environ else {'maim': ['maim'], 'scrot': ['scrot']}
    folder = Path(os.environ['TMPDIR'])
    with Started(sys.executable, str(TOP / 'tests/bench/editor-screen.py')) as screen:
        wait_for(lambda: (folder / 'editor-screen').exists())
        time.sleep(1)
        takers = {name: lambda c=command, n=name: saved_ms(*c, str(folder / f'{n}.png')) for name, command in peers.items()}
        takers['Askglass'] = lambda: saved_ms(ASKGLASS, 'capture', '-o', str(folder / 'askglass.png'))
        samples = in_turn(rounds, **takers)
        if screen.process.poll() is not None:
            sys.exit('the screen to be captured went away')
    return samples


def hotkey(rounds):
    plain_screen()
    with desk(), Started('flameshot'):
        time.sleep(2)
        return in_turn(rounds,
                       Askglass=lambda: shown_ms('--all', '--back', 'Escape', '--key', KEY_REGION),
                       flameshot=lambda: shown_ms('--all', '--back', 'Escape', '--end', 'flameshot', 'gui'))


def know_first_steps():
    """As somebody who has used it before: the overlay comes at once."""
    settings = Path(os.environ['XDG_CONFIG_HOME']) / 'askglass/settings.ini'
    settings.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    settings.write_text('[Askglass]\nfirst-run-done=true\n')


def summon(rounds):
    know_first_steps()
    plain_screen()
    with desk():
        time.sleep(1)
        return in_turn(rounds,
                       key=lambda: shown_ms('--back', 'Escape', '--key', KEY_OPEN),
                       command=lambda: shown_ms('--back', 'Escape', ASKGLASS))


WRONG_LINE = 'f9d5d7'  # behind the line that is wrong, among those that the card of a failure shows


def break_build():
    """A megabyte of a build with fifty errors, run so that Askglass reads along."""
    project = Path(os.environ['HOME']) / 'harbor'
    (project / 'src').mkdir(parents=True, exist_ok=True)
    subprocess.run(['git', 'init', '-q', str(project)], check=True)
    for number in range(50):
        (project / f'src/quay{number}.c').write_text(''.join(f'int tide_{line} (void);\n' for line in range(400)))
    (project / 'build.py').write_text(BUILD_SCRIPT, encoding='utf-8')
    ended = subprocess.run([ASKGLASS, 'run', '--quiet', '--pty', '--', 'python3', '-X', 'utf8', 'build.py'], cwd=project, stdout=subprocess.PIPE,
                           stderr=subprocess.DEVNULL)
    if ended.returncode != 2 or len(ended.stdout) < 1000000:
        sys.exit(f'the build ended with {ended.returncode} after {len(ended.stdout)} bytes')


BUILD_SCRIPT = r"""
import sys
for n in range(50):
    for line in range(1, 91):
        print(f'[{n * 90 + line}/4500] gcc -Isrc -Iinclude -Wall -Wextra -O2 -g -MD -MQ obj/quay{n}_{line}.o -o obj/quay{n}_{line}.o -c src/quay{n}.c -DPART={line}'
              ' -DPACKAGE_VERSION=1.2.3 -D_GNU_SOURCE -fdiagnostics-color=always -pipe -pthread -fvisibility=hidden')
    print(f'src/quay{n}.c: In function \u2018moor_{n}\u2019:\nsrc/quay{n}.c:{200 + n}:7: error: too few arguments to function \u2018tide_{n}\u2019\n'
          f'  {200 + n} | int tide_{200 + n} (void);\n      |       ^~~~~~~~')
sys.exit(2)
"""


def failing(rounds):
    know_first_steps()
    plain_screen()
    break_build()
    with desk():
        time.sleep(1)
        return in_turn(rounds, Askglass=lambda: shown_ms('--colour', WRONG_LINE, '--back', 'Escape', '--key', KEY_FAILED))


def start(rounds):
    know_first_steps()
    plain_screen()
    return in_turn(rounds,
                   Askglass=lambda: shown_ms('--end', ASKGLASS),
                   bare=lambda: shown_ms('--end', BARE_WINDOW))


def pss_mib(pid):
    total = 0
    for member in children(pid):
        rollup = Path(f'/proc/{member}/smaps_rollup').read_text()
        total += int(rollup.split('\nPss:')[1].split()[0])
    return total / 1024


def hidden_pss_mib():
    with desk() as askglass:
        shown_ms('--back', 'Escape', '--key', KEY_OPEN)
        time.sleep(2)
        return pss_mib(askglass.pid)


def used_pss_mib():
    """Also after regions were chosen from, and the reading helper that was kept warm has gone."""
    with desk() as askglass:
        for _ in range(3):
            shown_ms('--all', '--back', 'Escape', '--key', KEY_REGION)
        wait_for(lambda: len(children(askglass.pid)) == 1, seconds=90)
        time.sleep(1)
        return pss_mib(askglass.pid)


def bare_pss_mib():
    with Started(BARE_WINDOW) as bare:
        time.sleep(2)
        return pss_mib(bare.pid)


def memory(rounds):
    plain_screen()
    samples = in_turn(rounds, Askglass=hidden_pss_mib, bare=bare_pss_mib)
    samples['used'] = [used_pss_mib() for _ in range(3)]  # half a minute each
    return samples


def sleeps(pid):
    """How often each thread of the process went to sleep, ever."""
    return {status.parent.name: int(status.read_text().split('\nvoluntary_ctxt_switches:')[1].split()[0])
            for status in Path(f'/proc/{pid}/task').glob('*/status')}


def wakeups(rounds):
    """Each round is a second of the same hidden process, ten seconds after it was hidden."""
    plain_screen()
    samples = []
    with desk() as askglass:
        shown_ms('--back', 'Escape', '--key', KEY_OPEN)
        time.sleep(10)
        for _ in range(rounds):
            before = sleeps(askglass.pid)
            time.sleep(1)
            samples.append(sum(count - before.get(thread, 0) for thread, count in sleeps(askglass.pid).items()))
    return {'Askglass': samples}


if __name__ == '__main__':
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # what was started ends with its block
    if not shutil.which('xsetroot'):
        sys.exit('xsetroot is missing')
    print(json.dumps(globals()[sys.argv[1]](int(sys.argv[2]))))
