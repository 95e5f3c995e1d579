/** Recipients as typed. */
import { NotaryError } from '../../../errors.ts';
import { isAddress } from '../../../handover/recipient.ts';
import { cleanText } from '../../../records/facts.ts';
import type { Recipient } from '../../store/sent-types.ts';

/** The recipient, cleaned; without a name the address stands for it. Throws `bad-input`. */
export function cleanRecipient({ name, address }: Recipient): Recipient {
  const mail = cleanText('address', address ?? '');
  if (mail !== null && !isAddress(mail))
    throw new NotaryError('bad-input', `${mail} is not a mail address`, {
      fact: 'address',
      reason: 'address',
      address: mail,
    });
  const who = cleanText('recipient', name) ?? mail;
  if (who === null)
    throw new NotaryError('bad-input', 'a recipient needs a name', { fact: 'recipient', reason: 'empty' });
  return { name: who, address: mail };
}

/** The cleaned recipients, each once. Throws `bad-input`. */
export function cleanRecipients(typed: readonly Recipient[]): readonly Recipient[] {
  const cleaned = new Map(typed.map(cleanRecipient).map((one) => [`${one.name}\n${one.address}`, one]));
  return [...cleaned.values()];
}
