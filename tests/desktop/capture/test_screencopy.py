"""wlroots: every output upright, at its own scale and place, to the pixel what the compositor shows."""
import pathlib
import subprocess

import gi

gi.require_version('GdkPixbuf', '2.0')
from gi.repository import GdkPixbuf, GLib  # noqa: E402

import pictures
from pictures import Picture, check, grab, run, same, until

FOLDER = pictures.FOLDER
FOLDER_OF_RIGS = pathlib.Path(__file__).parents[2] / 'rigs/desktop'
TRANSFORMS = ['normal', '90', '180', '270', 'flipped', 'flipped-90', 'flipped-180', 'flipped-270']


def wallpaper(name, width, height, seed):
    """A picture whose every pixel tells where it is."""
    data = bytes(byte for y in range(height) for x in range(width)
                 for byte in (x & 255, y & 255, (x >> 8 & 7) << 5 | (y >> 8 & 7) << 2 | seed))
    path = FOLDER / f'{name}.png'
    GdkPixbuf.Pixbuf.new_from_bytes(GLib.Bytes.new(data), GdkPixbuf.Colorspace.RGB, False, 8, width, height,
                                    width * 3).savev(str(path), 'png', [], [])
    return path


def sway(*words):
    run('swaymsg', *words)


def hang_up(output, path):
    sway('output', output, 'bg', path, 'stretch')


def grim(output, name):
    path = FOLDER / f'grim-{name}.png'
    run('grim', '-o', output, path)
    return Picture(path)


def count(counter=[0]):
    counter[0] += 1
    return f'grab-{counter[0]}'


def test_outputs_stand_where_the_layout_says():
    places = {name: place for name, (place, _) in grab(count()).items()}
    check(places == {'HEADLESS-1': '0,0 1920x1080', 'HEADLESS-2': '-1280,-100 1280x720',
                     'HEADLESS-3': '1920,0 600x800'}, f'places are {places}')


def test_pixels_are_the_wallpapers():
    for output, width, height in ('HEADLESS-1', 1920, 1080), ('HEADLESS-3', 600, 800):
        path = wallpaper(output, width, height, 1)
        hang_up(output, path)
        expected = Picture(path)
        until(f'{output} shows its wallpaper exactly',
              lambda: grab(count())[output][1].rows == expected.rows)


def test_a_scaled_output_gives_all_its_own_pixels():
    hang_up('HEADLESS-2', wallpaper('HEADLESS-2', 1280, 720, 2))
    until('the wallpaper', lambda: grab(count())['HEADLESS-2'][1].at(1900, 1070)[2] & 3 == 2)
    picture = grab(count())['HEADLESS-2'][1]
    check((picture.width, picture.height) == (1920, 1080), f'{picture.width}x{picture.height}')
    same(picture.rows, grim('HEADLESS-2', 'scaled').rows, 'scaled output')


def test_every_transform_reads_upright():
    for transform in TRANSFORMS:
        sway('output', 'HEADLESS-3', 'transform', transform)
        size = '600x800' if transform.endswith('90') or transform.endswith('270') else '800x600'
        until(f'transform {transform}', lambda: grab(count())['HEADLESS-3'][0].endswith(size))
        # The wallpaper is drawn again in the new shape: wait until both tools see the same.
        until(f'{transform}: what grim shows',
              lambda: grab(count())['HEADLESS-3'][1].rows == grim('HEADLESS-3', transform).rows)
        picture = grab(count())['HEADLESS-3'][1]
        check(picture.at(3, 3)[0] < picture.at(picture.width // 4, 3)[0], f'{transform}: left is not left')
        check(picture.at(3, 3)[1] < picture.at(3, picture.height // 4)[1], f'{transform}: top is not top')


def test_memory_of_one_shape_serves_another():
    sway('output', 'HEADLESS-3', 'transform', 'normal')
    until('upright', lambda: grab(count(), '--times', '3')['HEADLESS-3'][0].endswith('800x600'))


def test_a_cancelled_grab_says_so():
    check('cancelled' in run(pictures.GRAB, '--cancel', status=1), 'not cancelled')


def test_windows_are_told_where_they_are_seen():
    window = subprocess.Popen([str(FOLDER_OF_RIGS / 'selftest-window')], stdout=subprocess.PIPE, text=True)
    try:
        check(window.stdout.readline() == 'shown\n', 'no window')
        until('the window is listed', lambda: 'Rig window' in run(pictures.GRAB, '--windows'))
        listed = run(pictures.GRAB, '--windows')
        check(listed.count('\n') == 1, listed)
        taken = run(pictures.GRAB, '--into', FOLDER, '--window', 'Rig window')
        check('window' in taken or 'HEADLESS' in taken, taken)
        sway('workspace', 'another')
        until('it is out of sight', lambda: run(pictures.GRAB, '--windows') == '')
    finally:
        window.kill()
        window.wait()


def test_windows_are_told_to_be_out_of_reach_where_nobody_tells_them():
    nobody = {'SWAYSOCK': '/nowhere'}
    check(run(pictures.GRAB, '--windows', environment=nobody) == '', 'windows are listed')
    message = run(pictures.GRAB, '--window', '1', status=1, environment=nobody)
    check('unavailable' in message and 'region' in message, message)


def test_no_compositor_is_one_sentence():
    message = run(pictures.GRAB, status=1, environment={'WAYLAND_DISPLAY': 'nobody-here'})
    check('no-display' in message and 'nobody-here' in message and message.count('\n') == 1, message)
    message = run(pictures.GRAB, status=1, environment={'ASKGLASS_CAPTURE': 'crystal-ball'})
    check('capture-unavailable' in message and 'crystal-ball' in message, message)


def test_the_doctor_names_the_way():
    check('wlr-screencopy' in (said := run(pictures.GRAB, '--describe')) and said.count('\n') == 1, said)
    said = run(pictures.GRAB, '--describe', environment={'ASKGLASS_CAPTURE': 'portal'})
    check('no Screenshot portal answers' in said and 'no ScreenCast portal answers' in said, said)


def main():
    # The pointer of a headless sway is drawn into every picture.
    subprocess.run(['swaymsg', 'seat', 'seat0', 'hide_cursor', '100'], stdout=subprocess.DEVNULL, check=False)
    for name, test in list(globals().items()):
        if name.startswith('test_'):
            test()
            print('ok', name, flush=True)


main()
