/** Values as pages write them: the same in every locale and time zone. */
import { toGroups } from '../../formats/bytes.ts';
import type { Money } from '../../records/facts.ts';

const EIGHT_HOURS = 8 * 3600 * 1000;

/** The last hours of the year 9999 have no local form of four digits. */
const END_OF_LOCAL_TIME = 253402300800000;

const at = (milliseconds: number) => new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ');

/** `2026-11-22 06:03:07 (UTC)` of an RFC 3339 UTC instant. */
export const utcTime = (instant: string): string => `${at(Date.parse(instant))} (UTC)`;

/** `2026-11-22 14:03:07 (UTC+8)` of the same instant, or what UTC says where there is no such form. */
export function localTime(instant: string): string {
  const time = Date.parse(instant) + EIGHT_HOURS;
  return time < END_OF_LOCAL_TIME ? `${at(time)} (UTC+8)` : utcTime(instant);
}

/** Both, one after the other. */
export function bothZones(instant: string): string {
  const [local, utc] = [localTime(instant), utcTime(instant)];
  return local === utc ? utc : `${local}  ·  ${utc}`;
}

/** Thousands separated by commas: `1234567` is `1,234,567`. */
export function thousands(digits: string): string {
  return digits.replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** `CNY 1,234,567.80`, the digits as they were typed. */
export function moneyText({ amount, currency }: Money): string {
  const [whole = '', fraction] = amount.replace('-', '').split('.');
  const sign = amount.startsWith('-') ? '-' : '';
  return `${currency} ${sign}${thousands(whole)}${fraction === undefined ? '' : `.${fraction}`}`;
}

/** Certificate numbers are read aloud: groups of four. */
export const readableNumber = (number: string) => toGroups(number, 4);
