/**
 * What a chaincode of this shape did on a real network, done again: the recorded arguments on the recorded state read
 * the same keys, write the same bytes and return the same.
 */
import { describe, expect, test } from 'vitest';
import { readIdentity } from '../../../core/anchors/fabric/identity.ts';
import { contentOf } from '../../../core/anchors/fabric/proposal.ts';
import { readMessage } from '../../../core/anchors/fabric/protobuf.ts';
import { fromUtf8 } from '../../../core/formats/bytes.ts';
import { parseCheckpointText } from '../../../core/formats/checkpoint.ts';
import { parseNoteText } from '../../../core/formats/note.ts';
import { FakeLedger, NOW } from './support/fake-ledger.ts';
import { endorsedOf, expectedOf, IDS } from './support/recorded.ts';

/** Function, arguments, caller and time of a recorded proposal. */
function callOf(id: string) {
  const { proposal, channelHeader, signatureHeader } = endorsedOf(id);
  const path = [1, 1, 3].reduce((message, field) => readMessage(message.bytes(field)), readMessage(proposal));
  const [name = '', ...args] = path.list(1).map(fromUtf8);
  const time = readMessage(readMessage(channelHeader).bytes(3)).uint(1) * 1000;
  const { mspId } = readIdentity(readMessage(signatureHeader).bytes(1));
  return { name, args, mspId, time };
}

/** `key @ block:index`, or `key @ absent`, of the chaincode's own part of the ledger. */
function readsOf(id: string): readonly (readonly [key: string, version: string])[] {
  return contentOf(endorsedOf(id)).reads.map(({ key, version }) => [
    key,
    version ? `${version.block}:${version.index}` : 'absent',
  ]);
}

const writesOf = (id: string): Readonly<Record<string, string>> =>
  Object.fromEntries(contentOf(endorsedOf(id)).writes.map(({ key, value }) => [key, fromUtf8(value as Uint8Array)]));

const chaincodeOf = (id: string) => contentOf(endorsedOf(id)).chaincodes[0];
const channelOf = (id: string) => contentOf(endorsedOf(id)).channel;

const WITH_TRANSACTION = IDS.filter((id) => expectedOf(id).transaction);
/** What was registered: one of it is recorded, of the other log its key. */
const REGISTRATIONS: Readonly<Record<string, string>> = {
  ...writesOf('00-register-log'),
  'log/log.banka.a.test/warehouse': JSON.stringify({
    mspId: 'BankAMSP',
    vkey: 'log.banka.a.test/warehouse+e9278cac+AV7HemVDGZrhjuEadVRMZrqEYGjz3AGjgRLNhhjoOP+f',
  }),
};

/** The transaction that wrote a version of a key. */
function writer(id: string, version: string): string | undefined {
  return WITH_TRANSACTION.find((other) => {
    const { block } = expectedOf(other);
    return (
      block !== undefined &&
      channelOf(other) === channelOf(id) &&
      chaincodeOf(other) === chaincodeOf(id) &&
      `${block.number}:${block.index}` === version
    );
  });
}

/** The committed value that a recorded call read; null where there was none, undefined where it was not recorded. */
function valueRead(id: string, [key, version]: readonly [string, string]): string | null | undefined {
  if (version === 'absent') return null;
  // every channel and chaincode of the recording has the same registration of a log
  if (key.startsWith('log/')) return REGISTRATIONS[key];
  const by = writer(id, version);
  return by === undefined ? undefined : writesOf(by)[key];
}

/** The state before a recorded call, or null where a part of it was not recorded. */
function stateBefore(id: string): FakeLedger | null {
  const values = readsOf(id).map((read) => [read[0], valueRead(id, read)] as const);
  if (values.some(([, value]) => value === undefined)) return null;
  return new FakeLedger(
    Object.fromEntries(values.filter((one): one is [string, string] => typeof one[1] === 'string')),
  );
}

