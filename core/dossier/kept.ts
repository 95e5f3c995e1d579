/** A dossier as the desk that made it keeps it: what its lists say, and what opens them. */

/** An item of a dossier as a desk keeps it, hex: what its list says, and what opens its amount. */
export interface DossierItem {
  /** Leaf hash of the record. */
  readonly leaf: string;
  /** Null, with what follows, for a record without an amount. */
  readonly commitment: string | null;
  readonly currency: string | null;
  /** The scalar of the commitment, 32 bytes, little endian; null also once the record was erased. */
  readonly blind: string | null;
  /** Id of the record; null for one of another desk. */
  readonly record: string | null;
}

/** The lists of a dossier, each in its order. */
export interface DossierLists {
  readonly items: readonly DossierItem[];
  readonly credits: readonly DossierItem[];
}
