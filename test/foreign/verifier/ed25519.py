"""Ed25519 (RFC 8032) in plain Python: the strict rule of the certificate format, and ZIP-215 for votes of CometBFT."""

from hashlib import sha512

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)
ZERO = (0, 1, 1, 0)


def _add(a, b):
    m = (a[1] - a[0]) * (b[1] - b[0]) % P
    n = (a[1] + a[0]) * (b[1] + b[0]) % P
    c = 2 * a[3] * b[3] * D % P
    d = 2 * a[2] * b[2] % P
    e, f, g, h = n - m, d - c, d + c, n + m
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def _times(factor, point):
    result = ZERO
    while factor:
        if factor & 1:
            result = _add(result, point)
        point = _add(point, point)
        factor >>= 1
    return result


def _negative(point):
    return (-point[0] % P, point[1], point[2], -point[3] % P)


def _equal(a, b):
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


def _encode(point):
    inverse = pow(point[2], -1, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def _decode(data):
    """The point of an encoding, canonical or not; None when there is none."""
    number = int.from_bytes(data, "little")
    sign, y = number >> 255, (number & (1 << 255) - 1) % P
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P:
        return None
    if x & 1 != sign:
        x = -x % P
    return (x, y, 1, x * y % P)


BASE = _decode((4 * pow(5, -1, P) % P).to_bytes(32, "little"))


def _small(point):
    return _equal(_times(8, point), ZERO)


def _challenge(r, key, message):
    return int.from_bytes(sha512(r + key + message).digest(), "little") % L


def strict(key, message, signature):
    """True exactly if the signature holds under the strict rule of the certificate format."""
    if len(key) != 32 or len(signature) != 64:
        return False
    r, s = signature[:32], int.from_bytes(signature[32:], "little")
    a = _decode(key)
    if a is None or _encode(a) != key or _small(a) or s >= L:
        return False
    found = _add(_times(s, BASE), _times(_challenge(r, key, message), _negative(a)))
    return _encode(found) == r and not _small(found)


def zip215(key, message, signature):
    """True exactly if the signature holds under ZIP-215: any encoding of points, and the equation times eight."""
    r, s = _decode(signature[:32]), int.from_bytes(signature[32:], "little")
    a = _decode(key)
    if a is None or r is None or s >= L:
        return False
    right = _add(r, _times(_challenge(signature[:32], key, message), a))
    return _equal(_times(8 * s, BASE), _times(8, right))
