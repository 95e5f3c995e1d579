import { useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { type OwnPreset, PRESET_NAMES, withheldBut, withheldFor } from '../../core/handover/presets.ts';
import { Kinds } from '../state/kinds.ts';
import { sameNames } from './presets.ts';

/** One thing that can be chosen at once. */
interface Choice {
  readonly key: string;
  readonly label: string;
  /** Why it shows what it shows; null where the label says it. */
  readonly why: string | null;
  readonly withhold: readonly string[];
  /** The preset, where the clerk has saved it. */
  readonly own: OwnPreset | null;
}

/** What is offered, and what of it withholds exactly this; null when nothing does. */
export function useChoices(
  names: readonly string[],
  value: readonly string[],
  last: readonly string[] | null,
  presets: readonly OwnPreset[],
): { readonly offered: readonly Choice[]; readonly fitting: Choice | null } {
  const { t } = useTranslation();
  const kinds = useContext(Kinds);
  const plain = (key: 'all' | 'none' | 'last', withhold: readonly string[]): Choice => ({
    key,
    label: t(`disclosure.${key}`),
    why: null,
    withhold,
    own: null,
  });
  const fixed: readonly Choice[] = [
    plain('all', []),
    ...PRESET_NAMES.map((preset) => ({
      key: preset,
      label: t(`disclosure.for.${preset}`),
      why: t(`disclosure.why.${preset}`),
      withhold: withheldFor(preset, [], kinds) ?? [],
      own: null,
    })),
    ...presets.map((own) => ({
      key: `own ${own.name}`,
      label: own.name,
      why: null,
      withhold: withheldBut(new Set(own.shown), kinds),
      own,
    })),
    plain('none', names),
  ];
  const isSame = ({ withhold }: Choice, other: readonly string[]) => sameNames(withhold, other);
  const isNew = last !== null && !fixed.some((choice) => isSame(choice, last));
  const offered = isNew ? [...fixed, plain('last', last)] : fixed;
  return { offered, fitting: offered.find((choice) => isSame(choice, value)) ?? null };
}
