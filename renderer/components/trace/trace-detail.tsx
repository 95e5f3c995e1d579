import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { isLeafKey } from '../../../core/trace/names.ts';
import type { TraceEdge, TraceNode, TraceRecord } from '../../../core/trace/types.ts';
import { edgeText, relText, traceWords } from '../../../core/trace/words.ts';
import { timeText } from '../../../core/words/words.ts';
import { offsetAt, useWords } from '../../state/words.ts';
import { FactList } from '../fact-list.tsx';
import { Code } from '../hex.tsx';
import { type Pair, Pairs } from '../pairs.tsx';
import type { TraceGraph } from './graph.ts';
import { checkedWords, provenText } from './trace-card.tsx';

interface Props {
  readonly node: TraceNode;
  readonly graph: TraceGraph;
  onChoose(key: string): void;
  readonly onOpen: ((id: string) => void) | null;
}

interface LinksProps {
  readonly edges: readonly TraceEdge[];
  /** Which end is the other record. */
  readonly end: 'from' | 'to';
  readonly graph: TraceGraph;
  onChoose(key: string): void;
}

function Links({ edges, end, graph, onChoose }: LinksProps) {
  const { words } = useWords();
  return (
    <ul className="trace-ends">
      {edges.map((edge) => (
        <li key={`${edge.from} ${edge.to} ${edge.rel}`}>
          <span className="muted">{relText(edge.rel, words.language)}</span>{' '}
          <button type="button" className="link-button" onClick={() => onChoose(edge[end])}>
            {graph.nameOf(edge[end])}
          </button>{' '}
          <span className={`small ${edge.state === 'holds' ? 'muted' : 'tone-amber'}`}>
            {edgeText(edge, words.language)}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Times of a record, each with whose word it is. */
function useTimes(node: TraceNode): readonly Pair[] {
  const { words } = useWords();
  const texts = traceWords(words.language);
  const { record } = node;
  if (record === null) return [];
  const { recorded, verdict } = record;
  const checked = checkedWords(record, words.language);
  const said = [...(verdict === null ? [] : [words.verdictTitle(verdict)]), ...(checked === null ? [] : [checked])];
  return [
    ...(recorded === '' ? [] : [{ label: texts.columns.recorded, value: timeText(recorded, offsetAt(recorded)) }]),
    { label: texts.columns.proven, value: provenText(node, words) },
    ...(said.length === 0 ? [] : [{ label: texts.verdict, value: said.join(' · ') }]),
  ];
}

function Facts({ record }: { readonly record: TraceRecord }) {
  return <FactList kind={record.kind} facts={record.facts} />;
}

/** All that is known of one record of a trace. */
export function TraceDetail({ node, graph, onChoose, onOpen }: Props) {
  const { t } = useTranslation();
  const { words } = useWords();
  const texts = traceWords(words.language);
  const { record, key, stage } = node;
  const [refersTo, referredBy] = [graph.refersTo.get(key) ?? [], graph.referredBy.get(key) ?? []];
  const times = useTimes(node);
  // what waits to be sealed has no leaf, and is known by its id
  const leaf = isLeafKey(key) ? [{ label: t('trace.leaf'), value: <Code text={key} copy={t('trace.leaf')} /> }] : [];
  return (
    <section className="trace-detail no-print" aria-label={graph.nameOf(key)}>
      <div className="row">
        <h3>
          {graph.nameOf(key)} <span className="muted">· {texts.stages[stage]}</span>
        </h3>
        {onOpen && record !== null && record.verdict === null && (
          <Button size="small" className="push" onClick={() => onOpen(record.id)}>
            {t('trace.open')}
          </Button>
        )}
      </div>
      <div className="trace-columns">
        <div>
          {record === null ? <p>{texts.notShown}</p> : <Facts record={record} />}
          <Pairs items={[...times, ...leaf]} />
        </div>
        <div>
          {refersTo.length > 0 && (
            <>
              <h3>{texts.refersTo}</h3>
              <Links edges={refersTo} end="to" graph={graph} onChoose={onChoose} />
            </>
          )}
          {referredBy.length > 0 && (
            <>
              <h3>{texts.referredBy}</h3>
              <Links edges={referredBy} end="from" graph={graph} onChoose={onChoose} />
            </>
          )}
          {refersTo.length + referredBy.length === 0 && <p className="muted">{texts.noLinks}</p>}
        </div>
      </div>
    </section>
  );
}
