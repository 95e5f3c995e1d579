/** Golden certificates of dossiers: what is stated and what is not, lists and what is laid open of them. */
import type { GoldenSpec } from '../../../core/certificate/golden.ts';
import { nobleCrypto } from '../../../core/crypto.ts';
import { absenceOf } from '../../../core/dossier/absence.ts';
import { drawSample } from '../../../core/dossier/sample.ts';
import { ownWitnessName } from '../../../core/formats/checkpoint.ts';
import { DOSSIER } from '../../../core/records/index.ts';
import { dossierOf, itemsOf, leafNumber, openingAt, openingsOf } from '../../core/support/dossiers.ts';

const OWN_WITNESS = (origin: string) => [ownWitnessName(origin)];
const COUNT = 130;
const made = dossierOf(COUNT, 3);
/** More than a page names, with the credit notes. */
const SIZE = 60;
const SEED = 'auditor “2026”';
/** Every second one; one of them without its amount. */
const OPENED = Array.from({ length: SIZE }, (_, i) => {
  const opened = openingAt(made, 2 * i);
  return i === 1 ? { ...opened, opening: null } : opened;
});
const CREDITED = Array.from({ length: 3 }, (_, i) => openingAt(made, i, null, 'credits'));
const MISSING = [leafNumber(500_000), leafNumber(500_001)] as const;

const RULE = {
  v: 1,
  words: ['截至基准日已开票、未逾期的应收账款', 'Receivables that were invoiced by the cut-off date'],
  cutOff: '2026-01-31',
  filter: [
    { fact: 'kind', op: 'is', value: 'invoice' },
    { fact: 'date', op: 'from', value: '2025-11-01' },
    { fact: 'date', op: 'to', value: '2026-01-31' },
    { fact: 'scheme', op: 'not', value: 'none' },
  ],
};

function missing(leaf: string) {
  const { items, credits } = made.lists;
  const [inItems, inCredits] = [absenceOf(leaf, items.tree), absenceOf(leaf, credits.tree)];
  if (!inItems || !inCredits) throw new Error('a record that should be missing is there');
  return { leaf, lists: { items: inItems, credits: inCredits } };
}

/** By name; `facts` are those that every document may have. */
export const dossierGoldens = ({
  holder,
  operator,
  note,
}: GoldenSpec['facts']): Readonly<Record<string, GoldenSpec>> => {
  const stated = {
    holder,
    operator,
    note,
    title: '一号资产池',
    kind: '应收账款资产池',
    number: 'ABS-2026-01',
    date: '2026-01-31',
  };
  const facts = { ...stated, rule: RULE, totals: made.totals } as GoldenSpec['facts'];
  const base = { kind: DOSSIER, facts, record: made.fields, pending: false, witnesses: OWN_WITNESS };
  return {
    dossier: {
      ...base,
      dossier: () => ({
        items: itemsOf(made),
        openings: openingsOf({ openings: [...OPENED, ...CREDITED], absences: MISSING.map(missing) }),
      }),
    },
    'dossier-withheld': { ...base, withheld: ['holder', 'totals', 'rule', 'holderId'] },
    'dossier-sample': {
      ...base,
      dossier: (leaf) => {
        const drawn = drawSample(SIZE, COUNT, { leaf, seed: SEED }, nobleCrypto).map((index) => openingAt(made, index));
        return {
          openings: openingsOf({
            openings: drawn,
            absences: [missing(MISSING[0])],
            sample: { seed: SEED, size: SIZE },
          }),
        };
      },
    },
    'dossier-without-credits': {
      ...base,
      record: dossierOf(7).fields,
      facts: { ...stated, totals: dossierOf(7).totals } as GoldenSpec['facts'],
    },
    'nothing-stated-of-a-dossier': { ...base, facts: {} },
  };
};
