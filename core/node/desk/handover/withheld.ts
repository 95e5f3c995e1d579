/**
 * What a certificate withholds, and what else of the desk would repeat it: names of files, the details of journal entries,
 * covers. Everything that is handed over beside a certificate asks here.
 */
import { NotaryError } from '../../../errors.ts';
import { parseCanonical } from '../../../formats/canonical.ts';
import type { EvidenceFiles } from '../../../formats/evidence.ts';
import type { Custody, CustodyEntry } from '../../../log/custody.ts';
import type { JournalDetail } from '../../../log/journal.ts';
import type { StoredRecord } from '../../../ports.ts';
import type { Disclosure } from '../../../records/record.ts';
import { statedText } from '../../../records/record.ts';

/** Parts of a journal entry's detail that come from a fact, also where they are written in another way. */
const FROM_FACTS: Readonly<Record<string, readonly string[]>> = {
  fileName: ['file', 'timeline'],
  operator: ['operator'],
};
/** Shorter texts occur everywhere. */
const SHORTEST = 2;

export class WithheldFacts {
  readonly #disclosed: ReadonlyMap<string, unknown>;
  readonly #withheld: ReadonlyMap<string, unknown>;

  /** `files` are those of the certificate that is handed over. */
  constructor({ disclosures }: Pick<StoredRecord, 'disclosures'>, { evidence }: Pick<EvidenceFiles, 'evidence'>) {
    const shown = (parseCanonical(evidence) as unknown as { readonly disclosures: readonly Disclosure[] }).disclosures;
    this.#disclosed = new Map(shown.map(([, name, value]) => [name, value]));
    this.#withheld = new Map(
      disclosures.flatMap(([, name, value]) => (value === null || this.#disclosed.has(name) ? [] : [[name, value]])),
    );
  }

  /** True for a stated fact that the certificate withholds. */
  has(name: string): boolean {
    return this.#withheld.has(name);
  }

  /** The document's name as the certificate discloses it; null when it does not. */
  get fileName(): string | null {
    const value = this.#disclosed.get('fileName');
    return typeof value === 'string' ? value : null;
  }

  /** The chain of custody without the details that would repeat what is withheld; the entries stay, and prove as before. */
  custody(custody: Custody): Custody {
    return { ...custody, entries: custody.entries.map((entry) => this.#entry(entry)) };
  }

  #entry(entry: CustodyEntry): CustodyEntry {
    // a detail is one hash, so it is shown whole or not at all
    return entry.opened !== null && this.#repeats(entry.opened[1]) ? { ...entry, opened: null } : entry;
  }

  #repeats(detail: JournalDetail): boolean {
    const text = JSON.stringify(detail);
    return [...this.#withheld].some(([name, value]) => {
      const isTied = FROM_FACTS[name]?.some((part) => detail[part] !== undefined && detail[part] !== null);
      return isTied === true || textsIn(value).some((one) => text.includes(JSON.stringify(one).slice(1, -1)));
    });
  }
}

/** Whether a JSON text has one of these names, also where it is spaced or written in another width or case. */
export function repeats(json: string, names: readonly string[]): boolean {
  const text = folded(json);
  return names.some((name) => name.length >= SHORTEST && text.includes(folded(JSON.stringify(name).slice(1, -1))));
}

const folded = (text: string) => text.normalize('NFKC').replace(/\s+/g, '').toLowerCase();

/** The error of a trust bundle that says who is withheld. */
export function namesHolder(): NotaryError {
  return new NotaryError('bad-input', 'the trust bundle names the holder, who is withheld', { reason: 'names-holder' });
}

/**
 * Refuses a certificate that withholds the holder while a chain's anchor in it names the holder: as whom it registered
 * the log, or among its members. That is part of the evidence and cannot be left out.
 */
export function refuseNamedByChain(record: StoredRecord, files: Pick<EvidenceFiles, 'evidence'>): void {
  const holder = statedText(record, 'holder');
  if (holder === null || !new WithheldFacts(record, files).has('holder')) return;
  const { anchors } = parseCanonical(files.evidence) as unknown as { readonly anchors: unknown };
  if (repeats(JSON.stringify(anchors), [holder]))
    throw new NotaryError('bad-input', 'the chain names the holder, who is withheld', {
      id: record.id,
      reason: 'chain-names-holder',
    });
}

/** The texts in a fact's value. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.length < SHORTEST ? [] : [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
