"""Writes core/formats/unicode-14.ts from the character database that Python 3.11 brings: /usr/bin/python3 scripts/unicode/make.py

The tables are of Unicode 14.0.0 for good (docs/certificate-format.md, "Plain text"); test/core/plain-text.test.ts compares
them with the engine.
"""
import os
import unicodedata

if unicodedata.unidata_version != "14.0.0":
    raise SystemExit("needs a Python with Unicode 14.0.0, such as 3.11")

# PropList.txt of 14.0.0, Other_Default_Ignorable_Code_Point, and the variation selectors; some are not assigned
IGNORABLE = [(0x34F, 0x34F), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x2065, 0x2065), (0x3164, 0x3164),
             (0xFE00, 0xFE0F), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0xE0000, 0xE0FFF)]
HIDDEN = {"Cc", "Cf", "Zl", "Zp", "Co"}
# blocks of diacritical marks: a letter with one is taken for the letter (docs/certificate-format/voices.md)
DIACRITICS = [(0x300, 0x36F), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE20, 0xFE2F)]


def ranges(holds):
    """The ranges of the code points for which `holds`, as the inside of a character class."""
    out, start = [], None
    for code in range(0x110001):
        inside = code < 0x110000 and holds(code)
        if inside and start is None:
            start = code
        elif not inside and start is not None:
            out.append(f"{start:x}" if start == code - 1 else f"{start:x}-{code - 1:x}")
            start = None
    return " ".join(out)


def category(code):
    return unicodedata.category(chr(code))


def within(code, blocks):
    return any(a <= code <= b for a, b in blocks)


def is_hidden(code):
    return category(code) in HIDDEN or within(code, IGNORABLE)


hidden = ranges(is_hidden)
naming = ranges(lambda c: category(c)[0] in "LMN" and not is_hidden(c) and not within(c, DIACRITICS))
assigned = ranges(lambda c: category(c) not in ("Cn", "Cs"))
path = os.path.join(os.path.dirname(__file__), "../../core/formats/unicode-14.ts")
with open(path, "w", encoding="utf-8") as file:
    file.write(f"""/** Tables of Unicode 14.0.0: ranges of code points in hex. Written by scripts/unicode/make.py; they never change. */

/** General categories Cc, Cf, Zl, Zp and Co, and Default_Ignorable_Code_Point, code points without a character included. */
export const HIDDEN_14 =
  '{hidden}';

/** Code points with a character: all general categories but Cn and Cs. */
export const ASSIGNED_14 =
  '{assigned}';

/** Letters, marks and numbers (L, M, N) that can be seen, without the blocks of diacritical marks: what tells names apart. */
export const NAMING_14 =
  '{naming}';
""")
