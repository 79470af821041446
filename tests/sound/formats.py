"""Microphones and loudspeakers of every format, in a conversation, each in a sound system of its own: tests/sound/formats.py
[RATE:CHANNELS | profile | clips ...]. Not part of a test run.

Of each: a voice is heard at its pitch by the engine, and the engine's tone at its pitch and length at the loudspeaker. Then what
happens to microphones: a headset that comes back with another format, one that clips, one that hums.
"""
import os
import subprocess
import sys
import time

import numpy

from speaking import FOLDER, RIG, Person, Playing, check, hum_a_vowel, read_wav, room, strength, until, write_wav
from talking import QUESTION, Live, Talk, hang_up, turns

RATES = 8000, 11025, 16000, 22050, 24000, 32000, 44100, 48000, 88200, 96000, 176400, 192000
FORMATS = [(rate_hz, n) for rate_hz in RATES for n in (1, 2)] + [(48000, n) for n in range(3, 9)] + [(8000, 8), (192000, 8)]
POSITIONS = {1: 'MONO', 2: 'FL FR', 4: 'FL FR RL RR', 6: 'FL FR FC LFE RL RR', 8: 'FL FR FC LFE RL RR SL SR'}
VOWEL_HZ, TONE_HZ = 440, 440


class Device:
    """`with Device('Audio/Source/Virtual', name, 8000, 2):` it is there."""

    def __init__(self, kind, name, rate_hz, n_channels):
        self.name = name
        positions = POSITIONS.get(n_channels) or ' '.join(f'AUX{i}' for i in range(n_channels))
        self.words = f'''{{ factory.name = support.null-audio-sink node.name = {name} node.description = "{name}" media.class = {kind}
            audio.rate = {rate_hz} audio.channels = {n_channels} audio.position = [ {positions} ] monitor.channel-volumes = true
            priority.session = 1600 object.linger = true }}'''

    def __enter__(self):
        subprocess.run(['pw-cli', 'create-node', 'adapter', self.words], check=True, stdout=subprocess.DEVNULL)
        until(self.name, lambda: self.name in subprocess.run('pactl list short', shell=True, capture_output=True, text=True).stdout, 10)
        return self

    def __exit__(self, *error):
        subprocess.run([RIG / 'mic-unplug', self.name], check=True)
        until('its end', lambda: self.name not in subprocess.run('pactl list short', shell=True, capture_output=True, text=True).stdout, 10)


class Saying:
    """Into all channels of the microphone @name."""

    def __init__(self, sound, name):
        self.path, self.name = write_wav(FOLDER / f'saying-{time.monotonic_ns()}.wav', sound), name

    def __enter__(self):
        node = f'saying-{time.monotonic_ns()}'
        self.process = subprocess.Popen(['pw-cat', '--playback', '--target', '0', '--latency', '10ms', '--channel-map', 'MONO', '-P',
                                         f'{{ node.name = {node} node.autoconnect = false }}', self.path], stderr=subprocess.DEVNULL)
        ports = lambda way, of: [port for port in subprocess.run(['pw-link', way], capture_output=True, text=True).stdout.split() if port.startswith(of)]
        source, = until('the voice', lambda: ports('--output', f'{node}:'))
        for port in until('the microphone', lambda: ports('--input', f'{self.name}:')):
            subprocess.run(['pw-link', source, port], check=True)
        return self

    def __exit__(self, *error):
        self.process.terminate()
        self.process.wait(timeout=10)


