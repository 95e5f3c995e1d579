/**
 * Asks the members' witnesses to state that they saw a transaction committed on their own node. All are asked at once; what
 * they sign is the same text, made here, so a witness that saw something else cannot sign it.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Observation, observationText } from '../../../anchors/jdchain/observation.ts';
import type { Crypto } from '../../../crypto.ts';
import { errorCode, NotaryError } from '../../../errors.ts';
import { utf8 } from '../../../formats/bytes.ts';
import { parseDecimal } from '../../../formats/checkpoint.ts';
import type { SignatureLine, VerifierKey } from '../../../formats/note.ts';
import type { AnchorRequest } from '../../../ports.ts';
import {
  OBSERVE,
  OBSERVE_LIMITS,
  OBSERVE_TYPE,
  observeRequestBytes,
  parseRefusal,
  REFUSALS,
  type Refusal,
  statedLine,
} from '../../jdchain/witness-protocol.ts';
import { HttpFailure, request as httpRequest } from '../../network/http.ts';

/** A member's witness. */
export interface MemberWitness {
  readonly organisation: string;
  /** Prefix of its address, without a slash at the end. */
  readonly url: string;
  readonly ca: string | null;
  readonly key: VerifierKey;
}

/** What one witness did. */
export type Statement = { readonly witness: MemberWitness } & (
  | { readonly line: SignatureLine }
  /** Why it states nothing. `refusal` is its own word for it, null where it did not answer one. */
  | { readonly line: null; readonly refusal: Refusal | null; readonly why: string }
);

/** What is asked for. */
export interface StatementRequest {
  readonly seen: Observation;
  readonly request: AnchorRequest;
  /** Milliseconds for one answer. */
  readonly timeout: number;
  /** Statements that are enough. */
  readonly need: number;
  /** The size that a witness stated last, as far as this process knows. */
  known(witness: MemberWitness): number;
}

/** Attempts with another size: it changes only while the same desk asks twice at once. */
const ATTEMPTS = 3;

/** How long those who have not answered are waited for once enough have, in milliseconds. */
const GRACE = 1000;

/** Asks all witnesses, in their order. Once enough have stated it, the others have a moment. Throws only defects. */
export async function askWitnesses(
  witnesses: readonly MemberWitness[],
  asked: StatementRequest,
  crypto: Crypto,
): Promise<readonly Statement[]> {
  const statements = new Map<MemberWitness, Statement>();
  let resolve = () => {};
  const enough = new Promise<void>((done) => {
    resolve = done;
  });
  const all = Promise.all(
    witnesses.map(async (witness) => {
      statements.set(witness, await askWitness(witness, asked, crypto));
      if ([...statements.values()].filter(({ line }) => line).length >= asked.need) resolve();
    }),
  );
  const grace = new AbortController();
  await Promise.race([all, enough.then(() => sleep(GRACE, undefined, { signal: grace.signal }))]).finally(() =>
    grace.abort(),
  );
  return witnesses.map(
    (witness) => statements.get(witness) ?? { witness, line: null, refusal: null, why: 'has not answered yet' },
  );
}

async function askWitness(witness: MemberWitness, asked: StatementRequest, crypto: Crypto): Promise<Statement> {
  const silent = (why: string, refusal: Refusal | null = null): Statement => ({ witness, line: null, refusal, why });
  let old = asked.known(witness);
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await post(witness, bodyOf(asked, old), asked.timeout);
      if (answer.status === 200)
        return { witness, line: statedLine(answer.body, observationText(asked.seen), witness.key, crypto) };
      const refusal = parseRefusal(answer.status, answer.body);
      if (!refusal) return silent(`HTTP ${answer.status}`);
      if (REFUSALS[refusal.reason].desk !== 'ask-otherwise' || attempt === ATTEMPTS)
        return silent(refusal.why, refusal);
      old = parseDecimal(refusal.detail ?? '', 'size');
      if (old > asked.request.checkpoint.size) return silent(`it knows ${old} leaves of this log`, refusal);
    } catch (error) {
      if (error instanceof HttpFailure || errorCode(error) !== 'internal') return silent((error as Error).message);
      throw error;
    }
  }
}

function bodyOf({ seen, request }: StatementRequest, old: number): Uint8Array {
  const { ledger, height, block, transaction } = seen;
  const { size } = request.checkpoint;
  const proof = old === 0 || old === size ? [] : request.consistency(old);
  const note = { text: request.note.text, signatures: request.note.signatures.slice(0, 1) };
  return observeRequestBytes({ ledger, height, block, transaction, old, proof, note });
}

function post({ url, ca }: MemberWitness, body: Uint8Array, timeout: number) {
  return httpRequest({
    url: new URL(`${url}/${OBSERVE}`),
    method: 'POST',
    headers: { 'content-type': OBSERVE_TYPE },
    body,
    ca,
    timeout,
    most: OBSERVE_LIMITS.answer,
  });
}

/** A witness that refuses because of the log itself: the error that stops the desk. Null when none does. */
export function refusalOfLog(statements: readonly Statement[]): NotaryError | null {
  for (const one of statements) {
    if (one.line !== null || !one.refusal) continue;
    const { organisation } = one.witness;
    const { reason } = one.refusal;
    if (reason === 'log-fork' || reason === 'not-grown')
      return new NotaryError('anchor-refused', `${organisation}: ${one.why}`, { reason: 'fork' });
    if (reason === 'other-size')
      return new NotaryError('anchor-refused', `${organisation}: ${one.why}`, { reason: 'behind' });
  }
  return null;
}

/** Who states nothing, and why, for people. */
export function silentText(statements: readonly Statement[]): string {
  return statements.flatMap((one) => (one.line === null ? [`${one.witness.organisation}: ${one.why}`] : [])).join('; ');
}

/** Which witnesses answer at all: to what is no request they say so, and change nothing. By organisation. */
export async function silentWitnesses(
  witnesses: readonly MemberWitness[],
  timeout: number,
): Promise<readonly string[]> {
  const silent = await Promise.all(
    witnesses.map(async (witness) => {
      const answer = await post(witness, NO_REQUEST, timeout).catch((error: unknown) => {
        if (!(error instanceof HttpFailure)) throw error;
        return null;
      });
      const isWitness = answer !== null && parseRefusal(answer.status, answer.body) !== null;
      return isWitness ? [] : [witness.organisation];
    }),
  );
  return silent.flat();
}

const NO_REQUEST = utf8('test\n');
