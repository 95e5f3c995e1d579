/** What the certificates of a selection withhold: the same of each, or for some records something else. */

/** Names of facts, or of elements of lists (`parties:2`). */
export type WithheldNames = readonly string[];

/** The same of each record, or for some of them something else. */
export type Withhold =
  | WithheldNames
  | { readonly names: WithheldNames; readonly records: Readonly<Record<string, WithheldNames>> };

const isSame = (withhold: Withhold): withhold is WithheldNames => Array.isArray(withhold);

/** What is withheld from the certificate of this record. */
export function withheldOfRecord(withhold: Withhold, id: string): WithheldNames {
  if (isSame(withhold)) return withhold;
  return Object.hasOwn(withhold.records, id) ? (withhold.records[id] ?? withhold.names) : withhold.names;
}

/** Whether a fact is withheld from the certificate of one of these records. */
export function isWithheldOfAny(withhold: Withhold, ids: readonly string[], name: string): boolean {
  return ids.some((id) => withheldOfRecord(withhold, id).includes(name));
}
