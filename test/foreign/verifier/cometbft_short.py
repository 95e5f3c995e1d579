"""Anchors of kind cometbft-2: the anchor of kind cometbft that one stands for."""

import base64

import cometbft
from note import LAST_SECOND, leaf_hash, node_hash, root_by_path, sha, unbase64
from strict_json import Damaged, canonical, has, is_int, items, need

VOTE = 1 + 5 + 4 + 64


def _text(*parts):
    return base64.b64encode(b"".join(parts)).decode()


def _hashes(text, most):
    data = unbase64(text)
    need(len(data) % 32 == 0 and len(data) <= 32 * most, "packed hashes")
    return [data[place:place + 32] for place in range(0, len(data), 32)]


def _read_set(value):
    items(value, 2, 2)
    powers = items(value[1], 1, 64)
    keys = _hashes(value[0], 64)
    need(len(keys) == len(powers) and all(is_int(power, 1, 2**40) for power in powers), "set")
    return [[_text(key), power] for key, power in zip(keys, powers)]


def _set_hash(members):
    return cometbft.members_hash([(unbase64(key, 32), power) for key, power in members])


def _read_votes(text):
    data = unbase64(text)
    need(data and len(data) % VOTE == 0, "votes")
    rows = []
    for at in range(0, len(data), VOTE):
        row = data[at:at + VOTE]
        rows.append([row[0], int.from_bytes(row[1:6], "big"), int.from_bytes(row[6:10], "big"), _text(row[10:])])
    need(all(row[1] <= LAST_SECOND for row in rows), "time of a vote")
    return rows


def _signed(value, members):
    """The members that a signed block has in the other kind, too."""
    return {"beside": value["beside"], "parts": value["parts"], "round": value["round"], "set": members,
            "validators": _text(_set_hash(members)), "votes": _read_votes(value["votes"])}


class _Tree:
    """Root and paths of some leaves of a tree, of which the hashes beside them are given."""

    def __init__(self, leaves, size, beside):
        need(leaves and is_int(size, 1), "leaves")
        places = [place for place, _ in leaves]
        need(all(is_int(place, 0, size - 1) for place in places) and places == sorted(set(places)), "places")
        self.leaves, self.beside = dict(leaves), beside
        self.paths = {place: [] for place in places}
        self.root = self._under(0, size)
        need(not self.beside, "too many hashes")

    def _under(self, low, high):
        within = [place for place in self.leaves if low <= place < high]
        if not within:
            need(self.beside, "too few hashes")
            return self.beside.pop(0)
        if high - low == 1:
            return self.leaves[low]
        split = low + (1 << (high - low - 1).bit_length() - 1)
        left, right = self._under(low, split), self._under(split, high)
        for place in within:
            self.paths[place].append(right if place < split else left)
        return node_hash(left, right)


def _sized(size, root):
    return sha(size.to_bytes(8, "big") + root)


def _member(row, members):
    """A written member as the registry has it."""
    items(row, 4, 5)
    if len(row) == 4:
        need(is_int(row[3], 0, len(members) - 1), "place")
        key, power = members[row[3]]
    else:
        key, power = row[3], row[4]
    return {"controller": row[1], "governance": unbase64(row[2], 32).hex(), "organisation": row[0], "power": power,
            "validator": unbase64(key, 32).hex()}


