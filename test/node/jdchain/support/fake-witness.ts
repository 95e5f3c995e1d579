/**
 * A member's witness that states what its member's node shows, over HTTP; nothing of what a real one checks. For a server that
 * does, see core/node/member.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { encode } from '../../../../core/anchors/jdchain/binary.ts';
import { DATA_TYPE, TRANSACTION_CONTENT } from '../../../../core/anchors/jdchain/contracts.ts';
import { checkpointIn, writtenEntry } from '../../../../core/anchors/jdchain/entry.ts';
import { witnessLine } from '../../../../core/anchors/jdchain/lines.ts';
import { observationText, observedCheckpoint, valueHash } from '../../../../core/anchors/jdchain/observation.ts';
import { nobleCrypto } from '../../../../core/crypto.ts';
import { parseCheckpointText } from '../../../../core/formats/checkpoint.ts';
import { type NoteSigner, noteBytes } from '../../../../core/formats/note.ts';
import type { MemberPort } from '../../../../core/node/connectors/jdchain/members.ts';
import type { MemberWitness } from '../../../../core/node/connectors/jdchain/statements.ts';
import {
  type ObserveRequest,
  parseObserveRequest,
  REFUSALS,
  type Refusal,
  type RefusalReason,
  refusalBytes,
} from '../../../../core/node/jdchain/witness-protocol.ts';

/** See the head of this file. */
export class FakeWitness {
  /** The time that it states, in seconds since 1970. */
  seconds = () => 1795910400;
  readonly #signer: NoteSigner;
  readonly #node: Pick<MemberPort, 'transaction'>;
  readonly #server: Server;
  #port = 0;
  /** What it answers instead of a statement. */
  refusal: { readonly reason: RefusalReason; readonly detail?: string } | null = null;
  /** States another height than it was asked about. */
  lies = false;
  /** The size that it stated last. */
  stated = 0;
  requests = 0;

  constructor(signer: NoteSigner, node: Pick<MemberPort, 'transaction'>) {
    this.#signer = signer;
    this.#node = node;
    this.#server = createServer((request, answer) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', async () => {
        const { status, body } = await this.#answer(new Uint8Array(Buffer.concat(parts)));
        answer.writeHead(status).end(body);
      });
    });
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  get address(): MemberWitness {
    const { key } = this.#signer;
    return { organisation: `Organisation ${key.name}`, url: `http://127.0.0.1:${this.#port}`, ca: null, key };
  }

  async #answer(body: Uint8Array): Promise<{ status: number; body: Uint8Array }> {
    this.requests += 1;
    const refuse = (reason: RefusalReason, detail: string | null = null) => {
      const refusal: Refusal = { reason, detail, why: `refused: ${reason}`, note: null };
      return { status: REFUSALS[reason].status, body: refusalBytes(refusal) };
    };
    if (this.refusal) return refuse(this.refusal.reason, this.refusal.detail ?? null);
    let asked: ObserveRequest;
    try {
      asked = parseObserveRequest(body);
    } catch {
      return refuse('malformed');
    }
    if (asked.old !== this.stated) return refuse('other-size', `${this.stated}`);
    const text = await this.#statement(asked);
    if (text === null) return refuse('not-seen');
    this.stated = parseCheckpointText(asked.note.text).size;
    return { status: 200, body: noteBytes({ text, signatures: [witnessLine(text, this.seconds(), this.#signer)] }) };
  }

  async #statement({ ledger, height, block, transaction }: ObserveRequest): Promise<string | null> {
    const found = await this.#node.transaction(transaction);
    const content = found?.transaction.request?.transactionContent;
    const entry = content && writtenEntry(encode(TRANSACTION_CONTENT, content));
    if (!entry) return null;
    const checkpoint = parseCheckpointText(checkpointIn(entry.value).text);
    return observationText({
      ...observedCheckpoint(checkpoint, nobleCrypto),
      ledger,
      height: this.lies ? height + 1 : height,
      block,
      transaction,
      account: entry.account,
      key: entry.key,
      version: 0,
      valueHash: valueHash(DATA_TYPE.TEXT, entry.value, nobleCrypto),
    });
  }
}
