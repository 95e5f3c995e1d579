/** The checker page that ships with this program, as the build made it. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { NotaryError } from '../../../../errors.ts';
import { toHex } from '../../../../formats/bytes.ts';
import { nodeCrypto } from '../../../system/crypto.ts';
import type { NamedBytes } from './contents.ts';

/** File name of the checker page in shares and packs. */
export const CHECKER_NAME = 'notary-check.html';

/** In a checkout `dist/` at its root, in the app the folder above the bundles. No other folder is searched. */
export function checkerPath(owner: string = import.meta.url): string {
  const place = owner.endsWith('.ts') ? `../../../../../dist/${CHECKER_NAME}` : `../${CHECKER_NAME}`;
  return fileURLToPath(new URL(place, owner));
}

/**
 * The page, if it is the one that the build made: its SHA-256 is that of the file `….sha256`, which a packaged app has
 * inside its protected archive. Throws `file-missing` (reason `checker`) when it was not built, and `file-changed`
 * (reason `checker`) when it is another file.
 */
export function checkerPage(path: string = checkerPath()): NamedBytes {
  const pinned = /^([0-9a-f]{64}) {2}/.exec(read(`${path}.sha256`).toString('latin1'))?.[1];
  const bytes = new Uint8Array(read(path));
  if (toHex(nodeCrypto.sha256(bytes)) !== pinned)
    throw new NotaryError('file-changed', `${path} is not the page that was built with this program`, DETAILS);
  return { name: CHECKER_NAME, bytes };
}

const DETAILS = { file: CHECKER_NAME, reason: 'checker' };

function read(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    const message = `${path} is missing: in a checkout, run \`npm run build:verifier\``;
    throw new NotaryError('file-missing', message, DETAILS, cause);
  }
}
