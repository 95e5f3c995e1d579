/** A trace pack as a whole: what holds, what leads to nothing, and every record in order with its links. */
import { certificatesIn, everyLinkHolds, isContradictory } from '../../../core/trace/certified.ts';
import type { TraceEdge, TraceNode } from '../../../core/trace/types.ts';
import { edgeText, findingText, nodeName, relText, traceWords } from '../../../core/trace/words.ts';
import { shortTimeText, zoneName } from '../../../core/words/words.ts';
import { h } from '../dom.ts';
import type { PackOutcome } from '../session.ts';
import type { ViewContext } from './context.ts';

/** Every record has a number by which its links name it. */
interface Numbered extends ViewContext {
  nameOf(key: string): string;
}

/** The pack in full. */
export function traceView(pack: PackOutcome, context: ViewContext): HTMLElement {
  const { trace, links, name } = pack;
  const { language } = context.words;
  const words = traceWords(language);
  const byKey = new Map(trace.nodes.map((node, i) => [node.key, { node, number: i + 1 }]));
  const nameOf = (key: string) => {
    const found = byKey.get(key);
    return found ? `${found.number}. ${nodeName(found.node)}` : key.slice(0, 8);
  };
  const tone = isContradictory(pack) ? 'red' : everyLinkHolds(pack) ? 'grey' : 'amber';
  const counts = { records: certificatesIn(trace), links: trace.edges.length, holds: links.holds };
  return h(
    'article',
    { class: 'result trace' },
    h(
      'header',
      { class: `banner ${tone}` },
      h(
        'div',
        {},
        h('h2', {}, `${words.title}: ${name}`),
        h('p', { class: 'banner-text' }, words.summary({ ...counts, notShown: links['not-shown'] })),
        h('p', { class: 'banner-text remark' }, `${agreement(pack, language)} ${words.contentsOnly}`),
        h('p', { class: 'banner-text remark' }, words.meaning),
        said(pack, { ...context, nameOf }),
      ),
    ),
    table(trace.nodes, trace.edges, { ...context, nameOf }),
  );
}

function agreement({ contents }: PackOutcome, language: 'zh' | 'en'): string {
  const words = traceWords(language);
  return contents.length === 0 ? words.packAgrees : words.packDiffers;
}

function said({ contents, trace }: PackOutcome, { words: { language }, nameOf }: Numbered): HTMLElement | null {
  const lines = [
    ...contents.map(({ code, file }) => traceWords(language).contents[code](file)),
    ...trace.findings.map((finding) => findingText(finding, nameOf, language)),
  ];
  return lines.length === 0
    ? null
    : h(
        'ul',
        { class: 'findings' },
        lines.map((line) => h('li', {}, line)),
      );
}

function table(nodes: readonly TraceNode[], edges: readonly TraceEdge[], context: Numbered): HTMLElement {
  const { words, offsetMinutes } = context;
  const { stages, columns } = traceWords(words.language);
  const byFrom = new Map<string, TraceEdge[]>();
  for (const edge of edges) byFrom.set(edge.from, [...(byFrom.get(edge.from) ?? []), edge]);
  const heads = [
    columns.record,
    columns.stage,
    columns.date,
    `${columns.recorded} ${zoneName(offsetMinutes)}`,
    columns.proven,
    columns.links,
  ];
  return h(
    'div',
    { class: 'scrolling', tabindex: 0, role: 'region', 'aria-label': traceWords(words.language).title },
    h(
      'table',
      {},
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          heads.map((head) => h('th', { scope: 'col' }, head)),
        ),
      ),
      h(
        'tbody',
        {},
        nodes.map((node) => row(node, byFrom.get(node.key) ?? [], stages[node.stage], context)),
      ),
    ),
  );
}

function row(node: TraceNode, edges: readonly TraceEdge[], stage: string, context: Numbered): HTMLElement {
  const { words, offsetMinutes, nameOf } = context;
  const { language } = words;
  const texts = traceWords(language);
  const { record } = node;
  const at = (time: string) => shortTimeText(time, offsetMinutes);
  const proven = record?.proven ?? null;
  const verdict = record?.verdict ? words.verdictTitle(record.verdict) : texts.notShown;
  return h(
    'tr',
    {},
    h('th', { scope: 'row' }, nameOf(node.key), h('br'), h('span', { class: 'note' }, verdict)),
    h('td', { class: 'whole' }, stage),
    h('td', { class: 'whole' }, typeof record?.facts.date === 'string' ? record.facts.date : '–'),
    h('td', { class: 'whole' }, record && record.recorded !== '' ? at(record.recorded) : '–'),
    h('td', {}, proven === null ? '–' : `${at(proven.time)}${proven.by === 'issuer' ? ` (${texts.issuerOnly})` : ''}`),
    h(
      'td',
      {},
      h(
        'ul',
        { class: 'links' },
        edges.map((edge) =>
          h('li', { class: edge.state === 'holds' ? 'holds' : 'amber' }, [
            `${relText(edge.rel, language)} → ${nameOf(edge.to)}: ${edgeText(edge, language)}`,
          ]),
        ),
      ),
    ),
  );
}
