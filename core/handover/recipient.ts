/** Recipients of certificates as people write them: `Name <address>`. */

/** Somebody who gets certificates. */
export interface Recipient {
  readonly name: string;
  /** A mail address, or null. */
  readonly address: string | null;
}

/** `Name <address>`, an address or a name alone. What it holds is checked by the desk. */
export function typedRecipient(text: string): Recipient {
  const match = /^(.*)<([^<>]*)>\s*$/u.exec(text);
  if (match) return { name: match[1]?.trim() ?? '', address: match[2] ?? '' };
  return text.includes('@') ? { name: '', address: text } : { name: text, address: null };
}

/** What `typedRecipient` reads. */
export function recipientText({ name, address }: Recipient): string {
  if (address === null || address === '') return name;
  return name === '' || name === address ? address : `${name} <${address}>`;
}
