import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { buildVerifier } from '../../scripts/build-verifier.ts';
import { Trouble } from '../../scripts/lib/project.ts';
import { changesOf, releaseNotes, writeReleaseNotes } from '../../scripts/release-notes.ts';

const folder = mkdtempSync(join(tmpdir(), 'release-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const CHANGELOG = '# Changelog\n\n## 1.10.0 (2027)\n\n- ten\n\n## 1.1.0\n\n- one\n- two\n';

describe('the changes of a version', () => {
  it('are those under its own heading, the last one too', () => {
    expect(changesOf('1.10.0', CHANGELOG)).toBe('- ten');
    expect(changesOf('1.1.0', CHANGELOG)).toBe('- one\n- two');
  });

  it.each(['1.1', '2.0.0', '1x1.0'])('%s is not there: no release without notes', (version) => {
    expect(() => changesOf(version, CHANGELOG)).toThrow(Trouble);
  });

  it('that are empty are none', () => {
    expect(() => changesOf('3', '## 3\n\n## 2\n- two\n')).toThrow(Trouble);
  });
});

it('the notes of a build name the page that it built, whichever machine builds it', async () => {
  const one = await buildVerifier(join(folder, 'one/notary-check.html'));
  const two = await buildVerifier(join(folder, 'two/notary-check.html'));
  expect(two.sha256).toBe(one.sha256);
  const sha256 = createHash('sha256').update(readFileSync(one.path)).digest('hex');
  const notes = readFileSync(writeReleaseNotes(one.path), 'utf8');
  expect(notes).toContain(`    ${sha256}  notary-check.html\n`);
  expect(readFileSync(`${one.path}.sha256`, 'utf8')).toBe(`${sha256}  notary-check.html\n`);
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  expect(notes).toContain(`# Notary Desk ${version}\n`);
  expect(notes).toContain(changesOf(version, readFileSync('CHANGELOG.md', 'utf8')));
});

it('another page has other notes', () => {
  const of = (sha256: string) => releaseNotes('1.0.0', '- one', { name: 'notary-check.html', sha256 });
  expect(of('aa')).not.toBe(of('bb'));
});
