"""What a terminal shows of the bytes a program wrote, and that as a picture: colours, a grid of cells, Pango and cairo."""
import re
import unicodedata

import cairo
import gi

gi.require_version('Pango', '1.0')
gi.require_version('PangoCairo', '1.0')
from gi.repository import Pango, PangoCairo  # noqa: E402

# The sixteen colours of GNOME's terminals; what they write in without a colour, and on what.
COLOURS = ('#171421', '#c01c28', '#26a269', '#a2734c', '#12488b', '#a347ba', '#2aa1b3', '#d0cfcc',
           '#5e5c64', '#f66151', '#33d17a', '#e9ad0c', '#2a7bde', '#c061cb', '#33c7de', '#ffffff')
THEMES = {'light': ('#171421', '#ffffff'), 'dark': ('#d0cfcc', '#171421')}
MARGIN_PX = 8
PLAIN = (None, False)
TOKEN = re.compile(r'\x1b\[([0-9;:?<=>]*)[ -/]*([@-~])|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()][0-9A-Za-z]|\x1b.|[\x00-\x1f]|[^\x00-\x1f]+', re.S)


def width_of(character):
    if unicodedata.combining(character) or unicodedata.category(character) in ('Cf', 'Cc'):
        return 0
    return 2 if unicodedata.east_asian_width(character) in 'WF' else 1


