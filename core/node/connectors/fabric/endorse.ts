/**
 * Endorsement by all organisations of the policy, as far as they answer alike. One that is away is left out when the others
 * suffice; one that is a block behind is asked again before its word counts, because right after a commit it calls a good
 * proof stale, or a fork. Only so many as the policy needs refuse for good.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { GatewayError } from '@hyperledger/fabric-gateway';
import type { Policy } from '../../../anchors/fabric/epochs.ts';
import { NotaryError } from '../../../errors.ts';
import { type ChaincodeRefusal, isMismatch, type Said, whatWasSaid } from './answers.ts';
import type { ChaincodeCall, EndorsedCall } from './gateway.ts';
import type { FabricNetwork } from './network.ts';

/** How an endorsement is asked for. */
export interface Asking {
  readonly policy: Policy;
  /** How long endorsers that are behind are waited for, in milliseconds. */
  readonly patience: number;
}

/** What came of it: endorsed, or what enough organisations refuse it for. */
export type Outcome =
  | { readonly endorsed: EndorsedCall }
  | { readonly refusal: ChaincodeRefusal; readonly text: string };

const POLL = 150;

/** Refusals of an endorser that may only be a block behind. */
const MAY_LAG: ReadonlySet<ChaincodeRefusal> = new Set<ChaincodeRefusal>(['STALE', 'FORK', 'NOT_FOUND', 'UNKNOWN_LOG']);

/**
 * Asks all organisations of the policy; `makeCall` makes what is asked anew each time. Throws `anchor-unavailable` when too few
 * answer, or do not agree where the log stands, with `reason` `fabric-clock` when that is because of this computer's clock.
 */
export async function endorseByAll(
  network: FabricNetwork,
  makeCall: () => Promise<ChaincodeCall>,
  asking: Asking,
): Promise<Outcome> {
  const until = performance.now() + asking.patience;
  let asked = asking.policy.of;
  for (;;) {
    const failure = await attempt(network, await makeCall(), asked);
    if (!(failure instanceof GatewayError)) return { endorsed: failure };
    const said = whatWasSaid(failure, asked);
    const refusal = refusedBy(said, asking.policy.need);
    if (refusal && !(MAY_LAG.has(refusal.refusal) && isDivided(said, asked))) return settled(refusal);
    if (mayChange(failure, said) && performance.now() < until) {
      await sleep(POLL);
      continue;
    }
    if (refusal) return settled(refusal);
    asked = without(asked, said, asking.policy, failure);
  }
}

async function attempt(
  network: FabricNetwork,
  call: ChaincodeCall,
  asked: readonly string[],
): Promise<EndorsedCall | GatewayError> {
  try {
    return await network.first(
      (peer) => peer.endorse(call, asked),
      (error) => whatWasSaid(error, asked).length > 0 || isMismatch(error),
    );
  } catch (error) {
    if (error instanceof GatewayError) return error;
    throw error;
  }
}

interface Refused {
  readonly refusal: ChaincodeRefusal;
  readonly text: string;
}

/** What at least `need` organisations refuse it for. */
function refusedBy(said: readonly Said[], need: number): Refused | null {
  for (const { refusal, text } of said) {
    if (refusal === null || refusal === 'TIME_WINDOW') continue;
    const voices = new Set(said.filter((one) => one.refusal === refusal).map(({ mspId }) => mspId));
    if (voices.size >= need) return { refusal, text };
  }
  return null;
}

/** Whether some of those who were asked say something else, or nothing. */
function isDivided(said: readonly Said[], asked: readonly string[]): boolean {
  return asked.some((mspId) => !said.some((one) => one.mspId === mspId && one.refusal === said[0]?.refusal));
}

function settled({ refusal, text }: Refused): Outcome {
  if (refusal === 'STALE') throw new NotaryError('anchor-unavailable', text);
  return { refusal, text };
}

/** Whether asking once more may end otherwise: only organisations that are behind refused it. */
function mayChange(failure: GatewayError, said: readonly Said[]): boolean {
  if (isMismatch(failure)) return true;
  return said.length > 0 && said.every(({ refusal }) => refusal !== null && MAY_LAG.has(refusal));
}

/** Those who did not fail, if they are enough. */
function without(
  asked: readonly string[],
  said: readonly Said[],
  { need }: Policy,
  failure: GatewayError,
): readonly string[] {
  const failed = new Set(said.map(({ mspId }) => mspId));
  const rest = asked.filter((mspId) => !failed.has(mspId));
  if (rest.length >= need && rest.length < asked.length) return rest;
  const isClock = said.some((one) => one.isClock);
  const why = said.map(({ mspId, text }) => `${mspId}: ${text}`).join('; ') || failure.message;
  throw new NotaryError('anchor-unavailable', why, isClock ? { reason: 'fabric-clock' } : {}, failure);
}
