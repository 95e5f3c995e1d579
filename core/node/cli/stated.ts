/** Facts and profiles as options of commands: `--title`, `--seller-id`, `--amount` … One for each fact that people may type. */
import { NotaryError } from '../../errors.ts';
import type { FactEdits } from '../../ports.ts';
import type { Money } from '../../records/facts.ts';
import { checkRules, DOCUMENT, knownKind } from '../../records/index.ts';
import { placed, typedProfile } from '../../records/placing.ts';
import { PROFILE_FORMS } from '../../records/profiles/facts.ts';
import { cleanEdits, type TypedFact, typedFact, typedMoney } from '../../records/typed-facts.ts';
import type { OptionShapes } from './arguments.ts';
import { type Context, withView } from './context.ts';
import { optionOf } from './texts/profile-options.ts';

/** Facts with one option that holds their whole value. */
const OF_DOCUMENTS = ['title', 'kind', 'number', 'date', 'obtained', 'note'] as const;
const OF_PROFILES = Object.keys(PROFILE_FORMS) as readonly (keyof typeof PROFILE_FORMS)[];

/** The options, for every command that takes facts. */
export const FACT_OPTIONS: OptionShapes = {
  ...Object.fromEntries([...OF_DOCUMENTS, ...OF_PROFILES].map((name) => [optionOf(name), { type: 'string' } as const])),
  amount: { type: 'string' },
  currency: { type: 'string' },
  party: { type: 'string', multiple: true },
  profile: { type: 'string' },
};

/** What a call states. */
export interface StatedFacts {
  readonly facts: FactEdits;
  readonly profile: string | undefined;
}

/** Facts and profile of the options; an empty text clears a fact. Throws `bad-input`. */
export function statedFacts(context: Context, { forTable = false } = {}): StatedFacts {
  const { args, kinds } = context;
  const profile = typedProfile(args.text('profile') ?? '', kinds.records) ?? undefined;
  const named = OF_DOCUMENTS.filter((name) => args.has(optionOf(name)));
  const money = forTable ? undefined : statedMoney(context);
  const parties = args.texts('party');
  const facts = cleanEdits({
    ...Object.fromEntries(named.map((name) => [name, args.text(optionOf(name))])),
    ...(money === undefined ? {} : { money }),
    ...(parties.length > 0 ? { parties } : {}),
  });
  const ofProfile = OF_PROFILES.filter((name) => args.has(optionOf(name))).map((name): [TypedFact, unknown] => [
    name,
    typedFact(name, args.text(optionOf(name)) ?? '', facts.money?.currency ?? null),
  ]);
  return { facts: { ...facts, ...Object.fromEntries(ofProfile) }, profile };
}

/** Throws `bad-input` for facts that a new record of this profile cannot state, together or at all. */
export function checkStated({ facts, profile }: StatedFacts, { kinds }: Pick<Context, 'kinds'>): void {
  const kind = knownKind(profile ?? DOCUMENT.key, kinds.records);
  const [fact] = placed(kind, facts).unplaced;
  if (fact !== undefined)
    throw new NotaryError('bad-input', `${kind.key} has no fact ${fact}`, { reason: 'not-of-profile', fact });
  checkRules(kind, { money: null, ...facts }, 'bad-input');
}

/**
 * `--amount` and `--currency`; an amount that names no currency has that of the settings, which its record shows. Undefined
 * where neither is given.
 */
function statedMoney(context: Context): Money | null | undefined {
  const { args } = context;
  if (!args.has('amount') && !args.has('currency')) return undefined;
  const amount = args.text('amount') ?? '';
  const currency = args.text('currency') ?? '';
  return typedMoney(amount, currency, amount.trim() === '' ? {} : { usual: usualCurrency(context) });
}

/** The currency that the settings of the desk name. */
export const usualCurrency = (context: Context): string | null =>
  withView(context, ({ settings }) => settings.currency);
