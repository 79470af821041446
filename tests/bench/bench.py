#!/usr/bin/env python3
"""Runs every measurement and prints the table; tests/bench/run prepares what it needs."""
import argparse
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parent
TOP = HERE.parent.parent
BUILD = TOP / 'build'
RIGS = TOP / 'tests/rigs/desktop'
X11 = {'1080p': [str(RIGS / 'x11-session'), '--size', '1920x1080'], '4K': [str(RIGS / 'x11-session'), '--size', '3840x2160']}
SWAY = {'1080p': [str(RIGS / 'wayland-session'), '--output', '1920x1080'],
        '4K': [str(RIGS / 'wayland-session'), '--output', '3840x2160']}


@dataclass
class Row:
    what: str
    ours: float
    unit: str
    bar: float             # of the ratio where there is a floor or peer, else of the value
    against: str = ''      # "bare XShmGetImage"
    theirs: float = 0
    samples: int = 0
    note: str = ''

    def ratio(self):
        return self.ours / self.theirs if self.against else None

    def judged(self):
        value = self.ratio() if self.against else self.ours
        return 'met' if value <= self.bar else f'missed by {value / self.bar - 1:.0%}' if self.bar else f'missed: {value:g}'

    def cells(self):
        digits = 2 if self.ours < 10 else 0
        bar = f'≤ {self.bar:g}×' if self.against else f'≤ {self.bar:g} {self.unit}'
        return [self.what, bar, f'{self.ours:.{digits}f} {self.unit}',
                f'{self.against} {self.theirs:.{digits}f} {self.unit}' if self.against else '',
                f'{self.ratio():.2f}×' if self.against else '', self.judged(), str(self.samples or ''),
                f'{os.getloadavg()[0]:.1f}', self.note]


HEAD = ['what', 'bar', 'Askglass', 'against', 'ratio', '', 'samples', 'load', 'how']


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f'{" ".join(command)}\n{done.stdout}{done.stderr}')
    return done.stdout


def inside(rig, what, rounds):
    said = run(*rig, '--', sys.executable, str(HERE / 'inside.py'), what, str(rounds))
    return json.loads(said.splitlines()[-1])


# -- The rows. Each gives its own, as soon as it has one.


def grab(rounds):
    floors = {'X11': (X11, 'bare XShmGetImage'), 'sway': (SWAY, 'bare wlr-screencopy')}
    for desktop, (rigs, floor) in floors.items():
        for size, rig in rigs.items():
            samples = inside(rig, 'grab', rounds)
            yield Row(f'screen to AskgFrame, {desktop} {size}', samples['Askglass'][0], 'ms', 1.5, floor,
                      samples['bare'][0], max(rounds, 20) if desktop == 'sway' else 20 * rounds,
                      note='both wait for the compositor to draw a frame' if desktop == 'sway' else '')


def capture(rounds):
    for desktop, rigs in {'X11': X11, 'sway': SWAY}.items():
        for size, rig in rigs.items():
            samples = inside(rig, 'capture', rounds)
            medians = {name: median(values) for name, values in samples.items()}
            ours = medians.pop('Askglass')
            best = min(medians, key=medians.get)
            others = ', '.join(f'{name} {value:.0f} ms' for name, value in medians.items() if name != best)
            yield Row(f'`askglass capture` to PNG, {desktop} {size}', ours, 'ms', 0.6, best, medians[best], rounds,
                      note=others)


def hotkey(rounds):
    for size, bar in {'1080p': 0.4, '4K': 0.8}.items():
        samples = inside(X11[size], 'hotkey', rounds)
        yield Row(f'hotkey to frozen frame seen, X11 {size}', median(samples['Askglass']), 'ms', bar,
                  'flameshot gui, its daemon up', median(samples['flameshot']), rounds,
                  note=f'slowest {max(samples["Askglass"]):.0f} ms')


def summon(rounds):
    samples = inside(X11['1080p'], 'summon', rounds)
    for name, how in {'key': 'hotkey to overlay seen', 'command': '`askglass` to overlay seen'}.items():
        yield Row(f'{how}, resident, X11', median(samples[name]), 'ms', 80, samples=rounds,
                  note=f'slowest {max(samples[name]):.0f} ms')


