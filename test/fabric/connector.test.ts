/**
 * The connector of a Fabric channel against a fake network behind real gRPC: the contract, and every end of a transaction that
 * says too little to know what became of it. Nothing is lost, and nothing is written twice.
 */
import { afterEach, describe, expect, it } from 'vitest';
import { checkpointKey } from '../../core/anchors/fabric/verify.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { errorCode, NotaryError } from '../../core/errors.ts';
import { FabricConnector } from '../../core/node/connectors/fabric/connector.ts';
import { nodeCrypto } from '../../core/node/system/crypto.ts';
import type { AnchorJob, AnchorRequest } from '../../core/ports.ts';
import { chainConnectorContract, requestOf } from '../contracts/chain-connector.contract.ts';
import { fabricFile, secretsWith } from '../fakes/fabric/file.ts';
import { CODE } from '../fakes/fabric/ledger.ts';
import { FakeFabric } from '../fakes/fabric/network.ts';
import { TestLog } from '../member/support/consortium.ts';
import { PATIENCE } from '../patience.ts';

const running: FakeFabric[] = [];
afterEach(() => {
  for (const fake of running.splice(0)) fake.end();
});

async function network(vkey: string, gateways = 2, orderers = 2): Promise<FakeFabric> {
  const fake = await FakeFabric.start(gateways, orderers);
  running.push(fake);
  fake.register(vkey);
  return fake;
}

/** Patience is short where a test waits for nothing. */
const connectorOf = (fake: FakeFabric, over: { patience?: number; now?: () => number } = {}) =>
  new FabricConnector({ file: fabricFile(fake), secrets: secretsWith(), crypto: nodeCrypto, patience: 600, ...over });

describe('as a connector', () => {
  let fake: FakeFabric | null = null;
  chainConnectorContract(
    async (vkey) => {
      fake = await FakeFabric.start();
      fake.register(vkey);
      return connectorOf(fake);
    },
    { isNew: true },
  );
  it('has left each checkpoint in the ledger once', () => {
    const written = [3, 5].map((size) =>
      fake?.ledger.timesWritten(checkpointKey({ ...new TestLog(150).checkpoint(), size })),
    );
    fake?.end();
    expect(written).toEqual([1, 1]);
  });
});

/** One log with its desk's jobs, as the store would keep them. */
class Desk {
  readonly log = new TestLog(150).grow(3);
  readonly request: AnchorRequest = requestOf(this.log);
  connector: FabricConnector;
  job: AnchorJob | null = null;

  readonly fake: FakeFabric;

  constructor(fake: FakeFabric) {
    this.fake = fake;
    this.connector = connectorOf(fake);
  }

  async prepare(): Promise<AnchorJob> {
    const prepared = await this.connector.prepare(this.request);
    const { size } = this.request.checkpoint;
    this.job = { ...prepared, connector: this.connector.name, size, state: 'prepared', attempts: 0, receipt: null };
    return this.job;
  }

  /** One attempt, as anchoring makes it: asked first when it may have been sent. Says what came of it. */
  async round(): Promise<string> {
    const job = this.job ?? (await this.prepare());
    try {
      if (job.attempts > 0) {
        const { state } = await this.connector.confirm(job);
        if (state !== 'unknown') return state;
      }
      this.job = { ...job, state: 'submitted', attempts: job.attempts + 1 };
      await this.connector.submit(this.job);
      return (await this.connector.confirm(this.job)).state;
    } catch (error) {
      return errorCode(error);
    }
  }

  /** The process is killed and another one opens the home: what is stored is all that is left. */
  restart(): void {
    this.connector = connectorOf(this.fake);
  }

  get timesWritten(): number {
    return this.fake.ledger.timesWritten(checkpointKey(this.request.checkpoint));
  }

  evidence() {
    if (!this.job) throw new Error('no job');
    return this.connector.evidence(this.job, this.request);
  }
}

const deskOf = async (gateways?: number, orderers?: number) =>
  new Desk(await network(new TestLog(150).vkey, gateways, orderers));

