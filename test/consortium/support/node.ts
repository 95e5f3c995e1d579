/** A member's node without an engine: it answers what the test says, so that any mixture of members can be asked. */
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { toHex } from '../../../core/formats/bytes.ts';
import type { Checkpoint } from '../../../core/formats/checkpoint.ts';
import { CODES, type CodeName } from '../../../core/node/cometbft/codes.ts';
import { onLoopback } from './loopback.ts';
import { queryAnswer } from './proxy.ts';

/** What this node believes, and what its CheckTx says; absent: it closes the connection. */
export interface Belief {
  /** The latest accepted checkpoint; null for a log that nobody registered. */
  readonly latest?: Pick<Checkpoint, 'size' | 'root'> | null;
  readonly check?: CodeName;
  /** Whether it tells of its engine; it does not unless it is said. */
  readonly tells?: boolean;
  /** Milliseconds before it answers; infinite: it never does. */
  readonly slow?: number;
}

export interface Node {
  readonly url: string;
  /** How many transactions it was sent. */
  sent(): number;
  /** Whether it closes every connection, as one that is away. */
  away(isAway: boolean): void;
  end(): Promise<void>;
}

function latestAnswer(latest: NonNullable<Belief['latest']> | null): string {
  const { size, root } = latest ?? { size: 0, root: new Uint8Array(32) };
  return queryAnswer({ height: size + 1, registered: latest !== null, root: toHex(root), size });
}

const result = (value: object) => JSON.stringify({ jsonrpc: '2.0', id: 1, result: value });

const STATUS = {
  node_info: { network: 'test-1', moniker: 'node', version: '0.38.0' },
  sync_info: { latest_block_height: '1', latest_block_time: '2026-11-21T08:00:00Z', catching_up: false },
};

/** Starts a node on loopback. */
export async function fakeNode({ latest, check, tells = false, slow = 0 }: Belief): Promise<Node> {
  let sent = 0;
  let isAway = false;
  const answers: Readonly<Record<string, () => string | null>> = {
    abci_query: () => (latest === undefined ? null : latestAnswer(latest)),
    status: () => (tells ? result(STATUS) : null),
    broadcast_tx_sync: () => {
      sent += 1;
      return check === undefined ? null : result({ code: CODES[check], log: check, hash: '00' });
    },
  };
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    if (slow === Number.POSITIVE_INFINITY) return;
    if (slow > 0) await sleep(slow);
    const { method } = JSON.parse(Buffer.concat(parts).toString()) as { method: string };
    const said = isAway ? null : (answers[method]?.() ?? null);
    if (said === null) response.destroy();
    else response.end(said);
  });
  const away = (now: boolean) => {
    isAway = now;
  };
  return { ...(await onLoopback(server)), sent: () => sent, away };
}