class Whole:
    """The value of the anchor of kind cometbft."""

    def __init__(self, value, proof):
        has(value, "app", "block", "chain", "registry", "state")
        self.value, self.proof = value, proof
        self.note_text = proof.note.text.encode()
        block, state = value["block"], value["state"]
        need(block is not None or state is not None, "neither block nor state")
        self.set = _read_set((block or state)["set"])
        self.given = _hashes(value["app"], 2)
        history = None if state is None else self._history(state)
        registry = None if value["registry"] is None else self._registry(value["registry"])
        self._application(history, registry)
        self.json = {"block": None if block is None else self._block(block), "chain": value["chain"],
                     "members": self._shown("members"), "registration": self._shown("registration"),
                     "state": None if state is None else self._state(state)}

    def _history(self, state):
        need(is_int(state["index"], 0) and is_int(state["size"], 1), "index and size")
        root = root_by_path(leaf_hash(self.note_text), state["index"], state["size"], _hashes(state["path"], 53))
        need(root is not None, "path")
        return _sized(state["size"], root)

    def _registry(self, value):
        has(value, "beside", "members", "registration", "size")
        leaves = []
        if value["registration"] is not None:
            has(value["registration"], "index", "registration")
            entry = ["log/" + self.proof.origin, value["registration"]["registration"]]
            leaves.append((value["registration"]["index"], leaf_hash(canonical(entry))))
        if value["members"] is not None:
            has(value["members"], "index", "members")
            entry = ["members", [_member(row, self.set) for row in items(value["members"]["members"], 1, 64)]]
            leaves.append((value["members"]["index"], leaf_hash(canonical(entry))))
        self.tree = _Tree(leaves, value["size"], _hashes(value["beside"], 106))
        return _sized(value["size"], self.tree.root)

    def _take(self):
        need(self.given, "too few hashes in app")
        return self.given.pop(0)

    def _application(self, history, registry):
        if history is None and registry is None:
            self.app = self._take()
        else:
            self.history = history or self._take()
            self.latest = self._take()
            self.registry = registry or self._take()
            self.app = sha(b"notary-desk/application/v1\0" + self.history + self.latest + self.registry)
        need(not self.given, "too many hashes in app")

    def _shown(self, name):
        value = self.value["registry"]
        if value is None or value[name] is None:
            return None
        index = value[name]["index"]
        return {name: value[name][name], "index": index, "others": _text(self.history, self.latest),
                "path": _text(*self.tree.paths[index]), "size": value["size"]}

    def _state(self, value):
        has(value, "beside", "height", "index", "parts", "path", "round", "set", "size", "votes")
        need(is_int(value["height"], 1), "height")
        members = self.set
        if self.value["block"] is not None and value["set"] is not None:
            members = _read_set(value["set"])
            need(members != self.set, "set stands twice")
        return {**_signed(value, members), "app": _text(self.app), "height": value["height"], "index": value["index"],
                "others": _text(self.latest, self.registry), "path": value["path"], "size": value["size"]}

    def _transaction(self, value):
        need(is_int(value["base"], 0), "base")
        signature = self.proof.note.signatures[0][1][4:]
        need(len(signature) == 64, "signature of the note")
        hashes = _hashes(value["proof"], 53)
        return b"".join([b"ND\1\1", len(self.note_text).to_bytes(2, "big"), self.note_text, signature,
                         value["base"].to_bytes(8, "big"), bytes([len(hashes)]), *hashes])

    def _block(self, value):
        has(value, "base", "beside", "height", "next", "parts", "path", "proof", "results", "round", "set", "sides", "votes")
        later, sides = value["next"], value["sides"]
        has(later, "app", "beside", "parts", "round", "set", "votes")
        need(isinstance(sides, str) and len(sides) <= 24 and set(sides) <= set("LR"), "sides")
        need((later["app"] is None) == (self.value["state"] is None), "next.app")
        path, results = (_hashes(value[name], 24) for name in ("path", "results"))
        need(len(path) == len(results) == len(sides), "sides")
        transaction = self._transaction(value)
        data = cometbft.by_sides(leaf_hash(sha(transaction)), sides, path)
        version = _hashes(value["beside"], 14)[:1]
        need(version, "hash of the version")
        others = self.set if later["set"] is None else _read_set(later["set"])
        need(later["set"] is None or others != self.set, "set stands twice")
        first = {**_signed(value, self.set), "data": _text(data), "height": value["height"], "path": value["path"],
                 "results": value["results"], "sides": sides, "transaction": _text(transaction)}
        need(is_int(value["height"], 1), "height")
        shown = {cometbft.DATA: cometbft.bytes_field(1, data)}
        members = [(unbase64(key, 32), power) for key, power in self.set]
        last = cometbft.Signed(first, self.value["chain"], value["height"], members, shown).hash
        app = unbase64(later["app"], 32) if later["app"] is not None else self.app
        first["next"] = {**_signed(later, others), "app": _text(app), "lastBlock": _text(last),
                         "beside": _text(*version, *_hashes(later["beside"], 13)),
                         "lastResults": _text(cometbft.by_sides(leaf_hash(b""), sides, results)),
                         "set": None if later["set"] is None else others}
        return first


def read_anchor(value, proof):
    """The checked anchor, or None when it does not hold."""
    try:
        return cometbft.Anchor(Whole(value, proof).json, proof)
    except (Damaged, TypeError, KeyError, ValueError, OverflowError, AttributeError):
        return None
