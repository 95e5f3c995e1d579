/**
 * The connector of a JD Chain ledger: prepare → submit → confirm → evidence. A gateway only passes transactions on; what
 * became of them is asked by hash at the members' own nodes, and nothing is claimed before the offline verifier accepts the
 * statements of enough members' witnesses under the desk's own bundle. What is done when is decided in next.ts.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { toBase58 } from '../../../anchors/jdchain/base58.ts';
import { TRANSACTION_STATE } from '../../../anchors/jdchain/contracts.ts';
import { JDCHAIN } from '../../../anchors/jdchain/evidence.ts';
import { jdchainVerifier } from '../../../anchors/jdchain/index.ts';
import { addressOf, type JdPrivateKey, publicKeyOf } from '../../../anchors/jdchain/keys.ts';
import { readMembers } from '../../../anchors/jdchain/members.ts';
import { jdError } from '../../../anchors/jdchain/reasons.ts';
import { formSubject } from '../../../anchors/kind.ts';
import { NotaryError } from '../../../errors.ts';
import type { Anchor } from '../../../formats/evidence.ts';
import type { AnchorJob, AnchorRequest, AnchorResult, ChainConnector, Confirmation } from '../../../ports.ts';
import { stateName } from '../../jdchain/submission.ts';
import { nameOf, type Secrets } from '../kind.ts';
import type { JdAccess } from './access.ts';
import { anchorOf, observationOf } from './anchor.ts';
import { type Gathered, gather } from './gather.ts';
import { History } from './history.ts';
import { userKey } from './key.ts';
import { type Next, nextStep } from './next.ts';
import {
  accountOf,
  checkpointOf,
  type Plan,
  planBytes,
  planOf,
  readPlan,
  type Sending,
  transactionOf,
} from './plan.ts';
import { SETTLING, type Sent, type Settling, sendOnce } from './send.ts';
import { askWitnesses, type MemberWitness, refusalOfLog, silentText } from './statements.ts';
import { refuseKv } from './structure.ts';
import { UnderWay } from './under-way.ts';

/** What a connector is made of. */
export interface JdConnectorDependencies extends JdAccess {
  readonly secrets: Secrets;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  readonly settling?: Settling;
  /** How long the members are asked again for what was just sent, in milliseconds. */
  readonly patience?: number;
  /** How long a witness may take, in milliseconds. */
  readonly witnessTimeout?: number;
}

const POLL = 150;
const PATIENCE = 5_000;
const WITNESS_TIMEOUT = 10_000;

/** A final job, as it was found. */
interface Found {
  readonly plan: Plan;
  readonly next: Next & { readonly do: 'anchor' };
}

/** See the head of this file and the contract in `ChainConnector`. */
export class JdchainConnector implements ChainConnector {
  readonly name: string;
  readonly chain: { readonly kind: string; readonly id: string };
  readonly #made: JdConnectorDependencies;
  readonly #underWay: UnderWay;
  readonly #history: History;
  /** Jobs that were found, until their evidence is asked for. */
  readonly #found = new Map<string, Found>();
  #isTree = false;
  /** The submission that is on its way: there is one at a time. */
  #sending: Promise<unknown> = Promise.resolve();

  constructor(made: JdConnectorDependencies) {
    this.#made = made;
    this.chain = { kind: JDCHAIN, id: toBase58(made.ledger) };
    this.name = nameOf(this.chain);
    this.#underWay = new UnderWay(made.settling ?? SETTLING);
    this.#history = new History(made.crypto);
  }

  /** Asks how the ledger keeps its data, and plans the entry. Throws `anchor-refused` for a ledger that replaces entries unseen. */
  async prepare(request: AnchorRequest): Promise<{ payload: Uint8Array; reference: string }> {
    const { ledger, crypto, now = Date.now } = this.#made;
    const key = this.#key();
    this.#history.refuseOther(request);
    await this.#refuseKv();
    const plan = planOf(request.note, { ledger, account: accountOf(key, ledger, crypto), milliseconds: now() });
    return { payload: planBytes(plan), reference: toBase58(transactionOf(plan, 'write', 1, crypto).hash) };
  }

  /**
   * Takes the next steps up to the entry. What was sent before is looked for first, and nothing is sent beside something that
   * may still be under way. No receipt: an answer proves nothing, and everything can be looked up again.
   */
  submit(job: AnchorJob): Promise<null> {
    const submitted = this.#sending.then(() => this.#submit(job));
    this.#sending = submitted.catch(() => {});
    return submitted;
  }

