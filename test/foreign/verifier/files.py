"""The three files of a certificate: where they are, and what they must look like."""

import os
import re
import subprocess
import tempfile

import dossier
import fabric
import jdchain
from note import Key, Note, decimal, sha, unbase64
from strict_json import (canonical, has, is_date, is_hash, is_instant, is_int, is_text, items, matches, need, read_file)

NAMES = ("record.json", "evidence.json", "checkpoint.tlog-proof")
LIMIT = 32 * 1024 * 1024
UUID7 = "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
TEMPLATES = {
    1: "93e44d6c22b7c1a1417581876f94df0697926696d1afe2bb4cdf6917f7e1cdb2",
    2: "f0c6f66cb3520d937baa3b73d2db6303c1a2d9d463b09f9efaaee23849b3b80b",
}
# kinds of anchors that certificates of a template may carry
ANCHORS = {1: ("cometbft",), 2: ("cometbft", "cometbft-2", "cosignature", "jdchain", "fabric")}
# what viewers that repair a PDF take for its parts; white space or a comment may stand between those of "1 0 obj"
GAP = rb"(?:[\t\n\f\r ]|%[^\n\r]*[\n\r])"
FRONT_PARTS = re.compile(
    rb"[0-9]%(gap)b+[0-9]+%(gap)b*obj|(?<![A-Za-z-])(?:startxref|xref|trailer)(?![A-Za-z-])" % {b"gap": GAP})
KIND = "[a-z0-9-]{1,32}"


def _is_money(value):
    return (isinstance(value, dict) and set(value) == {"amount", "currency"}
            and matches(value["amount"], r"-?\d{1,15}(\.\d{1,6})?") and matches(value["currency"], "[A-Z]{3}"))


def _is_parties(value):
    return isinstance(value, list) and 1 <= len(value) <= 20 and all(map(is_text, value))


def _is_pages(value):
    return is_int(value, 1, 1_000_000)


FILE_KINDS = ("pdf", "zip", "xml", "text", "png", "jpeg", "other")
PARTS = {"pages", "rest", "metadata", "members", "content", "values", "lines", "text", "canonical", "pixels", "data"}


def _need_digests(text, most):
    need(isinstance(text, str) and len(unbase64(text)) % 16 == 0 and len(unbase64(text)) <= 16 * most, "digests")


def _need_pieces(value, most, *more):
    if value is not None:
        has(value, "lengths", "digests", *more)
        need(all(is_int(length, 0) for length in items(value["lengths"], 0, most)), "lengths")
        _need_digests(value["digests"], most)


def _is_fingerprints(value):
    if isinstance(value, dict) and is_int(value.get("v"), 2):
        return True
    has(value, "v", "salt", "kind", "parts", "revisions", "chunks", "pages")
    need(is_int(value["v"], 1) and matches(value["salt"], "[0-9a-f]{32}") and value["kind"] in FILE_KINDS, "fingerprints")
    need(isinstance(value["parts"], dict) and set(value["parts"]) <= PARTS, "parts")
    for part in value["parts"].values():
        _need_digests(part, 1)
    _need_pieces(value["revisions"], 32)
    _need_pieces(value["chunks"], 256, "bits")
    need(value["chunks"] is None or is_int(value["chunks"]["bits"], 10, 32), "bits")
    if value["pages"] is not None:
        _need_digests(value["pages"], 2000)
    return True


RELS = ("order", "contract", "despatch", "delivery", "receipt", "invoice", "credit-of", "payment", "part-of", "amends",
        "about")
BASIS = "typed|[a-z][a-z0-9-]{0,15}:[A-Za-z0-9][A-Za-z0-9./-]*"


def _need_link(link):
    has(link, "rel", "origin", "leaf", "basis")
    need(isinstance(link["rel"], str) and link["rel"] in RELS, "rel")
    need(matches(link["origin"], "desk/[0-9a-f]{64}") and is_hash(link["leaf"]), "what is linked")
    need(matches(link["basis"], BASIS) and len(link["basis"]) <= 64, "basis")
    return link["rel"], link["origin"], link["leaf"]


