/** Recipients of certificates as people write them: `Name <address>`, `Name address`, `姓名（address）`. */

/** A recipient of certificates. */
export interface Recipient {
  readonly name: string;
  /** A mail address, or null. */
  readonly address: string | null;
}

const ADDRESS = /^[^\s<>@",;:\\()[\]]{1,64}@[^\s<>@",;:\\()[\]]{1,255}$/u;
/** What people put around an address or between it and a name. */
const AROUND = /[\s<>()（）《》〈〉,，:：]+/u;

/** True for what may be a mail address. */
export function isAddress(text: string): boolean {
  return ADDRESS.test(text);
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
