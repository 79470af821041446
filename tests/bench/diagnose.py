#!/usr/bin/env python3
"""`askglass diagnose` of long outputs, as files. Prints one JSON object: milliseconds by kind of output and length.

    diagnose.py ASKGLASS ROUNDS
"""
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MEGABYTES = (10, 20)


def build():
    """A build of many files, with a warning here and there; one breaks in the middle."""
    for number in range(10 ** 6):
        yield (f'[{number}/99999] gcc -Isrc -Iinclude -Wall -Wextra -O2 -g -MD -o obj/quay{number}.o -c src/quay{number}.c '
               f'-DPACKAGE_VERSION=1.2.3 -D_GNU_SOURCE -fdiagnostics-color=always\n')
        if number % 40 == 39:
            yield (f'\x1b[01m\x1b[Ksrc/quay{number}.c:{number % 900 + 1}:9:\x1b[m\x1b[K \x1b[01;35m\x1b[Kwarning: \x1b[m\x1b[Kunused variable '
                   f'‘tide{number}’ [-Wunused-variable]\n  {number % 900 + 1} |     int tide{number};\n      |         ^~~~~~~~\n')
        if number == 30000:
            yield 'src/harbor.c:12:3: error: too few arguments to function ‘moor’\n'


def errors():
    """A compiler that never stops: every second line is an error."""
    for number in range(10 ** 6):
        yield f'src/quay{number % 500}.c:{number % 900 + 1}:9: error: ‘tide{number}’ undeclared (first use in this function)\n'
        yield f'  {number % 900 + 1} |     moor (tide{number}, &harbor->quays[{number}], MOOR_FAST);\n'


def log():
    """Of a service: a trace now and then, and lines that speak of errors without being one."""
    for number in range(10 ** 6):
        yield (f'2026-03-04T10:{number // 60 % 60:02}:{number % 60:02}.{number % 1000:03}Z INFO harbor.quay request id={number:08x} '
               f'path=/v1/tides/{number} status=200 errors=0 took={number % 97}ms retries=0\n')
        if number % 500 == 499:
            yield ('Traceback (most recent call last):\n  File "/srv/harbor/quay.py", line 41, in moor\n    tide = tides[name]\n'
                   f"KeyError: 'quay{number}'\n")


def write(lines, path, n_bytes):
    with open(path, 'wb') as file:
        while n_bytes > 0:
            line = next(lines).encode()
            file.write(line)
            n_bytes -= len(line)


def timed_ms(*words):
    began = time.perf_counter()
    subprocess.run(words, stdout=subprocess.DEVNULL, check=True)
    return (time.perf_counter() - began) * 1000


def main():
    askglass, rounds, said = sys.argv[1], int(sys.argv[2]), {}
    with tempfile.TemporaryDirectory() as folder:
        for make in build, errors, log:
            samples = said[{'build': 'a build', 'errors': 'errors without end', 'log': 'a log of a service'}[make.__name__]] = {}
            paths = {f'{n} MB': f'{folder}/{n}.log' for n in MEGABYTES}
            for n, path in zip(MEGABYTES, paths.values()):
                write(make(), path, n * 10 ** 6)
            for number in range(-1, rounds):
                took = {name: timed_ms(askglass, 'diagnose', '--json', '--folder', folder, path) for name, path in paths.items()}
                took['grep'] = timed_ms('grep', '-c', 'error', next(iter(paths.values())))
                for name, ms in took.items():
                    if number >= 0:
                        samples.setdefault(name, []).append(ms)
            for path in paths.values():
                Path(path).unlink()
    print(json.dumps(said))


if __name__ == '__main__':
    main()
