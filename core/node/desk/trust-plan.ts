/** A trust bundle that is being put together: what its sources name, and what is made of them. */
import { NotaryError } from '../../errors.ts';
import { bundleCheckCode } from '../../formats/check-code.ts';
import { looseParts, makeTrustBundle, reachOf, type TrustPart } from '../../formats/make-trust.ts';
import { trustBundleBytes, trustFingerprint } from '../../formats/trust.ts';
import { type TrustRow, trustRows } from '../../formats/trust-rows.ts';
import { writeAtomic } from '../system/atomic-file.ts';
import { nodeCrypto } from '../system/crypto.ts';
import { faultOf } from '../system/fault.ts';
import { readTrustSource } from '../verify/trust-source.ts';
import type { Kinds } from './kinds.ts';
import type { BundleMade, BundlePlan, BundleSource, BundleWish, SourceSeen } from './trust-plan-types.ts';
import type { TrustEntry } from './types.ts';

/** What is known where a bundle is planned. */
export interface PlanContext {
  /** The bundles of this desk. */
  readonly accepted: readonly TrustEntry[];
  readonly kinds: Pick<Kinds, 'anchors' | 'connections'>;
}

interface Read {
  readonly seen: SourceSeen;
  readonly part: TrustPart | null;
}

function acceptedPart(fingerprint: string, { accepted }: PlanContext): Read {
  const entry = accepted.find((one) => one.fingerprint === fingerprint);
  if (!entry) throw new NotaryError('not-found', `no trust bundle ${fingerprint}`, { name: fingerprint.slice(0, 8) });
  const { name, bundle } = entry;
  return { seen: { name, is: 'accepted', error: null }, part: { ...bundle, from: name } };
}

function sourceOf(source: BundleSource, context: PlanContext): Read {
  try {
    if (source.from === 'accepted') return acceptedPart(source.fingerprint, context);
    const { is, ...part } = readTrustSource(source.path, context.kinds.connections);
    return { seen: { name: part.from, is, error: null }, part };
  } catch (error) {
    const name = source.from === 'file' ? (source.path.split(/[\\/]/).pop() ?? source.path) : '';
    return { seen: { name, is: null, error: faultOf(error) }, part: null };
  }
}

/** The rows of all parts, each once. */
function rowsOf(parts: readonly TrustPart[], { kinds }: PlanContext): BundlePlan['rows'] {
  const rows = new Map<string, TrustRow & { readonly sources: string[] }>();
  for (const { from, ...part } of parts)
    for (const row of trustRows(part, nodeCrypto, kinds.anchors)) {
      const id = JSON.stringify(row);
      const known = rows.get(id) ?? { ...row, sources: [] };
      if (!known.sources.includes(from)) known.sources.push(from);
      rows.set(id, known);
    }
  const order = ['log', 'witness', 'member'];
  return [...rows.values()].sort((a, b) => order.indexOf(a.as) - order.indexOf(b.as));
}

function madeOf(parts: readonly TrustPart[], wish: BundleWish, { kinds }: PlanContext): BundleMade {
  const bundle = makeTrustBundle(parts, wish, nodeCrypto, kinds.anchors);
  const fingerprint = trustFingerprint(trustBundleBytes(bundle), nodeCrypto);
  const { short } = reachOf(bundle, kinds.anchors);
  return { bundle, fingerprint, code: bundleCheckCode(bundle, fingerprint, nodeCrypto), short };
}

/** What would be made of these sources. What is wrong with them is in the answer. */
export function planBundle(wish: BundleWish, context: PlanContext): BundlePlan {
  const read = wish.sources.map((source) => sourceOf(source, context));
  const parts = read.flatMap(({ part }) => (part ? [part] : []));
  const loose = looseParts(parts, nodeCrypto);
  const { chains, witnesses } = reachOf({ ...loose, policy: { chains: 0, witnesses: 0 } }, context.kinds.anchors);
  const seen = {
    sources: read.map(({ seen }) => seen),
    rows: rowsOf(parts, context),
    chains: loose.chains.map(({ kind, id, demo }) => ({ kind, id, demo })),
    reach: { chains, witnesses },
  };
  const unread = seen.sources.find(({ error }) => error !== null);
  if (unread) return { ...seen, made: null, problem: unread.error };
  try {
    return { ...seen, made: madeOf(parts, wish, context), problem: null };
  } catch (error) {
    return { ...seen, made: null, problem: faultOf(error) };
  }
}

/**
 * Writes the bundle that was shown. Throws `file-changed` when the sources now make another one, the errors of making it, and
 * `write-failed`.
 */
export function writeBundle(wish: BundleWish, shown: string, path: string, context: PlanContext): void {
  const parts = wish.sources.map((source) => {
    const { part, seen } = sourceOf(source, context);
    if (!part)
      throw new NotaryError(seen.error?.code ?? 'internal', seen.error?.message ?? '', { ...seen.error?.details });
    return part;
  });
  const { bundle, fingerprint } = madeOf(parts, wish, context);
  if (fingerprint !== shown)
    throw new NotaryError('file-changed', 'the sources now make another bundle than was shown', { file: wish.name });
  writeAtomic(path, trustBundleBytes(bundle));
}
