import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reading } from '../../../core/documents/reading/reading.ts';
import type { AnyFacts, EditableFact } from '../../../core/records/facts.ts';
import { isSameValue } from '../../../core/records/profiles/read.ts';
import type { FactSource } from '../../../core/records/reading-facts.ts';
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
  name: EditableFact,
  typed: string,
  reading: Reading | null,
  currency: string | null,
): FactSource | null {
  if (reading === null || typed.trim() === '') return null;
  const read = readFact(name, typed, currency);
  return read.ok && isSameValue(read.facts[name], reading.facts[name]) ? 'file' : 'stated';
}

interface Props {
  readonly name: EditableFact;
  readonly label: string;
  /** Where what stands in the field comes from. */
  readonly source: FactSource | null;
  readonly reading: Reading;
  onTake(text: string): void;
}

/** What the file says where something else stands in a field, and where its places disagree. */
export function FileSays({ name, label, source, reading, onTake }: Props) {
  const { t } = useTranslation();
  const { words } = useWords();
  const text = (value: AnyFacts[string]) => factText(name, { [name]: value } as AnyFacts, words) ?? '';
  const lines: { readonly key: string; readonly says: string; readonly value?: AnyFacts[string] }[] = [];
  const read = reading.facts[name] ?? null;
  if (read !== null && source !== 'file')
    lines.push({ key: 'file', says: t('invoice.fileSays', { value: text(read) }), value: read });
  for (const { values } of reading.conflicts.filter((conflict) => conflict.name === name)) {
    const each = values.map(({ place, value }) => `${text(value)} (${place})`);
    lines.push({ key: 'places', says: t('invoice.placesSay', { values: each.join(' · ') }) });
  }
  for (const { place, value } of reading.suggestions.filter((suggestion) => suggestion.name === name))
    lines.push({ key: place, says: t('invoice.suggests', { value: text(value), place }), value });
  return lines.map(({ key, says, value }) => (
    <div key={key}>
      {says}{' '}
      {value !== undefined && (
        <Button
          type="link"
          size="small"
          aria-label={t('invoice.takeOverOf', { name: label })}
          onClick={() => onTake(factField(name, { [name]: value } as AnyFacts, words))}
        >
          {t('invoice.takeOver')}
        </Button>
      )}
    </div>
  ));
}
