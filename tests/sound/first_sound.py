"""Prints how long it takes from a clause to its sound, for tests/bench: {"first": [ms…], "silent": [ms…]}."""
import json
import sys

from saying import first_sounds
from speaking import Person

begun, silent = first_sounds(Person(), int(sys.argv[1]))
print(json.dumps({'first': begun, 'silent': silent}))
