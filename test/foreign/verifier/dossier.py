"""Dossiers, from docs/certificate-format/dossiers.md alone: the record, its two files, and its checks."""

from hashlib import sha256

import ristretto
from note import leaf_hash, root_by_path, root_of, unbase64
from strict_json import Damaged, canonical, has, is_date, is_hash, is_int, is_text, items, matches, need, read_file

NAMES = {"items": "items.json", "openings": "openings.json"}
LIMITS = {"items": 20_971_520, "openings": 16_777_216}
CHECKS = ("items", "totals", "openings", "sample", "membership", "pools")
LISTS = ("items", "credits")
MOST = 131_072
MISSTATED = ("items-disorder", "totals-differ", "amount-differs", "sample-differs")


# docs/certificate-format/readers.md, "Credit notes"
UNTDID = frozenset("81 83 261 262 296 308 381 396 420 458 502 503 532".split())
CREDIT_NOTES = {"en16931": UNTDID, "other": UNTDID, "it-sdi": frozenset(["TD04"])}


def _is_credit_note(facts):
    return facts.get("code") in CREDIT_NOTES.get(facts.get("scheme"), ())


def is_list(value):
    """Whether a member items or credits of a record is one."""
    has(value, "count", "root")
    return is_int(value["count"], 0, MOST) and is_hash(value["root"])


def is_rule(value):
    """Whether a value is a rule."""
    has(value, "v", "words", "cutOff", "filter")
    need(is_int(value["v"], 1, 1) and all(map(is_text, items(value["words"], 1, 20))), "rule")
    need(value["cutOff"] is None or is_date(value["cutOff"]), "cutOff")
    for one in [] if value["filter"] is None else items(value["filter"], 1, 20):
        has(one, "fact", "op", "value")
        need(matches(one["fact"], "[a-zA-Z][a-zA-Z0-9]{0,63}") and one["op"] in ("is", "not", "from", "to"), "filter")
        need(is_text(one["value"]), "filter")
    return True


def _millionths(text):
    whole, _, decimals = text.partition(".")
    return int(whole) * 10**6 + int(decimals.ljust(6, "0"))


def _sum(text):
    need(matches(text, r"(0|[1-9][0-9]{0,23})(\.([0-9]{2}|[0-9]{2}[0-9]{0,3}[1-9]))?"), "amount")
    need(not matches(text, r".*\.00"), "amount")
    return _millionths(text)


def _amount(text):
    value = _sum(text)
    need(value < 2**80, "amount")
    return value


def _scalar(text):
    need(is_hash(text), "scalar")
    value = int.from_bytes(bytes.fromhex(text), "little")
    need(value < ristretto.ORDER, "scalar")
    return value


def is_totals(value):
    """Whether a value has the form of totals."""
    has(value, "v", *LISTS)
    need(is_int(value["v"], 1, 1), "totals")
    for name in LISTS:
        for one in items(value[name], 0, 200):
            has(one, "currency", "count", "amount", "blind")
            need(matches(one["currency"], "[A-Z]{3}") and is_int(one["count"], 1, MOST), "total")
            _sum(one["amount"])
            _scalar(one["blind"])
        found = [one["currency"] for one in value[name]]
        need(found == sorted(set(found)), "order of totals")
    return True


def _need_item(item):
    items(item, 3, 3)
    leaf, commitment, currency = item
    need(is_hash(leaf) and (commitment is None or is_hash(commitment)), "item")
    need(currency is None or matches(currency, "[A-Z]{3}"), "item")
    need((commitment is None) == (currency is None), "item")


def _read(data, name):
    return read_file(data, limit=LIMITS[name])


def read_items(data):
    """The two lists of items.json."""
    value = _read(data, "items")
    has(value, "v", *LISTS)
    for name in LISTS:
        for item in items(value[name], 0, MOST):
            _need_item(item)
    return {name: value[name] for name in LISTS}


def _need_proof(proof):
    has(proof, "index", "item", "path")
    need(is_int(proof["index"], 0, MOST - 1), "index")
    _need_item(proof["item"])
    proof["path"] = [unbase64(one, 32) for one in items(proof["path"], 0, 53)]


