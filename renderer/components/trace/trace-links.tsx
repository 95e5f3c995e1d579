import { memo } from 'react';
import { type PlacedNode, TRACE_SIZES } from '../../../core/trace/layout.ts';
import type { TraceEdge, TraceNode } from '../../../core/trace/types.ts';

interface Props {
  readonly edges: readonly TraceEdge[];
  readonly placed: ReadonlyMap<string, PlacedNode>;
  /** The part that can be seen. */
  readonly seen: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
  readonly chosen: string | null;
  /** Where the lanes begin. */
  readonly top: number;
  readonly size: { readonly width: number; readonly height: number };
}

const { width: WIDTH, height: HEIGHT } = TRACE_SIZES.node;

/** From the record that carries the link, whose left edge it leaves, to the right edge of the one that it names. */
function pathOf(from: PlacedNode, to: PlacedNode): string {
  const [x1, y1] = [from.x, from.y + HEIGHT / 2];
  // records of one day may stand below each other: then the link goes from edge to edge
  const isBefore = to.x + WIDTH <= from.x;
  const [x2, y2] = isBefore
    ? [to.x + WIDTH, to.y + HEIGHT / 2]
    : [to.x + WIDTH / 2, to.y < from.y ? to.y + HEIGHT : to.y];
  if (isBefore) {
    const bend = Math.max(24, (x1 - x2) / 2);
    return `M${x1},${y1} C${x1 - bend},${y1} ${x2 + bend},${y2} ${x2},${y2}`;
  }
  const bend = to.y < from.y ? 32 : -32;
  const x0 = from.x + WIDTH / 2;
  const y0 = to.y < from.y ? from.y : from.y + HEIGHT;
  return `M${x0},${y0} C${x0},${y0 - bend} ${x2},${y2 + bend} ${x2},${y2}`;
}

/** On whose word the anchored time is; `remembered` where that was looked at on an earlier day. */
const anchorOf = ({ record }: TraceNode): string => (record?.checked ? 'remembered' : (record?.proven?.by ?? ''));

/** Links as arrows, and the way from each record to its anchored time. */
export const TraceLinks = memo(function TraceLinks({ edges, placed, seen, chosen, top, size }: Props) {
  const isNear = (one: PlacedNode) =>
    one.x < seen.right && one.x + WIDTH > seen.left && one.y < seen.bottom && one.y + HEIGHT + top > seen.top;
  const lines = edges.flatMap((edge) => {
    const [from, to] = [placed.get(edge.from), placed.get(edge.to)];
    return from && to && (isNear(from) || isNear(to)) ? [{ edge, path: pathOf(from, to) }] : [];
  });
  const anchors = [...placed.values()].filter((one) => one.anchorX !== null && isNear(one));
  return (
    <svg className="trace-links" {...size} aria-hidden="true">
      <defs>
        <marker
          id="trace-arrow"
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="10"
          markerHeight="10"
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path className="trace-arrow" d="M0,0 L8,4 L0,8 z" />
        </marker>
      </defs>
      <g transform={`translate(0 ${top})`}>
        {anchors.map(({ node, x, y, anchorX }) => (
          <g key={node.key} className={`trace-anchor ${anchorOf(node)}`}>
            <path d={`M${x + 8},${y + HEIGHT + 6} H${anchorX ?? x}`} />
            <path className="mark" d={`M${anchorX ?? x},${y + HEIGHT + 1} l5,5 l-5,5 l-5,-5 z`} />
          </g>
        ))}
        {lines.map(({ edge, path }) => (
          <path
            key={`${edge.from} ${edge.to} ${edge.rel}`}
            className={`trace-link ${edge.state}${edge.from === chosen || edge.to === chosen ? ' near' : ''}`}
            d={path}
            markerEnd="url(#trace-arrow)"
          />
        ))}
      </g>
    </svg>
  );
});
