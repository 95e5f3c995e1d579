/** TEMPORARY copy of the shared interface; the real file comes by merge. */
import type { Json } from '../../formats/canonical.ts';

export interface Stated {
  readonly place: string;
  readonly value: Json;
}
export interface Conflict {
  readonly name: string;
  readonly values: readonly Stated[];
}
export interface Reference {
  readonly rel: string;
  readonly number: string;
  readonly basis: string;
  readonly date: string | null;
}
export interface Reading {
  readonly reader: string;
  readonly v: number;
  readonly profile: string;
  readonly facts: Readonly<Record<string, Json>>;
  readonly places: Readonly<Record<string, string>>;
  readonly suggestions: readonly (Stated & { readonly name: string })[];
  readonly conflicts: readonly Conflict[];
  readonly references: readonly Reference[];
  readonly notes: readonly { readonly code: string; readonly detail: string }[];
}
