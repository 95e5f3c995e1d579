"""ML-DSA-44 as FIPS 204 writes it (pure, empty context): verification only."""

from hashlib import shake_128, shake_256

Q = 8380417
K, L, GAMMA1, GAMMA2, BETA, TAU, OMEGA, D = 4, 4, 1 << 17, (Q - 1) // 88, 78, 39, 80, 13


def _zetas():
    found = []
    for place in range(256):
        reverse = int(f"{place:08b}"[::-1], 2)
        found.append(pow(1753, reverse, Q))
    return found


ZETAS = _zetas()


def _ntt(polynomial):
    """Algorithm 41."""
    w, m, length = list(polynomial), 0, 128
    while length:
        for start in range(0, 256, 2 * length):
            m += 1
            for j in range(start, start + length):
                t = ZETAS[m] * w[j + length] % Q
                w[j + length], w[j] = (w[j] - t) % Q, (w[j] + t) % Q
        length //= 2
    return w


def _inverse_ntt(polynomial):
    """Algorithm 42."""
    w, m, length = list(polynomial), 256, 1
    while length < 256:
        for start in range(0, 256, 2 * length):
            m -= 1
            for j in range(start, start + length):
                t = w[j]
                w[j] = (t + w[j + length]) % Q
                w[j + length] = -ZETAS[m] * (t - w[j + length]) % Q
        length *= 2
    return [8347681 * one % Q for one in w]


def _bits(data, width):
    """256 numbers of so many bits, the lowest bit of the first byte first."""
    whole = int.from_bytes(data, "little")
    return [whole >> width * i & (1 << width) - 1 for i in range(256)]


def _reject(seed):
    """Algorithm 30."""
    stream, found = shake_128(seed).digest(168 * 12), []
    for i in range(0, len(stream), 3):
        value = stream[i] | stream[i + 1] << 8 | (stream[i + 2] & 127) << 16
        if value < Q:
            found.append(value)
        if len(found) == 256:
            return found
    raise ValueError("more of the stream is needed")


def _ball(seed):
    """Algorithm 29."""
    stream, c, at = shake_256(seed).digest(1024), [0] * 256, 8
    signs = int.from_bytes(stream[:8], "little")
    for i in range(256 - TAU, 256):
        while stream[at] > i:
            at += 1
        j, at = stream[at], at + 1
        c[i], c[j] = c[j], 1 - 2 * (signs >> (i + TAU - 256) & 1)
    return c


def _hints(data):
    """Algorithm 21; None when they are not written as they must be."""
    hints, index = [[0] * 256 for _ in range(K)], 0
    for i in range(K):
        end = data[OMEGA + i]
        if end < index or end > OMEGA:
            return None
        first = index
        while index < end:
            if index > first and data[index - 1] >= data[index]:
                return None
            hints[i][data[index]] = 1
            index += 1
    return hints if not any(data[index:OMEGA]) else None


def _use_hint(hint, r):
    """Algorithms 36 and 40."""
    low = r % (2 * GAMMA2)
    if low > GAMMA2:
        low -= 2 * GAMMA2
    high = 0 if r - low == Q - 1 else (r - low) // (2 * GAMMA2)
    if r - low == Q - 1:
        low -= 1
    m = (Q - 1) // (2 * GAMMA2)
    if not hint:
        return high
    return (high + 1) % m if low > 0 else (high - 1) % m


def verifies(public, message, signature):
    """Algorithms 3 and 8: whether a signature of 2420 bytes is valid under a key of 1312 bytes."""
    if len(public) != 1312 or len(signature) != 2420:
        return False
    challenge, hints = signature[:32], _hints(signature[32 + L * 576:])
    z = [[GAMMA1 - one for one in _bits(signature[32 + 576 * i:32 + 576 * (i + 1)], 18)] for i in range(L)]
    if hints is None or any(abs(one) >= GAMMA1 - BETA for row in z for one in row):
        return False
    rho, t1 = public[:32], [_bits(public[32 + 320 * i:32 + 320 * (i + 1)], 10) for i in range(K)]
    mu = shake_256(shake_256(public).digest(64) + b"\0\0" + message).digest(64)
    c, vector = _ntt(_ball(challenge)), [_ntt([one % Q for one in row]) for row in z]
    packed = b""
    for i in range(K):
        high = _ntt([one << D for one in t1[i]])
        total = [-a * b % Q for a, b in zip(c, high)]
        for j in range(L):
            row = _reject(rho + bytes((j, i)))
            total = [(t + a * b) % Q for t, a, b in zip(total, row, vector[j])]
        used = [_use_hint(hint, one) for hint, one in zip(hints[i], _inverse_ntt(total))]
        packed += sum(one << 6 * place for place, one in enumerate(used)).to_bytes(192, "little")
    return shake_256(mu + packed).digest(32) == challenge
