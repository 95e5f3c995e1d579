/** Records that were chosen for a match: which are versions of one record, and what their links connect. */
import type { DraftLink } from '../../records/links.ts';
import type { Connected } from '../../trace/match/groups.ts';
import type { RecordVersion } from './link-types.ts';
import type { Replaced } from './match-types.ts';
import type { RecordDetail } from './types.ts';

/** Where versions and links are looked up. */
export interface VersionLinks {
  /** A record, those that it replaces after it, the first version last. */
  versions(id: string): readonly RecordVersion[];
  /** Id of the record of this desk that a link names; null where that is none of them. */
  targetOf(link: DraftLink): string | null;
}

/** What is known of the versions of chosen records. */
export interface Versions {
  /** Id of the version that counts, of a record or another version of it; null where none was chosen. */
  kept(id: string): string | null;
  readonly replaced: readonly Replaced[];
  readonly connected: readonly Connected[];
}

/**
 * Of several versions of one record that were chosen the newest counts. A link to any version is a link to the one that counts,
 * and what an older version refers to, a newer one does too.
 */
export function versionsOf(details: readonly Pick<RecordDetail, 'id' | 'seq'>[], links: VersionLinks): Versions {
  const known = new Map<string, readonly RecordVersion[]>();
  const versions = (id: string) => {
    const found = known.get(id) ?? links.versions(id);
    known.set(id, found);
    return found;
  };
  const firstOf = (id: string) => versions(id).at(-1)?.id ?? id;
  const newest = new Map(
    details.toSorted((a, b) => a.seq - b.seq).map(({ id }): [string, string] => [firstOf(id), id]),
  );
  const kept = (id: string) => newest.get(firstOf(id)) ?? null;
  /** What others name too connects them, though it was not chosen itself; a contract is that of many. */
  const elsewhere = (link: DraftLink, id: string | null) =>
    link.rel === 'contract' ? null : (id ?? ('leaf' in link ? link.leaf : null));
  const connected = details.flatMap(({ id }) =>
    versions(id)
      .flatMap((version) => version.links)
      .flatMap((link): Connected[] => {
        const target = links.targetOf(link);
        const to = (target === null ? null : kept(target)) ?? elsewhere(link, target);
        return to === null ? [] : [[kept(id) ?? id, to]];
      }),
  );
  const replaced = details.flatMap(({ id }) => {
    const by = kept(id);
    return by === null || by === id ? [] : [{ id, by }];
  });
  return { kept, replaced, connected };
}
