import { useState } from 'react';
import type { RuleName } from '../../../../core/trace/match/rules.ts';
import type { GroupNote, StatedGroup } from '../../../../core/trace/match/statement.ts';

/** What was noted on rows of a match. */
export interface Notes {
  /** The note on a rule of a trade, or on the trade; empty where there is none. */
  of(group: string, rule: RuleName | null): string;
  set(group: string, rule: RuleName | null, text: string): void;
  /** Takes over those of an earlier match, where nothing is noted yet. */
  takeOver(notes: readonly GroupNote[]): void;
  /** Those on rows that there are now; the others wait until theirs are there again. */
  on(groups: readonly StatedGroup[]): readonly GroupNote[];
}

const keyOf = ({ group, rule }: Pick<GroupNote, 'group' | 'rule'>) => `${group} ${rule}`;

/** While the window is open: who closes the dialog to look at a document finds the notes again. */
let kept: ReadonlyMap<string, GroupNote> = new Map();

/** Notes, by the rows that they are on. */
export function useNotes(): Notes {
  const [notes, setState] = useState(kept);
  const setNotes = (change: (known: typeof kept) => typeof kept) => {
    kept = change(kept);
    setState(kept);
  };
  return {
    of: (group, rule) => notes.get(keyOf({ group, rule }))?.text ?? '',
    set: (group, rule, text) => setNotes((known) => new Map(known).set(keyOf({ group, rule }), { group, rule, text })),
    takeOver: (earlier) =>
      setNotes((known) => {
        const typed = [...known].filter(([, { text }]) => text.trim() !== '');
        return new Map([...earlier.map((note) => [keyOf(note), note] as const), ...typed]);
      }),
    on: (groups) => {
      const rows = new Set(
        groups.flatMap(({ name, findings }) =>
          name === null ? [] : [null, ...findings.map(({ rule }) => rule)].map((rule) => keyOf({ group: name, rule })),
        ),
      );
      return [...notes].filter(([key, { text }]) => rows.has(key) && text.trim() !== '').map(([, note]) => note);
    },
  };
}
