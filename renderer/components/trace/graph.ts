import { edgesBy } from '../../../core/trace/graph.ts';
import type { Trace, TraceEdge, TraceNode } from '../../../core/trace/types.ts';
import { nodeName } from '../../../core/trace/words.ts';

/** A trace by its keys. */
export interface TraceGraph {
  readonly byKey: ReadonlyMap<string, TraceNode>;
  /** Place in the order of the trace, from 1. */
  readonly numberOf: ReadonlyMap<string, number>;
  /** What a record refers to, and what refers to it. */
  readonly refersTo: ReadonlyMap<string, readonly TraceEdge[]>;
  readonly referredBy: ReadonlyMap<string, readonly TraceEdge[]>;
  /** Number and name. */
  nameOf(key: string): string;
}

/** Looks a trace up by its keys. */
export function graphOf({ nodes, edges }: Trace): TraceGraph {
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  const numberOf = new Map(nodes.map(({ key }, i) => [key, i + 1]));
  return {
    byKey,
    numberOf,
    refersTo: edgesBy('from', edges),
    referredBy: edgesBy('to', edges),
    nameOf: (key) => {
      const node = byKey.get(key);
      return `${numberOf.get(key) ?? '?'}. ${node ? nodeName(node) : key.slice(0, 8)}`;
    },
  };
}

/** Where an arrow key leads from a record: along links to the sides, in the order of time up and down; null where nothing is. */
export function stepFrom(key: string, arrow: string, trace: Trace, graph: TraceGraph): string | null {
  const at = (graph.numberOf.get(key) ?? 0) - 1;
  switch (arrow) {
    case 'ArrowLeft':
      return graph.refersTo.get(key)?.[0]?.to ?? null;
    case 'ArrowRight':
      return graph.referredBy.get(key)?.[0]?.from ?? null;
    case 'ArrowUp':
      return trace.nodes[at - 1]?.key ?? null;
    case 'ArrowDown':
      return trace.nodes[at + 1]?.key ?? null;
    case 'Home':
      return trace.nodes[0]?.key ?? null;
    case 'End':
      return trace.nodes.at(-1)?.key ?? null;
    default:
      return null;
  }
}
