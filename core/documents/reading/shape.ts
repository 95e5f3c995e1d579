/** Readings as they come from another process and from the store: checked again, because a reader has read what strangers wrote. */
import {
  anyJson,
  type Decoder,
  dictionary,
  integer,
  list,
  nullable,
  object,
  oneOf,
  text,
} from '../../formats/decoder.ts';
import { LINK_RELS } from '../../records/links.ts';
import type { Conflict, Reading, Reference, Stated } from './reading.ts';

/** The most of everything that a reading holds; texts in UTF-16 units. */
const MOST = { facts: 64, listed: 200, places: 50, name: 64, text: 1000 } as const;

const name = text(MOST.name);
const place = text(MOST.text);
const statedShape = { place, value: anyJson };

/** Reads a reading; the values of its facts are those of its profile only once its kind has read them. Throws `malformed`. */
export const readReading: Decoder<Reading> = object<Reading>({
  reader: text(32, /^[a-z][a-z0-9.-]{0,31}$/, 'the name of a reader'),
  v: integer(1, 1_000_000),
  profile: name as Decoder<Reading['profile']>,
  facts: dictionary(anyJson, MOST.facts),
  places: dictionary(place, MOST.facts),
  suggestions: list(object<Stated & { readonly name: string }>({ name, ...statedShape }), MOST.listed),
  conflicts: list(object<Conflict>({ name, values: list(object<Stated>(statedShape), MOST.places) }), MOST.facts),
  references: list(
    object<Reference>({
      rel: oneOf(...LINK_RELS),
      number: text(MOST.text),
      basis: place,
      date: nullable(name),
    }),
    MOST.listed,
  ),
  notes: list(
    object<Reading['notes'][number]>({
      code: name as Decoder<Reading['notes'][number]['code']>,
      detail: text(MOST.text),
    }),
    MOST.listed,
  ),
});
