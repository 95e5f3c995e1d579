"""What three other programs read in each ZIP archive of a folder, as JSON: Python's zipfile, Info-ZIP's unzip, libarchive's bsdtar."""
import hashlib
import json
import os
import subprocess
import sys
import zipfile


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def by_zipfile(path):
    """Raw names and digests in the order of the directory; None when it refuses anything."""
    try:
        with zipfile.ZipFile(path) as archive:
            return [
                [info.orig_filename.encode("utf-8" if info.flag_bits & 0x800 else "cp437").hex(), sha256(archive.read(info))]
                for info in archive.infolist()
            ]
    except Exception:
        return None


def by_program(*command, accepted=(0,)):
    """The digest of all contents, one after the other; None when it refuses."""
    done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, timeout=60)
    return sha256(done.stdout) if done.returncode in accepted else None


folder = sys.argv[1]
for name in sorted(os.listdir(folder)):
    path = os.path.join(folder, name)
    answer = {
        "name": name,
        "zipfile": by_zipfile(path),
        # 1: all is read, with a word about bytes before or behind
        "unzip": by_program("unzip", "-p", path, accepted=(0, 1)),
        "bsdtar": by_program("bsdtar", "-xOf", path),
    }
    print(json.dumps(answer))
