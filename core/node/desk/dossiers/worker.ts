/** A thread for dossiers: reads the home beside its desk, and never writes. */
import { workerData } from 'node:worker_threads';
import { openStore, type SqliteStore } from '../../store/sqlite-store.ts';
import { type Fault, faultOf } from '../../system/fault.ts';
import { answerRequests } from '../../system/thread-inside.ts';
import { type Contents, contentsOf } from './contents.ts';
import { doWork, type WorkAnswer, type WorkAsk, type WorkName } from './work.ts';

/** Start data of a thread: the database, and the log that it has to be of. */
export interface DossierThreadData {
  readonly database: string;
  readonly origin: string;
}

/** A piece of work for a thread. */
export interface DossierRequest<K extends WorkName = WorkName> {
  readonly name: K;
  readonly ask: WorkAsk<K>;
}

/** What it answers, or the error as plain data. */
export type DossierReply<K extends WorkName = WorkName> = { readonly value: WorkAnswer<K> } | { readonly fault: Fault };

/** How far it is. */
export type DossierPart = readonly [done: number, total: number];

let opened: SqliteStore | undefined;
/** The contents that were read last: who looks through a dossier asks for them page by page. */
let last: { readonly key: string; readonly contents: Contents } | undefined;

function contents(id: string, store: SqliteStore): Contents {
  const key = `${id} ${store.dossiers.generation}`;
  if (last?.key !== key) last = { key, contents: contentsOf(id, store) };
  return last.contents;
}

answerRequests<DossierRequest, DossierReply, DossierPart>(async ({ name, ask }, send) => {
  try {
    const { database, origin } = workerData as DossierThreadData;
    opened ??= openStore(database, { mode: 'read', origin });
    const store = opened;
    const progress = (done: number, total: number) => send([done, total]);
    return { value: await doWork(name, ask, { store, contents: (id) => contents(id, store), progress }) };
  } catch (error) {
    return { fault: faultOf(error) };
  }
});
