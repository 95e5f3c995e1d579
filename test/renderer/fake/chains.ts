/** A played consortium: four members, one of whom does not answer. */
import type { TrustBundle } from '../../../core/formats/trust.ts';
import type { ChainCandidate, ChainConfirmation, ChainEntry, ChainHealth } from '../../../electron/api.ts';
import { coded, hexOf } from './sample.ts';

const MEMBERS = ['第一见证公司', 'Second Witness Ltd', '第三见证银行', 'Fourth Audit LLP'];
const members = MEMBERS.map((organisation, i) => ({ organisation, url: `https://10.0.0.${i + 1}:26657` }));

const rows: ChainEntry['rows'] = [
  { label: { zh: '链（CometBFT）', en: 'Chain (CometBFT)' }, value: 'demo-notary-1', form: 'code' },
];

export function chainCandidate(bundle: TrustBundle, fingerprint: string): ChainCandidate {
  const title = { zh: '联盟', en: 'consortium' };
  return { name: 'demo-notary-1', title, demo: true, bundle, ...coded(fingerprint), rows, members };
}

export function chainOf(candidate: ChainCandidate, compared: boolean): ChainEntry {
  const { name, demo, bundle, fingerprint } = candidate;
  const known = { name, kind: 'cometbft', id: name, consortium: bundle.name };
  const last = { size: 128, time: '2026-11-22T06:03:09.000Z' };
  const state = { compared, enabled: true, required: true, added: '2026-11-20T02:00:00.000Z', problem: null };
  return { ...known, demo, fingerprint, rows, members, quorum: { need: 3, all: 4 }, last, ...state };
}

export function chainHealth(): readonly ChainHealth[] {
  return members.map((member, i) => ({
    ...member,
    reachable: i < 3,
    height: i < 3 ? 1204 : null,
    delay: i < 3 ? 8 + i : null,
  }));
}

/** What three of the four signed. */
export function chainConfirmation(): ChainConfirmation {
  return {
    kind: 'cometbft',
    shows: 'block',
    consortium: '长三角存证联盟',
    demo: true,
    chain: 'demo-notary-1',
    height: 1204,
    block: hexOf(71),
    transaction: hexOf(72),
    time: '2026-11-22T06:03:09.000Z',
    signers: MEMBERS.slice(0, 3).map((name, i) => ({
      fingerprint: hexOf(80 + i),
      name,
      time: '2026-11-22T06:03:09.000Z',
    })),
    members: 4,
    registeredAs: null,
    quorum: { have: 3, need: 3, all: 4 },
  };
}
