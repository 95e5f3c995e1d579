/** Facts as options of a command: `add` states them for new records, `edit` for those that wait. */
import type { FactEdits } from '../../ports.ts';
import type { Money } from '../../records/facts.ts';
import { cleanEdits, typedMoney } from '../../records/typed-facts.ts';
import type { OptionShapes } from './arguments.ts';
import { type Context, withView } from './context.ts';

const TEXT_FACTS = ['title', 'kind', 'number', 'date', 'obtained', 'note'] as const;

/** The options. */
export const FACT_OPTIONS: OptionShapes = {
  ...Object.fromEntries([...TEXT_FACTS, 'amount', 'currency'].map((name) => [name, { type: 'string' } as const])),
  party: { type: 'string', multiple: true },
};

/** The facts that are stated; those of options that are not there are not named. Throws `bad-input`. */
export function statedFacts(context: Context): FactEdits {
  const { args } = context;
  const typed = TEXT_FACTS.flatMap((name) => (args.has(name) ? [[name, args.text(name)]] : []));
  const forTable = args.has('facts') && !args.has('amount');
  const money = forTable ? null : statedMoney(context);
  const parties = args.texts('party');
  return cleanEdits({
    ...Object.fromEntries(typed),
    ...(money ? { money } : {}),
    ...(parties.length > 0 ? { parties } : {}),
  });
}

/** `--amount` and `--currency`; an amount that names no currency has that of the settings, which its record shows. */
function statedMoney(context: Context): Money | null {
  const amount = context.args.text('amount') ?? '';
  const currency = context.args.text('currency') ?? '';
  return typedMoney(amount, currency, amount.trim() === '' ? {} : { usual: usualCurrency(context) });
}

/** The currency that the settings of the desk name. */
export const usualCurrency = (context: Context): string | null =>
  withView(context, ({ settings }) => settings.currency);
