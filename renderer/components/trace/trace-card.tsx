import {
  CheckCircleFilled,
  ExclamationCircleOutlined,
  HistoryOutlined,
  QuestionCircleOutlined,
} from '@ant-design/icons';
import type { CSSProperties } from 'react';
import type { TraceNode, TraceRecord } from '../../../core/trace/types.ts';
import { checkedText, nodeName, traceWords } from '../../../core/trace/words.ts';
import { shortTimeText, type Words } from '../../../core/words/words.ts';
import { offsetAt, useWords } from '../../state/words.ts';
import type { TraceGraph } from './graph.ts';

interface Props {
  readonly node: TraceNode;
  readonly graph: TraceGraph;
  readonly style: CSSProperties;
  readonly chosen: boolean;
  /** The trace was followed from it. */
  readonly started: boolean;
  onChoose(key: string): void;
}

/** That a verdict is the one of an earlier day, by the clock of this place; null for one reached now. */
export function checkedWords({ checked }: Pick<TraceRecord, 'checked'>, language: Words['language']): string | null {
  return checkedText(checked, checked === null ? 0 : offsetAt(checked), language);
}

/** The sentence about the anchored time: on whose word, and when. */
export function provenText({ record }: TraceNode, { language }: Pick<Words, 'language'>): string {
  const { noLaterThan, notShown } = traceWords(language);
  if (record === null) return notShown;
  const { proven } = record;
  if (proven === null) return noLaterThan.none;
  const checked = checkedWords(record, language);
  const said = `${noLaterThan[proven.by]} ${shortTimeText(proven.time, offsetAt(proven.time))}`;
  return checked === null ? said : `${said} · ${checked}`;
}

/** What colour and icon a card has: never colour alone. */
function looksOf({ record }: TraceNode) {
  if (record === null) return { tone: 'grey', Icon: QuestionCircleOutlined };
  if (record.verdict === 'tampered' || record.verdict === 'unreadable')
    return { tone: 'red', Icon: ExclamationCircleOutlined };
  // a verdict of an earlier day may no longer be what a check would say
  if (record.checked !== null) return { tone: 'grey', Icon: HistoryOutlined };
  return record.proven?.by === 'others'
    ? { tone: 'green', Icon: CheckCircleFilled }
    : { tone: 'amber', Icon: ExclamationCircleOutlined };
}

/** What is seen by a place in the drawing, said. */
function Said({ children }: { readonly children: string }) {
  return <span className="unseen">{children}</span>;
}

/** One record: name, own date, and until when it is proven to have existed. */
export function TraceCard({ node, graph, style, chosen, started, onChoose }: Props) {
  const { words } = useWords();
  const texts = traceWords(words.language);
  const { record, key, stage } = node;
  const { tone, Icon } = looksOf(node);
  const date = typeof record?.facts.date === 'string' ? record.facts.date : null;
  const proven = record?.proven ?? null;
  const at = (time: string) => shortTimeText(time, offsetAt(time));
  const count = (map: TraceGraph['refersTo']) => map.get(key)?.length ?? 0;
  const by = proven === null ? '' : texts.noLaterThan[proven.by];
  const checked = record && checkedWords(record, words.language);
  return (
    <button
      type="button"
      className={`trace-card${record === null ? ' unseen-record' : ''}${started ? ' started' : ''}`}
      style={style}
      aria-current={chosen ? 'true' : undefined}
      tabIndex={chosen ? 0 : -1}
      onClick={() => onChoose(key)}
    >
      <Said>{`${graph.numberOf.get(key)}. `}</Said>
      <strong className="ellipsis">{nodeName(node)}</strong>
      <Said>{`; ${texts.stages[stage]}; ${texts.ownDate} `}</Said>
      <span className="small ellipsis muted">{date ?? '–'}</span>
      <Said>{`; ${by} `}</Said>
      <span className={`small ellipsis tone-${tone}`}>
        <Icon aria-hidden="true" /> {proven === null ? provenText(node, words) : `≤ ${at(proven.time)}`}
      </span>
      {checked && <Said>{`; ${checked}`}</Said>}
      <Said>{`; ${texts.refersTo}: ${count(graph.refersTo)}; ${texts.referredBy}: ${count(graph.referredBy)}`}</Said>
    </button>
  );
}
