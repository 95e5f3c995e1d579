/** How the chains and witnesses of a trust bundle stand in one certificate, each by itself. */

/** How many there are, how many the policy needs, and how many the bundle names. Witnesses of one voice are one. */
export interface PolicyCount {
  readonly have: number;
  readonly need: number;
  readonly all: number;
}

/**
 * A chain or witness of the bundle. `stands`: it counts. `short`: there is an anchor, but fewer members signed than the bundle
 * asks for. `own`: it signed, and is the issuer's. `test-network`: it confirmed, and the verifier did not ask for test
 * networks. `no-chain`: it confirmed, but states a time only. `missing`: nothing of it is in the certificate.
 */
export interface PolicyPart {
  readonly as: 'chain' | 'witness';
  /** The organisation of a witness, the id of a chain. */
  readonly name: string;
  /** Of a chain; null for a witness. */
  readonly kind: string | null;
  readonly state: 'stands' | 'short' | 'own' | 'test-network' | 'no-chain' | 'missing';
  /** What its signatures state, RFC 3339, or null. */
  readonly time: string | null;
}

/** How a bundle's policy stands. */
export interface PolicyReport {
  readonly chains: PolicyCount;
  readonly witnesses: PolicyCount;
  /** The chains, then the witnesses, in the order of the bundle. */
  readonly parts: readonly PolicyPart[];
}
