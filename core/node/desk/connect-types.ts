/** Adding a connection, as data that the window has too: types only. */
import type { Bilingual } from '../../words/words.ts';
import type { AnswerFault, GivenAnswers, Question, SeenFile } from '../connectors/foreign/import.ts';
import type { ChainCandidate } from './types.ts';

/** Files that were handed over, and what was answered to the questions that they leave open. */
export interface ChainWish {
  readonly paths: readonly string[];
  readonly answers: GivenAnswers;
}

/** A question without what only the kind can do with it. */
export type AskedQuestion = Omit<Question, 'check'>;

/** An `ImportPlan` as data. */
export type ChainPlan =
  | { readonly state: 'unknown'; readonly files: readonly SeenFile[]; readonly expected: readonly Bilingual[] }
  | {
      readonly state: 'refused';
      readonly title: Bilingual;
      readonly files: readonly SeenFile[];
      readonly says: Bilingual;
    }
  | {
      readonly state: 'asking' | 'ready';
      readonly title: Bilingual;
      readonly files: readonly SeenFile[];
      readonly questions: readonly AskedQuestion[];
      readonly faults: Readonly<Record<string, AnswerFault>>;
      readonly missing: readonly string[];
      /** What would be accepted; null while something is missing or wrong. */
      readonly candidate: ChainCandidate | null;
      /** How many secrets are sealed with it. */
      readonly secrets: number;
    };
