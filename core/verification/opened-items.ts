/** One item of a dossier that is laid open: whether it belongs to it, and what its amount is compared with. */
import type { Crypto } from '../crypto.ts';
import { isCreditType } from '../documents/reading/credit-notes.ts';
import { dossierAmount } from '../dossier/amounts.ts';
import type { OpenedItem } from '../dossier/files.ts';
import { type ItemProof, isItemOf, type ListRoot } from '../dossier/items.ts';
import { amountInList } from '../dossier/make.ts';
import { opens } from '../dossier/pedersen.ts';
import { NotaryError } from '../errors.ts';
import { toHex } from '../formats/bytes.ts';
import type { EvidenceFiles } from '../formats/evidence.ts';
import { leafHash } from '../log/merkle.ts';
import { isMoney } from '../records/facts.ts';
import type { AmountState, OpenedReport } from './dossier-report.ts';
import type { Report } from './report.ts';

/** Whether an item belongs to a list, also where its proof has no form. */
export function belongs(list: ListRoot, proof: ItemProof, crypto: Crypto): boolean {
  try {
    return isItemOf(list, proof, crypto);
  } catch (error) {
    if (error instanceof NotaryError) return false;
    throw error;
  }
}

/** Verdicts on a record's certificate by which nothing that it states is repeated. */
export const ALTERED: readonly Report['verdict'][] = ['unreadable', 'tampered'];

/** What is found of an opened item. */
export function openedItem(
  { list, proof, opening, certificate }: OpenedItem,
  root: ListRoot,
  judge: (files: EvidenceFiles) => Report,
  crypto: Crypto,
): OpenedReport {
  const [leaf, committed, currency] = proof.item;
  const report = certificate && judge(certificate);
  const isOfRecord = certificate === null || toHex(leafHash(certificate.record, crypto)) === leaf;
  const isOpened = opening === null || (committed !== null && opens(opening, committed));
  const isAltered = report !== null && ALTERED.includes(report.verdict);
  const holds = belongs(root, proof, crypto) && isOfRecord && isOpened && !isAltered;
  return {
    list,
    index: proof.index,
    leaf,
    currency,
    amount: opening && isOpened ? dossierAmount(opening.amount) : null,
    amountState: holds ? amountState({ list, proof, opening, certificate }, report) : 'not-compared',
    holds,
    record: report && { verdict: report.verdict, id: report.record?.id ?? null, facts: report.facts },
  };
}

function amountState({ list, proof, opening }: OpenedItem, report: Report | null): AmountState {
  const [, committed, currency] = proof.item;
  const money = report && statedMoney(report);
  // what takes back an invoice must not be counted as one, and what has an amount must not be left out of the totals
  if (list === 'items' && report && saysTakenBack(report)) return 'differs';
  if (report && money !== undefined && (isMoney(money) ? money.currency : null) !== currency) return 'differs';
  if (committed === null) return money === undefined ? 'not-compared' : 'none';
  if (opening === null) return 'hidden';
  if (!isMoney(money)) return 'not-compared';
  return amountInList(money, list) === opening.amount ? 'same' : 'differs';
}

/** Whether what is shown of a record says that it takes back an invoice. */
function saysTakenBack({ facts: { credits, scheme, code } }: Report): boolean {
  return typeof credits === 'string' || isCreditType(scheme, code);
}

/** The `money` of a record: null for one that states none, or cannot; undefined where that is withheld, or not known. */
function statedMoney({ record, facts, withheld }: Report): Report['facts'][string] {
  if (facts.money !== undefined) return facts.money;
  return record === null || withheld.includes('money') ? undefined : null;
}

/** Whether nothing of an item stays hidden: its record is shown, and its amount is that of the record, or neither has one. */
export const isLaidOpen = ({ holds, record, amountState }: OpenedReport): boolean =>
  holds && record !== null && (amountState === 'same' || amountState === 'none');