def _is_links(value):
    """What is no object with v 1 is of another version: it may be anything."""
    if isinstance(value, dict) and is_int(value.get("v"), 1, 1):
        has(value, "v", "refs")
        named = [_need_link(link) for link in items(value["refs"], 1, 50)]
        need(len(set(named)) == len(named), "a link twice")
    return True


CLAIMS = {
    "holder": is_text, "holderId": is_text, "holderIdMasked": is_text, "operator": is_text, "title": is_text,
    "fileName": is_text, "kind": is_text, "number": is_text, "parties": _is_parties, "date": is_date,
    "money": _is_money, "obtained": is_text, "note": is_text, "pages": _is_pages, "software": is_text,
    "links": _is_links, "fingerprints": _is_fingerprints,
}


SCHEMES = ("cn-20", "cn-legacy", "en16931", "pl-ksef", "it-sdi", "other")


def _is_amount(value):
    return matches(value, r"-?[0-9]{1,15}(\.[0-9]{1,6})?")


def _is_quantity(value):
    return matches(value, r"[0-9]{1,15}(\.[0-9]{1,6})?")


def _is_scheme(value):
    return isinstance(value, str) and value in SCHEMES


def _is_nothing(_):
    return False


def _is_read_of(claims):
    def is_read(value):
        has(value, "reader", "v", "names")
        names = items(value["names"], 1, len(claims))
        need(matches(value["reader"], "[a-z][a-z0-9.-]{0,31}") and is_int(value["v"], 1, 1_000_000), "reader")
        need(all(isinstance(name, str) and name in claims for name in names) and names == sorted(set(names)), "names")
        return True
    return is_read


def _with_profile(**own):
    claims = {**CLAIMS, **own}
    return {**claims, "read": _is_read_of(claims)}


# facts of version 2 whose elements are disclosed one by one: what an element may be, and how many a list has at most
LISTS = {"parties": (is_text, 20)}


# the names of claims and what their values may be, by the record's version and profile
KINDS = {
    (1, None): CLAIMS,
    (2, "invoice"): _with_profile(
        scheme=_is_scheme, code=is_text, seller=is_text, sellerId=is_text, buyer=is_text, buyerId=is_text,
        net=_is_amount, tax=_is_amount, due=is_date, credits=is_text, receivable=_is_nothing),
    (2, "delivery"): _with_profile(
        sender=is_text, receiver=is_text, goods=is_text, quantity=_is_quantity, unit=is_text, carrier=is_text),
    (2, "payment"): _with_profile(payer=is_text, payee=is_text, reference=is_text),
    (2, "warehouse-receipt"): _with_profile(
        keeper=is_text, keeperId=is_text, depositor=is_text, goods=is_text, quality=is_text, quantity=_is_quantity,
        unit=is_text, place=is_text, validUntil=is_date, goodsTitle=_is_nothing),
}


DOSSIER = {
    **{name: CLAIMS[name] for name in ("holder", "holderId", "holderIdMasked", "operator", "title", "kind", "number",
                                       "date", "note", "software", "links")},
    "rule": dossier.is_rule, "totals": dossier.is_totals,
}


def collect(path):
    """The bytes of the three files by name, from a folder or a PDF; Damaged when one is missing or stands twice."""
    return _from_folder(path) if os.path.isdir(path) else _from_pdf(path)


def _from_folder(path):
    found = {}
    for name in (*NAMES, *dossier.NAMES.values()):
        place = os.path.join(path, name)
        need(os.path.isfile(place) or name not in NAMES, "missing " + name)
        if os.path.isfile(place):
            with open(place, "rb") as file:
                found[name] = file.read()
    return found


