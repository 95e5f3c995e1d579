/** The bundles that a command trusts: only those of `--trust` if there are any, else those of the home. */
import type { AcceptedBundle } from '../../formats/trust.ts';
import { acceptedBundles } from '../desk/trust-list.ts';
import type { DeskView } from '../desk/view.ts';
import { isHome } from '../home/home.ts';
import { faultOf } from '../system/fault.ts';
import { readTrustFile } from '../verify/trust-file.ts';
import { type Context, remark, withView } from './context.ts';
import { errorLine } from './print.ts';

/** Says which accepted bundles are damaged: the others are used. True when there are any. */
export function remarkDamaged(context: Context, view: Pick<DeskView, 'damagedTrust'>): boolean {
  const damaged = view.damagedTrust();
  for (const { name } of damaged)
    remark(context, errorLine(context.words, { code: 'home-damaged', message: '', details: { bundle: name } }));
  return damaged.length > 0;
}

/** The bundles to verify with. Throws the errors of reading the files of `--trust`. */
export function trustFor(context: Context): readonly AcceptedBundle[] {
  const given = context.args.texts('trust');
  if (given.length > 0)
    return given.map(readTrustFile).map(({ bundle, fingerprint }) => ({ bundle, fingerprint, compared: false }));
  if (!isHome(context.home)) return [];
  try {
    return withView(context, (view) => {
      remarkDamaged(context, view);
      return acceptedBundles(view.trust());
    });
  } catch (error) {
    // a home that cannot be read must not prevent checks that need none
    remark(context, errorLine(context.words, faultOf(error)));
    return [];
  }
}
