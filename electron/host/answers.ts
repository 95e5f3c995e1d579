/**
 * The open desk's answer to each call; the table requires all of them. Calls that also work without a desk are answered
 * by `DeskService` itself.
 */

import { NotaryError } from '../../core/errors.ts';
import { shownPlan } from '../../core/node/desk/chain-import.ts';
import type { Desk } from '../../core/node/desk/desk.ts';
import { factsTemplate } from '../../core/node/desk/facts-template.ts';
import { listTable, recordListTables } from '../../core/node/desk/handover/record-list.ts';
import { writeTrace } from '../../core/node/desk/handover/trace-export.ts';
import { recordMatch, savedMatch, saveMatch } from '../../core/node/desk/match-files.ts';
import type { DeskService } from '../../core/node/desk/service.ts';
import type { DeskView } from '../../core/node/desk/view.ts';
import type { RecordQuery } from '../../core/node/store/query.ts';
import { writeTable } from '../../core/node/table/write.ts';
import { notesOf } from '../../core/trace/match/statement.ts';
import { CALL_NAMES, calls, type DeskCall, type OpenDeskCall } from '../calls.ts';
import type { Call } from '../channels.ts';
import { dossierAnswers } from './dossier-answers.ts';
import type { Answer, HostedDesk } from './messages.ts';

type OpenDeskAnswers = { readonly [K in OpenDeskCall]: Answer<K, [desk: Desk]> };

/** Maximum number of final certificates offered at once: one page of the list. */
const MAX_OFFERED = 500;

const openDeskAnswers: OpenDeskAnswers = {
  holder: (desk, holder) => desk.holders.change(holder),
  holders: (desk) => desk.holders.history(),
  settings: (desk, change) => desk.settings(change),
  intake: (desk, wish) => desk.startIntake(wish),
  clockDecide: (desk, reason) => desk.decideClock(reason),
  records: (desk, query) => desk.records(query),
  record: (desk, id) => desk.record(id),
  provisional: (desk) => {
    const ids = desk.certificates.provisional().slice(0, MAX_OFFERED);
    return ids.map((id) => desk.record(id));
  },
  edit: (desk, change) => desk.edit(change),
  take: (desk, ids) => desk.take(ids),
  warnings: (desk) => desk.warnings(),
  confirm: (desk, { ids, confirmed }) => desk.confirm(ids, confirmed),
  table: (desk, path, wish) => desk.table(path, wish),
  withdraw: (desk, { ids, reason }) => desk.withdraw(ids, reason),
  links: (desk, id) => desk.links.of(id),
  link: (desk, { id, ...wish }) => desk.links.link(id, wish),
  unlink: (desk, { id, rel, to }) => desk.links.unlink(id, rel, to),
  linkPartners: (desk) => desk.links.partners(),
  linkForget: (desk, leaf) => desk.links.forget(leaf),
  linkTakeIn: (desk, path) => desk.links.takeIn(path),
  erasure: (desk, ids) => desk.erasing.plan(ids),
  erase: (desk, ids) => desk.erasing.erase(ids),
  seal: (desk) => desk.seal(),
  certify: (desk, { ids, withhold, folder, recipients, paper }) => {
    if (folder === null) throw new NotaryError('bad-input', 'a folder is needed', { reason: 'no-folder' });
    return desk.certificates.certify(ids, withhold, folder, recipients, paper);
  },
  certifyWarm: (desk, id) => desk.certificates.warm(id),
  certificatePreview: (desk, { id, withhold, paper }) => desk.certificates.preview(id, withhold, paper),
  alsoWithheld: (desk, { ids, withhold }) => desk.certificates.alsoWithheld(ids, withhold),
  certificate: (desk, id) => desk.certificates.make(id),
  boxStart: (desk, paths) => desk.box.start(paths),
  boxResume: (desk) => desk.box.resume(),
  boxDiscard: (desk) => desk.box.discard(),
  boxRows: (desk, query) => desk.box.rows(query),
  boxRow: (desk, number) => desk.box.row(number),
  boxExport: (desk, path, format) => done(desk.box.export(format, path)),
  trust: (desk) => desk.verification.trust(),
  trustDamaged: (desk) => desk.verification.damaged(),
  trustAdd: (desk, addition) => done(desk.verification.accept(addition)),
  trustRemove: (desk, fingerprint) => done(desk.verification.remove(fingerprint)),
  trustExport: (desk, path) => done(desk.verification.export(path)),
  bundlePlan: (desk, wish) => desk.verification.planBundle(wish),
  bundleSave: (desk, path, { wish, fingerprint }) => done(desk.verification.saveBundle(wish, fingerprint, path)),
  trustCompare: (desk, { fingerprint, typed }) => done(desk.verification.compare(fingerprint, typed)),
  chains: (desk) => desk.chains.list(),
  chainPlan: (desk, wish) => shownPlan(desk.chains.plan(wish)),
  chainTry: (desk, { fingerprint, ...wish }) => desk.chains.try(wish, fingerprint),
  chainTest: (desk, name) => desk.chains.test(name),
  chainAdd: (desk, addition) => done(desk.chains.add({ ...addition, required: true })),
  chainKey: (desk, name) => desk.chains.clientKey(name, null),
  chainChange: (desk, { name, to }) =>
    done(to === 'removed' ? desk.chains.remove(name) : desk.chains.enable(name, to === 'on')),
  chainHealth: (desk, name) => desk.chains.health(name),
  chainRegister: (desk, path) => done(desk.chains.register(path)),
  network: (desk) => desk.network.status,
  networkChange: (desk, wish) => desk.network.change(wish),
  networkTry: (desk, address) => desk.network.try(address),
  share: (desk, path, wish) => done(desk.certificates.share({ ...wish, path })),
  trace: (desk, id) => desk.links.trace(id),
  traceExport: async (desk, path, { id, format }) =>
    done(writeTrace(path, await desk.links.traceForFile(id), format, new Date().toISOString())),
  tracePack: async (desk, path, { id, ...wish }) =>
    done(desk.certificates.tracePack(await desk.links.traceForFile(id), { ...wish, path })),
  pack: (desk, path, wish) => done(desk.packs.pack({ ...wish, path, trust: null })),
  match: (desk, wish) => desk.match(wish),
  matchNotes: (_, path) => notesOf(savedMatch(path)),
  matchSave: async (desk, path, { wish, format, record }) => {
    const { language } = desk.status().settings;
    const found = desk.match(wish);
    await saveMatch(found, path, format, language);
    if (record) await recordMatch(desk, found, path, language);
    return null;
  },
  ...dossierAnswers,
  sent: (desk, query) => desk.certificates.sending.page(query),
  recipients: (desk) => desk.certificates.sending.recipients(),
  replacements: (desk) => desk.certificates.sending.replacements(),
  access: (desk) => desk.access.ways,
  setPassphrase: (desk, { current, passphrase }) => desk.access.setPassphrase(current, passphrase),
  renewRecoveryCode: (desk, current) => desk.access.renewRecoveryCode(current),
  listExport: (desk, path, { filter, columns, format }) => {
    const { language } = desk.status().settings;
    const table = listTable({ records: (query) => desk.records(query) }, filter, columns, language);
    return done(writeTable(path, format, [table]));
  },
  tableTemplate: (desk, path, format) => {
    const view = { records: (query: RecordQuery) => desk.records(query), record: (id: string) => desk.record(id) };
    return done(writeTable(path, format, [factsTemplate(view, desk.status().settings.language)]));
  },
  recordListExport: (desk, path, format) => {
    const { sending } = desk.certificates;
    const { language } = desk.status().settings;
    const tables = recordListTables({ records: (query) => desk.records(query), sending }, language);
    return done(writeTable(path, format, tables));
  },
};

