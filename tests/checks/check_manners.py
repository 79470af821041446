#!/usr/bin/env python3
"""Small habits of the tree: who may log, who may open what, shell scripts that parse."""
import re
import subprocess
import sys
from pathlib import Path

# Only app/ logs, and what a stranger said is never a format or a command.
FORBIDDEN = {
    r'\bg_(warning|critical)\s*\(': ('engine', 'capture', 'ui'),
    r'\bsystem\s*\(|\bpopen\s*\(': ('engine', 'capture', 'ui', 'app'),
    r'\bgtk_label_set_markup\s*\(': ('ui', 'app'),
    r'\bgtk_show_uri\s*\(': ('ui', 'engine', 'capture'),
    r'\bcurl_easy_|\bg_socket_client_new\s*\(|\bsoup_': ('engine', 'capture', 'ui'),
}
# The one room that may.
EXEMPT = {r'\bcurl_easy_|\bg_socket_client_new\s*\(|\bsoup_': 'engine/transport/'}


def problems(root):
    for pattern, folders in FORBIDDEN.items():
        for path in sorted(p for d in folders for p in (root / d).rglob('*.c')):
            if pattern in EXEMPT and path.relative_to(root).as_posix().startswith(EXEMPT[pattern]):
                continue
            for number, line in enumerate(path.read_text(encoding='utf-8').splitlines(), 1):
                if re.search(pattern, line) and not line.lstrip().startswith('*'):
                    yield f'{path.relative_to(root)}:{number}: {line.strip()}'
    for script in ('app/run', 'app/packages.sh', 'tests/run', 'tests/bench/run', 'tests/desktop/tour', '.ci/run'):
        checked = subprocess.run(['bash', '-n', str(root / script)], capture_output=True, text=True)
        if checked.returncode:
            yield f'{script}: {checked.stderr.strip()}'


if __name__ == '__main__':
    found = list(problems(Path(sys.argv[1])))
    print('\n'.join(found) or 'manners: ok')
    sys.exit(1 if found else 0)
