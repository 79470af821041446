"""A region is chosen and asked about: the same on both desktops."""
from desk import *  # noqa: F401,F403

FINE_WIDTH = {'gnome': 848, 'kde': 853}[DESK] # 1280 pixels at 1.5, as near as the desktop comes to it


def test_each_output_shows_its_own_frozen_frame():
    asking = ask_region('frames')
    wait_frozen()
    places = sorted((one['x'], one['width']) for one in frozen())
    check(places == [(0, 1920), (1920, FINE_WIDTH)], places)
    hand('press', 'Escape')
    ended(asking)


def test_a_region_of_the_first_output():
    choose_and_ask(0, 'first')
    dismiss()


def test_a_region_of_the_scaled_output():
    choose_and_ask(1, 'fine')
    dismiss()


def test_an_error_is_read_and_answered():
    read_an_error(0, 'error')
    dismiss()


def test_an_error_on_the_scaled_output():
    read_an_error(1, 'fine-error')
    dismiss()


def test_escape_leaves_nothing_behind():
    escape_leaves_nothing()
