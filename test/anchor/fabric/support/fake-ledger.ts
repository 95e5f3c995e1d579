/** A ledger that is a map, with what one call read and wrote, as an endorser would put it into a read-write set. */
import { type Answer, type Call, invoke, type Ledger } from '../../../../core/anchors/fabric/chaincode.ts';
import { nobleCrypto } from '../../../../core/crypto.ts';
import { fromUtf8, utf8 } from '../../../../core/formats/bytes.ts';

/** Milliseconds since 1970, of the endorser's clock. */
export const NOW = Date.UTC(2026, 10, 22, 18, 46);

export class FakeLedger {
  readonly state = new Map<string, string>();
  /** Of the last call, in the order of the keys, as Fabric writes them. */
  reads: readonly string[] = [];
  writes: Readonly<Record<string, string>> = {};

  constructor(state: Readonly<Record<string, string>> = {}) {
    for (const [key, value] of Object.entries(state)) this.state.set(key, value);
  }

  /** Endorses a call and commits what it wrote. A chaincode reads what was committed, never what it wrote itself. */
  async call(name: string, args: readonly string[], over: Partial<Call> = {}): Promise<Answer> {
    const reads = new Set<string>();
    const writes = new Map<string, string>();
    const ledger: Ledger = {
      get: async (key) => {
        reads.add(key);
        const value = this.state.get(key);
        return value === undefined ? null : utf8(value);
      },
      put: async (key, value) => void writes.set(key, fromUtf8(value)),
    };
    const call: Call = { function: name, arguments: args, mspId: 'BankAMSP', time: NOW, now: NOW, ...over };
    const answer = await invoke(call, ledger, nobleCrypto);
    this.reads = [...reads].sort();
    this.writes = Object.fromEntries([...writes].sort(([a], [b]) => (a < b ? -1 : 1)));
    if (answer.refused === null) for (const [key, value] of writes) this.state.set(key, value);
    return answer;
  }
}

/** The code of a refusal, or null. */
export const codeOf = ({ refused }: Answer) => refused;
