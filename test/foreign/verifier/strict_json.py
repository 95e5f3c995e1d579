"""Canonical JSON (RFC 8785) and the shapes of values that the certificate format knows."""

import json
import re
import unicodedata
from datetime import date

SAFE = 2**53 - 1
LIMIT = 1_048_576


class Damaged(Exception):
    """A file, or a value in it, is not what the format says."""


def need(condition, what):
    """Raises Damaged unless the condition holds."""
    if not condition:
        raise Damaged(what)


def canonical(value):
    """The bytes of a value in RFC 8785; only for values without fractions."""
    return _text(value).encode("utf-8")


def _text(value):
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(_text(name) + ":" + _text(value[name]) for name in names) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_text, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def _refuse(_):
    raise Damaged("number")


def _walk(value, depth):
    if isinstance(value, (dict, list)):
        need(depth <= 16, "too deep")
        for inner in [*value, *value.values()] if isinstance(value, dict) else value:
            _walk(inner, depth + 1)
    elif isinstance(value, str):
        need(not any(0xD800 <= ord(c) <= 0xDFFF for c in value), "lone surrogate")
    elif is_int(value):
        need(abs(value) <= SAFE, "number too large")


def read_json(data, limit=LIMIT):
    """The value of a JSON file; Damaged when its bytes are not the canonical ones."""
    need(len(data) <= limit, "too large")
    try:
        value = json.loads(data.decode("utf-8"), parse_float=_refuse, parse_constant=_refuse)
        _walk(value, 1)
        same = canonical(value) == data
    except (ValueError, RecursionError) as error:
        raise Damaged("not JSON") from error
    need(same, "not canonical")
    return value


def read_file(data, newest=1, limit=LIMIT):
    """A JSON file with a member v: Damaged when v is above the newest that is known."""
    value = read_json(data, limit)
    need(isinstance(value, dict) and is_int(value.get("v")) and value["v"] >= 1, "no version")
    need(value["v"] <= newest, "newer version")
    return value


def is_int(value, low=-SAFE, high=SAFE):
    """Whether a value is an integer within bounds."""
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def matches(value, pattern):
    """Whether a value is a string that matches a pattern as a whole."""
    return isinstance(value, str) and re.fullmatch(pattern, value, re.ASCII) is not None


def has(value, *names):
    """Raises Damaged unless a value is an object with exactly these members."""
    need(isinstance(value, dict) and set(value) == set(names), "members " + " ".join(names))


def items(value, low=0, high=SAFE):
    """The value, a list within bounds; else Damaged."""
    need(isinstance(value, list) and low <= len(value) <= high, "list")
    return value


def is_hash(value):
    """Whether a value is 32 bytes in lower-case hexadecimal."""
    return matches(value, "[0-9a-f]{64}")


# "Plain text": the code points of Unicode 14.0.0 that cannot be seen
_HIDDEN = """
0-1F 7F-9F AD 34F 600-605 61C 6DD 70F 890-891 8E2 115F-1160 17B4-17B5 180B-180F 200B-200F 2028-202E
2060-206F 3164 E000-F8FF FE00-FE0F FEFF FFA0 FFF0-FFFB 110BD 110CD 13430-13438 1BCA0-1BCA3
1D173-1D17A E0000-E0FFF F0000-FFFFD 100000-10FFFD
"""
_HIDDEN_RANGES = [(int(part.split("-")[0], 16), int(part.split("-")[-1], 16)) for part in _HIDDEN.split()]


def is_hidden(char):
    """Whether a character cannot be seen."""
    return any(low <= ord(char) <= high for low, high in _HIDDEN_RANGES)


def is_text(value):
    """Whether a value is plain text of 1 to 200 code points."""
    if not isinstance(value, str) or not 1 <= len(value) <= 200:
        return False
    # Python 3.11 has Unicode 14.0.0; a later one would have to look at the runs that 14.0.0 assigns
    if value != value.strip() or not unicodedata.is_normalized("NFC", value):
        return False
    return not any(map(is_hidden, value))


def is_date(value):
    """Whether a value is a date that exists."""
    if not matches(value, r"\d{4}-\d\d-\d\d"):
        return False
    year, month, day = map(int, value.split("-"))
    try:
        date(year or 2000, month, day)
    except ValueError:
        return False
    return True


def is_instant(value):
    """Whether a value is an instant in UTC that exists."""
    return (matches(value, r".{10}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z")) and is_date(value[:10])
