/** The chaincode for the peers' protocol: core's rule behind the interface of fabric-shim. */
import { type ChaincodeInterface, type ChaincodeResponse, type ChaincodeStub, Shim } from 'fabric-shim';
import { invoke, type Ledger } from '../../../core/anchors/fabric/chaincode.ts';
import { nobleCrypto } from '../../../core/crypto.ts';

/** What the rule needs of a stub. */
export type Stub = Pick<
  ChaincodeStub,
  'getFunctionAndParameters' | 'getCreator' | 'getDateTimestamp' | 'getState' | 'putState'
>;

/** A stub's part of the ledger. A key that is not there reads as no bytes, which the chaincode never writes. */
const ledgerOf = (stub: Stub): Ledger => ({
  get: async (key) => {
    const value = await stub.getState(key);
    return value.length === 0 ? null : Uint8Array.from(value);
  },
  put: (key, value) => stub.putState(key, value),
});

/** Answers the peer; whatever goes wrong is an answer too, for one that throws would end the process. */
export class NotaryChaincode implements ChaincodeInterface {
  readonly #now: () => number;

  /** The clock that proposals are compared with: milliseconds since 1970. */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  async Init(): Promise<ChaincodeResponse> {
    return Shim.success();
  }

  async Invoke(stub: Stub): Promise<ChaincodeResponse> {
    try {
      const { fcn, params } = stub.getFunctionAndParameters();
      const { mspid } = stub.getCreator();
      const call = {
        function: fcn,
        arguments: params,
        mspId: mspid,
        time: stub.getDateTimestamp().getTime(),
        now: this.#now(),
      };
      // the same arithmetic whatever Node an endorser runs
      const answer = await invoke(call, ledgerOf(stub), nobleCrypto);
      return answer.refused === null ? Shim.success(Buffer.from(answer.payload)) : Shim.error(answer.message);
    } catch (error) {
      return Shim.error(`INTERNAL: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
