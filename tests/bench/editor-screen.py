#!/usr/bin/env python3
"""Fills the screen with what a screen shows at work: code in two panes, a terminal, a photograph's gradient.

With --picture FILE WIDTH HEIGHT it is a PNG of that size instead.
"""
import os
import sys
from pathlib import Path

import cairo
import gi

gi.require_version('Gdk', '4.0')
gi.require_version('Gtk', '4.0')
from gi.repository import Gdk, GLib, Gtk  # noqa: E402

TEXTS = sorted((Path(__file__).resolve().parent.parent / 'corpora/ocr').glob('eng-*.txt'))
INKS = ('#d4d4d4', '#9cdcfe', '#ce9178', '#6a9955', '#c586c0')


def pane(context, x, y, width, height, lines, background):
    context.save()
    context.rectangle(x, y, width, height)
    context.clip()
    context.set_source_rgb(*background)
    context.paint()
    context.select_font_face('DejaVu Sans Mono')
    context.set_font_size(14)
    for number in range(int(height // 19)):
        ink = Gdk.RGBA()
        ink.parse(INKS[number * 7 % len(INKS)])
        context.set_source_rgb(ink.red, ink.green, ink.blue)
        context.move_to(x + 12, y + 20 + number * 19)
        context.show_text(lines[number % len(lines)])
    context.restore()


def draw(_area, context, width, height):
    lines = [line for path in TEXTS for line in path.read_text(encoding='utf-8').splitlines()]
    gradient = cairo.LinearGradient(0, 0, width, height)
    gradient.add_color_stop_rgb(0, 0.2, 0.3, 0.5)
    gradient.add_color_stop_rgb(1, 0.7, 0.4, 0.3)
    context.set_source(gradient)
    context.paint()
    pane(context, 0, 40, width * 0.45, height - 40, lines, (0.12, 0.12, 0.12))
    pane(context, width * 0.45 + 2, 40, width * 0.35, height * 0.6, lines[20:] + lines, (0.12, 0.12, 0.14))
    pane(context, width * 0.45 + 2, height * 0.6 + 42, width * 0.35, height, lines[40:] + lines, (0.19, 0.04, 0.14))


def activate(app):
    area = Gtk.DrawingArea()
    area.set_draw_func(draw)
    window = Gtk.ApplicationWindow(application=app, child=area)
    window.fullscreen()
    window.present()
    GLib.timeout_add(500, lambda: Path(os.environ['TMPDIR'], 'editor-screen').touch())


def save(path, width, height):
    surface = cairo.ImageSurface(cairo.FORMAT_RGB24, width, height)
    draw(None, cairo.Context(surface), width, height)
    surface.write_to_png(path)


if __name__ == '__main__':
    if sys.argv[1:2] == ['--picture']:
        save(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
        sys.exit()
    app = Gtk.Application(application_id='org.askglass.EditorScreen')
    app.connect('activate', activate)
    app.run()
