"""The overlay asks a real llama-server about a region of the screen: brings the server, and a session without a screen."""
import os
import socket
import subprocess
import sys
from pathlib import Path

from kit import Served, models, move_to_own_network, write_program

ROOT = Path(__file__).parents[2]


def usual_port():
    """One that is looked at when somebody looks for servers, unless it is taken here."""
    with socket.socket() as taken:
        return [] if taken.connect_ex(('127.0.0.1', 9931)) == 0 else ['-a', '--port', '-a', '9931']


def main():
    folder = models()
    move_to_own_network()
    with Served('start-llama-server', *usual_port()) as server:
        program = Path(os.environ['ASKG_SHOTS']) / 'bin/llama-server'
        write_program(program)
        env = {**os.environ, 'ASKGLASS_LLAMA_URL': server.url, 'ASKGLASS_LLAMA_MODELS': str(folder),
               'PATH': f'{program.parent}:{os.environ["PATH"]}'}
        return subprocess.run([ROOT / 'tests/rigs/desktop/x11-session', '--size', '1440x900', '--', sys.executable,
                               ROOT / 'tests/desktop/flows/test_model.py', *sys.argv[1:]], env=env).returncode


if __name__ == '__main__':
    sys.exit(main())
