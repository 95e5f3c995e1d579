"""Signed notes, verifier keys, checkpoints and Merkle trees."""

import base64
import re
import unicodedata
from hashlib import sha256

from ed25519 import strict
from strict_json import SAFE, need


LIMIT = 65536
LAST_SECOND = 253402300799  # of the year 9999


def sha(data):
    """SHA-256."""
    return sha256(data).digest()


def unbase64(text, length=None):
    """The bytes of canonical base64; else Damaged."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (ValueError, AttributeError):
        data = None
    need(data is not None and base64.b64encode(data).decode() == text, "base64")
    need(length in (None, len(data)), "length of base64")
    return data


def decimal(text):
    """A decimal without leading zeros, at most 2^53-1; else Damaged."""
    need(re.fullmatch("0|[1-9][0-9]{0,15}", text) and int(text) <= SAFE, "decimal")
    return int(text)


SPACES = {0x20, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF}


def _is_name(name):
    return (0 < len(name) <= 256 and "+" not in name
            and not any(ord(c) in SPACES or unicodedata.category(c) == "Cc" for c in name))


class Key:
    """A verifier key: name, key id, type and public key."""

    def __init__(self, vkey):
        need(isinstance(vkey, str) and vkey.count("+") >= 2, "key")
        self.vkey = vkey
        self.name, shown, encoded = vkey.split("+", 2)
        data = unbase64(encoded)
        need(len(data) == 33 or 33 < len(data) <= 4096 and data[0] not in (1, 4), "length of a key")
        self.type, self.public = data[0], data[1:]
        self.id = sha(self.name.encode() + b"\n" + data)[:4]
        need(_is_name(self.name) and self.id.hex() == shown, "key")


class Note:
    """A signed note: its text with the last newline, its lines, and its signatures as (name, bytes)."""

    def __init__(self, whole, lines, signatures):
        need(len(whole.encode("utf-8", "surrogatepass")) <= LIMIT, "too large")
        need(not any(ord(c) < 32 and c != "\n" for c in whole), "control character")
        text, gap, tail = whole.rpartition("\n\n")
        need(gap and tail.endswith("\n"), "note")
        self.text = text + "\n"
        self.lines = text.split("\n")
        need(len(self.lines) == lines and all(self.lines), "lines of a note")
        rows = tail[:-1].split("\n")
        need(1 <= len(rows) <= signatures, "number of signatures")
        self.signatures = [self._row(row) for row in rows]

    @staticmethod
    def _row(row):
        parts = row.split(" ")
        need(len(parts) == 3 and parts[0] == "\u2014" and _is_name(parts[1]), "signature line")
        data = unbase64(parts[2])
        need(len(data) > 4, "signature line")
        return parts[1], data

    def verifies(self, place, key):
        """Whether the signature at a place is by a key."""
        name, data = self.signatures[place]
        if name != key.name or data[:4] != key.id:
            return False
        if key.type == 1:
            return strict(key.public, self.text.encode(), data[4:])
        if key.type != 4 or len(data) != 4 + 8 + 64 or self.time(place) > LAST_SECOND:
            return False
        message = f"cosignature/v1\ntime {self.time(place)}\n{self.text}"
        return strict(key.public, message.encode(), data[12:])

    def time(self, place):
        """The time of a cosignature in seconds."""
        return int.from_bytes(self.signatures[place][1][4:12], "big")


class Proof:
    """The file checkpoint.tlog-proof."""

    def __init__(self, data):
        need(len(data) <= LIMIT + 4096, "too large")
        try:
            whole = data.decode("utf-8")
        except UnicodeDecodeError:
            whole = ""
        head, gap, rest = whole.partition("\n\n")
        rows = head.split("\n")
        need(gap and rows[0] == "c2sp.org/tlog-proof@v1" and len(rows) >= 2, "head of the proof")
        need(rows[1].startswith("index ") and len(rows) <= 55, "index")
        self.index = decimal(rows[1][6:])
        self.path = [unbase64(row, 32) for row in rows[2:]]
        self.note = Note(rest, 3, 64)
        self.origin = self.note.lines[0]
        self.size = decimal(self.note.lines[1])
        self.root = unbase64(self.note.lines[2], 32)


def leaf_hash(data):
    """Hash of a leaf."""
    return sha(b"\0" + data)


def node_hash(left, right):
    """Hash of an inner node."""
    return sha(b"\1" + left + right)


def root_of(leaves):
    """Root of the tree over hashes of leaves, at least one."""
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return node_hash(root_of(leaves[:split]), root_of(leaves[split:]))


def root_by_path(leaf, index, size, path):
    """Root that a path leads to (RFC 9162, section 2.1.3.2); None when it does not fit index and size."""
    if index >= size:
        return None
    first, last, result = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return None
        if first & 1 or first == last:
            result = node_hash(sibling, result)
            while first & 1 == 0 and first:
                first, last = first >> 1, last >> 1
        else:
            result = node_hash(result, sibling)
        first, last = first >> 1, last >> 1
    return result if last == 0 else None
