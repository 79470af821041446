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


def most_memory_kb(pid):
    """As long as it lives: what is told afterwards counts the memory of who started it, too."""
    try:
        with open(f'/proc/{pid}/status', encoding='ascii') as status:
            return next((int(line.split()[1]) for line in status if line.startswith('VmHWM:')), 0)
    except OSError:
        return 0


def timed(words):
    """Seconds to the end, bytes that came, most memory in KB."""
    began = time.monotonic()
    pid, fd = pty.fork()
    if pid == 0:
        os.execvp(words[0], words)
    n_bytes = n_reads = kb = 0
    while True:
        n_reads += 1
        if n_reads % 200 == 0:
            kb = most_memory_kb(pid)
        try:
            got = os.read(fd, 1 << 20)
        except OSError:
            break
        if not got:
            break
        n_bytes += len(got)
    _, status = os.waitpid(pid, 0)
    os.close(fd)
    if status:
        raise RuntimeError(f'{words}: {status}')
    return time.monotonic() - began, n_bytes, kb


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
