"""What lies on the disk is for its owner alone, and keys are nowhere but where they belong.

Each row has a person of its own, with an engine that wants a key; asked through the command line, under a mask that
hides nothing and one that hides all.
"""
import os
import resource
import signal
import stat
import subprocess
import sys
import threading
import time

from engine_faults import ASKGLASS, Handler, Person, Server, case, delta, end, fail, sse

KEY = 'sk-canary-4f1c09d7e2ab46618c'
SENTENCE = 'what-is-zebra-hyphen-quokka'
SAMPLE_S = 0.02
STORAGE = 5


@case()
def keyed(self, n, body):
    self.headers.get('Authorization') == f'Bearer {KEY}' or fail('the key was not used')
    self.say(sse(delta('Good day.'), end()))


@case()
def slow(self, n, body):
    self.send_response(200)
    self.send_header('Content-Type', 'text/event-stream')
    self.end_headers()
    try:
        for _ in range(100):
            self.wfile.write(sse(delta('word '), done=False).encode())
            self.wfile.flush()
            time.sleep(0.05)
    except OSError:
        pass


def forms(secret):
    """As it could be written somewhere."""
    import base64
    plain = secret.encode()
    return [plain, base64.b64encode(plain)[:-4], plain.hex().encode(), secret.encode('utf-16-le')]


class Watch(threading.Thread):
    """Looks every 20 ms at what all processes of one person show to others."""

    def __init__(self, person, secrets):
        super().__init__(daemon=True)
        self.home, self.secrets = f'HOME={person.folder}'.encode(), [f for s in secrets for f in forms(s)]
        self.seen, self.found, self.is_over = set(), [], False

    def look(self):
        for pid in filter(str.isdigit, os.listdir('/proc')):
            try:
                with open(f'/proc/{pid}/environ', 'rb') as file:
                    environ = file.read()
                if self.home not in environ.split(b'\0'):
                    continue
                with open(f'/proc/{pid}/cmdline', 'rb') as file:
                    cmdline = file.read()
            except OSError:
                continue
            self.seen.add(os.path.basename(cmdline.split(b'\0')[0]).decode())
            self.found += [(pid, cmdline) for secret in self.secrets if secret in cmdline or secret in environ]

    def run(self):
        while not self.is_over:
            self.look()
            time.sleep(SAMPLE_S)

    def end(self):
        self.is_over = True
        self.join()


def files_of(person):
    for top, folders, files in os.walk(person.folder):
        for name in folders + files:
            yield os.path.join(top, name)


def check_modes(person):
    """Everything below the folders that Askglass made in the person's own."""
    n = 0
    for place in 'data', 'config', 'cache', 'run':
        base = person.folder / place / 'askglass'
        for path in [base, *base.rglob('*')] if base.exists() else []:
            mode = path.lstat().st_mode
            wanted = 0o700 if stat.S_ISDIR(mode) else 0o600
            stat.S_IMODE(mode) == wanted or fail(f'{path} is {stat.S_IMODE(mode):o}, not {wanted:o}')
            n += 1
    n > 5 or fail(f'only {n} files and folders')
    return n


def asked_once(person, mask):
    """A key in a file that the person agreed to, an engine that wants it, a question that nobody else may read."""
    (person.folder / 'key').write_text(KEY + '\n')
    os.chmod(person.folder / 'key', 0o600)
    watch = Watch(person, [KEY, SENTENCE])
    watch.start()

    def run(*words, given=None):
        return subprocess.run([ASKGLASS, *words], capture_output=True, text=True, env=person.env, cwd=person.folder,
                              umask=mask, timeout=60, input=given)
    added = run('engines', 'add', 'keyed', f'http://127.0.0.1:{person.port}/keyed', '--key-file', 'key', given='yes\n')
    added.returncode == 0 or fail(f'cannot be added: {added.stderr}')
    done = run('ask', '--engine', 'keyed', '-', given=SENTENCE)
    done.returncode == 0 or fail(f'{done.returncode}: {done.stderr}')
    run('capture', '--screen', '-o', 'picture.png')
    run('doctor')
    watch.end()
    'askglass' in watch.seen or fail(f'nobody was watched: {watch.seen}')
    not watch.found or fail(f'shown to everybody: {watch.found[:3]}')
    return done