def failing(rounds):
    samples = inside(X11['1080p'], 'failing', rounds)
    yield Row('hotkey to overlay with what failed, 1 MB, 50 errors', median(samples['Askglass']), 'ms', 250, samples=rounds,
              note=f'its card with the source seen; slowest {max(samples["Askglass"]):.0f} ms')


def diagnose(rounds):
    said = json.loads(run(sys.executable, str(HERE / 'diagnose.py'), str(BUILD / 'app/askglass'), str(min(rounds, 9))))
    worst = max(said, key=lambda name: median(said[name]['10 MB']))
    for name, ms in said.items():
        yield Row(f'10 MB diagnosed, {name}', median(ms['10 MB']), 'ms', 400, samples=len(ms['10 MB']),
                  note=f'`askglass diagnose`, from the command to the answer; grep -c error {median(ms["grep"]):.0f} ms')
    yield Row(f'the second 10 MB, {worst}', median(ms2 - ms1 for ms1, ms2 in zip(said[worst]['10 MB'], said[worst]['20 MB'])), 'ms', 1.25,
              'the first', median(said[worst]['10 MB']), len(said[worst]['10 MB']), note='1: linear')


def pictures(rounds):
    every = '1' if rounds >= 20 else '16'
    said = subprocess.run([sys.executable, str(TOP / 'tests/debug/pictures.py'), str(BUILD / 'app/askglass'), '--every', every], capture_output=True,
                          text=True).stdout
    right, of = map(int, re.search(r'^(\d+) of (\d+) pictures', said, re.M).groups())
    ways = ', '.join(f'{way} {int(of_way) - int(right_way)} of {of_way}' for way, right_way, of_way in
                     re.findall(r'^(\d+-\w+): (\d+) of (\d+)', said, re.M))
    yield Row('screenshots of errors understood wrongly, file and line', 100 * (of - right) / of, '%', 10, samples=of,
              note=f'of broken programs, in terminals of 100 columns: {ways}')


def start(rounds):
    samples = inside(X11['1080p'], 'start', rounds)
    yield Row('cold start to first frame seen, X11', median(samples['Askglass']), 'ms', 1.5,
              'bare GTK 4 + libadwaita window', median(samples['bare']), rounds, note='both drawn in software')


def memory(rounds):
    samples = inside(X11['1080p'], 'memory', rounds)
    bare = median(samples['bare'])
    for name, when in {'Askglass': 'shown and hidden', 'used': 'three region gestures'}.items():
        yield Row(f'idle PSS, overlay hidden, after {when}', median(samples[name]), 'MiB', 1.5,
                  'bare GTK 4 + libadwaita window', bare, len(samples[name]), note='with every child process')


def wakeups(rounds):
    samples = inside(X11['1080p'], 'wakeups', rounds)
    yield Row('wake-ups a second, overlay hidden', sum(samples['Askglass']) / rounds, 'a second', 1, samples=rounds,
              note='mean; all threads')


def read(rounds):
    with tempfile.TemporaryDirectory() as folder:
        run(sys.executable, str(HERE / 'region.py'), folder)
        for language, bar in {'English': 400, 'Korean and English': 700}.items():
            picture = f'{folder}/{language[:3].lower()}.png'
            for kind, options in {'warm': [], 'first': ['--fresh']}.items():
                said = run(str(BUILD / 'tests/bench/bench-read'), *options, str(rounds), picture)
                times = [tuple(map(float, line.split())) for line in said.splitlines()]
                yield Row(f'800x300 region to first words, {language}, {kind}', median(t[0] for t in times), 'ms', bar,
                          samples=rounds, note=f'last words after {median(t[1] for t in times):.0f} ms')


def accuracy(rounds):
    with tempfile.TemporaryDirectory() as folder:
        every = [] if rounds >= 20 else ['--every', '8']
        run(sys.executable, str(HERE / 'ocr-set.py'), folder, *every)
        said = run(str(BUILD / 'tests/bench/ocr-cer'), folder, str(TOP / 'tests/corpora/ocr'))
    for language, name in {'eng': 'English', 'kor': 'Korean and English'}.items():
        for size in (11, 14, 16):
            wrong, of = map(int, re.search(rf'^{language} {size} px .*\((\d+) of (\d+)\)', said, re.M).groups())
            yield Row(f'character errors, {name}, {size} px', 100 * wrong / of, '%', 1 if size >= 14 else 3, samples=of,
                      note=f'{wrong} wrong; three fonts, light, dark, coloured')


