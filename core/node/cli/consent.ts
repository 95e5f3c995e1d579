/** What deletes something asks first: a person types a word, or `--yes` says it. */
import { NotaryError } from '../../errors.ts';
import { usage } from './arguments.ts';
import type { Context } from './context.ts';
import { isAttended, readLine } from './secret.ts';
import { keepingTextsFor } from './texts/keeping.ts';

/** Asks; throws `cancelled` unless the word was typed. */
export type Consent = () => Promise<void>;

/** How a command asks, with the word that is typed. Throws `usage` where nobody can be asked and `--yes` is not given. */
export function consentTo(command: string, word: 'erase' | 'forget', context: Context): Consent {
  const { args, json, language } = context;
  if (args.flag('yes')) return async () => {};
  if (json || !isAttended()) throw usage('needs-consent', { command });
  const { words, typeWord } = keepingTextsFor(language);
  return async () => {
    const typed = await readLine(typeWord(words[word]));
    if (typed.trim() !== words[word]) throw new NotaryError('cancelled', 'nothing was deleted');
  };
}
