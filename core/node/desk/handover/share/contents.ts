/** The contents of a package for a recipient. */

/** A file by name. */
export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** One record's part of a share. */
export interface SharedRecord {
  readonly certificate: NamedBytes;
  /** The document itself, if it is included. */
  readonly document: NamedBytes | null;
  /** Whether its certificate discloses the holder. */
  readonly namesHolder?: boolean;
}

/** Everything in a share. */
export interface ShareContents {
  readonly records: readonly SharedRecord[];
  /** The checker page and a trust bundle, if they are included. */
  readonly checker: NamedBytes | null;
  readonly trust: NamedBytes | null;
}
