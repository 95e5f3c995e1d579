"""What Python's zipfile and xml.etree read in Office files and OFD documents: one line of JSON for each file of a folder."""
import json
import os
import posixpath
import sys
import zipfile
from xml.etree import ElementTree

WORD = ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")
CHANGES = {"ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "numberingChange", "rPrChange", "pPrChange",
           "sectPrChange", "tblPrChange", "tblPrExChange", "tblGridChange", "trPrChange", "tcPrChange"}
MAIN = ("document.main+xml", "header+xml", "footer+xml", "footnotes+xml", "endnotes+xml")


def key(name):
    return posixpath.normpath("/" + name.replace("\\", "/")).lstrip("/").lower()


def local(element):
    return element.tag.rsplit("}", 1)[-1]


def office(parts):
    types = ElementTree.fromstring(parts["[content_types].xml"])
    named = {key(one.get("PartName")): one.get("ContentType") for one in types if local(one) == "Override"}
    count = 0
    for name, kind in named.items():
        if name in parts and kind.endswith(MAIN):
            count += sum(one.tag.startswith("{") and one.tag[1:].split("}")[0] in WORD and local(one) in CHANGES
                         for one in ElementTree.fromstring(parts[name]).iter())
    return count


def place(location, base):
    return key(location if location.startswith("/") else posixpath.join(posixpath.dirname(base), location))


def ofd(parts):
    lists = [one.text.strip() for one in ElementTree.fromstring(parts["ofd.xml"]).iter() if local(one) == "Signatures"]
    seals = []
    for one in lists:
        base = place(one, "OFD.xml")
        if base in parts:
            seals += [place(seal.get("BaseLoc"), base) for seal in ElementTree.fromstring(parts[base]).iter() if local(seal) == "Signature"]
    for seal in seals:
        values = [one.text.strip() for one in ElementTree.fromstring(parts.get(seal, b"<a/>")).iter() if local(one) == "SignedValue"]
        if not values or not parts.get(place(values[0], seal)):
            return "broken"
    return "gone" if lists and not seals else "whole"


for name in sorted(os.listdir(sys.argv[1])):
    with zipfile.ZipFile(os.path.join(sys.argv[1], name)) as archive:
        parts = {key(one.filename): archive.read(one) for one in archive.infolist()}
    print(json.dumps(office(parts) if name.endswith(".docx") else ofd(parts)))
