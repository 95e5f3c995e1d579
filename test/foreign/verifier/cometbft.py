"""Anchors of kind cometbft: what they show, and whether they count under a trust bundle."""

from note import leaf_hash, node_hash, root_by_path, root_of, sha, unbase64, LAST_SECOND
from strict_json import canonical, has, is_int, is_text, items, matches, need, Damaged
from ed25519 import zip215
from voices import voices_of

NAMES_OF_LEAVES = 14
CHAIN_ID, HEIGHT, LAST_BLOCK, DATA, VALIDATORS, APPLICATION, LAST_RESULTS = 1, 2, 4, 6, 7, 10, 11


def _varint(number):
    low = []
    while number > 127:
        low.append(number & 127 | 128)
        number >>= 7
    return bytes([*low, number])


def number_field(field, value):
    """A number in the engine's protobuf."""
    return _varint(field << 3) + _varint(value) if value else b""


def bytes_field(field, value, always=False):
    """Bytes in the engine's protobuf."""
    return _varint(field << 3 | 2) + _varint(len(value)) + value if value or always else b""


def _fixed(field, value):
    return _varint(field << 3 | 1) + value.to_bytes(8, "little") if value else b""


def _block_id(block_hash, parts):
    return bytes_field(1, block_hash) + bytes_field(2, number_field(1, parts[0]) + bytes_field(2, parts[1]), True)


