/**
 * One certificate with three chains and two witnesses, under bundles that ask for any M of the chains and any K of the
 * witnesses: every combination of what is there, against a model that only counts.
 */
import { describe, expect, it } from 'vitest';
import { cometbftAnchor } from '../../core/anchors/cometbft/evidence.ts';
import { epochJson as channelEpoch } from '../../core/anchors/fabric/epochs.ts';
import { fabricAnchor } from '../../core/anchors/fabric/evidence.ts';
import { ANCHOR_KINDS } from '../../core/anchors/index.ts';
import { toBase58 } from '../../core/anchors/jdchain/base58.ts';
import { jdchainAnchor } from '../../core/anchors/jdchain/evidence.ts';
import { membersJson } from '../../core/anchors/jdchain/members.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { fromUtf8 } from '../../core/formats/bytes.ts';
import { parseCheckpointText } from '../../core/formats/checkpoint.ts';
import { type Anchor, parseEvidenceSet } from '../../core/formats/evidence.ts';
import { noteBytes } from '../../core/formats/note.ts';
import type { TrustBundle } from '../../core/formats/trust.ts';
import { checkCheckpoint } from '../../core/verification/checkpoint-checks.ts';
import { judge } from '../../core/verification/judge.ts';
import type { Report } from '../../core/verification/report.ts';
import { wordsFor } from '../../core/words/words.ts';
import { CHANNEL, epoch as channel, networkEvidence } from '../anchor/fabric/support/network.ts';
import { jdEvidence, LEDGERS, MEMBERS } from '../anchor/jdchain/support/ledger.ts';
import { ALONE, block, chainBundle, NOTE } from './support/anchored.ts';
import { accept, bank, court, makeEvidence, SIGNED_AT } from './support/evidence.ts';
import { verdictOf } from './support/verifying.ts';

const LEDGER = toBase58(LEDGERS.SHA256);
const { origin, size } = parseCheckpointText(NOTE.text);

/** Each chain with its anchor of the same checkpoint. */
const ANCHORS: readonly Anchor[] = [
  cometbftAnchor(block()),
  jdchainAnchor(jdEvidence(NOTE)),
  fabricAnchor(networkEvidence({ origin, size, note: fromUtf8(noteBytes(NOTE)) })),
];
const WITNESSES = [
  { signer: bank, seconds: SIGNED_AT + 60 },
  { signer: court, seconds: SIGNED_AT },
] as const;

const [consortium] = chainBundle().chains as [TrustBundle['chains'][0]];
const CHAINS = [
  consortium,
  { kind: 'jdchain', id: LEDGER, demo: false, epochs: membersJson(MEMBERS) },
  { kind: 'fabric', id: CHANNEL, demo: false, epochs: [channelEpoch(channel())] },
];
/** The third witness of the sample bundle is the issuer's own. */
const NAMES = [...CHAINS.map(({ id }) => id), '浦江银行', '互联网法院'];

const asking = (chains: number, witnesses: number) =>
  chainBundle([], { chains: CHAINS, policy: { chains, witnesses } });

/** Which of the five are in a certificate. */
type Present = readonly boolean[];
const PRESENT: readonly Present[] = Array.from({ length: 32 }, (_, bits) =>
  NAMES.map((_name, i) => (bits & (1 << i)) !== 0),
);

const files = new Map(
  PRESENT.map((present) => [
    present,
    makeEvidence({
      ...ALONE,
      anchors: ANCHORS.filter((_, i) => present[i]),
      cosigners: WITNESSES.filter((_, i) => present[ANCHORS.length + i]),
    }),
  ]),
);
const filesOf = (present: Present) => files.get(present) ?? expect.fail();
const reportOn = (present: Present, bundle: TrustBundle) => verdictOf(filesOf(present), { trust: [accept(bundle)] });

