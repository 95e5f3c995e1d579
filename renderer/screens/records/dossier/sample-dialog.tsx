import { Alert, Button, Input, Radio, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { percentAtMost } from '../../../../core/dossier/sample.ts';
import { moneyText, thousands } from '../../../../core/words/words.ts';
import type { DossierPage, DrawnLine, SampleBy, SampleSeen, SampleWish } from '../../../../electron/api.ts';
import { asApiError, call, notary } from '../../../bridge.ts';
import { TallList } from '../../../components/tall-list.tsx';
import { TypingModal } from '../../../components/typing-modal.tsx';
import { useBusy } from '../../../state/busy.ts';
import { useNotices } from '../../../state/notices.tsx';
import { useReveal } from '../../../state/reveal.ts';
import { useWords } from '../../../state/words.ts';
import type { DossierActions } from './actions.ts';
import { lineName } from './lines-list.tsx';

/** What is typed. */
export interface SampleTyped {
  readonly seed: string;
  readonly size: string;
}

/** How large a sample usually is, of so many items. */
export const usualSize = (items: number): string => String(Math.min(60, items));

/** The sample that was typed, of so many items; null while something is missing or no number of items. */
export function typedSample({ seed, size }: SampleTyped, items: number): { seed: string; size: number } | null {
  const count = /^[1-9]\d{0,5}$/.test(size.trim()) ? Number(size) : 0;
  return seed.trim() === '' || count < 1 || count > items ? null : { seed: seed.trim(), size: count };
}

interface FieldsProps {
  readonly typed: SampleTyped;
  readonly items: number;
  readonly disabled: boolean;
  onChange(typed: SampleTyped): void;
}

/** Seed and size of a sample. */
export function SampleFields({ typed, items, disabled, onChange }: FieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <div className="dossier-fields">
        <label htmlFor="sample-seed" className="stack tight">
          {t('dossier.sample.seed')}
          <Input
            id="sample-seed"
            value={typed.seed}
            disabled={disabled}
            onChange={({ target }) => onChange({ ...typed, seed: target.value })}
          />
        </label>
        <label htmlFor="sample-size" className="stack tight">
          {t('dossier.sample.size', { items: thousands(items) })}
          <Input
            id="sample-size"
            inputMode="numeric"
            value={typed.size}
            disabled={disabled}
            status={typed.size !== '' && typedSample({ seed: '0', size: typed.size }, items) === null ? 'error' : ''}
            onChange={({ target }) => onChange({ ...typed, size: target.value })}
          />
        </label>
      </div>
      <p className="small muted flat">{t('dossier.sample.seedHelp')}</p>
    </>
  );
}

const ROW_HEIGHT = 32;

/** What the sample means if nothing in it is wrong. */
function Means({ sample: { atMost, of, byAmount } }: { readonly sample: SampleSeen }) {
  const { t } = useTranslation();
  if (atMost !== null) {
    const share = percentAtMost(atMost / of);
    return <p role="status">{t('dossier.sample.means', { atMost: thousands(atMost), of: thousands(of), share })}</p>;
  }
  if (byAmount === null) return null;
  const { total, currency, atMostShare, outside } = byAmount;
  const money = moneyText({ amount: total, currency });
  return (
    <p role="status">
      {t('dossier.sample.meansByAmount', { share: percentAtMost(atMostShare), total: money })}{' '}
      {outside > 0 && t('dossier.sample.outside', { count: outside, formatted: thousands(outside) })}
    </p>
  );
}

function Drawn({ sample }: { readonly sample: SampleSeen }) {
  const { t } = useTranslation();
  const { by, lines } = sample;
  const text = (line: DrawnLine) => (line.money === null ? '' : moneyText(line.money));
  return (
    <section aria-label={t('dossier.sample.drawn')}>
      <Means sample={sample} />
      <TallList
        label={t('dossier.sample.drawn')}
        items={lines}
        rowHeight={ROW_HEIGHT}
        rows={8}
        keyOf={({ leaf }) => leaf}
        render={(line) => (
          <span className={by === 'amount' ? 'drawn hit' : 'drawn numbered'}>
            <span className="muted">{thousands(line.place + 1)}</span>
            <span className="trouble" title={lineName(line)}>
              {lineName(line)}
            </span>
            <span>{text(line)}</span>
            {by === 'amount' && <span className="muted">{t('dossier.sample.hits', { count: line.hits })}</span>}
          </span>
        )}
      />
    </section>
  );
}

