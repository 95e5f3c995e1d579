import type { NameWarnings } from '../../formats/look-alike-names.ts';
import type { Texts } from './texts/texts.ts';

/** What is said of names that a reader may take for others. */
export function nameRemarks(
  texts: Pick<Texts, 'trustLookAlike' | 'trustMixedName' | 'trustManyNames'>,
  { alike, mixed, unread }: NameWarnings,
): readonly string[] {
  return [
    ...alike.map(([one, other]) => texts.trustLookAlike(one, other)),
    ...mixed.map((one) => texts.trustMixedName(one)),
    ...(unread ? [texts.trustManyNames] : []),
  ];
}
