/**
 * What settling and a store must do together: every answer is stored before anything is made of it, and a desk that died
 * goes on with what was stored. Death is an error that is nobody's answer, thrown where the process would have ended.
 */
import { describe, expect, it, onTestFinished } from 'vitest';
import { anchorAll, type Confirmers, type IsRequired } from '../../core/anchors/anchoring.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { NotaryError } from '../../core/errors.ts';
import { utf8 } from '../../core/formats/bytes.ts';
import type { AnchorJob, ChainConnector, RecordStore, Timestamper } from '../../core/ports.ts';
import { LEDGER } from '../kinds/ledger/anchor.ts';
import { Ledger, LedgerConnector } from '../kinds/ledger/connection.ts';
import { STAMP } from '../kinds/stamp/anchor.ts';
import { Authority, AuthorityStamper } from '../kinds/stamp/connection.ts';
import { jobFor, sealNew } from './sealing.ts';

/** A store that another process can open after this one died. */
export interface Reopened {
  readonly store: RecordStore;
  reopen(): RecordStore;
  close(): void;
}

class Death extends Error {}

/** The store, for a process that dies instead of saving a job like this. */
function dyingBefore(store: RecordStore, isFatal: (job: AnchorJob) => boolean): RecordStore {
  return new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]) => {
        if (name === 'saveJob' && isFatal(args[0] as AnchorJob)) throw new Death();
        return Reflect.apply(member, target, args) as unknown;
      };
    },
  });
}

const hasReceipt = ({ receipt }: AnchorJob) => receipt !== null;

