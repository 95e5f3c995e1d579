import { ZoomInOutlined, ZoomOutOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { layoutOf, type PlacedNode, TRACE_SIZES, type TraceLayout } from '../../../core/trace/layout.ts';
import type { Trace } from '../../../core/trace/types.ts';
import { traceWords } from '../../../core/trace/words.ts';
import { useWords } from '../../state/words.ts';
import { stepFrom, type TraceGraph } from './graph.ts';
import { TraceCard } from './trace-card.tsx';
import { TraceLinks } from './trace-links.tsx';

interface Props {
  readonly trace: Trace;
  readonly graph: TraceGraph;
  readonly chosen: string | null;
  /** All of it at once, as wide as a page. */
  readonly printing: boolean;
  onChoose(key: string): void;
}

/** Width of a page of paper, in pixels. */
const PAPER = 1000;

/** Height of the time line above the lanes. */
const AXIS = 28;
const ZOOMS = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2] as const;
const PLAIN = ZOOMS.indexOf(1);

/** The part of the drawing that can be seen, in its own units. */
interface Seen {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function useSeen(box: RefObject<HTMLElement | null>, zoom: number): readonly [Seen, () => void] {
  const [seen, setSeen] = useState<Seen>({ left: 0, top: 0, right: 1200, bottom: 800 });
  const measure = () => {
    const element = box.current;
    if (element === null) return;
    const { scrollLeft, scrollTop, clientWidth, clientHeight } = element;
    const [left, top] = [scrollLeft / zoom, scrollTop / zoom];
    setSeen({ left, top, right: left + clientWidth / zoom, bottom: top + clientHeight / zoom });
  };
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [zoom]);
  return [seen, measure];
}

const { width: WIDTH, height: HEIGHT } = TRACE_SIZES.node;

/** Cards that can be seen, and the chosen one, so that the keyboard never loses it. */
function cardsIn({ nodes }: TraceLayout, { left, top, right, bottom }: Seen, chosen: string | null) {
  return nodes.filter(
    ({ x, y, node }) =>
      node.key === chosen || (x < right && x + WIDTH > left && y + AXIS < bottom && y + AXIS + HEIGHT > top),
  );
}

/** Scrolls so that a card can be seen whole. */
function reveal(element: HTMLElement | null, placed: PlacedNode | undefined, zoom: number): void {
  if (element === null || !placed) return;
  const margin = TRACE_SIZES.margin;
  const near = (from: number, to: number, at: number, size: number) =>
    from < at ? from : to > at + size ? to - size : at;
  element.scrollLeft = near(
    (placed.x - margin) * zoom,
    (placed.x + WIDTH + margin) * zoom,
    element.scrollLeft,
    element.clientWidth,
  );
  element.scrollTop = near(
    (placed.y - margin) * zoom,
    (placed.y + AXIS + HEIGHT + margin) * zoom,
    element.scrollTop,
    element.clientHeight,
  );
}

/** Without the year where it is that of the day before. */
const shortDay = (day: string, before: string | undefined) =>
  before !== undefined && before.slice(0, 4) === day.slice(0, 4) ? day.slice(5) : day;

/** Days along the top, and the lanes with their names. */
function Frame({ layout: { ticks, lanes, height }, seen }: { readonly layout: TraceLayout; readonly seen: Seen }) {
  const { words } = useWords();
  const { stages } = traceWords(words.language);
  const before = new Map(ticks.map(({ day }, i) => [day, ticks[i - 1]?.day]));
  const near = ticks.filter(({ x }) => x > seen.left - WIDTH && x < seen.right + WIDTH);
  return (
    <div aria-hidden="true">
      {lanes.map(({ stage, y, height }) => (
        <div key={stage} className="trace-lane" style={{ top: AXIS + y, height }}>
          <span style={{ transform: `translateX(${Math.max(0, seen.left)}px)` }}>{stages[stage]}</span>
        </div>
      ))}
      {near.map(({ day, x }) => (
        <div key={day} className="trace-day" style={{ left: x, height: height + AXIS }}>
          <span style={{ transform: `translateY(${Math.max(0, seen.top)}px)` }}>{shortDay(day, before.get(day))}</span>
        </div>
      ))}
    </div>
  );
}

