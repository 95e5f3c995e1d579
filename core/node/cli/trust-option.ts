/** The bundles that a command trusts: only those of `--trust` if there are any, else those of the home. */
import type { AcceptedBundle } from '../../formats/trust.ts';
import { acceptedBundles } from '../desk/trust-list.ts';
import { isHome } from '../home/home.ts';
import { faultOf } from '../system/fault.ts';
import { readTrustFile } from '../verify/trust-file.ts';
import { type Context, remark, withView } from './context.ts';
import { errorLine } from './print.ts';

/** The bundles to verify with. Throws the errors of reading the files of `--trust`. */
export function trustFor(context: Context): readonly AcceptedBundle[] {
  const given = context.args.texts('trust');
  if (given.length > 0)
    return given.map(readTrustFile).map(({ bundle, fingerprint }) => ({ bundle, fingerprint, compared: false }));
  if (!isHome(context.home)) return [];
  try {
    return withView(context, (view) => acceptedBundles(view.trust()));
  } catch (error) {
    // a home that cannot be read must not prevent checks that need none
    remark(context, errorLine(context.words, faultOf(error)));
    return [];
  }
}
