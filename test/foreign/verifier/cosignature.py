"""Anchors of kind cosignature: a witness that signs with ML-DSA-44."""

import ml_dsa
from note import LAST_SECOND, Key, unbase64
from strict_json import Damaged, has, need


class Cosignature:
    """A checked anchor; making one raises Damaged when it does not hold. It is no chain's, and registers no log."""

    def __init__(self, value, proof):
        need(isinstance(value, dict), "cosignature")
        has(value, "key", "signature")
        need(isinstance(value["signature"], str) and len(value["key"]) <= 4096 >= len(value["signature"]), "cosignature")
        self.key, signed = Key(value["key"]), unbase64(value["signature"])
        need(self.key.type == 6 and len(signed) == 8 + 2420, "cosignature")
        self.seconds = int.from_bytes(signed[:8], "big")
        need(1 <= self.seconds <= LAST_SECOND, "time of a cosignature")
        names = [name.encode() for name in (self.key.name, proof.origin)]
        need(all(len(name) < 256 for name in names), "name in a cosignature")
        cosigner, origin = (bytes((len(name),)) + name for name in names)
        message = (b"subtree/v1\n\0" + cosigner + signed[:8] + origin + bytes(8) + proof.size.to_bytes(8, "big")
                   + proof.root)
        need(ml_dsa.verifies(self.key.public, message, signed[8:]), "cosignature")

    @staticmethod
    def log():
        """None: a witness registers nobody."""
        return None

    @staticmethod
    def way(_chain, _holder):
        """None: a bundle's chains are not about witnesses."""
        return None


def read_anchor(value, proof):
    """The checked anchor, or None when it does not hold."""
    try:
        return Cosignature(value, proof)
    except Damaged:
        return None
