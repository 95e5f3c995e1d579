/** What the recipients of a dialog see: chosen once for all records, and for some of them apart. */
import { useState } from 'react';
import { recipientText } from '../../core/handover/recipient.ts';
import type { WithheldNames, Withhold } from '../../core/handover/withhold.ts';
import { allFactNames } from '../../core/records/index.ts';
import type { Recipient, Settings } from '../../electron/api.ts';
import { call, notary } from '../bridge.ts';
import { useStatus } from '../state/desk.tsx';
import { presetOf } from './presets.ts';

/** A choice, and what is done with it. */
export interface ShownChoice {
  /** What is withheld of every record that was not decided apart. */
  readonly names: WithheldNames;
  /** What is withheld of those that were. */
  readonly records: Readonly<Record<string, WithheldNames>>;
  /** The recipient whose last choice this is; null where it is nobody's. */
  readonly lastOf: string | null;
  /** For the desk. */
  readonly withhold: Withhold;
  choose(names: WithheldNames): void;
  /** Decides about one record apart; null takes that back. */
  chooseFor(id: string, names: WithheldNames | null): void;
  /** Somebody is named as a recipient: what that one saw last is proposed, unless something was chosen. What the settings withhold stays withheld. */
  meet(recipients: readonly Recipient[]): void;
  /** What the settings keep, once it was handed over. */
  kept(recipients: readonly Recipient[]): Partial<Settings>;
}

const isFact = (name: string) => allFactNames().includes(name);

/** What a recipient saw last; undefined when nobody, several, or one who has got nothing. */
const lastFor = (recipients: readonly Recipient[], { shownTo }: Settings) => {
  const [only, ...more] = recipients.map(recipientText);
  return more.length > 0 ? undefined : shownTo.find(({ recipient }) => recipient === only);
};

/** What is proposed: as the last time, but no name alone shows what the settings withhold. */
const proposed = (last: ReturnType<typeof lastFor>, { withhold }: Settings): WithheldNames => [
  ...new Set([...withhold, ...(last?.withhold ?? [])]),
];

/** Begins with what the only known recipient saw last, else with what the settings withhold. */
export function useShownChoice(known: readonly Recipient[] = []): ShownChoice {
  const { settings } = useStatus();
  const [first] = useState(() => lastFor(known, settings));
  const [names, setNames] = useState<WithheldNames>(proposed(first, settings));
  const [records, setRecords] = useState<ShownChoice['records']>({});
  const [isChosen, setChosen] = useState(false);
  const [lastOf, setLastOf] = useState<string | null>(first?.recipient ?? null);
  const meet = (recipients: readonly Recipient[]) => {
    const last = lastFor(recipients, settings);
    if (isChosen || (last === undefined && lastOf === null)) return;
    setNames(proposed(last, settings));
    setLastOf(last?.recipient ?? null);
  };
  const kept = (recipients: readonly Recipient[]): Partial<Settings> => {
    const told = recipients.map(recipientText);
    const withhold = names.filter(isFact);
    const preset = presetOf(withhold, settings.presets);
    const before = settings.shownTo.filter(({ recipient }) => !told.includes(recipient));
    const shownTo = [...told.map((recipient) => ({ recipient, preset, withhold })), ...before].slice(0, 1_000);
    return { lastWithheld: withhold, ...(told.length === 0 ? {} : { shownTo }) };
  };
  return {
    names,
    records,
    lastOf,
    withhold: Object.keys(records).length === 0 ? names : { names, records },
    choose(chosen) {
      setChosen(true);
      setLastOf(null);
      setNames(chosen);
    },
    chooseFor(id, chosen) {
      const { [id]: _, ...others } = records;
      setRecords(chosen === null ? others : { ...others, [id]: chosen });
    },
    meet,
    kept,
  };
}

/** Keeps what was chosen. What goes wrong with that does not undo what was handed over. */
export async function keepChoice(choice: ShownChoice, recipients: readonly Recipient[]): Promise<void> {
  await call(notary.settings(choice.kept(recipients)));
}
