/** The record of a document, version 1: these bytes existed, and this is what the clerk stated about them. */

import { readDigests } from '../digests.ts';
import { integer } from '../reader.ts';
import { factReaders } from '../records/facts.ts';
import { documentWords } from './document-words.ts';
import { recordKind } from './kind.ts';

/** `document` of version 1. */
export const DOCUMENT = recordKind({
  key: 'document',
  type: 'document',
  v: 1,
  profile: null,
  facts: factReaders,
  members: { digest: readDigests, size: integer(0) },
  search: {
    words: [
      'title',
      'fileName',
      'number',
      'kind',
      'parties',
      'date',
      'money',
      'obtained',
      'note',
      'holder',
      'holderId',
      'operator',
    ],
    numbers: ['number', 'fileName'],
  },
  words: documentWords,
});
