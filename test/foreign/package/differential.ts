/** What is found in Office files and OFD documents before sealing, beside Python's zipfile and xml.etree. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lintFile } from '../../../core/node/lint/lint.ts';
import { type PackageVariant, packageVariants } from './variants.ts';

/** What differs, and how many files had something to find. */
export interface PackageOutcome {
  readonly faults: readonly string[];
  readonly withFindings: number;
}

/** Changes in a Word file; for OFD `whole`, `gone` or `broken`; anything else that is said, as it is said. */
function ours({ ending, bytes }: PackageVariant): number | string {
  const said = lintFile({ name: `a.${ending}`, size: bytes.length, blocks: 8, bytes });
  const [first, ...others] = said;
  if (others.length > 0) return JSON.stringify(said);
  if (ending === 'docx')
    return first === undefined ? 0 : first.code === 'tracked-changes' ? Number(first.detail) : first.code;
  return first === undefined ? 'whole' : first.code === 'seal-lost' ? first.detail : first.code;
}

/** Compares so many files of one seed. */
export function packageDifferences(seed: number, count: number): PackageOutcome {
  const folder = mkdtempSync(join(tmpdir(), 'package-'));
  try {
    const variants = packageVariants(seed, count);
    const name = (i: number, ending: string) => join(folder, `${String(i).padStart(6, '0')}.${ending}`);
    for (const [i, { ending, bytes }] of variants.entries()) writeFileSync(name(i, ending), bytes);
    const lines = execFileSync('python3', [join(import.meta.dirname, 'judge.py'), folder], { encoding: 'utf8' });
    const theirs = lines
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as number | string);
    const faults = variants.flatMap((variant, i) => {
      const mine = ours(variant);
      return mine === theirs[i] ? [] : [`seed ${seed}, ${i}.${variant.ending}: ${mine} here, ${theirs[i]} there`];
    });
    return { faults, withFindings: theirs.filter((one) => one !== 0 && one !== 'whole').length };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
