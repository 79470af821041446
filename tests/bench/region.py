#!/usr/bin/env python3
"""region.py FOLDER: two pictures of 800x300, as a person drags them round a message: eng.png and kor.png."""
import importlib.util
import sys
from pathlib import Path

import cairo

spec = importlib.util.spec_from_file_location('ocr_set', Path(__file__).with_name('ocr-set.py'))
ocr_set = importlib.util.module_from_spec(spec)
spec.loader.exec_module(ocr_set)

REGIONS = {'eng': ('eng-log-gcc.txt', 'DejaVu Sans Mono'), 'kor': ('kor-log-build.txt', 'Noto Sans Mono CJK KR')}

for name, (text, font) in REGIONS.items():
    lines = (ocr_set.TEXTS / text).read_text(encoding='utf-8').splitlines()
    surface = cairo.ImageSurface(cairo.FORMAT_RGB24, 800, 300)
    context = cairo.Context(surface)
    context.set_source_rgb(*ocr_set.colour(ocr_set.THEMES['dark'][0]))
    context.paint()
    context.set_source_surface(ocr_set.render(lines, font, 14, 'dark'), 0, 0)
    context.paint()
    surface.write_to_png(str(Path(sys.argv[1]) / f'{name}.png'))
