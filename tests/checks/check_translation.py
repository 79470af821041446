#!/usr/bin/env python3
"""Every text goes through gettext, and every language in LINGUAS has all of them.

check_translation.py ROOT            fails when POTFILES or a translation is incomplete
check_translation.py ROOT --update   writes POTFILES and merges new texts into the translations
"""
import re
import subprocess
import sys
import tempfile
from pathlib import Path

CALL = re.compile(r'\b(?:_|N_|C_|Q_|ngettext|g_dngettext|NC_) ?\(')


def sources(root):
    found = [p for d in ('app', 'capture', 'engine', 'ui') for p in (root / d).rglob('*.c')
             if CALL.search(p.read_text(encoding='utf-8'))]
    found += [p for p in (root / 'ui').rglob('*.ui') if 'translatable="yes"' in p.read_text(encoding='utf-8')]
    found += list((root / 'data').glob('*.desktop.in')) + list((root / 'data').glob('*.metainfo.xml.in'))
    return sorted(p.relative_to(root).as_posix() for p in found)


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def make_template(root, names, out):
    run('xgettext', f'--directory={root}', '--from-code=UTF-8', '--add-comments', '--keyword=_', '--keyword=N_',
        '--keyword=C_:1c,2', '--keyword=NC_:1c,2', '--keyword=Q_:1g', '--keyword=ngettext:1,2',
        '--keyword=g_dngettext:2,3', f'--output={out}', '--package-name=askglass', *names)


def problems(root, update):
    listed = root / 'data/po/POTFILES'
    names = sources(root)
    if update:
        listed.write_text('\n'.join(names) + '\n', encoding='utf-8')
    for name in sorted(set(names) ^ set(listed.read_text(encoding='utf-8').split())):
        yield f'POTFILES: {name} is {"missing" if name in names else "without texts"}'
    with tempfile.TemporaryDirectory() as folder:
        template = f'{folder}/askglass.pot'
        make_template(root, names, template)
        for language in (root / 'data/po/LINGUAS').read_text(encoding='utf-8').split():
            catalogue = root / f'data/po/{language}.po'
            if update:
                run('msgmerge', '--quiet', '--update', '--backup=none', '--no-fuzzy-matching', str(catalogue), template)
                run('msgattrib', '--no-obsolete', f'--output-file={catalogue}', str(catalogue))
            run('msgfmt', '--check', '--output-file=/dev/null', str(catalogue))
            merged = run('msgmerge', '--quiet', '--no-fuzzy-matching', str(catalogue), template)
            Path(folder, 'merged.po').write_text(merged, encoding='utf-8')
            for kind in ('--untranslated', '--only-fuzzy'):
                left = run('msgattrib', kind, '--no-obsolete', '--no-wrap', f'{folder}/merged.po')
                for text in re.findall(r'^msgid (".+")$', left, re.M):
                    if text != '""':
                        yield f'{language}: not translated: {text[:100]}'


if __name__ == '__main__':
    found = list(problems(Path(sys.argv[1]), '--update' in sys.argv))
    print('\n'.join(found) or 'translation: ok')
    sys.exit(1 if found else 0)
