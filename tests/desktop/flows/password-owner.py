"""Puts a password on the clipboard as a password manager does: as text, and marked (X11). Prints "copied"."""
import sys

import gi

gi.require_version('Gdk', '4.0')
gi.require_version('Gtk', '4.0')
from gi.repository import Gdk, GLib, Gtk  # noqa: E402

Gtk.init()
text = Gdk.ContentProvider.new_for_bytes('text/plain;charset=utf-8', GLib.Bytes.new(sys.argv[1].encode()))
mark = Gdk.ContentProvider.new_for_bytes('x-kde-passwordManagerHint', GLib.Bytes.new(b'secret'))
Gdk.Display.get_default().get_clipboard().set_content(Gdk.ContentProvider.new_union([text, mark]))
GLib.timeout_add(300, lambda: print('copied', flush=True))
GLib.MainLoop().run()
