/** Recipients of certificates in the usual notation: `Name <address>`. */

/** A recipient of certificates. */
export interface Recipient {
  readonly name: string;
  /** A mail address, or null. */
  readonly address: string | null;
}

/** Parses `Name <address>`, an address or a name alone. The desk validates the parts. */
export function typedRecipient(text: string): Recipient {
  const match = /^(.*)<([^<>]*)>\s*$/u.exec(text);
  if (match) return { name: match[1]?.trim() ?? '', address: match[2] ?? '' };
  return text.includes('@') ? { name: '', address: text } : { name: text, address: null };
}

/** Formats a recipient so that `typedRecipient` reads it back. */
export function recipientText({ name, address }: Recipient): string {
  if (address === null || address === '') return name;
  return name === '' || name === address ? address : `${name} <${address}>`;
}

const LOCAL = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const LABEL = /^[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?$/u;

/**
 * True for an address as mail systems use it: a dot-atom (RFC 5322 section 3.4.1, letters of any script by RFC 6532),
 * `@`, and a domain of labels (RFC 5890), within the lengths of RFC 5321 section 4.5.3.1. Quoted local parts and
 * addresses in brackets are not taken.
 */
export function isMailAddress(text: string): boolean {
  const at = text.lastIndexOf('@');
  const [local, domain] = [text.slice(0, at), text.slice(at + 1)];
  if (at < 1 || local.length > 64 || domain.length > 255) return false;
  return LOCAL.test(local) && domain.split('.').every((label) => LABEL.test(label));
}
