import { useEffect, useState } from 'react';
import type { BundlePlan, BundleWish } from '../../../../electron/api.ts';
import { call, notary } from '../../../bridge.ts';
import { useNotices } from '../../../state/notices.tsx';

/** While somebody types, the desk is not asked about every letter. */
const PAUSE = 250;

/** What would be made of a wish; null until it is known. Answers to earlier wishes are left out. */
export function usePlan(wish: BundleWish): BundlePlan | null {
  const { fail } = useNotices();
  const [plan, setPlan] = useState<{ readonly of: string; readonly plan: BundlePlan } | null>(null);
  const asked = JSON.stringify(wish);
  useEffect(() => {
    let isWanted = true;
    const ask = async () => {
      try {
        const found = await call(notary.bundlePlan(JSON.parse(asked) as BundleWish));
        if (isWanted) setPlan({ of: asked, plan: found });
      } catch (thrown) {
        if (isWanted) fail(thrown);
      }
    };
    const timer = setTimeout(() => void ask(), PAUSE);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [asked, fail]);
  if (plan === null) return null;
  // what was made of another wish is not offered for saving
  return plan.of === asked ? plan.plan : { ...plan.plan, made: null, problem: null };
}