def figures_of_reply(*options):
    said = run(*X11['1080p'], '--', str(BUILD / 'tests/bench/bench-reply'), *options)

    return {part: (int(frames), float(middle), float(high), float(most), float(total)) for
            part, frames, middle, high, most, total in
            re.findall(r'^(\S+) +(\d+) frames +frame median +([\d.]+) p99 +([\d.]+) max +([\d.]+).*sum +([\d.]+)', said,
                       re.M)}


def reply(rounds):
    figures = figures_of_reply('--everything')
    frames, middle, high, most, _ = figures['all']
    yield Row('a frame of a 20,000-token reply, main loop, longest', most, 'ms', 4, samples=frames,
              note=f'median {middle:.1f}, 99 % below {high:.1f} ms')
    yield Row('the same, 99 of 100 frames below', high, 'ms', 4, samples=frames)
    halves = [figures['1st'][4] + figures['2nd'][4], figures['3rd'][4] + figures['4th'][4]]
    yield Row('the second 10,000 tokens', halves[1], 'ms', 1.25, 'the first 10,000', halves[0], 1, note='1: linear')
    frames, middle, high, most, _ = figures_of_reply('--paragraph')['all']
    yield Row('one paragraph of 20,000 tokens, 99 of 100 frames below', high, 'ms', 4, samples=frames,
              note=f'median {middle:.1f}, longest {most:.1f} ms')


def chunks(rounds):
    said = [run(str(BUILD / 'tests/bench/bench-chunks')) for _ in range(min(rounds, 5))]
    figures = [(kind, float(us), int(grown)) for text in said for kind, us, grown in
               re.findall(r'(\w+) chunks ([\d.]+) us each, grown (-?\d+) KiB', text)]
    times = {wanted: median(us for kind, us, _ in figures if kind == wanted) for wanted in ('numbered', 'plain')}
    yield Row('one of 100,000 chat chunks understood', times['numbered'], 'µs', 15, samples=len(said),
              note=f'processor time; {times["plain"]:.2f} µs where they differ in their words alone; '
                   f'grown {max(grown for _, _, grown in figures)} KiB')
    lines = [float(ms) for text in said for ms in re.findall(r'line ([\d.]+) ms', text)]
    yield Row('a chunk of 10 MB understood', median(lines), 'ms', 100, samples=len(lines))


def live(rounds):
    said = run(str(BUILD / 'tests/bench/bench-live'), '100' if rounds >= 20 else '20')
    figures = {what: (float(middle), float(high), int(n)) for what, middle, high, n in
               re.findall(r'^(\w+) median ([\d.]+) p95 ([\d.]+) max [\d.]+ ms, (\d+)', said, re.M)}
    names = {'there': ('end of speech to its last byte at a live engine', 30),
             'back': ('first sound written by a live engine to its signal', 10),
             'loop': ('end of speech to first sound, a live engine that answers at once', 60)}
    for what, (name, bar) in names.items():
        middle, high, n = figures[what]
        yield Row(name, middle, 'ms', bar, samples=n, note=f'95 of 100 below {high:.1f} ms; the engine is a Python program')


def redact(rounds):
    said = [run(str(BUILD / 'tests/bench/bench-redact')) for _ in range(min(rounds, 5))]
    log = [float(ms) for text in said for ms in re.findall(r'log ([\d.]+) ms', text)]
    yield Row('secrets found in 1 MiB of a log', median(log), 'ms', 100, samples=len(log), note='processor time')
    worst = [(float(ms), what) for text in said for ms, what in re.findall(r'worst ([\d.]+) ms of (.+)', text)]
    yield Row('the same, the worst of 24 hostile texts', median(ms for ms, _ in worst), 'ms', 300, samples=len(worst), note=worst[0][1])


def pairs_of(said):
    return {what: (float(ours), float(other), int(n)) for what, ours, other, n in
            re.findall(r'^(\w+): ours ([\d.]+) us, [a-z ]+ ([\d.]+) us, (\d+)', said, re.M)}


