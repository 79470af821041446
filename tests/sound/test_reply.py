"""Replies sound, fall silent, and sound again, whatever becomes of the devices; and nothing of them is ever taken for the microphone."""
import os
import random
import signal
import subprocess
import time

import numpy

from barge import Echo, loud, make_reply
from helper import KEPT, Helper, Monitor, tone
from speaking import MIC_HZ, RIG, Playing, check, read_wav, room, run_all, strength, until, write_wav

TONE_HZ = 700
CUTS = int(os.environ.get('ASKG_CUTS', '15'))


def replies_after_cuts(helper, n):
    """How many of @n replies were not heard, each after a cut at any moment of the one before."""
    dice = random.Random(5)
    silent = 0
    late = []
    with Monitor() as monitor:
        for _ in range(n):
            monitor.first = None
            helper.begin(tone(TONE_HZ, 3))
            time.sleep(dice.uniform(0.1, 0.4))
            end = time.monotonic() + 2
            while monitor.first is None and time.monotonic() < end:
                time.sleep(0.01)
            silent += monitor.first is None
            helper.cut()
            cut = time.monotonic()
            time.sleep(dice.uniform(0.15, 0.25))
            late.append((monitor.last or 0) - cut)
    return silent, late


def test_every_reply_sounds_after_a_cut():
    for words in ('askglass-play', '--replies'), ('askglass-hear', '16000'):
        with Helper(*words) as helper:
            time.sleep(0.5)
            silent, late = replies_after_cuts(helper, CUTS)
        check(silent == 0, f'{words[0]}: {silent} of {CUTS} replies were silent')
        check(sorted(late)[len(late) // 2] < 0.12, f'{words[0]}: not silent for {max(late) * 1000:.0f} ms after a cut')


def test_what_has_sounded_is_told_and_the_end_too():
    with Helper('askglass-play', '--replies') as helper, Monitor() as monitor:
        helper.begin(tone(TONE_HZ, 1), is_whole=True)
        over = until('the end', lambda: helper.tells('O'))[0][0]
        check(abs(over - monitor.last) < 0.25, f'its end was told {over - monitor.last:.2f} s after it')
        off = [at - monitor.first - position / 24000 for at, _, position, _ in helper.tells('H')[3:]]
        check(max(map(abs, off)) < 0.2, f'told to have sounded {max(off):.3f} s late, {min(off):.3f} s early')
        check(helper.tells('H')[-1][2] >= 24000 * 0.9, 'not all of it was told')


def test_replies_of_every_rate_have_their_pitch():
    with Helper('askglass-play', '--replies') as helper:
        for rate_hz in 8000, 11025, 44100, 96000, 192000:
            with Monitor() as monitor:
                helper.begin(tone(TONE_HZ, 0.7, rate_hz), rate_hz, is_whole=True)
                time.sleep(1)
                heard = strength(monitor.all().astype(float), 48000, TONE_HZ)
            check(heard > 6000, f'{rate_hz} Hz: {heard:.0f}')


def test_a_loudspeaker_that_is_pulled_and_put_back_sounds_again():
    with Helper('askglass-play', '--replies') as helper, Monitor() as monitor:
        helper.begin(tone(TONE_HZ, 60))
        until('the first sound', lambda: monitor.first)
        subprocess.run([RIG / 'speaker-unplug'], check=True)
        time.sleep(1)
    with Helper('askglass-play', '--replies') as helper:
        subprocess.run([RIG / 'speaker-plug'], check=True)
        time.sleep(0.5)
        with Monitor() as monitor:
            helper.begin(tone(TONE_HZ, 60))
            until('sound after it was put back', lambda: monitor.first)
        subprocess.run([RIG / 'speaker-unplug'], check=True)
        time.sleep(1.5)
        subprocess.run([RIG / 'speaker-plug'], check=True)
        time.sleep(0.5)
        with Monitor() as monitor:
            until('the reply that goes on', lambda: monitor.first, 8)


def signal_server(number):
    pulse = subprocess.run(['pgrep', '-x', 'pipewire-pulse'], capture_output=True, text=True).stdout.split()
    mark = f'ASKGLASS_AUDIO_SESSION={os.environ["ASKGLASS_AUDIO_SESSION"]}\0'.encode()
    for pid in map(int, pulse):
        if mark in open(f'/proc/{pid}/environ', 'rb').read():
            os.kill(pid, number)


def test_a_sound_server_that_is_busy_is_waited_for():
    signal_server(signal.SIGSTOP)
    try:
        with Helper('askglass-hear', '16000') as helper:
            time.sleep(1.2)
            signal_server(signal.SIGCONT)
            until('the microphone, or that there is none', lambda: helper.tells('D') + helper.tells('F'))
            check(not helper.tells('F'), f'told: {helper.told}')
    finally:
        signal_server(signal.SIGCONT)


def test_a_dead_sound_server_is_told_and_the_reply_goes_on():
    with Helper('askglass-play', '--replies') as helper:
        with Monitor() as monitor:
            helper.begin(tone(TONE_HZ, 60))
            until('the first sound', lambda: monitor.first)
        signal_server(signal.SIGKILL)
        until('the trouble', lambda: [told for told in helper.tells('T') if told[3]])
        subprocess.Popen(['pipewire-pulse'], stderr=subprocess.DEVNULL)
        until('the end of the trouble', lambda: [told for told in helper.tells('T') if not told[3]], 10)
        with Monitor() as monitor:
            until('the reply that goes on', lambda: monitor.first, 8)


def test_the_echo_of_a_reply_is_taken_out():
    reply, rate_hz = read_wav(make_reply(14))
    with Echo(-10), Helper('askglass-hear', '16000') as helper:
        until('the microphone', lambda: helper.tells('D'))
        helper.begin(reply.astype('<i2'), rate_hz)
        time.sleep(11)
    heard = numpy.concatenate(helper.heard).astype(float)
    write_wav(KEPT / 'echo-taken-out.wav', heard, 16000)
    echo = numpy.array([numpy.frombuffer(message[3], '<f4') for message in helper.tells('G')])
    check(helper.tells('M') and helper.tells('M')[-1][2] == 2, f'the echo was not noticed: {helper.tells("M")}')
    # On a busy machine a buffer runs empty now and then, and it has to learn again: what counts is how far it gets.
    taken_db = [numpy.median(echo[at:at + 150, 1] - echo[at:at + 150, 2]) for at in range(300, len(echo) - 150, 50)]
    check(max(taken_db) > 15, f'{max(taken_db):.0f} dB of the echo taken out at best')
    print(f'echo taken out: {max(taken_db):.0f} dB at best, {taken_db[-1]:.0f} at the end, told to be left at most '
          f'{numpy.median(echo[-300:, 3]):.0f} dBFS')


def test_the_loudspeakers_are_listed():
    listed = subprocess.run([Helper('askglass-play').words[0], '--list'], capture_output=True, text=True).stdout
    check(listed.startswith('askglass-speaker\t') and listed.count('\n') == 1, listed)


def plug(name, media, rate_hz, channels):
    subprocess.run(['pw-cli', 'create-node', 'adapter', '{ factory.name = support.null-audio-sink  node.name = %s  '
                    'node.description = "%s"  media.class = %s  audio.rate = %d  audio.channels = %d  audio.position = [ %s ]  '
                    'priority.session = 3000  monitor.channel-volumes = true  object.linger = true }'
                    % (name, name, media, rate_hz, channels, ' '.join(f'AUX{i}' for i in range(channels)))],
                   check=True, stdout=subprocess.DEVNULL)


def test_a_pulled_microphone_lets_no_reply_and_no_music_in():
    music_hz, reply_hz, voice_hz = 2500, 1700, 440
    at = numpy.arange(MIC_HZ * 8) / MIC_HZ
    voice = 2400 * sum(numpy.sin(2 * numpy.pi * 110 * k * at) for k in range(1, 9))
    with Helper('askglass-hear', '16000') as helper, Playing(tone(music_hz, 20, MIC_HZ).astype(float), 'loudspeaker'):
        until('the microphone', lambda: helper.tells('D'))
        with Playing(numpy.concatenate([room(0.3), voice])):
            helper.begin(tone(reply_hz, 30))
            time.sleep(2)
            subprocess.run([RIG / 'mic-unplug'], check=True)
            until('the loss', lambda: helper.tells('L'))
            time.sleep(1)
            subprocess.run([RIG / 'mic-plug'], check=True)
            until('its return', lambda: len(helper.tells('D')) == 2)
            time.sleep(1)
    heard = numpy.concatenate(helper.heard).astype(float)
    write_wav(KEPT / 'pulled-while-replying.wav', heard, 16000)
    check(strength(heard, 16000, voice_hz) > 800, 'the voice is not in it')
    # Twenty milliseconds of it would be heard; the voice itself, where it breaks off, has a little of every pitch.
    pieces = [heard[at:at + 320] * numpy.hanning(320) for at in range(0, len(heard) - 320, 160)]
    loudest = max(strength(piece, 16000, music_hz) for piece in pieces)
    check(loudest < 1000, f'music: {loudest:.0f}')
    # A thirtieth of it is what the canceller may add while it learns that there is no echo.
    check(strength(heard, 16000, reply_hz) < 300, f'reply: {strength(heard, 16000, reply_hz):.0f}')


def test_a_headset_that_comes_back_with_another_rate_is_heard():
    with Helper('askglass-hear', '16000', 'headset') as helper:
        check(until('that it is not there', lambda: helper.tells('F'))[0][3] == b'not-chosen', 'told otherwise')
    plug('headset', 'Audio/Source/Virtual', 48000, 2)
    time.sleep(0.5)
    try:
        with Helper('askglass-hear', '16000', 'headset') as helper:
            until('the headset', lambda: helper.tells('D'))
            for rate_hz, channels in (16000, 1), (8000, 1), (192000, 8):
                n = len(helper.tells('D'))
                subprocess.run([RIG / 'mic-unplug', 'headset'], check=True)
                until('the loss', lambda: len(helper.tells('L')) >= n)
                plug('headset', 'Audio/Source/Virtual', rate_hz, channels)
                until(f'the headset at {rate_hz} Hz', lambda: len(helper.tells('D')) > n, 10)
    finally:
        subprocess.run([RIG / 'mic-unplug', 'headset'])


if __name__ == '__main__':
    run_all(dict(globals()))
