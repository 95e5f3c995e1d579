"""What Python's email finds in mails: for each file named on standard input, the parts that are no multiparts, as
[type, file name or null, SHA-256 of the decoded bytes]. A mail inside a mail is one part, by the bytes it has there."""
import email
import hashlib
import json
import sys


def parts(message):
    if message.get_content_type() == "message/rfc822":
        return
    if message.is_multipart():
        for one in message.get_payload():
            yield from parts(one)
    else:
        yield message


def digest(part):
    return hashlib.sha256(part.get_payload(decode=True) or b"").hexdigest()


answers = []
for line in sys.stdin:
    with open(line.rstrip("\n"), "rb") as file:
        message = email.message_from_bytes(file.read())
    answers.append([[part.get_content_type(), part.get_filename(), digest(part)] for part in parts(message)])
json.dump(answers, sys.stdout)
