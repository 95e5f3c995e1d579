/** A table in which the facts of the records that wait can be filled in. */
import type { Language } from '../../words/words.ts';
import type { RecordRow } from '../store/query.ts';
import { type FileToFillIn, tableTemplate } from '../table/template.ts';
import type { Table } from '../table/write.ts';
import type { DeskView } from './view.ts';

const PAGE = 500;

/** A row for each record that waits, in the order of intake. */
export function factsTemplate(desk: Pick<DeskView, 'records' | 'record'>, language: Language): Table {
  const rows = [...waiting(desk)];
  const counts = new Map<string, number>();
  for (const { facts } of rows) counts.set(nameOf(facts), (counts.get(nameOf(facts)) ?? 0) + 1);
  const file = ({ id, kind, facts }: RecordRow): FileToFillIn => {
    const name = nameOf(facts);
    // with its folder where several have one name
    const folder = (counts.get(name) ?? 0) > 1 ? (desk.record(id).path ?? '').split(/[\\/]/).at(-2) : undefined;
    return { name: folder ? `${folder}/${name}` : name, kind, facts };
  };
  return tableTemplate(rows.map(file), language);
}

function* waiting(desk: Pick<DeskView, 'records'>): Generator<RecordRow> {
  const query = { search: '', kind: null, from: null, to: null, sort: 'seq', descending: false } as const;
  for (let offset = 0; ; offset += PAGE) {
    const { rows } = desk.records({ ...query, states: ['recorded'], offset, limit: PAGE });
    yield* rows;
    if (rows.length < PAGE) return;
  }
}

const nameOf = ({ fileName }: RecordRow['facts']) => fileName ?? '';
