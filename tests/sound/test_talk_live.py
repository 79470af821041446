"""A spoken conversation with an engine that hears what is said while it is said, and speaks itself: tests/rigs/wire/live-server."""
import contextlib
import json
import shutil
import sqlite3
import subprocess
import time

import numpy

from listening import Recording
from speaking import FOLDER, Ear, Person, Playing, check, room, run_all, tone, until
from talking import BRIEF, QUESTION, Engine, Live, Talk, hang_up, turns


def said():
    """Somebody who says the question."""
    return Playing(QUESTION)


def settings(person, **values):
    folder = person.folder / 'config/askglass'
    folder.mkdir(parents=True, exist_ok=True)
    lines = [f'{name.replace("_", "-")}={value}' for name, value in values.items()]
    (folder / 'settings.ini').write_text('\n'.join(['[Askglass]', *lines, '']))


def rows(person):
    """Of the history, as they are on the disk now: it is somebody's, so that a copy is looked at."""
    copy = person.folder / f'copy-{time.monotonic_ns()}'
    copy.mkdir()
    for path in (person.folder / 'data/askglass').glob('askglass.db*'):
        shutil.copy(path, copy)
    with contextlib.closing(sqlite3.connect(copy / 'askglass.db')) as file:
        return file.execute('SELECT id FROM turn').fetchall()


def test_what_is_said_goes_while_it_is_said():
    person = Person()
    with Live(person, 'echo') as live, Recording(FOLDER / 'live.wav') as recording:
        talk = Talk(person, '--hands-free')
        talk.wait_for('listening')
        with said():
            turn, = talk.wait_for_answers(1)
        hang_up(talk)
        sounds, (commit,) = live.of_kind('append'), live.of_kind('input_audio_buffer.commit')
    early_ms = (commit[2] - sounds[0][2]) / 1000
    check(early_ms > 1000 and len(sounds) > 20, f'the first of {len(sounds)} pieces came {early_ms:.0f} ms before the last')
    check(turn['answer'] == 'Loud and clear!' and turn['attachments'][0]['text'].startswith('You said'), turn)
    check(any(event['text'].startswith('You said') for event in talk.all if event['event'] == 'heard'), 'its words were not told')
    check(recording.heard_s() > 0.7, f'{recording.heard_s()} s of the reply were heard')
    kept, = turns(person)
    check(kept['attachments'][0]['text'] == turn['attachments'][0]['text'] and kept['answer'] == 'Loud and clear!', kept)
    check('sound' in person.run('ledger').stdout, 'the ledger has no row of it')


def test_talking_over_it_tells_the_engine_how_much_was_heard():
    person = Person()
    with Live(person, 'long+slow') as live, Recording(FOLDER / 'cut.wav') as recording:
        talk = Talk(person, '--hands-free')
        talk.wait_for('listening')
        with said():
            at = talk.wait_for('speaking')
            time.sleep(0.7)
            with said():
                talk.wait_for('stopped', after=at)
                cut, = talk.wait_for_answers(1)
                hang_up(talk)
        (session, truncated, _), *_ = live.of_kind('conversation.item.truncate')
        cancels = live.of_kind('response.cancel')
    heard_s = recording.heard_s()
    check(cut['finish'] == 'interrupted' and cancels and session == 1, cut)
    check(abs(truncated['audio_end_ms'] / 1000 - heard_s) < 0.3, f'{truncated} and {heard_s} s were heard')


def test_an_engine_that_breaks_off_by_itself_is_silent():
    person = Person()
    with Live(person, 'long+interrupts'), Recording(FOLDER / 'interrupts.wav') as recording:
        talk = Talk(person, '--hands-free')
        talk.wait_for('listening')
        with Playing(numpy.concatenate([BRIEF, room(4)])):
            at = talk.wait_for('speaking')
            turn, = talk.wait_for_answers(1)
            talk.wait_for('listening', after=at)
            time.sleep(0.5)
        hang_up(talk)
    check(turn['state'] == 'stopped', turn)
    check(0.2 < recording.heard_s() < 3, f'{recording.heard_s()} s were heard')


def test_an_engine_that_finds_the_turns_unasked_is_understood():
    person = Person()
    with Live(person, 'insists'):
        talk = Talk(person, '--hands-free', '--mute')
        talk.wait_for('listening')
        with Playing(numpy.concatenate([BRIEF, room(2)])):
            turn, = talk.wait_for_answers(1)
        hang_up(talk)
    check((turn['state'], turn['answer']) == ('done', 'Loud and clear!'), turn)


def test_it_comes_back_with_the_conversation_and_no_secret():
    person = Person()
    settings(person, redact_local='true')
    secret = 'sk-proj-' + 'aB3dE6gH9jK2' * 4
    earlier = person.run('ask', f'what can you do with my API key {secret}?')
    check(earlier.returncode == 0, earlier.stderr)
    with Live(person, 'drop+tool') as live:
        talk = Talk(person, '--hands-free', '--mute', '--conversation', '1')
        talk.wait_for('listening')
        with said():
            turn, = talk.wait_for_answers(1)
        hang_up(talk)
        told = live.log.read_text()
        words = live.of_kind('conversation.item.create')
        spoken = {session: sum(m['bytes'] for n, m, _ in live.of_kind('append') if n == session) for session in (1, 2)}
    check(secret not in told and secret[:20] not in told, 'the secret left')
    check({session for session, _, _ in words} == {1, 2} and all('[api key 1]' in json.dumps(message) for _, message, _ in (words[0], words[-2])), words)
    check(spoken[2] > 0.9 * spoken[1] > 48000, spoken)
    call, = turn['tool_calls']
    check(turn['state'] == 'done' and call['name'] == 'take_screenshot' and 'monitor' in call['arguments'], turn)