class Hearing:
    """What the loudspeaker @name plays meanwhile."""

    def __init__(self, name):
        self.name, self.path = name, FOLDER / f'{name}.raw'

    def __enter__(self):
        with open(self.path, 'wb') as out:
            self.process = subprocess.Popen(['parec', f'--device={self.name}.monitor', '--rate=48000', '--channels=1', '--format=s16le', '--raw',
                                             '--latency-msec=20'], stdout=out)
        return self

    def __exit__(self, *error):
        time.sleep(0.5)
        self.process.terminate()
        self.process.wait(timeout=10)
        self.sound = numpy.frombuffer(self.path.read_bytes()[:self.path.stat().st_size // 2 * 2], '<i2').astype(float)


def settings(person, **values):
    folder = person.folder / 'config/askglass'
    folder.mkdir(parents=True, exist_ok=True)
    (folder / 'settings.ini').write_text('\n'.join(['[Askglass]', *(f'{name.replace("_", "-")}={value!r}' for name, value in values.items()), '']))


def main_hz(sound, rate_hz):
    spectrum = abs(numpy.fft.rfft(sound * numpy.hanning(len(sound))))
    return float(numpy.argmax(spectrum)) * rate_hz / len(sound)


def converse(rate_hz, n_channels):
    person = Person()
    settings(person, voice_loudspeaker='test-speaker')
    with Device('Audio/Source/Virtual', 'test-mic', rate_hz, n_channels), Device('Audio/Sink', 'test-speaker', rate_hz, n_channels), \
            Live(person, 'x+keeps') as live, Hearing('test-speaker') as heard:
        talk = Talk(person, '--hands-free', '--microphone', 'test-mic')
        talk.wait_for('listening')
        with Saying(numpy.concatenate([room(0.5), QUESTION, 0.5 * hum_a_vowel(1), room(5)]), 'test-mic'):
            talk.wait_for_answers(1)
        hang_up(talk)
        said = numpy.frombuffer((live.log.parent / 'live.log.pcm').read_bytes(), '<i2').astype(float)
    loud = heard.sound[abs(heard.sound) > 500]
    vowel = said[-int(1.5 * 24000):] # before it was the question
    at_engine, beside, at_ear = strength(vowel, 24000, VOWEL_HZ), strength(vowel, 24000, VOWEL_HZ + 55), main_hz(heard.sound, 48000)
    check(at_engine > 500 and beside < 0.3 * at_engine, f'the voice is not at its pitch: {at_engine:.0f}, {beside:.0f}')
    check(2 < len(said) / 24000 < 5, f'{len(said) / 24000:.1f} s went to the engine')
    check(abs(at_ear - TONE_HZ) < 10 and 0.75 < len(loud) / 48000 < 1.1, f'the tone is of {at_ear:.0f} Hz and {len(loud) / 48000:.2f} s')
    return f'{len(said) / 24000:.1f} s said, {len(loud) / 48000:.2f} s of {at_ear:.0f} Hz heard'


def answered_after(talk, n, sound, name):
    with Saying(sound, name):
        return talk.wait_for_answers(n)[-1]['state'] == 'done'


def change_profile():
    """A headset goes from music to talking in the middle of a word: for a moment it is no microphone, then one of another kind."""
    person = Person()
    name = 'bluez_input.00_11_22_33_44_55.headset'
    speech = numpy.concatenate([room(0.5), QUESTION, room(3)])
    with Live(person, 'x'):
        with Device('Audio/Source/Virtual', name, 48000, 2):
            subprocess.run(['pactl', 'set-default-source', name], check=True)
            talk = Talk(person, '--hands-free', '--mute', '--microphone', name)
            talk.wait_for('listening')
            check(answered_after(talk, 1, speech, name), 'not answered before')
            talk.wait_for('listening', after=len(talk.states()) - 1)
            with Saying(numpy.concatenate([room(0.3), hum_a_vowel(4)]), name):
                time.sleep(1)
                at = len(talk.states())
                subprocess.run([RIG / 'mic-unplug', name], check=True)
                talk.wait_for('deaf', after=at)
                told = talk.events('talk')[-1]['caption']
            Device('Audio/Source/Virtual', name, 16000, 1).__enter__()
            talk.wait_for('listening', after=at)
        n = len(talk.events('answered'))
        with Device('Audio/Source/Virtual', name, 8000, 1):
            at = len(talk.states())
            talk.wait_for('listening', after=max(0, at - 1), seconds=15)
            check(answered_after(talk, n + 1, speech, name), 'not answered after')
            hang_up(talk)
    return f'told: “{told}”'


def clip():
    person = Person()
    with Live(person, 'x'), Device('Audio/Source/Virtual', 'test-mic', 48000, 1):
        talk = Talk(person, '--hands-free', '--mute', '--microphone', 'test-mic')
        talk.wait_for('listening')
        check(answered_after(talk, 1, numpy.concatenate([room(0.5), 40 * QUESTION, room(3)]), 'test-mic'), 'not answered')
        hang_up(talk)
    return 'answered'


def see(what):
    """In this sound system. Returns what came of it; an error where it went wrong."""
    if what == 'profile':
        return change_profile()
    if what == 'clips':
        return clip()
    return converse(*map(int, what.split(':')))


def main():
    cases = sys.argv[1:] or [f'{rate_hz}:{n}' for rate_hz, n in FORMATS] + ['profile', 'clips']
    if 'ASKGLASS_AUDIO_SESSION' not in os.environ:
        sys.exit(max([subprocess.run([RIG / 'audio-session', '--no-mic', '--no-speaker', '--', sys.executable, __file__, case]).returncode
                      for case in cases]))
    case, = cases
    try:
        print(f'ok {case} {see(case)}', flush=True)
    except AssertionError as error:
        print(f'FAILED {case}: {error}', flush=True)
        sys.exit(1)


if __name__ == '__main__':
    main()
