/** Names in trust bundles that a reader may take for one another: what is warned of before a bundle is accepted. */
import { NotaryError } from '../errors.ts';
import { areAlike, type Holding, keysOf, roughKey, toldApart } from './names.ts';
import { isClearName, mixesAlphabets, PLAIN_TEXT_LENGTH, visibleName } from './plain-text.ts';
import type { TrustBundle } from './trust.ts';

/** Two names that look alike, both written so that they can be told apart. */
export type LookAlike = readonly [string, string];

/** What is warned of before a bundle is accepted. None of it changes a verdict. */
export interface NameWarnings {
  /** Names that look alike, 20 pairs at most; names of several controllers are given with the controller. */
  readonly alike: readonly LookAlike[];
  /** Names with a word of letters of several alphabets, 20 at most, these letters escaped. */
  readonly mixed: readonly string[];
  /** The bundle has more names than are looked at. */
  readonly unread: boolean;
}

/** So many of a kind are enough to be warned. */
const MOST = 20;
/** So many names of one bundle are looked at: a hostile one must not stop the window. */
export const MOST_NAMES = 2000;
/** So many UTF-16 units of them after NFKD, which makes up to 18 of one. */
const MOST_UNITS = 200_000;

interface Named {
  readonly names: ReadonlySet<string>;
  /** Pairs that belong to one entry: its controller and its organisation may be alike. */
  readonly together: ReadonlySet<string>;
  /** A name, and the controllers of the entries that have it. */
  readonly users: ReadonlyMap<string, ReadonlySet<string>>;
  readonly unread: boolean;
}

/** Chains of unknown kinds are not read by anybody, so anything may stand there: a longer text is no name. */
function isName(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > 2 * PLAIN_TEXT_LENGTH) return false;
  return value.length <= PLAIN_TEXT_LENGTH || [...value].length <= PLAIN_TEXT_LENGTH;
}

/** Who holds the logs and witnesses of a bundle, and who are the members of its chains, whatever their kind. */
function* holdingsIn(value: unknown): Generator<Partial<Holding>> {
  if (typeof value !== 'object' || value === null) return;
  const { controller, organisation } = value as Record<string, unknown>;
  const holding = {
    ...(isName(controller) && { controller }),
    ...(isName(organisation) && { organisation }),
  };
  if (Object.keys(holding).length > 0) yield holding;
  for (const inner of Object.values(value)) yield* holdingsIn(inner);
}
const holdersOf = ({ logs, witnesses, chains }: TrustBundle) => holdingsIn([logs, witnesses, chains]);

function readNames(name: string | null, holdings: Iterable<Partial<Holding>>): Named {
  const [names, together] = [new Set(name === null ? [] : [name]), new Set<string>()];
  const users = new Map<string, Set<string>>();
  let units = 0;
  for (const { controller, organisation } of holdings) {
    const own = [controller, organisation].filter((one) => one !== undefined);
    for (const name of own) if (!names.has(name)) units += name.normalize('NFKD').length;
    if (names.size + own.length > MOST_NAMES || units > MOST_UNITS) return { names, together, users, unread: true };
    for (const name of own) {
      names.add(name);
      if (controller !== undefined) users.set(name, (users.get(name) ?? new Set()).add(controller));
    }
    if (own.length === 2) together.add(pairKey(own[0] ?? '', own[1] ?? ''));
  }
  return { names, together, users, unread: false };
}

const pairKey = (a: string, b: string) => JSON.stringify([a, b].sort());

const read = new WeakMap<TrustBundle, Named>();
function namedIn(bundle: TrustBundle): Named {
  const named = read.get(bundle) ?? readNames(bundle.name, holdersOf(bundle));
  read.set(bundle, named);
  return named;
}

