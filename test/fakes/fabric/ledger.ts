/**
 * The channel of the fake: blocks that are really signed by four orderers, endorsements really signed by three peers, and the
 * chaincode itself. What is fake is the network: there is no agreement, and everything happens when a test says so.
 */
import { bytesField, messageField, uintField } from '../../../core/anchors/cometbft/protobuf.ts';
import { dataHash, headerBytes, signedBytes } from '../../../core/anchors/fabric/block.ts';
import { invoke } from '../../../core/anchors/fabric/chaincode.ts';
import { contentOf, type Endorsed, readEnvelope, type Version } from '../../../core/anchors/fabric/proposal.ts';
import { nobleCrypto } from '../../../core/crypto.ts';
import { concat, fromUtf8, utf8 } from '../../../core/formats/bytes.ts';
import { type Actor, endorse, signAs } from '../../anchor/fabric/support/certificates.ts';
import { CHAINCODE, member } from '../../anchor/fabric/support/network.ts';
import type { Proposal } from './wire.ts';

/** `peer.TxValidationCode`. */
export const CODE = { valid: 0, duplicate: 9, policy: 10, conflict: 11 } as const;

interface Written {
  readonly value: Uint8Array;
  readonly version: Version;
}

/** A block of the fake, with one transaction. */
export interface FakeBlock {
  readonly number: number;
  readonly previous: Uint8Array;
  readonly entry: Uint8Array;
  readonly transaction: string;
  readonly code: number;
}

/** What one endorser answers. */
export type Answered = { readonly response: Uint8Array; readonly returned: Uint8Array } | { readonly refusal: string };

const ORDERERS = ['Alpha', 'Beta', 'Gamma', 'Delta'];
/** Organisations that the endorsement policy needs. */
const NEED = 2;

/** See the head of this file. */
export class FakeLedger {
  readonly blocks: FakeBlock[] = [];
  readonly #history = new Map<string, Written[]>();
  /** Blocks that a peer of an organisation has not got yet. */
  readonly behind = new Map<string, number>();
  /** A key of which an organisation's peer has not got the newest version yet. */
  readonly skip = new Map<string, string>();
  /** Milliseconds that endorsers' clocks are ahead. */
  clock = 0;

  /** The committed value as a peer knows it. */
  #read(key: string, mspId: string): Written | null {
    const height = this.blocks.length - (this.behind.get(mspId) ?? 0);
    const known = this.#history.get(key)?.filter(({ version }) => version.block <= height) ?? [];
    return known.at(this.skip.get(mspId) === key ? -2 : -1) ?? null;
  }

  /** One peer carries out a call of the chaincode. */
  async endorse(proposal: Proposal, mspId: string): Promise<Answered> {
    const reads = new Map<string, Version | null>();
    const writes = new Map<string, Uint8Array>();
    const ledger = {
      get: async (key: string) => {
        const found = this.#read(key, mspId);
        reads.set(key, found?.version ?? null);
        return found?.value ?? null;
      },
      put: async (key: string, value: Uint8Array) => void writes.set(key, value),
    };
    const { time } = proposal;
    const call = { function: proposal.function, arguments: proposal.arguments, mspId: proposal.mspId, time };
    const answer = await invoke({ ...call, now: Date.now() + this.clock }, ledger, nobleCrypto);
    if (answer.refused !== null) return { refusal: `chaincode response 500, ${answer.message}` };
    const returned = utf8(answer.payload);
    return { returned, response: responseOf(proposal, returned, reads, writes) };
  }

  /** A value of the first block. */
  seed(key: string, value: Uint8Array): void {
    this.#history.set(key, [{ value, version: { block: 0, index: 0 } }]);
  }

  /** Writes the same value to a key once more, in a block of its own. */
  touch(key: string): void {
    const known = this.#history.get(key) ?? [];
    const last = known.at(-1);
    if (last) known.push({ ...last, version: { block: this.blocks.length, index: 1 } });
  }

  /** Puts an envelope into the next block; whether it counts is decided like a committing peer does. */
  order(entry: Uint8Array): FakeBlock {
    const endorsed = readEnvelope(entry);
    const content = contentOf(endorsed);
    const code = this.#codeOf(endorsed);
    const number = this.blocks.length + 1;
    const last = this.blocks.at(-1);
    const previous = last ? nobleCrypto.sha256(headerOf(last)) : new Uint8Array(32);
    const block = { number, previous, entry, transaction: content.txId, code };
    this.blocks.push(block);
    if (code !== CODE.valid) return block;
    for (const { key, value } of content.writes) {
      const known = this.#history.get(key) ?? [];
      if (value) known.push({ value, version: { block: number, index: 0 } });
      this.#history.set(key, known);
    }
    return block;
  }

  #codeOf(endorsed: Endorsed): number {
    const { txId, reads } = contentOf(endorsed);
    if (this.blocks.some(({ transaction }) => transaction === txId)) return CODE.duplicate;
    if (endorsed.endorsements.length < NEED) return CODE.policy;
    const isMoved = reads.some(({ key, version }) => {
      const now = this.#history.get(key)?.at(-1)?.version ?? null;
      return now?.block !== version?.block;
    });
    return isMoved ? CODE.conflict : CODE.valid;
  }

  /** What the ledger holds for a transaction: its first appearance. */
  find(transaction: string): FakeBlock | null {
    return this.blocks.find((block) => block.transaction === transaction) ?? null;
  }

  valueOf(key: string): string | null {
    const found = this.#history.get(key)?.at(-1);
    return found ? fromUtf8(found.value) : null;
  }

  /** How often a key was written: a checkpoint that was anchored twice would be written twice. */
  timesWritten(key: string): number {
    return this.#history.get(key)?.length ?? 0;
  }
}