def _without_front(data):
    """The PDF from its first "%PDF-" on, which text of at most 1,019 bytes may precede."""
    at = data[:1024].find(b"%PDF-")
    need(at >= 0 and all(byte >= 32 and byte != 127 or byte in b"\t\n\f\r" for byte in data[:at]), "PDF")
    need(not FRONT_PARTS.search(data[:at]), "front")
    return data[at:]


def _from_pdf(path):
    need(os.path.getsize(path) <= LIMIT, "too large")
    with open(path, "rb") as file, tempfile.TemporaryDirectory() as folder:
        pdf = os.path.join(folder, "certificate.pdf")
        with open(pdf, "wb") as copy:
            copy.write(_without_front(file.read()))
        return _attached_to(pdf)


def _attached_to(path):
    listed = subprocess.run(["pdfdetach", "-list", path], capture_output=True, check=False)
    need(listed.returncode == 0, "PDF")
    rows = [row.split(": ", 1) for row in listed.stdout.decode("utf-8", "replace").splitlines() if ": " in row]
    with tempfile.TemporaryDirectory() as folder:
        for name in (*NAMES, *dossier.NAMES.values()):
            places = [number for number, found in rows if found == name]
            need(len(places) == 1 or not places and name not in NAMES, "missing or doubled " + name)
            if not places:
                continue
            command = ["pdfdetach", "-save", places[0], "-o", os.path.join(folder, name), path]
            need(subprocess.run(command, capture_output=True, check=False).returncode == 0, "PDF")
        return _from_folder(folder)


def _check_document(value):
    digest = value["digest"]
    need(isinstance(digest, dict), "digest")
    has(digest, "sha256", *(["sm3"] if "sm3" in digest else []))
    need(all(map(is_hash, digest.values())) and is_int(value["size"], 0), "digest or size")


def check_record(data):
    """The value of record.json, and the names of its claims; else Damaged."""
    value = read_file(data, newest=2)
    need(isinstance(value.get("type"), str) and matches(value["type"], "[a-z][a-z0-9-]{0,31}"), "type")
    profile = value.get("profile")
    need(profile is None or value["v"] == 2 and matches(profile, "[a-z][a-z0-9-]{0,31}"), "profile")
    is_dossier = (value["v"], value["type"], profile) == (2, "dossier", None)
    claims = DOSSIER if is_dossier else KINDS.get((value["v"], profile)) if value["type"] == "document" else None
    need(claims is not None, "newer version")
    own = ("items", "credits") if is_dossier else ("digest", "size")
    has(value, "v", "type", *([] if profile is None else ["profile"]), "id", "origin", "seq", *own, "time",
        "clock", "supersedes", "claims")
    if is_dossier:
        need(all(dossier.is_list(value[name]) for name in own), "lists")
    else:
        _check_document(value)
    need(matches(value["id"], UUID7), "id")
    need(matches(value["origin"], "desk/[0-9a-f]{64}"), "origin")
    need(is_int(value["seq"], 1), "seq")
    need(is_instant(value["time"]) and value["clock"] in ("synchronised", "unknown"), "time or clock")
    need(value["supersedes"] is None or matches(value["supersedes"], UUID7), "supersedes")
    has(value["claims"], *claims)
    need(all(map(is_hash, value["claims"].values())), "claims")
    return value, claims


def _check_disclosures(value, claims):
    order, last = list(claims), -1
    for disclosure in items(value):
        items(disclosure, 3, 3)
        salt, name, stated = disclosure
        need(isinstance(name, str) and name in claims, "disclosure")
        need(order.index(name) > last, "order of disclosures")
        last = order.index(name)
        if salt is None:
            _check_part(name, stated, claims)
        else:
            need(matches(salt, "[0-9a-f]{32}"), "salt")
            need(stated is None or claims[name](stated), "value of " + name)
    _check_rules(facts_of(value))


