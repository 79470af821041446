"""An hour of hands-free talk, or as long as is said: audio-session tests/sound/talk_for_long.py [MINUTES]. Not part of a test run.

A row a few minutes: what each process of it holds in memory, how long after the end of a question its answer sounds (both on
one clock: what the clocks drift apart would be in it), and how often it broke off. Status 1 when a bar is missed.
"""
import os
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path

import numpy

from listening import Recording
from speaking import FOLDER, RIG, Person, Playing, check, read_wav, room, write_wav
from talking import QUESTION, Live, Talk, hang_up, loudness

ROW_S = 120
MEASURED = 7        # turns a row
FILLED = 4          # rows
PATIENCE_S = 20
LEAST_ANSWERED = 0.97
MOST_DRIFT_MS = 40
MOST_GROWTH = 1.1   # of what it held when it had talked for a while
MOST_GAPS = 3       # a minute of what is heard
SHORTEST_GAP_MS, SHORTEST_PAUSE_MS = 5, 800


def pss_kib(pid):
    return int(re.search(r'^Pss: +(\d+)', Path(f'/proc/{pid}/smaps_rollup').read_text(), re.M)[1])


def family(pid):
    """(pid, name) of it and of what it started."""
    yield pid, os.path.basename(os.readlink(f'/proc/{pid}/exe')).split(' ')[0]
    for child in subprocess.run(['pgrep', '-P', str(pid)], capture_output=True, text=True).stdout.split():
        yield from family(int(child))


def memory_kib(talk):
    held = {}
    for pid, name in family(talk.process.pid):
        held[name] = held.get(name, 0) + pss_kib(pid)
    return held


def gaps(sound, rate_hz):
    """How often it is silent within an answer, which is a tone."""
    sounds = numpy.flatnonzero(sound)
    silent_ms = numpy.diff(sounds) * 1000 / rate_hz
    return int(((silent_ms >= SHORTEST_GAP_MS) & (silent_ms < SHORTEST_PAUSE_MS)).sum())


def delays_ms(path):
    """Of each answer, on the recording's clock: from the end of what was said to its first sound."""
    both = [loudness(side, rate_hz) > 400 for side, rate_hz in (read_wav(path), read_wav(path, 1))]
    found, end, is_answered = [], None, True
    for at, (is_said, is_played) in enumerate(zip(*both)):
        if is_said:
            end, is_answered = at, False
        elif is_played and end is not None and not is_answered:
            found.append((at - end) * 10)
            is_answered = True
    return found


def noise_of_a_room(minutes):
    """All the time: of a microphone that gives nothing but zeros it is known that it is off."""
    path = write_wav(FOLDER / 'room.wav', room(60))
    return subprocess.Popen([RIG / 'mic-play', *[path] * (int(minutes) + 3)], stderr=subprocess.DEVNULL)


def ask(talk):
    """Returns whether it was answered: on a machine that does other things, too, what is played into the microphone may get stuck."""
    n = len(talk.events('answered'))
    with Playing(numpy.concatenate([QUESTION, room(0.3)])):
        try:
            talk.wait_for_answers(n + 1, PATIENCE_S)
        except AssertionError:
            return False
        talk.wait_for('listening', after=len(talk.states()) - 1, seconds=20)
    return True


def talk_on(talk, minutes):
    began, n, n_answered = time.monotonic(), 0, 0
    while time.monotonic() - began < minutes * 60:
        row_began = time.monotonic()
        with Recording(FOLDER / 'row.wav') as recording:
            for n in range(n + 1, n + 1 + MEASURED):
                n_answered += ask(talk)
        delays = delays_ms(recording.path)
        said, heard = (read_wav(recording.path, side) for side in (0, 1))
        while time.monotonic() - row_began < ROW_S:
            n += 1
            n_answered += ask(talk)
        row = {'minute': (time.monotonic() - began) / 60, 'turns': n, 'answered': n_answered, 'memory': memory_kib(talk),
               'delay': statistics.median(delays) if delays else None, 'delays': delays,
               'gaps': gaps(*heard) * 60 / recording.heard_s(), 'gaps_said': gaps(*said)}
        print(f'{row["minute"]:5.1f} min, {n_answered} of {n} answered, PSS KiB {row["memory"]}, answer after {row["delay"]} ms {sorted(delays)}, '
              f'{row["gaps"]:.1f} gaps a minute of what is heard ({row["gaps_said"]} in the microphone)', flush=True)
        yield row


def main():
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 60
    person = Person()
    noise = noise_of_a_room(minutes)
    with Live(person, 'x'):
        talk = Talk(person, '--hands-free')
        talk.wait_for('listening')
        rows = list(talk_on(talk, minutes))
        broken = [event['turn']['state'] for event in talk.events('answered') if event['turn']['state'] != 'done']
        hang_up(talk)
    noise.terminate()
    noise.wait(timeout=10)
    n = max(1, len(rows) // 4)
    filled = FILLED if len(rows) > 2 * FILLED else 1 # the latest minutes of sound are held
    early, late = rows[filled:filled + n] or rows, rows[-n:]
    drift = statistics.median(row['delay'] for row in late) - statistics.median(row['delay'] for row in early)
    held = lambda rows, name: statistics.median(row['memory'][name] for row in rows)
    growth = {name: held(late, name) / held(early, name) for name in early[0]['memory']}
    lost = statistics.median(row['gaps'] for row in rows)
    print(f'drift {drift:+.0f} ms, memory {growth}, {lost:.1f} gaps a minute, {rows[-1]["answered"]} of {rows[-1]["turns"]} answered')
    check(abs(drift) <= MOST_DRIFT_MS, 'it drifts')
    check(all(value <= MOST_GROWTH for value in growth.values()), 'memory grows')
    check(lost <= MOST_GAPS, 'what is heard has gaps')
    check(not broken and rows[-1]['answered'] >= LEAST_ANSWERED * rows[-1]['turns'], broken)


if __name__ == '__main__':
    main()
