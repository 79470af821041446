#!/usr/bin/env python3
"""Makes a labelled set of thousands of lines from the templates of wild-*.txt, fresh-*.txt, late-*.txt, field-*.txt and the others of their kind.

    make_wild.py [--templates wild|fresh|late|...] [--seed N] [--part tune|hold|all] [--each N] > wild.jsonl

The parts share no template: a template (and a kind of key) belongs to one of them by the hash of its words, so that rules can be
written with the one and judged by the other.  Records are as README.md tells; token shapes are broken by a JSON escape."""
import argparse
import hashlib
import json
import pathlib
import random
import re
import sys

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE))
from wild_makers import Makers  # noqa: E402
from wild_numbers import Numbers  # noqa: E402

CRITICAL = ('aws_access_key_id aws_secret_access_key github_token registry_token llm_api_key google_credential chat_platform_token payment_key '
            'cloud_connection_secret private_key jwt auth_header_or_cookie password_config url_credentials credit_card iban kr_rrn wallet_secret').split()
OF_MORE_MAKERS = ('desk', 'yard', 'lane', 'pier', 'quay')
PII = ('email_address', 'phone_number')
FIELD = re.compile(r'\[\[(\w+)=([\w:]+)\]\]|<<([\w:]+)>>')


def tier(category):
    return 'critical' if category in CRITICAL else 'pii' if category in PII else 'contextual'


def lines_of(name):
    group = ''
    for line in (HERE / name).read_text(encoding='utf-8').splitlines():
        if line.startswith('## '):
            group = line[3:]
        elif line and not line.startswith('# '):
            yield group, line


def in_hold(words):
    return hashlib.sha256(words.encode()).digest()[0] % 2 == 0


def secret_templates(name):
    """Yields (group, text, is held out)."""
    for group, text in lines_of(f'{name}-secrets.txt'):
        yield group, text, in_hold(text)
    if name != 'wild':
        return
    carriers = [text for _, text in lines_of('wild-carriers.txt')]
    chooser = random.Random(7)
    for _, line in lines_of('wild-kinds.txt'):
        category, maker, upper, name, said = line.split(' ', 4)
        for carrier in chooser.sample(carriers, 14):
            text = carrier.replace('NAME', upper).replace('Name', name).replace('Said', said).replace('[[V]]', f'[[{category}={maker}]]')
            held = in_hold(maker + upper), in_hold(carrier)
            if held[0] == held[1]:
                yield 'named', text, held[0]


# -- what stands around a line ---------------------------------------------------------------------------------------
def fill(values, text):
    """Returns pieces (text, category or None)."""
    pieces, at = [], 0
    values.begin_line()
    text = text.replace('\\\\', '\0').replace('\\n', '\n').replace('\\t', '\t').replace('\0', '\\')
    for match in FIELD.finditer(text):
        pieces.append((text[at:match.start()], None))
        category, maker, plain = match.groups()
        pieces.append((values.make(maker), category) if category else (values.make(plain), None))
        at = match.end()
    pieces.append((text[at:], None))
    return [piece for piece in pieces if piece[0]]


def around(before, after):
    return lambda values, pieces: [(before, None)] + pieces + [(after, None)]


def escaped(values, pieces):
    return [('{"content": "', None)] + [(json.dumps(text, ensure_ascii=False)[1:-1], category) for text, category in pieces] + [('"}', None)]


def logged(values, pieces):
    return [(values.r.choice((f'{values.iso()} INFO [{values.word()}] ', f'{values.date()} {values.time()},{values.num("999")} DEBUG ', f'[{values.time()}] {values.word()}: ')), None)] + pieces


def between(values, pieces):
    return [(values.r.choice(('아래 내용 확인 부탁드려요\n', 'see below\n', f'$ cat {values.word()}.txt\n', '--- 8< ---\n', f'{values.person()}:\n')), None)] + pieces + \
           [(values.r.choice(('\n감사합니다', '\nthanks!', f'\n$ echo done', '\n--- 8< ---', f'\n-- {values.word()}')), None)]