def ask(rounds):
    said = run(str(BUILD / 'tests/bench/bench-ask'), '200' if rounds >= 20 else '40')
    ours, bare, n = pairs_of(said)['first']
    yield Row('request to first delta in the answer, over loopback', ours, 'µs', 2, 'bare keep-alive socket', bare, n,
              note=f'{ours - bare:+.0f} µs; at most +1000')
    ours, bare, n = pairs_of(said)['paced']
    yield Row('an event, from its writing to the answer', ours, 'µs', 1.5, 'bare socket', bare, n, note='one a millisecond')
    grown = int(re.search(r'50 MB of reply: grown (\d+) KiB', said)[1])
    yield Row('memory of an answer while 50 MB of reply stream', grown / 1024, 'MiB', 16, samples=1, note='highest mark')


def sent(rounds):
    """To an engine elsewhere, where every secret on the picture is covered first, it counts from when its words were read."""
    program = str(BUILD / 'tests/bench/bench-sent')
    with tempfile.TemporaryDirectory() as folder:
        picture = f'{folder}/4k.png'
        run('/usr/bin/python3', str(HERE / 'editor-screen.py'), '--picture', picture, '3840', '2160')
        ours, parts, n = pairs_of(run(program, '21' if rounds >= 20 else '3', picture))['picture']
        yield Row('Enter to last request byte, 4K region, engine here', ours / 1000, 'ms', 250, samples=n,
                  note=f'its parts, measured apart: {parts / 1000:.1f} ms')
        said = run(str(TOP / 'tests/desktop/flows/elsewhere'), 'sh', '-c',
                   f'exec "{program}" --address "$ASKG_ELSEWHERE" {5 if rounds >= 20 else 1} "{picture}"')
        ours, parts, n = pairs_of(said)['far']
        read = float(re.search(r'^read: ([\d.]+) us', said, re.M)[1])
        yield Row('text read to last request byte, 4K region, engine elsewhere', ours / 1000, 'ms', 250, samples=n,
                  note=f'its parts, measured apart: {parts / 1000:.1f} ms; the text was read in {read / 1e6:.1f} s')


def llama(rounds):
    """A real server, which the kit of the tests fetches the first time (30 MB) and starts with a tiny model."""
    kit = str(TOP / 'tests/rigs/llama/start-llama-server')
    run(kit, '--fetch-only')
    said = run(kit, '--', 'sh', '-c', f'exec "{BUILD}/tests/bench/bench-ask" --url "$ASKGLASS_LLAMA_URL" '
                                      f'--model askglass-tiny {200 if rounds >= 20 else 40}')
    ours, bare, n = pairs_of(said)['real']
    yield Row('first token of a real llama-server, over a bare socket', (ours - bare) / 1000, 'ms', 2, samples=n,
              note=f'{ours / 1000:.2f} ms against {bare / 1000:.2f} ms; tiny model')


def wire(rounds):
    said = run(str(BUILD / 'tests/bench/bench-wire'), '200' if rounds >= 20 else '40')
    pairs = pairs_of(said)
    ours, bare, n = pairs['first']
    yield Row('request to first delta, over loopback', ours, 'µs', 2, 'bare keep-alive socket', bare, n,
              note=f'{ours - bare:+.0f} µs; at most +1000')
    ours, bare, n = pairs['paced']
    yield Row('an event, from its writing to its words', ours, 'µs', 1.5, 'bare socket', bare, n, note='one a millisecond')
    grown = int(re.search(r'50 MB of reply: grown (\d+) KiB', said)[1])
    yield Row('memory while 50 MB of reply stream', grown / 1024, 'MiB', 16, samples=1, note='highest mark')


def talk(rounds):
    said = json.loads(run(str(TOP / 'tests/rigs/sound/audio-session'), '--', 'env', f'ASKG_PROGRAM={BUILD}/app/askglass',
                          'GSETTINGS_BACKEND=memory', sys.executable, str(HERE / 'talk-loop.py'),
                          '20' if rounds >= 20 else '6').splitlines()[-1])
    yield Row('whole loop of talk, beyond the pause that sends it', said['median_ms'], 'ms', 100, samples=said['n'],
              note=f'p95 {said["p95_ms"]:.0f} ms; a scripted engine that is sent the whole voice, and answers at once in its own')