describe('a transaction', () => {
  it('is endorsed by all organisations, and its block signed by more orderers than one copy shows', async () => {
    const desk = await deskOf();
    expect(await desk.round()).toBe('final');
    const { anchors } = await desk.evidence();
    const anchor = anchors[0] as unknown as {
      fabric: { block: { ordering: { signatures: [] } }; read: { endorsements: [] } };
    };
    expect(anchor.fabric.block.ordering.signatures).toHaveLength(4);
    expect(anchor.fabric.read.endorsements).toHaveLength(3);
    expect(desk.timesWritten).toBe(1);
  });

  it('needs no orderer that answers: the copy of a peer has a quorum', async () => {
    const desk = await deskOf(1, 2);
    desk.fake.endOrderer(0);
    desk.fake.endOrderer(1);
    expect(await desk.round()).toBe('final');
  });

  it('a copy of too few orderers waits for others', async () => {
    const desk = await deskOf(1, 0);
    desk.fake.faults.signers = [1, 2];
    expect(await desk.round()).toBe('anchor-unavailable');
    desk.fake.mend();
    expect(await desk.round()).toBe('final');
    expect(desk.timesWritten).toBe(1);
  });

  it('copies of another block stand not in the way of the right one', async () => {
    const desk = await deskOf();
    desk.fake.faults.otherBlocks = true;
    expect(await desk.round()).toBe('final');
  });

  it('of a configuration that the bundle does not name is not accepted, and says that members changed', async () => {
    const desk = await deskOf();
    desk.fake.faults.configuration = 7;
    await desk.prepare();
    await desk.round();
    const refused = await desk.connector.confirm(desk.job as AnchorJob).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'anchor-invalid', details: { reason: 'members-changed' } });
  });
});

describe('a gateway', () => {
  it('that is gone is passed over, at every step', async () => {
    const desk = await deskOf();
    desk.fake.endGateway(0);
    expect(await desk.round()).toBe('final');
    expect(desk.timesWritten).toBe(1);
  });

  it('none that answers: nothing is prepared, and the next attempt finds them back', async () => {
    const desk = await deskOf(1);
    desk.fake.endGateway(0);
    await expect(desk.prepare()).rejects.toMatchObject({ code: 'anchor-unavailable' });
  });

  it('that loses its answer after the transaction was ordered: it is found, and not sent again', async () => {
    const desk = await deskOf(1);
    desk.fake.faults.losesAnswer = true;
    expect(await desk.round()).toBe('anchor-unavailable');
    desk.fake.mend();
    desk.restart();
    expect(await desk.round()).toBe('final');
    expect([desk.fake.submitted.length, desk.timesWritten]).toEqual([1, 1]);
  });
});

