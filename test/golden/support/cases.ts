/** The calls of `notary verify --json` that 0.1.0 answered: verify.json of the vectors. */
import type { Report } from '../../../core/verification/report.ts';
import { readVector, vector } from './vectors.ts';

export type Result = Report & {
  readonly certificate: string;
  readonly document: string | null;
  readonly knownRecord: string | null;
};

/** A call and its answer. */
export interface Case {
  readonly name: string;
  readonly args: readonly string[];
  readonly exit: number;
  readonly results: readonly Result[];
  readonly errors: readonly object[];
}

export const { cases } = readVector<{ cases: readonly Case[] }>('verify.json');

/** The arguments of a call, told apart; paths are those of the vectors. */
export function parsed({ args }: Case) {
  const asked = { files: [] as string[], trust: [] as string[], digests: [] as string[], acceptDemo: false };
  const rest = [...args];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (arg === '--accept-demo') asked.acceptDemo = true;
    else if (arg === '--trust') asked.trust.push(vector(rest.shift() ?? ''));
    else if (arg === '--digest') asked.digests.push(rest.shift() ?? '');
    else asked.files.push(vector(arg));
  }
  return asked;
}
