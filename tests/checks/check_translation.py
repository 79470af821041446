#!/usr/bin/env python3
"""Every text goes through gettext, and every language in LINGUAS has all of them, and no others.

check_translation.py ROOT            fails when a text cannot be translated, or is not
check_translation.py ROOT --update   writes POTFILES and brings the translations up to the sources
"""
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml
from pathlib import Path

TOOLS = ('xgettext', 'msgmerge', 'msgattrib', 'msgfmt')
SKIPPED = 77  # what Meson takes for "cannot be run here"
CALL = re.compile(r'\b(?:_|N_|C_|Q_|ngettext|g_dngettext|NC_) ?\(')
# What of a .ui file somebody reads, hears or sees in a tooltip.
READ = {'label', 'title', 'subtitle', 'text', 'description', 'tooltip-text', 'tooltip-markup', 'placeholder-text',
        'placeholder', 'heading', 'body', 'value-text', 'help-text', 'button-label', 'role-description'}
WORD = re.compile(r'[^\W\d_]{2}')
# What no text of ours has.
UNFIT = {
    r'(?<!%)(?:%%)*%$': 'is cut off by a G_G…_FORMAT: use PRId64 or PRIu64',
    r'\\n': 'has a line break; put it outside the text',
    r"\w'\w|\ws' ": 'has a straight apostrophe: write ’',
    r'\.\.\.': 'has three dots: write …',
    r'.{401}': 'is longer than 400 characters',
}
# Files stay, lines move: a line number would change with every edit of a source.
STEADY = ('--no-wrap', '--add-location=file')


def sources(root):
    found = [p for d in ('app', 'capture', 'engine', 'ui') for p in (root / d).rglob('*.c')
             if CALL.search(p.read_text(encoding='utf-8'))]
    found += [p for p in (root / 'ui').rglob('*.ui') if 'translatable="yes"' in p.read_text(encoding='utf-8')]
    found += list((root / 'data').glob('*.desktop.in')) + list((root / 'data').glob('*.metainfo.xml.in'))
    return sorted(p.relative_to(root).as_posix() for p in found)


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f'{command[0]}: {done.stderr.strip()}')
    return done.stdout


def make_template(root, names, out):
    run('xgettext', f'--directory={root}', '--from-code=UTF-8', '--package-name=askglass', '--keyword=_', '--keyword=N_',
        '--keyword=C_:1c,2', '--keyword=NC_:1c,2', '--keyword=Q_:1g', '--keyword=ngettext:1,2',
        '--keyword=g_dngettext:2,3', *STEADY, f'--output={out}', *names)
    template = Path(out)
    undated = re.sub(r'^"POT-Creation-Date: .*"\n', '', template.read_text(encoding='utf-8'), flags=re.M)
    template.write_text(undated, encoding='utf-8')


def texts(catalogue):
    """The msgids of what a gettext tool printed."""
    found = re.findall(r'^msgid ((?:".*"\n)+)', catalogue.replace('#~ ', '') + '\n', re.M)
    joined = (''.join(re.findall(r'^"(.*)"$', lines, re.M)) for lines in found)
    return [text for text in joined if text]


def unmarked_in_ui(root):
    for path in sorted((root / 'ui').rglob('*.ui')):
        for node in xml.parse(path).iter():
            is_read = node.tag in ('property', 'attribute') and node.get('name', '').replace('_', '-') in READ
            if is_read and WORD.search(node.text or '') and node.get('translatable') != 'yes':
                yield f'{path.relative_to(root)}: “{node.text}” has no translatable="yes"'


def unfit(template):
    for text in texts(template):
        for pattern, why in UNFIT.items():
            if re.search(pattern, text):
                yield f'the sources: “{text}” {why}'


def in_language(catalogue, template):
    run('msgfmt', '--check', '--output-file=/dev/null', str(catalogue))
    with tempfile.NamedTemporaryFile('w', suffix='.po', encoding='utf-8') as merged:
        merged.write(run('msgmerge', '--quiet', '--no-fuzzy-matching', str(catalogue), template))
        merged.flush()
        for kind, what in (('--untranslated', 'not translated'), ('--only-fuzzy', 'to be looked at again'),
                           ('--only-obsolete', 'no longer said')):
            others = [] if kind == '--only-obsolete' else ['--no-obsolete']
            for text in texts(run('msgattrib', kind, *others, '--no-wrap', merged.name)):
                yield f'{catalogue.name}: {what}: “{text[:100]}”'


def update(root, names, catalogues, template):
    (root / 'data/po/POTFILES').write_text('\n'.join(names) + '\n', encoding='utf-8')
    for catalogue in catalogues:
        run('msgmerge', '--quiet', '--update', '--backup=none', '--no-fuzzy-matching', *STEADY, str(catalogue), template)
        run('msgattrib', '--no-obsolete', *STEADY, f'--output-file={catalogue}', str(catalogue))


def problems(root, updates):
    names = sources(root)
    catalogues = [root / f'data/po/{language}.po'
                  for language in (root / 'data/po/LINGUAS').read_text(encoding='utf-8').split()]
    with tempfile.TemporaryDirectory() as folder:
        template = f'{folder}/askglass.pot'
        make_template(root, names, template)
        if updates:
            update(root, names, catalogues, template)
        for name in sorted(set(names) ^ set((root / 'data/po/POTFILES').read_text(encoding='utf-8').split())):
            yield f'POTFILES: {name} is {"missing" if name in names else "without texts"}'
        yield from unmarked_in_ui(root)
        yield from unfit(Path(template).read_text(encoding='utf-8'))
        for catalogue in catalogues:
            yield from in_language(catalogue, template)


if __name__ == '__main__':
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        print(f'translation: skipped, gettext is not installed: {" ".join(missing)}')
        sys.exit(SKIPPED)
    found = list(problems(Path(sys.argv[1]), '--update' in sys.argv))
    print('\n'.join(found) or 'translation: ok')
    if found:
        print('Run tests/checks/check_translation.py . --update, then translate what is empty in data/po.')
    sys.exit(1 if found else 0)