/** Names in a bundle that are not what they look like: with hidden or blank characters, or spaces that are not the usual one. */
export function unclearNames(bundle: TrustBundle): readonly string[] {
  const keys = [...bundle.logs.flatMap(({ keys }) => keys), ...bundle.witnesses].map(
    ({ vkey }) => vkey.split('+')[0] ?? '',
  );
  const names = [...holdersOf(bundle)].flatMap((holding) => Object.values(holding));
  return unclearOf([bundle.name, ...names, ...keys]);
}

/**
 * Throws `bad-input` for names that are not what they look like. Bundles that were accepted by version 0.1.0 stay readable,
 * and so does `verify --trust`: there such names are shown escaped.
 */
export function refuseUnclear(bundle: TrustBundle): void {
  const unclear = unclearNames(bundle);
  if (unclear.length > 0)
    throw new NotaryError('bad-input', `names in the bundle are not what they look like: ${unclear.join(', ')}`, {
      reason: 'unclear-names',
      names: unclear.slice(0, 5).join(' · '),
    });
}

/** Those of these names that are not what they look like, once each, what cannot be seen escaped. */
export function unclearOf(names: readonly string[]): readonly string[] {
  return [...new Set(names)].filter((name) => !isClearName(name)).map(visibleName);
}

const warned = new WeakMap<TrustBundle, { accepted: readonly TrustBundle[]; warnings: NameWarnings }>();

/** What to warn of in the names of `bundle`, beside those in `accepted`. Kept per bundle: windows ask whenever they draw. */
export function nameWarnings(bundle: TrustBundle, accepted: readonly TrustBundle[]): NameWarnings {
  const last = warned.get(bundle);
  const isSame = last?.accepted.length === accepted.length && last.accepted.every((one, i) => one === accepted[i]);
  if (last && isSame) return last.warnings;
  const warnings = warningsOf(namedIn(bundle), accepted.map(namedIn));
  warned.set(bundle, { accepted: [...accepted], warnings });
  return warnings;
}

/** The same for those who are new among others. */
export function warningsAmong(fresh: readonly Holding[], known: readonly Holding[]): NameWarnings {
  return warningsOf(readNames(null, fresh), [readNames(null, known)]);
}

function warningsOf(own: Named, others: readonly Named[]): NameWarnings {
  return {
    alike: lookAlikes(own, [own, ...others]),
    mixed: [...own.names].filter(mixesAlphabets).slice(0, MOST).map(visibleName),
    unread: [own, ...others].some(({ unread }) => unread),
  };
}

/** Names in `own` that look like others of `all`, its own among them. Each pair is given once. */
function lookAlikes(own: Named, all: readonly Named[]): readonly LookAlike[] {
  const byKey = new Map<string, Set<string>>();
  for (const name of all.flatMap(({ names }) => [...names]))
    for (const key of keysIn(name)) byKey.set(key, (byKey.get(key) ?? new Set()).add(name));
  const found = new Map<string, LookAlike>();
  for (const name of own.names) {
    const shared = sharedName(name, all);
    if (shared) found.set(name, shared);
    if (found.size === MOST) break;
    for (const other of keysIn(name).flatMap((key) => [...(byKey.get(key) ?? [])])) {
      const pair = pairKey(name, other);
      if (other === name || all.some(({ together }) => together.has(pair))) continue;
      found.set(pair, [toldApart(name), toldApart(other)]);
      if (found.size === MOST) return [...found.values()];
    }
  }
  return [...found.values()];
}

/** One name under two controllers that are several voices, each with its controller. */
function sharedName(name: string, all: readonly Named[]): LookAlike | null {
  const [first, ...others] = all.flatMap(({ users }) => [...(users.get(name) ?? [])]);
  if (first === undefined) return null;
  const other = others.find((one) => !areAlike(first, one));
  const under = (controller: string) => `${toldApart(name)} (${toldApart(controller)})`;
  return other === undefined ? null : [under(first), under(other)];
}

function keysIn(name: string): readonly string[] {
  const { word, latin, look } = keysOf(name);
  return [`word ${word}`, `latin ${latin}`, `look ${look}`, `rough ${roughKey(name)}`];
}
