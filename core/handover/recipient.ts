/** Recipients of certificates as people write them: `Name <address>`, `Name address`, `姓名（address）`. */

/** A recipient of certificates. */
export interface Recipient {
  readonly name: string;
  /** A mail address, or null. */
  readonly address: string | null;
}

/** What people put around an address or between it and a name. */
const AROUND = /[\s<>()（）《》〈〉,，:：]+/u;

const LOCAL = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const LABEL = /^[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?$/u;

/**
 * True for an address as mail systems use it: a dot-atom (RFC 5322 section 3.4.1, letters of any script by RFC 6532),
 * `@`, and a domain of labels (RFC 5890), within the lengths of RFC 5321 section 4.5.3.1. Quoted local parts and
 * addresses in brackets are not taken.
 */
export function isAddress(text: string): boolean {
  const at = text.lastIndexOf('@');
  const [local, domain] = [text.slice(0, at), text.slice(at + 1)];
  if (at < 1 || local.length > 64 || domain.length > 255) return false;
  return LOCAL.test(local) && domain.split('.').every((label) => LABEL.test(label));
}

/**
 * A name and an address in either order, or one of them. Where there is one `@` its word is the address, whatever stands
 * around it; what that holds is judged by `isAddress`.
 */
export function typedRecipient(typed: string): Recipient {
  const text = typed
    .replaceAll('＠', '@')
    .replace(/^(?:mailto:)/i, '')
    .trim();
  const match = /^(.*)<([^<>]*)>$/u.exec(text);
  if (match) return { name: unquoted(match[1] ?? ''), address: (match[2] ?? '').trim() };
  const words = text.split(AROUND).filter((word) => word !== '');
  const addresses = words.filter((word) => word.includes('@'));
  const [address] = addresses;
  if (address === undefined) return { name: text, address: null };
  if (addresses.length > 1) return { name: '', address: text };
  const at = text.indexOf(address);
  const [before = '', behind = ''] = [text.slice(0, at), text.slice(at + address.length)].map(bare);
  return { name: unquoted([before, behind].filter((part) => part !== '').join(' ')), address };
}

/** Without what stood between a name and its address. */
const bare = (part: string) => part.replace(/^[\s<>)）》〉,，:：]+|[\s<>(（《〈,，:：]+$/gu, '');

const unquoted = (name: string) => name.trim().replace(/^"(.*)"$/u, '$1');

/** What `typedRecipient` reads. */
export function recipientText({ name, address }: Recipient): string {
  if (address === null || address === '') return name;
  return name === '' || name === address ? address : `${name} <${address}>`;
}

/** Whether a recipient has a mail address that is none. */
export function hasWrongAddress({ address }: Recipient): boolean {
  return address !== null && address !== '' && !isAddress(address);
}
