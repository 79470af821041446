#!/usr/bin/env python3
"""Every verb of the table is in the man page and in every completion, and nothing else is."""
import re
import sys
from pathlib import Path


def problems(root):
    table = (root / 'app/askg-verbs.c').read_text(encoding='utf-8')
    verbs = {name for name in re.findall(r'\{ ASKG_VERB_\w+, "([\w-]*)"', table) if name}
    bus = {m for m in re.findall(r'"(\w+)" \},', table)}
    exported = set(re.findall(r'<method name="(\w+)"', (root / 'data/org.askglass.Askglass1.xml').read_text()))
    for method in sorted(bus - exported):
        yield f'the bus does not export {method}'
    for place in ('data/askglass.1', 'data/completions/askglass.bash', 'data/completions/_askglass',
                  'data/completions/askglass.fish'):
        text = (root / place).read_text(encoding='utf-8')
        for verb in sorted(verbs):
            if not re.search(rf'\b{verb}\b', text):
                yield f'{place} does not know the verb {verb}'
    options = set()
    for source in (root / 'app').glob('askg-cli-*.c'):
        options |= {m for m in re.findall(r'\{ "([a-z]+)", (?:0|\'\w\'), 0, G_OPTION', source.read_text())}
    manual = (root / 'data/askglass.1').read_text().replace('\\-', '-')
    for option in sorted(options - {'file'}):
        if f'--{option}' not in manual:
            yield f'data/askglass.1 does not know the option --{option}'


if __name__ == '__main__':
    found = list(problems(Path(sys.argv[1])))
    print('\n'.join(found) or 'verbs: ok')
    sys.exit(1 if found else 0)
