"""ECDSA with SHA-256 on P-256 (FIPS 186-5) in plain Python, as signatures of Hyperledger Fabric have it."""

from hashlib import sha256

P = 2**256 - 2**224 + 2**192 + 2**96 - 1
N = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551
B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b
G = (0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296,
     0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5, 1)


def _double(point):
    x, y, z = point
    if not z:
        return point
    square = y * y
    s, m = 4 * x * square % P, 3 * (x - z * z) * (x + z * z) % P
    x3 = (m * m - 2 * s) % P
    return (x3, (m * (s - x3) - 8 * square * square) % P, 2 * y * z % P)


def _add(a, b):
    if not a[2]:
        return b
    if not b[2]:
        return a
    za, zb = a[2] * a[2] % P, b[2] * b[2] % P
    u, v, s, t = a[0] * zb % P, b[0] * za % P, a[1] * zb * b[2] % P, b[1] * za * a[2] % P
    if u == v:
        return _double(a) if s == t else (1, 1, 0)
    h, r = (v - u) % P, (t - s) % P
    h2, h3 = h * h % P, h * h * h % P
    x = (r * r - h3 - 2 * u * h2) % P
    return (x, (r * (u * h2 - x) - s * h3) % P, h * a[2] * b[2] % P)


def _times(factor, point):
    result = (1, 1, 0)
    for bit in bin(factor)[2:]:
        result = _double(result)
        if bit == "1":
            result = _add(result, point)
    return result


def point_of(data):
    """The point of 65 or 33 bytes (SEC 1 section 2.3.4), or None."""
    x = int.from_bytes(data[1:33], "big")
    square = (x * x * x - 3 * x + B) % P
    if x >= P:
        return None
    if len(data) == 65 and data[0] == 4:
        y = int.from_bytes(data[33:], "big")
        return (x, y, 1) if y < P and y * y % P == square else None
    if len(data) != 33 or data[0] not in (2, 3):
        return None
    y = pow(square, (P + 1) // 4, P)
    if y * y % P != square:
        return None
    return (x, y if y % 2 == data[0] % 2 else P - y, 1)


def _integer(data):
    """A positive INTEGER in its shortest form, and what follows it; None when it is none."""
    if len(data) < 3 or data[0] != 2 or not 0 < data[1] < 34 or len(data) < 2 + data[1]:
        return None
    digits = data[2:2 + data[1]]
    if digits[0] > 127 or len(digits) > 1 and digits[0] == 0 and digits[1] < 128:
        return None
    return int.from_bytes(digits, "big"), data[2 + data[1]:]


def verifies(signature, message, key, low):
    """Whether DER of SEQUENCE { r, s } is a signature; with low only the smaller s is one."""
    if len(signature) < 8 or signature[0] != 0x30 or signature[1] != len(signature) - 2:
        return False
    first = _integer(signature[2:])
    second = first and _integer(first[1])
    point = point_of(key)
    if not second or second[1] or point is None:
        return False
    r, s = first[0], second[0]
    if not (0 < r < N and 0 < s < N) or low and s > N // 2:
        return False
    inverse = pow(s, -1, N)
    digest = int.from_bytes(sha256(message).digest(), "big")
    x, _, z = _add(_times(digest * inverse % N, G), _times(r * inverse % N, point))
    return bool(z) and x * pow(z, -2, P) % P % N == r
