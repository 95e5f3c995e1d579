/** The chaincode behind fabric-shim's interface, with a fake stub: what the peer hands over, and what it gets back. */
import { describe, expect, test } from 'vitest';
import { NotaryChaincode, type Stub } from '../../scripts/fabric/chaincode/chaincode.ts';
import { NOW } from '../anchor/fabric/support/fake-ledger.ts';
import { logSigner } from '../core/support/keys.ts';

const { name: origin, text: vkey } = logSigner('stub').key;

function fakeStub(args: readonly string[], over: Partial<Stub> = {}): { stub: Stub; written: Map<string, string> } {
  const written = new Map<string, string>();
  const stub: Stub = {
    getFunctionAndParameters: () => ({ fcn: args[0] ?? '', params: args.slice(1) }),
    getCreator: () => ({ mspid: 'BankAMSP', idBytes: new Uint8Array(0) }),
    getDateTimestamp: () => new Date(NOW),
    getState: async () => new Uint8Array(0),
    putState: async (key, value) => void written.set(key, Buffer.from(value).toString('utf8')),
    ...over,
  };
  return { stub, written };
}

const chaincode = new NotaryChaincode(() => NOW);
const text = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('utf8');

describe('the chaincode', () => {
  test('needs no initialisation', async () => {
    expect(await chaincode.Init()).toMatchObject({ status: 200 });
  });

  test('answers with what it wrote', async () => {
    const { stub, written } = fakeStub(['registerLog', origin, vkey]);
    const { status, payload } = await chaincode.Invoke(stub);
    const registration = JSON.stringify({ mspId: 'BankAMSP', vkey });
    expect([status, text(payload)]).toEqual([200, registration]);
    expect([...written]).toEqual([[`log/${origin}`, registration]]);
  });

  test('refuses with status 500 and a message', async () => {
    expect(await chaincode.Invoke(fakeStub(['latest', 'x']).stub)).toMatchObject({
      status: 500,
      message: 'NOT_FOUND: x',
    });
    const late = { getDateTimestamp: () => new Date(NOW - 200_000) };
    const { stub, written } = fakeStub(['registerLog', origin, vkey], late);
    expect((await chaincode.Invoke(stub)).message).toMatch(/^TIME_WINDOW: /);
    expect(written.size).toBe(0);
  });

  test('answers also when the peer fails it, so that its process goes on', async () => {
    const failing = {
      getState: async () => {
        throw new Error('no ledger');
      },
    };
    expect(await chaincode.Invoke(fakeStub(['latest', 'x'], failing).stub)).toEqual({
      status: 500,
      message: 'INTERNAL: no ledger',
    });
  });
});
