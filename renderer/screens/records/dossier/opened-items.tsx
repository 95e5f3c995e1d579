import { Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { MAX_OPENINGS } from '../../../../core/dossier/files.ts';
import { thousands } from '../../../../core/words/words.ts';
import type { DossierLine, DossierPage } from '../../../../electron/api.ts';
import { allLines, LinesList } from './lines-list.tsx';
import { SampleFields, type SampleTyped, usualSize } from './sample-dialog.tsx';

/** Which items are laid open. */
export interface Opening {
  readonly which: 'none' | 'chosen' | 'all' | 'sample';
  /** Records, for `chosen`. */
  readonly chosen: ReadonlySet<string>;
  readonly sample: SampleTyped;
}

/** Nothing, or the sample that was drawn before, of so many items. */
export const firstOpening = (
  sample: { readonly seed: string; readonly size: number } | null,
  items: number,
): Opening => ({
  which: sample === null ? 'none' : 'sample',
  chosen: new Set(),
  sample: { seed: sample?.seed ?? '', size: sample === null ? usualSize(items) : String(sample.size) },
});

/** Whether more is to be laid open than one certificate can. */
export const opensTooMany = ({ which, chosen, sample }: Opening): boolean =>
  (which === 'chosen' && chosen.size > MAX_OPENINGS) || (which === 'sample' && Number(sample.size) > MAX_OPENINGS);

/** The records that a choice lays open, all but those of a sample. */
export async function openedIds({ which, chosen }: Opening, { record: id }: DossierPage): Promise<readonly string[]> {
  if (which === 'chosen') return [...chosen];
  if (which !== 'all') return [];
  const lists = [
    await allLines({ id, list: 'items', search: '' }),
    await allLines({ id, list: 'credits', search: '' }),
  ];
  return lists.flat().flatMap(({ record }) => record ?? []);
}

interface Props {
  readonly page: DossierPage;
  readonly value: Opening;
  readonly disabled: boolean;
  onChange(value: Opening): void;
}

/** Which items are laid open, with amount and certificate. */
export function OpenedItems({ page, value, disabled, onChange }: Props) {
  const { t } = useTranslation();
  const { which, chosen } = value;
  const all = page.items + page.credits;
  const toggle = ({ record }: DossierLine) => {
    if (record === null) return;
    const next = new Set(chosen);
    if (!next.delete(record)) next.add(record);
    onChange({ ...value, chosen: next });
  };
  const toggleAll = (lines: readonly DossierLine[]) => {
    const records = lines.flatMap(({ record }) => record ?? []);
    const next = new Set(chosen);
    const change = records.every((record) => next.has(record)) ? 'delete' : 'add';
    for (const record of records) next[change](record);
    onChange({ ...value, chosen: next });
  };
  const options = [
    { value: 'none', label: t('dossier.certify.none') },
    { value: 'chosen', label: t('dossier.certify.chosen') },
    ...(all <= MAX_OPENINGS
      ? [{ value: 'all', label: t('dossier.certify.all', { count: all, formatted: thousands(all) }) }]
      : []),
    { value: 'sample', label: t('dossier.certify.sample') },
  ];
  return (
    <div className="stack">
      <h3 className="flat">{t('dossier.certify.open')}</h3>
      <p className="small muted flat">{t('dossier.certify.openHelp')}</p>
      <Radio.Group
        className="choices"
        aria-label={t('dossier.certify.open')}
        disabled={disabled}
        value={which}
        options={options}
        onChange={({ target }) => onChange({ ...value, which: target.value as Opening['which'] })}
      />
      {opensTooMany(value) && (
        <p className="small tone-red flat" role="alert">
          {t('dossier.certify.tooMany', { most: thousands(MAX_OPENINGS) })}
        </p>
      )}
      {which === 'sample' && (
        <SampleFields
          typed={value.sample}
          items={page.items}
          disabled={disabled}
          onChange={(sample) => onChange({ ...value, sample })}
        />
      )}
      {which === 'chosen' && (
        <>
          <p role="status" className="flat">
            {t('dossier.certify.chosenCount', { count: chosen.size, formatted: thousands(chosen.size) })}
          </p>
          <LinesList
            id={page.record}
            credits={page.credits}
            selection={{
              has: ({ record }) => record !== null && chosen.has(record),
              count: chosen.size,
              toggle,
              toggleAll,
            }}
            onOpen={() => {}}
          />
        </>
      )}
    </div>
  );
}
