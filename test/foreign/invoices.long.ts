/** Invoices that others published as samples: our readers read in them what Python reads. */
import { expect, it } from 'vitest';
import { foreignXml } from './invoices/corpora.ts';
import { compared } from './invoices/judge.ts';

it('factur-x, ph-cii-testfiles and ph-ubl-testfiles are read as Python reads them', (context) => {
  const { differences, ...counts } = compared(context, foreignXml(context));
  expect(differences).toEqual([]);
  expect(counts).toEqual({ invoices: 53, others: 88 });
});
