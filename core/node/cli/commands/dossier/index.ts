import { usage } from '../../arguments.ts';
import type { Context } from '../../context.ts';
import { WITHHOLD_OPTIONS } from '../../withheld.ts';
import type { Command } from '../command.ts';
import { compare } from './compare.ts';
import { make } from './make.ts';
import { certify, sample } from './open.ts';
import { show } from './show.ts';

const ACTIONS: Readonly<Record<string, (context: Context, rest: readonly string[]) => Promise<number>>> = {
  make,
  show,
  certify,
  sample,
  compare,
};

/** `dossier make|show|certify|sample|compare`: pools and case files. */
export const dossier: Command = {
  options: {
    ...Object.fromEntries(
      [
        ...['title', 'number', 'note', 'date', 'cut-off', 'template', 'supersedes', 'tape'],
        ...['tables', 'esma', 'out', 'seed', 'size', 'currency'],
      ].map((name) => [name, { type: 'string' } as const]),
    ),
    ...Object.fromEntries(
      ['rule', 'filter', 'column', 'open', 'absent'].map((name) => [name, { type: 'string', multiple: true } as const]),
    ),
    ...Object.fromEntries(
      ['skip', 'preview', 'items', 'by-amount'].map((name) => [name, { type: 'boolean' } as const]),
    ),
    ...WITHHOLD_OPTIONS,
  },
  async run(context) {
    const [action = '', ...rest] = context.args.rest;
    const run = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
    if (action === '') throw usage('form', { form: `dossier ${Object.keys(ACTIONS).join('|')}` });
    if (!run) throw usage('unknown-action', { command: 'dossier', value: action });
    return run(context, rest);
  },
};
