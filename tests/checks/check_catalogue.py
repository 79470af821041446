#!/usr/bin/env python3
"""The error catalogue is complete: every entry in both languages, with samples that are real texts."""
import re
import sys
from pathlib import Path

MIN_ENTRIES = 400
LANGUAGES = ('en', 'ko')
HANGUL = re.compile('[가-힣]')
# Particles change with the sound before them, and nobody knows how a name ends. These do not change.
AFTER_A_NAME = ('의', '에', '도', '만', '번', '개', '까지', '부터', '처럼', '보다')
MAX_CHARS = {'title': 110, 'what': 330, 'cause': 260, 'fix': 420, 'check': 260}
LINK = re.compile(r'[^<>]+( <https://[^\s<>()]+>)?')


class Entry:
    def __init__(self, ident, where):
        self.id, self.where = ident, where
        self.keys, self.patterns, self.samples, self.links = [], [], [], []
        self.words = {lang: [] for lang in LANGUAGES}

    def texts(self, lang, key):
        return [text for name, text in self.words[lang] if name == key]


def read_line(entry, line):
    if line.startswith(('|', '>')):
        entry.samples[-1].append(line)
    elif line.startswith('sample:'):
        entry.samples.append([])
    else:
        key, value = line.split(':', 1)
        language, _, name = key.partition('.')
        if name:
            entry.words.setdefault(language, []).append((name, value.strip()))
        elif key == 'link':
            entry.links.append(value.strip())
        elif key in ('pattern', 'where'):
            entry.patterns.append(value.strip())
        else:
            entry.keys.append(key)


def entries_of(path):
    entry = None
    for number, line in enumerate(path.read_text(encoding='utf-8').splitlines(), 1):
        if not line.strip() or line.startswith('#'):
            continue
        if heading := re.fullmatch(r'\[([a-z0-9-]+)\]', line):
            if entry:
                yield entry
            entry = Entry(heading[1], f'{path.name}:{number}')
        else:
            read_line(entry, line)
    if entry:
        yield entry


def captures(pattern):
    pattern = pattern.replace('{place}', '{file}:{line}')
    return {name.split(':')[0] for name in re.findall(r'\{([a-z_*]+(?::[a-z]+)?)\}', pattern)} - {'*'}


def used(text, names):
    return {name for name in re.findall(r'\{([a-z_]+)\}', text) if name in names}


def literal(text):
    """What of a pattern or a line a reader would compare: letters and digits."""
    return re.sub(r'[^a-z0-9가-힣]', '', text.lower())


def problems_of_language(entry, lang, names):
    for key, most in (('title', 1), ('what', 1), ('cause', 12), ('fix', 12), ('check', 12)):
        texts = entry.texts(lang, key)
        if not 1 <= len(texts) <= most:
            yield f'{lang}.{key} is there {len(texts)} times'
        for text in texts:
            if len(text) > MAX_CHARS[key]:
                yield f'{lang}.{key} has {len(text)} characters, the limit is {MAX_CHARS[key]}'
            if text.count('`') % 2:
                yield f'{lang}.{key} has an odd number of backticks'
            if unknown := set(re.findall(r'(?<!\$)\{([a-z_]+)\}', text)) - names:
                yield f'{lang}.{key} uses {unknown}, which no pattern captures'
            yield from problems_of_text(text, lang, key, names)


def problems_of_text(text, lang, key, names):
    if key != 'title' and not re.search(r'[.!?:”)]$', text) and not text.endswith('`'):
        yield f'{lang}.{key} is no whole sentence: …{text[-20:]}'
    if lang == 'ko':
        if not HANGUL.search(text):
            yield f'ko.{key} is not Korean: {text}'
        for after in re.findall(r'\{[a-z_]+\}`([가-힣]+)', text):
            if not after.startswith(AFTER_A_NAME) and re.match('은|는|이|가|을|를|과|와|로|으로', after):
                yield f'ko.{key}: the particle behind a name is a guess: …`{after}'
    for name in used(text, names) - {'line', 'number', 'index', 'length', 'want', 'have', 'kind', 'column'}:
        inside = re.sub(r'`[^`]*`', '', text)
        if '{' + name + '}' in inside:
            yield f'{lang}.{key}: {{{name}}} is not in backticks'


def problems_of_samples(entry):
    patterns = {literal(re.sub(r'\{[^}]*\}', '', pattern)) for pattern in entry.patterns}
    if not entry.samples:
        yield 'has no sample'
    for sample in entry.samples:
        marked = [line for line in sample if line.startswith('>')]
        if len(marked) != 1:
            yield f'a sample marks {len(marked)} lines with ">"'
        elif len(sample) == 1 and literal(marked[0]) in patterns and any(captures(p) for p in entry.patterns):
            yield 'a sample is the wording of the pattern and nothing else'


def problems_of(entry):
    names = set().union(*(captures(pattern) for pattern in entry.patterns)) if entry.patterns else set()
    if extra := set(entry.words) - set(LANGUAGES):
        yield f'has texts in {extra}'
    if 'tool' not in entry.keys:
        yield 'has no tool'
    if len(entry.links) != 1 or not LINK.fullmatch(entry.links[0]):
        yield f'has the links {entry.links}; one is wanted, its name and then <https://…>'
    for lang in LANGUAGES:
        yield from problems_of_language(entry, lang, names)
    for key in ('title', 'what', 'cause', 'fix', 'check'):
        sides = [sorted(n for text in entry.texts(lang, key) for n in used(text, names)) for lang in LANGUAGES]
        if set(sides[0]) != set(sides[1]):
            yield f'{key}: en uses {set(sides[0])}, ko {set(sides[1])}'
        if len(entry.texts('en', key)) != len(entry.texts('ko', key)):
            yield f'{key}: en has {len(entry.texts("en", key))}, ko {len(entry.texts("ko", key))}'
    yield from problems_of_samples(entry)


def problems(folder):
    entries = [entry for path in sorted(folder.glob('*.errors')) for entry in entries_of(path)]
    seen = {}
    if len(entries) < MIN_ENTRIES:
        yield f'{len(entries)} entries, at least {MIN_ENTRIES} are promised'
    for entry in entries:
        if entry.id in seen:
            yield f'{entry.where}: [{entry.id}] is also in {seen[entry.id]}'
        seen[entry.id] = entry.where
        for trouble in problems_of(entry):
            yield f'{entry.where}: [{entry.id}] {trouble}'
    print(f'catalogue: {len(entries)} entries, {sum(len(e.samples) for e in entries)} samples')


if __name__ == '__main__':
    found = list(problems(Path(sys.argv[1]) / 'data' / 'catalogue'))
    print('\n'.join(found))
    sys.exit(1 if found else 0)
