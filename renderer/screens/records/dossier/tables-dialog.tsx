import { Input, Radio, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NO_DATA } from '../../../../core/dossier/tables/esma.ts';
import { poolWords } from '../../../../core/dossier/tables/words.ts';
import type { DossierPage, DossierTablesInput } from '../../../../electron/api.ts';
import { call, notary } from '../../../bridge.ts';
import { DialogFooter } from '../../../components/dialog-footer.tsx';
import { TypingModal } from '../../../components/typing-modal.tsx';
import { useBusy } from '../../../state/busy.ts';
import { useNotices } from '../../../state/notices.tsx';
import { useReveal } from '../../../state/reveal.ts';
import { useWords } from '../../../state/words.ts';
import { DateField } from '../../notarize/date-field.tsx';
import { typedDay } from './draft.ts';

type Wish = Omit<DossierTablesInput, 'id'>;

const REASONS = [
  'notCollected',
  'notLoaded',
  'elsewhere',
  'notApplicable',
] as const satisfies readonly Wish['noData'][];

interface FieldsProps {
  readonly wish: Wish;
  readonly disabled: boolean;
  onChange(wish: Wish): void;
}

/** What whoever reports says beside the facts. */
function EsmaFields({ wish, disabled, onChange }: FieldsProps) {
  const { t } = useTranslation();
  const { noData } = poolWords(useWords().language);
  return (
    <>
      {(['programme', 'transaction'] as const).map((name) => (
        <label key={name} htmlFor={`esma-${name}`} className="stack tight">
          {t(`dossier.tables.${name}`)}
          <Input
            id={`esma-${name}`}
            value={wish[name]}
            maxLength={200}
            disabled={disabled}
            onChange={({ target }) => onChange({ ...wish, [name]: target.value })}
          />
        </label>
      ))}
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the select within is its control */}
      <label className="stack tight">
        {t('dossier.tables.noData')}
        <Select<Wish['noData']>
          aria-label={t('dossier.tables.noData')}
          disabled={disabled}
          value={wish.noData}
          options={REASONS.map((value) => ({ value, label: `${NO_DATA[value]}: ${noData[value]}` }))}
          onChange={(chosen) => onChange({ ...wish, noData: chosen })}
        />
      </label>
      <p className="small muted flat">{t('dossier.tables.esmaHelp')}</p>
    </>
  );
}

function Fields(props: FieldsProps) {
  const { wish, disabled, onChange } = props;
  const { t } = useTranslation();
  const day = useId();
  return (
    <div className="stack dialog-body">
      <Radio.Group
        className="choices"
        aria-label={t('dossier.tables.which')}
        disabled={disabled}
        value={wish.tables}
        options={(['pool', 'esma'] as const).map((value) => ({ value, label: t(`dossier.tables.${value}`) }))}
        onChange={({ target }) => onChange({ ...wish, tables: target.value as Wish['tables'] })}
      />
      <div className="stack tight">
        <label htmlFor={day}>{t('dossier.fields.cutOff')}</label>
        <DateField
          id={day}
          value={wish.cutOff ?? ''}
          disabled={disabled}
          placeholder="2026-06-30"
          onChange={(typed) => onChange({ ...wish, cutOff: typed })}
        />
      </div>
      {wish.tables === 'esma' && <EsmaFields {...props} />}
      <Radio.Group
        aria-label={t('dossier.tables.format')}
        disabled={disabled}
        value={wish.format}
        options={(['xlsx', 'csv'] as const).map((value) => ({ value, label: t(`sent.recordList.${value}`) }))}
        onChange={({ target }) => onChange({ ...wish, format: target.value as Wish['format'] })}
      />
      <p className="small muted flat">{t('dossier.tables.help')}</p>
    </div>
  );
}

/** Tables that the file of a pool needs, as a file. */
export function TablesDialog({ page, onClose }: { readonly page: DossierPage; onClose(): void }) {
  const { t } = useTranslation();
  const { busy, run } = useBusy();
  const { done } = useNotices();
  const reveal = useReveal();
  const [wish, setWish] = useState<Wish>({
    tables: 'pool',
    cutOff: page.asOf,
    format: 'xlsx',
    programme: '',
    transaction: '',
    noData: 'elsewhere',
  });
  const cutOff = typedDay(wish.cutOff ?? '');
  const save = async () => {
    if (cutOff == null) return;
    const saved = await run(async () => {
      const path = await call(notary.dossierTables({ ...wish, id: page.record, cutOff }));
      if (path !== null) done(t('dossier.tables.saved'), { text: t('records.detail.reveal'), run: () => reveal(path) });
    });
    if (saved) onClose();
  };
  return (
    <TypingModal
      open
      centered
      width={560}
      title={t('dossier.tables.title')}
      onCancel={onClose}
      footer={
        <DialogFooter
          finished={false}
          working={busy}
          disabled={cutOff == null}
          go={t('dossier.tables.go')}
          onGo={() => void save()}
          onClose={onClose}
        />
      }
    >
      <Fields wish={wish} disabled={busy} onChange={setWish} />
    </TypingModal>
  );
}
