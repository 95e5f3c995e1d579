import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BOX_STATES } from '../../../../core/documents/box/types.ts';
import { sizeText, thousands } from '../../../../core/words/words.ts';
import type { BoxRow, BoxStatus } from '../../../../electron/api.ts';
import { call, notary } from '../../../bridge.ts';
import { ErrorNote } from '../../../components/error-note.tsx';
import { Grid } from '../../../components/grid/grid.tsx';
import { Hex } from '../../../components/hex.tsx';
import { usePages } from '../../../state/pages.ts';
import { useWords } from '../../../state/words.ts';
import { Banner } from '../banner.tsx';
import { BoxDrawer } from './drawer.tsx';
import { BoxExportBar } from './export-bar.tsx';
import { BoxFilterBar } from './filter.tsx';
import { needsLook } from './row-states.ts';
import { boxLooks } from './state-looks.tsx';
import { TrustChanged } from './trust-changed.tsx';
import { useBoxColumns } from './use-box-columns.tsx';
import { type BoxFilter, useBoxFilter } from './use-box-filter.ts';
import { useBoxName } from './use-box-name.ts';
import { useBoxWords } from './use-box-words.ts';

type Done = Extract<BoxStatus, { readonly state: 'done' }>;

const fetchRows = (filter: BoxFilter, offset: number, limit: number) =>
  call(notary.boxRows({ ...filter, offset, limit }));

/** The overall result of the box, with the look of its worst row. */
function Summary({ sources, sheet, time: checked }: Pick<Done, 'sources' | 'sheet' | 'time'>) {
  const { t } = useTranslation();
  const { time } = useWords();
  const name = useBoxName(sources);
  const { pagesNotCompared } = useBoxWords();
  const { totals } = sheet;
  const looks = BOX_STATES.filter(needsLook).reduce((sum, state) => sum + totals.states[state], 0);
  const worst = BOX_STATES.find((state) => totals.states[state] > 0) ?? 'unreadable';
  const summary = t('box.done.summary', {
    files: thousands(totals.files),
    size: sizeText(totals.bytes),
    certificates: thousands(totals.certificates),
    time: time(checked),
  });
  const unread = t('box.done.unread', { count: totals.unread, formatted: thousands(totals.unread) });
  const verdict = looks === 0 ? t('box.done.clean') : t('box.done.look', { count: looks });
  const sentence = totals.rows === 0 ? t('box.done.nothing') : verdict;
  return (
    <Banner look={boxLooks[worst]} title={name} sentence={sentence} next={null}>
      <p className="small muted" title={sources.join('\n')}>
        {summary}
      </p>
      {totals.unread > 0 && <p className="small muted">{unread}</p>}
      {totals.certificates > 0 && <p className="small muted">{pagesNotCompared}</p>}
    </Banner>
  );
}

/** The sheet of a checked box: totals, rows, exports, and the digest of the whole. */
export function BoxSheetView({ sources, sheet, time, onAgain }: Omit<Done, 'state'> & { onAgain(): void }) {
  const { t } = useTranslation();
  const filter = useBoxFilter();
  const pages = usePages(filter.filter, fetchRows);
  const columns = useBoxColumns();
  const [open, setOpen] = useState<number | null>(null);
  return (
    <section className="box-sheet" aria-label={t('box.title')}>
      <Summary sources={sources} sheet={sheet} time={time} />
      <TrustChanged sheet={sheet} onAgain={onAgain} />
      <BoxFilterBar sheet={sheet} state={filter} found={pages.total} />
      {pages.error && <ErrorNote error={pages.error} onRetry={pages.reload} />}
      {pages.total === 0 ? (
        <p className="box-none muted">{t(sheet.totals.rows === 0 ? 'box.done.nothing' : 'box.filter.noMatch')}</p>
      ) : (
        <Grid<BoxRow, BoxFilter['sort']>
          label={t('box.list')}
          count={pages.total ?? 0}
          rowAt={pages.rowAt}
          keyOf={(row) => String(row.number)}
          nameOf={(row) => row.file ?? row.certificate ?? String(row.number)}
          columns={columns}
          sort={filter.sort}
          onVisible={pages.show}
          onOpen={(row) => setOpen(row.number)}
          resetKey={filter.filter}
        />
      )}
      <footer className="row box-foot">
        <dl className="box-digest" title={t('box.done.digestHelp')}>
          <dt className="small muted">{t('box.done.digest')}</dt>
          <dd>
            <Hex value={sheet.boxDigest} copy={t('box.done.digest')} />
          </dd>
        </dl>
        <BoxExportBar />
      </footer>
      <BoxDrawer number={open} onClose={() => setOpen(null)} />
    </section>
  );
}
