/** Dossiers over records that nobody has to look at, and some whose certificates are there. */
import { nobleCrypto } from '../../../core/crypto.ts';
import { itemsFile, type OpenedItem, type Openings, openingsFile } from '../../../core/dossier/files.ts';
import type { ItemListName } from '../../../core/dossier/items.ts';
import { type MadeDossier, type Member, makeDossier } from '../../../core/dossier/make.ts';
import { concat, toHex, u64be, utf8 } from '../../../core/formats/bytes.ts';
import type { CertificateFiles, EvidenceFiles } from '../../../core/formats/evidence.ts';
import { leafHash } from '../../../core/log/merkle.ts';
import { DOSSIER } from '../../../core/records/index.ts';
import { CheckpointMemory } from '../../../core/verification/checkpoint-checks.ts';
import type { Report } from '../../../core/verification/report.ts';
import { type VerifyOptions, verify } from '../../../core/verification/verify.ts';
import { accept, bank, type EvidenceOptions, makeEvidence, sampleBundle } from './evidence.ts';

/** Bytes that are different for every seed and the same each time. */
export function countedRandom(seed: string): (length: number) => Uint8Array {
  let counter = 0;
  return (length) => {
    const blocks = Array.from({ length: Math.ceil(length / 32) }, () =>
      nobleCrypto.sha256(concat(utf8(seed), u64be(counter++))),
    );
    return concat(...blocks).subarray(0, length);
  };
}

/** A leaf hash that belongs to no record. */
export const leafNumber = (i: number) => toHex(nobleCrypto.sha256(u64be(i)));

/** So many members: every fifth in euro, every seventh without an amount. */
export function members(count: number, list: ItemListName = 'items', from = 0): readonly Member[] {
  return Array.from({ length: count }, (_, i) => ({
    leaf: leafNumber(from + i),
    list,
    money:
      i % 7 === 6
        ? null
        : { amount: `${i}.${String(i % 100).padStart(2, '0')}`, currency: i % 5 === 4 ? 'EUR' : 'CNY' },
  }));
}

/** A dossier of so many items and credit notes. */
export const dossierOf = (count: number, credits = 0): MadeDossier =>
  makeDossier([...members(count), ...members(credits, 'credits', 1_000_000)], countedRandom('dossier'), nobleCrypto);

/** Bytes of `items.json` of a dossier. */
export const itemsOf = ({ lists }: MadeDossier): Uint8Array =>
  itemsFile({ items: lists.items.tree.items, credits: lists.credits.tree.items });

/** Bytes of `openings.json`, of which only these are there. */
export const openingsOf = (some: Partial<Openings>): Uint8Array =>
  openingsFile({ openings: [], absences: [], sample: null, ...some });

/** The item at a place, laid open. */
export function openingAt(
  made: MadeDossier,
  index: number,
  certificate: EvidenceFiles | null = null,
  list: ItemListName = 'items',
): OpenedItem {
  const { tree, openings } = made.lists[list];
  return { list, proof: tree.proof(index), opening: openings[index] ?? null, certificate };
}

/** The certificate of a dossier, sealed and cosigned like any other, with these files beside the three. */
export function dossierCertificate(
  made: MadeDossier,
  dossier: CertificateFiles['dossier'] = {},
  options: EvidenceOptions = {},
): CertificateFiles {
  const members = { digest: undefined, size: undefined, ...made.fields } as object;
  const files = makeEvidence({
    kind: DOSSIER,
    cosigners: [{ signer: bank }],
    ...options,
    record: { type: 'dossier', ...members, ...options.record },
    facts: { totals: made.totals, ...options.facts },
  });
  return { ...files, dossier };
}

/** A record with this amount: its certificate, and itself as a member. */
export function paidRecord(number: number, amount: string, list: ItemListName = 'items') {
  const money = { amount, currency: 'CNY' };
  const certificate = makeEvidence({ cosigners: [{ signer: bank }], facts: { money }, record: { seq: number } });
  const leaf = toHex(leafHash(certificate.record, nobleCrypto));
  return { certificate, member: { leaf, list, money } satisfies Member };
}

const TRUST = [accept(sampleBundle())];
// one checkpoint is checked once, however many certificates a test makes of it
const checkpoints = new CheckpointMemory();

/** The report on a certificate, under the sample bundle. */
export function judged(files: CertificateFiles, options: Partial<VerifyOptions> = {}): Report {
  const page = { state: 'not-run', reason: 'no-page' } as const;
  return verify(files, { document: null, trust: TRUST, page, checkpoints, ...options });
}

/** The verdict, and state and reason of a check. */
export function ended(report: Report, name: string): string {
  const check = report.checks.find((one) => one.name === name);
  return `${report.verdict}: ${check?.state} ${check?.reason}`;
}