def commit(rounds):
    program, folder = str(BUILD / 'tests/bench/bench-commit'), str(BUILD / 'tests/bench')
    many = '200' if rounds >= 20 else '20'
    loads = {}
    for how, words in {'': [], ', encrypted': ['--sealed']}.items():
        said = run(program, *words, folder, many)
        acknowledged, middle = map(float, re.search(r'^acknowledged: ([\d.]+) ms p95, ([\d.]+)', said, re.M).groups())
        longest, most = map(float, re.search(r'^stall: ([\d.]+) ms longest, ([\d.]+)', said, re.M).groups())
        bare = re.search(r'^bare: ([\d.]+)', said, re.M)[1]
        loads[how] = float(re.search(r'^loaded: ([\d.]+)', said, re.M)[1])
        yield Row(f'a question acknowledged as durable, 95 of 100 within{how}', acknowledged, 'ms', 30, samples=int(many),
                  note=f'median {middle:.1f} ms; a bare write and fdatasync {bare} ms; every other with a region of 800x300')
        yield Row(f'main loop late while it is saved, longest{how}', longest, 'ms', 16, samples=int(many),
                  note=f'99 % below {most:.1f} ms')
    yield Row('an encrypted conversation read back', loads[', encrypted'], 'ms', 1.5, 'the same in plain text', loads[''], 1,
              note=f'{many} turns, {int(many) // 2} pictures')


def search(rounds):
    messages = 1000000 if rounds >= 20 else 100000
    with tempfile.TemporaryDirectory() as folder:
        said = json.loads(run(str(BUILD / 'tests/bench/bench-search'), '--keep', folder, str(BUILD / 'tests/bench/history-maker'), str(messages)))
        recall = json.loads(run(str(BUILD / 'tests/bench/bench-recall'), folder))
    what = f'{messages:,} messages'
    yield Row(f'earlier turns for a question, {what}, p95', recall['p95_ms'], 'ms', 40, samples=recall['recalls'],
              note=f'p50 {recall["p50_ms"]:.1f} ms, longest {recall["longest_ms"]:.1f} ms; {recall["some"]} had some, {recall["late"]} would have been late')
    yield Row(f'search, {what}, p95', said['p95_ms'], 'ms', 30, samples=300,
              note=f'Korean substrings {said["korean_p95_ms"]:.1f} ms, questions in words {said["question_p95_ms"]:.1f} ms; '
                   f'made in {said["make_s"]:.0f} s, prepared in {said["prepare_s"]:.0f} s, '
                   f'longest wait for it {said["longest_wait_ms"]:.0f} ms')
    yield Row(f'search, {what}, p50', said['p50_ms'], 'ms', 5, samples=300)
    filtered = said['filtered_p95_ms']
    yield Row(f'search, {what}, with a filter, p95 of the slowest', max(filtered.values()), 'ms', 30, samples=60,
              note=', '.join(f'{name} {ms:.1f}' for name, ms in filtered.items()))
    yield Row(f'search, {what}, p95 to stock FTS5', said['p95_ms'], 'ms', 1, 'unicode61, bm25, whole words',
              said['stock_p95_ms'], 300)
    yield Row(f'search, {what}, p95 to a scan', said['p95_ms'], 'ms', 0.1, 'LIKE', said['scan_p50_ms'], 300)
    yield Row(f'open to the first row, {what}', said['open_ms'], 'ms', 150, samples=1)
    yield Row(f'index to its text, {what}', said['index_ratio'], '×', 2.5, samples=1)


def vectors(rounds):
    said = json.loads(run(str(BUILD / 'tests/bench/bench-vectors'), '100000' if rounds >= 20 else '20000'))
    what = f'{said["n"]:,} embeddings × {said["numbers"]}, best ten'
    yield Row(what, said['p50_ms'], 'ms', 15 * said['n'] / 100000, samples=41, note=f'p95 {said["p95_ms"]:.1f} ms; a byte a number, in memory')
    yield Row(f'{what}, to the floor', said['p50_ms'], 'ms', 4, 'reading the same bytes', said['read_ms'], 41)


def voice(rounds):
    """A few of each where it is quick; else 50 utterances, 500 cuts, ten minutes alone with the echo, and an hour."""
    env = {**os.environ, 'ASKG_PROGRAM': str(BUILD / 'app/askglass'), 'ASKG_CONVERSE': str(BUILD / 'tests/sound/converse'),
           'ASKG_RECORDINGS': str(BUILD / 'tests/sound/recordings')}
    words = [TOP / 'tests/rigs/sound/audio-session', '--', sys.executable, HERE / 'voice.py', 'short' if rounds < 21 else 'long']
    process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=env)
    for line in process.stdout:
        yield Row(**json.loads(line))
    if process.wait():
        raise RuntimeError('tests/bench/voice.py failed')


