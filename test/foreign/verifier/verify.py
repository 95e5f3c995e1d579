"""Verifies a certificate from docs/certificate-format.md alone.

Usage: verify.py DIR|CERTIFICATE.pdf [DOCUMENT] [--trust BUNDLE]... [--accept-demo] [--reading FOUND.json]
       verify.py --each   reads a JSON list of such arguments a line, and answers each with a line {code, answer}
"""

import argparse
import json
import sys
import traceback
from datetime import datetime, timedelta
from hashlib import sha256

sys.dont_write_bytecode = True

import cometbft
import cometbft_short
import cosignature
import dossier
import fabric
import jdchain
from files import (ANCHORS, NAMES, TEMPLATES, Checker, PageNote, Pending, check_evidence, check_record, collect, discloses,
                   facts_of, read_bundle)
from note import Proof, leaf_hash, root_by_path
from strict_json import Damaged, canonical, read_file
from voices import voices_of

ORDER = ("attachments", "origin", "disclosures", "inclusion", "log-signature", "cosignatures", "anchors", "pending",
         "page", "document", "facts", "log-key", "policy")
READERS = {"cometbft": cometbft.read_anchor, "cometbft-2": cometbft_short.read_anchor,
           "cosignature": cosignature.read_anchor, "jdchain": jdchain.read_anchor,
           "fabric": fabric.read_anchor}
BEST = ("proven", "pending", "self-attested", "untrusted")
CODES = {"proven": 0, "self-attested": 10, "pending": 11, "different-file": 20, "tampered": 21, "untrusted": 22,
         "unreadable": 23, "misstated": 25}


def _keep_first(times, who, time):
    known = times.get(who)
    times[who] = time if known is None else known if time is None else min(time, known)


def _smallest(times, count):
    stated = sorted(time for time in times.values() if time is not None)
    return stated[count - 1] if 0 < count <= len(stated) else None


