#!/usr/bin/env python3
"""Renders the texts of tests/corpora/ocr as a screen would show them.

  ocr-set.py FOLDER [--sizes 11,14,16] [--every N]

Writes one PNG a picture and `set.tsv`: picture, language, kind, font, size in pixels, theme, text file.
Three fonts, light, dark and coloured themes; each text in every size, the fonts and themes in turn,
so that each text meets each font and each theme. --every N keeps each N-th picture.
"""
import argparse
import itertools
from pathlib import Path

import cairo
import gi

gi.require_version('Pango', '1.0')
gi.require_version('PangoCairo', '1.0')
from gi.repository import Pango, PangoCairo  # noqa: E402

TEXTS = Path(__file__).resolve().parent.parent / 'corpora' / 'ocr'
FONTS = {
    ('eng', 'code'): ('DejaVu Sans Mono', 'JetBrains Mono'),
    ('eng', 'log'): ('JetBrains Mono', 'DejaVu Sans Mono'),
    ('eng', 'dialog'): ('Inter', 'DejaVu Sans'),
    ('kor', 'code'): ('DejaVu Sans Mono, Noto Sans CJK KR', 'Noto Sans Mono CJK KR'),
    ('kor', 'log'): ('JetBrains Mono, Noto Sans CJK KR', 'Noto Sans Mono CJK KR'),
    ('kor', 'dialog'): ('Noto Sans CJK KR', 'Inter, Noto Sans CJK KR'),
}
# Background, then the colours that lines take in turn.
THEMES = {
    'light': ('#ffffff', ('#1e1e1e',)),
    'dark': ('#1e1e1e', ('#d4d4d4',)),
    'coloured-dark': ('#300a24', ('#eeeeec', '#8ae234', '#ef6464', '#729fcf', '#fce94f')),
    'coloured-light': ('#fdf6e3', ('#586e75', '#b5300f', '#1a6fb4', '#5f7600', '#8a2be2')),
}


def colour(text):
    return tuple(int(text[i:i + 2], 16) / 255 for i in (1, 3, 5))


def render(lines, font, size_px, theme):
    background, inks = THEMES[theme]
    surface = cairo.ImageSurface(cairo.FORMAT_RGB24, 1, 1)
    layout = PangoCairo.create_layout(cairo.Context(surface))
    description = Pango.FontDescription(font)
    description.set_absolute_size(size_px * Pango.SCALE)
    layout.set_font_description(description)
    attributes = Pango.AttrList()
    attributes.insert(Pango.attr_font_features_new('calt=0, liga=0'))  # terminals do not join letters
    layout.set_attributes(attributes)
    extents = []
    for line in lines:
        layout.set_text(line or ' ')
        extents.append(layout.get_pixel_size())
    step = round(size_px * 1.45)
    width, height = max(w for w, _ in extents) + 24, step * len(lines) + 20
    surface = cairo.ImageSurface(cairo.FORMAT_RGB24, width, height)
    context = cairo.Context(surface)
    context.set_source_rgb(*colour(background))
    context.paint()
    for number, (line, ink) in enumerate(zip(lines, itertools.cycle(inks))):
        layout.set_text(line)
        context.move_to(12, 10 + number * step)
        context.set_source_rgb(*colour(ink))
        PangoCairo.show_layout(context, layout)
    return surface


def pictures(sizes):
    """Every text at every size, once light and dark in its first font, once coloured in its second."""
    turn = 0
    for path in sorted(TEXTS.glob('*-*-*.txt')):
        language, kind, _ = path.stem.split('-')
        for size in sizes:
            fonts = FONTS[language, kind]
            for theme in THEMES:
                yield path, language, kind, fonts[turn % len(fonts)], size, theme
                turn += 1
            turn += 1


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('folder', type=Path)
    parser.add_argument('--sizes', default='11,14,16')
    parser.add_argument('--every', type=int, default=1)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    sizes = [int(size) for size in options.sizes.split(',')]
    with open(options.folder / 'set.tsv', 'w', encoding='utf-8') as table:
        for path, language, kind, font, size, theme in itertools.islice(pictures(sizes), 0, None, options.every):
            name = f'{path.stem}-{size}-{theme}.png'
            lines = path.read_text(encoding='utf-8').rstrip('\n').split('\n')
            render(lines, font, size, theme).write_to_png(str(options.folder / name))
            print(name, language, kind, font.split(',')[0], size, theme, path.name, sep='\t', file=table)


if __name__ == '__main__':
    main()
