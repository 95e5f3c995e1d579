/** Records and a trust bundle that look like a real desk's, the same every time. */

import { checkCode, compareTyped } from '../../../core/formats/check-code.ts';
import type { TrustBundle } from '../../../core/formats/trust.ts';
import { allFacts, type Facts } from '../../../core/records/facts.ts';
import { standingOf } from '../../../core/records/standing.ts';
import type { DeskStatus, Holder, RecordRow, RecordState } from '../../../electron/api.ts';

export const HOLDER: Holder = { name: '杭州示例贸易有限公司', creditCode: '91330100MA2EXAMPLE', operator: '王小明' };

export const sampleMemory: DeskStatus['memory'] = {
  state: 'kept',
  file: '/home/wang/.local/state/Notary Desk/Signed/1.json',
  since: '2026-11-01T06:03:07.000Z',
  newest: null,
};

/** A hex digest for a number: no digest of anything, only as long as one and different for every number. */
export function hexOf(seed: number): string {
  let state = (seed + 1) >>> 0;
  let out = '';
  while (out.length < 64) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    out += state.toString(16).padStart(8, '0');
  }
  return out;
}

export function idOf(seed: number): string {
  const hex = hexOf(seed);
  return `0199${hex.slice(0, 4)}-${hex.slice(4, 8)}-7${hex.slice(9, 12)}-a${hex.slice(13, 16)}-${hex.slice(16, 28)}`;
}

const stated: readonly Partial<Facts>[] = [
  {
    fileName: '采购合同-2026-0117.pdf',
    title: '办公设备采购合同',
    kind: 'contract',
    number: 'HT-2026-0117',
    parties: ['杭州示例贸易有限公司', '上海样本科技股份有限公司'],
    date: '2026-11-03',
    money: { amount: '128000.00', currency: 'CNY' },
    pages: 12,
  },
  {
    fileName: 'invoice-4711.xml',
    title: 'Invoice 4711',
    kind: 'invoice',
    number: '4711',
    parties: ['Muster Maschinenbau GmbH & Co. KG'],
    date: '2026-10-30',
    money: { amount: '18450.5', currency: 'EUR' },
  },
  {
    fileName: '电子发票_26332000000012345678.pdf',
    kind: 'invoice',
    number: '26332000000012345678',
    date: '2026-11-12',
  },
  { fileName: 'IMG_20261118_093215.jpg', title: '仓单扫描件', kind: 'scan', pages: 1 },
  {
    fileName:
      'A very long file name that nobody should have chosen but somebody always does, final version (3) signed.docx',
    kind: 'other',
  },
  { fileName: '十月对账单.xlsx', title: '2026年10月对账单', kind: 'statement', date: '2026-10-31' },
];

const states: readonly RecordState[] = ['anchored', 'anchored', 'anchored', 'sealed', 'withdrawn', 'anchored'];

const members = ['第一律师事务所', '公证处', '商会', '鉴定中心'];
/** As after the chain has confirmed what is anchored. */
export const sampleStanding = (state: RecordState) =>
  standingOf(
    state,
    true,
    state === 'anchored' ? [{ name: '示范联盟', demo: false, signed: 4, of: 4, signers: members }] : [],
  );

/** Record number `seq` (from 1), taken in one minute after the one before. */
export function sampleRow(seq: number, state?: RecordState): RecordRow {
  const pattern = stated[seq % stated.length] ?? {};
  const facts = { holder: HOLDER.name, holderId: HOLDER.creditCode, operator: HOLDER.operator, ...pattern };
  const reached = state ?? states[seq % states.length] ?? 'anchored';
  return {
    id: idOf(seq),
    seq,
    kind: 'document',
    state: reached,
    confirmed: false,
    held: false,
    time: new Date(Date.UTC(2026, 10, 20, 1, 0, 0) + seq * 60_000).toISOString(),
    size: 2_000 + ((seq * 7919) % 9_000_000),
    sha256: hexOf(seq),
    facts: allFacts({ ...facts, software: 'Notary Desk 0.1.0' }),
    damaged: false,
    supersedes: null,
    superseded: seq % 7 === 2,
    certified: seq % 3 === 0 && (reached === 'sealed' || reached === 'anchored'),
    provisional: false,
    standing: sampleStanding(reached),
  };
}

const vkey = (name: string) => `${name}+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k`;

export function sampleBundle(name: string, organisation: string, witnesses: readonly string[]): TrustBundle {
  const origin = `desk/${hexOf(name.length)}`;
  return {
    v: 1,
    name,
    logs: [{ origin, controller: origin, organisation, keys: [{ vkey: vkey(origin), from: 0, to: null }] }],
    witnesses: witnesses.map((witness) => ({ vkey: vkey(witness), controller: witness, organisation: witness })),
    chains: [],
    policy: { witnesses: witnesses.length === 0 ? 1 : Math.ceil(witnesses.length / 2), chains: 0 },
  };
}

/** A fingerprint with its check code. */
export const coded = (fingerprint: string) => ({ fingerprint, code: checkCode(fingerprint) });

/** Whether something was typed that is neither the code nor the fingerprint. */
export const differs = (typed: string | null, fingerprint: string) =>
  typed !== null && compareTyped(typed, checkCode(fingerprint), fingerprint).state !== 'same';
