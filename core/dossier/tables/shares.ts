/**
 * Shares of a whole that add up: each is rounded to hundredths of a per cent, and what rounding leaves over goes to the largest
 * remainders (Hare's quota), so that a column of shares is exactly 100.00 %. Integers only.
 */

/** A whole, in hundredths of a per cent. */
export const WHOLE_SHARE = 10_000n;

/**
 * The share of each part in hundredths of a per cent, in the given order; all of them null where the parts are nothing together.
 * Parts are not below zero. Of equal remainders the earlier part comes first, so that the same parts give the same shares.
 */
export function sharesOf(parts: readonly bigint[]): readonly (bigint | null)[] {
  const whole = parts.reduce((sum, part) => sum + part, 0n);
  if (whole <= 0n) return parts.map(() => null);
  const shares = parts.map((part) => (part * WHOLE_SHARE) / whole);
  const left = Number(WHOLE_SHARE - shares.reduce((sum, share) => sum + share, 0n));
  const remainders = parts.map((part, at) => ({ at, remainder: (part * WHOLE_SHARE) % whole }));
  remainders.sort((a, b) => (a.remainder === b.remainder ? a.at - b.at : a.remainder < b.remainder ? 1 : -1));
  for (const { at } of remainders.slice(0, left)) shares[at] = (shares[at] ?? 0n) + 1n;
  return shares;
}

/** `12.34` of 1234 hundredths; empty where there is no share. */
export function shareText(share: bigint | null): string {
  if (share === null) return '';
  return `${share / 100n}.${(share % 100n).toString().padStart(2, '0')}`;
}
