"""A window that shows an error, as a terminal would, or other words: error-window.py [TITLE TEXT]. Prints "shown"."""
import sys

import gi

gi.require_version('Gtk', '4.0')
from gi.repository import GLib, Gtk  # noqa: E402

TEXT = """$ make
gcc -o harbor main.o session.o
/usr/bin/ld: session.o: in function open_session:
session.c:12: undefined reference to `tls_connect'
collect2: error: ld returned 1 exit status
make: *** [Makefile:3: harbor] Error 1
"""
TITLE, TEXT = sys.argv[1:3] if len(sys.argv) > 2 else ('make', TEXT)


def activate(app):
    css = Gtk.CssProvider()
    css.load_from_data(b'label { font: 18px monospace; color: #202020; background: white; padding: 12px; }')
    window = Gtk.ApplicationWindow(application=app, title=TITLE)
    label = Gtk.Label(label=TEXT, xalign=0, yalign=0)
    label.get_style_context().add_provider(css, Gtk.STYLE_PROVIDER_PRIORITY_APPLICATION)
    window.set_child(label)
    window.connect('map', lambda _: GLib.timeout_add(200, lambda: print('shown', flush=True)))
    window.present()


app = Gtk.Application(application_id='org.askglass.TestError')
app.connect('activate', activate)
app.run(None)
