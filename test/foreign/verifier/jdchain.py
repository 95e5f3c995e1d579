"""Anchors of kind jdchain, from docs/certificate-format/jdchain.md alone."""

import base64

import sm
from ed25519 import strict
from note import LAST_SECOND, Key, Note, sha, unbase64
from strict_json import SAFE, Damaged, has, is_int, is_text, items, need
from voices import voices_of

DIGITS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
HASHES = {b"\x20\x18": sha, b"\x20\x03": sm.sm3}
ED25519, SM2 = b"\x41\x15", b"\xc1\x02"
CONTEXT = b"notary-desk/sm2-cosignature/v1\n"


def base58(data):
    """The text of bytes."""
    number, text = int.from_bytes(data, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        text = DIGITS[digit] + text
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + text


def unbase58(text):
    """The bytes of a text; else Damaged."""
    need(isinstance(text, str) and len(text) <= 128 and all(char in DIGITS for char in text), "base58")
    number = 0
    for char in text:
        number = 58 * number + DIGITS.index(char)
    zeros = len(text) - len(text.lstrip("1"))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")


class _Bytes:
    """Reads binary-proto from the front; Damaged for what would be written otherwise."""

    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, count):
        part = self.data[self.at:self.at + count]
        need(len(part) == count, "bytes end")
        self.at += count
        return part

    def begin(self, code, version):
        need(self.take(12) == code.to_bytes(4, "big") + bytes.fromhex(version), "contract")

    def size(self):
        first = self.take(1)[0]
        more = first >> 6
        size = int.from_bytes(bytes([first & 63]) + self.take(more), "big")
        need(not more or size >= 1 << 8 * more - 2, "size")
        return size

    def sized(self):
        return self.take(self.size())

    def inner(self):
        return _Bytes(self.sized())

    def long(self):
        return int.from_bytes(self.take(8), "big", signed=True)

    def end(self):
        need(self.at == len(self.data), "bytes behind")


def _entry(content):
    """Ledger, account, key and value of the one entry that a transaction writes."""
    whole = _Bytes(content)
    whole.begin(0x200, "ca8af16f8befe2fa")
    ledger = whole.sized()
    need(whole.size() == 1, "operations")
    write = whole.inner()
    whole.long()
    whole.end()
    write.begin(0x321, "1a3619b4229b51b3")
    account = write.sized()
    need(write.size() == 1, "entries")
    entry = write.inner()
    write.end()
    entry.begin(0x322, "697638356bdafe69")
    key, value = entry.sized(), entry.inner()
    need(entry.long() == -1, "expected version")
    entry.end()
    value.begin(0x80, "a63c2beb7530b7ce")
    need(value.take(1) == b"\x20", "type of the value")
    text = value.sized()
    value.end()
    return ledger, account, key, text


def _block(body):
    """Ledger and height in a block's content."""
    block = _Bytes(body)
    block.begin(0x110, "5f7f98bbbb72edc4")
    for _ in range(7):
        block.sized()
    ledger, height = block.sized(), block.long()
    block.sized()
    block.long()
    block.end()
    return ledger, height


