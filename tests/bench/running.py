#!/usr/bin/env python3
"""`askglass run` against `script -qc`, both in a terminal that is read as fast as they write. Prints one JSON object.

    running.py ASKGLASS ROUNDS [MEGABYTES]
"""
import json
import os
import pty
import sys
import tempfile
import time

FLOOD = ('import os\nblock = b"".join(b"[%d] compiling file %d.c with -Werror\\n" % (i, i) for i in range(1700))[:65536]\n'
         'for _ in range({} * 16): os.write(1, block)')


def timed(words):
    """Seconds to the end, bytes that came, most memory in KB."""
    began = time.monotonic()
    pid, fd = pty.fork()
    if pid == 0:
        os.execvp(words[0], words)
    n_bytes = 0
    while True:
        try:
            got = os.read(fd, 1 << 20)
        except OSError:
            break
        if not got:
            break
        n_bytes += len(got)
    _, status, used = os.wait4(pid, 0)
    os.close(fd)
    if status:
        raise RuntimeError(f'{words}: {status}')
    return time.monotonic() - began, n_bytes, used.ru_maxrss


def main():
    askglass, rounds = sys.argv[1], int(sys.argv[2])
    megabytes = int(sys.argv[3]) if len(sys.argv) > 3 else 100
    with tempfile.TemporaryDirectory() as runtime:
        os.chmod(runtime, 0o700)
        os.environ['XDG_RUNTIME_DIR'] = runtime
        flood = f'{runtime}/flood.py'
        with open(flood, 'w', encoding='utf-8') as file:
            file.write(FLOOD.format(megabytes))
        quick, peer_quick, long, peer_long, memory = [], [], [], [], []
        for _ in range(rounds):
            quick.append(timed([askglass, 'run', '--', 'true'])[0] * 1000)
            peer_quick.append(timed(['script', '-qc', 'true', '/dev/null'])[0] * 1000)
        for _ in range(max(1, min(5, rounds // 4))):
            took, n_bytes, kb = timed([askglass, 'run', '--', 'python3', flood])
            long.append(took)
            memory.append(kb)
            took, peer_bytes, _ = timed(['script', '-qc', f'python3 {flood}', '/dev/null'])
            peer_long.append(took)
            assert abs(n_bytes - peer_bytes) < 1000, (n_bytes, peer_bytes)
        print(json.dumps({'ms': quick, 'script_ms': peer_quick, 's': long, 'script_s': peer_long, 'kb': memory}))


if __name__ == '__main__':
    main()
