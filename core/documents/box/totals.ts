/** Totals of a sheet, and its exit code. */
import { FORKED_EXIT } from '../../verification/report.ts';
import type { BoxItem } from './items.ts';
import type { BoxDraft } from './pairing.ts';
import { BOX_STATES, type BoxState, type BoxTotals } from './types.ts';

/** Counts items and rows. */
export class BoxCounter {
  private readonly states = Object.fromEntries(BOX_STATES.map((state) => [state, 0])) as Record<BoxState, number>;
  private files = 0;
  private bytes = 0;
  private certificates = 0;
  private containers = 0;
  private unread = 0;
  private rows = 0;

  item({ kind, sha256, size, fault }: Pick<BoxItem, 'kind' | 'sha256' | 'size' | 'fault'>): void {
    if (sha256 !== null) this.files++;
    if (sha256 !== null) this.bytes += size ?? 0;
    if (kind === 'certificate') this.certificates++;
    if (kind === 'container') this.containers++;
    if (sha256 === null && fault) this.unread++;
  }

  row({ state }: Pick<BoxDraft, 'state'>): void {
    this.rows++;
    this.states[state]++;
  }

  totals(): BoxTotals {
    const { files, bytes, certificates, containers, unread, rows } = this;
    return { files, bytes, certificates, containers, unread, rows, states: { ...this.states } };
  }
}

const CODES: Readonly<Record<BoxState, number>> = {
  forked: FORKED_EXIT,
  proven: 0,
  duplicate: 0,
  'self-attested': 10,
  pending: 11,
  'missing-document': 12,
  'missing-certificate': 13,
  superseded: 14,
  different: 20,
  tampered: 21,
  misstated: 25,
  untrusted: 22,
  unreadable: 23,
};

/** The exit code of a state; that of the verdict if it has one. docs/case-box.md, "Exit codes". */
export function boxStateCode(state: BoxState): number {
  return CODES[state];
}

/** The exit code of the worst state in the box, in the order of `BOX_STATES`; 0 for an empty box. */
export function boxExitCode({ states }: Pick<BoxTotals, 'states'>): number {
  const worst = BOX_STATES.find((state) => states[state] > 0);
  return worst === undefined ? 0 : CODES[worst];
}
