/** How many codes a proof takes, by the size of the log and the chain: the table of docs/certificate-format/paper.md. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { nobleCrypto } from '../../core/crypto.ts';
import type { EvidenceFiles } from '../../core/formats/evidence.ts';
import { FRAGMENTS_PER_PAGE, paperFragments } from '../../core/paper/fragments.ts';
import { anchoredFiles } from '../anchor/cometbft/support/size.ts';
import { witnessedFiles } from './support/witnessed.ts';

const CASES: readonly (readonly [string, () => EvidenceFiles])[] = [
  ['embedded witness, 1 leaf', () => witnessedFiles(1)],
  ['embedded witness, 1,000 leaves', () => witnessedFiles(1000)],
  ['embedded witness, 1,000,000 leaves', () => witnessedFiles(1_000_000)],
  ['CometBFT of 4 members, 1,000,000 leaves', () => anchoredFiles(4).files],
  ['CometBFT of 7 members, 1,000,000 leaves', () => anchoredFiles(7).files],
];

function row([name, files]: (typeof CASES)[number]): string {
  const fragments = paperFragments(files(), nobleCrypto);
  const [{ length, total }] = fragments as [(typeof fragments)[number]];
  return `| ${name} | ${length.toLocaleString('en-US')} | ${total} | ${Math.ceil(total / FRAGMENTS_PER_PAGE)} |`;
}

test('the table in the documentation is what is measured', () => {
  const page = readFileSync(new URL('../../docs/certificate-format/paper.md', import.meta.url), 'utf8');
  const [, table] = /<!-- codes:begin[^\n]*-->\n([\s\S]*?)<!-- codes:end -->/.exec(page) ?? [];
  expect(table?.trim().split('\n').slice(2)).toEqual(CASES.map(row));
});
