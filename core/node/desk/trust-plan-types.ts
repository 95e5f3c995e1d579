/** A trust bundle that is being put together in the window: types only. */
import type { TrustWish } from '../../formats/make-trust.ts';
import type { TrustBundle } from '../../formats/trust.ts';
import type { TrustRow } from '../../formats/trust-rows.ts';
import type { Fault } from '../system/fault.ts';

/** From what a bundle is made: a file, or a bundle that this desk has accepted (its own too). */
export type BundleSource =
  | { readonly from: 'file'; readonly path: string }
  | { readonly from: 'accepted'; readonly fingerprint: string };

/** The bundle that somebody wants. */
export interface BundleWish extends TrustWish {
  readonly sources: readonly BundleSource[];
}

/** What a source is, in the order of the wish. */
export interface SourceSeen {
  readonly name: string;
  /** Null for one that cannot be read. */
  readonly is: 'bundle' | 'connection' | 'keys' | 'accepted' | null;
  readonly error: Fault | null;
}

/** What would be made, or why nothing can be made yet. */
export interface BundlePlan {
  readonly sources: readonly SourceSeen[];
  /** Every name and key of the sources that can be read, each once, with the sources that have it. */
  readonly rows: readonly (TrustRow & { readonly sources: readonly string[] })[];
  /** The chains by id, each once. */
  readonly chains: readonly { readonly kind: string; readonly id: string; readonly demo: boolean }[];
  /** How many chains and independent witnesses there are to choose from. */
  readonly reach: { readonly chains: number; readonly witnesses: number };
  /** Null while `problem` says why. */
  readonly made: BundleMade | null;
  readonly problem: Fault | null;
}

/** A bundle that can be saved. */
export interface BundleMade {
  readonly bundle: TrustBundle;
  readonly fingerprint: string;
  /** Its check code. */
  readonly code: string;
  /** Organisations whose certificates it can never find proven. */
  readonly short: readonly string[];
}