describe('orderers', () => {
  it('that refuse and order it later all the same (SubmitError 14): asked by its id, written once', async () => {
    const desk = await deskOf(1);
    desk.fake.faults.submit = 'later';
    expect(await desk.round()).toBe('anchor-unavailable');
    desk.restart();
    desk.fake.release();
    expect(await desk.round()).toBe('final');
    expect([desk.fake.submitted.length, desk.timesWritten]).toEqual([1, 1]);
  });

  it('that have it already say so with the code of an outage: it is taken', async () => {
    const desk = await deskOf(1);
    desk.fake.faults.submit = 'later';
    expect(await desk.round()).toBe('anchor-unavailable');
    desk.fake.faults.submit = 'ok';
    desk.restart();
    // the same bytes are handed over again, and refused as processed
    expect(await desk.round()).toBe('pending');
    expect(desk.fake.submitted).toEqual([desk.job?.reference, desk.job?.reference]);
    desk.fake.release();
    expect(await desk.round()).toBe('final');
    expect(desk.timesWritten).toBe(1);
  });

  it.each([1, 4] as const)(
    'without a leader: the status query ends with code %i, and it is not sent again',
    async (pending) => {
      const desk = await deskOf(1);
      Object.assign(desk.fake.faults, { holds: true, pending });
      expect(await desk.round()).toBe('pending');
      expect(await desk.round()).toBe('pending');
      desk.fake.release();
      expect(await desk.round()).toBe('final');
      expect([desk.fake.submitted.length, desk.timesWritten]).toEqual([1, 1]);
    },
  );

  it('that never order what they took get the same bytes again, in the end', async () => {
    const desk = await deskOf(1);
    let now = 0;
    desk.connector = connectorOf(desk.fake, { now: () => now });
    Object.assign(desk.fake.faults, { holds: true, pending: 1 });
    expect(await desk.round()).toBe('pending');
    now += 61_000;
    expect(await desk.round()).toBe('pending');
    expect(new Set(desk.fake.submitted).size).toBe(1);
    expect(desk.fake.submitted).toHaveLength(2);
  });

  it('by Raft that order it twice (DUPLICATE_TXID): the first counts', async () => {
    const desk = await deskOf(1);
    desk.fake.faults.orderedBy = 'raft';
    await desk.prepare();
    const job = { ...(desk.job as AnchorJob), attempts: 1 };
    await desk.connector.submit(job);
    await desk.connector.submit(job);
    expect(desk.fake.ledger.blocks.map(({ code }) => code)).toEqual([CODE.valid, CODE.duplicate]);
    desk.job = job;
    expect(await desk.round()).toBe('final');
    const { anchors } = await desk.evidence();
    expect((anchors[0] as unknown as { fabric: { block: { number: number } } }).fabric.block.number).toBe(1);
    expect(desk.timesWritten).toBe(1);
  });
});

describe('another copy of the desk', () => {
  it('was faster with less (MVCC): the transaction is invalid, prepared again and then taken', async () => {
    const desk = await deskOf();
    await desk.prepare();
    const older = new Desk(desk.fake);
    Object.assign(older, { request: requestOf(new TestLog(150).grow(2)) });
    expect(await older.round()).toBe('final');
    expect(await desk.round()).toBe('unknown');
    expect(desk.fake.ledger.blocks.at(-1)?.code).toBe(CODE.conflict);
    expect(await desk.round()).toBe('anchor-stale');
    desk.job = null;
    expect(await desk.round()).toBe('final');
    expect(desk.timesWritten).toBe(1);
  });

  it('was faster with the same: its transaction is the evidence of both', async () => {
    const desk = await deskOf();
    await desk.prepare();
    const other = new Desk(desk.fake);
    expect(await other.round()).toBe('final');
    expect(await desk.round()).toBe('final');
    expect(await desk.evidence()).toMatchObject({ anchors: [{ fabric: { block: { number: 1 } } }] });
    const third = new Desk(desk.fake);
    await third.prepare();
    expect(third.job?.reference).toMatch(/^accepted-[0-9a-f]{64}$/);
    expect(await third.round()).toBe('final');
    expect([desk.fake.ledger.blocks.length, desk.timesWritten]).toEqual([2, 1]);
  });
});

