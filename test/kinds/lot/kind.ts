/**
 * A kind of record that lives here only: a lot of goods in a warehouse. It speaks of no document, has a member of its own
 * in the leaf, and facts that no document has.
 */

import { integer, nullable, object, text } from '../../../core/formats/decoder.ts';
import { factDecoders } from '../../../core/records/facts.ts';
import { DOCUMENT, type RecordKind, recordKind } from '../../../core/records/index.ts';

const { holder, operator, title, number, software } = factDecoders;

/** `lot` of version 2, profile `grain`. */
export const LOT: RecordKind = recordKind({
  key: 'lot-2-grain',
  type: 'lot',
  v: 2,
  profile: 'grain',
  facts: { holder, operator, title, number, silo: nullable(text(20)), tonnes: nullable(integer(1)), software },
  fields: { sacks: object<{ count: number }>({ count: integer(1) }) },
  search: { words: ['title', 'number', 'silo'], numbers: ['number'] },
  words: {
    zh: {
      name: '货批',
      facts: {
        holder: '存证主体',
        operator: '经办人',
        title: '标题',
        number: '编号',
        silo: '筒仓',
        tonnes: '吨数',
        software: '软件版本',
      },
    },
    en: {
      name: 'Lot',
      facts: {
        holder: 'Holder',
        operator: 'Operator',
        title: 'Title',
        number: 'Number',
        silo: 'Silo',
        tonnes: 'Tonnes',
        software: 'Software',
      },
    },
  },
});

/** The table with this kind in it. */
export const KINDS: readonly RecordKind[] = [DOCUMENT, LOT];
