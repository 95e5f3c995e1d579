/** How each chain and witness of a bundle stands in one certificate. */
import type { TrustedChain, TrustedWitness } from '../formats/trusted.ts';
import type { PolicyPart } from './policy-report.ts';

/** One anchor as it was judged by a chain of the bundle. */
export interface JudgedAnchor {
  readonly chain: TrustedChain;
  /** Enough members signed. */
  readonly met: boolean;
  /** It counts by its kind. */
  readonly isOfChain: boolean;
  /** It counts towards the policy. */
  readonly counts: boolean;
  readonly time: string | null;
}

/** From best to worst: of several anchors of one chain the best is told. */
const CHAIN_STATES = ['stands', 'test-network', 'no-chain', 'short'] as const;

function stateOf({ met, isOfChain, counts }: JudgedAnchor): (typeof CHAIN_STATES)[number] {
  if (counts) return 'stands';
  if (!met) return 'short';
  return isOfChain ? 'test-network' : 'no-chain';
}

const first = (times: readonly (string | null)[]): string | null =>
  times.flatMap((time) => time ?? []).sort((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null;

/** The chains of a bundle. */
export function chainParts(chains: readonly TrustedChain[], judged: readonly JudgedAnchor[]): readonly PolicyPart[] {
  return chains.map((chain) => {
    const own = judged.filter((one) => one.chain === chain).map((one) => ({ state: stateOf(one), time: one.time }));
    const state = CHAIN_STATES.find((name) => own.some((one) => one.state === name)) ?? 'missing';
    const time = first(own.filter((one) => one.state === state).map((one) => one.time));
    return { as: 'chain', name: chain.id, kind: chain.kind, state, time };
  });
}

/** What a witness of the bundle signed. */
export interface SignedWitness {
  readonly witness: TrustedWitness;
  readonly counts: boolean;
  readonly time: string | null;
}

/** The witnesses of a bundle. */
export function witnessParts(
  witnesses: readonly TrustedWitness[],
  signed: readonly SignedWitness[],
): readonly PolicyPart[] {
  return witnesses.map((witness) => {
    const own = signed.filter((one) => one.witness === witness);
    const state = own.length === 0 ? 'missing' : own.some(({ counts }) => counts) ? 'stands' : 'own';
    return { as: 'witness', name: witness.organisation, kind: null, state, time: first(own.map(({ time }) => time)) };
  });
}