/** What holds of each by itself, which no bundle changes: found once. */
const held = new Map(
  PRESENT.map((present) => {
    const set = parseEvidenceSet(filesOf(present), nobleCrypto);
    const rules = { trust: [], acceptDemo: false, anchorKinds: ANCHOR_KINDS, crypto: nobleCrypto };
    const { lines, anchors } = checkCheckpoint(set, rules);
    return [present, { proof: set.proof, lines, anchors: anchors.value ?? [], pending: null }];
  }),
);
const judgedBy = (present: Present, bundle: TrustBundle) =>
  judge(held.get(present) ?? expect.fail(), { trust: [accept(bundle)] }, nobleCrypto);

const count = (all: readonly boolean[]) => all.filter(Boolean).length;
const ALL = PRESENT[31] as Present;

/** The times that each alone gives, in milliseconds; null for one that states none. */
const TIMES = NAMES.map((_, i) => {
  const alone = PRESENT[1 << i] as Present;
  const { provenTime } = reportOn(alone, i < ANCHORS.length ? asking(1, 0) : asking(0, 1));
  return provenTime === null ? null : Date.parse(provenTime);
});

/** The k-th smallest of those that are there. */
function kth(times: readonly (number | null)[], k: number): number | null {
  const sorted = times.filter((time) => time !== null).sort((a, b) => a - b);
  return k === 0 ? null : (sorted[k - 1] ?? null);
}

describe('any M of three chains and any K of two witnesses', () => {
  const POLICIES = [0, 1, 2, 3].flatMap((chains) => [0, 1, 2].map((witnesses) => [chains, witnesses] as const));

  it.each(POLICIES)('%i chains and %i witnesses: proven exactly where so many are there', (chains, witnesses) => {
    const bundle = asking(chains, witnesses);
    for (const present of PRESENT) {
      const [there, signed] = [present.slice(0, 3), present.slice(3)];
      const isMet = chains + witnesses > 0 && count(there) >= chains && count(signed) >= witnesses;
      const { met, time, policy } = judgedBy(present, bundle);
      expect(met, `${present}`).toBe(isMet);
      const of = (from: number, to: number) => TIMES.slice(from, to).filter((_, i) => present[from + i]);
      const times = [kth(of(0, 3), chains), kth(of(3, 5), witnesses)].filter((time) => time !== null);
      if (isMet) expect(time).toBe(times.length === 0 ? null : new Date(Math.max(...times)).toISOString());
      expect(policy).toMatchObject({
        chains: { have: count(there), need: chains, all: 3 },
        witnesses: { have: count(signed), need: witnesses, all: 2 },
      });
    }
  });
});

describe('any one of three chains', () => {
  const bundle = asking(1, 0);

  it('stands with each taken away in turn, and with all of the others', () => {
    for (const i of [0, 1, 2]) {
      const without = PRESENT[31 - (1 << i)] as Present;
      expect(reportOn(without, bundle).verdict).toBe('proven');
      expect(reportOn(PRESENT[1 << i] as Present, bundle).verdict).toBe('proven');
    }
  });

  it('does not stand with all taken away, however many witnesses there are', () => {
    expect(reportOn(PRESENT[0b11000] as Present, bundle).verdict).toBe('self-attested');
  });

  it('of which one was altered is tampered, and never carried by the others', () => {
    const [first, ...others] = ANCHORS as [Anchor, ...Anchor[]];
    const wrong = JSON.parse(JSON.stringify(first).replace(/"height":\d+/, '"height":1')) as Anchor;
    const altered = makeEvidence({ ...ALONE, anchors: [wrong, ...others] });
    expect(JSON.stringify(wrong)).not.toBe(JSON.stringify(first));
    expect(verdictOf(altered, { trust: [accept(bundle)] }).verdict).toBe('tampered');
  });
});

/** What is said of a report, in one text. */
function said(report: Report, language: 'zh' | 'en') {
  const words = wordsFor(language);
  const policy = words.policy(report, 0) ?? expect.fail();
  const { sentence } = words.verdict(report, { offsetMinutes: 0, now: 0 });
  return { ...policy, sentence, missing: policy.lines.filter(({ text }) => /^(Not in this|本证书中没有)/.test(text)) };
}

