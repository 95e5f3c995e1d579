/** Problems shown by a file's name: it is not the document itself, or it reveals personal data. */
import { isClutterFile } from '../../documents/clutter.ts';
import type { Warning, WarningCode } from '../../documents/warnings.ts';

/** What browsers, download managers and cloud disks call a file that is not finished. */
const UNFINISHED = [
  ...['crdownload', 'part', 'partial', 'opdownload', 'download', 'tmp', 'wkdownload', 'filepart', 'aria2', 'dltmp'],
  ...['xltd', 'td', 'downloading', 'qkdownloading', 'bc!', '!ut', '!qb', 'jc!', '!mv'],
  ...['fdmdownload', 'weiyun', 'tdl', 'qqdl', 'td\\.cfg', 'xltd\\.cfg', 'baiduyun\\.\\w+\\.cfg'],
];

const KINDS: readonly (readonly [WarningCode, RegExp])[] = [
  // programs number such files too: a.pdf.td2
  ['downloading', new RegExp(`\\.(?:${UNFINISHED.join('|')}|td\\d+)$`, 'i')],
  ['shortcut', /\.(?:lnk|url|desktop|webloc|gdoc|gsheet|gslides)$/i],
  ['placeholder', /\.icloud$/i],
];

const PASSWORD = /密码|口令|passw(?:or)?d|passphrase|\bpwd\b/i;
/** A mobile number of mainland China, with or without its country code. */
const PHONE = /(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/;
/** A citizen's number (GB 11643-1999): region, day of birth, order, check character. */
const CITIZEN = /(?<!\d)[1-8]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])/g;

/** ISO 7064, MOD 11-2. */
function checks(number: string): boolean {
  const sum = [...number.slice(0, 17)].reduce((total, digit, i) => total + Number(digit) * 2 ** (17 - i), 0);
  return '10X98765432'[sum % 11] === number[17]?.toUpperCase();
}

function revealed(name: string): readonly string[] {
  const found: string[] = [];
  if ([...name.matchAll(CITIZEN)].some(([number]) => checks(number))) found.push('id-number');
  if (PHONE.test(name)) found.push('phone');
  if (PASSWORD.test(name)) found.push('password');
  return found;
}

/** Warnings about a file name. */
export function lintName(name: string): readonly Warning[] {
  const kinds: Warning[] = KINDS.filter(([, pattern]) => pattern.test(name)).map(([code]) => ({ code, detail: '' }));
  if (isClutterFile(name)) kinds.push({ code: 'clutter', detail: '' });
  const detail = revealed(name).join(', ');
  return detail === '' ? kinds : [...kinds, { code: 'revealing-name', detail }];
}