def test_modes_and_canaries(port, report):
    for mask in 0, 0o077:
        person = Person(port)

        def modes(person=person, mask=mask):
            asked_once(person, mask)
            print(f'  {check_modes(person)} files and folders looked at')

        def nowhere_else(person=person):
            """The key in its file alone; the question in the history alone."""
            homes = {KEY: ('key', 'config/askglass/keys/'), SENTENCE: ('data/askglass/askglass.db',)}
            for secret, allowed in homes.items():
                for path in files_of(person):
                    name = os.path.relpath(path, person.folder)
                    if os.path.isfile(path) and not os.path.islink(path) and not name.startswith(allowed):
                        with open(path, 'rb') as file:
                            content = file.read()
                        for form in forms(secret):
                            form not in content or fail(f'“{secret}” is in {name}')
        report(f'files are for their owner alone, umask {mask:03o}', modes)
        report(f'the key and the question are nowhere else, umask {mask:03o}', nowhere_else)


def test_folders_that_are_not_private(port, report):
    def refused(change, *words):
        def row():
            person = Person(port)
            folder = person.folder / 'data/askglass'
            folder.mkdir(parents=True, mode=0o700)
            change(folder)
            done = person.run('ask', 'what can you do?')
            done.returncode == STORAGE or fail(f'exit code {done.returncode}: {done.stderr}')
            len(done.stderr.splitlines()) == 1 or fail(f'not one sentence: {done.stderr}')
            for word in words:
                word in done.stderr or fail(f'does not say “{word}”: {done.stderr}')
            not list(folder.glob('*')) or fail('something was written there')
        return row

    def link(folder):
        folder.rename(folder.with_name('elsewhere'))
        folder.symlink_to(folder.with_name('elsewhere'))

    report('a folder that a group may write to', refused(lambda folder: folder.chmod(0o770), 'chmod 700'))
    report('a folder that all may write to', refused(lambda folder: folder.chmod(0o777), 'chmod 700'))
    report('a link in place of the folder', refused(link, 'link'))
    if os.geteuid() == 0:
        report('a folder of somebody else', refused(lambda folder: os.chown(folder, 65534, 65534), 'not a folder of yours'))

    def closed():
        person = Person(port)
        folder = person.folder / 'data/askglass'
        folder.mkdir(parents=True)
        folder.chmod(0o755)
        person.run('ask', 'what can you do?').returncode == 0 or fail('it is not used')
        stat.S_IMODE(folder.stat().st_mode) == 0o700 or fail('it stays open')
    report('a folder that all may read is closed to them', closed)


def test_no_core_file(port, report):
    def row():
        person = Person(port)
        person.run('engines', 'add', 'slow', f'http://127.0.0.1:{port}/slow')
        asker = subprocess.Popen([ASKGLASS, 'ask', '--engine', 'slow', SENTENCE], env=person.env, cwd=person.folder,
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                 preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, resource.getrlimit(resource.RLIMIT_CORE)[1:] * 2))
        os.read(asker.stdout.fileno(), 10)
        with open(f'/proc/{asker.pid}/limits', encoding='utf-8') as file:
            limits = [line.split()[4:6] for line in file if line.startswith('Max core file size')]
        with open(f'/proc/{asker.pid}/coredump_filter', encoding='utf-8') as file:
            kept = int(file.read(), 16)
        asker.send_signal(signal.SIGSEGV)
        asker.communicate(timeout=20)
        asker.returncode == -signal.SIGSEGV or fail(f'it ended with {asker.returncode}')
        limits == [['0', '0']] or fail(f'a core may have {limits}')
        kept == 0 or fail(f'a core would hold {kept:x}')
        not [path for path in files_of(person) if os.path.basename(path).startswith('core')] or fail('there is a core file')
        person.run('search', SENTENCE).returncode == 0 or fail('the question is lost')
    report('a crash leaves no core file', row)


def main():
    server = Server(('127.0.0.1', 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    failed = 0

    def report(name, row):
        nonlocal failed
        try:
            row()
            print('ok', name, flush=True)
        except AssertionError as error:
            failed += 1
            print('FAILED', name, '-', error, flush=True)

    for test in test_modes_and_canaries, test_folders_that_are_not_private, test_no_core_file:
        test(server.server_address[1], report)
    return failed > 0


if __name__ == '__main__':
    sys.exit(main())