def test_it_interprets_as_its_session_was_told():
    person = Person()
    with Live(person, 'x') as live:
        talk = Talk(person, '--hands-free', '--mute', '--interpret', 'ko:en')
        talk.wait_for('listening')
        with said():
            turn, = talk.wait_for_answers(1)
        hang_up(talk)
        (_, told, _), *_ = live.of_kind('session.update')
        first, = json.loads(person.run('history', '--json').stdout)
    check(first['title'].startswith('You said'), first)
    check('Interpret between two languages, “ko” and “en”' in told['session']['instructions'], told)
    check(turn['answer'] == 'Loud and clear!' and turn['attachments'][0]['text'].startswith('You said'), turn)


def test_what_is_being_said_is_known_whatever_happens():
    person = Person()
    with Live(person, 'x') as live:
        talk = Talk(person, '--hands-free', '--mute')
        talk.wait_for('listening')
        with said():
            until('sound at the engine', lambda: len(live.of_kind('append')) > 5)
            talk.process.kill()
            talk.end()
        kept, = turns(person)
        check(kept['state'] == 'interrupted' and kept['attachments'][0]['kind'] == 'voice', kept)
        check('sound' in person.run('ledger').stdout, person.run('ledger').stdout)

        talk = Talk(person, '--mute')
        talk.wait_for('ready')
        talk.press()
        talk.wait_for('listening')
        with Playing(0.05 * tone(1000, 0.02)):
            time.sleep(0.5)
        check(len(rows(person)) == 1, 'a noise was written down')
        talk.press()
        talk.wait_for('ready', after=len(talk.states()) - 1)
        talk.end()
    check(len(turns(person)) == 1, 'silence is in the history')


def test_nobody_s_voice_goes_to_another_machine_unasked():
    other = subprocess.run(['hostname', '-I'], capture_output=True, text=True).stdout.split()
    if not other:
        print('skipped: this machine has no address but its own')
        return
    person = Person()
    with Ear(person), Engine(person) as engine, Live(person, 'x', '--any', address=other[0]) as live:
        person.run('engines', 'default', 'Talker')
        talk = Talk(person, '--hands-free', '--mute')
        talk.wait_for('listening')
        with said():
            turn, = talk.wait_for_answers(1)
        captions = {event['caption'] for event in talk.events('talk')}
        hang_up(talk)
        check(not live.of_kind('append') and not live.of_kind('conversation.item.create'), live.log.read_text())
        check(turn['engine'] == 'talker' and engine.questions()[0]['words'].startswith('utterance 1'), turn)
    check(any('asked of Talker instead' in caption for caption in captions), captions)


def test_what_is_typed_is_asked_of_the_engine_that_is_spoken_with():
    person = Person()
    secret = 'sk-proj-' + 'aB3dE6gH9jK2' * 4
    settings(person, redact_local='true')
    with Live(person, 'x') as live:
        asked = person.run('ask', f'Who hears me? My API key is {secret}.')
        again = person.run('ask', '--conversation', '1', '--engine', 'Live', 'And now?')
        check((asked.returncode, asked.stdout, again.stdout) == (0, 'Loud and clear!\n', 'Loud and clear!\n'), (asked, again))
        words = [json.dumps(message) for _, message, _ in live.of_kind('conversation.item.create')]
        (_, wishes, _), *_ = live.of_kind('session.update')
        check(not live.of_kind('append') and wishes['session']['output_modalities'] == ['text'], wishes)
        check(len(words) == 4 and '[api key 1]' in words[0] and '[api key 1]' in words[1] and 'Loud' in words[2] and 'And now?' in words[3], words)
        check(secret[:20] not in live.log.read_text(), 'the secret left')
        tested = person.run('engines', 'test', 'Live')
        check(tested.returncode == 0 and 's of speech' in tested.stdout, tested)
    check([turn['answer'] for turn in turns(person)] == ['Loud and clear!'] * 2, turns(person))
    person = Person()
    with Live(person, 'refuses'):
        refused = person.run('ask', 'And you?')
        check(refused.returncode != 0 and 'key' in refused.stderr and not refused.stdout, refused)
        reader = person.run('ask', '--engine', 'reader', 'what can you do?')
        check(reader.returncode == 0, reader)


def test_an_engine_that_lets_nobody_in_says_so_and_text_goes_on():
    person = Person()
    with Live(person, 'refuses'):
        talk = Talk(person, '--hands-free', '--mute', '--engine', 'Live')
        talk.wait_for('listening')
        with said():
            until('a sentence about the key', lambda: any('key' in event['caption'] for event in talk.events('talk')))
            typed = person.run('ask', '--engine', 'reader', 'what can you do?')
        hang_up(talk)
    check(typed.returncode == 0, typed.stderr)


if __name__ == '__main__':
    run_all(dict(globals()))