function Zoom({ step, onStep }: { readonly step: number; onStep(step: number): void }) {
  const { t } = useTranslation();
  const percent = Math.round((ZOOMS[step] ?? 1) * 100);
  return (
    <div className="row trace-zoom no-print">
      <span className="small muted push">{t('trace.keys')}</span>
      <Button
        size="small"
        aria-label={t('trace.smaller')}
        icon={<ZoomOutOutlined aria-hidden="true" />}
        disabled={step === 0}
        onClick={() => onStep(step - 1)}
      />
      <Button size="small" onClick={() => onStep(PLAIN)}>
        {percent} %
      </Button>
      <Button
        size="small"
        aria-label={t('trace.larger')}
        icon={<ZoomInOutlined aria-hidden="true" />}
        disabled={step === ZOOMS.length - 1}
        onClick={() => onStep(step + 1)}
      />
    </div>
  );
}

/** The records on a time line: one can be reached after the other by arrow keys, along links and in the order of time. */
export function TraceDrawing({ trace, graph, chosen, printing, onChoose }: Props) {
  const { t } = useTranslation();
  const box = useRef<HTMLElement>(null);
  const [step, setStep] = useState<number>(PLAIN);
  const layout = useMemo(() => layoutOf(trace), [trace]);
  const zoom = printing ? Math.min(1, PAPER / layout.width) : (ZOOMS[step] ?? 1);
  const placed = useMemo(() => new Map(layout.nodes.map((one) => [one.node.key, one])), [layout]);
  const [onScreen, onScroll] = useSeen(box, zoom);
  const seen = printing ? { left: 0, top: 0, right: layout.width, bottom: layout.height + AXIS } : onScreen;
  const byKeys = useRef(false);
  useEffect(() => {
    if (chosen !== null) reveal(box.current, placed.get(chosen), zoom);
    if (byKeys.current)
      box.current?.querySelector<HTMLElement>('[aria-current="true"]')?.focus({ preventScroll: true });
    byKeys.current = false;
  }, [chosen, placed, zoom]);
  const onKeyDown = (event: KeyboardEvent) => {
    const next = chosen === null ? null : stepFrom(chosen, event.key, trace, graph);
    if (next === null || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    byKeys.current = true;
    onChoose(next);
  };
  const [width, height] = [Math.max(layout.width, onScreen.right - onScreen.left), layout.height + AXIS];
  return (
    <>
      <Zoom step={step} onStep={setStep} />
      <section
        ref={box}
        className={printing ? 'trace-drawing whole' : 'trace-drawing'}
        onScroll={onScroll}
        aria-label={t('trace.drawing')}
      >
        <div style={{ width: width * zoom, height: height * zoom }}>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: the cards in it are buttons, and hand their arrow keys on */}
          <div className="trace-canvas" style={{ width, height, transform: `scale(${zoom})` }} onKeyDown={onKeyDown}>
            <Frame layout={layout} seen={seen} />
            <TraceLinks
              edges={trace.edges}
              placed={placed}
              seen={seen}
              chosen={chosen}
              top={AXIS}
              size={{ width, height }}
            />
            {cardsIn(layout, seen, chosen).map(({ node, x, y }) => (
              <TraceCard
                key={node.key}
                node={node}
                graph={graph}
                style={{ left: x, top: y + AXIS, width: WIDTH, height: HEIGHT }}
                chosen={node.key === chosen}
                started={node.key === trace.start}
                onChoose={onChoose}
              />
            ))}
          </div>
        </div>
      </section>
    </>
  );
}
