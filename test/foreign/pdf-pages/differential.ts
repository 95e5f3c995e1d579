/** Pages of PDFs as we count them, beside qpdf and poppler; also of the same files as qpdf writes them with object streams. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeContent } from '../../../core/node/system/sniff.ts';
import { pagesVariants } from './variants.ts';

/** One shell for all files: name, pages by qpdf, pages by poppler. Both warn of what they repair, and go on. */
const JUDGE = `for f in *.pdf; do
  [ "\${f%.packed.pdf}" = "$f" ] && qpdf --object-streams=generate "$f" "\${f%.pdf}.packed.pdf" 2>/dev/null
done
for f in *.pdf; do
  echo "$f $(qpdf --show-npages "$f" 2>/dev/null | tail -n 1) $(pdfinfo "$f" 2>/dev/null | sed -n 's/^Pages: *//p')"
done`;

/** What differs, and how many of the files have a number of pages here. */
export interface PagesOutcome {
  readonly faults: readonly string[];
  readonly files: number;
  readonly counted: number;
}

/** Compares so many files of one seed. */
export function pagesDifferences(seed: number, count: number): PagesOutcome {
  const folder = mkdtempSync(join(tmpdir(), 'pages-'));
  try {
    const variants = pagesVariants(seed, count);
    for (const [i, { bytes }] of variants.entries()) writeFileSync(join(folder, `${i}.pdf`), bytes);
    const lines = execFileSync('sh', ['-c', JUDGE], { cwd: folder, encoding: 'utf8' }).trim().split('\n');
    const faults: string[] = [];
    let counted = 0;
    for (const line of lines) {
      const [name = '', qpdf, poppler] = line.split(' ');
      const { pages, isStated } = variants[Number.parseInt(name, 10)] as (typeof variants)[number];
      const mine = describeContent(readFileSync(join(folder, name))).pages;
      if (mine !== null) counted++;
      // a tree that counts wrongly gives no fact, unless qpdf has put it right; every other one its pages, as theirs
      const expected = isStated ? String(pages) : mine === null ? 'null' : qpdf;
      const agree = String(mine) === expected && (!isStated || (qpdf === expected && poppler === expected));
      if (!agree)
        faults.push(`seed ${seed}, ${name}: ${mine} here, ${pages} written, qpdf ${qpdf}, poppler ${poppler}`);
    }
    return { faults, files: lines.length, counted };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
