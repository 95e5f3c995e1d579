/**
 * Forks of a log. Two checkpoints of one size with different roots, both signed by one key of one log, prove to anybody that
 * whoever holds the key showed two histories. Checkpoints of different sizes are never judged here: that takes a consistency
 * proof. A fork changes no verdict: whose key it is, and what others confirmed, stays as it was judged.
 */
import type { Finding } from '../documents/doctor/findings.ts';
import type { Report } from './report.ts';

/** A checkpoint whose signature by the key of its log was verified. */
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

/** The checkpoint of a certificate; null unless its log's signature holds. */
export function signedHead({ checks, log, fingerprint }: Report): SignedHead | null {
  const isSigned = checks.some(({ name, state }) => name === 'log-signature' && state === 'passed');
  if (!isSigned || !log || fingerprint === null) return null;
  return { origin: log.origin, key: fingerprint, size: log.size, root: log.root };
}

/** Key: equal for checkpoints that must have one root. An origin is one line. */
export function headKey({ origin, key, size }: SignedHead): string {
  return `${origin}\n${key}\n${size}`;
}

/** Checkpoints with something that shows each, such as a file. */
export class HeadTable<T> {
  readonly #roots = new Map<string, Map<string, T>>();

  /** Of several that show one checkpoint the first counts. */
  add(head: SignedHead, shownBy: T): void {
    const key = headKey(head);
    const roots = this.#roots.get(key) ?? new Map<string, T>();
    if (!roots.has(head.root)) roots.set(head.root, shownBy);
    this.#roots.set(key, roots);
  }

  /** What shows another root for the same log, key and size: the smallest root in the order of its text; null when none does. */
  other(head: SignedHead): { readonly root: string; readonly shownBy: T } | null {
    const roots = this.#roots.get(headKey(head));
    if (!roots || roots.size < 2) return null;
    let found: { readonly root: string; readonly shownBy: T } | null = null;
    for (const [root, shownBy] of roots)
      if (root !== head.root && (found === null || root < found.root)) found = { root, shownBy };
    return found;
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

/** Whether a report shows a fork of its log. */
export function isForked({ findings }: Pick<Report, 'findings'>): boolean {
  return findings.some(({ code }) => code === 'forked');
}
