/** Codes that are still missing, as an error and back: the words of a verdict name their numbers. */
import { NotaryError } from '../errors.ts';
import type { PaperSet } from './fragments.ts';

/** Which codes of how many are missing. */
export interface MissingCodes {
  /** Their numbers, for instance `2, 5`. */
  readonly missing: string;
  readonly total: number;
}

/** The error of a set that is not whole. */
export function codesMissing({ missing, total }: Pick<PaperSet, 'missing' | 'total'>): NotaryError {
  const names = missing.join(', ');
  return new NotaryError('codes-missing', `codes ${names} of ${total} are missing`, { missing: names, total });
}

/** What the message of that error names. */
export function missingCodes(message: string): MissingCodes {
  const [, missing = '?', total = '0'] = /^codes ([\d, ]+) of (\d+) are missing$/.exec(message) ?? [];
  return { missing, total: Number(total) };
}
