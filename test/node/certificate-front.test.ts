/** Certificates with something before the PDF: read like those without it, by every reader, and said. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../core/formats/bytes.ts';
import type { Report } from '../../core/verification/report.ts';
import { readAll } from '../../renderer/verifier/reading.ts';
import { notary, notaryJson, scratch } from './support/cli.ts';

const dir = scratch('front-');
const VECTORS = join(import.meta.dirname, '../vectors/feedback/cert-in-front');
const at = (name: string) => join(VECTORS, name);
const given = readFileSync(at('leading-bom.pdf'));
const plain = given.subarray(given.indexOf('%PDF-'));
const PYTHON = join(import.meta.dirname, '../foreign/verifier/verify.py');

const written = (name: string, front: string) => {
  const path = join(dir, name);
  writeFileSync(path, Buffer.concat([utf8(front), plain]));
  return path;
};
const HEADER = 'Content-Type: application/pdf\r\nContent-Length: 118000\r\n\r\n';

async function reportOf(path: string): Promise<Report> {
  const options = [path, at('contract.txt'), '--trust', at('desk.trust.json')];
  const { json } = await notaryJson<{ results: Report[] }>(['verify', ...options], { cwd: dir });
  return { ...(json.results[0] as Report), ...{ certificate: null } };
}

function pythonVerdict(path: string): string {
  try {
    return JSON.parse(
      execFileSync('python3', [PYTHON, path, at('contract.txt'), '--trust', at('desk.trust.json')], {
        encoding: 'utf8',
      }),
    ).verdict;
  } catch (error) {
    return JSON.parse((error as { stdout: string }).stdout).verdict;
  }
}

describe('something before the certificate', () => {
  it.each([
    ['bom.pdf', '\ufeff', { bytes: 3, kind: 'mark' }],
    ['crlf.pdf', '\r\n', { bytes: 2, kind: 'space' }],
    ['header.pdf', HEADER, { bytes: HEADER.length, kind: 'other' }],
  ])('%s', async (name, front, expected) => {
    const path = written(name, front);
    const report = await reportOf(path);
    const without = await reportOf(written(`plain-${name}`, ''));
    expect(report).toEqual({ ...without, front: expected });
    expect(report.checks.find((check) => check.name === 'page')).toMatchObject({ state: 'passed', reason: 'ok' });
    expect(pythonVerdict(path)).toBe(report.verdict);
    const said = await notary(['verify', path, at('contract.txt'), '--trust', at('desk.trust.json'), '--lang', 'en'], {
      cwd: dir,
    });
    expect(said.out).toContain('Before the certificate stands');
    const dropped = await readAll(new File([readFileSync(path)], name), () => {}, new AbortController().signal);
    expect(dropped).toMatchObject([{ kind: 'certificate', front: expected }]);
  });

  it.each([
    'Content-Type: application/octet-stream\r\n\r\n',
    'Subject: objection to invoice 20 3\r\nTrailer: Expires\r\nX-Trailer-xref: none\r\n\r\n',
    'stream of objects, endobj\n',
  ])('%j is no part of a PDF', async (front) => {
    const path = written('words.pdf', front);
    const report = await reportOf(path);
    expect(report).toMatchObject({ front: { bytes: front.length, kind: 'other' }, fileChecked: true });
    expect(pythonVerdict(path)).toBe(report.verdict);
  });

  it.each(['9 0obj\n', '1%a\n0 % b\robj\n', 'a\rtrailer<</Root 1 0 R>>\n', 'startxref\n0\n', '\nxref\n0 1\n'])(
    '%j may be taken for a part',
    async (front) => {
      const path = written('parts.pdf', front);
      expect((await reportOf(path)).verdict).toBe('unreadable');
      expect(pythonVerdict(path)).toBe('unreadable');
    },
  );

  it('the certificate that was sent', async () => {
    expect(await reportOf(at('leading-bom.pdf'))).toMatchObject({
      front: { bytes: 3, kind: 'mark' },
      fileChecked: true,
    });
  });

  it('a part of a PDF before it is damage, and an archive is no PDF', async () => {
    const path = written('object.pdf', '9 0 obj << >> endobj\n');
    expect((await reportOf(path)).verdict).toBe('unreadable');
    expect(pythonVerdict(path)).toBe('unreadable');
    const binary = written('binary.pdf', 'PK\u0003\u0004');
    expect((await reportOf(binary)).verdict).toBe('unreadable');
    expect(pythonVerdict(binary)).toBe('unreadable');
  });
});