/** The window is only notified; it fetches the result again. */
async function done(work: unknown): Promise<null> {
  await work;
  return null;
}

type ServiceAnswers = { readonly [K in Exclude<DeskCall, OpenDeskCall>]: Answer<K> };

/** Every call of the desk, answered by the open desk or by the service. */
export function hostedDesk(service: DeskService): HostedDesk {
  const always: ServiceAnswers = service;
  const answerOf = (name: DeskCall): ((...args: never[]) => unknown) => {
    if (!isOpenDeskCall(name)) return always[name as keyof ServiceAnswers].bind(service);
    const answer = openDeskAnswers[name] as AnyAnswer;
    return isReading(name)
      ? (...args) => answer(service.readable, ...args)
      : (...args) => answer(service.desk, ...args);
  };
  const answers = CALL_NAMES.filter(isDeskCall).map((name) => [name, answerOf(name)]);
  return { ...(Object.fromEntries(answers) as Omit<HostedDesk, 'close'>), close: () => service.close() };
}

/** What a desk whose keys are locked can answer as well. */
const READING = ['records', 'record', 'links'] as const satisfies readonly OpenDeskCall[];
const isReading = (name: OpenDeskCall): boolean => (READING as readonly string[]).includes(name);

/** Arguments and answer match, because both come from the same entry of the table. */
type AnyAnswer = (desk: Desk | DeskView, ...args: readonly unknown[]) => unknown;

const isDeskCall = (name: Call): name is DeskCall => calls[name].by !== 'main';
const isOpenDeskCall = (name: DeskCall): name is OpenDeskCall => calls[name].open;
