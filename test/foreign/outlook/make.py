"""Writes mails as Outlook saves them (MS-OXMSG) with extract-msg's writer of compound files, and tells what extract-msg
reads from them. Standard input: a JSON list of mails. Argument: the folder, in which 0.msg, 1.msg, ... come to lie.
Standard output: a JSON list, for each mail its attachments as [name or null, SHA-256 of the bytes], for an attached
mail [name or null, its own attachments], for a link [name or null, null]."""
import hashlib
import json
import struct
import sys
from pathlib import Path

import extract_msg
from extract_msg.enums import AttachmentType
from extract_msg.ole_writer import OleWriter

BINARY, ANSI, UNICODE, INTEGER, STORAGE = 0x0102, 0x001E, 0x001F, 0x0003, 0x000D
SUPPORTS_UNICODE = 0x00040000
BY_VALUE, BY_WEB_REFERENCE, EMBEDDED = 1, 7, 5


class Properties:
    """The properties of one object: fixed ones in its property stream, the others in streams of their own."""

    def __init__(self, writer, folder, encoding):
        self.writer, self.folder, self.encoding, self.entries = writer, folder, encoding, b""

    def fixed(self, number, value):
        self.entries += struct.pack("<HHIII", INTEGER, number, 6, value, 0)

    def stream(self, number, kind, data, length):
        self.writer.addEntry(self.folder + ["__substg1.0_%04X%04X" % (number, kind)], data)
        self.entries += struct.pack("<HHIII", kind, number, 6, length, 0)

    def text(self, number, text):
        if self.encoding is None:
            data = text.encode("utf-16-le")
            self.stream(number, UNICODE, data, len(data) + 2)
        else:
            data = text.encode(self.encoding)
            self.stream(number, ANSI, data, len(data) + 1)

    def end(self, header):
        self.writer.addEntry(self.folder + ["__properties_version1.0"], header + self.entries)


def write_mail(writer, folder, mail, is_top):
    encoding = None if mail["codepage"] is None else "cp%d" % mail["codepage"]
    properties = Properties(writer, folder, encoding)
    properties.text(0x001A, "IPM.Note")
    properties.text(0x0037, mail["subject"])
    properties.text(0x1000, "see attached")
    if mail["codepage"] is None:
        properties.fixed(0x340D, SUPPORTS_UNICODE)
    else:
        properties.fixed(0x3FFD, mail["codepage"])
    for number, attachment in enumerate(mail["attachments"]):
        write_attachment(writer, folder + ["__attach_version1.0_#%08X" % number], attachment, number, encoding)
    count = len(mail["attachments"])
    properties.end(struct.pack("<8xIIII", 0, count, 0, count) + (b"\0" * 8 if is_top else b""))
    if is_top:
        for stream in ("00020102", "00030102", "00040102"):
            writer.addEntry(["__nameid_version1.0", "__substg1.0_" + stream], b"")


def write_attachment(writer, folder, attachment, number, encoding):
    properties = Properties(writer, folder, encoding)
    properties.fixed(0x0E21, number)
    for name, at in (("display", 0x3001), ("short", 0x3704), ("long", 0x3707)):
        if attachment[name] is not None:
            properties.text(at, attachment[name])
    if "mail" in attachment:
        properties.fixed(0x3705, EMBEDDED)
        properties.entries += struct.pack("<HHIII", STORAGE, 0x3701, 6, 0xFFFFFFFF, 1)
        write_mail(writer, folder + ["__substg1.0_3701000D"], attachment["mail"], False)
    elif "link" in attachment:
        properties.fixed(0x3705, BY_WEB_REFERENCE)
        properties.text(0x370D, attachment["link"])
    else:
        data = bytes.fromhex(attachment["bytes"]) * attachment["times"]
        properties.fixed(0x3705, BY_VALUE)
        properties.stream(0x3701, BINARY, data, len(data))
    properties.end(b"\0" * 8)


def read(message):
    return [read_attachment(attachment) for attachment in message.attachments]


def read_attachment(attachment):
    name = attachment.longFilename or attachment.shortFilename
    if attachment.type == AttachmentType.WEB:
        return [name, None]
    if attachment.type == AttachmentType.MSG:
        return [name, read(attachment.data)]
    return [name, hashlib.sha256(attachment.data).hexdigest()]


answers = []
for number, mail in enumerate(json.load(sys.stdin)):
    path = Path(sys.argv[1]) / ("%d.msg" % number)
    writer = OleWriter()
    write_mail(writer, [], mail, True)
    writer.write(str(path))
    with extract_msg.openMsg(str(path), delayAttachments=False) as message:
        answers.append(read(message))
json.dump(answers, sys.stdout)