class Evidence:
    """The three files, read."""

    def __init__(self, files):
        self.bytes, self.stated = files[NAMES[0]], files[NAMES[1]]
        self.record, claims = check_record(files[NAMES[0]])
        self.evidence = check_evidence(files[NAMES[1]], claims)
        self.profiled = "read" in claims
        self.proof = Proof(files[NAMES[2]])
        self.keys = self.evidence["keys"]
        self.anchors = []
        self.beside = {name: files[place] for name, place in dossier.NAMES.items() if place in files}

    def origin(self):
        return self.record["origin"] == self.proof.origin

    def disclosures(self):
        shown = self.evidence["disclosures"]
        return all(discloses(self.record, one) for one in shown)

    def inclusion(self):
        proof = self.proof
        return root_by_path(leaf_hash(self.bytes), proof.index, proof.size, proof.path) == proof.root

    def log_signature(self):
        key = self.keys[0] if self.keys else None
        holds = key is not None and key.type == 1 and key.name == self.proof.origin and self.proof.note.verifies(0, key)
        return holds and self._checker_holds(key)

    def _checker_holds(self, key):
        page = self.evidence["page"]
        if page["template"] not in TEMPLATES or "checker" not in page["options"]:
            return True
        try:
            said = Checker(page["options"]["checker"])
        except Damaged:
            return False
        return said.origin == key.name and said.note.verifies(0, key)

    def page(self):
        """False for a page of an unknown template that the issuer has not signed for, else not-run."""
        page = self.evidence["page"]
        if page["template"] < 3 or page["template"] in TEMPLATES:
            return "not-run"
        try:
            said = PageNote(page["options"].get("issued"))
        except Damaged:
            return False
        rest = read_file(self.stated)
        rest["page"]["options"].pop("issued")
        this = (self.proof.origin, f"{page['template']} {page['options']['pin']}", sha256(self.bytes).digest(),
                sha256(canonical(rest)).digest())
        key = self.keys[0] if self.keys else None
        holds = key is not None and key.type == 1 and key.name == said.origin and said.note.verifies(0, key)
        return "not-run" if holds and (said.origin, said.page, said.record, said.evidence) == this else False

    def cosignatures(self):
        note, keys = self.proof.note, self.keys
        if len(keys) != len(note.signatures) or len({key.public for key in keys}) != len(keys):
            return False
        if len(keys) == 1:
            return None
        return all(key.type == 4 and note.verifies(place, key) for place, key in enumerate(keys) if place)

    def cosigners(self):
        """Types and public keys whose cosignature verifies, each with the first time of it in milliseconds."""
        found, note = {}, self.proof.note
        for place, key in enumerate(self.keys[:len(note.signatures)]):
            if key.type == 4 and note.verifies(place, key):
                _keep_first(found, (4, key.public), 1000 * note.time(place))
        for one in self._by_anchors():
            _keep_first(found, (6, one.key.public), 1000 * one.seconds)
        return found

    def _by_anchors(self):
        return [one for one in self.anchors if isinstance(one, cosignature.Cosignature)]

    def check_anchors(self):
        """Passed, failed, absent or not-run."""
        stated = self.evidence["anchors"]
        known = [one for one in stated if one["kind"] in READERS]
        self.anchors = [READERS[one["kind"]](one[one["kind"]], self.proof) for one in known]
        allowed = ANCHORS.get(self.evidence["page"]["template"])
        witnesses = [one.key.public for one in self._by_anchors()]
        if (not all(self.anchors) or allowed and any(one["kind"] not in allowed for one in stated)
                or len(set(witnesses)) != len(witnesses)):
            return "failed"
        return "absent" if not stated else "passed" if len(known) == len(stated) else "not-run"

    def pending(self):
        if self.evidence["pending"] is None:
            return None
        try:
            said = Pending(self.evidence["pending"])
        except Damaged:
            return False
        same = (said.origin, said.size, said.root) == (self.proof.origin, self.proof.size, self.proof.root)
        return bool(same and self.keys and self.keys[0].type == 1 and said.note.verifies(0, self.keys[0]))

    def document(self, digest):
        if digest is None:
            return None
        return digest == self.record["digest"]["sha256"] if "digest" in self.record else "not-run"


    def facts(self, reading):
        """Whether what was read is what the document says; reading is what readers found in it, or None."""
        shown = facts_of(self.evidence["disclosures"])
        if not self.profiled or shown.get("read", "withheld") is None:
            return None
        names = [name for name in shown.get("read", {"names": []})["names"] if name in shown]
        if not names or reading is None:
            return "not-run"
        reader = {name: shown["read"][name] for name in ("reader", "v")}
        if reader not in reading["readers"]:
            return "not-run"
        found = [one["facts"] for one in reading["found"] if {name: one[name] for name in reader} == reader]
        return any(all(_agree(shown[name], one.get(name)) for name in names) for one in found)


def _agree(stated, found):
    """Whether both are the same, as far as the elements of a list are shown."""
    if isinstance(stated, list) and isinstance(found, list) and len(stated) == len(found):
        return all(one is None or canonical(one) == canonical(other) for one, other in zip(stated, found))
    return canonical(stated) == canonical(found)


