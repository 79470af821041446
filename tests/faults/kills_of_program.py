"""kill -9 of Askglass itself: three commands of one person stream at a time, the first of them owning the history.

What a terminal showed is a promise: its question is on the disk from the first word on, its answer when the command
ended well, and what was shown more than a second before.
"""
import os
import shutil
import subprocess
import threading
import time

from engine_faults import Handler, Person, Server, case, delta, end, sse

WORDS = 60
BETWEEN_WORDS_S = 0.012


@case()
def streams(self, n, body):
    self.send_response(200)
    self.send_header('Content-Type', 'text/event-stream')
    self.send_header('Connection', 'close')
    self.close_connection = True
    self.end_headers()
    try:
        for number in range(WORDS):
            self.wfile.write(sse(delta(f'{number} '), done=False).encode())
            self.wfile.flush()
            time.sleep(BETWEEN_WORDS_S)
        self.wfile.write(sse(end()).encode())
    except OSError:
        pass  # it was killed


class Asker(threading.Thread):
    """One command, and what it showed when."""

    def __init__(self, person, nonce):
        super().__init__()
        self.nonce, self.shown = nonce, []
        self.process = subprocess.Popen([os.environ['ASKG_PROGRAM'], 'ask', f'{nonce} what is this'],
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL,
                                        env=person.env)
        self.start()

    def run(self):
        length = 0
        while chunk := os.read(self.process.stdout.fileno(), 65536):
            length += len(chunk)
            self.shown.append((length, time.monotonic()))
        self.process.wait()


class Program:
    """Askglass with an engine that takes its time."""

    def __init__(self):
        self.server = Server(('127.0.0.1', 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.person = Person(self.server.server_address[1])
        url = f'http://127.0.0.1:{self.person.port}/streams'
        assert self.person.run('engines', 'add', 'streams', url).returncode == 0
        assert self.person.run('engines', 'default', 'streams').returncode == 0
        self.data = self.person.folder / 'data/askglass'

    def kill_once(self, told, chance):
        """Returns the nonces of this run and when it was killed. The first started is killed first: it owns the history."""
        nonces = [f'p{chance.randrange(1 << 40):010x}' for _ in range(3)]
        askers = [Asker(self.person, nonce) for nonce in nonces]
        wait_until = time.monotonic() + 10
        patience = chance.choice((0, 0, 1, 20, 1000))  # pieces of the first that are waited for; the last: its end
        while patience and len(askers[0].shown) < patience and askers[0].is_alive() and time.monotonic() < wait_until:
            time.sleep(0.002)
        time.sleep(chance.uniform(0, 0.25))
        killed_at = time.monotonic()
        for asker in askers:
            asker.process.kill()
        for asker in askers:
            asker.join()
            asker.process.stdout.close()
            # A line end closes what ended well; before, each word is as the engine sent it.
            text_length = len(''.join(f'{n} ' for n in range(WORDS)))
            if asker.shown:
                told.begun.add(asker.nonce)
                told.shown[asker.nonce] = [(min(length, text_length - 1), at) for length, at in asker.shown]
            if asker.process.returncode == 0:
                told.ended[asker.nonce] = text_length
        return set(nonces), killed_at

    def start_again(self):
        """Seconds until the next command has used the history that the kill left."""
        began = time.monotonic()
        done = self.person.run('search', 'xyzzy')
        assert done.returncode == 1, f"the history cannot be used: {done}"
        return time.monotonic() - began

    def close(self):
        self.server.shutdown()
        shutil.rmtree(self.person.folder)
