"""Certificates with keys on P-256 (RFC 5280), as far as Hyperledger Fabric needs them."""

import re
from datetime import datetime

from note import unbase64
from p256 import verifies
from strict_json import need

SEQUENCE, SET, OCTETS, BITS, INTEGER, BOOLEAN = 0x30, 0x31, 4, 3, 2, 1
UNIT = "55040b"
EC_KEY, P256, ECDSA_SHA256 = "2a8648ce3d0201", "2a8648ce3d030107", "2a8648ce3d040302"
CONSTRAINTS, USAGE = "551d13", "551d0f"
PEM = re.compile(rb"-----BEGIN CERTIFICATE-----\n((?:[A-Za-z0-9+/=]{1,64}\n)+)-----END CERTIFICATE-----\n?")


def values(data):
    """The DER values in these bytes, as (tag, content, whole)."""
    found, at = [], 0
    while at < len(data):
        need(at + 2 <= len(data) and data[at] & 31 != 31, "DER")
        length, start = data[at + 1], at + 2
        if length > 127:
            count = length & 127
            digits = data[start:start + count]
            need(0 < count <= 4 and len(digits) == count and digits[0], "DER length")
            length, start = int.from_bytes(digits, "big"), start + count
            need(length > 127, "DER length")
        need(start + length <= len(data), "DER")
        found.append((data[at], data[start:start + length], data[at:start + length]))
        at = start + length
    return found


def inside(value, tag=SEQUENCE):
    """The values inside a constructed one."""
    need(value[0] == tag, "DER tag")
    return values(value[1])


def one(data):
    """The one value that the bytes are."""
    found = values(data)
    need(len(found) == 1, "DER")
    return found[0]


def _content(value, tag):
    need(value[0] == tag, "DER tag")
    return value[1]


def _oid(value):
    return _content(value, 6).hex()


def _bits(value):
    content = _content(value, BITS)
    need(content[:1] == b"\0", "bits")
    return content[1:]


def _time(value):
    text = value[1].decode("ascii")
    need(value[0] in (0x17, 0x18), "time")
    if value[0] == 0x17:
        text = ("20" if int(text[:2]) < 50 else "19") + text
    return datetime.strptime(text, "%Y%m%d%H%M%SZ")


class Certificate:
    """One certificate; raises Damaged when it cannot be read or has another sort of key."""

    def __init__(self, der):
        need(len(der) <= 8192, "certificate")
        self.der = der
        self.signed, algorithm, signature = inside(one(der))[:3]
        self.algorithm, self.signature = _oid(inside(algorithm)[0]), _bits(signature)
        fields = inside(self.signed)
        fields = fields[1:] if fields[0][0] == 0xa0 else fields
        self.issuer, self.subject = fields[2][2], fields[4][2]
        for time in inside(fields[3])[:2]:
            _time(time)
        kind, key = inside(fields[5])[:2]
        kind = inside(kind)
        need(len(kind) > 1 and _oid(kind[0]) == EC_KEY and _oid(kind[1]) == P256, "key")
        self.key = _bits(key)
        need(len(self.key) == 65, "key")
        names = [pair for part in inside(fields[4]) for pair in inside(part, SET)]
        self.units = [inside(pair)[1][1].decode() for pair in names if _oid(inside(pair)[0]) == UNIT]
        self.extensions = [self._extension(e) for rest in fields[6:] if rest[0] == 0xa3
                           for e in inside(inside(rest, 0xa3)[0])]

    @staticmethod
    def _extension(value):
        parts = inside(value)
        critical = len(parts) > 2 and _content(parts[1], BOOLEAN)[0] != 0
        return _oid(parts[0]), critical, _content(parts[-1], OCTETS)

    def _value(self, wanted):
        return next((value for oid, _, value in self.extensions if oid == wanted), None)

    def understood(self):
        """Whether no critical extension is unknown, and each stands once."""
        names = [oid for oid, _, _ in self.extensions]
        return len(set(names)) == len(names) and all(
            not critical or oid in (CONSTRAINTS, USAGE) for oid, critical, _ in self.extensions)

    def authority(self):
        """Whether it is that of an authority."""
        value = self._value(CONSTRAINTS)
        parts = inside(one(value)) if value is not None else []
        return bool(parts) and parts[0][0] == BOOLEAN and parts[0][1][0] != 0

    def issues(self, below, depth):
        """Whether it may have issued and did issue the certificate below, with so many authorities between."""
        usage = self._value(USAGE)
        if not self.understood() or not self.authority() or usage is not None and not one(usage)[1][1] & 4:
            return False
        lengths = [part[1] for part in inside(one(self._value(CONSTRAINTS))) if part[0] == INTEGER]
        if lengths and lengths[0][0] < depth:
            return False
        return (below.issuer == self.subject and below.algorithm == ECDSA_SHA256
                and verifies(below.signature, below.signed[2], self.key, False))


def chain(certificate, roots, intermediates):
    """The authorities from the issuer of a certificate up to a root, or None."""
    if certificate.authority() or not certificate.understood():
        return None
    found, below = [], certificate
    while len(found) <= len(intermediates):
        root = next((a for a in roots if a.issues(below, len(found))), None)
        if root:
            return [*found, root]
        between = next((a for a in intermediates if a not in found and a.issues(below, len(found))), None)
        if between is None:
            return None
        found.append(between)
        below = between
    return None


def of_pem(data):
    """The certificate in PEM."""
    match = PEM.fullmatch(data)
    need(match, "PEM")
    return Certificate(unbase64(match[1].replace(b"\n", b"").decode()))
