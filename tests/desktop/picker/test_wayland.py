"""sway, two outputs, the left one left of 0 and at scale 2: the same hand, and every pixel of a fine screen."""
import os
import time

import picking
from picking import SHOTS, Picker, check, run

INPUT = os.environ['ASKG_WL_INPUT']


def hand(*words):
    run(INPUT, *words)
    time.sleep(0.1)


def expect(picker, wanted):
    got = picker.result()
    check(got == wanted, f'got {got!r} instead of {wanted!r}')


def test_a_drag_gives_those_pixels():
    picker = Picker()
    hand('drag', 400, 300, 700, 500)
    expect(picker, 'region 400,300 300x200 pixels 300x200 first 144,44 output HEADLESS-1 title -')


# wl-input points at the middle of a logical pixel: here, at the second of two.
def test_a_drag_on_the_fine_output_gives_all_its_pixels():
    picker = Picker()
    hand('drag', -540, 100, -440, 150)
    expect(picker, 'region -540,100 100x50 pixels 200x100 first 201,201 output HEADLESS-2 title -')


def test_keys_alone_draw_a_region_pixel_by_pixel():
    hand('move', 640, 360)
    picker = Picker()
    hand('move', 642, 362)
    hand('key', 'Right', 'key', 'space', 'key', 'shift+Right', 'key', 'shift+Down', 'key', 'Return')
    expect(picker, 'region 643,362 10x10 pixels 10x10 first 131,106 output HEADLESS-1 title -')


def test_the_frozen_picture_is_shown_pixel_by_pixel():
    picker = Picker()
    hand('move', 300, 200)
    run('grim', '-o', 'HEADLESS-2', '-t', 'ppm', SHOTS / 'fine.ppm')
    hand('key', 'Escape')
    picker.result()
    data = (SHOTS / 'fine.ppm').read_bytes()
    pixels = data[len(data) - 1280 * 720 * 3:]
    for x, y in (10, 10), (11, 10), (201, 301), (1270, 333):
        red, green = pixels[(y * 1280 + x) * 3], pixels[(y * 1280 + x) * 3 + 1]
        check(abs(red - (x & 255) / 2) <= 1 and abs(green - (y & 255) / 2) <= 1,
              f'{x},{y} under the veil is {red},{green}')


def test_escape_leaves_nothing_behind():
    picker = Picker()
    hand('move', 400, 300, 'press')
    hand('move', 600, 400)
    hand('key', 'Escape')
    hand('release')
    check(picker.result().startswith('cancelled'), 'Esc did not cancel')
    check('Choose a region' not in run('swaymsg', '-t', 'get_tree'), 'a window stays')


if __name__ == '__main__':
    hand('move', 640, 360)
    picking.run_all(globals())