def _check_part(name, elements, claims):
    """A list of which some elements are shown and some are hashes."""
    need("read" in claims and name in LISTS, "list")
    is_element, most = LISTS[name]
    for element in items(elements, 2, most):
        if not is_hash(element):
            salt, value = items(element, 2, 2)
            need(matches(salt, "[0-9a-f]{32}") and is_element(value), "element of " + name)
    need(len({is_hash(element) for element in elements}) == 2, "all or none of " + name)


def facts_of(disclosures):
    """Disclosed values by name, with None for each element of a list that is withheld."""
    return {name: [None if is_hash(one) else one[1] for one in stated] if salt is None else stated
            for salt, name, stated in disclosures}


def _check_rules(facts):
    """What holds between facts, as far as they are disclosed."""
    amounts = [facts.get(name) for name in ("net", "tax")]
    need("money" not in facts or facts["money"] is not None or amounts == [None, None], "amount without a currency")
    read = facts.get("read") or {"names": []}
    need(all(facts.get(name, "withheld") is not None for name in read["names"]), "read and not there")


def _check_page(template, options):
    need(isinstance(options, dict) and "pin" in options, "options")
    pin = options["pin"]
    need(is_int(template, 1, 1_000_000) and is_hash(pin), "page")
    if template in TEMPLATES:  # those of an unknown template are its own
        more = ("paper",) if template == 1 else ("paper", "checker")
        has(options, "pin", *(name for name in more if name in options))
        checker = options.get("checker", "-")
        need(isinstance(checker, str) and len(checker.encode("utf-16-le")) <= 2048, "checker")
        need("paper" not in options or is_int(options["paper"], 1, 1), "paper")
    need((template in TEMPLATES) == (pin in TEMPLATES.values()) and TEMPLATES.get(template, pin) == pin, "template")


def check_evidence(data, claims):
    """The value of evidence.json of a record with these claims, with its keys read; else Damaged."""
    value = read_file(data)
    has(value, "v", "page", "disclosures", "keys", "anchors", "pending")
    has(value["page"], "template", "options")
    _check_page(value["page"]["template"], value["page"]["options"])
    _check_disclosures(value["disclosures"], claims)
    value["keys"] = [Key(vkey) for vkey in items(value["keys"], 1, 64)]
    for anchor in items(value["anchors"], 0, 8):
        need(isinstance(anchor, dict) and matches(anchor.get("kind"), KIND) and anchor["kind"] != "kind", "anchor")
        has(anchor, "kind", anchor["kind"])
    need(value["pending"] is None or isinstance(value["pending"], str) and len(value["pending"].encode("utf-16-le")) <= 8192,
         "pending")
    return value


def _hash(domain, value):
    return sha(b"notary-desk/" + domain + b"/v1\0" + canonical(value)).hex()


def _claim(record, salt, name, stated):
    """The claim hash that a disclosure gives; of a list that of its elements."""
    if record["v"] == 1 or name not in LISTS or stated is None:
        return _hash(b"claim", [salt, name, stated])
    if salt is not None:
        salts = [_hash(b"element-salt", [salt, name, place])[:32] for place in range(len(stated))]
        stated = list(zip(salts, stated))
    return _hash(b"list", [name, [
        one if isinstance(one, str) else _hash(b"element", [one[0], name, place, one[1]])
        for place, one in enumerate(stated)]])


def discloses(record, disclosure):
    """Whether a disclosure hashes to the claim of its name."""
    return _claim(record, *disclosure) == record["claims"][disclosure[1]]


class Pending:
    """The statement of what the desk still waited for."""

    def __init__(self, whole):
        self.note = Note(whole, 6, 1)
        self.origin, mark, size, root, chain, deadline = self.note.lines
        need(mark == "notary-desk/pending/v1" and is_instant(deadline), "pending")
        self.size, self.root = decimal(size), unbase64(root, 32)
        need(matches(chain, KIND + " [A-Za-z0-9._-]{1,64}"), "chain")
        self.chain = tuple(chain.split(" "))