def _base64(text, most):
    need(isinstance(text, str) and len(text) <= (most + 2) // 3 * 4, "length")
    data = unbase64(text)
    need(len(data) <= most, "length")
    return data


def _signed(pair, message):
    """Whether a key and a signature, both with their codes, belong to a message."""
    key, signature = (_base64(one, 80) for one in items(pair, 2, 2))
    if len(key) < 3 or key[2] != 1 or signature[:2] != key[:2]:
        return False
    if key[:2] == ED25519:
        return len(key) == 35 and len(signature) == 66 and strict(key[3:], message, signature[2:])
    return key[:2] == SM2 and sm.verify(key[3:], message, signature[2:])


def _is_address(data):
    return (len(data) == 27 and data[0] == 0x91 and data[1:3] in (ED25519, SM2)
            and sha(sha(data[:23]))[:4] == data[23:])


def witness(vkey):
    """The key of a witness; else Damaged."""
    key = Key(vkey)
    is_sm2 = key.type == 0xFF and key.public.startswith(CONTEXT) and sm.point_of(key.public[len(CONTEXT):]) is not None
    need(key.type in (1, 4) or is_sm2, "kind of a witness's key")
    return key


def _saw(note, place, key):
    """Whether a line is by a witness."""
    if key.type != 0xFF:
        return note.verifies(place, key)
    name, data = note.signatures[place]
    if name != key.name or data[:4] != key.id or len(data) != 4 + 8 + 64 or note.time(place) > LAST_SECOND:
        return False
    message = CONTEXT + f"time {note.time(place)}\n{note.text}".encode()
    return sm.verify(key.public[len(CONTEXT):], message, data[12:])


class Anchor:
    """A checked anchor; making one raises Damaged when it does not hold."""

    def __init__(self, value, proof):
        has(value, "block", "content", "endpoint", "keys", "node", "note")
        content, body = _base64(value["content"], 4096), _base64(value["block"], 1024)
        ledger, account, key, text = _entry(content)
        need(key.decode() == f"{proof.origin}/{proof.size}" and _is_address(account), "operation")
        self._check_value(text, proof)
        need(len(ledger) == 34 and ledger[:2] in HASHES, "hash of the ledger")
        digest = lambda data: ledger[:2] + HASHES[ledger[:2]](data)
        transaction = digest(content)
        need(_signed(value["endpoint"], transaction), "endpoint")
        need(value["node"] is None or _signed(value["node"], transaction), "node")
        same, height = _block(body)
        need(same == ledger and 0 <= height <= SAFE, "block")
        encode = lambda data: base64.b64encode(data).decode()
        typed = sha(b"\x20" + text)
        self.note = Note(value["note"], 7, 64)
        need(self.note.text == "\n".join([
            "jdchain-observation/v1",
            f"origin {proof.origin}",
            f"checkpoint {proof.size} {encode(proof.root)} {encode(sha(proof.note.text.encode()))}",
            f"ledger {base58(ledger)}",
            f"block {height} {base58(digest(body))}",
            f"tx {base58(transaction)} SUCCESS",
            f"kv {base58(account)} {key.decode()} 0 {encode(typed)}",
            ""]), "statement")
        self.keys = [witness(vkey) for vkey in items(value["keys"], 1, 64)]
        need(len(self.keys) == len(self.note.signatures), "lines and keys")
        need(len({key.public for key in self.keys}) == len(self.keys), "a key twice")
        need(all(_saw(self.note, place, key) for place, key in enumerate(self.keys)), "signatures")
        self.ledger = base58(ledger)

    @staticmethod
    def _check_value(value, proof):
        """The value is the checkpoint with the log's own line, as it stands in the certificate."""
        signed = Note(value.decode(), 3, 1)
        name, data = signed.signatures[0]
        line = f"{signed.text}\n\u2014 {name} {base64.b64encode(data).decode()}\n"
        need(signed.text == proof.note.text and line.encode() == value, "checkpoint")
        need(name == proof.origin and data[4:] == proof.note.signatures[0][1][4:], "log-signature")

    def way(self, chain, holder):
        """The statements that count under a chain of a bundle, when the log is in these hands, if they are enough."""
        if (chain["kind"], chain["id"]) != ("jdchain", self.ledger):
            return None
        known = chain["epochs"][0]
        own, *voices = voices_of([holder] + [one["controller"] for one in known["members"]])
        times = {}
        for place, key in enumerate(self.keys):
            for member, voice in zip(known["members"], voices):
                if voice != own and member["witness"] and (member["witness"].type, member["witness"].public) == (key.type, key.public):
                    times.setdefault(voice, []).append(1000 * self.note.time(place) if key.type != 1 else None)
        return _Way(times, known["need"]) if len(times) >= known["need"] else None

    def log(self):
        """A ledger registers no logs."""


class _Way:
    def __init__(self, times, count):
        stated = [min(time for time in one if time is not None) for one in times.values() if any(t is not None for t in one)]
        self.at = sorted(stated)[count - 1] if len(stated) >= count else None

    def time(self):
        """When enough had signed, in milliseconds; None when too few say a time."""
        return self.at


def check_members(epochs):
    """Reads the keys of the members in a bundle's chain; else Damaged."""
    known, = items(epochs, 1, 1)
    has(known, "need", "members")
    for member in items(known["members"], 1, 64):
        has(member, "organisation", "controller", "participant", "witness")
        need(is_text(member["organisation"]) and is_text(member["controller"]), "member")
        if member["participant"] is not None:
            key = unbase58(member["participant"])
            is_key = key[:3] == ED25519 + b"\1" and len(key) == 35
            need(is_key or key[:3] == SM2 + b"\1" and sm.point_of(key[3:]) is not None, "participant")
        if member["witness"] is not None:
            member["witness"] = witness(member["witness"])
    participants = [one["participant"] for one in known["members"] if one["participant"]]
    keys = [one["witness"].public for one in known["members"] if one["witness"]]
    need(len(set(participants)) == len(participants) and len(set(keys)) == len(keys), "a key twice")
    voices = voices_of([one["controller"] for one in known["members"] if one["witness"]])
    need(is_int(known["need"], 1, 64) and known["need"] <= len(set(voices)), "need")


def read_anchor(value, proof):
    """The checked anchor, or None when it does not hold."""
    try:
        return Anchor(value, proof)
    except (Damaged, TypeError, KeyError, ValueError, AttributeError, OverflowError):
        return None