/** Draws, and saves what was drawn. */
function useSample(page: DossierPage) {
  const { t } = useTranslation();
  const { words } = useWords();
  const { busy, run } = useBusy();
  const { done } = useNotices();
  const reveal = useReveal();
  const [sample, setSample] = useState<SampleSeen | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const draw = (wish: Omit<SampleWish, 'id'>) =>
    void run(async () => {
      setRefused(null);
      try {
        setSample(await call(notary.dossierSample({ ...wish, id: page.record })));
      } catch (thrown) {
        const { code, details } = asApiError(thrown);
        if (code !== 'bad-input') throw thrown;
        setRefused(words.error(code, details).happened);
      }
    });
  const save = (format: 'csv' | 'xlsx') =>
    void run(async () => {
      if (sample === null) return;
      const { id, seed, size, by, currency } = sample;
      const path = await call(notary.dossierSampleSave({ id, seed, size, by, currency, format }));
      if (path !== null) done(t('dossier.sample.saved'), { text: t('records.detail.reveal'), run: () => reveal(path) });
    });
  return { busy, sample, refused, draw, save, forget: () => setSample(null) };
}

interface Props {
  readonly page: DossierPage;
  onCertify: DossierActions['onSample'];
  onClose(): void;
}

/** Draws a sample for an auditor; what is drawn is looked at here, saved, or laid open in a certificate. */
export function SampleDialog({ page, onCertify, onClose }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<SampleTyped>({ seed: '', size: usualSize(page.items) });
  const [by, setBy] = useState<SampleBy>('item');
  // amounts of several currencies are not added up: one of them is drawn from
  const currencies = (page.totals?.items ?? []).map((total) => total.currency);
  const [currency, setCurrency] = useState(currencies[0] ?? null);
  const { busy, sample, refused, draw, save, forget } = useSample(page);
  const wanted = typedSample(typed, page.items);
  const certify = () => {
    if (sample === null) return;
    onClose();
    onCertify({ id: sample.id, seed: sample.seed, size: sample.size });
  };
  return (
    <TypingModal
      open
      unsaved={sample === null ? undefined : false}
      centered
      width={720}
      title={t('dossier.sample.title')}
      onCancel={onClose}
      footer={
        <div className="row ends">
          {(['xlsx', 'csv'] as const).map((format) => (
            <Button key={format} disabled={busy || sample === null} onClick={() => save(format)}>
              {t(`sent.recordList.${format}`)}
            </Button>
          ))}
          <Button disabled={busy || sample === null || sample.by === 'amount'} onClick={certify}>
            {t('dossier.sample.certify')}
          </Button>
          <Button onClick={onClose}>{t('common.close')}</Button>
          <Button
            type="primary"
            loading={busy}
            disabled={wanted === null}
            onClick={() => {
              if (wanted !== null) draw({ ...wanted, by, currency: by === 'amount' ? currency : null });
            }}
          >
            {t('dossier.sample.go')}
          </Button>
        </div>
      }
    >
      <div className="stack dialog-body">
        <p className="flat">{t('dossier.sample.what')}</p>
        <SampleFields
          typed={typed}
          items={page.items}
          disabled={busy}
          onChange={(next) => {
            setTyped(next);
            forget();
          }}
        />
        <Radio.Group
          className="choices"
          aria-label={t('dossier.sample.by')}
          disabled={busy}
          value={by}
          options={(['item', 'amount'] as const).map((value) => ({ value, label: t(`dossier.sample.${value}`) }))}
          onChange={({ target }) => {
            setBy(target.value as SampleBy);
            forget();
          }}
        />
        {by === 'amount' && currencies.length > 1 && (
          <Segmented<string>
            aria-label={t('dossier.sample.currency')}
            disabled={busy}
            value={currency ?? ''}
            options={currencies}
            onChange={(chosen) => {
              setCurrency(chosen);
              forget();
            }}
          />
        )}
        {by === 'amount' && <p className="small muted flat">{t('dossier.sample.byAmountHelp')}</p>}
        {refused !== null && <Alert type="error" showIcon role="alert" title={refused} />}
        {sample && <Drawn sample={sample} />}
      </div>
    </TypingModal>
  );
}
