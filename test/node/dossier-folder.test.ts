// A dossier's evidence as loose files in a folder: the two files beside the three are read with them.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ATTACHMENT_NAMES, DOSSIER_FILE_NAMES } from '../../core/formats/evidence.ts';
import { readAsCertificate } from '../../core/node/verify/exhibits.ts';
import { dossierCertificate, dossierOf, itemsOf, openingAt, openingsOf } from '../core/support/dossiers.ts';

test('a folder of evidence has the items and the openings of its dossier', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dossier-folder-'));
  try {
    const made = dossierOf(9);
    const beside = { items: itemsOf(made), openings: openingsOf({ openings: [openingAt(made, 3)] }) };
    const files = dossierCertificate(made);
    for (const part of ['record', 'evidence', 'proof'] as const)
      writeFileSync(join(folder, ATTACHMENT_NAMES[part]), files[part]);
    expect(readAsCertificate(folder).set?.files.dossier).toBeUndefined();
    for (const part of ['items', 'openings'] as const)
      writeFileSync(join(folder, DOSSIER_FILE_NAMES[part]), beside[part]);
    expect(readAsCertificate(folder).set?.files.dossier).toEqual(beside);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