class Judge:
    """What one bundle says of sound evidence."""

    def __init__(self, evidence, bundle, accept_demo, awaitable):
        self.evidence, self.bundle, self.demo, self.awaitable = evidence, bundle, accept_demo, awaitable
        self.time = 0
        self.log_key = self._log_key()
        self.policy = self.log_key is None and self._policy()

    def _named(self):
        for log in self.bundle["logs"]:
            if log["origin"] == self.evidence.proof.origin:
                return log["controller"], [
                    (key["vkey"].public, key["from"], key["to"]) for key in log["keys"]
                    if key["vkey"].type == 1 and key["vkey"].name == log["origin"]]
        chains = [chain for chain in self.bundle["chains"] if self.demo or not chain["demo"]]
        for anchor in self.evidence.anchors:
            log = anchor and anchor.log()
            if log and any(anchor.way(chain, log[0]) for chain in chains):
                return log
        return None

    def _log_key(self):
        """None when the log's key is believed, else the reason why not."""
        named = self._named()
        if named is None:
            return "unknown-log"
        self.holder = named[0]
        size, key = self.evidence.proof.size, self.evidence.keys[0]
        fits = key.type == 1 and key.name == self.evidence.proof.origin and any(public == key.public and low <= size and (high is None or size <= high) for public, low, high in named[1])
        return None if fits else "unknown-key"

    def _policy(self):
        want, witnesses, chains = self.bundle["policy"], {}, {}
        present = self.evidence.cosigners()
        named = self.bundle["witnesses"]
        own, *voices = voices_of([self.holder] + [one["controller"] for one in named])
        for one, voice in zip(named, voices):
            key = one["vkey"].type, one["vkey"].public
            if key in present and voice != own:
                _keep_first(witnesses, voice, present[key])
        for chain in self.bundle["chains"]:
            for anchor in self.evidence.anchors:
                way = anchor and (self.demo or not chain["demo"]) and anchor.way(chain, self.holder)
                if way:
                    _keep_first(chains, (chain["kind"], chain["id"]), way.time())
        met = (want["witnesses"] + want["chains"] > 0 and len(witnesses) >= want["witnesses"]
               and len(chains) >= want["chains"])
        if met:
            both = (_smallest(witnesses, want["witnesses"]), _smallest(chains, want["chains"]))
            self.time = max((time for time in both if time is not None), default=None)
        return met

    def verdict(self):
        """One of BEST."""
        if self.log_key:
            return "untrusted"
        if self.policy:
            return "proven"
        said = self.evidence.evidence["pending"]
        return "pending" if said and _chain_of(said) in self.awaitable else "self-attested"


def _chain_of(said):
    try:
        return Pending(said).chain
    except Damaged:
        return None


class Report:
    """The checks in their order, each not-run until it is set."""

    def __init__(self):
        self.order = ORDER
        self.states = {name: {"name": name, "state": "not-run"} for name in ORDER}

    def put(self, name, result, reason=None):
        state = result if isinstance(result, str) else {True: "passed", False: "failed", None: "absent"}[result]
        self.states[name]["state"] = state
        if reason:
            self.states[name]["reason"] = reason

    def add(self, found):
        """The checks of a dossier behind that of the facts."""
        place = ORDER.index("facts") + 1
        self.order = (*ORDER[:place], *dossier.CHECKS, *ORDER[place:])
        for name in dossier.CHECKS:
            state, reason = getattr(found, name)()
            self.states[name] = {"name": name, "state": state, **({"reason": reason} if reason else {})}

    def dossier(self):
        """What failed checks of a dossier make of the verdict."""
        reasons = [self.states[name].get("reason") for name in dossier.CHECKS
                   if self.states.get(name, {}).get("state") == "failed"]
        return None if not reasons else "misstated" if set(reasons) <= set(dossier.MISSTATED) else "tampered"

    def failed(self, *names):
        return any(self.states[name]["state"] == "failed" for name in names)

    def done(self, verdict, time=None):
        instant = None if time is None else datetime(1970, 1, 1) + timedelta(milliseconds=time)
        return {"verdict": verdict, "time": instant and instant.isoformat(timespec="milliseconds") + "Z",
                "checks": [self.states[name] for name in self.order]}


def verify(path, digest, bundles, accept_demo, reading=None):
    """The report on a certificate; digest is that of the document, or None, and reading what readers found in it."""
    try:
        files = collect(path)
    except Damaged as damage:
        report = Report()
        report.put("attachments", False, str(damage))
        return report.done("unreadable")
    return verify_files(files, digest, bundles, accept_demo, reading)


def _shown(files, bundles, accept_demo):
    """Verdict and disclosed facts of the certificate of a record that a dossier shows."""
    named = dict(zip(NAMES, (files["record"], files["evidence"], files["proof"])))
    verdict = verify_files(named, None, bundles, accept_demo)["verdict"]
    if verdict in ("unreadable", "tampered"):
        return verdict, {}
    shown = Evidence(named)
    facts = {name: stated for _, name, stated in shown.evidence["disclosures"]}
    return verdict, facts if "money" in shown.record["claims"] else {**facts, "money": None}


