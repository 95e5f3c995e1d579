/** PEM (RFC 7468): certificates and keys as operators hand them out, alone, in chains or with text between them. */
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { NotaryError } from '../../../errors.ts';

/** Blocks that are read of one file. */
const BLOCKS = 64;

const BEGIN = /-----BEGIN ([A-Z0-9 ]{1,64})-----/g;

/** A block with its label, for instance `CERTIFICATE`, and all of its text. */
export interface PemBlock {
  readonly label: string;
  readonly text: string;
}

/** The blocks of a text; what begins and never ends is none. Throws `too-large` for more than 64 beginnings. */
export function pemBlocks(bytes: Uint8Array): readonly PemBlock[] {
  const text = Buffer.from(bytes).toString('latin1').replaceAll('\r', '');
  const begun = [...text.matchAll(BEGIN)];
  if (begun.length > BLOCKS) throw new NotaryError('too-large', `more than ${BLOCKS} blocks of PEM`);
  return begun.flatMap(({ index, 1: label = '' }): PemBlock[] => {
    const end = `-----END ${label}-----`;
    const at = text.indexOf(end, index);
    return at < 0 ? [] : [{ label, text: `${text.slice(index, at + end.length)}\n` }];
  });
}

/** The certificates of a PEM file, in their order. Throws `malformed` for one that is none, `too-large`. */
export function certificatesIn(bytes: Uint8Array): readonly X509Certificate[] {
  const blocks = pemBlocks(bytes).filter(({ label }) => label === 'CERTIFICATE');
  return blocks.map(({ text }) => {
    try {
      return new X509Certificate(text);
    } catch (cause) {
      throw new NotaryError('malformed', 'a block that says CERTIFICATE is none', {}, cause);
    }
  });
}

/** The certificates as one PEM text without anything between them. */
export function certificatesText(certificates: readonly X509Certificate[]): string {
  return certificates.map((one) => one.toString()).join('');
}

/** True for the label of a block that holds a private key, also an encrypted one. */
export const isPrivateKeyLabel = (label: string): boolean => /(^| )PRIVATE KEY$/.test(label);

/**
 * The one private key of a PEM file. Throws `bad-input` with `reason` `key-encrypted` for one that asks for a passphrase,
 * `malformed` when there is none, or several.
 */
export function privateKeyIn(bytes: Uint8Array): KeyObject {
  const keys = pemBlocks(bytes).filter(({ label }) => isPrivateKeyLabel(label));
  const [key, ...more] = keys;
  if (!key || more.length > 0) throw new NotaryError('malformed', `${keys.length} private keys where one is due`);
  if (key.label.startsWith('ENCRYPTED') || key.text.includes('Proc-Type: 4,ENCRYPTED'))
    throw new NotaryError('bad-input', 'the private key asks for a passphrase', { reason: 'key-encrypted' });
  try {
    return createPrivateKey(key.text);
  } catch (cause) {
    throw new NotaryError('malformed', 'the private key cannot be read', {}, cause);
  }
}
