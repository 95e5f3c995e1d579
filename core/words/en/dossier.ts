import type { DossierPhrases } from '../dossier-phrases.ts';

/** Numbers come written; of `1` alone there is one. */
const many = (count: string, one: string) => `${count} ${one}${count === '1' ? '' : 's'}`;

const counted = ({ items, credits }: { readonly items: string; readonly credits: string | null }) =>
  `${many(items, 'item')}${credits === null ? '' : ` and ${many(credits, 'credit note')}`}`;

/** What a report says of a dossier's items, in English. */
export const dossier: DossierPhrases = {
  listed: (p) => `It has exactly ${counted(p)}: the whole list was given, and it is the one that was sealed.`,
  notListed: (p) => `The record was sealed for exactly ${counted(p)}; the list itself was not given.`,
  withoutAmount: ({ count }) =>
    `${count} of them ${count === '1' ? 'has no amount and is' : 'have no amount and are'} in no total.`,
  opened: ({ count, same, differing }) =>
    `${many(count, 'item')} ${count === '1' ? 'is' : 'are'} laid open. Of ${same} the amount is the one that their record states, of ${differing} it is another.`,
  openedVerdicts: ({ verdicts }) => `The certificates of their records, each for itself: ${verdicts}.`,
  sample: ({ size, items, seed, percent }) =>
    `They are a sample of ${size} from ${items}, drawn by the seed “${seed}”. If you find no error in it, at most ${percent} % of the items have one, with 95 % confidence; only if nobody could choose the seed knowing the items.`,
  beside: ({ files }) =>
    `Given beside the certificate, and not in it: ${files}. They were checked against what was sealed; the certificate number does not cover them.`,
  inside: ({ leaf }) => `In the dossier: ${leaf}`,
  insideCredits: ({ leaf }) => `In the dossier, among the credit notes: ${leaf}`,
  outside: ({ leaf }) => `Not in the dossier: ${leaf}`,
  notShown: ({ leaf }) => `Not shown whether it is in the dossier: ${leaf}`,
  apart: ({ name }) => `It shares no record with “${name}”.`,
  shared: ({ name, count }) => `It shares ${many(count, 'record')} with “${name}”.`,
  otherVerdict: ({ name, verdict }) => `Of “${name}” itself was found: ${verdict}.`,
  shows: 'Items of the dossier',
  cannotShow: 'What this does not show',
  leftOut: 'It does not show that nothing was left out of its rule: only who examines the whole log can see that.',
  amountsTrue: 'It does not show that the amounts are true: they are what the holder stated.',
  hiddenAmounts:
    'Amounts that are not laid open may be other than their records state, or below zero. A sample meets such with a certain chance; who has all openings knows.',
  order:
    'That a record is missing rests on the order of the items, which is the word of the issuer unless the whole list is given.',
  sameInvoice:
    'Two dossiers are compared by their records: the same invoice that was recorded twice, or by another desk, is another record.',
  total: ({ money, count }) => `${money} (${count})`,
  totals: ({ items, credits }) => (credits === null ? items : `${items}; credit notes: ${credits}`),
};