def say(rounds):
    rig, script = TOP / 'tests/rigs/sound/audio-session', TOP / 'tests/sound/first_sound.py'
    said = run('env', f'ASKG_PROGRAM={BUILD}/app/askglass', 'GSETTINGS_BACKEND=memory', str(rig), '--', sys.executable, str(script),
               '20' if rounds >= 20 else '5')
    ms = json.loads(said.splitlines()[-1])
    first, silent = sorted(ms['first']), sorted(ms['silent'])
    yield Row('first clause of streamed text to first sound, eSpeak NG', median(first), 'ms', 60, samples=len(first),
              note=f'p95 {first[int(len(first) * 0.95)]:.0f} ms; at the loudspeaker, with what the recorder takes')
    yield Row('Ctrl-C to silence while it is said', median(silent), 'ms', 80, samples=len(silent),
              note=f'longest {silent[-1]:.0f} ms')


def running(rounds):
    said = json.loads(run(sys.executable, str(HERE / 'running.py'), str(BUILD / 'app/askglass'), str(rounds)))
    ours, theirs, samples = median(said['ms']), median(said['script_ms']), len(said['ms'])
    yield Row('askglass run -- true, more than script -qc true', max(0.0, ours - theirs), 'ms', 30, samples=samples,
              note=f'{ours:.0f} ms against {theirs:.0f} ms, both in a terminal')
    yield Row('100 MB printed under askglass run', median(said['s']), 's', 1 / 0.8, 'script -qc', median(said['script_s']), len(said['s']),
              note='at least 0.8 of its throughput; a terminal that is read as fast as it comes')
    yield Row('memory of askglass run meanwhile', max(said['kb']) / 1024, 'MB', 24, samples=len(said['kb']))


ROWS = [grab, capture, say, hotkey, summon, failing, diagnose, pictures, start, memory, wakeups, read, accuracy, reply, chunks, live, redact, wire, ask,
        sent, llama, commit, search, vectors, running, voice, talk]


# -- The table


def machine():
    cpu = re.search(r'^model name\s*: (.*)$', Path('/proc/cpuinfo').read_text(), re.M)
    system = re.search(r'^PRETTY_NAME="(.*)"$', Path('/etc/os-release').read_text(), re.M)
    return f'{system[1] if system else platform.system()}, {os.cpu_count()} × {cpu[1] if cpu else platform.machine()}'


def markdown(cells):
    return '| ' + ' | '.join(cell.replace('|', '\\|') for cell in cells) + ' |'


def measure(wanted, rounds, tell):
    load = os.getloadavg()[0]
    commit = run('git', '-C', str(TOP), 'describe', '--always', '--dirty').strip()
    tell(f'{time.strftime("%Y-%m-%d %H:%M", time.gmtime())} UTC, commit {commit}, {machine()}, load {load:.1f} at the start; '
         f'medians, every floor and peer measured in the same run{"" if rounds >= 20 else " (few rounds: not to be quoted)"}.')
    tell('')
    tell(markdown(HEAD))
    tell('|---' * len(HEAD) + '|')
    failed = []
    for rows in ROWS:
        if wanted and rows.__name__ not in wanted:
            continue
        try:
            for row in rows(rounds):
                tell(markdown(row.cells()))
        except (RuntimeError, ValueError, KeyError, TypeError) as error:
            why = (str(error).strip().splitlines() or [repr(error)])[-1]
            tell(markdown([rows.__name__] + [''] * 4 + ['not measured'] + [''] * (len(HEAD) - 7) + [why]))
            failed.append(f'{rows.__name__}: {error}')
    return failed


def main():
    parser = argparse.ArgumentParser(prog='tests/bench/run')
    parser.add_argument('--quick', action='store_true')
    parser.add_argument('--row', action='append', choices=[rows.__name__ for rows in ROWS])
    parser.add_argument('--save', action='store_true')
    options = parser.parse_args()
    lines = []

    def tell(line):
        lines.append(line)
        print(line, flush=True)

    failed = measure(options.row, 3 if options.quick else 21, tell)
    if options.save:
        (HERE / 'RESULTS.md').write_text('# Numbers\n\nPrinted by `./tests/bench/run --save`.\n\n' + '\n'.join(lines) + '\n',
                                         encoding='utf-8')
    print('\n'.join(failed), file=sys.stderr)
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
