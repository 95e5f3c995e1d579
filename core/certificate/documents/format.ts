/** Formatting of values in documents: the same in every locale and time zone. */

const EIGHT_HOURS = 8 * 3600 * 1000;
const YEAR_10000 = 253402300800000;

/** `2026-11-22 14:03:07 (UTC+8)` and `2026-11-22 06:03:07 (UTC)` of an RFC 3339 UTC instant. */
export function bothZones(instant: string): string {
  const at = (milliseconds: number) => new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ');
  const time = Date.parse(instant);
  const local = time + EIGHT_HOURS < YEAR_10000 ? `${at(time + EIGHT_HOURS)} (UTC+8)  ·  ` : '';
  return `${local}${at(time)} (UTC)`;
}

/** Thousands separated by commas: `1234567` is `1,234,567`. */
export function thousands(digits: string): string {
  return digits.replace(/\B(?=(?:\d{3})+$)/g, ',');
}
