import { call, notary } from '../../bridge.ts';
import { useNotices } from '../../state/notices.tsx';
import type { CaseBox } from './box/use-box.ts';
import type { Verifying } from './use-verify.ts';

/** Checks dropped or chosen files: a few files get a verdict each; a folder, an archive or many files a sheet. */
export function useCheck(verifying: Verifying, box: CaseBox) {
  const { fail } = useNotices();
  const take = async (paths: readonly string[]) => {
    if (paths.length === 0) return;
    if (!(await call(notary.isBox(paths)))) return verifying.check(paths);
    verifying.clear();
    await box.start(paths);
  };
  const check = (paths: readonly string[]) => void take(paths).catch(fail);
  const pick = (kind: 'verify' | 'box') => void call(notary.pick(kind)).then(take).catch(fail);
  return { check, chooseFiles: () => pick('verify'), chooseFolder: () => pick('box') };
}
