/** `certify --preview`: what certificates would show, and nothing is made. */
import { kindOfKey } from '../../records/index.ts';
import type { Desk } from '../desk/desk.ts';
import { answer, type Context } from './context.ts';
import { EXIT } from './exit-codes.ts';
import { factLines } from './print.ts';
import { withheldText } from './withheld.ts';

/** Prints of each record the facts that its certificate would show, and what it would withhold. */
export function previewCertificates(
  context: Context,
  desk: Pick<Desk, 'certificates'>,
  ids: readonly string[],
  withhold: readonly string[],
): number {
  const { texts, words, kinds } = context;
  const shown = ids.map((id) => desk.certificates.shown(id, withhold));
  const lines = shown.flatMap((one) => [
    one.id,
    ...factLines(words, one, kinds.records),
    ...(one.withheld.length === 0 ? [] : [`  ${texts.withheld}: ${withheldText(context, one.withheld)}`]),
    ...(one.also.length === 0 ? [] : [`  ${texts.alsoWithheld(withheldText(context, one.also))}`]),
  ]);
  const json = shown.map(({ id, kind, facts, withheld, also }) => ({
    id,
    kind: kindOfKey(kind, kinds.records)?.key ?? kind,
    shown: facts,
    withheld,
    alsoWithheld: also,
  }));
  answer(context, { preview: json }, lines);
  return EXIT.ok;
}