def _need_opening(one):
    has(one, "list", "proof", "opening", "certificate")
    need(one["list"] in LISTS, "list")
    _need_proof(one["proof"])
    if one["opening"] is not None:
        has(one["opening"], "amount", "blind")
        one["opening"] = (_amount(one["opening"]["amount"]), _scalar(one["opening"]["blind"]))
    if one["certificate"] is not None:
        has(one["certificate"], "record", "evidence", "proof")
        for text in one["certificate"].values():
            need(isinstance(text, str) and len(text.encode("utf-16-le")) <= 2 * 1_048_576, "certificate")


def read_openings(data):
    """The value of openings.json."""
    value = _read(data, "openings")
    has(value, "v", "openings", "absences", "sample")
    for one in items(value["openings"], 0, 20_000):
        _need_opening(one)
    places = [(one["list"], one["proof"]["index"]) for one in value["openings"]]
    need(places == sorted(set(places)), "order of openings")
    for one in items(value["absences"], 0, 20_000):
        has(one, "leaf", "lists")
        has(one["lists"], *LISTS)
        need(is_hash(one["leaf"]), "leaf")
        for name in LISTS:
            has(one["lists"][name], "before", "after")
            for proof in one["lists"][name].values():
                if proof is not None:
                    _need_proof(proof)
    leaves = [one["leaf"] for one in value["absences"]]
    need(leaves == sorted(set(leaves)), "order of absences")
    if value["sample"] is not None:
        has(value["sample"], "seed", "size")
        need(is_text(value["sample"]["seed"]) and is_int(value["sample"]["size"], 1, MOST), "sample")
    return value


def _root(hashes):
    return root_of(hashes) if hashes else sha256(b"").digest()


def _belongs(stated, proof):
    found = root_by_path(leaf_hash(canonical(proof["item"])), proof["index"], stated["count"], proof["path"])
    return found is not None and found.hex() == stated["root"]


def _absent(leaf, stated, absence):
    before, after = absence["before"], absence["after"]
    if before is None and after is None:
        return stated["count"] == 0 and stated["root"] == sha256(b"").hexdigest()
    start = -1 if before is None else before["index"]
    end = stated["count"] if after is None else after["index"]
    between = (before is None or before["item"][0] < leaf) and (after is None or leaf < after["item"][0])
    return end == start + 1 and between and all(one is None or _belongs(stated, one) for one in (before, after))


def _drawn(size, count, leaf, seed):
    found, counter, fair = set(), 0, 2**64 - 2**64 % count
    while len(found) < size:
        block = sha256(b"notary-desk/sample/v1\0" + leaf + seed.encode() + counter.to_bytes(8, "big")).digest()
        number, counter = int.from_bytes(block[:8], "big"), counter + 1
        if number < fair:
            found.add(number % count)
    return found


