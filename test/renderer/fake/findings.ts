/** One finding of each kind, as the doctor would give it for the sample contract of 12 pages. */
import { FINDING_CODES, type Finding, type FindingCode } from '../../../core/documents/doctor/findings.ts';
import { idOf } from './sample.ts';

const details: Readonly<Record<FindingCode, Finding['detail']>> = {
  appended: { at: 183_204, bytes: 24_118 },
  'same-pages': { of: 12, reason: 'rest-differs' },
  'page-changed': { pages: [7], of: 12 },
  'pages-added': { pages: [3, 4, 5, 9] },
  'pages-removed': { pages: [11], of: 12, unknown: [2] },
  'pages-reordered': { pages: [4, 5] },
  'metadata-only': { of: 12 },
  'line-endings': {},
  'xml-reformatted': {},
  'values-equal': {},
  'image-reencoded': { reason: 'metadata' },
  repacked: { of: 8 },
  truncated: { at: 90_112, of: 183_204, bytes: 86_016 },
  superseded: { reason: 'older', record: idOf(6) },
  forked: { size: 4, root: 'AAAA', otherRoot: 'BBBB', file: 'other.pdf' },
  'not-comparable': { reason: 'nothing-in-common' },
};

/** The findings whose codes stand in a file's name; page 7, and only it, without any. */
export function sampleFindings(name: string): readonly Finding[] {
  const codes = FINDING_CODES.filter((code) => name.includes(code));
  return (codes.length > 0 ? codes : (['page-changed'] as const)).map((code) => ({
    code,
    certain: code !== 'truncated' && code !== 'not-comparable',
    detail: details[code],
  }));
}
