/** A question to a desk's list that every record answers, in the order of intake. */
import type { RecordQuery } from '../../../core/node/store/query.ts';

export const EVERYTHING: RecordQuery = {
  search: '',
  states: [],
  kind: null,
  from: null,
  to: null,
  sort: 'seq',
  descending: false,
  offset: 0,
  limit: 500,
};
