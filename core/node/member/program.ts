/** The program beside a member's node: the application on its socket. It ends when the node must not continue. */
import { encodeTransaction, type ForkReport } from '../../anchors/cometbft/transaction.ts';
import { NotaryError } from '../../errors.ts';
import { type Endpoint, Rpc } from '../cometbft/rpc.ts';
import { listen } from './abci/server.ts';
import { Application } from './application.ts';
import type { MemberPaths } from './folder.ts';
import { MemberStore } from './store.ts';

/** A running application. */
export interface RunningMember {
  readonly application: Application;
  /** Resolves with the reason when the application can no longer answer correctly. */
  readonly failed: Promise<unknown>;
  close(): Promise<void>;
}

/**
 * The application of a member's folder, listening. `node` is the RPC address of the member's own node, which reports of
 * forks are sent to.
 */
export async function startMember(
  paths: Pick<MemberPaths, 'state' | 'socket'>,
  node: Endpoint | null,
): Promise<RunningMember> {
  const store = MemberStore.open(paths.state);
  const onFork = (report: ForkReport) => {
    if (node) void sendReport(node, report);
  };
  const application = new Application({ store, onFork });
  let fail: (reason: unknown) => void = () => undefined;
  const failed = new Promise<unknown>((resolve) => {
    fail = resolve;
  });
  const server = await listen(paths.socket, application.handle, (reason) => fail(reason));
  const close = async () => {
    await server.close();
    store.close();
  };
  return { application, failed, close };
}

/** A lost report does no harm: the desk's next attempt causes another one. */
async function sendReport(node: Endpoint, report: ForkReport): Promise<void> {
  await new Rpc(node).broadcast(encodeTransaction(report)).catch(() => null);
}

/** Runs until a signal; throws when the application fails, so that a supervisor starts it again. */
export async function runMember(paths: Pick<MemberPaths, 'state' | 'socket'>, node: Endpoint | null): Promise<void> {
  const running = await startMember(paths, node);
  const stopped = new Promise<null>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve(null));
  });
  const reason = await Promise.race([stopped, running.failed]);
  await running.close();
  if (reason === null) return;
  throw reason instanceof NotaryError
    ? reason
    : new NotaryError('internal', `the application failed: ${String(reason)}`);
}
