import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { nameWarnings } from '../../../formats/look-alike-names.ts';
import { groupedHex } from '../../../words/words.ts';
import { nameOf, type TellSteps, type TestStep } from '../../connectors/kind.ts';
import type { Desk } from '../../desk/desk.ts';
import type { ChainEntry } from '../../desk/types.ts';
import { readSmallFile } from '../../system/small-file.ts';
import { usage } from '../arguments.ts';
import { ANSWER_OPTIONS, OPEN, settle, wishOf } from '../connection-files.ts';
import { answer, type Context, printLines, remark, withDesk, withView } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { nameRemarks } from '../name-remarks.ts';
import { isAllWell, stepPrinter } from '../print-steps.ts';
import { askKeyPassword } from '../secret.ts';
import { connectionTextsFor } from '../texts/connection.ts';
import type { Command } from './command.ts';

/** Bytes of the largest key file that is read: one has about a hundred. */
const KEY_FILE = 4096;

/** `chain add FILE… | list | test [NAME|FILE…] | on NAME | off NAME | remove NAME | key NAME [--from FILE] | register [--kind KIND] --out FILE`. */
export const chain: Command = {
  options: {
    fingerprint: { type: 'string' },
    out: { type: 'string' },
    kind: { type: 'string' },
    optional: { type: 'boolean' },
    ...ANSWER_OPTIONS,
    from: { type: 'string' },
  },
  async run(context) {
    const [action, ...named] = context.args.rest;
    const [name, ...more] = named;
    if (action === 'add' && name !== undefined) return add(context, named);
    if (action === 'test') return test(context, named);
    if (more.length > 0) throw usage('takes-one', { command: 'chain' });
    if (action === 'list' && name === undefined) return list(context);
    if (action === 'register') return register(context);
    if (name === undefined)
      throw usage('form', {
        form: 'chain add FILE… | list | test [NAME|FILE…] | on|off|remove NAME | key NAME | register --out FILE',
      });
    if (action === 'key') return key(context, name);
    if (action === 'remove') return change(context, name, 'removed');
    if (action === 'on' || action === 'off') return change(context, name, action);
    throw usage('unknown-action', { command: 'chain', value: action ?? '' });
  },
};

function linesOf({ texts, language }: Context, entry: ChainEntry): readonly string[] {
  const marks = [
    entry.compared ? texts.compared : texts.notCompared,
    ...(entry.demo ? [texts.testNetwork] : []),
    ...(entry.enabled ? [] : [texts.switchedOff]),
    ...(entry.required ? [] : [texts.optional]),
  ];
  const rows = entry.rows.map(({ label, value }) => `  ${label[language]}: ${value}`);
  const members = entry.members.map(({ organisation, url }) => `  ${organisation}  ${url}`);
  return [`${entry.name} (${marks.join(', ')})`, `  ${groupedHex(entry.fingerprint)}`, ...rows, ...members];
}

function list(context: Context): number {
  const chains = withView(context, (view) => view.chains());
  const lines = chains.length === 0 ? [context.texts.chainNone] : chains.flatMap((entry) => linesOf(context, entry));
  answer(context, { chains }, lines);
  return EXIT.ok;
}

function add(context: Context, files: readonly string[]): Promise<number> {
  return withDesk(context, async (desk) => {
    const { args, texts, language } = context;
    const settled = await settle(context, desk, wishOf(context, files));
    if (!settled) return OPEN;
    const { candidate, secrets } = settled.plan;
    const accepted = desk.verification.trust().map(({ bundle }) => bundle);
    const entry = desk.chains.add({
      ...settled.wish,
      fingerprint: candidate.fingerprint,
      typed: args.text('fingerprint'),
      required: !args.flag('optional'),
    });
    const warnings = nameWarnings(candidate.bundle, accepted);
    answer(context, { chain: entry, lookAlikes: warnings.alike, mixedNames: warnings.mixed }, linesOf(context, entry));
    if (secrets > 0) remark(context, connectionTextsFor(language).secrets(secrets));
    for (const line of nameRemarks(texts, warnings)) remark(context, line);
    if (!entry.compared) remark(context, texts.trustCompare);
    if (entry.demo) remark(context, texts.chainDemo);
    return EXIT.ok;
  });
}

function change(context: Context, name: string, to: 'on' | 'off' | 'removed'): Promise<number> {
  return withDesk(context, async (desk) => {
    if (to === 'removed') desk.chains.remove(name);
    else desk.chains.enable(name, to === 'on');
    answer(context, { name, state: to }, [context.texts.chainChanged({ name, to })]);
    return EXIT.ok;
  });
}

/** Shows the key by which a chain's members register this desk; makes one, or reads it from a file, when there is none. */
async function key(context: Context, name: string): Promise<number> {
  const from = context.args.text('from');
  const contents = from === null ? null : readSmallFile(resolve(from), KEY_FILE).toString('latin1');
  const password = contents === null ? '' : await askKeyPassword(context.texts.askKeyPassword);
  return withDesk(context, async (desk) => {
    const rows = desk.chains.clientKey(name, contents === null ? null : { contents, password });
    const lines = rows.map(({ label, value }) => `${label[context.language]}: ${value}`);
    answer(context, { name, rows }, lines);
    remark(context, context.texts.chainKey);
    return EXIT.ok;
  });
}

/** What a chain answered. */
interface Tried {
  readonly name: string;
  readonly steps: readonly TestStep[];
}

/** Tries each chain step by step, or a connection that was not added yet; exit code 0 when all is well. */
function test(context: Context, named: readonly string[]): Promise<number> {
  return withDesk(context, async (desk) => {
    const known = desk.chains.list().flatMap(({ name, kind, id }) => [name, id, nameOf({ kind, id })]);
    const [first, ...more] = named;
    if (first !== undefined && (more.length > 0 || (!known.includes(first) && existsSync(first))))
      return testFiles(context, desk, named);
    const names = first === undefined ? desk.chains.list().map((entry) => entry.name) : [first];
    return tell(context, names, (name, told) => desk.chains.test(name, told));
  });
}

async function testFiles(context: Context, desk: Desk, files: readonly string[]): Promise<number> {
  const settled = await settle(context, desk, wishOf(context, files));
  if (!settled) return OPEN;
  const { fingerprint, name } = settled.plan.candidate;
  return tell(context, [name], (_, told) => desk.chains.try(settled.wish, fingerprint, told));
}

/** Tests one after the other; the lines of a step are printed when it is done. */
async function tell(
  context: Context,
  names: readonly string[],
  run: (name: string, told: TellSteps) => Promise<readonly TestStep[]>,
): Promise<number> {
  const chains: Tried[] = [];
  for (const name of names) {
    const print = stepPrinter(context);
    if (!context.json) printLines(context, [name]);
    const steps = await run(name, print);
    print(steps);
    chains.push({ name, steps });
  }
  answer(context, { chains }, []);
  return chains.every(({ steps }) => isAllWell(steps)) ? EXIT.ok : EXIT.other;
}

function register(context: Context): Promise<number> {
  const out = context.args.text('out');
  if (out === null) throw usage('needs-option', { command: 'chain register', option: '--out FILE' });
  return withDesk(context, async (desk) => {
    const path = resolve(out);
    desk.chains.register(path, context.args.text('kind') ?? undefined);
    answer(context, { path }, [path]);
    remark(context, context.texts.chainRegister);
    return EXIT.ok;
  });
}
