"""Whether speech is found in noise, what is taken for it, and whether a pause is: a table, and what must hold of it.

Sampled; ASKGLASS_TESTS_ALL=1 takes ten times as much."""
import os
import shutil
import struct
import subprocess
import sys

import numpy

from sounds import RATE_HZ, as_loud_as, noises, pairs, people, utterances

JUDGE = os.environ['ASKG_JUDGE_SPEECH']
ALL = 'ASKGLASS_TESTS_ALL' in os.environ
N_UTTERANCES = 120 if ALL else 12
N_PAIRS = 30 if ALL else 10
NOISE_S = 300 if ALL else 60
LEAD_S = 3.0
SNRS_DB = 20, 10, 5
STEADY = 'white', 'pink', 'hum'
SKIPPED = 77


def judge(clips, patience_ms=500, rule=(3, 4)):
    """The edges of each clip, [(“B” or “E”, seconds)], and the microseconds a frame took."""
    given = b''.join(struct.pack('<I', len(clip)) + numpy.clip(clip, -32768, 32767).astype('<i2').tobytes() for clip in clips)
    done = subprocess.run([JUDGE, str(RATE_HZ), str(patience_ms), *map(str, rule)], input=given, capture_output=True, check=True)
    return [[(word[:1].decode(), int(word[1:]) / 1000) for word in line.split()] for line in done.stdout.splitlines()], \
        float(done.stderr)


def spans(edges, end_s):
    """From when to when somebody was taken to speak."""
    found, began = [], None
    for edge, at in edges:
        if edge == 'B':
            began = at
        elif began is not None:
            found.append((began, at))
            began = None
    return found + ([(began, end_s)] if began is not None else [])


def in_noise(said, noise, snr_db):
    n = len(said) + int((LEAD_S + 2) * RATE_HZ)
    start = int(LEAD_S * RATE_HZ)
    clip = as_loud_as(noise, snr_db)[:n].copy()
    clip[start:start + len(said)] += said
    return clip


def percent(n, of):
    return 100 * n / max(of, 1)


def at_rank(values, rank):
    return sorted(values)[min(int(len(values) * rank), len(values) - 1)] if values else float('nan')


def measure_finding(said, noise, snr_db):
    """Missed, already on, share of speech that is lost, milliseconds to the onset and to the end beyond the patience."""
    edges, _ = judge([in_noise(one, numpy.roll(noise, -k * 7919 * 13), snr_db) for k, one in enumerate(said)])
    missed = already = 0
    onsets, ends, lost = [], [], []
    for one, found in zip(said, edges):
        start, end = LEAD_S, LEAD_S + len(one) / RATE_HZ
        within = [(a, b) for a, b in spans(found, end + 2) if a < end and b > start]
        missed += not within
        already += any(a < start - 0.05 for a, _ in within)
        heard = sum(min(b, end) - max(a, start) for a, b in within)
        lost.append(1 - heard / (end - start))
        if within and within[0][0] >= start:
            onsets.append(1000 * (within[0][0] - start))
        if within and within[-1][1] < end + 2:
            ends.append(1000 * (within[-1][1] - end - 0.5))
    return percent(missed, len(said)), percent(already, len(said)), 100 * sum(lost) / len(lost), onsets, ends


def measure_noise(noise):
    (edges,), cost_us = judge([as_loud_as(noise, 10)])
    on = spans(edges, len(noise) / RATE_HZ)
    minutes = len(noise) / RATE_HZ / 60
    return len(on) / minutes, percent(sum(b - a for a, b in on), minutes * 60), cost_us


def measure_cut_ins(noise, snr_db, pause_ms):
    """Of pauses in mid-sentence, those taken for the end, in percent."""
    said = pairs(N_PAIRS)
    clips = [in_noise(numpy.concatenate([a, numpy.zeros(pause_ms * RATE_HZ // 1000), b]), numpy.roll(noise, -k * 9973), snr_db)
             for k, (a, b) in enumerate(said)]
    cut = 0
    for (a, b), edges in zip(said, judge(clips, patience_ms=700)[0]):
        begin, last = LEAD_S + len(a) / RATE_HZ, LEAD_S + (len(a) + len(b)) / RATE_HZ + pause_ms / 1000
        cut += any(edge == 'E' and begin - 0.3 < at < last for edge, at in edges)
    return percent(cut, N_PAIRS)


def main():
    if not shutil.which('espeak-ng'):
        print('skipped: espeak-ng is not installed')
        sys.exit(SKIPPED)
    kinds, said = noises(NOISE_S), utterances(N_UTTERANCES)
    failed = []

    def must(what, is_so):
        if not is_so:
            failed.append(what)

    print('noise      missed % 20 / 10 / 5 dB   already on %   lost speech % 10 / 5   onset ms p50 / p90   false starts a minute, time on')
    for kind, noise in kinds.items():
        rows = {snr_db: measure_finding(said, noise, snr_db) for snr_db in SNRS_DB}
        starts, share, cost_us = measure_noise(noise)
        onsets = rows[10][3]
        print(f'{kind:10} {rows[20][0]:6.0f} {rows[10][0]:4.0f} {rows[5][0]:4.0f}          '
              f'{rows[20][1]:3.0f} {rows[10][1]:3.0f} {rows[5][1]:3.0f}      {rows[10][2]:6.0f} {rows[5][2]:4.0f}        '
              f'{at_rank(onsets, .5):7.0f} {at_rank(onsets, .9):5.0f}          {starts:5.1f}  {share:4.1f} %')
        must(f'{kind}: speech is missed at 20 dB', rows[20][0] == 0)
        must(f'{kind}: speech is missed at 10 dB', rows[10][0] == 0)
        must(f'{kind}: it is taken for a voice', share <= 5 and (kind not in STEADY or starts == 0))
        if kind in STEADY:
            must(f'{kind}: who speaks is noticed late', at_rank(onsets, .5) <= 100 and at_rank(onsets, .9) <= 200)
    if heard := people():
        for kind, snr_db in ('white', 40), ('pink', 10), ('babble', 10), ('music', 10):
            missed, already, lost, onsets, _ = measure_finding(heard, kinds[kind], snr_db)
            print(f'{len(heard)} people, {kind} {snr_db} dB: missed {missed:.0f} %, already on {already:.0f} %, lost {lost:.0f} %, '
                  f'onset {at_rank(onsets, .5):.0f} / {at_rank(onsets, .9):.0f} ms')
            must(f'people are missed in {kind}', missed == 0)
    print(f'a frame takes {cost_us:.1f} us')

    print('cut-ins at 700 ms, % of pauses of  300  400  500  600 ms')
    for name, kind, snr_db in ('clean', 'white', 50), ('pink 10 dB', 'pink', 10):
        cut = {pause_ms: measure_cut_ins(kinds[kind], snr_db, pause_ms) for pause_ms in (300, 400, 500, 600)}
        print(f'{name:33}', *(f'{share:4.0f}' for share in cut.values()))
        must(f'pauses are taken for the end ({name})', max(cut[ms] for ms in (300, 400, 500)) < 5)
    print('\n'.join(f'FAILED {what}' for what in failed) or 'ok')
    sys.exit(1 if failed else 0)


if __name__ == '__main__':
    main()
