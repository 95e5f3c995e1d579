import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Trace, TraceNode } from '../../../core/trace/types.ts';
import { edgeText, relText, traceWords } from '../../../core/trace/words.ts';
import { shortTimeText, zoneName } from '../../../core/words/words.ts';
import { offsetAt, useWords } from '../../state/words.ts';
import type { TraceGraph } from './graph.ts';
import { checkedWords } from './trace-card.tsx';

interface Props {
  readonly trace: Trace;
  readonly graph: TraceGraph;
  /** Key of the record that is shown in full. */
  readonly chosen: string | null;
  /** All rows at once, for paper. */
  readonly whole?: boolean;
  onChoose(key: string): void;
}

/** Rows that are drawn at first, and with each wish for more. */
const SOME = 200;

interface RowProps extends Pick<Props, 'graph' | 'onChoose'> {
  readonly node: TraceNode;
  readonly isChosen: boolean;
}

function Row({ node, graph, isChosen, onChoose }: RowProps) {
  const { words } = useWords();
  const { language } = words;
  const texts = traceWords(language);
  const { record, key, stage } = node;
  const at = (time: string) => shortTimeText(time, offsetAt(time));
  const proven = record?.proven ?? null;
  return (
    <tr aria-current={isChosen ? 'true' : undefined}>
      <th scope="row">
        <button type="button" className="link-button" onClick={() => onChoose(key)}>
          {graph.nameOf(key)}
        </button>
        {record === null && <div className="small tone-amber">{texts.notShown}</div>}
        {record?.verdict && (
          <div className="small muted">
            {[words.verdictTitle(record.verdict), checkedWords(record, language)].filter(Boolean).join(' · ')}
          </div>
        )}
      </th>
      <td className="whole">{texts.stages[stage]}</td>
      <td className="whole">{typeof record?.facts.date === 'string' ? record.facts.date : '–'}</td>
      <td className="whole">{record && record.recorded !== '' ? at(record.recorded) : '–'}</td>
      <td>
        {proven === null ? '–' : at(proven.time)}{' '}
        {proven?.by === 'issuer' && <span className="whole">{`(${texts.issuerOnly})`}</span>}
      </td>
      <td>
        <ul className="flat trace-ends">
          {(graph.refersTo.get(key) ?? []).map((edge) => (
            <li key={`${edge.to} ${edge.rel}`} className={edge.state === 'holds' ? '' : 'tone-amber'}>
              {`${relText(edge.rel, language)} → ${graph.nameOf(edge.to)}: ${edgeText(edge, language)}`}
            </li>
          ))}
        </ul>
      </td>
    </tr>
  );
}

/** The same as the drawing, as a table in the order of time. */
export function TraceTable({ trace, graph, chosen, whole = false, onChoose }: Props) {
  const { t } = useTranslation();
  const { words } = useWords();
  const { columns } = traceWords(words.language);
  const [most, setMost] = useState(SOME);
  const nodes = whole ? trace.nodes : trace.nodes.slice(0, most);
  const zone = zoneName(offsetAt(Date.now()));
  const heads = [
    columns.record,
    columns.stage,
    columns.date,
    `${columns.recorded} ${zone}`,
    columns.proven,
    columns.links,
  ];
  return (
    <div className="trace-table">
      <table>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {nodes.map((node) => (
            <Row key={node.key} node={node} graph={graph} isChosen={node.key === chosen} onChoose={onChoose} />
          ))}
        </tbody>
      </table>
      {nodes.length < trace.nodes.length && (
        <Button className="no-print" onClick={() => setMost(most + SOME)}>
          {t('trace.more', { count: trace.nodes.length - nodes.length })}
        </Button>
      )}
    </div>
  );
}
