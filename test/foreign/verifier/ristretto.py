"""ristretto255 (RFC 9496) and hashing to it (RFC 9380 appendix B), in plain Python, on the curve of ed25519.py."""

from hashlib import sha512

from ed25519 import BASE, D, L, P, ROOT_OF_MINUS_ONE, ZERO, _add, _times

MESSAGE = b"notary-desk/pedersen/v1"
TAG = b"notary-desk-v1-with-ristretto255_XMD:SHA-512_R255MAP_RO_"


def _odd(x):
    return x % P & 1


def _positive(x):
    return -x % P if _odd(x) else x % P


def _root_of_ratio(u, v):
    """Whether u/v is a square, and the root of it, or of it times the root of minus one (RFC 9496 section 4.2)."""
    r = u * pow(v, 3, P) * pow(u * pow(v, 7, P), (P - 5) // 8, P) % P
    check = v * r * r % P
    square = check == u % P
    flipped = check == -u % P
    if flipped or check == -u * ROOT_OF_MINUS_ONE % P:
        r = r * ROOT_OF_MINUS_ONE % P
    return square or flipped, _positive(r)


ONE_MINUS_D_SQ = (1 - D * D) % P
D_MINUS_ONE_SQ = (D - 1) ** 2 % P
SQRT_AD_MINUS_ONE = 25063068953384623474111414158702152701244531502492656460079210482610430750235
INVSQRT_A_MINUS_D = _root_of_ratio(1, (-1 - D) % P)[1]


def decode(data):
    """The element of 32 bytes (section 4.3.1); None when they are no encoding."""
    s = int.from_bytes(data, "little")
    if len(data) != 32 or s >= P or s & 1:
        return None
    ss = s * s % P
    u1, u2 = (1 - ss) % P, (1 + ss) % P
    v = (-(D * u1 * u1) - u2 * u2) % P
    square, inverse = _root_of_ratio(1, v * u2 * u2)
    x_part = inverse * u2 % P
    y_part = inverse * x_part * v % P
    x = _positive(2 * s * x_part)
    y = u1 * y_part % P
    t = x * y % P
    return None if not square or t & 1 or y == 0 else (x, y, 1, t)


def encode(point):
    """The 32 bytes of an element (section 4.3.2)."""
    x0, y0, z0, t0 = point
    u1, u2 = (z0 + y0) * (z0 - y0) % P, x0 * y0 % P
    inverse = _root_of_ratio(1, u1 * u2 * u2)[1]
    d1, d2 = inverse * u1 % P, inverse * u2 % P
    z = d1 * d2 * t0 % P
    x, y, d = x0, y0, d2
    if _odd(t0 * z):
        x, y, d = y0 * ROOT_OF_MINUS_ONE % P, x0 * ROOT_OF_MINUS_ONE % P, d1 * INVSQRT_A_MINUS_D % P
    if _odd(x * z):
        y = -y % P
    return _positive(d * (z0 - y)).to_bytes(32, "little")


def equal(a, b):
    """Whether two points stand for one element (section 4.3.3)."""
    return (a[0] * b[1] - a[1] * b[0]) % P == 0 or (a[1] * b[1] - a[0] * b[0]) % P == 0


def _mapped(t):
    r = ROOT_OF_MINUS_ONE * t * t % P
    u = (r + 1) * ONE_MINUS_D_SQ % P
    v = (-1 - r * D) * (r + D) % P
    square, s = _root_of_ratio(u, v)
    c = -1
    if not square:
        s, c = -_positive(s * t) % P, r
    n = (c * (r - 1) * D_MINUS_ONE_SQ - v) % P
    w0, w1, w2, w3 = 2 * s * v % P, n * SQRT_AD_MINUS_ONE % P, (1 - s * s) % P, (1 + s * s) % P
    return (w0 * w3 % P, w2 * w1 % P, w1 * w3 % P, w0 * w2 % P)


def derive(data):
    """The element of 64 bytes (section 4.3.4)."""
    halves = [int.from_bytes(part, "little") % 2**255 % P for part in (data[:32], data[32:])]
    return _add(*map(_mapped, halves))


def uniform(message, tag):
    """expand_message_xmd of RFC 9380 section 5.3.1 with SHA-512, to the 64 bytes that one block gives."""
    end = tag + bytes([len(tag)])
    first = sha512(bytes(128) + message + (64).to_bytes(2, "big") + b"\0" + end).digest()
    return sha512(first + b"\1" + end).digest()


H = derive(uniform(MESSAGE, TAG))


def commit(amount, blind):
    """a·G + r·H."""
    return _add(_times(amount, BASE), _times(blind, H))


def add(a, b):
    """The sum of two elements."""
    return _add(a, b)


ORDER, NEUTRAL = L, ZERO