def verify_files(files, digest, bundles, accept_demo, reading=None):
    """The same of files by their names."""
    report = Report()
    try:
        evidence = Evidence(files)
    except Damaged as damage:
        report.put("attachments", False, str(damage))
        return report.done("unreadable")
    report.put("attachments", True)
    for name in ("origin", "disclosures", "inclusion", "log-signature", "cosignatures", "pending"):
        report.put(name, getattr(evidence, name.replace("-", "_"))())
    report.put("anchors", evidence.check_anchors())
    report.put("page", evidence.page())
    report.put("document", evidence.document(digest))
    sound = not report.failed("disclosures") and report.states["document"]["state"] == "passed"
    result = evidence.facts(reading if sound else None)
    report.put("facts", "not-run" if report.failed("disclosures") else result)
    if "items" in evidence.record:
        shown = {name: stated for _, name, stated in evidence.evidence["disclosures"]}
        facts = None if report.failed("disclosures") else shown
        report.add(dossier.Dossier(evidence.record, evidence.bytes, facts, evidence.beside,
                                   lambda inner: _shown(inner, bundles, accept_demo)))
    awaitable = {(chain["kind"], chain["id"]) for bundle in bundles for chain in bundle["chains"]}
    judged = [Judge(evidence, bundle, accept_demo, awaitable) for bundle in bundles]
    best = min(judged, key=lambda judge: (BEST.index(judge.verdict()), judge.log_key != "unknown-key", judge.time is None,
                                         judge.time),
               default=None)
    if best:
        report.put("log-key", not best.log_key, best.log_key)
    if best and not best.log_key:
        report.put("policy", best.policy)
    if report.failed(*ORDER[1:9]) or report.dossier() == "tampered":
        return report.done("tampered")
    if report.failed("document"):
        return report.done("different-file")
    if report.failed("facts") or report.dossier():
        return report.done("misstated")
    verdict = best.verdict() if best else "untrusted"
    return report.done(verdict, best.time if verdict == "proven" else None)


def _read(path):
    with open(path, "rb") as file:
        return file.read()


def _judge(arguments):
    """Exit code and report."""
    parser = argparse.ArgumentParser()
    parser.add_argument("certificate")
    parser.add_argument("document", nargs="?")
    parser.add_argument("--trust", action="append", default=[])
    parser.add_argument("--accept-demo", action="store_true")
    parser.add_argument("--reading", help="JSON file: {readers: [{reader, v}], found: [{reader, v, facts}]}")
    parser.error = lambda message: (print(message, file=sys.stderr), sys.exit(64))
    given = parser.parse_intermixed_args(arguments)
    digest = sha256(_read(given.document)).hexdigest() if given.document else None
    bundles = [read_bundle(_read(path)) for path in given.trust]
    reading = json.loads(_read(given.reading)) if given.reading else None
    report = verify(given.certificate, digest, bundles, given.accept_demo, reading)
    verdict = report["verdict"]
    return 12 if digest is None and verdict in ("proven", "self-attested") else CODES[verdict], report


def _run(arguments):
    """The same; without a report where something cannot be read."""
    try:
        return _judge(arguments)
    except (OSError, Damaged) as error:
        print(error, file=sys.stderr)
        return 70, None


def _each():
    """Answers a line for each line; a question that breaks the program has the code that ends it, and the rest go on."""
    for line in sys.stdin:
        try:
            code, answer = _run(json.loads(line))
        except SystemExit as end:
            code, answer = end.code, None
        except Exception:  # as a process of its own would end
            traceback.print_exc()
            code, answer = 1, None
        print(json.dumps({"code": code, "answer": answer}))


def main():
    """Runs the program."""
    if sys.argv[1:] == ["--each"]:
        return _each()
    code, report = _run(sys.argv[1:])
    if report:
        print(json.dumps(report))
    return code


if __name__ == "__main__":
    sys.exit(main())