class Dossier:
    """The checks of a dossier: each answers (state, reason)."""

    def __init__(self, record, record_bytes, facts, files, judge):
        self.record, self.leaf, self.facts, self.judge = record, leaf_hash(record_bytes), facts, judge
        self.lists, self.opened = None, None
        self.items_state = self._items(files.get("items"))
        self.openings_state = self._read_openings(files.get("openings"))

    def _items(self, data):
        if data is None:
            return "not-run", "items-not-shown"
        try:
            lists = read_items(data)
        except Damaged as damage:
            return ("not-run", "newer-version") if str(damage) == "newer version" else ("failed", "damaged")
        for name in LISTS:
            root = _root([leaf_hash(canonical(item)) for item in lists[name]]).hex()
            if self.record[name] != {"count": len(lists[name]), "root": root}:
                return "failed", "items-differ"
        leaves = {name: [item[0] for item in lists[name]] for name in LISTS}
        if any(found != sorted(set(found)) for found in leaves.values()) or set(leaves["items"]) & set(leaves["credits"]):
            return "failed", "items-disorder"
        self.lists = lists
        return "passed", None

    def _read_openings(self, data):
        if data is None:
            return "absent", None
        try:
            self.opened = read_openings(data)
        except Damaged as damage:
            return ("not-run", "newer-version") if str(damage) == "newer version" else ("failed", "damaged")
        return "passed", None

    def items(self):
        return self.items_state

    def totals(self):
        if self.facts is None:
            return "not-run", "not-reached"
        if "totals" not in self.facts:
            return "not-run", "totals-withheld"
        if self.facts["totals"] is None:
            return "absent", None
        if self.lists is None:
            return "not-run", "not-reached" if self.items_state[0] == "failed" else "items-not-shown"
        hold = all(self._totals_hold(self.facts["totals"][name], self.lists[name]) for name in LISTS)
        return ("passed", None) if hold else ("failed", "totals-differ")

    @staticmethod
    def _totals_hold(stated, found):
        sums, counts = {}, {}
        for _, commitment, currency in found:
            if commitment is not None:
                element = ristretto.decode(bytes.fromhex(commitment))
                if element is None:
                    return False
                sums[currency] = ristretto.add(sums.get(currency, ristretto.NEUTRAL), element)
                counts[currency] = counts.get(currency, 0) + 1
        if {one["currency"]: one["count"] for one in stated} != counts:
            return False
        return all(ristretto.equal(sums[one["currency"]], ristretto.commit(_sum(one["amount"]), _scalar(one["blind"])))
                   for one in stated)

    def openings(self):
        if self.opened is None:
            return self.openings_state
        if not self.opened["openings"]:
            return "absent", None
        results = [self._opening(one)[0] for one in self.opened["openings"]]
        wrong = [reason for reason in ("opening-differs", "amount-differs") if reason in results]
        return ("failed", wrong[0]) if wrong else ("passed", None)

    def _opening(self, one):
        """What is wrong with an opening, or None; and whether it leaves nothing of the item hidden."""
        leaf, commitment, currency = one["proof"]["item"]
        if not _belongs(self.record[one["list"]], one["proof"]):
            return "opening-differs", False
        if one["opening"] is not None:
            if commitment is None or ristretto.encode(ristretto.commit(*one["opening"])).hex() != commitment:
                return "opening-differs", False
        if one["certificate"] is None:
            return None, False
        files = {name: text.encode() for name, text in one["certificate"].items()}
        verdict, facts = self.judge(files)
        if verdict in ("unreadable", "tampered") or leaf_hash(files["record"]).hex() != leaf:
            return "opening-differs", False
        if one["list"] == "items" and (facts.get("credits") is not None or _is_credit_note(facts)):
            return "amount-differs", False
        if "money" not in facts:
            return None, False
        money = facts["money"]
        if (money and money["currency"]) != currency:
            return "amount-differs", False
        if money is None:
            return None, True
        if one["opening"] is None:
            return None, False
        negative = money["amount"].startswith("-")
        amount = _millionths(money["amount"].lstrip("-"))
        if (negative and amount and one["list"] == "items") or amount != one["opening"][0]:
            return "amount-differs", False
        return None, True

    def sample(self):
        if self.opened is None:
            return ("not-run", "not-reached") if self.openings_state[0] == "failed" else ("absent", None)
        sample, count = self.opened["sample"], self.record["items"]["count"]
        if sample is None:
            return "absent", None
        shown = {one["proof"]["index"] for one in self.opened["openings"] if one["list"] == "items"}
        if sample["size"] > count or shown != _drawn(sample["size"], count, self.leaf, sample["seed"]):
            return "failed", "sample-differs"
        results = [self._opening(one) for one in self.opened["openings"] if one["list"] == "items"]
        if any(wrong for wrong, _ in results):
            return "not-run", "not-reached"
        return ("passed", None) if all(whole for _, whole in results) else ("not-run", "sample-hidden")

    def membership(self):
        absences = self.opened["absences"] if self.opened else []
        if not absences:
            return "absent", None
        hold = all(_absent(one["leaf"], self.record[name], one["lists"][name]) for one in absences for name in LISTS)
        if not hold:
            return "failed", "absence-differs"
        return ("not-run", "not-reached") if self.items_state[0] == "failed" else ("passed", None)

    def pools(self):
        return "absent", None
