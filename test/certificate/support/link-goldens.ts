/** Golden certificates of records that refer to others: as everything that they may be, and in another version. */
import type { GoldenSpec } from '../../../core/certificate/golden.ts';
import { LINK_RELS } from '../../../core/records/links.ts';
import { INVOICE } from '../../../core/records/profiles/index.ts';

/** The log of golden certificates. */
const LOG = 'desk/944d884153eea44a5fc481e3e5778281f1f4e5078d33deed32303836dde9b4f0';

const leaf = (i: number) => (i + 17).toString(16).padStart(2, '0').repeat(32);
const link = (rel: string, i: number, basis: string) => ({ rel, origin: `desk/${leaf(i)}`, leaf: leaf(i), basis });

/** By name; `facts` are those that every document may have. */
export const linkGoldens = (facts: GoldenSpec['facts']): Readonly<Record<string, GoldenSpec>> => ({
  linked: {
    facts: { ...facts, links: { v: 1, refs: LINK_RELS.map((rel, i) => link(rel, i, 'typed')) } },
    pending: false,
  },
  'linked-invoice': {
    kind: INVOICE,
    facts: {
      ...facts,
      seller: '示例科技（北京）有限公司',
      links: { v: 1, refs: [{ ...link('order', 3, 'xml:BT-13'), origin: LOG }] },
    },
    pending: false,
  },
  'linked-later': { facts: { ...facts, links: { v: 2, all: [] } }, pending: false },
});
