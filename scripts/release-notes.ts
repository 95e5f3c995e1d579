/**
 * The notes of a release, made by the build: what the changelog says about this version, and the checker page's
 * SHA-256, with which a recipient checks a page from another source (docs/recipients.md).
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { projectRoot, Trouble } from './lib/project.ts';

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** What the changelog says under the heading of one version, without the heading. Throws `Trouble` when it says nothing. */
export function changesOf(version: string, changelog: string): string {
  const section = new RegExp(`^## ${escaped(version)}(?: .*)?$([\\s\\S]*?)(?=^## |(?![\\s\\S]))`, 'm').exec(changelog);
  const changes = section?.[1]?.trim();
  if (!changes) throw new Trouble(`CHANGELOG.md says nothing about version ${version}.`);
  return changes;
}

/** The notes as Markdown; `sha256` is of the page, hex. */
export function releaseNotes(version: string, changes: string, page: { name: string; sha256: string }): string {
  return `# Notary Desk ${version}

${changes}

## ${page.name}

SHA-256 of the checker page of this release. Compare it with that of the page you have: \`sha256sum ${page.name}\`
(Linux), \`shasum -a 256 ${page.name}\` (macOS), \`certutil -hashfile ${page.name} SHA256\` (Windows).

本版核验页的 SHA-256。请与您手中的核验页比对（命令同上）。

    ${page.sha256}  ${page.name}
`;
}

/** Writes `release-notes.md` beside a built page, with the SHA-256 of its bytes; returns its path. */
export function writeReleaseNotes(page: string): string {
  const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { version: string };
  const changes = changesOf(version, readFileSync(join(projectRoot, 'CHANGELOG.md'), 'utf8'));
  const sha256 = createHash('sha256').update(readFileSync(page)).digest('hex');
  const path = join(dirname(page), 'release-notes.md');
  writeFileSync(path, releaseNotes(version, changes, { name: basename(page), sha256 }));
  return path;
}