def quoted(values, pieces):
    return [('> ', None)] + [(text.replace('\n', '\n> ') if category is None else text, category) for text, category in pieces]


def broken(values, pieces):
    """A terminal breaks a long word at its edge."""
    made = []
    for text, category in pieces:
        if category and len(text) >= 44 and ' ' not in text and '\n' not in text and '\\' not in text:
            at = values.r.randint(28, len(text) - 12)
            made += [(text[:at], (category, 1)), ('\n', None), (text[at:], (category, 1))]
        else:
            made.append((text, category))
    return made


def misread(values, pieces):
    """The words around a secret as a picture's reader gets them."""
    made = []
    for text, category in pieces:
        if category is None:
            text = ''.join({'O': '0', 'l': 'I', 'o': '0'}.get(letter, letter) if letter in 'Olo' and values.r.random() < .15 else letter for letter in text)
            text = text.replace(': ', ' : ').replace('=', values.r.choice((' = ', '=', '= ')))
        made.append((text, category))
    return made


WRAPPERS = (around('"', '"'), around('`', '`'), around('- `', '`'), around('```\n', '\n```'), around('(', ')'), around('', '.'), around('', ','), around('| ', ' |'),
            around('$ ', ''), around('  ', ''), around('# ', ''), around('// ', ''), around('* ', ''), around('12  ', ''), around('', '  '), around('', ' ...'), around('', ' 👍'), around('fyi: ', ''),
            around('참고: ', ''), escaped, escaped, logged, logged, between, between, quoted, quoted, broken, broken, broken)


def record(values, number, group, text):
    pieces = fill(values, text)
    draw = values.r.random()
    if draw < .45:
        pieces = values.r.choice(WRAPPERS)(values, pieces)
    elif draw < .48 and any(category for _, category in pieces):
        pieces = misread(values, pieces)
    whole, spans, part = '', [], 0
    for piece, category in pieces:
        if category:
            part += not isinstance(category, tuple)
            kind = category if isinstance(category, str) else category[0]
            spans.append({'start': len(whole), 'end': len(whole) + len(piece), 'bstart': len(whole.encode()), 'bend': len(whole.encode()) + len(piece.encode()),
                          'category': kind, 'tier': tier(kind), 'part': part})
        whole += piece
    return {'id': f'w{number:05d}', 'label': 'secret' if spans else 'benign', 'group': group, 'template': text, 'lines': whole.count('\n') + 1, 'text': whole, 'spans': spans}


def written(made):
    """As JSON, the fourth letter of every value as an escape."""
    line = json.dumps(made, ensure_ascii=False)
    for span in made['spans']:
        value = json.dumps(made['text'][span['start']:span['end']], ensure_ascii=False)[1:-1]
        if len(value) > 8 and value[2].isalnum() and value[2].isascii() and '\\' not in value[:4]:
            line = line.replace(value, f'{value[:2]}\\u{ord(value[2]):04x}{value[3:]}', 1)
    return line


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--seed', type=int, default=11)
    parser.add_argument('--templates', choices=sorted(path.name[:-len('-secrets.txt')] for path in HERE.glob('*-secrets.txt')), default='wild')
    parser.add_argument('--part', choices=('tune', 'hold', 'all'), default='all')
    parser.add_argument('--each', type=int, default=3)
    options = parser.parse_args()
    made_by = Makers if options.templates in OF_MORE_MAKERS else Numbers
    values, number = made_by(random.Random(options.seed)), 0
    templates = list(secret_templates(options.templates)) + [(group, text, in_hold(text)) for group, text in lines_of(f'{options.templates}-benign.txt') for _ in range(2)]
    for group, text, held in templates:
        for _ in range(options.each):
            made = record(values, number, group, text)
            number += 1
            if options.part == 'all' or (options.part == 'hold') == held:
                print(written(made))


if __name__ == '__main__':
    main()
