/** Builds the case box of a desk from its parts. */
import type { Language } from '../../words/words.ts';
import type { SqliteStore } from '../store/sqlite-store.ts';
import { Box, type BoxOptions } from './box.ts';
import type { Tasks } from './tasks.ts';
import { acceptedBundles } from './trust-list.ts';
import type { Verification } from './verification.ts';

/** What the case box of a desk needs from the desk. */
export interface BoxDependencies extends Pick<BoxOptions, 'home' | 'now' | 'onChange' | 'known'> {
  readonly store: SqliteStore;
  readonly tasks: Tasks;
  readonly verification: Verification;
  /** Version of the program, for the exported sheets. */
  readonly version: string;
  /** Of the exported sheets. */
  language(): Language;
}

/** Makes the case box; nothing is read yet. */
export function makeBox({ store, verification, version, language, ...dependencies }: BoxDependencies): Box {
  return new Box({
    ...dependencies,
    // loaded on first use: most sessions never check a box
    check: async (paths, options) => (await import('../box/index.ts')).checkBox(paths, options),
    write: async (box, format, path) => {
      const { writeSheet } = await import('../box/index.ts');
      await writeSheet(box, format, path, language(), version);
    },
    records: {
      recordOf: (sha256) => store.findByDigest(sha256),
      replacedBy: (id) => store.replacedBy(id),
    },
    trust: () => acceptedBundles(verification.trust()),
    extract: async (archive, path) => (await import('../box/index.ts')).extractFrom(archive, path),
    report: async (paths, digests) => {
      const items = await verification.verify(paths, digests);
      return items.find(({ report }) => report !== null)?.report ?? null;
    },
  });
}
