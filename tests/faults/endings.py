"""However a command ends: in time, with the code that says so, quietly where that is the custom, and nothing lost."""
import fcntl
import json
import os
import signal
import sqlite3
import struct
import subprocess
import time
import zlib

from bad_input import ASKGLASS, Place, expect, fail, png, run_all

CANCELLED = 130
MAX_END_S = 2


def slow_picture():
    """Thin bars that look like text for long."""
    width, height = 3000, 3000
    line = bytes([0]) + bytes((0xF7 if i % 7 else 0x55) for i in range(width // 8))
    gap = bytes([0]) + b'\xff' * (width // 8)
    rows = b''.join((line if y % 24 < 12 and y % 3 else gap) for y in range(height))
    head = png(8, 8)[:8]

    def chunk(kind, data):
        return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
    return (head + chunk(b'IHDR', struct.pack('>IIBBBBB', width, height, 1, 0, 0, 0, 0)) +
            chunk(b'IDAT', zlib.compress(rows, 1)) + chunk(b'IEND', b''))


def interrupt(place, question, words, after_s=1, closing=(), **streams):
    """Ctrl-C while it waits for something; ends in time with the code for it, and keeps the question."""
    process = subprocess.Popen([ASKGLASS, 'ask', *words, question], stderr=subprocess.PIPE, env=place.env, **streams)
    time.sleep(after_s)
    process.poll() is None or fail(f'it was over before: {process.returncode}')
    began = time.monotonic()
    process.send_signal(signal.SIGINT)
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        fail('Ctrl-C does not end it')
    took_s = time.monotonic() - began
    for fd in closing:
        os.close(fd)
    took_s < MAX_END_S or fail(f'Ctrl-C took {took_s:.1f} s')
    process.returncode == CANCELLED or fail(f'it ended with {process.returncode}')
    said = process.stderr.read()
    not said or fail(f'it says {said!r}')
    place.has(question) or fail('the question is lost')


def test_interrupted(report):
    place = Place()
    slow = place.file('slow.png', slow_picture())

    def while_it_reads():
        interrupt(place, 'read this slowly', ['--image', slow], stdout=subprocess.DEVNULL)

    def while_a_pipe_is_silent(*words, question):
        reader, writer = os.pipe()
        interrupt(place, question, [*words, '-'], closing=(reader, writer), stdin=reader, stdout=subprocess.DEVNULL)

    def while_a_file_does_not_open():
        os.mkfifo(place.folder / 'fifo')
        interrupt(place, 'what is in the fifo', ['--image', place.folder / 'fifo'], stdout=subprocess.DEVNULL)

    def while_nobody_reads():
        """The pipe is full before the first word of the answer."""
        reader, writer = os.pipe()
        os.set_blocking(writer, False)
        try:
            while True:
                os.write(writer, bytes(4096))
        except BlockingIOError:
            os.set_blocking(writer, True)
        interrupt(place, 'what can you do for nobody', [], closing=(reader, writer), stdout=writer)

    def while_another_does_not_hear():
        owner = subprocess.Popen([ASKGLASS, 'ask', '--image', slow, 'read this first'], stdout=subprocess.DEVNULL,
                                 stderr=subprocess.DEVNULL, env=place.env)
        time.sleep(1)
        owner.send_signal(signal.SIGSTOP)
        process = subprocess.Popen([ASKGLASS, 'ask', 'what can you do meanwhile'], stdout=subprocess.DEVNULL, env=place.env)
        time.sleep(1)
        began = time.monotonic()
        process.send_signal(signal.SIGINT)
        process.wait(timeout=10)
        took_s = time.monotonic() - began
        owner.send_signal(signal.SIGCONT)
        owner.kill()
        owner.wait()
        took_s < MAX_END_S or fail(f'Ctrl-C took {took_s:.1f} s')
        process.returncode == CANCELLED or fail(f'it ended with {process.returncode}')

    report('Ctrl-C while it reads a picture', while_it_reads)
    report('Ctrl-C while a pipe is silent', lambda: while_a_pipe_is_silent(question='what is in the pipe'))
    report('Ctrl-C while a pipe is silent, after the screen',
           lambda: while_a_pipe_is_silent('--screen', question='what is beside the screen'))
    report('Ctrl-C while a file does not open', while_a_file_does_not_open)
    report('Ctrl-C while nobody reads the reply', while_nobody_reads)
    report('Ctrl-C while another one does not hear', while_another_does_not_hear)


def test_outputs(report):
    place = Place()

    def left(verb, *words, streams):
        """Who reads has gone before anything is written; true for a death by SIGPIPE without a word."""
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run([ASKGLASS, verb, *words], stdout=writer, stderr=subprocess.PIPE, env=place.env, timeout=20,
                              **streams)
        os.close(writer)
        not done.stderr or fail(f'it says {done.stderr!r}')
        done.returncode == -signal.SIGPIPE or fail(f'it ended with {done.returncode}')

    def left_in_the_middle():
        left('ask', 'what can you do for a head?', streams={})
        place.has('for a head') or fail('the question is lost')
        database = sqlite3.connect(place.data / 'askglass.db')
        stored = database.execute('SELECT state, length(answer) > 100 FROM turn').fetchall()
        database.close()
        stored == [('done', 1)] or fail(f'stored is {stored}')

    def full_output():
        with open('/dev/full', 'wb') as out:
            done = subprocess.run([ASKGLASS, 'ask', 'what can you do?'], stdout=out, stderr=subprocess.PIPE, env=place.env)
        expect(done, 1, 'standard output', 'no space', 'try again')
        place.has('what can you do') or fail('the question is lost')

    def no_streams():
        done = subprocess.run(['bash', '-c', '"$0" ask "what can you do?" <&- >&- 2>&-', ASKGLASS], env=place.env, timeout=20)
        done.returncode in (0, 1) or fail(f'it ended with {done.returncode}')

    report('a reader that leaves', left_in_the_middle)
    report('a reader of hits that leaves', lambda: left('search', 'what', streams={}))
    report('a reader of a picture that leaves', lambda: left('capture', '--screen', '-o', '-', streams={}))
    report('a reader of findings that leaves', lambda: left('doctor', streams={}))
    report('a full disk behind standard output', full_output)
    report('no standard streams at all', no_streams)


def test_search_shows_words(report):
    place = Place()

    def row():
        place.run('ask', '-', 'which line is the error?', input=b'ld: cannot find -lquux\n').returncode == 0 or fail('not asked')
        found = place.run('search', 'quux').stdout.decode()
        found or fail('it is not found')
        marks = [mark for mark in ('**', '`', '## ', '](') if mark in found]
        not marks or fail(f'marks {marks} are shown: {found}')
    report('what is found has no marks', row)


def test_doctor_meanwhile(report):
    """Whoever holds the history without a word may only be starting: that is told, and nothing is called missing for it."""
    place = Place()

    def row():
        place.run('ask', '-', 'which line is the error?', input=b'ld: cannot find -lquux\n').returncode == 0 or fail('not asked')
        with open(place.data / 'lock', 'r+') as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            findings = json.loads(place.run('doctor', '--json').stdout)
        told = next(finding for finding in findings if finding['part'] == 'encryption')
        told['state'] == 'limited' and 'does not answer' in told['text'] or fail(told)
    report('a doctor while somebody starts', row)


if __name__ == '__main__':
    run_all((test_interrupted, test_outputs, test_search_shows_words, test_doctor_meanwhile))
