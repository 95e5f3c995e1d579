"""SM3 (GB/T 32905) and SM2 signatures (GB/T 32918.2, recommended curve)."""

P = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF
N = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
A = P - 3
B = 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
G = (0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7,
     0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0)
ID = b"1234567812345678"
START = (0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E)
MASK = 0xFFFFFFFF


def _turn(word, by):
    by %= 32
    return (word << by | word >> 32 - by) & MASK


def _compress(state, block):
    words = [int.from_bytes(block[i:i + 4], "big") for i in range(0, 64, 4)]
    for j in range(16, 68):
        x = words[j - 16] ^ words[j - 9] ^ _turn(words[j - 3], 15)
        words.append(x ^ _turn(x, 15) ^ _turn(x, 23) ^ _turn(words[j - 13], 7) ^ words[j - 6])
    a, b, c, d, e, f, g, h = state
    for j in range(64):
        constant = 0x79CC4519 if j < 16 else 0x7A879D8A
        one = _turn((_turn(a, 12) + e + _turn(constant, j)) & MASK, 7)
        two = one ^ _turn(a, 12)
        first = a ^ b ^ c if j < 16 else a & b | a & c | b & c
        second = e ^ f ^ g if j < 16 else e & f | ~e & MASK & g
        left = (first + d + two + (words[j] ^ words[j + 4])) & MASK
        right = (second + h + one + words[j]) & MASK
        d, c, b, a = c, _turn(b, 9), a, left
        h, g, f, e = g, _turn(f, 19), e, right ^ _turn(right, 9) ^ _turn(right, 17)
    return [old ^ new for old, new in zip(state, (a, b, c, d, e, f, g, h))]


def sm3(data):
    """The hash, 32 bytes."""
    state, whole = list(START), data + b"\x80" + bytes((55 - len(data)) % 64) + (8 * len(data)).to_bytes(8, "big")
    for at in range(0, len(whole), 64):
        state = _compress(state, whole[at:at + 64])
    return b"".join(word.to_bytes(4, "big") for word in state)


def _add(one, other):
    """The sum of two points; None is the point at infinity."""
    if one is None or other is None:
        return one or other
    (x1, y1), (x2, y2) = one, other
    if x1 == x2 and (y1 + y2) % P == 0:
        return None
    slope = (3 * x1 * x1 + A) * pow(2 * y1, -1, P) if one == other else (y2 - y1) * pow(x2 - x1, -1, P)
    x = (slope * slope - x1 - x2) % P
    return x, (slope * (x1 - x) - y1) % P


def _times(factor, point):
    result = None
    while factor:
        if factor & 1:
            result = _add(result, point)
        point, factor = _add(point, point), factor >> 1
    return result


def point_of(key):
    """The point of an uncompressed key of 65 bytes; None when there is none."""
    if len(key) != 65 or key[0] != 4:
        return None
    x, y = int.from_bytes(key[1:33], "big"), int.from_bytes(key[33:], "big")
    return (x, y) if x < P and y < P and (y * y - x * x * x - A * x - B) % P == 0 else None


def verify(key, message, signature):
    """Whether r and s, 32 bytes each, are a signature by the key."""
    point = point_of(key)
    if point is None or len(signature) != 64:
        return False
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    if not (0 < r < N and 0 < s < N) or (r + s) % N == 0:
        return False
    numbers = b"".join(number.to_bytes(32, "big") for number in (A, B, *G, *point))
    who = sm3((8 * len(ID)).to_bytes(2, "big") + ID + numbers)
    total = _add(_times(s, G), _times((r + s) % N, point))
    return total is not None and (int.from_bytes(sm3(who + message), "big") + total[0]) % N == r
