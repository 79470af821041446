"""A menu's window, which no window manager is asked about: popup-window.py CLASS X,Y,WxH. Prints "shown"."""
import ctypes
import ctypes.util
import re
import sys
import time

MAGENTA = 0xff00ff
CW_BACK_PIXEL, CW_OVERRIDE_REDIRECT = 1 << 1, 1 << 9
STRING, WM_CLASS = 31, 67


class Attributes(ctypes.Structure):
    _fields_ = [('background_pixmap', ctypes.c_ulong), ('background_pixel', ctypes.c_ulong), ('border_pixmap', ctypes.c_ulong),
                ('border_pixel', ctypes.c_ulong), ('bit_gravity', ctypes.c_int), ('win_gravity', ctypes.c_int),
                ('backing_store', ctypes.c_int), ('backing_planes', ctypes.c_ulong), ('backing_pixel', ctypes.c_ulong),
                ('save_under', ctypes.c_int), ('event_mask', ctypes.c_long), ('do_not_propagate_mask', ctypes.c_long),
                ('override_redirect', ctypes.c_int), ('colormap', ctypes.c_ulong), ('cursor', ctypes.c_ulong)]


x11 = ctypes.CDLL(ctypes.util.find_library('X11') or 'libX11.so.6')
for name in 'XOpenDisplay', 'XCreateWindow', 'XDefaultRootWindow':
    getattr(x11, name).restype = ctypes.c_void_p
display = ctypes.c_void_p(x11.XOpenDisplay(None))
x, y, width, height = map(int, re.findall(r'\d+', sys.argv[2]))
wanted = Attributes(background_pixel=MAGENTA, override_redirect=1)
window = ctypes.c_ulong(x11.XCreateWindow(display, ctypes.c_ulong(x11.XDefaultRootWindow(display)), x, y, width, height, 0, 0, 1,
                                          None, ctypes.c_ulong(CW_BACK_PIXEL | CW_OVERRIDE_REDIRECT), ctypes.byref(wanted)))
words = sys.argv[1].encode() + b'\0' + sys.argv[1].encode() + b'\0'
x11.XChangeProperty(display, window, ctypes.c_ulong(WM_CLASS), ctypes.c_ulong(STRING), 8, 0, words, len(words))
x11.XMapRaised(display, window)
x11.XSync(display, 0)
time.sleep(0.2)
print('shown', flush=True)
time.sleep(60)