describe('endorsers', () => {
  const grown = (desk: Desk) => Object.assign(desk, { request: requestOf(new TestLog(150).grow(5)), job: null });

  it('one that is a block behind calls a good proof stale: it is asked again, and nobody speaks of a fork', async () => {
    const desk = await deskOf();
    expect(await desk.round()).toBe('final');
    grown(desk);
    desk.connector = connectorOf(desk.fake, { patience: PATIENCE });
    desk.fake.ledger.behind.set('Beta', 1);
    const prepared = desk.prepare();
    await expect
      .poll(() => desk.fake.calls.filter((call) => call === 'notary submitCheckpoint').length)
      .toBeGreaterThan(2);
    desk.fake.ledger.behind.clear();
    await prepared;
    expect(await desk.round()).toBe('final');
  });

  it('one that stays behind is left out, as two of three suffice', async () => {
    const desk = await deskOf();
    expect(await desk.round()).toBe('final');
    grown(desk);
    desk.fake.ledger.behind.set('Beta', 1);
    expect(await desk.round()).toBe('final');
    desk.fake.mend();
    expect(desk.timesWritten).toBe(1);
  });

  it('whose reads differ (ProposalResponsePayloads do not match) are asked again', async () => {
    const desk = await deskOf();
    expect(await desk.round()).toBe('final');
    grown(desk);
    // of what was read nothing was behind but the registration: it was written again
    desk.fake.ledger.touch(`log/${new TestLog(150).checkpoint().origin}`);
    desk.connector = connectorOf(desk.fake, { patience: PATIENCE });
    desk.fake.ledger.skip.set('Gamma', `log/${new TestLog(150).checkpoint().origin}`);
    const prepared = desk.prepare();
    await expect
      .poll(() => desk.fake.calls.filter((call) => call === 'notary submitCheckpoint').length)
      .toBeGreaterThan(2);
    desk.fake.ledger.skip.clear();
    await prepared;
    expect(await desk.round()).toBe('final');
  });

  it.each([
    ['Beta', 'final'],
    ['Beta Gamma', 'anchor-unavailable'],
  ])('that are away (%s): %s', async (away, outcome) => {
    const desk = await deskOf();
    for (const mspId of away.split(' ')) desk.fake.faults.away.add(mspId);
    expect(await desk.round().catch(errorCode)).toBe(outcome);
  });

  it.each([130_000, -130_000])('whose clock is %i ms from this one: said as that', async (clock) => {
    const desk = await deskOf();
    desk.fake.ledger.clock = clock;
    const error = await desk.prepare().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'anchor-unavailable', details: { reason: 'fabric-clock' } });
  });
});

describe('what is refused', () => {
  const refusal = async (desk: Desk) => {
    const error = await desk.prepare().catch((thrown: unknown) => thrown);
    return error instanceof NotaryError ? [error.code, error.details.reason] : error;
  };

  it('a log that nobody registered, that another organisation registered, or by another key', async () => {
    const fake = await FakeFabric.start();
    running.push(fake);
    const desk = new Desk(fake);
    expect(await refusal(desk)).toEqual(['anchor-refused', 'unknown-log']);
    fake.register(desk.log.vkey, 'Beta');
    expect(await refusal(desk)).toEqual(['anchor-refused', 'fabric-not-owner']);
    fake.ledger.seed(
      `log/${desk.request.checkpoint.origin}`,
      new TextEncoder().encode(JSON.stringify({ mspId: 'Alpha', vkey: new TestLog(151).vkey })),
    );
    expect(await refusal(desk)).toEqual(['anchor-refused', 'bad-signature']);
  });

  it('a log that is shorter, and one with another history, of the same size or grown', async () => {
    const desk = await deskOf();
    expect(await desk.round()).toBe('final');
    for (const [log, reason] of [
      [new TestLog(150).grow(2), 'behind'],
      [new TestLog(150).grow(2).branch(150, 1).grow(3, 'other'), 'fork'],
      [new TestLog(150).grow(3).branch(150, 2).grow(6, 'other'), 'fork'],
    ] as const) {
      Object.assign(desk, { request: requestOf(log), job: null });
      expect(await refusal(desk)).toEqual(['anchor-refused', reason]);
    }
  });

  it('a home without the private key says so before anything is sent', async () => {
    const fake = await network(new TestLog(150).vkey);
    const connector = new FabricConnector({ file: fabricFile(fake), secrets: secretsWith(null), crypto: nodeCrypto });
    const error = await connector.prepare(requestOf(new TestLog(150).grow(3))).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'anchor-unavailable', details: { reason: 'fabric-no-key' } });
    expect(fake.calls).toEqual([]);
  });
});

it('the crypto that a desk uses and the universal one accept the same evidence', async () => {
  const desk = await deskOf(1, 0);
  desk.connector = new FabricConnector({ file: fabricFile(desk.fake), secrets: secretsWith(), crypto: nobleCrypto });
  expect(await desk.round()).toBe('final');
});
