"""Anchors of kind fabric: what they show, and whether they count under a trust bundle."""

from note import Note, sha, unbase64
from p256 import verifies
from strict_json import Damaged, has, is_int, is_text, items, matches, need
from voices import voices_of
from x509 import Certificate, chain, of_pem

SAFE = 2**53 - 1
MSP = "[A-Za-z0-9.-]{1,64}"
ROLES = ("admin", "client", "orderer", "peer")


def _varint(data, at):
    number, shift = 0, 0
    while True:
        need(at < len(data) and shift < 56, "protobuf")
        byte = data[at]
        number, shift, at = number | (byte & 127) << shift, shift + 7, at + 1
        if byte < 128:
            need((byte or shift == 7) and number <= SAFE, "protobuf number")
            return number, at


class Message:
    """The fields of a message."""

    def __init__(self, data):
        self.fields, at, count = {}, 0, 0
        while at < len(data):
            tag, at = _varint(data, at)
            need(tag >> 3 and tag & 7 in (0, 2), "protobuf field")
            value, at = _varint(data, at)
            if tag & 7 == 2:
                need(value <= len(data) - at, "protobuf length")
                value, at = data[at:at + value], at + value
            self.fields.setdefault(tag >> 3, []).append(value)
            count += 1
            need(count <= 4096, "protobuf fields")

    def list(self, field):
        found = self.fields.get(field, [])
        need(all(isinstance(value, bytes) for value in found), "protobuf bytes")
        return found

    def bytes(self, field):
        found = self.list(field)
        need(len(found) < 2, "protobuf field twice")
        return found[0] if found else b""

    def number(self, field):
        found = self.fields.get(field, [])
        need(len(found) < 2 and all(isinstance(value, int) for value in found), "protobuf number")
        return found[0] if found else 0

    def text(self, field):
        return self.bytes(field).decode()

    def sub(self, *path):
        message = self
        for field in path:
            message = Message(message.bytes(field))
        return message


class Identity:
    """Name of an organisation, and a certificate."""

    def __init__(self, data):
        message = Message(data)
        self.msp, self.certificate = message.text(1), of_pem(message.bytes(2))
        need(matches(self.msp, MSP), "organisation")


class Endorsed:
    """A proposal, the answer to it, and endorsements as (identity, signature)."""

    def __init__(self, parts, endorsements):
        self.channel_header, self.signature_header, self.proposal, self.response = parts
        self.endorsements = endorsements
        need(len(endorsements) <= 32, "endorsements")

    def read(self):
        """Reads what it says; raises Damaged unless it is sound by itself."""
        channel = Message(self.channel_header)
        action = Message(self.response).sub(2)
        answer, self.chaincode = action.sub(3), action.sub(4).text(2)
        self.channel, self.id = channel.text(4), channel.text(5)
        need(channel.number(1) == 3 and answer.number(1) == 200, "transaction")
        header = Message(self.signature_header)
        need(sha(header.bytes(2) + header.bytes(1)).hex() == self.id, "transaction-id")
        need(Message(self.response).bytes(1) == sha(self.channel_header + self.signature_header + self.proposal), "proposal")
        called = Message(self.proposal).sub(1, 1, 2).text(2)
        need(self.chaincode and self.chaincode == called == channel.sub(7, 2).text(2), "chaincode")
        parts = [part for part in map(Message, action.sub(1).list(2)) if part.text(1) == self.chaincode]
        need(len(parts) < 2, "namespace twice")
        results = Message(parts[0].bytes(2) if parts else b"")
        self.returned = answer.bytes(3)
        self.reads = [(one.text(1), self._version(one)) for one in map(Message, results.list(1))]
        self.writes = [(one.text(1), None if one.number(2) else one.bytes(3)) for one in map(Message, results.list(3))]
        self.identities = [Identity(endorser) for endorser, _ in self.endorsements]
        need(self.endorsements and all(
            verifies(signature, self.response + endorser, identity.certificate.key, True)
            for (endorser, signature), identity in zip(self.endorsements, self.identities)), "endorsements")
        return self

    @staticmethod
    def _version(read):
        return (read.sub(2).number(1), read.sub(2).number(2)) if read.list(2) else None

    def written(self, key):
        """What the key is written to, once; else None."""
        found = [value for name, value in self.writes if name == key]
        return found[0] or None if len(found) == 1 else None


def _of_envelope(data):
    need(len(data) <= 65536, "transaction")
    payload = Message(data).sub(1)
    actions = payload.sub(2).list(1)
    need(len(actions) == 1, "actions")
    action = Message(actions[0]).sub(2)
    endorsed = action.sub(2)
    header = payload.sub(1)
    return Endorsed((header.bytes(1), header.bytes(2), action.bytes(1), endorsed.bytes(1)),
                    [(one.bytes(1), one.bytes(2)) for one in map(Message, endorsed.list(2))])