class Screen:
    """Rows without end, the cursor, and how what is written next looks."""

    def __init__(self, columns):
        self.columns, self.rows, self.row, self.column, self.look = columns, [{}], 0, 0, PLAIN
        self.goes_on = set()  # rows that the terminal has wrapped

    def feed(self, output):
        for token in TOKEN.finditer(output.decode(errors='replace')):
            text = token[0]
            if token[2]:
                self.obey(token[1], token[2])
            elif text >= ' ':
                for character in text:
                    self.put(character)
            elif text == '\n':
                self.down()
            elif text == '\r':
                self.column = 0
            elif text == '\b':
                self.column = max(0, self.column - 1)
            elif text == '\t':
                self.column = min((self.column // 8 + 1) * 8, self.columns - 1)

    def down(self):
        self.row += 1
        while len(self.rows) <= self.row:
            self.rows.append({})

    def put(self, character):
        width = width_of(character)
        if width == 0:
            return
        if self.column + width > self.columns:
            self.goes_on.add(self.row)
            self.down()
            self.column = 0
        self.rows[self.row][self.column] = (character, self.look)
        self.column += width

    def obey(self, parameters, final):
        numbers = [int(n) if n.isdigit() else 0 for n in re.split('[;:]', parameters)]
        n = max(1, numbers[0])
        row = self.rows[self.row]
        if final == 'm' and not parameters.startswith(('?', '>')):
            self.paint(numbers)
        elif final == 'K':
            first, end = {0: (self.column, self.columns), 1: (0, self.column + 1)}.get(numbers[0], (0, self.columns))
            for at in range(first, end):
                row.pop(at, None)
            self.goes_on.discard(self.row)
        elif final == 'A':
            self.row = max(0, self.row - n)
        elif final in 'BE':
            for _ in range(n):
                self.down()
            self.column = 0 if final == 'E' else self.column
        elif final == 'C':
            self.column = min(self.column + n, self.columns - 1)
        elif final == 'D':
            self.column = max(0, self.column - n)
        elif final == 'F':
            self.row, self.column = max(0, self.row - n), 0
        elif final == 'G':
            self.column = min(n, self.columns) - 1
        elif final == 'J' and numbers[0] == 0:
            for at in [at for at in row if at >= self.column]:
                del row[at]
            del self.rows[self.row + 1:]

    def paint(self, numbers):
        colour, bold = self.look
        numbers = iter(numbers)
        for n in numbers:
            if n == 0:
                colour, bold = PLAIN
            elif n == 1:
                bold = True
            elif n == 22:
                bold = False
            elif n == 39:
                colour = None
            elif 30 <= n <= 37:
                colour = COLOURS[n - 30]
            elif 90 <= n <= 97:
                colour = COLOURS[n - 82]
            elif n in (38, 48):
                kind, found = next(numbers, 0), None
                if kind == 5:
                    found = of_256(next(numbers, 0))
                elif kind == 2:
                    found = '#%02x%02x%02x' % tuple(min(255, next(numbers, 0)) for _ in range(3))
                colour = found if n == 38 else colour
        self.look = colour, bold

    def lines(self):
        """Of each row that holds something, up to the last such: its cells."""
        end = len(self.rows)
        while end > 0 and not self.text_of(end - 1).strip():
            end -= 1
        return self.rows[:end]

    def text_of(self, number):
        row, text = self.rows[number], ''
        for at in range(max(row, default=-1) + 1):
            if at in row:
                text += row[at][0]
            elif not (at - 1 in row and width_of(row[at - 1][0]) == 2):
                text += ' '
        return text.rstrip()

    def text(self, first, end):
        """The rows as they were written: what the terminal wrapped is one line."""
        return ''.join(self.text_of(n).ljust(self.columns) if n in self.goes_on else self.text_of(n) + '\n' for n in range(first, end))


def of_256(n):
    if n < 16:
        return COLOURS[n]
    if n >= 232:
        return '#' + '%02x' % (8 + 10 * (n - 232)) * 3
    levels = (0, 95, 135, 175, 215, 255)
    return '#%02x%02x%02x' % (levels[(n - 16) // 36], levels[(n - 16) // 6 % 6], levels[(n - 16) % 6])


def rgb(text):
    return tuple(int(text[i:i + 2], 16) / 255 for i in (1, 3, 5))


def layout_for(context, font, size_px):
    """As terminals draw: cells of whole pixels, letters that are not joined."""
    options = cairo.FontOptions()
    options.set_antialias(cairo.Antialias.GRAY)
    options.set_hint_style(cairo.HintStyle.SLIGHT)
    options.set_hint_metrics(cairo.HintMetrics.ON)
    layout = PangoCairo.create_layout(context)
    PangoCairo.context_set_font_options(layout.get_context(), options)
    layout.get_context().set_round_glyph_positions(True)
    description = Pango.FontDescription(font + ', Noto Sans Mono CJK KR')
    description.set_absolute_size(size_px * Pango.SCALE)
    layout.set_font_description(description)
    return layout, description


def set_look(layout, description, bold):
    description = description.copy()
    description.set_weight(Pango.Weight.BOLD if bold else Pango.Weight.NORMAL)
    layout.set_font_description(description)
    attributes = Pango.AttrList()
    attributes.insert(Pango.attr_font_features_new('calt=0, liga=0'))
    layout.set_attributes(attributes)


def runs_of(row):
    """Stretches that look alike, each with its column; of wide characters one at a time."""
    found = []
    for at in sorted(row):
        character, look = row[at]
        if found and found[-1][2] == look and found[-1][0] + len(found[-1][1]) == at and width_of(character) == 1 and ord(character) < 0x2000:
            found[-1][1] += character
        else:
            found.append([at, character, look])
    return found


def draw(rows, columns, font, size_px, theme, path):
    """Writes the rows, which are cells, as a PNG of a terminal of so many columns."""
    ink, paper = THEMES[theme]
    probe, _ = layout_for(cairo.Context(cairo.ImageSurface(cairo.FORMAT_RGB24, 1, 1)), font, size_px)
    probe.set_text('M' * 10)
    cell, height = round(probe.get_pixel_size()[0] / 10), probe.get_pixel_size()[1]
    surface = cairo.ImageSurface(cairo.FORMAT_RGB24, cell * columns + 2 * MARGIN_PX, height * len(rows) + 2 * MARGIN_PX)
    context = cairo.Context(surface)
    context.set_source_rgb(*rgb(paper))
    context.paint()
    layout, description = layout_for(context, font, size_px)
    for number, row in enumerate(rows):
        for at, text, (colour, bold) in runs_of(row):
            set_look(layout, description, bold)
            layout.set_text(text)
            context.set_source_rgb(*rgb(colour or ink))
            context.move_to(MARGIN_PX + at * cell, MARGIN_PX + number * height)
            PangoCairo.show_layout(context, layout)
    surface.write_to_png(str(path))
