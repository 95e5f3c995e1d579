import { Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { certificatesIn, countLinks } from '../../../core/trace/certified.ts';
import type { Trace } from '../../../core/trace/types.ts';
import { findingText, traceWords } from '../../../core/trace/words.ts';
import { useWords } from '../../state/words.ts';
import { graphOf } from './graph.ts';
import { TraceDetail } from './trace-detail.tsx';
import { TraceDrawing } from './trace-drawing.tsx';
import { TraceTable } from './trace-table.tsx';
import { usePrinting } from './use-printing.ts';
import './trace.css';

const VIEWS = ['drawing', 'list'] as const;
type View = (typeof VIEWS)[number];

/** More records do not fit on paper so that they can be read; the list has them all. */
const DRAWN_ON_PAPER = 60;
/** What is said at most; more is in the exports. */
const SAID = 100;

interface Props {
  readonly trace: Trace;
  /** Opens one of this desk's records; null where none can be opened. */
  readonly onOpen: ((id: string) => void) | null;
}

/** A trace on a time line, and the same as a list; one record at a time with all that is known of it. */
export function TraceView({ trace, onOpen }: Props) {
  const { t } = useTranslation();
  const { words } = useWords();
  const texts = traceWords(words.language);
  const graph = useMemo(() => graphOf(trace), [trace]);
  const [view, setView] = useState<View>('drawing');
  const [chosen, setChosen] = useState(trace.start ?? trace.nodes[0]?.key ?? null);
  const links = countLinks(trace);
  const printing = usePrinting();
  const node = chosen === null ? undefined : graph.byKey.get(chosen);
  return (
    <div className="trace">
      <div className="row trace-head">
        <p role="status">
          {texts.summary({
            records: certificatesIn(trace),
            links: trace.edges.length,
            holds: links.holds,
            notShown: links['not-shown'],
          })}
        </p>
        <Segmented<View>
          className="push no-print"
          aria-label={t('trace.views')}
          value={view}
          onChange={setView}
          options={VIEWS.map((name) => ({ value: name, label: t(`trace.${name}`) }))}
        />
      </div>
      {trace.findings.length > 0 && (
        // a list that scrolls can be reached by keyboard
        <ul
          className="trace-findings"
          aria-label={t('trace.findings')}
          tabIndex={trace.findings.length > 4 ? 0 : undefined}
        >
          {trace.findings.slice(0, SAID).map((finding) => (
            <li key={`${finding.code} ${finding.key} ${finding.other} ${finding.rel}`}>
              {findingText(finding, graph.nameOf, words.language)}
            </li>
          ))}
          {trace.findings.length > SAID && <li>{t('trace.moreFindings', { count: trace.findings.length - SAID })}</li>}
        </ul>
      )}
      {(printing ? trace.nodes.length <= DRAWN_ON_PAPER : view === 'drawing') && (
        <TraceDrawing trace={trace} graph={graph} chosen={chosen} printing={printing} onChoose={setChosen} />
      )}
      {(printing || view === 'list') && (
        <TraceTable trace={trace} graph={graph} chosen={chosen} whole={printing} onChoose={setChosen} />
      )}
      {node && <TraceDetail node={node} graph={graph} onChoose={setChosen} onOpen={onOpen} />}
      <p className="small muted">{texts.meaning}</p>
    </div>
  );
}
