#!/usr/bin/env python3
"""What a spoken conversation costs, inside tests/rigs/sound: a JSON line a row. How long and how often: its argument."""
import json
import os
import random
import sys
import time
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / 'sound'))

from barge import MIC_HZ, Echo, Nothing, chirp, converse, make_person, make_reply, measure, percentile  # noqa: E402
from helper import KEPT, Helper, Monitor, tone  # noqa: E402
from speaking import Playing, room  # noqa: E402

LONG = {'first': 100, 'utterances': 50, 'echo_runs': 3, 'alone_s': 600, 'cuts': 500, 'idle_s': 30, 'hour_s': 3600}
SHORT = {'first': 15, 'utterances': 8, 'echo_runs': 1, 'alone_s': 30, 'cuts': 25, 'idle_s': 10, 'hour_s': 40}
CLOCK_HZ = os.sysconf('SC_CLK_TCK')


def tell(what, value, unit, bar, samples, note=''):
    print(json.dumps({'what': what, 'ours': value, 'unit': unit, 'bar': bar, 'samples': samples, 'note': note}), flush=True)


def first_byte(n):
    """From the first samples of a reply to its sound, the loudspeaker asleep."""
    took = []
    dice = random.Random(2)
    with Helper('askglass-play', '--replies') as helper, Monitor() as monitor:
        helper.say('r')
        time.sleep(1)
        for _ in range(n):
            monitor.first = None
            begun = time.monotonic()
            helper.begin(tone(700, 0.3))
            time.sleep(dice.uniform(0.3, 0.4))
            if monitor.first is not None:
                took.append((monitor.first - begun) * 1000)
            helper.cut()
            time.sleep(dice.uniform(0.2, 0.3))
    note = 'upper bound: the ear adds up to 10 ms'
    tell('first byte of a reply to sound', median(took), 'ms', 60, len(took), note)
    tell('the same, p95', percentile(took, 0.95), 'ms', 100, len(took), note)


def barge_in(n, echo_db, run):
    reply, (sound, onsets), mark = make_reply(), make_person(n, seed=7 + run), chirp()
    sound[:len(mark)] += mark
    record = KEPT / f'barge-in-{"headset" if echo_db is None else "echo"}-{run}.wav'
    with Nothing() if echo_db is None else Echo(echo_db):
        converse(int(len(sound) / MIC_HZ) + 2, reply, record, sound)
    return measure(record, sound, onsets, reply, mark)


def tell_barge_in(name, found, bars):
    for what, which, part, bar in bars:
        times = [2000 if one[which] is None else one[which] for one in found]
        tell(f'speech over a reply to {what}, {name}, p{part * 100:.0f}', percentile(times, part), 'ms', bar, len(times),
             'from the first sample within 30 dB of the loudest, in the microphone, to the monitor')


def self_interruptions(seconds):
    with Echo(-10):
        told, _, _ = converse(seconds, make_reply(60), KEPT / 'alone-with-its-echo.wav')
    for what, how in ('stopped', 'interrupted'), ('softened', 'ducked'):
        n = sum(one[1] == how for one in told)
        tell(f'replies {what} by their own echo', n, f'in {seconds} s', 0 if what == 'stopped' else 999, seconds, '-10 dB; no bar for softened')
    states = [one for one in told if one[1] == 'echo']
    deaf = sum(after[0] - one[0] for one, after in zip(states, [*states[1:], told[-1]]) if one[2] == '2')
    tell('of that time nobody was listened to', 100 * deaf / seconds, '%', 5, seconds, 'half duplex')


def cuts(n):
    from test_reply import replies_after_cuts
    for words in ('askglass-play', '--replies'), ('askglass-hear', '16000'):
        with Helper(*words) as helper:
            time.sleep(0.5)
            silent, late = replies_after_cuts(helper, n)
        tell(f'replies that do not sound after a cut, {words[0]}', silent, f'of {n}', 0, n)
        tell(f'cut to silence, {words[0]}, p50', median(late) * 1000, 'ms', 60, n)


def spent_s(pid):
    fields = Path(f'/proc/{pid}/stat').read_text().rsplit(')', 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / CLOCK_HZ


def listening(seconds):
    with Helper('askglass-hear', '16000') as helper, Playing(room(seconds + 3)):
        time.sleep(1.5)
        before = spent_s(helper.process.pid)
        time.sleep(seconds)
        share = 100 * (spent_s(helper.process.pid) - before) / seconds
    tell('processor while listening, nothing is played', share, '% of a core', 6, 1, 'askglass-hear; the light off: no process')


def kept_kb(pid):
    return next(int(line.split()[1]) for line in Path(f'/proc/{pid}/smaps_rollup').read_text().splitlines() if line.startswith('Pss:'))


def hour(seconds):
    """Replies, cuts and a microphone: what grows, and what drifts."""
    with Helper('askglass-hear', '16000') as helper, Playing(room(seconds + 20)):
        time.sleep(3)
        began, at = time.monotonic(), max(helper.glanced, default=0)
        first_kb = None
        while time.monotonic() - began < seconds:
            helper.begin(tone(700, 2))
            time.sleep(1.5)
            helper.cut()
            time.sleep(0.5)
            helper.heard.clear()
            if first_kb is None and time.monotonic() - began > min(60, seconds / 3):
                first_kb = kept_kb(helper.process.pid)
        now, until = time.monotonic(), max(helper.glanced, default=0)
        grown = kept_kb(helper.process.pid) - first_kb
        drift = abs((until - at) / 16000 - (now - began)) * 1000
    tell(f'memory that {seconds} s of talk leave behind', grown, 'kB', 1024, 1)
    tell(f'drift of the microphone against the clock in {seconds} s', drift, 'ms', 40, 1)


if __name__ == '__main__':
    how = SHORT if sys.argv[1] == 'short' else LONG
    parts = sys.argv[2:]
    if not parts or 'first' in parts:
        first_byte(how['first'])
    if not parts or 'headset' in parts:
        tell_barge_in('headset', barge_in(how['utterances'], None, 0), (('silence', 1, 0.5, 80), ('silence', 1, 0.95, 150)))
    if not parts or 'echo' in parts:
        found = [one for run in range(how['echo_runs']) for one in barge_in(how['utterances'], -10, run)]
        tell_barge_in('echo at -10 dB', found, (('12 dB less', 0, 0.95, 200), ('silence', 1, 0.5, 200), ('silence', 1, 0.95, 300)))
    if not parts or 'alone' in parts:
        self_interruptions(how['alone_s'])
    if not parts or 'cuts' in parts:
        cuts(how['cuts'])
    if not parts or 'listening' in parts:
        listening(how['idle_s'])
    if not parts or 'hour' in parts:
        hour(how['hour_s'])