  async #submit(job: AnchorJob): Promise<null> {
    const plan = readPlan(job.payload);
    const key = this.#key();
    const sent = new Set<Sending>();
    for (;;) {
      const known = await this.#settled(job, plan, job.attempts - 1);
      const next = this.#next(job, known);
      if (next.do === 'anchor') return null;
      if (next.do === 'stop') throw jdError(next.reason, next.told, next.final);
      // an attempt has one transaction of each sort: the same one again would be the same bytes
      if (next.do === 'wait' || sent.has(next.what)) throw jdError('jd-few', known.trouble);
      sent.add(next.what);
      await this.#send(job, plan, next.what, key);
      if (next.what === 'write') return null;
    }
  }

  /** Sends one step of a job, and remembers that it may be under way. Throws when it was not taken. */
  async #send(job: AnchorJob, plan: Plan, what: Sending, key: JdPrivateKey): Promise<void> {
    const { gateways, crypto, settling = SETTLING } = this.#made;
    this.#underWay.began(job, what);
    const sent = await sendOnce(gateways, transactionOf(plan, what, job.attempts, crypto), key, settling);
    this.#underWay.ended(sent.settling);
    refuseUntaken(sent);
  }

  /**
   * Looks for what was sent, and waits a little for it when this process sent it. What stops a job for good is said by `submit`,
   * which then closes it.
   */
  async confirm(job: AnchorJob): Promise<Confirmation> {
    if (job.attempts === 0) return { state: 'unknown' };
    this.#underWay.found(job);
    const plan = readPlan(job.payload);
    const known = await this.#settled(job, plan, job.attempts);
    const next = this.#next(job, known);
    if (next.do === 'anchor') {
      this.#found.set(job.reference, { plan, next });
      this.#history.confirmed(checkpointOf(plan));
      return { state: 'final' };
    }
    if (next.do === 'stop' && !next.final) throw jdError(next.reason, next.told);
    if (next.do === 'wait' && isUnclear(known)) throw jdError('jd-few', known.trouble);
    return { state: next.do === 'wait' ? 'pending' : 'unknown' };
  }

  /** What the members say; asked again for a while when this process has sent something that they do not show yet. */
  async #settled(job: AnchorJob, plan: Plan, attempts: number): Promise<Gathered> {
    const { patience = PATIENCE, crypto } = this.#made;
    const user = addressOf(publicKeyOf(this.#key()), crypto);
    const until = performance.now() + (this.#underWay.isOwn(job) ? patience : 0);
    for (;;) {
      const known = await gather(this.#made, { plan, user, attempts });
      if (this.#next(job, known).do !== 'wait' || performance.now() >= until) return known;
      await sleep(POLL);
    }
  }

  #next(job: AnchorJob, known: Gathered): Next {
    return nextStep({ ...known, underWay: this.#underWay.isOpen(job, known) });
  }

  /** The statements of the members' witnesses, verified under the desk's bundle. */
  async evidence(job: AnchorJob, request: AnchorRequest): Promise<AnchorResult> {
    const { witnesses, crypto, witnessTimeout: timeout = WITNESS_TIMEOUT } = this.#made;
    const { plan, next } = await this.#foundOf(job);
    const seen = observationOf(plan, next.recorded, crypto);
    const known = (witness: MemberWitness) => this.#history.stated(witness, request.checkpoint);
    const { need } = readMembers(this.#made.chain.epochs, crypto);
    const statements = await askWitnesses(witnesses, { seen, request, timeout, need, known }, crypto);
    const refused = refusalOfLog(statements);
    if (refused) throw refused;
    const lines = statements.flatMap((one) => (one.line ? [{ line: one.line, key: one.witness.key }] : []));
    if (lines.length === 0) throw jdError('jd-witnesses', silentText(statements));
    const anchor = anchorOf(next.recorded, { seen, lines }, crypto);
    this.#refuseUnproven(anchor, request, silentText(statements));
    for (const one of statements) if (one.line) this.#history.stating(one.witness, request.checkpoint);
    this.#found.delete(job.reference);
    return { lines: [], keys: [], anchors: [anchor] };
  }

  async #foundOf(job: AnchorJob): Promise<Found> {
    const found = this.#found.get(job.reference);
    if (found) return found;
    if ((await this.confirm(job)).state !== 'final') throw jdError('jd-few', '');
    return this.#found.get(job.reference) as Found;
  }

  /** Throws `anchor-invalid` when it does not hold, `anchor-unavailable` when too few members' witnesses stand under it. */
  #refuseUnproven(anchor: Anchor, { checkpoint, note }: AnchorRequest, silent: string): void {
    const { chain, crypto } = this.#made;
    const subject = formSubject(checkpoint, note);
    const checked = jdchainVerifier.check(anchor, subject, crypto);
    if (checked.state !== 'passed')
      throw new NotaryError('anchor-invalid', `the anchor does not hold: ${checked.detail}`);
    const judged = jdchainVerifier.judge(anchor, subject, chain, { controller: checkpoint.origin }, crypto);
    const quorum = judged.quorum ? `${judged.quorum.have}/${judged.quorum.need}` : '';
    if (!judged.met) throw jdError('jd-witnesses', [quorum, silent].filter((text) => text !== '').join('; '));
  }

  #key(): JdPrivateKey {
    return userKey(this.#made.secrets, this.#made.ledger);
  }

  async #refuseKv(): Promise<void> {
    if (!this.#isTree) await refuseKv(this.#made);
    this.#isTree = true;
  }
}

/** Whether it is the members that keep it from going on: too few of them answer alike. */
const isUnclear = ({ trouble, userSeen, account, entry, written }: Gathered): boolean =>
  trouble !== '' && [userSeen, account, entry, written].some((one) => one?.is === 'unclear');

/** States of a transaction that met what it would have written: what is there now decides. */
const MET: readonly number[] = [TRANSACTION_STATE.DATA_VERSION_CONFLICT, TRANSACTION_STATE.ACCOUNT_REGISTER_CONFLICT];

function refuseUntaken({ submission, refusal }: Sent): void {
  if (refusal !== null) throw jdError('jd-gateway', refusal);
  if (submission.is === 'recorded' && !MET.includes(submission.state))
    throw jdError('jd-refused', stateName(submission.state));
}
