/**
 * A node whose blocks are gone begins anew, and fetches every block from the others; the application must begin with it.
 * Its state can be computed again. It is set aside and not deleted: if all members lose their blocks, it is what is left.
 */
import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { MemberPaths } from './folder.ts';
import { MemberStore } from './store.ts';

/** Gives the place of the state that was set aside, or null when nothing had to be. */
export function beginWithNewNode({ state, node }: Pick<MemberPaths, 'state' | 'node'>): string | null {
  if (!existsSync(state) || existsSync(join(node, 'data', 'blockstore.db'))) return null;
  const store = MemberStore.open(state);
  const height = store.load()?.state.height ?? 0;
  store.close();
  if (height === 0) return null;
  const aside = freeName(`${state}.height-${height}`);
  for (const suffix of ['', '-wal', '-shm'])
    if (existsSync(`${state}${suffix}`)) renameSync(`${state}${suffix}`, `${aside}${suffix}`);
  return aside;
}

function freeName(name: string, tries = 1): string {
  const tried = tries === 1 ? name : `${name}-${tries}`;
  return existsSync(tried) ? freeName(name, tries + 1) : tried;
}
