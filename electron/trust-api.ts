/** The calls about trust bundles; part of the table of calls in `api.ts`: types only. */
import type { TrustBundle } from '../core/formats/trust.ts';
import type { BundlePlan, BundleWish } from '../core/node/desk/trust-plan-types.ts';
import type { DamagedTrust, TrustEntry } from '../core/node/desk/types.ts';
import type { Result } from './result.ts';

export type {
  BundleMade,
  BundlePlan,
  BundleSource,
  BundleWish,
  SourceSeen,
} from '../core/node/desk/trust-plan-types.ts';

/** Whom this desk trusts. */
export interface TrustApi {
  trust(): Promise<Result<readonly TrustEntry[]>>;
  /** Accepted bundles that are damaged: nothing is verified with them. */
  trustDamaged(): Promise<Result<readonly DamagedTrust[]>>;
  /** Reads a bundle without accepting it. */
  trustRead(
    path: string,
  ): Promise<Result<{ readonly bundle: TrustBundle; readonly fingerprint: string; readonly code: string }>>;
  /** Accepts what was read; `typed` is the fingerprint from another channel, or null when it was not compared. */
  trustAdd(input: {
    readonly path: string;
    readonly fingerprint: string;
    readonly typed: string | null;
  }): Promise<Result<null>>;
  trustRemove(fingerprint: string): Promise<Result<null>>;
  /** Saves this desk's own bundle; null when the dialog was cancelled. */
  trustExport(): Promise<Result<string | null>>;
  /** What would be made of these sources, or why nothing can be made yet. */
  bundlePlan(wish: BundleWish): Promise<Result<BundlePlan>>;
  /** Saves the bundle with this fingerprint, made again of the same sources; null when the dialog was cancelled. */
  bundleSave(input: { readonly wish: BundleWish; readonly fingerprint: string }): Promise<Result<string | null>>;
  /** Says that the code heard from somebody is that of an accepted bundle, which counts as compared from now on. */
  trustCompare(input: { readonly fingerprint: string; readonly typed: string }): Promise<Result<null>>;
}
