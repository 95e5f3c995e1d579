/**
 * Ids of holders that carry a check character: the unified social credit code of organisations (GB 32100-2015), which is
 * public, and the number of a Chinese identity card (GB 11643-1999), which is a person's own.
 */

const CREDIT_CODE = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const CREDIT_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const CARD_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CARD_CHECK = '10X98765432';

/** Registering department, category, area; the letters are those that no code has and that are typed for its digits. */
const CODE_SHAPE = /^[1-9ANY][1-59][\dIOSZ]{6}[0-9A-Z]{10}$/;
/** Area, date of birth, order, check character. */
const CARD_SHAPE = /^\d{6}(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]$/;

/** A code of which one or two characters are missing or too many: department, category, area. */
const NEARLY_CODE = /^[159][1-3]\d{6}[0-9A-HJ-NPQRTUWXY]{8,12}$/;
/** A code with something beside it: a label before, a remark behind. */
const LABELLED_CODE = /^(?:[\p{sc=Han}:]*)([1-9ANY][0-9A-Z]{17})(?:[\p{sc=Han}()]*)$/u;

/** An id without the spaces and hyphens that people type between groups, in upper case and half width. */
export function plainId(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/[\s-]+/g, '')
    .toUpperCase();
}

const weighted = (values: readonly number[], weights: readonly number[]) =>
  weights.reduce((sum, weight, i) => sum + weight * (values[i] ?? 0), 0);

/**
 * True for a unified social credit code whose check character is right (GB 32100-2015, MOD 31). One identity card's number
 * in 31 passes this as well: ask `isIdCard` first.
 */
export function isCreditCode(id: string): boolean {
  if (!CODE_SHAPE.test(id)) return false;
  const values = [...id].map((char) => CREDIT_CODE.indexOf(char));
  if (values.length !== 18 || values.includes(-1)) return false;
  return values[17] === (31 - (weighted(values, CREDIT_WEIGHTS) % 31)) % 31;
}

/** True for an identity card's number, with a date of birth, whose check character is right (ISO 7064 MOD 11-2). */
export function isIdCard(id: string): boolean {
  if (!CARD_SHAPE.test(id)) return false;
  return id[17] === CARD_CHECK[weighted([...id].map(Number), CARD_WEIGHTS) % 11];
}

/**
 * Whether an id reads like one of the two and cannot be it: the check character does not fit, characters are missing or
 * too many, or words stand beside it. Other ids (passports, numbers of other countries, of 18 characters too) are not judged.
 */
export function isMistypedId(typed: string): boolean {
  const id = plainId(typed);
  if (id.length !== 18) return isNearlyCode(id);
  return (/^\d{17}[\dX]$/.test(id) || CODE_SHAPE.test(id)) && !isCreditCode(id) && !isIdCard(id);
}

/** A code without some characters, with more of them, or with words beside it. */
function isNearlyCode(id: string): boolean {
  const [, inside = ''] = LABELLED_CODE.exec(id) ?? [];
  return (NEARLY_CODE.test(id) && /^9[1-3]|[A-Z]/.test(id)) || CODE_SHAPE.test(inside);
}

/** Whether an id is a person's own, as far as anybody can tell: all but credit codes are taken to be, and what may be both. */
export function isPersonal(id: string | null): boolean {
  if (id === null) return false;
  const plain = plainId(id);
  return isIdCard(plain) || !isCreditCode(plain);
}
