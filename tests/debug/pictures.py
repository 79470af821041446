#!/usr/bin/python3
"""Broken programs of which there is a screenshot alone: what a terminal shows is drawn, read, and understood.

    tests/debug/pictures.py build/app/askglass                     a few of them, each in one way
    tests/debug/pictures.py build/app/askglass --every 1           each in one way; with --ways 4 in all of them
    tests/debug/pictures.py build/app/askglass --keep FOLDER gcc   these, and what was written and drawn stays in FOLDER

A way is a size and a theme: 12 and 16 px, light and dark; the fonts take turns. A screen has 50 rows. Where the last one does not
tell what is wrong, it is scrolled up to the one that does, as a person would; an output that no screen of it tells is left out.
Right is what leads with the file and the line.
"""
import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

from broken import COLUMNS, PROGRAMS, Program, laid_out, run_in_terminal, understand
from screen import Screen, draw

ROWS = 50
WAYS = [(size_px, theme) for size_px in (12, 16) for theme in ('light', 'dark')]
FONTS = ('DejaVu Sans Mono', 'JetBrains Mono')
SAMPLE = ('bash-syntax', 'gcc-missing-semicolon', 'python-attribute-none', 'make-missing-separator')


def leads_with(told):
    root = told['diagnostics'][0] if told['diagnostics'] else {'file': None, 'line': None}
    return root['file'], root['line'] or 0


def is_right(program, told):
    return bool(told['diagnostics']) and leads_with(told) == (program.file, program.line)


def find_view(askglass, program, screen, folder, env):
    """The rows from the end that tell it to who reads every letter; None where there are none."""
    end = len(screen.lines())
    while end > 0:
        first = max(0, end - ROWS)
        if is_right(program, understand(askglass, screen.text(first, end).encode(), folder, env)):
            return first, end
        end = end - ROWS // 2 if first > 0 else 0
    return None


def read_picture(askglass, path, folder, env):
    told = subprocess.run([askglass, 'diagnose', '--json', '--folder', folder, path], env=env | {'PATH': '/usr/bin:/bin'},
                          capture_output=True, timeout=60, check=True)
    return json.loads(told.stdout)


def try_ways(askglass, program, ways, keep):
    """Of each way whether it was right, and what it led with; None of a program that is left out."""
    with laid_out(program, keep and keep / program.name) as (folder, env):
        screen = Screen(COLUMNS)
        screen.feed(run_in_terminal(program.command, folder, env))
        view = find_view(askglass, program, screen, folder, env)
        if view is None:
            return None
        found = []
        if keep:
            (folder.parent / 'screen.txt').write_text(screen.text(*view), encoding='utf-8')
        for number in ways:
            size_px, theme = WAYS[number % len(WAYS)]
            path = folder.parent / f'{size_px}-{theme}.png'
            draw(screen.lines()[slice(*view)], COLUMNS, FONTS[number // len(WAYS) % len(FONTS)], size_px, theme, path)
            told = read_picture(askglass, path, folder, env)
            found.append((path.stem, is_right(program, told), leads_with(told)))
        return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('askglass', type=os.path.abspath)
    parser.add_argument('names', nargs='*')
    parser.add_argument('--every', type=int, default=1 if os.environ.get('ASKGLASS_TESTS_ALL') else 0)
    parser.add_argument('--ways', type=int, default=4 if os.environ.get('ASKGLASS_TESTS_ALL') else 1)
    parser.add_argument('--keep', type=Path)
    parser.add_argument('--share', type=float, default=0.9, help='that must be right')
    options = parser.parse_args()
    right, n, left_out = {}, {}, 0
    chosen = [path for path in sorted(PROGRAMS.glob('*.txt'))
              if (any(path.stem.startswith(name) for name in options.names) if options.names else options.every or path.stem in SAMPLE)]
    for number, path in enumerate(chosen[::max(1, options.every)]):
        program = Program(path)
        if missing := program.missing():
            print(f'skipped {program.name}: no {", ".join(missing)}')
            continue
        found = try_ways(options.askglass, program, [number + i for i in range(options.ways)], options.keep)
        left_out += found is None
        for way, is_well, led in found or ():
            n[way] = n.get(way, 0) + 1
            right[way] = right.get(way, 0) + is_well
            if not is_well:
                print(f'wrong   {program.name} {way}: {led[0]}:{led[1]} instead of {program.file}:{program.line}', flush=True)
    for way in sorted(n):
        print(f'{way}: {right[way]} of {n[way]}')
    n_all, n_right = sum(n.values()), sum(right.values())
    print(f'{n_right} of {n_all} pictures lead with the right file and line ({100 * n_right / max(1, n_all):.1f} %); '
          f'{left_out} programs are told by no screen')
    sys.exit(0 if n_all and n_right >= options.share * n_all else 1)


if __name__ == '__main__':
    main()
