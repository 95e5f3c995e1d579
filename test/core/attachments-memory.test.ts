/** Hostile files must not take the machine's memory: each is read in a process of its own, which reports its peak. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PDF_LIMITS } from '../../core/formats/attachments/index.ts';
import { concat, utf8 } from '../../core/formats/bytes.ts';
import { certificateObjects, HEADER, pdfOf, streamObject } from './attachments-pdf.ts';

const CHILD = `
import { existsSync, readFileSync } from 'node:fs';
import { readAttachments } from ${JSON.stringify(new URL('../../core/formats/attachments/index.ts', import.meta.url).href)};
const pdf = readFileSync(process.argv[1]);
const start = process.cpuUsage();
let code = 'read';
try { readAttachments(pdf); } catch (error) { code = error.code; }
const { user, system } = process.cpuUsage(start);
const ms = (user + system) / 1000;
// not getrusage: there a new process starts with the peak of the one that forked it
const peak = existsSync('/proc/self/status') ? Number(/VmHWM:\\s+(\\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) : process.memoryUsage().rss / 1024;
console.log(JSON.stringify({ code, ms, mib: peak / 1024 }));`;

const MEBIBYTE = 1024 * 1024;
const fill = (text: string, bytes: number) => utf8(text.repeat(Math.floor(bytes / text.length)));
const withNames = (names: Uint8Array) => {
  const [catalog, , ...others] = certificateObjects();
  const tree = concat(utf8('<< /EmbeddedFiles << /Names [ '), names, utf8(' ] >> >>'));
  return pdfOf([catalog as string, tree, ...others]);
};

/** A name tree whose nodes lie in 40 object streams of 7 MiB each, found by a cross-reference stream. */
function manyStreams(): Uint8Array {
  const count = 40;
  const numbers = Array.from({ length: count }, (_, i) => i);
  const node = (i: number) => `${200 + i} 0 ${' '.repeat(7 * MEBIBYTE)}<< /Kids [ ${201 + i} 0 R ] >>`;
  const parts: Uint8Array[] = [HEADER];
  let at = HEADER.length;
  const entries: number[][] = [];
  const add = (number: number, body: Uint8Array) => {
    const object = concat(utf8(`${number} 0 obj\n`), body, utf8('\nendobj\n'));
    entries.push([1, at, 0]);
    parts.push(object);
    at += object.length;
  };
  add(99, utf8('<< /Type /Catalog /Names << /EmbeddedFiles 200 0 R >> >>'));
  for (const i of numbers) add(100 + i, streamObject(utf8(node(i)), `/Type /ObjStm /N 1 /First 8`));
  for (const i of numbers) entries.push([2, 100 + i, 0]);
  const rows = entries.flatMap(([type = 0, second = 0, third = 0]) => [
    type,
    ...[24, 16, 8, 0].map((shift) => (second >> shift) & 255),
    third,
  ]);
  const dict = `/Type /XRef /W [ 1 4 1 ] /Index [ 99 ${count + 1} 200 ${count} ] /Size 300 /Root 99 0 R`;
  const table = concat(
    utf8('98 0 obj\n'),
    streamObject(Uint8Array.from(rows), dict),
    utf8(`\nendobj\nstartxref\n${at}\n%%EOF\n`),
  );
  return concat(...parts, table);
}

function noise(bytes: number): Uint8Array {
  const out = new Uint8Array(bytes);
  for (let i = 0; i < bytes; i++) out[i] = (i * 7919) >> 5;
  return out;
}

const FILES: readonly (readonly [string, () => Uint8Array])[] = [
  ['32 MiB of noise', () => concat(HEADER, noise(31 * MEBIBYTE))],
  ['32 MiB of array', () => withNames(fill('1 ', 31 * MEBIBYTE))],
  ['32 MiB of dictionaries', () => withNames(fill('<< /A 1 >> ', 31 * MEBIBYTE))],
  ['32 MiB of string', () => withNames(concat(utf8('('), fill('x', 31 * MEBIBYTE)))],
  ['32 MiB of hexadecimal string', () => withNames(concat(utf8('<'), fill('ab', 31 * MEBIBYTE)))],
  ['32 MiB of escapes', () => withNames(concat(utf8('('), fill('\\(', 31 * MEBIBYTE)))],
  [
    '32 MiB of table',
    () => concat(HEADER, fill('xref\n0 0\n', 31 * MEBIBYTE), utf8(`\nstartxref\n${HEADER.length}\n%%EOF\n`)),
  ],
  [
    'an attachment that unpacks to 64 MiB',
    () => pdfOf(certificateObjects().map((old, i) => (i === 5 ? streamObject(new Uint8Array(64 * MEBIBYTE)) : old))),
  ],
  ['many large object streams', manyStreams],
];

describe('memory and time', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'notary-hostile-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(FILES)('%s', (_, make) => {
    const path = join(folder, 'hostile.pdf');
    const bytes = make();
    expect(bytes.length).toBeLessThanOrEqual(PDF_LIMITS.file);
    writeFileSync(path, bytes);
    const output = execFileSync(process.execPath, ['--input-type=module', '-e', CHILD, path], { encoding: 'utf8' });
    const { code, ms, mib } = JSON.parse(output) as { code: string; ms: number; mib: number };
    expect(['malformed', 'too-large', 'timed-out', 'not-a-certificate', 'read']).toContain(code);
    expect(ms).toBeLessThan(4000);
    expect(mib).toBeLessThan(200);
  });
});
