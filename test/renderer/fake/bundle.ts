/** A trust bundle that is put together on the played desk: a consortium, a ledger, two witnesses. */
import type { TrustEntry } from '../../../electron/api.ts';
import type { BundlePlan, BundleSource, BundleWish } from '../../../electron/trust-api.ts';
import { coded, hexOf, sampleBundle } from './sample.ts';

type Row = BundlePlan['rows'][number];

const row = (as: Row['as'], organisation: string, seed: number, chain: string | null, from: string): Row => ({
  as,
  organisation,
  controller: organisation === '浦江银行' ? '浦江金融控股' : organisation,
  chain,
  vkey: null,
  is: chain === 'trade-channel' ? 'certificate' : 'key',
  fingerprint: hexOf(seed),
  sources: [from],
});

/** What is in files of the played disk. */
const FILES: Readonly<
  Record<string, { readonly is: 'bundle' | 'connection' | 'keys'; readonly rows: readonly Row[] }>
> = {
  'court.consortium.json': {
    is: 'connection',
    rows: [
      row('log', '上海长风供应链管理有限公司', 61, null, 'court.consortium.json'),
      ...['互联网法院', '浦江银行', '华东公证处', 'Harbour Logistics Ltd'].map((name, i) =>
        row('member', name, 62 + i, 'notary-1', 'court.consortium.json'),
      ),
    ],
  },
  'trade.trust.json': {
    is: 'bundle',
    rows: ['Alpha Trading Ltd', 'Beta Shipping Ltd'].map((name, i) =>
      row('member', name, 70 + i, 'trade-channel', 'trade.trust.json'),
    ),
  },
  'witnesses.txt': {
    is: 'keys',
    rows: ['archive.example', 'exchange.example'].map((name, i) => row('witness', name, 80 + i, null, 'witnesses.txt')),
  },
};

const fault = (reason: string, details: Readonly<Record<string, string | number>> = {}) =>
  ({ code: 'bad-input', message: `played: ${reason}`, details: { reason, ...details } }) as const;

function rowsOf(source: BundleSource, accepted: readonly TrustEntry[]): readonly Row[] {
  if (source.from === 'file') return FILES[source.path.split('/').pop() ?? '']?.rows ?? [];
  const entry = accepted.find(({ fingerprint }) => fingerprint === source.fingerprint);
  if (!entry) return [];
  const { name, bundle } = entry;
  const named = [
    ...bundle.logs.map(({ organisation }) => ['log', organisation] as const),
    ...bundle.witnesses.map(({ organisation }) => ['witness', organisation] as const),
  ];
  return named.map(([as, organisation], i) => row(as, organisation, 90 + i, null, name));
}

function seenOf(source: BundleSource, accepted: readonly TrustEntry[]): BundlePlan['sources'][number] {
  if (source.from === 'accepted') {
    const entry = accepted.find(({ fingerprint }) => fingerprint === source.fingerprint);
    return { name: entry?.name ?? '', is: 'accepted', error: null };
  }
  const name = source.path.split('/').pop() ?? '';
  const known = FILES[name];
  if (known) return { name, is: known.is, error: null };
  return { name, is: null, error: { code: 'malformed', message: `played: ${name}`, details: { file: name } } };
}

/** Plays the plan of a wish: nothing of it is checked. The fourth source has another name for a key. */
export function playedPlan(wish: BundleWish, accepted: readonly TrustEntry[]): BundlePlan {
  const rows = wish.sources.flatMap((source) => rowsOf(source, accepted));
  const ids = [...new Set(rows.flatMap(({ chain }) => chain ?? []))];
  const reach = { chains: ids.length, witnesses: rows.filter(({ as }) => as === 'witness').length };
  const sources = wish.sources.map((source) => seenOf(source, accepted));
  const chains = ids.map((id) => ({ kind: id === 'notary-1' ? 'cometbft' : 'fabric', id, demo: false }));
  const plan = { sources, rows, chains, reach };
  const problem = problemOf(wish, reach, sources);
  if (problem) return { ...plan, made: null, problem };
  const bundle = { ...sampleBundle(wish.name, wish.name, []), policy: wish.policy };
  return { ...plan, made: { bundle, ...coded(hexOf(99)), short: [] }, problem: null };
}

function problemOf(
  { sources, name, policy, names }: BundleWish,
  reach: BundlePlan['reach'],
  seen: BundlePlan['sources'],
) {
  const unread = seen.find(({ error }) => error !== null);
  if (unread) return unread.error;
  if (sources.length > 3 && names === 'refuse')
    return fault('trust-two-names', {
      one: '浦江银行',
      two: 'Pujiang Bank',
      from: 'court.consortium.json',
      other: '本存证台',
    });
  if (name === '') return fault('trust-name');
  if (policy.chains + policy.witnesses === 0) return fault('trust-nothing-needed');
  if (policy.chains > reach.chains) return fault('trust-too-few-chains', { need: policy.chains, all: reach.chains });
  if (policy.witnesses > reach.witnesses)
    return fault('trust-too-few-witnesses', { need: policy.witnesses, all: reach.witnesses });
  return null;
}