def _packed(text, count=None):
    data = unbase64(text)
    need(len(data) % 32 == 0 and count in (None, len(data) // 32), "packed hashes")
    return [data[place:place + 32] for place in range(0, len(data), 32)]


def _read_set(value):
    members = []
    for pair in items(value, 1, 64):
        items(pair, 2, 2)
        need(is_int(pair[1], 1, 2**40), "power")
        members.append((unbase64(pair[0], 32), pair[1]))
    return members


def _read_votes(value, count):
    votes, last = [], -1
    for row in items(value, 1, count):
        items(row, 4, 4)
        need(is_int(row[0], last + 1, count - 1) and is_int(row[1], 0, LAST_SECOND) and is_int(row[2], 0, 999_999_999), "vote")
        votes.append((row[0], row[1], row[2], unbase64(row[3], 64)))
        last = row[0]
    return votes


def members_hash(members):
    """Root over a set of (key, power)."""
    return root_of([leaf_hash(bytes_field(1, bytes_field(1, key)) + number_field(2, power)) for key, power in members])


class Signed:
    """A block whose header is shown in part, with the votes for it."""

    def __init__(self, value, chain, height, members, shown):
        self.height, self.set = height, members
        self.validators = unbase64(value["validators"], 32)
        items(value["parts"], 2, 2)
        need(is_int(value["parts"][0], 1, 1_000_000) and is_int(value["round"], 0, 2**31 - 1), "parts or round")
        self.parts = (value["parts"][0], unbase64(value["parts"][1], 32))
        self.votes = _read_votes(value["votes"], len(members))
        self.chain, self.round = chain, value["round"]
        leaves = {CHAIN_ID: bytes_field(1, chain.encode()), HEIGHT: number_field(1, height), VALIDATORS: bytes_field(1, self.validators),
                  **shown}
        beside = _packed(value["beside"])
        self.hash = _header(leaves, beside, 0, NAMES_OF_LEAVES)
        need(not beside, "hashes beside")

    def signed(self):
        """Whether every vote verifies."""
        return all(zip215(self.set[voter][0], self._message(seconds, nanos), signature)
                   for voter, seconds, nanos, signature in self.votes)

    def _message(self, seconds, nanos):
        body = (number_field(1, 2) + _fixed(2, self.height) + _fixed(3, self.round)
                + bytes_field(4, _block_id(self.hash, self.parts), True)
                + bytes_field(5, number_field(1, seconds) + number_field(2, nanos), True) + bytes_field(6, self.chain.encode()))
        return _varint(len(body)) + body

    def power(self):
        """Power of the whole set."""
        return sum(power for _, power in self.set)

    def quorum(self):
        """Whether more than two thirds signed."""
        return 3 * sum(self.set[vote[0]][1] for vote in self.votes) > 2 * self.power()

    def time(self):
        """The first time, in milliseconds, by which more than half of the power that signed had signed."""
        times = sorted((vote[1] * 10**9 + vote[2], self.set[vote[0]][1]) for vote in self.votes)
        all_power, reached = sum(power for _, power in times), 0
        for time, power in times:
            reached += power
            if 2 * reached > all_power:
                return time // 10**6
        return None


def _header(leaves, beside, low, high):
    if not any(low <= place < high for place in leaves):
        need(beside, "hashes beside")
        return beside.pop(0)
    if high - low == 1:
        return leaf_hash(leaves[low])
    split = low + (1 << (high - low - 1).bit_length() - 1)
    left = _header(leaves, beside, low, split)
    return node_hash(left, _header(leaves, beside, split, high))


def by_sides(leaf, sides, path):
    """Root that a path with sides leads to."""
    for side, sibling in zip(sides, path):
        leaf = node_hash(sibling, leaf) if side == "L" else node_hash(leaf, sibling)
    return leaf


def _sized(size, root):
    return sha(size.to_bytes(8, "big") + root)


def _application(history, latest, registry):
    return sha(b"notary-desk/application/v1\0" + history + latest + registry)


class _Transaction:
    def __init__(self, data):
        self.data, self.at = data, 0
        need(self.take(4) == b"ND\1\1", "transaction")
        self.text = self.take(int.from_bytes(self.take(2), "big"))
        self.take(64 + 8)
        self.take(32 * self._small(53))
        need(self.at == len(data), "transaction")

    def take(self, count):
        part = self.data[self.at:self.at + count]
        need(len(part) == count, "transaction")
        self.at += count
        return part

    def _small(self, most):
        count = self.take(1)[0]
        need(count <= most, "transaction")
        return count


class Anchor:
    """A checked anchor; making one raises Damaged, with the name of the check, when it does not hold."""

    def __init__(self, value, proof):
        has(value, "chain", "block", "state", "registration", "members")
        need(matches(value["chain"], "[A-Za-z0-9._-]{1,50}"), "chain")
        need(value["block"] is not None or value["state"] is not None, "neither block nor state")
        self.chain, self.proof = value["chain"], proof
        self.block = self.next = self.state = self.registration = None
        if value["block"] is not None:
            self._check_block(value["block"])
        if value["state"] is not None:
            self._check_state(value["state"])
        self.app = self.state_app if self.state else self.next_app
        if value["registration"] is not None:
            self._check_registration(value["registration"])
        if value["members"] is not None:
            self._check_members(value["members"])

    def _check_block(self, value):
        has(value, "height", "validators", "set", "beside", "round", "parts", "votes", "transaction", "sides", "path",
            "results", "data", "next")
        later = value["next"]
        has(later, "validators", "set", "beside", "round", "parts", "votes", "lastBlock", "lastResults", "app")
        need(is_int(value["height"], 1), "height")
        need(matches(value["sides"], "[LR]{0,24}"), "sides")
        data = unbase64(value["data"], 32)
        members = _read_set(value["set"])
        block = Signed(value, self.chain, value["height"], members, {DATA: bytes_field(1, data)})
        others = members if later["set"] is None else _read_set(later["set"])
        need(later["set"] is None or others != members, "set stands twice")
        self.next_app, last = unbase64(later["app"], 32), unbase64(later["lastBlock"], 32)
        results = unbase64(later["lastResults"], 32)
        shown = {LAST_BLOCK: _block_id(last, block.parts), APPLICATION: bytes_field(1, self.next_app),
                 LAST_RESULTS: bytes_field(1, results)}
        after = Signed(later, self.chain, value["height"] + 1, others, shown)
        transaction = unbase64(value["transaction"])
        need(len(transaction) <= 32768, "transaction")
        sides = value["sides"]
        need(_Transaction(transaction).text == self.proof.note.text.encode(), "checkpoint")
        leaf = leaf_hash(sha(transaction))
        need(by_sides(leaf, sides, _packed(value["path"], len(sides))) == data, "included")
        need(by_sides(leaf_hash(b""), sides, _packed(value["results"], len(sides))) == results, "executed")
        need(all(members_hash(b.set) == b.validators for b in (block, after)), "validators")
        need(block.hash == last, "linked")
        need(block.quorum() and after.quorum(), "quorum")
        need(block.signed() and after.signed(), "votes")
        self.block, self.next = block, after

    def _check_state(self, value):
        has(value, "height", "validators", "set", "beside", "round", "parts", "votes", "app", "index", "size", "path",
            "others")
        need(is_int(value["height"], 1), "height")
        self.state_app = unbase64(value["app"], 32)
        shown = {APPLICATION: bytes_field(1, self.state_app)}
        state = Signed(value, self.chain, value["height"], _read_set(value["set"]), shown)
        need(members_hash(state.set) == state.validators, "state-validators")
        leaf = leaf_hash(self.proof.note.text.encode())
        self.history_root, history, others = self._leads(value, leaf)
        self.history_size = value["size"]
        need(_application(history, *others) == self.state_app, "state-accepted")
        need(state.quorum() and state.signed(), "state-votes")
        self.state = state

    @staticmethod
    def _leads(value, leaf):
        need(is_int(value["index"], 0) and is_int(value["size"], 1), "index and size")
        root = root_by_path(leaf, value["index"], value["size"], _packed(value["path"]))
        need(root is not None, "path")
        return root, _sized(value["size"], root), _packed(value["others"], 2)

    def _registered(self, value, name, stands):
        leaf = leaf_hash(canonical([name, stands]))
        _, registry, others = self._leads(value, leaf)
        need(_application(*others, registry) == self.app, name)

    def _check_registration(self, value):
        has(value, "registration", "index", "size", "path", "others")
        self._registered(value, "log/" + self.proof.origin, value["registration"])
        has(value["registration"], "controller", "keys", "organisation", "retired")
        self.registration = value["registration"]

    def _check_members(self, value):
        has(value, "members", "index", "size", "path", "others")
        known = (self.block or self.state).set
        stands = []
        for row in items(value["members"], 1):
            items(row, 4, 5)
            need(is_text(row[0]) and is_text(row[1]), "member")
            if len(row) == 4:
                need(is_int(row[3], 0, len(known) - 1), "place")
                key, power = known[row[3]]
            else:
                key, power = unbase64(row[3], 32), row[4]
                need(is_int(power, 1) and (key, power) not in known, "member")
            stands.append({"controller": row[1], "governance": unbase64(row[2], 32).hex(), "organisation": row[0],
                           "power": power, "validator": key.hex()})
        self._registered(value, "members", stands)

    def way(self, chain, holder):
        """The block or state by which the anchor counts under a chain of a bundle, when the log is in these hands."""
        if (chain["kind"], chain["id"]) != ("cometbft", self.chain):
            return None
        if self.registration and self.state and not self._open(chain):
            return None
        if self.block and _epoch(chain, self.next) and self._believed(self.block, chain, holder):
            return self.block
        return self.state if self.state and self._believed(self.state, chain, holder) else None

    def _open(self, chain):
        epoch = _epoch(chain, self.state)
        return epoch is not None and epoch["to"] is None

    def _believed(self, block, chain, holder):
        epoch = _epoch(chain, block)
        if epoch is None:
            return False
        if epoch["to"] is not None and not (self.state and epoch["history"] == {
                "root": self.history_root.hex(), "size": self.history_size}):
            return False
        members = epoch["members"]
        own, *voices = voices_of([holder] + [one["controller"] for one in members])
        voice_of = {member["key"]: voice for member, voice in zip(members, voices)}
        others = sum(block.set[vote[0]][1] for vote in block.votes if voice_of[block.set[vote[0]][0]] != own)
        return 3 * others > block.power()

    def log(self):
        """Controller and keys of the log as the members registered them, or None."""
        if not self.registration or self.registration["retired"]:
            return None
        keys = [(bytes.fromhex(key), low, high) for key, low, high in self.registration["keys"]]
        return self.registration["controller"], keys


def _epoch(chain, block):
    """The epoch of a block's height, when its members are the block's set."""
    for epoch in chain["epochs"]:
        if epoch["from"] <= block.height and (epoch["to"] is None or block.height <= epoch["to"]):
            same = sorted((member["key"], member["power"]) for member in epoch["members"]) == sorted(block.set)
            return epoch if same else None
    return None


def read_anchor(value, proof):
    """The checked anchor, or None when it does not hold."""
    try:
        return Anchor(value, proof)
    except (Damaged, TypeError, KeyError, ValueError, OverflowError):
        return None