const chaincodeId = (name: string) => bytesField(2, utf8(name));

/** `peer.ProposalResponsePayload`. */
function responseOf(
  proposal: Proposal,
  returned: Uint8Array,
  reads: ReadonlyMap<string, Version | null>,
  writes: ReadonlyMap<string, Uint8Array>,
): Uint8Array {
  const sorted = <V>(map: ReadonlyMap<string, V>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
  const set = concat(
    ...sorted(reads).map(([key, version]) =>
      messageField(
        1,
        concat(
          bytesField(1, utf8(key)),
          version ? messageField(2, concat(uintField(1, version.block), uintField(2, version.index))) : utf8(''),
        ),
      ),
    ),
    ...sorted(writes).map(([key, value]) => messageField(3, concat(bytesField(1, utf8(key)), bytesField(3, value)))),
  );
  const results = bytesField(2, concat(bytesField(1, utf8(CHAINCODE)), bytesField(2, set)));
  const action = concat(
    bytesField(1, results),
    bytesField(3, concat(uintField(1, 200), bytesField(3, returned))),
    bytesField(4, chaincodeId(CHAINCODE)),
  );
  const { channelHeader, signatureHeader, payload } = proposal;
  const hash = nobleCrypto.sha256(concat(channelHeader, signatureHeader, payload));
  return concat(bytesField(1, hash), bytesField(2, action));
}

/** The unsigned `common.Envelope` that a gateway gives its client. */
export function envelopeFor(proposal: Proposal, response: Uint8Array, endorsers: readonly Actor[]): Uint8Array {
  const endorsed = concat(
    bytesField(1, response),
    ...endorsers.map((actor) => {
      const { endorser, signature } = endorse(actor, response);
      return messageField(2, concat(bytesField(1, endorser), bytesField(2, signature)));
    }),
  );
  const action = concat(
    bytesField(1, proposal.signatureHeader),
    bytesField(2, concat(bytesField(1, proposal.payload), bytesField(2, endorsed))),
  );
  const header = concat(bytesField(1, proposal.channelHeader), bytesField(2, proposal.signatureHeader));
  return bytesField(1, concat(bytesField(1, header), bytesField(2, bytesField(1, action))));
}

const headerOf = ({ number, previous, entry }: Pick<FakeBlock, 'number' | 'previous' | 'entry'>) =>
  headerBytes({ number, previous }, dataHash([entry], nobleCrypto));

/** One copy of a block, `common.Block`, signed by these of the four orderers; a peer's copy marks what is valid. */
export function copyOf(block: FakeBlock, signers: readonly number[], configuration = 0): Uint8Array {
  const data = dataHash([block.entry], nobleCrypto);
  const value = concat(messageField(1, uintField(1, configuration)), messageField(2, utf8('view')));
  const signatures = signers.map((id) => {
    const own = concat(uintField(1, id), bytesField(2, utf8(`nonce ${id} ${block.number}`)));
    const name = member(ORDERERS[id - 1] ?? '', 'orderer').name;
    const signature = signAs(name, signedBytes(value, { header: own }, headerOf(block)));
    return messageField(2, concat(bytesField(2, signature), bytesField(3, own)));
  });
  const metadata = concat(bytesField(1, value), ...signatures);
  return concat(
    messageField(1, concat(uintField(1, block.number), bytesField(2, block.previous), bytesField(3, data))),
    messageField(2, bytesField(1, block.entry)),
    messageField(3, concat(messageField(1, metadata), messageField(1, utf8('')), messageField(1, utf8('\0')))),
  );
}