def _der(tag, content):
    if len(content) < 128:
        return bytes([tag, len(content)]) + content
    digits = len(content).to_bytes((len(content).bit_length() + 7) // 8, "big")
    return bytes([tag, 128 | len(digits)]) + digits + content


def _sized(text, most):
    data = unbase64(text)
    need(len(data) <= most, "size")
    return data


def _short(key):
    return bytes([2 + (key[64] & 1)]) + key[1:33]


class Anchor:
    """A checked anchor; making one raises Damaged when it does not hold."""

    def __init__(self, value, proof):
        has(value, "channel", "block", "read")
        block, read = value["block"], value["read"]
        need(matches(value["channel"], "[a-z][a-z0-9.-]{0,63}"), "channel")
        self.channel = value["channel"]
        has(block, "number", "previous", "entries", "index", "value", "ordering")
        has(read, "channelHeader", "signatureHeader", "proposal", "response", "endorsements")
        entries = [_sized(one, 65536) for one in items(block["entries"], 1, 64)]
        need(sum(map(len, entries)) <= 65536, "transactions")
        need(is_int(block["number"], 0) and is_int(block["index"], 0, len(entries) - 1), "number or index")
        self.number, previous, self.value = block["number"], unbase64(block["previous"], 32), _sized(block["value"], 1024)
        written = _of_envelope(entries[block["index"]])
        parts = [_sized(read[name], 32768) for name in ("channelHeader", "signatureHeader", "proposal", "response")]
        self.read = Endorsed(parts, [self._endorsement(row, written) for row in items(read["endorsements"], 1, 32)])
        self.transaction = written.read()
        need(written.channel == self.channel, "channel")
        key, latest = f"checkpoint/{proof.origin}/{proof.size}", f"latest/{proof.origin}"
        text = proof.note.text
        note = written.written(key)
        need(note is not None and Note(note.decode(), 3, 64).text == text, "checkpoint")
        said = self.read.read()
        need(said.channel == self.channel and said.chaincode == written.chaincode, "read-channel or read-chaincode")
        need(len(said.reads) == 1 and not said.writes and said.reads[0][0] in (key, latest), "read-checkpoint")
        need(written.written(said.reads[0][0]) == said.returned and Note(said.returned.decode(), 3, 64).text == text, "read-checkpoint")
        need(said.reads[0][1] == (self.number, block["index"]), "read-version")
        digits = self.number.to_bytes(self.number.bit_length() // 8 + 1, "big")
        header = _der(0x30, _der(2, digits) + _der(4, previous) + _der(4, sha(b"".join(entries))))
        self._check_ordering(block["ordering"], header)

    @staticmethod
    def _endorsement(row, written):
        items(row, 2, 2)
        known = [endorser for endorser, _ in written.endorsements]
        if isinstance(row[0], str):
            endorser = _sized(row[0], 16384)
            need(endorser not in known, "endorser in whole")
        else:
            need(is_int(row[0], 0, len(known) - 1) and known.index(known[row[0]]) == row[0], "place of an endorser")
            endorser = known[row[0]]
        return endorser, _sized(row[1], 80)

    def _check_ordering(self, value, header):
        self.orderer, self.consenters = None, []
        if value.get("by") == "one":
            has(value, "by", "signature")
            items(value["signature"], 2, 2)
            own, signature = _sized(value["signature"][0], 16384), _sized(value["signature"][1], 80)
            self.orderer = Identity(Message(own).bytes(1))
            need(verifies(signature, self.value + own + header, self.orderer.certificate.key, True), "block")
            return
        has(value, "by", "signatures")
        need(value["by"] == "quorum", "ordering")
        for row in items(value["signatures"], 1, 64):
            items(row, 3, 3)
            own, signature, key = _sized(row[0], 16384), _sized(row[1], 80), unbase64(row[2], 33)
            number = Message(own).number(1)
            need(not self.consenters or number > self.consenters[-1][0], "order")
            need(verifies(signature, self.value + own + header, key, True), "block")
            self.consenters.append((number, key))

    def way(self, chain_, holder):
        """Itself, when it counts under a chain of a bundle and the log is in these hands."""
        if (chain_["kind"], chain_["id"]) != ("fabric", self.channel):
            return None
        number = Message(self.value).sub(1).number(1)
        epoch = next((one for one in chain_["epochs"] if number in one["configurations"]), None)
        if epoch is None or self.transaction.chaincode != epoch["chaincode"]:
            return None
        need_, read = epoch["policy"]["need"], self._organisations(self.read, epoch)
        for found in (self._organisations(self.transaction, epoch), read):
            if len(set(voices_of([one["controller"] for one in found]))) < need_:
                return None
        own, *voices = voices_of([holder] + [one["controller"] for one in epoch["organisations"]])
        issuer = [one["mspId"] for one, voice in zip(epoch["organisations"], voices) if voice == own]
        others = [one for one in read if one["mspId"] not in issuer]
        return self if others and self._ordered(epoch) else None

    @staticmethod
    def _organisations(endorsed, epoch):
        found = {}
        for identity in endorsed.identities:
            one = _organisation(identity, "peer", epoch)
            if one and one["mspId"] in epoch["policy"]["of"]:
                found[one["mspId"]] = one
        return list(found.values())

    def _ordered(self, epoch):
        ordering = epoch["ordering"]
        if ordering["by"] == "one":
            one = self.orderer and _organisation(self.orderer, "orderer", epoch)
            return bool(one) and one["mspId"] in ordering["organisations"]
        pinned = {one["id"]: _short(one["certificate"].key) for one in ordering["consenters"]}
        count = len(pinned)
        have = sum(pinned.get(number) == key for number, key in self.consenters)
        return have >= -(-(count + (count - 1) // 3 + 1) // 2)

    @staticmethod
    def time():
        """No time is signed."""
        return None

    @staticmethod
    def log():
        """No registration is shown."""
        return None


def _organisation(identity, role, epoch):
    """The organisation of an identity that has this role and no other, or None."""
    one = next((one for one in epoch["organisations"] if one["mspId"] == identity.msp), None)
    found = one and chain(identity.certificate, one["roots"], one["intermediates"])
    if not found:
        return None
    if one["issuer"] is not None and (one["roots"] + one["intermediates"])[one["issuer"]].der != found[0].der:
        return None
    roles = [name for name in ROLES if one["units"][name] is not None and one["units"][name] in identity.certificate.units]
    return one if roles == [role] else None


UNREADABLE = (Damaged, TypeError, KeyError, ValueError, OverflowError, AttributeError, IndexError)


def check_epochs(epochs):
    """Reads the certificates in the epochs of a bundle's chain; else Damaged."""
    try:
        _check_epochs(epochs)
    except UNREADABLE as damage:
        raise Damaged("epochs") from damage


def _check_epochs(epochs):
    numbers = []
    for epoch in items(epochs, 1, 1000):
        has(epoch, "configurations", "chaincode", "policy", "organisations", "ordering")
        here = items(epoch["configurations"], 1, 1000)
        need(all(is_int(number, 0) for number in here) and here == sorted(set(here)), "configurations")
        numbers += here
        need(matches(epoch["chaincode"], "[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*") and len(epoch["chaincode"]) <= 64, "chaincode")
        for one in items(epoch["organisations"], 1, 64):
            _check_organisation(one)
        names = [one["mspId"] for one in epoch["organisations"]]
        need(len(set(names)) == len(names), "organisation twice")
        has(epoch["policy"], "need", "of")
        _check_names(epoch["policy"]["of"], names)
        need(is_int(epoch["policy"]["need"], 1, len(epoch["policy"]["of"])), "policy")
        _check_ordering(epoch["ordering"], names)
    need(len(set(numbers)) == len(numbers), "configuration twice")


def _check_names(given, known):
    items(given, 1, 64)
    need(all(name in known for name in given) and len(set(given)) == len(given), "names of organisations")


def _check_organisation(one):
    has(one, "mspId", "organisation", "controller", "roots", "intermediates", "units", "issuer")
    need(matches(one["mspId"], MSP) and is_text(one["organisation"]) and is_text(one["controller"]), "organisation")
    for name, low in (("roots", 1), ("intermediates", 0)):
        one[name] = [Certificate(unbase64(der)) for der in items(one[name], low, 8)]
    has(one["units"], *ROLES)
    need(all(unit is None or matches(unit, "[^\\x00-\\x1f]{1,64}") for unit in one["units"].values()), "units")
    need(one["issuer"] is None or is_int(one["issuer"], 0, len(one["roots"] + one["intermediates"]) - 1), "issuer")


def _check_ordering(value, names):
    if value.get("by") == "one":
        has(value, "by", "organisations")
        return _check_names(value["organisations"], names)
    has(value, "by", "consenters")
    need(value["by"] == "quorum", "ordering")
    for one in items(value["consenters"], 1, 64):
        has(one, "id", "mspId", "certificate")
        need(is_int(one["id"], 1) and matches(one["mspId"], MSP), "consenter")
        one["certificate"] = Certificate(unbase64(one["certificate"]))
    need(len({one["id"] for one in value["consenters"]}) == len(value["consenters"]), "number twice")
    need(len({one["certificate"].key for one in value["consenters"]}) == len(value["consenters"]), "key twice")
    return None


def read_anchor(value, proof):
    """The checked anchor, or None when it does not hold."""
    try:
        return Anchor(value, proof)
    except UNREADABLE:
        return None