describe('the words', () => {
  it.each(['zh', 'en'] as const)('in %s name exactly those who stand and those who do not', (language) => {
    for (const present of PRESENT) {
      const { lines, missing } = said(reportOn(present, asking(2, 1)), language);
      const counted = lines.filter(({ counts }) => counts).map(({ text }) => text);
      expect(counted).toHaveLength(count(present));
      for (const [i, name] of NAMES.entries()) {
        expect(counted.some((text) => text.includes(`“${name}”`))).toBe(present[i]);
        expect(missing.some(({ text }) => text.includes(`“${name}”`))).toBe(!present[i]);
      }
    }
  });

  it('say the times, that a channel states none, and what is needed', () => {
    const { lines, needed, found } = said(reportOn(ALL, asking(2, 1)), 'en');
    expect(needed).toBe(
      'A certificate is “proven” if any 2 of these 3 chains confirmed it and any 1 of these 2 witnesses signed it.',
    );
    expect(found).toBe('Found: 3 of 2 chains needed, 2 of 1 witness needed.');
    expect(lines.map(({ text }) => text)).toEqual([
      `Counts: chain “${consortium.id}”, 2026-09-21 14:13:28 (UTC)`,
      expect.stringMatching(`^Counts: chain “${LEDGER}”, 2026-`),
      `Counts: chain “${CHANNEL}”, states no time`,
      'Counts: witness “浦江银行”, 2026-11-24 00:01:00 (UTC)',
      'Counts: witness “互联网法院”, 2026-11-24 00:00:00 (UTC)',
      expect.stringContaining('Not in this certificate: witness'),
    ]);
  });

  it('of too few say how many of which there are, and never that a chain’s own members are too few', () => {
    const one = reportOn(PRESENT[0b00001] as Present, asking(2, 1));
    expect(said(one, 'en').sentence).toContain('(1 of 2 chains needed, 0 of 1 witness needed)');
    expect(said(one, 'zh').sentence).toContain('链需 2 条，已有 1 条；见证方需 1 个，已有 0 个');
    expect(said(reportOn(PRESENT[0] as Present, asking(2, 1)), 'en').sentence).toContain('only the issuer says so');
  });

  it('are none where one voice of one sort says it all', () => {
    expect(wordsFor('en').policy(reportOn(ALL, asking(0, 1)), 0)).toBeNull();
    expect(wordsFor('en').policy(reportOn(ALL, chainBundle()), 0)).toBeNull();
  });
});

describe('how a chain stands', () => {
  const stateOf = (bundle: TrustBundle, anchors = ANCHORS.slice(0, 1)) =>
    verdictOf(makeEvidence({ ...ALONE, anchors }), { trust: [accept(bundle)] }).policy?.parts[0]?.state;
  const short = cometbftAnchor(block({ voters: [0, 1, 2] }));
  const named = (changes: Partial<TrustBundle['chains'][0]>) => ({
    ...asking(1, 0),
    chains: [{ ...consortium, ...changes }, ...CHAINS.slice(1)],
  });

  it('is told by itself: a test network, too few of its members, the best of several anchors', () => {
    expect(stateOf(asking(1, 0))).toBe('stands');
    expect(stateOf(named({ demo: true }))).toBe('test-network');
    expect(stateOf(named({ epochs: chainBundle([], {}).chains[0]?.epochs ?? [] }), [])).toBe('missing');
    const strangers = JSON.parse(
      JSON.stringify(consortium.epochs).replaceAll('"power":1', '"power":9'),
    ) as typeof consortium.epochs;
    expect(stateOf(named({ epochs: strangers }))).toBe('short');
    expect(stateOf(asking(1, 0), [short, ...ANCHORS.slice(0, 1)])).toBe('stands');
  });

  it("of the issuer's own witness is said to be in its hands", () => {
    const own = makeEvidence();
    const { policy } = verdictOf(own, { trust: [accept(asking(1, 1))] });
    expect(policy?.parts.map(({ state }) => state)).toEqual([...Array(5).fill('missing'), 'own']);
  });
});
