"""What breaks while somebody talks is told, what is typed goes on, and talking goes on by itself when it is whole again."""
import os
import signal
import subprocess
import time

import numpy

from speaking import FOLDER, MIC_HZ, RIG, Ear, Person, Playing, check, room, run_all, strength, tone, until
from talking import ANSWER, BRIEF, QUESTION, Engine, Live, Talk, hang_up, recordings

MUSIC_HZ = 2500
MUTE = ['pactl', 'set-source-mute', 'askglass-mic']


def ask_again(talk):
    """Returns the turn of what is said now, when it is answered."""
    n = len(talk.events('answered'))
    with Playing(numpy.concatenate([room(0.1), BRIEF])):
        return talk.wait_for_answers(n + 1)[-1]


def servers():
    """Of this rig alone."""
    mine = f'ASKGLASS_AUDIO_SESSION={os.environ["ASKGLASS_AUDIO_SESSION"]}\0'.encode()
    found = subprocess.run(['pgrep', '-x', 'pipewire-pulse'], capture_output=True, text=True).stdout.split()
    return [int(pid) for pid in found if mine in open(f'/proc/{pid}/environ', 'rb').read()]


def test_a_muted_microphone_is_told_and_followed():
    person = Person()
    with Ear(person), Engine(person):
        talk = Talk(person, '--mute', '--hands-free')
        talk.wait_for('listening')
        subprocess.run([*MUTE, '1'], check=True)
        try:
            at = talk.wait_for('deaf')
            check('muted' in talk.events('talk')[-1]['caption'], talk.events('talk')[-1])
        finally:
            subprocess.run([*MUTE, '0'], check=True)
        with Playing(room(1)):
            talk.wait_for('listening', after=at)
        check(ask_again(talk)['answer'] == ANSWER, 'not answered')
        hang_up(talk)


def test_an_engine_that_is_full_or_breaks_off_is_told():
    person = Person()
    with Ear(person), Engine(person, '--status', '429'):
        talk = Talk(person, '--mute', '--hands-free')
        talk.wait_for('listening')
        refused = ask_again(talk)
        captions = {event['caption'] for event in talk.events('talk')}
        check(refused['state'] == 'failed' and any('Talker' in caption for caption in captions), (refused['state'], captions))
        typed = person.run('ask', '--engine', 'reader', 'what can you do?')
        hang_up(talk)
    check(typed.returncode == 0, typed.stderr)
    with Live(person, 'drop2+slow'):
        talk = Talk(person, '--mute', '--hands-free')
        talk.wait_for('listening')
        broken = ask_again(talk)
        check(broken['state'] == 'failed' and broken['answer'], broken)
        check(any('Live' in event['caption'] for event in talk.events('talk')), 'it is not told')
        check(ask_again(talk)['state'] == 'done', 'not answered when it was back')
        hang_up(talk)


def muffled(sound):
    """Speech with nothing of it where the music is."""
    spectrum = numpy.fft.rfft(sound)
    spectrum[int(1800 * len(sound) / MIC_HZ):] = 0
    return numpy.fft.irfft(spectrum, len(sound))


def test_a_pulled_microphone_lets_no_music_into_the_engine():
    person = Person()
    with Live(person, 'x+keeps') as live:
        talk = Talk(person, '--mute', '--hands-free')
        talk.wait_for('listening')
        with Playing(tone(MUSIC_HZ, 8), 'loudspeaker'), Playing(numpy.concatenate([room(0.3), *[muffled(QUESTION)] * 3])):
            until('sound at the engine', lambda: len(live.of_kind('append')) > 20)
            subprocess.run([RIG / 'mic-unplug'], check=True)
            talk.wait_for('deaf')
            time.sleep(0.5)
        subprocess.run([RIG / 'mic-plug'], check=True)
        hang_up(talk)
        sound = numpy.frombuffer((live.log.parent / 'live.log.pcm').read_bytes(), '<i2').astype(float)
    check(abs(sound).max() > 3000, 'the voice is not in it')
    check(strength(sound, 24000, MUSIC_HZ) < 60, f'music: {strength(sound, 24000, MUSIC_HZ):.0f}')


def test_a_reply_goes_on_with_the_sound_server_that_comes_back():
    person = Person()
    with Ear(person), Engine(person, '--answer', 'No header declares it, so the compiler does not know it yet. Add one, and it is done.'):
        talk = Talk(person)
        talk.wait_for('ready')
        talk.press()
        talk.wait_for('listening')
        with Playing(QUESTION) as playing:
            playing.wait()
            talk.press()
            at = talk.wait_for('speaking-closed')
            time.sleep(0.7)
            for pid in servers():
                os.kill(pid, signal.SIGKILL)
            until('that nothing can be heard', lambda: 'can be heard just now' in talk.events('talk')[-1]['caption'])
            subprocess.Popen(['pipewire-pulse'], stderr=subprocess.DEVNULL)  # it stays: it is the server of what follows
            talk.wait_for('ready', after=at)
        told = [event['caption'] for event in talk.events('talk')]
        talk.end()
    lost = next(i for i, caption in enumerate(told) if 'can be heard just now' in caption)
    check('goes on as soon as' in told[lost] and told[lost + 1] == 'Space interrupts.' and 'heard' not in told[-1], f'it did not go on: {told}')


# The last one: what stands after it is another server.
def test_a_sound_server_that_died_is_told_and_followed():
    person = Person()
    with Ear(person), Engine(person):
        talk = Talk(person, '--mute', '--hands-free')
        talk.wait_for('listening')
        until('an open microphone', recordings)
        for pid in servers():
            os.kill(pid, signal.SIGKILL)
        at = talk.wait_for('deaf')
        told = talk.events('talk')[-1]['caption']
        typed = person.run('ask', 'in words?')
        server = subprocess.Popen(['pipewire-pulse'], stderr=subprocess.DEVNULL)
        try:
            talk.wait_for('listening', after=at)
            check(ask_again(talk)['answer'] == ANSWER, 'not answered')
            hang_up(talk)
        finally:
            server.terminate()
            server.wait(timeout=10)
    check('sound' in told.lower() and typed.returncode == 0 and ANSWER in typed.stdout, (told, typed.stderr))


if __name__ == '__main__':
    run_all(dict(globals()))
