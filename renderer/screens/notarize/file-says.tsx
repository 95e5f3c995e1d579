import { Button } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reading } from '../../../core/documents/reading/reading.ts';
import type { Json } from '../../../core/formats/canonical.ts';
import { isSameValue } from '../../../core/records/profiles/read.ts';
import type { FactSource } from '../../../core/records/reading-facts.ts';
import type { TypedFact } from '../../../core/records/typed-facts.ts';
import { factText } from '../../../core/words/words.ts';
import { call, notary } from '../../bridge.ts';
import { useWords } from '../../state/words.ts';
import { factField, readFact } from './fact-input.ts';

/** What readers found in the document of a record that waits; null where nothing, and until it is known. */
export function useReading(id: string | null): Reading | null {
  const [reading, setReading] = useState<Reading | null>(null);
  useEffect(() => {
    let wanted = true;
    setReading(null);
    if (id !== null)
      call(notary.record(id)).then(
        (detail) => wanted && setReading(detail.reading),
        () => {}, // the facts can be edited without it
      );
    return () => {
      wanted = false;
    };
  }, [id]);
  return reading;
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
  readonly reading: Reading | null;
  onTake(text: string): void;
}

/** What the file says where something else stands in a field, and where its places disagree: a line each. */
export function useFileLines({ name, label, source, reading, onTake }: Asked): readonly ReactNode[] {
  const { t } = useTranslation();
  const { words } = useWords();
  if (reading === null) return [];
  const text = (value: Json) => factText(name, { [name]: value }, words) ?? '';
  const take = (value: Json) => (
    <Button
      type="link"
      size="small"
      aria-label={t('invoice.takeOverOf', { name: label })}
      onClick={() => onTake(factField(name, { [name]: value }, words))}
    >
      {t('invoice.takeOver')}
    </Button>
  );
  const isOf = (one: { readonly name: string }) => one.name === name;
  const read = reading.facts[name] ?? null;
  return [
    ...(read === null || source === 'file'
      ? []
      : [
          <div key="file">
            {t('invoice.fileSays', { value: text(read) })} {take(read)}
          </div>,
        ]),
    ...reading.conflicts.filter(isOf).map(({ values }) => (
      <div key="places">
        {t('invoice.placesSay', {
          values: values.map(({ place, value }) => `${text(value)} (${place})`).join(' · '),
        })}
      </div>
    )),
    ...reading.suggestions.filter(isOf).map(({ place, value }) => (
      <div key={place}>
        {t('invoice.suggests', { value: text(value), place })} {take(value)}
      </div>
    )),
  ];
}
