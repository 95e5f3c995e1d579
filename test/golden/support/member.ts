/** A member's application as the engine drives it, and the blocks that the members of 0.1.0 executed. */
import { fromBase64, toBase64, toHex } from '../../../core/formats/bytes.ts';
import type { Request, Response } from '../../../core/node/member/abci/messages.ts';
import { Application } from '../../../core/node/member/application.ts';
import { MemberStore } from '../../../core/node/member/store.ts';
import { readVector } from './vectors.ts';

/** A block as the engine gave it to the members, and what they answered. */
export interface Block {
  readonly height: number;
  /** Base64. */
  readonly transactions: readonly string[];
  readonly codes: readonly number[];
  readonly updates: readonly { readonly key: string; readonly power: number }[];
  /** The application hash after it, hex. */
  readonly hash: string;
}

/** The chain of the vectors, from its first block. */
export const { chain, blocks } = readVector<{ chain: string; blocks: readonly Block[] }>('member', 'blocks.json');
/** Height of the state in `member/application/`. */
export const STATE_HEIGHT = 14;

/** An application on a database file. */
export function openMember(file: string): { readonly app: Application; close(): void } {
  const store = MemberStore.open(file);
  return { app: new Application({ store, onFork: () => undefined }), close: () => store.close() };
}

/** Asks, and refuses an answer to something else. */
export function ask<M extends Response['method']>(app: Application, request: Request, method: M) {
  const response = app.handle(request);
  if (response.method !== method) throw new Error(`answered ${response.method}`);
  return response as Extract<Response, { method: M }>;
}

/** Takes a block in the engine's three steps; what the application answered, in the form of the vectors. */
export function execute(app: Application, height: number, transactions: readonly Uint8Array[]) {
  const { accept } = ask(app, { method: 'process', height, transactions }, 'process');
  const { results, updates, hash } = ask(app, { method: 'finalize', height, transactions }, 'finalize');
  ask(app, { method: 'commit' }, 'commit');
  return {
    accept,
    codes: results.map(({ code }) => code),
    updates: updates.map(({ key, power }) => ({ key: toBase64(key), power })),
    hash: toHex(hash),
  };
}

/** The same for blocks of the vectors. */
export function replay(app: Application, some: readonly Block[]) {
  return some.map(({ height, transactions }) => execute(app, height, transactions.map(fromBase64)));
}
