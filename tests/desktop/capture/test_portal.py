"""Portals: allowed, refused, hanging, lying about the file; cut into outputs, or cast."""
import os
import subprocess
import time
from pathlib import Path

import pictures
from pictures import Picture, check, grab, run, same, until

RIG = Path(os.environ['ASKG_RIGS'])
FOLDER = pictures.FOLDER
PICTURES = Path.home() / 'Pictures'


def portal(*settings):
    run(RIG / 'fake-portal', 'set', *settings)


def shot(name, way='screenshot', **more):
    return grab(name, environment={'ASKGLASS_CAPTURE': way, **more})


def refusal(way='screenshot', *arguments):
    message = run(pictures.GRAB, *arguments, status=1, environment={'ASKGLASS_CAPTURE': way})
    check(message.count('\n') == 1 and len(message) < 460, message)
    return message


def left_behind():
    return sorted(PICTURES.glob('*')) if PICTURES.exists() else []


def grim(output):
    path = FOLDER / f'grim-{output}.png'
    run('grim', '-o', output, path)
    return Picture(path)


def test_the_picture_is_cut_into_its_outputs():
    frames = shot('cut')
    check({name: place for name, (place, _) in frames.items()} ==
          {'HEADLESS-1': '0,0 1920x1080', 'HEADLESS-2': '-1280,-100 1280x720'}, f'{frames}')
    for output, (_, picture) in frames.items():
        same(picture.rows, grim(output).rows, output)


def test_no_file_is_left_behind():
    check(left_behind() == [], left_behind())


def test_what_another_left_there_stays():
    kept = PICTURES / 'kept.png'
    run('grim', '-o', 'HEADLESS-2', kept)
    old = time.time() - 60
    os.utime(kept, (old, old))
    shot('kept')
    time.sleep(0.3)
    check(left_behind() == [kept], f'left behind: {left_behind()}')
    kept.unlink()


def test_a_picture_that_fits_no_layout_stays_whole():
    path = FOLDER / 'odd.png'
    run('grim', '-g', '0,0 300x200', path)
    portal(f'screenshot={path}')
    frames = shot('odd')
    check(list(frames) == ['window'] and frames['window'][1].width == 300, f'{frames}')


def test_no_is_one_sentence_and_asked_again_later():
    portal('screenshot=deny')
    check('capture-refused' in (said := refusal()) and 'declined' in said, said)
    portal('screenshot=grab')
    check(len(shot('again')) == 2, 'not asked again')


def test_a_refusal_of_earlier_says_how_to_undo_it():
    portal('screenshot=fail')
    check('capture-refused' in (said := refusal()) and 'permission-remove' in said, said)


def test_a_slow_refusal_is_a_persons_and_not_followed_by_another_question():
    portal('screenshot=fail', 'delay=1', 'output=HEADLESS-1')
    check('declined' in (said := refusal('portal')), said)
    portal('delay=0')


def test_a_file_that_is_not_there_is_told():
    portal('screenshot=missing')
    check('capture-unavailable' in (said := refusal()) and 'Pictures' in said, said)


def test_a_file_that_is_no_picture_is_told():
    path = FOLDER / 'no.png'
    path.write_text('this is no picture')
    portal(f'screenshot={path}')
    check('unreadable-picture' in (said := refusal()), said)
    check(left_behind() == [], left_behind())


def test_a_question_can_be_withdrawn():
    portal('screenshot=hang')
    started = time.monotonic()
    check('cancelled' in refusal('screenshot', '--cancel'), 'not cancelled')
    check(time.monotonic() - started < 2, 'waited for the portal')
    portal('screenshot=grab')
    check(len(shot('after-hang')) == 2, 'the portal is stuck')


def test_a_cast_gives_the_monitor_that_is_shared():
    portal('output=HEADLESS-1')
    frames = shot('cast', 'screencast')
    check({name: place for name, (place, _) in frames.items()} == {'HEADLESS-1': '0,0 1920x1080'}, f'{frames}')
    same(frames['HEADLESS-1'][1].rows, grim('HEADLESS-1').rows, 'cast')


def token():
    path = Path(os.environ['XDG_DATA_HOME']) / 'askglass' / 'screencast.ini'
    check(path.stat().st_mode & 0o777 == 0o600, 'the token can be read by others')
    return path, path.read_text(encoding='utf-8')


def test_each_cast_keeps_the_next_token():
    path, first = token()
    os.utime(path, (0, 0))
    shot('cast-again', 'screencast')
    check('RestoreToken=' in first and 'RestoreToken=' in token()[1], first)
    check(path.stat().st_mtime > 0, 'the token was not replaced')
    check('restore_data' in run(RIG / 'fake-portal', 'state'), 'the token was not used')
    path.write_text('[ScreenCast]\nRestoreToken=not-one-of-theirs\n', encoding='utf-8')
    check('HEADLESS-1' in shot('cast-lost-token', 'screencast'), 'an unknown token is an error')
    path.write_bytes(b'\x00\xff no key file')
    check('HEADLESS-1' in shot('cast-broken-file', 'screencast'), 'a broken file is an error')


def test_a_cast_can_be_declined():
    portal('screencast=deny')
    check('capture-refused' in (said := refusal('screencast')), said)
    portal('screencast=grant')


def test_where_screenshots_are_refused_for_good_the_cast_stands_in():
    """As on a desktop without screencopy: left to choose by itself, but for the first way."""
    portal('screenshot=fail', 'output=HEADLESS-1')
    check('HEADLESS-1' in shot('stand-in', 'portal'), 'no cast')


def test_the_doctor_misses_nothing_here():
    said = run(pictures.GRAB, '--describe', environment={'ASKGLASS_CAPTURE': 'portal'})
    check('portal takes the picture' in said and 'Missing' not in said, said)


def main():
    subprocess.run(['swaymsg', 'seat', 'seat0', 'hide_cursor', '100'], stdout=subprocess.DEVNULL, check=False)
    for output, colour in ('HEADLESS-1', '#204060'), ('HEADLESS-2', '#602040'):
        run('swaymsg', 'output', output, 'bg', colour, 'solid_color')
    until('the wallpapers', lambda: grim('HEADLESS-2').at(600, 600) == (0x60, 0x20, 0x40))
    for name, test in list(globals().items()):
        if name.startswith('test_'):
            test()
            print('ok', name, flush=True)


main()
