/** A desk at a ledger, in a process of its own that dies where it is told to: opens its home and anchors until it is done. */
import { fileURLToPath } from 'node:url';
import { ANCHOR_KINDS } from '../../../../core/anchors/index.ts';
import { jdchainConnectionsWith } from '../../../../core/node/connectors/jdchain/index.ts';
import { connectionKinds } from '../../../../core/node/connectors/kind.ts';
import { Desk, type DeskOptions } from '../../../../core/node/desk/desk.ts';
import { RECORD_KINDS } from '../../../../core/records/index.ts';
import { type Fault, install } from '../../crash/faults.ts';
import { EVERYTHING } from '../../support/query.ts';

const PATIENCE = { question: 60_000, submission: 60_000, witness: 60_000, settling: { answered: 0, unanswered: 0 } };

/** How such a desk is opened: nothing is waited for that may be under way. */
export const crashOptions = (home: string): DeskOptions => ({
  home,
  version: '9.9.9',
  oldRuntime: false,
  program: 'crash test',
  kinds: {
    anchors: ANCHOR_KINDS,
    connections: connectionKinds([jdchainConnectionsWith(PATIENCE)]),
    records: RECORD_KINDS,
  },
});

/** Anchors what the home has, whatever that takes. */
export async function anchorAll(home: string): Promise<void> {
  const desk = await Desk.open(crashOptions(home));
  const isOpen = () => desk.records(EVERYTHING).rows.some(({ state }) => state !== 'anchored');
  while (isOpen()) await desk.seal();
  await desk.close();
}

export const crashScript = fileURLToPath(import.meta.url);

if (process.argv[1] === crashScript) {
  const { home, fault } = JSON.parse(process.argv[2] ?? '{}') as {
    readonly home: string;
    readonly fault: Fault | null;
  };
  if (fault) install(fault);
  await anchorAll(home);
}
