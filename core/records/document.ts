/** The record of a document, version 1: these bytes existed, and this is what the clerk stated about them. */

import { integer } from '../formats/decoder.ts';
import { readDigests } from '../formats/digests.ts';
import { documentWords } from './document-words.ts';
import { DOCUMENT_FORMS, factDecoders } from './facts.ts';
import { recordKind } from './kind.ts';

/** `document` of version 1. */
export const DOCUMENT = recordKind({
  key: 'document',
  type: 'document',
  v: 1,
  profile: null,
  facts: factDecoders,
  forms: DOCUMENT_FORMS,
  fields: { digest: readDigests, size: integer(0) },
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
