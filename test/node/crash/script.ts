/**
 * The life of a small desk, told again from the beginning after every death: what is there already is not done twice.
 * Run as a process of its own. What a step promised is told on stdout once the step has returned, and not before.
 */
import { readdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Desk, type DeskOptions } from '../../../core/node/desk/desk.ts';
import { isHome } from '../../../core/node/home/home.ts';
import { EVERYTHING } from '../support/query.ts';
import { type Fault, install } from './faults.ts';

/** What a script is given: where to work, whether to write certificates, how to die. */
export interface Script {
  readonly home: string;
  readonly documents: string;
  /** Null: no certificates. */
  readonly certificates: string | null;
  readonly fault: Fault | null;
}

/** What a step promised once it returned. */
export type Told =
  | { readonly kind: 'key'; readonly origin: string }
  | { readonly kind: 'record'; readonly id: string; readonly sha256: string }
  | { readonly kind: 'title'; readonly id: string; readonly title: string }
  | { readonly kind: 'withdrawn'; readonly id: string }
  | { readonly kind: 'sealed'; readonly size: number; readonly root: string }
  | { readonly kind: 'certificate'; readonly id: string; readonly path: string }
  | { readonly kind: 'failed'; readonly step: string; readonly code: string }
  | { readonly kind: 'done' };

/** The file that is withdrawn, and the one whose title is edited. */
export const WITHDRAWN = 'draft.txt';
export const EDITED = 'contract.txt';
export const TITLE = '货物买卖合同';

export type Tell = (told: Told) => void;

async function openDesk(home: string): Promise<Desk> {
  const options: DeskOptions = { home, version: '0.0.0', oldRuntime: false, program: 'crash test' };
  if (isHome(home)) return Desk.open(options);
  const holder = { name: '上海长风供应链管理有限公司', creditCode: null, operator: '王小明' };
  return (await Desk.init(options, { language: 'zh', holder })).desk;
}

async function takeIn(desk: Desk, tell: Tell, folder: string): Promise<void> {
  const files = readdirSync(folder).map((name) => join(folder, name));
  const items = await desk.intake({ paths: files, again: false }).done;
  for (const { recordId, sha256, state } of items) {
    if (recordId && sha256) tell({ kind: 'record', id: recordId, sha256 });
    else tell({ kind: 'failed', step: `intake: ${state}`, code: items.find(({ error }) => error)?.error?.code ?? '' });
  }
}

function byName(desk: Desk, fileName: string) {
  return desk.records(EVERYTHING).rows.find(({ facts, state }) => facts.fileName === fileName && state === 'recorded');
}

async function edit(desk: Desk, tell: Tell): Promise<void> {
  const edited = byName(desk, EDITED);
  if (edited) {
    await desk.edit({ ids: [edited.id], facts: { title: TITLE } });
    tell({ kind: 'title', id: edited.id, title: TITLE });
  }
  const draft = byName(desk, WITHDRAWN);
  if (draft) {
    await desk.withdraw([draft.id], 'a draft');
    tell({ kind: 'withdrawn', id: draft.id });
  }
}

async function seal(desk: Desk, tell: Tell): Promise<void> {
  await desk.seal();
  const { checkpoint } = desk.status();
  if (checkpoint) tell({ kind: 'sealed', size: checkpoint.size, root: checkpoint.root });
}

async function certify(desk: Desk, tell: Tell, folder: string | null): Promise<void> {
  if (folder === null) return;
  const ids = desk.records({ ...EVERYTHING, states: ['sealed', 'anchored'] }).rows.map(({ id }) => id);
  const { certificates } = await desk.certificates.certify(ids, [], folder);
  for (const { id, path } of certificates) tell({ kind: 'certificate', id, path });
}

/** Does the step; what goes wrong is told, and the story goes on. */
async function step(name: string, tell: Tell, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    tell({ kind: 'failed', step: name, code: (error as { code?: string }).code ?? String(error) });
  }
}

/** Tells the story; `tell` hears what was promised. */
export async function live({ home, documents, certificates }: Script, tell: Tell): Promise<void> {
  const desk = await openDesk(home);
  const { origin } = desk.status();
  tell({ kind: 'key', origin: origin ?? '' });
  const steps: readonly (readonly [string, () => Promise<void>])[] = [
    ['first intake', () => firstIntake(desk, tell, documents)],
    ['edit', () => edit(desk, tell)],
    ['first seal', () => seal(desk, tell)],
    ['first certificates', () => certify(desk, tell, certificates)],
    ['second intake', () => takeIn(desk, tell, join(documents, 'second'))],
    ['search', async () => void desk.records({ ...EVERYTHING, search: '合同' })],
    ['second seal', () => seal(desk, tell)],
    ['second certificates', () => certify(desk, tell, certificates)],
  ];
  for (const [name, work] of steps) await step(name, tell, work);
  await desk.close();
  tell({ kind: 'done' });
}

/** Not again once a file of it was withdrawn: withdrawn bytes would count as new. */
async function firstIntake(desk: Desk, tell: Tell, documents: string): Promise<void> {
  if (desk.records({ ...EVERYTHING, states: ['withdrawn'] }).total === 0)
    await takeIn(desk, tell, join(documents, 'first'));
}

/** The program that runs a script given as its argument. */
export const scriptFile = fileURLToPath(import.meta.url);

if (process.argv[1] === scriptFile) {
  const script = JSON.parse(process.argv[2] ?? '{}') as Script;
  const tell: Tell = (told) => void writeSync(1, `${JSON.stringify(told)}\n`);
  if (script.fault) install(script.fault);
  await step('start', tell, () => live(script, tell));
}
