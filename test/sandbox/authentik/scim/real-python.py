"""Asks a real Python what a mapping gives: python3 real-python.py < input > python-results.json

The input is what `python-results.test.ts` shows when the mapping or its users have changed: the texts
of the mapping and the users to try them on. A mapping is the body of a function, so it is made one.
"""

import hashlib
import json
import sys
import textwrap
from types import SimpleNamespace


class SkipObject(Exception):
    """What authentik calls its own exception."""


def tried(text, user):
    names = {"SkipObject": SkipObject}
    exec("def mapping(request):\n" + textwrap.indent(text, "    "), names)
    try:
        return names["mapping"](SimpleNamespace(user=SimpleNamespace(**user)))
    except SkipObject:
        return "SkipObject"
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def shortened(value):
    """Long texts by their hash and their number of characters."""
    if isinstance(value, dict):
        return {key: shortened(each) for key, each in value.items()}
    if isinstance(value, list):
        return [shortened(each) for each in value]
    if not isinstance(value, str) or len(value) < 200:
        return value
    return f"{len(value)} characters, {hashlib.sha256(value.encode()).hexdigest()}"


text = sys.stdin.read().strip()
given = json.loads(text)
answer = {
    "input": hashlib.sha256(text.encode()).hexdigest(),
    "python": sys.version.split()[0],
    "results": [[shortened(tried(each, user)) for each in given["texts"]] for user in given["users"]],
}
json.dump(answer, sys.stdout, indent=1)
print()