/** The recorded chaincode did not take where a proof starts; here it is where it did start. */
function argumentsOf(id: string, { state }: FakeLedger): readonly string[] {
  const { name, args } = callOf(id);
  if (name !== 'submitCheckpoint') return args;
  const last = state.get(`latest/${args[0]}`);
  return [...args, last === undefined ? '0' : String(parseCheckpointText(parseNoteText(last).text).size)];
}

const REPLAYED = WITH_TRANSACTION.filter((id) => stateBefore(id) !== null);

describe('recorded calls', () => {
  test('are replayed but for those whose state before was not recorded', () => {
    expect(WITH_TRANSACTION.filter((id) => !REPLAYED.includes(id))).toEqual([
      '11-three-of-four-orderers',
      '12-submit-error-but-committed',
      '13-after-config-update',
      '14-after-consenter-rotation',
    ]);
    expect(new Set(REPLAYED.map((id) => callOf(id).name))).toEqual(
      new Set(['registerLog', 'submitCheckpoint', 'getCheckpoint', 'latest']),
    );
  });

  test.each(REPLAYED)('%s reads, writes and returns the same', async (id) => {
    const ledger = stateBefore(id) as FakeLedger;
    const { name, mspId, time } = callOf(id);
    const answer = await ledger.call(name, argumentsOf(id, ledger), { mspId, time, now: time + 1000 });
    expect(answer).toEqual({ refused: null, payload: fromUtf8(contentOf(endorsedOf(id)).returned) });
    expect(ledger.reads).toEqual(readsOf(id).map(([key]) => key));
    expect(ledger.writes).toEqual(writesOf(id));
  });
});

/** What the recording has of refusals, in the words of the recorded chaincode. */
describe('recorded refusals are said in the same words', () => {
  const at = (id: string) => stateBefore(id) as FakeLedger;
  const again = (id: string, over: Readonly<Record<number, string>>) => {
    const ledger = at(id);
    return { ledger, args: argumentsOf(id, ledger).map((arg, i) => over[i] ?? arg) };
  };

  test('a checkpoint that was taken, and one that is smaller', async () => {
    const { ledger, args } = again('10-next', {});
    await ledger.call('submitCheckpoint', args, { time: NOW });
    expect(await ledger.call('submitCheckpoint', args)).toEqual({
      refused: 'ALREADY_ACCEPTED',
      message: 'ALREADY_ACCEPTED: size 16',
    });
    const smaller = argumentsOf('06-mixed-block-valid', at('06-mixed-block-valid'));
    expect(await ledger.call('submitCheckpoint', smaller)).toEqual({
      refused: 'NOT_MONOTONIC',
      message: 'NOT_MONOTONIC: size 15 < accepted 16',
    });
  });

  test.each([
    ['NOT_OWNER: log belongs to BankAMSP', {}, { mspId: 'SupplierMSP' }],
    [
      "TIME_WINDOW: transaction time differs by more than 120 s from this endorser's clock",
      {},
      { time: NOW - 130_000 },
    ],
    ['FORK: no consistency between accepted size 15 and size 16', { 3: '[]' }, {}],
    ['STALE: accepted size is 15, the proof starts at 14', { 4: '14' }, {}],
  ] as const)('%s', async (message, over, caller) => {
    const { ledger, args } = again('10-next', over);
    expect(await ledger.call('submitCheckpoint', args, caller)).toMatchObject({ message });
  });

  test('UNKNOWN_LOG and NOT_FOUND', async () => {
    const { args } = again('10-next', {});
    expect(await new FakeLedger().call('submitCheckpoint', args)).toMatchObject({
      message: 'UNKNOWN_LOG: log.banka.a.test/receivables',
    });
    expect(await at('10-next').call('getCheckpoint', ['log.banka.a.test/receivables', '17'])).toMatchObject({
      message: 'NOT_FOUND: log.banka.a.test/receivables 17',
    });
  });
});
