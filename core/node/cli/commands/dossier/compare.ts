import { usage } from '../../arguments.ts';
import { answer, type Context, withView } from '../../context.ts';
import { EXIT } from '../../exit-codes.ts';
import { dossierTextsFor } from '../../texts/dossier.ts';

/** `dossier compare ID ID`: which records both have, and which only one. */
export async function compare(context: Context, rest: readonly string[]): Promise<number> {
  const [first, second, ...more] = rest;
  if (first === undefined || second === undefined || more.length > 0)
    throw usage('form', { form: 'dossier compare ID ID' });
  const { shared, onlyFirst, onlySecond } = withView(context, ({ dossiers }) => dossiers.compare(first, second));
  const texts = dossierTextsFor(context.language);
  const counts = { first: onlyFirst.length, second: onlySecond.length };
  answer(context, { shared, onlyFirst, onlySecond }, [
    shared.length === 0 ? texts.apart(counts) : texts.shared({ shared: shared.length, ...counts }),
  ]);
  return EXIT.ok;
}