export function settlingContract(open: () => Reopened): void {
  function opened() {
    const made = open();
    onTestFinished(made.close);
    sealNew(made.store, 3);
    return made;
  }

  const anchor = (store: RecordStore, confirmers: Partial<Confirmers>, isRequired?: IsRequired) =>
    anchorAll({ connectors: [], timestampers: [], ...confirmers }, store, nobleCrypto, isRequired);
  const errors = (outcomes: Awaited<ReturnType<typeof anchor>>) => outcomes.map(({ error }) => error?.code ?? null);
  const kindsOf = (store: RecordStore) => store.latestCheckpoint()?.anchors.map(({ kind }) => kind);

  describe('a receipt', () => {
    it('keeps the receipt of a job byte for byte, until another job takes its place', () => {
      const { store } = opened();
      const sent = { state: 'submitted', attempts: 1, receipt: Uint8Array.of(0, 1, 254, 255) } as const;
      for (const job of [jobFor(3), jobFor(3, { ...sent, receipt: null }), jobFor(3, sent)]) {
        store.saveJob(job);
        expect(store.openJob('witness')).toEqual(job);
      }
      store.saveJob(jobFor(3, { ...sent, state: 'replaced' }));
      store.saveJob(jobFor(3, { reference: 'another' }));
      expect(store.openJob('witness')?.receipt).toBeNull();
    });

    it('is stored before the chain is asked anything more, and is all that a restart needs', async () => {
      const { store, reopen } = opened();
      const ledger = new Ledger();
      class Interrupted extends LedgerConnector {
        override async confirm(): Promise<never> {
          throw new Death();
        }
      }
      await expect(anchor(store, { connectors: [new Interrupted(ledger)] })).rejects.toThrow(Death);
      const again = reopen();
      expect(again.openJob(`${LEDGER}:ledger-1`)).toMatchObject({ state: 'submitted', attempts: 1 });
      expect(again.openJob(`${LEDGER}:ledger-1`)?.receipt).not.toBeNull();
      expect(errors(await anchor(again, { connectors: [new LedgerConnector(ledger)] }))).toEqual([null]);
      expect(ledger.submissions).toBe(1);
      expect([again.latestCheckpoint()?.anchored, kindsOf(again)]).toEqual([true, [LEDGER]]);
    });

    it('that was lost with the process is asked for again, by the same payload', async () => {
      const { store, reopen } = opened();
      const ledger = new Ledger();
      const connectors = [new LedgerConnector(ledger)];
      await expect(anchor(dyingBefore(store, hasReceipt), { connectors })).rejects.toThrow(Death);
      const again = reopen();
      const job = again.openJob(`${LEDGER}:ledger-1`);
      expect(job).toMatchObject({ state: 'submitted', attempts: 1, receipt: null });
      await anchor(again, { connectors: [new LedgerConnector(ledger)] });
      expect(ledger.submissions).toBe(2);
      expect([again.latestCheckpoint()?.anchored, kindsOf(again)]).toEqual([true, [LEDGER]]);
    });

    it('is kept where a second sending brings none', async () => {
      const { store } = opened();
      const first = new LedgerConnector(new Ledger());
      const asked: (Uint8Array | null)[] = [];
      const connector: ChainConnector = {
        name: first.name,
        chain: first.chain,
        prepare: (request) => first.prepare(request),
        submit: async ({ attempts }) => (attempts === 1 ? utf8('kept') : null),
        confirm: async ({ receipt }) => {
          asked.push(receipt);
          return { state: 'unknown' };
        },
        evidence: () => Promise.reject(new NotaryError('internal', 'not final')),
      };
      await anchor(store, { connectors: [connector] });
      await anchor(store, { connectors: [connector] });
      expect(store.openJob(connector.name)).toMatchObject({ attempts: 2, receipt: utf8('kept') });
      expect(asked).toEqual([utf8('kept'), utf8('kept'), utf8('kept')]);
    });

    it('of more than anybody needs is not stored', async () => {
      const { store } = opened();
      const ledger = new LedgerConnector(new Ledger());
      const flood = Object.assign(ledger, { submit: async () => new Uint8Array(256 * 1024 + 1) });
      expect(errors(await anchor(store, { connectors: [flood] }))).toEqual(['anchor-invalid']);
      expect(store.openJob(ledger.name)?.receipt).toBeNull();
    });
  });

  describe('a time stamp', () => {
    const stamperOf = (machine: Authority) => new AuthorityStamper(machine, { read: () => utf8(machine.password) });
    const name = `${STAMP}:tsa-1`;

    it('is in the evidence beside what the chains gave, each from a job of its own', async () => {
      const { store } = opened();
      const [machine, ledger] = [new Authority(), new LedgerConnector(new Ledger())];
      const outcomes = await anchor(store, { connectors: [ledger], timestampers: [stamperOf(machine)] });
      expect(outcomes.map(({ connector, confirmed }) => [connector, confirmed])).toEqual([
        [name, 3],
        [ledger.name, 3],
      ]);
      expect([store.latestCheckpoint()?.anchored, kindsOf(store)]).toEqual([true, [STAMP, LEDGER]]);
      expect([store.openJob(name), store.openJob(ledger.name)]).toEqual([null, null]);
      expect(store.latestCheckpoint()?.confirmedBy).toEqual([name, ledger.name]);
    });

    it('is stored as it came before it is read, and is all that a restart needs', async () => {
      const { store, reopen } = opened();
      const machine = new Authority();
      class Interrupted extends AuthorityStamper {
        override async evidence(): Promise<never> {
          throw new Death();
        }
      }
      const interrupted = new Interrupted(machine, { read: () => utf8(machine.password) });
      await expect(anchor(store, { timestampers: [interrupted] })).rejects.toThrow(Death);
      const again = reopen();
      expect(again.openJob(name)?.receipt).not.toBeNull();
      machine.isAway = true;
      expect(errors(await anchor(again, { timestampers: [stamperOf(machine)] }))).toEqual([null]);
      expect(machine.requests).toHaveLength(1);
      expect([again.latestCheckpoint()?.anchored, kindsOf(again)]).toEqual([true, [STAMP]]);
    });

    it.each([
      ['with the process', false],
      ['on the way', true],
    ])('that was lost %s is asked for by a new request: a nonce is never sent twice', async (_, onTheWay) => {
      const { store, reopen } = opened();
      const machine = new Authority();
      machine.losesAnswers = onTheWay;
      const dying = onTheWay ? store : dyingBefore(store, hasReceipt);
      const first = anchor(dying, { timestampers: [stamperOf(machine)] });
      if (onTheWay) expect(errors(await first)).toEqual(['anchor-unavailable']);
      else await expect(first).rejects.toThrow(Death);
      const again = reopen();
      const lost = again.openJob(name);
      expect(lost).toMatchObject({ state: 'submitted', attempts: 1, receipt: null });
      machine.losesAnswers = false;
      await anchor(again, { timestampers: [stamperOf(machine)] });
      const [one, two, ...more] = machine.requests;
      expect([one, more]).toEqual([lost?.payload, []]);
      expect(two).not.toEqual(one);
      expect([again.latestCheckpoint()?.anchored, kindsOf(again), again.openJob(name)]).toEqual([true, [STAMP], null]);
    });

    it('that does not hold is never looked at again, and another is asked for', async () => {
      const { store } = opened();
      const machine = new Authority();
      machine.spoil = (token) => token.map((byte, i) => (i === 40 ? byte ^ 1 : byte));
      expect(errors(await anchor(store, { timestampers: [stamperOf(machine)] }))).toEqual(['anchor-invalid']);
      expect([store.openJob(name), kindsOf(store)]).toEqual([null, []]);
      machine.spoil = (token) => token;
      expect(errors(await anchor(store, { timestampers: [stamperOf(machine)] }))).toEqual([null]);
      expect([machine.requests.length, kindsOf(store)]).toEqual([2, [STAMP]]);
    });

    it('is waited for when it is required, and not when it is not', async () => {
      const machine = new Authority();
      machine.isAway = true;
      const [ledger, stamper] = [new LedgerConnector(new Ledger()), stamperOf(machine)];
      const confirmers = { connectors: [ledger], timestampers: [stamper] };
      const waiting = opened().store;
      expect(errors(await anchor(waiting, confirmers))).toEqual(['anchor-unavailable', null]);
      expect(waiting.latestCheckpoint()?.anchored).toBe(false);

      const { store } = opened();
      const other = { connectors: [new LedgerConnector(new Ledger())], timestampers: [stamper] };
      await anchor(store, other, ({ name: one }) => one !== stamper.name);
      expect([store.latestCheckpoint()?.anchored, kindsOf(store)]).toEqual([true, [LEDGER]]);
      machine.isAway = false;
      await anchor(waiting, confirmers);
      expect([waiting.latestCheckpoint()?.anchored, kindsOf(waiting)]).toEqual([true, [LEDGER, STAMP]]);
      // what is anchored stays the bytes that it is: nobody is asked for a stamp that it would not take
      await anchor(store, other, ({ name: one }) => one !== stamper.name);
      expect(machine.requests).toHaveLength(1);
    });

    it('of an older checkpoint is used when a newer one was sealed meanwhile, which gets its own', async () => {
      const { store } = opened();
      const machine = new Authority();
      const stamper = stamperOf(machine);
      const late: Timestamper = Object.assign(stamperOf(machine), {
        evidence: () => Promise.reject(new NotaryError('anchor-unavailable', 'busy')),
      });
      await anchor(store, { timestampers: [late] });
      sealNew(store, 2);
      const outcomes = await anchor(store, { timestampers: [stamper] });
      expect(outcomes).toMatchObject([{ confirmed: 5 }]);
      expect([3, 5].map((size) => store.checkpoint(size)?.anchored)).toEqual([true, true]);
      expect(machine.requests).toHaveLength(2);
    });
  });
}
