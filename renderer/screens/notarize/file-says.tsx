import { Button } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reading } from '../../../core/documents/reading/reading.ts';
import type { Suggestion } from '../../../core/documents/reading/suggestion.ts';
import type { Json } from '../../../core/formats/canonical.ts';
import { isSameValue } from '../../../core/records/profiles/read.ts';
import type { FactSource } from '../../../core/records/reading-facts.ts';
import { suggestedValues } from '../../../core/records/suggestions.ts';
import type { TypedFact } from '../../../core/records/typed-facts.ts';
import { factText } from '../../../core/words/words.ts';
import { call, notary } from '../../bridge.ts';
import { useWords } from '../../state/words.ts';
import { factField, readFact } from './fact-input.ts';

/** What is known of the document of a record that waits, beside its facts. */
export interface Beside {
  /** What readers found; null where nothing. */
  readonly reading: Reading | null;
  readonly suggestions: readonly Suggestion[];
}

const NOTHING: Beside = { reading: null, suggestions: [] };

/** Milliseconds that a dialog waits for what stands beside its fields, which would move them once they are shown. */
const PATIENCE = 400;

/** What is known beside the facts of a record; null until it is known, nothing where that takes long or fails. */
export function useBeside(id: string | null): Beside | null {
  const [beside, setBeside] = useState<Beside | null>(id === null ? NOTHING : null);
  useEffect(() => {
    if (id === null) return;
    let wanted = true;
    const without = () => wanted && setBeside((known) => known ?? NOTHING);
    const timer = setTimeout(without, PATIENCE);
    call(notary.record(id)).then(
      ({ reading, suggestions }) => wanted && setBeside({ reading, suggestions }),
      without, // the facts can be edited without it
    );
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [id]);
  return beside;
}

/** Where what stands in a field comes from; null while it is empty, and for a document that nobody read. */
export function typedSource(
  name: TypedFact,
  typed: string,
  reading: Reading | null,
  currency: string | null,
): FactSource | null {
  if (reading === null || typed.trim() === '') return null;
  const read = readFact(name, typed, currency);
  return read.ok && isSameValue(read.facts[name], reading.facts[name]) ? 'file' : 'stated';
}

interface Asked {
  readonly name: TypedFact;
  readonly label: string;
  /** Where what stands in the field comes from. */
  readonly source: FactSource | null;
  /** What stands in the field. */
  readonly typed: string;
  readonly beside: Beside;
  onTake(text: string): void;
}

/**
 * What the file says where something else stands in a field, where its places disagree, and what is suggested: a line each,
 * with a button that takes the value over.
 */
export function useFileLines({ name, label, source, typed, beside, onTake }: Asked): readonly ReactNode[] {
  const { t } = useTranslation();
  const { words } = useWords();
  const { reading, suggestions } = beside;
  const text = (value: Json) => factText(name, { [name]: value }, words) ?? '';
  const field = (value: Json) => factField(name, { [name]: value }, words);
  const take = (value: Json, what: string = t('invoice.takeOverOf', { name: label })) => (
    <Button type="link" size="small" aria-label={what} onClick={() => onTake(field(value))}>
      {t('invoice.takeOver')}
    </Button>
  );
  const isOf = (one: { readonly name: string }) => one.name === name;
  const read = reading?.facts[name] ?? null;
  return [
    ...(read === null || source === 'file'
      ? []
      : [
          <div key="file">
            {t('invoice.fileSays', { value: text(read) })} {take(read)}
          </div>,
        ]),
    ...(reading?.conflicts ?? []).filter(isOf).map(({ values }) => (
      <div key="places">
        {t('invoice.placesSay', {
          values: values.map(({ place, value }) => `${text(value)} (${place})`).join(' · '),
        })}
      </div>
    )),
    ...suggestedValues(suggestions)
      .filter((one) => isOf(one) && field(one.value) !== typed)
      .map(({ places, value, doubtful }) => (
        <div key={JSON.stringify(value)} className={doubtful ? 'suggested tone-amber' : 'suggested'}>
          {words.suggested({ places, value: text(value), doubtful })}{' '}
          {take(value, t('invoice.takeSuggestion', { name: label, value: text(value) }))}
        </div>
      )),
  ];
}
