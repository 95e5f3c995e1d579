/**
 * Finds the base of the next transaction: the last checkpoint of a log that the members accepted. A member may lie, or
 * lag behind after a restart, so all are asked, and a base or a refusal counts only when enough members give the same
 * answer.
 */

import type { Crypto } from '../../../crypto.ts';
import { NotaryError } from '../../../errors.ts';
import { equal } from '../../../formats/bytes.ts';
import { verifyConsistency } from '../../../log/merkle.ts';
import type { AnchorRequest } from '../../../ports.ts';
import type { CodeName } from '../../cometbft/codes.ts';
import { askLatest, type Latest } from './application-answers.ts';
import type { Members } from './members.ts';

/** The log whose base is sought. */
export interface Log {
  readonly request: AnchorRequest;
  /** A size known to be accepted from verified evidence: a member that reports less lags behind. */
  readonly confirmed: number;
  readonly crypto: Crypto;
}

/** One member's answer: an accepted size that this log extends, or the reason for a refusal. */
type Said = { readonly size: number } | { readonly refusal: NotaryError };

/** A refusal to report; `reason` is the application's name for it. */
export function refusal(reason: CodeName, message: string): NotaryError {
  return new NotaryError('anchor-refused', message, { reason });
}

/**
 * Size of the latest accepted checkpoint. Throws `anchor-refused` when enough members refuse this log for the same
 * reason, `anchor-unavailable` when too few answer to know.
 */
export async function findBase(members: Members, log: Log): Promise<number> {
  const ask = async (rpc: Parameters<typeof askLatest>[0]) => {
    const latest = await askLatest(rpc, log.request.checkpoint.origin);
    if (!latest) throw new NotaryError('anchor-unavailable', `${rpc.endpoint.url}: the chain has not begun`);
    return judge(latest, log);
  };
  const { believable } = members;
  const said = await members.ask(ask, (answers) => baseOf(answers, log, believable) !== null);
  const base = baseOf(said, log, believable);
  if (base !== null) return base;
  const against = said.flatMap((one) => ('refusal' in one ? [one.refusal] : []));
  const told = commonRefusal(against, believable);
  if (told) throw told;
  // a base that may turn out to be stale is better than none: the job is then prepared again
  const guess = baseOf(said, log, 1);
  if (guess !== null) return guess;
  const why = against[0]?.message ?? 'those who answer are behind';
  throw new NotaryError('anchor-unavailable', `only ${said.length} members answered: ${why}`);
}

/** The largest size that enough members report. */
function baseOf(said: readonly Said[], { confirmed }: Log, count: number): number | null {
  const sizes = said.flatMap((one) => ('size' in one && one.size >= confirmed ? [one.size] : []));
  const named = sizes.filter((size) => sizes.filter((other) => other === size).length >= count);
  return named.length === 0 ? null : Math.max(...named);
}

/** The most frequent reason, if enough members give it. */
export function commonRefusal(refusals: readonly NotaryError[], count: number): NotaryError | null {
  const votes = (reason: unknown) => refusals.filter(({ details }) => details.reason === reason).length;
  const [first] = [...refusals].sort((a, b) => votes(b.details.reason) - votes(a.details.reason));
  return first && votes(first.details.reason) >= count ? first : null;
}

function judge(latest: Latest, { request, crypto }: Log): Said {
  const { size } = request.checkpoint;
  if (!latest.registered) return { refusal: refusal('unknown-log', 'the members have not registered this desk') };
  if (latest.size > size)
    return {
      refusal: refusal('behind', `the members accepted ${latest.size} records of this desk, its log has ${size}`),
    };
  if (extendsLatest(latest, request, crypto)) return { size: latest.size };
  const message = `the first ${latest.size} records of this log are not those that the members accepted`;
  return { refusal: refusal('fork', message) };
}

function extendsLatest(latest: Latest, { checkpoint, consistency }: AnchorRequest, crypto: Crypto): boolean {
  if (latest.size === checkpoint.size) return equal(latest.root, checkpoint.root);
  const proof = consistency(latest.size);
  return verifyConsistency(latest.size, checkpoint.size, latest.root, checkpoint.root, proof, crypto);
}
