import { DownloadOutlined, TableOutlined } from '@ant-design/icons';
import { Button, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { visible } from '../../../core/formats/plain-text.ts';
import { OFFERED_CURRENCIES, TYPED_FACTS } from '../../../core/records/typed-facts.ts';
import { factText } from '../../../core/words/words.ts';
import type { TableResult } from '../../../electron/api.ts';
import { call, notary } from '../../bridge.ts';
import { DialogFooter } from '../../components/dialog-footer.tsx';
import { useBusy } from '../../state/busy.ts';
import { useKinds } from '../../state/kinds.ts';
import { useNotices } from '../../state/notices.tsx';
import { useReveal } from '../../state/reveal.ts';
import { useWords } from '../../state/words.ts';

/** Longer lists are shown as a number: nobody reads a thousand lines in a dialog. */
const SHOWN = 50;

interface ListProps {
  readonly title: string;
  readonly tone: 'amber' | 'red' | 'grey';
  readonly lines: readonly string[];
}

/** Lines that need a look, or nothing. */
function Lines({ title, tone, lines }: ListProps) {
  if (lines.length === 0) return null;
  return (
    <div>
      <p className={`tone-${tone}`}>{title}</p>
      <ul className="wrap">
        {lines.slice(0, SHOWN).map((line, i) => (
          <li key={i}>{line}</li>
        ))}
        {lines.length > SHOWN && <li className="muted">… +{lines.length - SHOWN}</li>}
      </ul>
    </div>
  );
}

/** Some amounts name no currency: the usual one is shown, or it is asked for once. */
function CurrencyQuestion({ value, onChange }: { readonly value: string | null; onChange(code: string): void }) {
  const { t } = useTranslation();
  return (
    <div className="row">
      <label htmlFor="table-currency">{t('notarize.table.currency')}</label>
      <Select
        id="table-currency"
        className="currency"
        placeholder={t('notarize.table.choose')}
        value={value}
        options={[...new Set([...(value === null ? [] : [value]), ...OFFERED_CURRENCIES])].map((code) => ({
          value: code,
          label: code,
        }))}
        showSearch
        onChange={onChange}
      />
    </div>
  );
}

const hasNoCurrency = ({ error }: TableResult['errors'][number]) => error.details.reason === 'no-currency';

/** What the first rows would fill in. */
function Rows({ rows }: Pick<TableResult, 'rows'>) {
  const { t } = useTranslation();
  const { words } = useWords();
  const kinds = useKinds();
  const kindName = (key: string) => kinds(key).kind?.words[words.language].name ?? key;
  if (rows.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls has to be reached by keyboard
    <section className="table-rows" aria-label={t('notarize.table.first')} tabIndex={0}>
      <ul>
        {rows.map(({ row, file, profile, facts }) => (
          <li key={row}>
            <span className="wrap">{visible(file)}</span>
            <span className="small muted block wrap">
              {[
                ...(profile === null ? [] : [kindName(profile)]),
                ...TYPED_FACTS.flatMap((name) => factText(name, facts, words) ?? []),
              ].join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface PreviewProps {
  readonly result: TableResult;
  readonly asked: boolean;
  onCurrency(code: string): void;
}

function Preview({ result, asked, onCurrency }: PreviewProps) {
  const { t } = useTranslation();
  const { words } = useWords();
  const { matched, unmatched, errors, unused, rows, currency } = result;
  return (
    <>
      <p>{t('notarize.table.would', { count: matched })}</p>
      {asked && <CurrencyQuestion value={currency} onChange={onCurrency} />}
      <Rows rows={rows} />
      <Lines
        title={t('notarize.table.rows')}
        tone="red"
        lines={errors
          .filter((one) => !asked || currency !== null || !hasNoCurrency(one))
          .map(({ error }) => words.error(error.code, error.details).happened)}
      />
      <Lines title={t('notarize.table.unmatched')} tone="amber" lines={unmatched} />
      <Lines title={t('notarize.table.unused')} tone="grey" lines={unused} />
    </>
  );
}

/** What a table needs, and one to fill in. */
function Start() {
  const { t } = useTranslation();
  const { run } = useBusy();
  const { done } = useNotices();
  const reveal = useReveal();
  const save = (format: 'csv' | 'xlsx') =>
    void run(async () => {
      const path = await call(notary.tableTemplate(format));
      if (path !== null)
        done(t('notarize.table.templateSaved'), { text: t('records.detail.reveal'), run: () => reveal(path) });
    });
  return (
    <>
      <p>{t('notarize.table.help')}</p>
      <p className="small muted">{t('notarize.table.template')}</p>
      <div className="row">
        {(['xlsx', 'csv'] as const).map((format) => (
          <Button key={format} icon={<DownloadOutlined aria-hidden="true" />} onClick={() => save(format)}>
            {t(`sent.recordList.${format}`)}
          </Button>
        ))}
      </div>
    </>
  );
}

/** Facts from a table: what would be filled in and what not is shown before anything is. */
export function TableDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const { busy, run } = useBusy();
  const { done } = useNotices();
  const [path, setPath] = useState<string | null>(null);
  const [result, setResult] = useState<TableResult | null>(null);
  const [asked, setAsked] = useState(false);
  const look = (file: string, code: string | null) =>
    run(async () => {
      const found = await call(notary.table(file, { currency: code, preview: true }));
      setPath(file);
      setAsked(code !== null || found.bare > 0 || found.errors.some(hasNoCurrency));
      setResult(found);
    });
  const choose = () =>
    void run(async () => {
      const [file] = await call(notary.pick('table'));
      if (file !== undefined) await look(file, null);
    });
  const take = async () => {
    if (path === null || result === null) return;
    const taken = await run(async () => {
      const { matched } = await call(notary.table(path, { currency: result.currency, preview: false }));
      done(t('notarize.table.matched', { count: matched }));
    });
    if (taken) onClose();
  };
  return (
    <Modal
      open
      centered
      width={640}
      title={t('notarize.table.title')}
      onCancel={onClose}
      footer={
        <DialogFooter
          finished={false}
          working={busy}
          disabled={result?.matched === 0}
          go={result === null ? t('notarize.table.pick') : t('notarize.table.take', { count: result.matched })}
          onGo={() => (result === null ? choose() : void take())}
          onClose={onClose}
        />
      }
    >
      <div className="stack table-dialog">
        {result === null || path === null ? (
          <Start />
        ) : (
          <>
            <Preview result={result} asked={asked} onCurrency={(code) => void look(path, code)} />
            <div className="row">
              <Button size="small" icon={<TableOutlined aria-hidden="true" />} onClick={choose}>
                {t('notarize.table.other')}
              </Button>
            </div>
          </>
        )}
      </div>
    </Modal>
  );
}
