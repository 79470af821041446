#!/usr/bin/env python3
"""The walls of the house: who may include what, and how long a file may be."""
import re
import sys
from pathlib import Path

# What a folder may include. "engine/base" is the handful of values everyone shares.
ALLOWED = {
    'engine': ('engine/',),
    'capture': ('capture/', 'engine/base/'),
    'ui': ('ui/', 'engine/'),
    'app': ('app/', 'ui/', 'capture/', 'engine/'),
    'tests': ('tests/', 'app/', 'ui/', 'capture/', 'engine/'),
}
# Rooms of the engine that may know only these rooms (and themselves).
ROOMS = {
    'engine/base': (),
    'engine/model': ('engine/base',),
    'engine/local': ('engine/base', 'engine/model', 'engine/voice'),
    'engine/debug': ('engine/base', 'engine/model'),
    'engine/dialect': ('engine/base', 'engine/model'),
    'engine/memory': ('engine/base', 'engine/model'),
    'engine/privacy': ('engine/base', 'engine/model'),
    'engine/voice': ('engine/base', 'engine/model'),
    'engine/transport': ('engine/base', 'engine/model', 'engine/privacy'),
}
# Which files may name a foreign library. Everything else sees our own headers.
FOREIGN = {
    'sqlite3.h': r'engine/memory/|tests/',
    'curl/': r'engine/transport/|tests/bench/',
    'wslay/': r'engine/transport/askg-web-frames\.c',
    'jansson.h': r'engine/|app/|tests/',
    'libsecret/': r'engine/provider/askg-keys\.c|tests/',
    'sodium.h': r'engine/memory/askg-seal\.c|tests/',
    'md4c': r'engine/model/askg-markdown|tests/',
    'espeak-ng/': r'engine/local/askg-espeak-synth\.c',
    'tesseract/': r'engine/local/|tests/bench/',
    'pocketsphinx': r'engine/local/askg-word-hearer\.c',
    'sphinxbase/': r'engine/local/askg-word-hearer\.c',
    'leptonica/': r'engine/local/',
    'spng.h': r'engine/base/|tests/',
    'libdeflate.h': r'engine/base/',
    'turbojpeg.h': r'engine/base/',
    'webp/': r'engine/base/',
    'seccomp.h': r'engine/base/|tests/unit/ui/test-hostile-widgets',
    'gst/': r'capture/screen/|capture/audio/',
    'pulse/': r'capture/audio/askg-application-sound\.c',
    'X11/': r'capture/|ui/overlay/|tests/bench/',
    'xcb/': r'capture/|tests/bench/|tests/desktop/',
    'wayland-client': r'capture/|tests/bench/',
    'gdk/wayland/': r'ui/overlay/|capture/clipboard/',
    'gdk/x11/': r'ui/overlay/|ui/region/',
    'gdk/': r'ui/|app/|tests/|capture/clipboard/',
    'gtk/': r'ui/|app/askg-desk|tests/',
    'gtk4-layer-shell': r'ui/overlay/',
    'gtksourceview/': r'ui/|tests/',
    'adwaita.h': r'ui/|app/askg-desk|tests/',
}
MAX_LINES = {'.c': 450, '.h': 150, '.ui': 460, '.py': 450}


def room_of(name):
    parts = name.split('/')
    return '/'.join(parts[:2]) if parts[0] == 'engine' else parts[0]


def problem_of_own(name, header, is_private_use_fine):
    layer, room = name.split('/')[0], room_of(name)
    if '/' not in header:
        return f'name the layer: "<folder>/{header}"'
    if not header.startswith(ALLOWED[layer]):
        return f'{layer}/ may not include {header}'
    other = room_of(header)
    if room in ROOMS and other != room and other not in ROOMS[room]:
        return f'{room}/ may not include {other}/'
    if header.endswith('-private.h') and Path(header).parent != Path(name).parent and not is_private_use_fine:
        return f'{header} is private to its folder'
    return None


def problems(root):
    for path in sorted(p for d in ALLOWED for p in (root / d).rglob('*')):
        # The sources that the tour's compiler run fails on are no part of the house.
        if path.suffix not in MAX_LINES or {'__pycache__', 'tour-files'} & set(path.parts):
            continue
        name = path.relative_to(root).as_posix()
        lines = path.read_text(encoding='utf-8').splitlines()
        if len(lines) > MAX_LINES[path.suffix] and not name.startswith('tests/rigs/'):
            yield f'{name}: {len(lines)} lines, the limit is {MAX_LINES[path.suffix]}'
        if path.suffix not in ('.c', '.h'):
            continue
        for number, line in enumerate(lines, 1):
            where = f'{name}:{number}'
            if own := re.match(r'#include "([\w./-]+)"', line):
                # Headers made at build time (resources, Wayland protocols) stand alone.
                if re.search(r'-(resources|protocol|generated)\.h$', own[1]):
                    continue
                if trouble := problem_of_own(name, own[1], name.startswith('tests/')):
                    yield f'{where}: {trouble}'
            elif system := re.match(r'#include <([^>]+)>', line):
                for prefix, who in FOREIGN.items():
                    if system[1].startswith(prefix):
                        if not re.match(who, name):
                            yield f'{where}: only {who} may include <{system[1]}>'
                        break


if __name__ == '__main__':
    found = list(problems(Path(sys.argv[1])))
    print('\n'.join(found) or 'tree: ok')
    sys.exit(1 if found else 0)
