import { DiffOutlined, ExperimentOutlined, SplitCellsOutlined, TableOutlined } from '@ant-design/icons';
import { Alert, Button, Skeleton } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Totals } from '../../../../core/dossier/totals.ts';
import { moneyText, thousands } from '../../../../core/words/words.ts';
import type { ApiError, DossierChange, DossierPage } from '../../../../electron/api.ts';
import { asApiError, call, notary } from '../../../bridge.ts';
import { ErrorNote } from '../../../components/error-note.tsx';
import { type Pair, Pairs } from '../../../components/pairs.tsx';
import { RecordLink } from '../../../components/record-link.tsx';
import { useBusy } from '../../../state/busy.ts';
import { useNotaryEvent } from '../../../state/events.ts';
import { useThrottled } from '../../../state/record-pages.ts';
import type { DossierActions } from './actions.ts';
import { CompareDialog } from './compare-dialog.tsx';
import { LinesList } from './lines-list.tsx';
import { SampleDialog } from './sample-dialog.tsx';
import { TablesDialog } from './tables-dialog.tsx';
import { Warnings } from './warnings.tsx';
import './dossier.css';

/** The page of a dossier, read again whenever records change. */
function usePage(id: string) {
  const [page, setPage] = useState<DossierPage | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const load = useCallback(() => {
    call(notary.dossierPage(id)).then(
      (found) => {
        setPage(found);
        setError(null);
      },
      (thrown) => setError(asApiError(thrown)),
    );
  }, [id]);
  useEffect(load, [load]);
  useNotaryEvent('records', useThrottled(load));
  return { page: page?.record === id ? page : null, error, load };
}

/** It waits like any other record; whoever has just made it can seal at once. */
function Waits() {
  const { t } = useTranslation();
  const { busy, run } = useBusy();
  return (
    <Alert
      type="info"
      showIcon
      title={t('dossier.page.waits')}
      action={
        <Button size="small" loading={busy} onClick={() => void run(async () => void (await call(notary.seal())))}>
          {t('dossier.page.seal')}
        </Button>
      }
    />
  );
}

const totalLines = (totals: Totals | null, list: 'items' | 'credits') =>
  (totals?.[list] ?? []).map(({ currency, count, amount }) => ({ money: moneyText({ amount, currency }), count }));

/** How many, how much, and by which rule. */
function usePairs({ items, credits, totals, rule }: DossierPage): readonly Pair[] {
  const { t } = useTranslation();
  const counted = (list: 'items' | 'credits', count: number): Pair => ({
    label: t(`dossier.lines.${list}`),
    value: (
      <>
        <strong>{thousands(count)}</strong>
        {totalLines(totals, list).map(({ money, count: of }) => (
          <span key={money} className="block">
            {t('dossier.plan.total', { money, formatted: thousands(of) })}
          </span>
        ))}
      </>
    ),
  });
  return [
    counted('items', items),
    ...(credits > 0 ? [counted('credits', credits)] : []),
    ...(rule === null
      ? []
      : [
          {
            label: t('dossier.fields.words'),
            value: (
              <ul className="plan">
                {rule.words.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            ),
          },
          ...(rule.cutOff === null ? [] : [{ label: t('dossier.fields.cutOff'), value: rule.cutOff }]),
        ]),
  ];
}

interface ChangeProps {
  readonly change: DossierChange;
  onOpen(id: string): void;
  onWhich(): void;
}

/** What came and what went since the version before. */
function Change({ change, onOpen, onWhich }: ChangeProps) {
  const { t } = useTranslation();
  const { since, came, gone, stayed } = change;
  const numbers = { came: thousands(came), gone: thousands(gone), stayed: thousands(stayed) };
  return (
    <div>
      <p className="flat">
        {t('dossier.page.since')} <RecordLink id={since} onOpen={onOpen} />
      </p>
      <div className="row">
        <span>{t('dossier.page.change', numbers)}</span>
        <Button size="small" onClick={onWhich}>
          {t('dossier.page.which')}
        </Button>
      </div>
    </div>
  );
}

/** What is open above the page. */
type Opened = { readonly is: 'sample' | 'tables' } | { readonly is: 'compare'; readonly second: string | null };

interface ViewProps extends DossierActions {
  readonly page: DossierPage;
  onOpen(id: string): void;
}

function Buttons({ page, onReplace, show }: ViewProps & { show(opened: Opened): void }) {
  const { t } = useTranslation();
  const isSealed = page.state === 'sealed' || page.state === 'anchored';
  if (!isSealed) return null;
  return (
    <div className="row">
      <Button icon={<ExperimentOutlined aria-hidden="true" />} onClick={() => show({ is: 'sample' })}>
        {t('dossier.sample.button')}
      </Button>
      <Button icon={<SplitCellsOutlined aria-hidden="true" />} onClick={() => show({ is: 'compare', second: null })}>
        {t('dossier.compare.button')}
      </Button>
      <Button icon={<TableOutlined aria-hidden="true" />} onClick={() => show({ is: 'tables' })}>
        {t('dossier.tables.button')}
      </Button>
      <Button icon={<DiffOutlined aria-hidden="true" />} onClick={() => onReplace(page)}>
        {t('dossier.page.replace')}
      </Button>
    </div>
  );
}

function View(props: ViewProps) {
  const { page, onOpen, onSample } = props;
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = () => setOpened(null);
  const pairs = usePairs(page);
  const { record: id, change } = page;
  const onRecord = (record: string) => {
    close();
    onOpen(record);
  };
  return (
    <div className="stack">
      {page.state === 'recorded' && <Waits />}
      <Buttons {...props} show={setOpened} />
      <Pairs items={pairs} />
      {change !== null && (
        <Change change={change} onOpen={onOpen} onWhich={() => setOpened({ is: 'compare', second: change.since })} />
      )}
      <Warnings warnings={page.warnings} asOf={page.asOf} />
      <LinesList id={id} credits={page.credits} onOpen={onOpen} />
      {opened?.is === 'sample' && <SampleDialog page={page} onCertify={onSample} onClose={close} />}
      {opened?.is === 'tables' && <TablesDialog page={page} onClose={close} />}
      {opened?.is === 'compare' && <CompareDialog id={id} second={opened.second} onOpen={onRecord} onClose={close} />}
    </div>
  );
}

/** What a dossier holds, and what can be done with it. */
export function DossierSection({ id, ...props }: Omit<ViewProps, 'page'> & { readonly id: string }) {
  const { page, error, load } = usePage(id);
  if (error !== null) return <ErrorNote error={error} onRetry={load} />;
  return page === null ? <Skeleton active /> : <View page={page} {...props} />;
}
