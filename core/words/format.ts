/**
 * Formatting of times, amounts, sizes and digests for people. Does not use the platform (no Intl, no local dates), so
 * that window, command line and checker page write the same.
 */
import { toGroups } from '../formats/bytes.ts';
import type { Money } from '../records/facts.ts';

const two = (value: number) => String(value).padStart(2, '0');

/** `(UTC)`, `(UTC+8)`, `(UTC-3:30)`. */
export function zoneName(offsetMinutes: number): string {
  if (offsetMinutes === 0) return '(UTC)';
  const minutes = Math.abs(offsetMinutes);
  const rest = minutes % 60;
  return `(UTC${offsetMinutes < 0 ? '-' : '+'}${Math.floor(minutes / 60)}${rest === 0 ? '' : `:${two(rest)}`})`;
}

function shifted(instant: string, offsetMinutes: number): Date | null {
  const time = Date.parse(instant);
  return Number.isNaN(time) ? null : new Date(time + offsetMinutes * 60_000);
}

const dayOf = (date: Date) => `${date.getUTCFullYear()}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;

/**
 * An RFC 3339 instant as `2026-11-22 14:03:07 (UTC+8)`, in the zone that is `offsetMinutes` east of UTC. Any other text
 * is returned unchanged.
 */
export function timeText(instant: string, offsetMinutes: number): string {
  const date = shifted(instant, offsetMinutes);
  if (date === null) return instant;
  const clock = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':');
  return `${dayOf(date)} ${clock} ${zoneName(offsetMinutes)}`;
}

/** The same without seconds and zone, `2026-11-22 14:03`, for narrow columns whose head names the zone. */
export function shortTimeText(instant: string, offsetMinutes: number): string {
  const date = shifted(instant, offsetMinutes);
  return date === null ? instant : `${dayOf(date)} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
}

/** A count or a decimal string with thousands: `1234567.5` → `1,234,567.5`. Digits after the point are unchanged. */
export function thousands(value: number | string): string {
  const [whole = '', fraction] = String(value).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** `CNY 128,000.00`: the amount as it was typed, never rounded. */
export function moneyText(money: Money): string {
  return `${money.currency} ${thousands(money.amount)}`;
}

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'] as const;

/** A size in powers of 1024 with at most one decimal: `12.3 MB`. */
export function sizeText(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  const rounded = unit === 0 || value >= 100 ? Math.round(value) : Math.round(value * 10) / 10;
  return `${thousands(rounded)} ${UNITS[unit]}`;
}

/** Hex in groups of eight, easy to read aloud. */
export function groupedHex(hex: string): string {
  return hex.replace(/(.{8})(?=.)/g, '$1 ');
}

/** A certificate's number as its page prints it: `ABCD EFGH IJKL`. */
export function certificateNumberText(number: string): string {
  return toGroups(number, 4);
}

/** Lower-case hex without the spaces, colons and dashes that people type between groups. */
export function plainHex(typed: string): string {
  return typed.replace(/[\s:-]+/g, '').toLowerCase();
}
