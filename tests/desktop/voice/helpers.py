"""Engines of the sound rig, and what has the microphone open."""
import subprocess

from flow import RIGS, check, processes, run, start
from speaking import RIG


class Helper:
    """An engine of the rig: it ends with the test."""

    def __init__(self, program, *words):
        self.process = subprocess.Popen([RIG / program, *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.url = f'http://127.0.0.1:{self.process.stdout.readline().strip()}/v1'

    def end(self):
        self.process.stdin.close()
        self.process.wait(timeout=10)


def hearers():
    """What has the microphone of this session open."""
    return processes('askglass-hear')


def over_bus(method, *words):
    done = run('gdbus', 'call', '--session', '--dest', 'org.askglass.Askglass', '--object-path', '/org/askglass/Askglass', '--method',
               method, *words)
    check(done.returncode == 0, f'{method}: {done.stderr}')
    return done.stdout


def talk_state():
    return over_bus('org.freedesktop.DBus.Properties.Get', 'org.askglass.Askglass1', 'TalkState').split("'")[1]


class Locker:
    """A screen saver of this session, that locks it and unlocks it. It ends with the test."""

    def __init__(self):
        self.process = start(RIGS / 'fake-locker', 'saver', 'org.freedesktop.ScreenSaver', stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                             text=True)
        check(self.process.stdout.readline() == 'ready\n', 'the stand-in for the locker did not start')

    def say(self, word):
        self.process.stdin.write(f'{word}\n')
        self.process.stdin.flush()
        check(self.process.stdout.readline() == f'{word}\n', 'the locker does not speak')
