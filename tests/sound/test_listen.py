"""What is said into a microphone becomes words on standard output; what the computer plays itself never does."""
import json
import os
import signal
import subprocess
import time
from pathlib import Path

import numpy

from speaking import ASKGLASS, RIG, Ear, Person, Playing, check, hum_a_vowel, room, run_all, say, strength, tone, until

QUESTION = say('What is this error on my screen?')
MUSIC_HZ = 2500
VOICE_HZ = 440


def test_an_utterance_becomes_words():
    person = Person()
    with Ear(person) as ear:
        listening = person.listen('--json')
        check(listening.hearers(), 'nothing has the microphone open')
        with Playing(numpy.concatenate([room(0.7), QUESTION + room(len(QUESTION) / 48000)])):
            status, printed = listening.end()
        check(status == 0, f'{status}: {listening.told}')
        said = json.loads(printed)
        (sound, rate_hz), = ear.heard()
    ledger = person.run('ledger').stdout
    check((status, said['text'], said['engine'], said['ended']) == (0, 'utterance 1', 'Ear', 'pause'), printed)
    seconds = len(QUESTION) / 48000
    check(seconds - 0.3 < said['duration_ms'] / 1000 < seconds + 1.2, f'{said} of {seconds} s')
    check(rate_hz == 16000 and abs(sound[:rate_hz // 4]).max() < 400, 'no pre-roll: its beginning is cut')
    check('transcriptions' in ledger or '127.0.0.1' in ledger, f'the ledger does not list it: {ledger}')
    check('Hearing you.' in listening.told, listening.told)


def test_enter_ends_what_no_pause_does():
    person = Person()
    with Ear(person) as ear:
        listening = person.listen('--hold')
        with Playing(numpy.concatenate([QUESTION, room(1.5), QUESTION])) as playing:
            playing.wait()
            listening.press_enter()
            pressed = time.monotonic()
            status, printed = listening.end()
            took_s = time.monotonic() - pressed
        (sound, rate_hz), = ear.heard()
    check((status, printed) == (0, 'utterance 1\n'), (status, printed, listening.told))
    check(len(sound) / rate_hz > 2 * len(QUESTION) / 48000 + 1.3, f'{len(sound) / rate_hz} s')
    check(took_s < 2, f'it took {took_s:.1f} s')


def test_one_after_the_other_until_ctrl_c():
    person = Person()
    with Ear(person, '--slow', '600') as ear:
        listening = person.listen('--hands-free', '--json')
        with Playing(numpy.concatenate([QUESTION, room(1.3), QUESTION])):
            printed = [listening.process.stdout.readline() for _ in range(2)]
            listening.process.send_signal(signal.SIGINT)
            asked = time.monotonic()
            status, rest = listening.end()
            check(time.monotonic() - asked < 2, 'Ctrl-C took more than two seconds')
        check(len(ear.heard()) == 2, f'{len(ear.heard())} utterances')
    check(status == 130, f'status {status}')
    check([json.loads(line)['text'] for line in printed] == ['utterance 1', 'utterance 2'] and rest == '', (printed, rest))


def test_ctrl_c_before_a_word():
    person = Person()
    with Ear(person) as ear:
        listening = person.listen()
        listening.process.send_signal(signal.SIGINT)
        asked = time.monotonic()
        status, printed = listening.end()
        check((status, printed, ear.heard()) == (130, '', []), (status, printed))
    check(time.monotonic() - asked < 2, 'Ctrl-C took more than two seconds')


def test_whoever_kills_it_closes_the_microphone():
    person = Person()
    with Ear(person):
        listening = person.listen()
        listening.process.kill()
        listening.end()
        until('the microphone closed', lambda: not recordings(), 3)


def pull_while_music_plays(how):
    """The microphone hears a voice, the loudspeaker plays music; then the plug is pulled in mid-word."""
    person = Person()
    with Ear(person) as ear, Playing(tone(MUSIC_HZ, 20), 'loudspeaker'):
        listening = person.listen(*how)
        with Playing(numpy.concatenate([room(0.5), hum_a_vowel(8)])):
            time.sleep(1.5)
            subprocess.run([RIG / 'mic-unplug'], check=True)
            listening.wait_for('there is no microphone')
            time.sleep(1)
            subprocess.run([RIG / 'mic-plug'], check=True)
            time.sleep(1)
        listening.process.send_signal(signal.SIGINT)
        listening.end()
        heard = ear.heard()
    return person, listening, heard


def recordings():
    return [line.split()[0] for line in subprocess.run(['pactl', 'list', 'short', 'source-outputs'], capture_output=True,
                                                       text=True).stdout.splitlines()]


def test_a_muted_microphone_is_told():
    person = Person()
    with Ear(person) as ear:
        listening = person.listen('--hold')
        recording, = recordings()
        subprocess.run(['pactl', 'set-source-output-mute', recording, '1'], check=True)
        with Playing(numpy.concatenate([QUESTION, QUESTION])):
            listening.wait_for('it is muted, or off')
        subprocess.run(['pactl', 'set-source-output-mute', recording, '0'], check=True) # it would be remembered
        listening.press_enter()
        status, printed = listening.end()
        check((status, printed, ear.heard()) == (3, '', []), (status, printed))
    check(listening.told.splitlines()[-1].startswith('askglass: Nothing was said'), listening.told)


def lock(locker, word):
    locker.stdin.write(f'{word}\n')
    locker.stdin.flush()
    check(locker.stdout.readline() == f'{word}\n', 'the locker does not speak')


def test_a_locked_screen_ends_it():
    person = Person()
    with Ear(person) as ear, subprocess.Popen([RIG.parent / 'desktop/fake-locker', 'saver', 'org.freedesktop.ScreenSaver'],
                                              stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as locker:
        check(locker.stdout.readline() == 'ready\n', 'the stand-in for the locker did not start')
        listening = person.listen('--hands-free')
        with Playing(QUESTION):
            listening.wait_for('Hearing you')
            lock(locker, 'lock')
            status, printed = listening.end()
        check((status, printed, ear.heard()) == (4, '', []), (status, printed, listening.told))
        check('The screen is locked' in listening.told.splitlines()[-1], listening.told)
        check(not recordings(), 'a microphone is open')
        for verb in ('listen',), ('talk', '--hands-free'):
            done = person.run(*verb)
            check('The screen is locked' in done.stderr and not recordings(), f'{verb}: {done.returncode} {done.stderr}')


def test_a_dead_sound_server_is_told_and_followed():
    person = Person()
    with Ear(person) as ear:
        listening = person.listen('--hands-free')
        pulse = subprocess.run(['pgrep', '-x', 'pipewire-pulse'], capture_output=True, text=True).stdout.split()
        mine = [int(pid) for pid in pulse if f'ASKGLASS_AUDIO_SESSION={os.environ["ASKGLASS_AUDIO_SESSION"]}\0'.encode()
                in open(f'/proc/{pid}/environ', 'rb').read()]
        for pid in mine:
            os.kill(pid, signal.SIGKILL)
        listening.wait_for('there is no sound server')
        server = subprocess.Popen(['pipewire-pulse'], stderr=subprocess.DEVNULL)
        time.sleep(1.5)
        with Playing(QUESTION):
            check(listening.process.stdout.readline() == 'utterance 1\n', 'other words')
            listening.process.send_signal(signal.SIGINT)
            listening.end()
        check(len(ear.heard()) == 1, f'{len(ear.heard())} utterances: {listening.told}')
        check(server.poll() is None, 'the new server is gone')


def test_without_an_engine_that_hears_it_says_what_to_do():
    done = Person().run('listen', '--language', 'de')
    check(done.returncode == 6 and 'engines add' in done.stderr and len(done.stderr.splitlines()) == 1, done.stderr)


def test_without_a_sound_server_it_says_so():
    person = Person()
    with Ear(person):
        env = {**person.env, 'PULSE_SERVER': 'unix:/nowhere'}
        done = person.run('listen', env=env)
        listed = person.run('listen', '--microphone', '?', env=env)
    check(done.returncode == 4 and done.stderr.count('\n') == 1 and 'no sound server' in done.stderr, done.stderr)
    check(listed.returncode == 4, listed.stderr)
    with subprocess.Popen([ASKGLASS, 'talk', '--hands-free'], stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env) as talking:
        time.sleep(2.5)  # it looks for one twice
        talking.terminate()
        told = talking.stderr.read()
    check(told.count('no sound server') == told.count('Talk.') == 1, f'it goes to and fro: {told}')


def test_a_real_recogniser_is_asked():
    person = Person()
    kit = Path(os.environ['ASKG_LLAMA_RIG']) / 'start-whisper-server'
    env = {**os.environ, 'XDG_CACHE_HOME': os.environ['HOME'] + '/.cache'}
    server = subprocess.Popen([kit], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env)
    try:
        url = server.stdout.readline().strip()
        if not url:
            print(f'skipped: no whisper-server here: {server.stderr.read().strip().splitlines()[-1:]}')
            return
        done = person.run('engines', 'add', 'Whisper', f'{url}/inference')
        check(done.returncode == 0, done.stderr)
        listening = person.listen()
        with Playing(QUESTION):
            status, printed = listening.end(60)
        check((status, printed) == (0, 'This is the small test transcriber of Askglass.\n'), (status, printed, listening.told))
    finally:
        server.terminate()
        server.wait(timeout=20)
        for pipe in server.stdin, server.stdout, server.stderr:
            pipe.close()


def test_nothing_is_sent_to_another_machine_unasked():
    person = Person()
    other = subprocess.run(['hostname', '-I'], capture_output=True, text=True).stdout.split()
    if not other:
        print('skipped: this machine has no address but its own')
        return
    with Ear(person, '--any', address=other[0]) as ear:
        listening = person.listen()
        with Playing(QUESTION):
            status, printed = listening.end()
        check((status, printed, ear.heard()) == (6, '', []), (status, printed, listening.told))
        person.run('engines', 'remove', 'Ear')


def test_an_engine_that_fails_is_told():
    person = Person()
    with Ear(person, '--status', '500'):
        listening = person.listen()
        with Playing(QUESTION):
            status, printed = listening.end()
    check((status, printed) == (6, ''), (status, printed, listening.told))


def test_a_pulled_microphone_lets_no_music_in():
    for how in ('--hands-free',), ('--hold',):
        person, listening, heard = pull_while_music_plays(how)
        check(heard, f'what was said before was lost: {listening.told}')
        for sound, rate_hz in heard:
            check(strength(sound, rate_hz, VOICE_HZ) > 800, 'the voice is not in it')
            check(strength(sound, rate_hz, MUSIC_HZ) < 60, f'music: {strength(sound, rate_hz, MUSIC_HZ):.0f}')
            check(0.4 < len(sound) / rate_hz < 2.2, f'{len(sound) / rate_hz:.2f} s')
        check(listening.told.count('Listening') >= 2, f'its return was not told: {listening.told}')


def test_without_a_microphone_it_says_so():
    person = Person()
    with Ear(person):
        missing = person.run('listen', '--microphone', 'nosuch')
        listed = person.run('listen', '--microphone', '?')
        subprocess.run([RIG / 'mic-unplug'], check=True)
        try:
            done = person.run('listen')
        finally:
            subprocess.run([RIG / 'mic-plug'], check=True)
    check(done.returncode == 4 and 'there is no microphone' in done.stderr, done.stderr)
    check(missing.returncode == 4 and '“nosuch” is not there' in missing.stderr, missing.stderr)
    check(listed.stdout.split('\t')[0] == 'askglass-mic' and listed.stdout.count('\n') == 1, listed.stdout)


if __name__ == '__main__':
    run_all(dict(globals()))
