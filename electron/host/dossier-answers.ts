/** The open desk's answers about dossiers; part of the table in `answers.ts`. */
import { noDataCode } from '../../core/dossier/tables/esma.ts';
import { NotaryError } from '../../core/errors.ts';
import type { Desk } from '../../core/node/desk/desk.ts';
import { sampleTable } from '../../core/node/desk/dossiers/sample-table.ts';
import type { TableFormat } from '../../core/node/table/write.ts';
import { writeTable } from '../../core/node/table/write.ts';
import type { DossierApi } from '../dossier-api.ts';
import type { Answer } from './messages.ts';

type DossierAnswers = { readonly [K in keyof DossierApi]: Answer<K, [desk: Desk]> };

export const dossierAnswers: DossierAnswers = {
  dossierPlan: (desk, wish) => desk.dossiers.plan(wish),
  dossierMake: (desk, wish) => desk.dossiers.make(wish),
  dossierList: (desk) => desk.dossiers.list(),
  dossierPage: (desk, id) => desk.dossiers.page(id),
  dossierLines: (desk, query) => desk.dossiers.lines(query),
  dossierSample: (desk, wish) => desk.dossiers.sample(wish),
  dossierSampleSave: (desk, path, { format, ...wish }) => saveSample(desk, path, wish, format),
  dossierCompare: (desk, wish) => desk.dossiers.compare(wish),
  dossierCertify: (desk, { id, shows, withhold, folder, recipients }) => {
    if (folder === null) throw new NotaryError('bad-input', 'a folder is needed', { reason: 'no-folder' });
    return desk.dossiers.certify(id, shows, withhold, folder, { recipients });
  },
  dossierTables: async (desk, path, { noData, ...wish }) => {
    await desk.dossiers.tables({ ...wish, path, noData: noDataCode(noData) });
    return null;
  },
};

async function saveSample(
  desk: Desk,
  path: string,
  wish: Parameters<Desk['dossiers']['sample']>[0],
  format: TableFormat,
): Promise<null> {
  const { language } = desk.status().settings;
  await writeTable(path, format, [sampleTable(await desk.dossiers.sample(wish), language)]);
  return null;
}