class Checker:
    """Where the issuer says a checker is to be had."""

    def __init__(self, whole):
        self.note = Note(whole, 3, 1)
        self.origin, mark, text = self.note.lines
        need(mark == "notary-desk/checker/v1" and is_text(text), "checker")


class PageNote:
    """By which template the issuer says that it has laid the page out: "N PIN", and for which record."""

    def __init__(self, whole):
        need(isinstance(whole, str) and len(whole.encode("utf-16-le", "surrogatepass")) <= 8192, "page note")
        self.note = Note(whole, 5, 1)
        self.origin, mark, self.page, record, evidence = self.note.lines
        need(mark == "notary-desk/page/v1", "page note")
        self.record, self.evidence = unbase64(record), unbase64(evidence)


def _check_epochs(value):
    for epoch in items(value, 1, 1000):
        has(epoch, "from", "to", "members", "history")
        need(is_int(epoch["from"], 1) and (epoch["to"] is None or is_int(epoch["to"], epoch["from"])), "epoch")
        need((epoch["to"] is None) == (epoch["history"] is None), "history")
        if epoch["history"] is not None:
            has(epoch["history"], "size", "root")
            need(is_int(epoch["history"]["size"], 0) and is_hash(epoch["history"]["root"]), "history")
        for member in items(epoch["members"], 1, 64):
            has(member, "organisation", "controller", "key", "power")
            need(is_text(member["organisation"]) and is_text(member["controller"]), "member")
            need(is_int(member["power"], 1, 2**40), "power")
            member["key"] = unbase64(member["key"], 32)
        need(len({member["key"] for member in epoch["members"]}) == len(epoch["members"]), "key twice")
    for before, after in zip(value, value[1:]):
        need(before["to"] is not None and before["to"] < after["from"], "epochs overlap")


def read_bundle(data):
    """The value of a trust bundle, with its keys read; else Damaged."""
    value = read_file(data)
    has(value, "v", "name", "logs", "witnesses", "chains", "policy")
    need(is_text(value["name"]), "name")
    for log in items(value["logs"], 0, 1000):
        has(log, "origin", "controller", "organisation", "keys")
        need(matches(log["origin"], "desk/[0-9a-f]{64}"), "origin")
        need(is_text(log["controller"]) and is_text(log["organisation"]), "log")
        for key in items(log["keys"], 1, 64):
            has(key, "vkey", "from", "to")
            key["vkey"] = Key(key["vkey"])
            need(is_int(key["from"], 0) and (key["to"] is None or is_int(key["to"], 0)), "from and to")
    need(len({log["origin"] for log in value["logs"]}) == len(value["logs"]), "origin twice")
    for witness in items(value["witnesses"], 0, 200):
        has(witness, "vkey", "controller", "organisation")
        need(is_text(witness["controller"]) and is_text(witness["organisation"]), "witness")
        witness["vkey"] = Key(witness["vkey"])
    need(len({witness["vkey"].public for witness in value["witnesses"]}) == len(value["witnesses"]), "key twice")
    for chain in items(value["chains"], 0, 20):
        has(chain, "kind", "id", "demo", "epochs")
        need(matches(chain["kind"], KIND) and matches(chain["id"], "[A-Za-z0-9._-]{1,64}"), "chain")
        need(isinstance(chain["demo"], bool), "demo")
        if chain["kind"] == "cometbft":
            _check_epochs(chain["epochs"])
        elif chain["kind"] == "fabric":
            fabric.check_epochs(chain["epochs"])
        elif chain["kind"] == "jdchain":
            jdchain.check_members(chain["epochs"])
        else:
            items(chain["epochs"], 0, 1000)
    names = {(chain["kind"], chain["id"]) for chain in value["chains"]}
    need(len(names) == len(value["chains"]), "chain twice")
    has(value["policy"], "witnesses", "chains")
    need(is_int(value["policy"]["witnesses"], 0, 200) and is_int(value["policy"]["chains"], 0, 20), "policy")
    return value
