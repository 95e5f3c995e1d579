/** The bundles used by this desk's verifications: its own, and those that the user accepted. */
import { NotaryError } from '../../errors.ts';
import { bundleCheckCode, compareTyped } from '../../formats/check-code.ts';
import { refuseUnclear } from '../../formats/look-alike-names.ts';
import {
  type AcceptedBundle,
  ownBundle,
  parseTrustBundle,
  type TrustBundle,
  trustBundleBytes,
  trustFingerprint,
} from '../../formats/trust.ts';
import { instant } from '../../records/record.ts';
import type { KeyInfo } from '../home/keys.ts';
import { ownData, unlessDamaged } from '../store/damage.ts';
import type { StoredTrust } from '../store/query.ts';
import { nodeCrypto } from '../system/crypto.ts';
import { readTrustFile } from '../verify/trust-file.ts';
import type { DamagedTrust, TrustEntry } from './types.ts';

/** Reading of the accepted bundles. */
export interface TrustStore {
  trustBundles(): readonly StoredTrust[];
}

/** Reading and changing of the accepted bundles. */
export interface WritableTrustStore extends TrustStore {
  addTrust(entry: StoredTrust): void;
  trustCompared(fingerprint: string): void;
  removeTrust(fingerprint: string): boolean;
}

/** The bundle that this desk exports: its own log and witness under the holder's name. */
export function deskBundle(
  holder: string,
  { origin, logKeys, witness }: Pick<KeyInfo, 'origin' | 'logKeys' | 'witness'>,
): TrustBundle {
  return ownBundle({ name: holder, organisation: holder, origin, logKeys, witnessKeys: [witness] });
}

/** Throws `home-damaged` with the bundle's name, also for bytes that are not those that were accepted. */
function storedBundle({ bytes, name, fingerprint, added }: StoredTrust): TrustBundle {
  return ownData({ bundle: name }, () => {
    const bundle = parseTrustBundle(bytes, nodeCrypto);
    instant(added, 'added');
    if (trustFingerprint(bytes, nodeCrypto) !== fingerprint || bundle.name !== name)
      throw new NotaryError('malformed', 'not the bundle that was accepted');
    return bundle;
  });
}

/** The accepted bundles that are damaged: nothing is verified with them. */
export function damagedTrust(store: TrustStore): readonly DamagedTrust[] {
  return store.trustBundles().filter((stored) => unlessDamaged(() => storedBundle(stored)) === null);
}

/** The own bundle first, then the accepted ones in their order; damaged ones are left out. */
export function trustEntries(own: TrustBundle, store: TrustStore): readonly TrustEntry[] {
  const fingerprint = trustFingerprint(trustBundleBytes(own), nodeCrypto);
  const accepted = store.trustBundles().flatMap((stored) => {
    const bundle = unlessDamaged(() => storedBundle(stored));
    const { name, fingerprint, compared, added } = stored;
    return bundle === null ? [] : [{ name, fingerprint, compared, own: false, added, bundle }];
  });
  const withCode = (entry: Omit<TrustEntry, 'code'>): TrustEntry => ({
    ...entry,
    code: bundleCheckCode(entry.bundle, entry.fingerprint, nodeCrypto),
  });
  const first = { name: own.name, fingerprint, compared: true, own: true, added: '', bundle: own };
  return [first, ...accepted].map(withCode);
}

/** Entries as `verify` takes them. */
export function acceptedBundles(entries: readonly TrustEntry[]): readonly AcceptedBundle[] {
  return entries.map(({ bundle, fingerprint, compared }) => ({ bundle, fingerprint, compared }));
}

/** A bundle to accept, and how its fingerprint was checked. */
export interface TrustAddition {
  readonly path: string;
  /** The fingerprint shown when the bundle was read; null accepts the file as it is now. */
  readonly fingerprint: string | null;
  /** The fingerprint received through another channel; null when it was not compared. */
  readonly typed: string | null;
  /** RFC 3339. */
  readonly time: string;
}

/**
 * Accepts a bundle, or one that was accepted without comparing as compared from now on. Throws `trust-exists`,
 * `trust-fingerprint`, `bad-input` for names that are not what they look like, and the errors of reading the file.
 */
export function addTrust(own: TrustBundle, store: WritableTrustStore, addition: TrustAddition): TrustEntry {
  const { bytes, bundle, fingerprint } = readTrustFile(addition.path);
  const { typed, time } = addition;
  if (addition.fingerprint !== null && addition.fingerprint !== fingerprint)
    throw new NotaryError('trust-fingerprint', 'the file is no longer the one that was shown', { fingerprint });
  const code = bundleCheckCode(bundle, fingerprint, nodeCrypto);
  if (typed !== null && compareTyped(typed, code, fingerprint).state !== 'same')
    throw new NotaryError('trust-fingerprint', `the file's fingerprint is ${fingerprint}`, { fingerprint });
  const compared = typed !== null;
  const known = trustEntries(own, store).find((entry) => entry.fingerprint === fingerprint);
  if (known && (known.compared || !compared))
    throw new NotaryError('trust-exists', 'this bundle was accepted before', { name: bundle.name });
  if (known) {
    store.trustCompared(fingerprint);
    return { ...known, compared };
  }
  refuseUnclear(bundle);
  // one that is damaged gives way to the same one, brought in again
  for (const one of damagedTrust(store)) if (one.fingerprint === fingerprint) store.removeTrust(fingerprint);
  store.addTrust({ bytes, name: bundle.name, fingerprint, compared, added: time });
  return { name: bundle.name, fingerprint, compared, own: false, added: time, bundle, code };
}

/** Marks an accepted bundle as compared. Throws `not-found`, and `trust-fingerprint` when something else was typed. */
export function compareTrust(
  own: TrustBundle,
  store: WritableTrustStore,
  { fingerprint, typed }: { readonly fingerprint: string; readonly typed: string },
): void {
  const entry = trustEntries(own, store).find((one) => one.fingerprint === fingerprint);
  if (!entry)
    throw new NotaryError('not-found', `no trust bundle with the fingerprint ${fingerprint}`, { fingerprint });
  if (compareTyped(typed, entry.code, fingerprint).state !== 'same')
    throw new NotaryError('trust-fingerprint', `the bundle's fingerprint is ${fingerprint}`, { fingerprint });
  store.trustCompared(fingerprint);
}

/** Throws `not-found`; the desk's own bundle can't be removed (`bad-input`). */
export function removeTrust(own: TrustBundle, store: WritableTrustStore, fingerprint: string): void {
  if (trustFingerprint(trustBundleBytes(own), nodeCrypto) === fingerprint)
    throw new NotaryError('bad-input', "the desk's own bundle cannot be removed", { reason: 'own-bundle' });
  if (!store.removeTrust(fingerprint))
    throw new NotaryError('not-found', `no trust bundle with the fingerprint ${fingerprint}`, { fingerprint });
}
