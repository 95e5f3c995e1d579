/** The ledger's other side, in memory, and how a desk speaks to it. What it answers is the evidence, and it tells it once. */

import { anchorKinds, formSubject } from '../../../core/anchors/kind.ts';
import { ed25519PublicKey, nobleCrypto } from '../../../core/crypto.ts';
import { NotaryError } from '../../../core/errors.ts';
import { fromUtf8, toBase64, toHex, utf8 } from '../../../core/formats/bytes.ts';
import { canonicalBytes, type Json, parseCanonical } from '../../../core/formats/canonical.ts';
import { parseCheckpointText } from '../../../core/formats/checkpoint.ts';
import { anyJson, literal, object, text } from '../../../core/formats/decoder.ts';
import { parseTrustBundle, type TrustBundle } from '../../../core/formats/trust.ts';
import { verifyConsistency } from '../../../core/log/merkle.ts';
import { type Connection, type ConnectionKind, nameOf } from '../../../core/node/connectors/kind.ts';
import type { AnchorJob, AnchorRequest, AnchorResult, ChainConnector, Confirmation } from '../../../core/ports.ts';
import { LEDGER, type LedgerBlock, ledgerAnchor, ledgerVerifier, readBlock, signBlock } from './anchor.ts';

/** The operator's machine: accepts a log that grows, and signs a block for each checkpoint. */
export class Ledger {
  readonly id: string;
  readonly seed: Uint8Array;
  readonly #texts: string[] = [];
  readonly #blocks: LedgerBlock[] = [];
  /** Whether it answers at all. */
  isAway = false;
  submissions = 0;

  constructor(id = 'ledger-1', seed = new Uint8Array(32).fill(91)) {
    this.id = id;
    this.seed = seed;
  }

  accept(noteText: string, { consistency }: Pick<AnchorRequest, 'consistency'>): LedgerBlock {
    this.submissions += 1;
    if (this.isAway) throw new NotaryError('anchor-unavailable', `${this.id} does not answer`);
    const known = this.#blocks[this.#texts.indexOf(noteText)];
    if (known) return known;
    const last = this.#texts.at(-1);
    if (last !== undefined && !extendsOne(last, noteText, consistency))
      throw new NotaryError('anchor-refused', 'the log does not extend what was accepted');
    const height = this.#blocks.length + 1;
    const checkpoint = toHex(nobleCrypto.sha256(utf8(noteText)));
    const time = new Date(Date.UTC(2026, 10, 24, 6, 0, height)).toISOString();
    const block = signBlock({ chain: this.id, height, time, checkpoint }, this.seed);
    this.#texts.push(noteText);
    this.#blocks.push(block);
    return block;
  }

  /** The operator under the name that a bundle has for it. */
  bundle(): TrustBundle {
    const operator = {
      organisation: 'Ledger Operator',
      controller: 'operator',
      key: toBase64(ed25519PublicKey(this.seed)),
    };
    const chains = [{ kind: LEDGER, id: this.id, demo: false, epochs: [operator] }];
    return { v: 1, name: 'Test ledger', logs: [], witnesses: [], chains, policy: { witnesses: 0, chains: 1 } };
  }
}

function extendsOne(before: string, after: string, consistency: AnchorRequest['consistency']): boolean {
  const [last, next] = [parseCheckpointText(before), parseCheckpointText(after)];
  if (next.size <= last.size) return false;
  return verifyConsistency(last.size, next.size, last.root, next.root, consistency(last.size), nobleCrypto);
}

/** Only the receipt shows that a block was made: nothing can be asked again. */
export class LedgerConnector implements ChainConnector {
  readonly name: string;
  readonly chain: { readonly kind: string; readonly id: string };
  readonly #ledger: Ledger;

  constructor(ledger: Ledger) {
    this.chain = { kind: LEDGER, id: ledger.id };
    this.name = nameOf(this.chain);
    this.#ledger = ledger;
  }

  async prepare({ note }: AnchorRequest): Promise<{ payload: Uint8Array; reference: string }> {
    const payload = utf8(note.text);
    return { payload, reference: toHex(nobleCrypto.sha256(payload)) };
  }

  async submit({ payload }: AnchorJob, request: AnchorRequest): Promise<Uint8Array> {
    return canonicalBytes(this.#ledger.accept(fromUtf8(payload), request) as unknown as Json);
  }

  async confirm({ receipt }: AnchorJob): Promise<Confirmation> {
    return receipt === null ? { state: 'unknown' } : { state: 'final' };
  }

  async evidence({ receipt }: AnchorJob, { checkpoint, note }: AnchorRequest): Promise<AnchorResult> {
    if (receipt === null) throw new NotaryError('anchor-unavailable', 'no block was received');
    const anchor = ledgerAnchor(readBlock(parseCanonical(receipt), 'receipt'));
    const check = ledgerVerifier.check(anchor, formSubject(checkpoint, note), nobleCrypto);
    if (check.state !== 'passed') throw new NotaryError('anchor-invalid', check.detail);
    return { lines: [], keys: [], anchors: [anchor] };
  }
}

interface LedgerFile {
  readonly v: 1;
  readonly kind: typeof LEDGER;
  readonly chain: string;
  readonly operator: string;
  readonly trust: Json;
}

/** The connection file of a ledger. */
export function ledgerFile(ledger: Ledger): Uint8Array {
  const trust = ledger.bundle() as unknown as Json;
  return canonicalBytes({ v: 1, kind: LEDGER, chain: ledger.id, operator: 'ledger.example', trust });
}

const readFile = object<LedgerFile>({
  v: literal(1),
  kind: literal(LEDGER),
  chain: text(64),
  operator: text(200),
  trust: anyJson,
});

/** The kind of connection, for ledgers of this process. */
export function ledgerConnections(ledgers: readonly Ledger[]): ConnectionKind {
  const machine = (id: string) => {
    const found = ledgers.find((ledger) => ledger.id === id);
    if (!found) throw new NotaryError('malformed', `no ledger ${id}`);
    return found;
  };
  return {
    kind: LEDGER,
    title: { zh: '试验账本', en: 'test ledger' },
    read(bytes): Connection {
      const { chain: id, operator, trust } = readFile(parseCanonical(bytes), 'ledger');
      const ledger = machine(id);
      const members = [{ organisation: 'Ledger Operator', url: `https://${operator}` }];
      return {
        kind: LEDGER,
        id,
        trust: parseTrustBundle(canonicalBytes(trust), nobleCrypto, anchorKinds([ledgerVerifier])),
        members,
        rows: [{ label: { zh: '账本编号', en: 'Ledger number' }, value: id, form: 'code' }],
        open: () => ({ is: 'chain', connector: new LedgerConnector(ledger) }),
        health: async () =>
          members.map((member) => ({
            ...member,
            reachable: !ledger.isAway,
            height: 7,
            delay: ledger.isAway ? null : 1,
          })),
      };
    },
    registration: ({ logKey, organisation }) => utf8(`${LEDGER}\n${logKey.text}\n${organisation}\n`),
  };
}
