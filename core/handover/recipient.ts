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
