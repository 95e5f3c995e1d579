/**
 * What a certificate withholds, and what else of the desk would repeat it: names of files, the details of journal entries,
 * covers. Everything that is handed over beside a certificate asks here.
 */
import { NotaryError } from '../../../errors.ts';
import { type Json, parseCanonical } from '../../../formats/canonical.ts';
import type { EvidenceFiles } from '../../../formats/evidence.ts';
import type { Custody, CustodyEntry } from '../../../log/custody.ts';
import type { JournalDetail } from '../../../log/journal.ts';
import type { StoredRecord } from '../../../ports.ts';
import { currencyOf } from '../../../records/facts.ts';
import { type ShownFact, shownValue } from '../../../records/list-facts.ts';
import { factsIn, statedText } from '../../../records/record.ts';
import { type PreparedTexts, textsIn, type Withheld, withheldOf } from '../../../records/repeated-facts.ts';

/** Parts of a journal entry's detail that come from a fact, also where they are written in another way. */
const FROM_FACTS: Readonly<Record<string, readonly string[]>> = {
  fileName: ['file', 'timeline'],
  operator: ['operator'],
};
/** Keys, signatures and digests in Base64 or hex: they have every short word by chance. A long name may have letters alone. */
const ENCODED = /^(?=.*[0-9+/])[A-Za-z0-9+/]{40,}={0,2}$/;
/** A key of a log or a witness (C2SP signed-note): its name stands before the first plus. */
const NOTE_KEY = /^([^+\s]+)\+[0-9a-f]{8}\+[A-Za-z0-9+/]+=*$/;

export class WithheldFacts {
  readonly #disclosed: ReadonlyMap<string, Json>;
  readonly #withheld: ReadonlyMap<string, unknown>;
  readonly #values: Withheld;

  /** `files` are those of the certificate that is handed over; `texts` are shared by the records of a selection. */
  constructor(
    { disclosures }: Pick<StoredRecord, 'disclosures'>,
    { evidence }: Pick<EvidenceFiles, 'evidence'>,
    texts?: PreparedTexts,
  ) {
    const shown = (parseCanonical(evidence) as unknown as { readonly disclosures: readonly ShownFact[] }).disclosures;
    this.#disclosed = new Map(shown.map((one) => [one[1], shownValue(one)]));
    this.#withheld = new Map(
      disclosures.flatMap(([, name, value]) => {
        const hidden = withheldPart(value, this.#disclosed.get(name));
        return hidden === null ? [] : [[name, hidden]];
      }),
    );
    const holder = this.#disclosed.get('holder');
    const known = typeof holder === 'string' ? holder : null;
    this.#values = withheldOf(
      this.#withheld,
      { holder: known, currency: currencyOf(factsIn(disclosures).money) },
      texts,
    );
  }

  /** True for a stated fact that the certificate withholds, in whole or in part. */
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
    return (
      [...this.#withheld.keys()].some((name) =>
        FROM_FACTS[name]?.some((part) => detail[part] !== undefined && detail[part] !== null),
      ) || textsIn(detail).some((text) => this.#values.isIn(text))
    );
  }
}

/** What of a fact a certificate withholds: all of it, or elements of a list; null when it withholds nothing that is stated. */
function withheldPart(value: Json, disclosed: Json | undefined): Json {
  if (disclosed === undefined) return value;
  if (!Array.isArray(value) || !Array.isArray(disclosed)) return null;
  const hidden = value.filter((_, index) => disclosed[index] === null);
  return hidden.length === 0 ? null : hidden;
}

/** Whether a value of JSON names one of these holders, as facts are found that repeat them. */
export function namesOneOf(value: unknown, holders: readonly string[]): boolean {
  const withheld = withheldOf(
    holders.map((holder) => ['holder', holder]),
    { holder: null, currency: null },
  );
  return textsIn(value)
    .map((text) => NOTE_KEY.exec(text)?.[1] ?? text)
    .some((text) => !ENCODED.test(text) && withheld.isIn(text));
}

/** The error of a trust bundle that says who is withheld. */
export function namesHolder(): NotaryError {
  return new NotaryError('bad-input', 'the trust bundle names the holder, who is withheld', { reason: 'names-holder' });
}

/**
 * Refuses a certificate that withholds the holder while a chain's anchor in it names the holder: as whom it registered
 * the log, or among its members. That is part of the evidence and cannot be left out.
 */
export function refuseNamedByChain(
  record: StoredRecord,
  files: Pick<EvidenceFiles, 'evidence'>,
  texts?: PreparedTexts,
): void {
  const holder = statedText(record, 'holder');
  if (holder === null || !new WithheldFacts(record, files, texts).has('holder')) return;
  const { anchors } = parseCanonical(files.evidence) as unknown as { readonly anchors: unknown };
  if (namesOneOf(anchors, [holder]))
    throw new NotaryError('bad-input', 'the chain names the holder, who is withheld', {
      id: record.id,
      reason: 'chain-names-holder',
    });
}
