/** What is sent to a recipient. */

/** A file by name. */
export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** One record's part of a share. */
export interface SharedRecord {
  readonly certificate: NamedBytes;
  /** The document itself, when it goes along. */
  readonly document: NamedBytes | null;
}

export interface ShareContents {
  readonly records: readonly SharedRecord[];
  /** The checker page and a trust bundle, when they go along. */
  readonly checker: NamedBytes | null;
  readonly trust: NamedBytes | null;
}
