/**
 * Forks of a log. Two checkpoints of one size with different roots, both signed by one key of one log, prove to anybody that
 * whoever holds the key showed two histories. The key has to be known to be the log's: anybody can sign under the origin of
 * somebody else with a key of their own. Checkpoints of different sizes are never judged here: that takes a consistency
 * proof. A fork changes no verdict: what others confirmed stays as it was judged.
 */
import type { Finding } from '../documents/doctor/findings.ts';
import { originWith } from '../formats/checkpoint.ts';
import type { CheckName, Report } from './report.ts';

/** A checkpoint whose signature was verified, by a key that is known to be its log's. */
export interface SignedHead {
  readonly origin: string;
  /** Fingerprint of the key, hex. */
  readonly key: string;
  /** Leaves. */
  readonly size: number;
  /** Base64. */
  readonly root: string;
}

/** What somebody knows of logs, apart from the certificates at hand. */
export interface KnownLogs {
  /** The root (base64) that is known for the same log, key and size, if it is another one; null when none contradicts. */
  otherRoot(head: SignedHead): string | null;
}

/**
 * The checkpoint of a certificate; null unless its log's signature holds, and the key is known to be the log's: the first
 * key, whose fingerprint is in the origin, or one that an accepted bundle names for this log and size.
 */
export function signedHead({
  checks,
  log,
  fingerprint,
}: Pick<Report, 'checks' | 'log' | 'fingerprint'>): SignedHead | null {
  const passed = (asked: CheckName) => checks.some(({ name, state }) => name === asked && state === 'passed');
  if (!log || fingerprint === null || !passed('log-signature')) return null;
  if (log.origin !== originWith(fingerprint) && !passed('log-key')) return null;
  return { origin: log.origin, key: fingerprint, size: log.size, root: log.root };
}

/** Key: equal for checkpoints that must have one root. An origin is one line. */
export function headKey({ origin, key, size }: SignedHead): string {
  return `${origin}\n${key}\n${size}`;
}

/** A root (base64) and what shows it. */
export interface ShownRoot<T> {
  readonly root: string;
  readonly shownBy: T;
}

/**
 * Checkpoints with something that shows each, such as a file. Of the roots for one log, key and size the two smallest in
 * the order of their text are kept: each root is contradicted by one of them, so that the answer is the same in whatever
 * order they came, and many roots cost no more than two.
 */
export class HeadTable<T> {
  readonly #roots = new Map<string, readonly ShownRoot<T>[]>();

  /** Of several that show one checkpoint the first counts. */
  add(head: SignedHead, shownBy: T): void {
    const kept = this.shown(head);
    if (kept.some(({ root }) => root === head.root)) return;
    const sorted = [...kept, { root: head.root, shownBy }].sort((a, b) => (a.root < b.root ? -1 : 1));
    this.#roots.set(headKey(head), sorted.slice(0, 2));
  }

  /** What is kept for its log, key and size: no more than two, the smaller root first. */
  shown(head: SignedHead): readonly ShownRoot<T>[] {
    return this.#roots.get(headKey(head)) ?? [];
  }

  /** What shows another root for the same log, key and size: the smallest root in the order of its text; null when none does. */
  other(head: SignedHead): ShownRoot<T> | null {
    return this.shown(head).find(({ root }) => root !== head.root) ?? null;
  }
}

/** The finding that a log forked: the other root is in `file`, or for null what this desk or computer knows of the log. */
export function forkFinding(
  { size, root }: Pick<SignedHead, 'size' | 'root'>,
  otherRoot: string,
  file: string | null,
): Finding {
  const where = file === null ? { reason: 'own' } : { file };
  return { code: 'forked', certain: true, detail: { size, root, otherRoot, ...where } };
}

/** A verified certificate and the name that findings call it by. */
export interface NamedReport {
  readonly name: string;
  readonly report: Report;
}

/** The forks that certificates at hand show, among themselves and against what is known. */
export class Forks {
  readonly #shown = new HeadTable<string>();
  readonly #known: KnownLogs | null;

  constructor(all: readonly NamedReport[], known: KnownLogs | null = null) {
    this.#known = known;
    for (const { name, report } of all) {
      const head = signedHead(report);
      if (head) this.#shown.add(head, name);
    }
  }

  /** The findings for one of them. */
  findings(report: Report): readonly Finding[] {
    const head = signedHead(report);
    if (!head) return [];
    const shown = this.#shown.other(head);
    const known = this.#known?.otherRoot(head) ?? null;
    return [
      ...(shown ? [forkFinding(head, shown.root, shown.shownBy)] : []),
      ...(known === null ? [] : [forkFinding(head, known, null)]),
    ];
  }
}
