/** The golden files of this version, and the example in the format's page that is made of them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const GOLDEN: string = join(import.meta.dirname, '../vectors/golden');
export const DOCUMENT_NAME = 'contract.txt';

const PAGE = join(import.meta.dirname, '../../docs/certificate-format.md');
const BEGIN = '<!-- example:begin';
const END = '<!-- example:end -->';

const text = (name: string) => readFileSync(join(GOLDEN, name), 'utf8');

/** Canonical JSON has no line breaks; for the page it is cut at a column, which the page says. */
function folded(json: string): string {
  return (json.match(/.{1,116}/gu) ?? []).join('\n');
}

/** The example as it has to stand in the page. */
export function example(): string {
  const block = (body: string) => ['```', body.replace(/\n$/, ''), '```'];
  return [
    '`record.json` (one line in the file; cut here to fit the page):',
    '',
    ...block(folded(text('record.json'))),
    '',
    '`evidence.json` (one line in the file):',
    '',
    ...block(folded(text('evidence.json'))),
    '',
    '`checkpoint.tlog-proof`:',
    '',
    ...block(text('checkpoint.tlog-proof')),
    '',
    `The document, \`${DOCUMENT_NAME}\`, and \`desk.trust.json\` lie beside them.`,
  ].join('\n');
}

/** The example as it stands there. */
export function shownExample(): string {
  const page = readFileSync(PAGE, 'utf8');
  const begin = page.indexOf('\n', page.indexOf(BEGIN)) + 1;
  return page.slice(begin, page.indexOf(END)).trim();
}

/** Puts the example into the page. */
export function writeExample(): void {
  const page = readFileSync(PAGE, 'utf8');
  const begin = page.indexOf('\n', page.indexOf(BEGIN)) + 1;
  writeFileSync(PAGE, `${page.slice(0, begin)}\n${example()}\n\n${page.slice(page.indexOf(END))}`);
}
