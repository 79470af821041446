"""One fullscreen window an output, with known colours and an error to read. Ends with its standard input.

Each has its own ground, and at 120,120 a light plate of 240x160."""
import sys

import gi

gi.require_version('Gtk', '4.0')
gi.require_version('PangoCairo', '1.0')
from gi.repository import Gdk, GLib, Gtk, PangoCairo  # noqa: E402

GROUNDS = (0x20, 0x40, 0x60), (0x60, 0x20, 0x40)
PLATE = 0xf0, 0xf0, 0xf0
TEXT = ('cc -c -o session.o session.c\n'
        'session.c:42:17: error: ‘struct session’ has no member named ‘resume’\n'
        'make: *** [Makefile:7: session.o] Error 1')


def paint(area, context, width, height, number):
    red, green, blue = (value / 255 for value in GROUNDS[number % 2])
    context.set_source_rgb(red, green, blue)
    context.paint()
    context.rectangle(120, 120, 240, 160)
    context.set_source_rgb(*(value / 255 for value in PLATE))
    context.fill()
    context.rectangle(120, 400, 640, 60)
    context.set_source_rgb(1, 1, 1)
    context.fill()
    context.set_source_rgb(0, 0, 0)
    for text, x, y in (TEXT, 128, 402), ('Nothing is wrong here', 140, 140):
        context.move_to(x, y)
        PangoCairo.show_layout(context, area.create_pango_layout(text))


def activate(app):
    css = Gtk.CssProvider()
    css.load_from_data(b'drawingarea { font: 15px "DejaVu Sans Mono"; }')
    display = Gdk.Display.get_default()
    Gtk.StyleContext.add_provider_for_display(display, css, 800)
    for number, monitor in enumerate(display.get_monitors()):
        window = Gtk.ApplicationWindow(application=app, title=f'board {number}')
        area = Gtk.DrawingArea()
        area.set_draw_func(paint, number)
        window.set_child(area)
        window.fullscreen_on_monitor(monitor)
        window.show()


def main():
    app = Gtk.Application(application_id='org.desk.Board')
    app.connect('activate', activate)
    GLib.io_add_watch(sys.stdin, GLib.PRIORITY_DEFAULT, GLib.IO_HUP, lambda *_: app.quit())
    app.run([])


main()
