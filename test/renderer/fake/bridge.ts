/**
 * A desk that is only played: the whole of `NotaryBridge` in memory, so that every screen can be seen and tested in a
 * plain browser. It makes no evidence; what it shows are samples.
 */
import type { Warning } from '../../../core/documents/warnings.ts';
import type { ErrorCode } from '../../../core/errors.ts';
import { allFacts, type Facts } from '../../../core/records/facts.ts';
import { convertedFacts, knownKind } from '../../../core/records/index.ts';
import type {
  ApiError,
  ChainEntry,
  DeskStatus,
  NotaryBridge,
  NotaryEvent,
  Result,
  Settings,
  TrustEntry,
} from '../../../electron/api.ts';
import { type Asked, certificateBytes, type Listeners, previewBytes } from './asked.ts';
import { PlayedBox } from './box.ts';
import { playedPlan } from './bundle.ts';
import { chainCandidate, chainHealth, chainOf, chainPlan, clientKey, testing } from './chains.ts';
import { PlayedDossiers } from './dossiers.ts';
import { PlayedHolder } from './holder.ts';
import { pickedBundle } from './hostile.ts';
import { playIntake } from './intake.ts';
import { erase, erasurePlan, PlayedAccess } from './keeping.ts';
import { PlayedLinks } from './links.ts';
import { playedMatch } from './match.ts';
import { playedNetwork } from './network.ts';
import { FakeRecords } from './records.ts';
import { coded, differs, HOLDER, hexOf, sampleBundle, sampleMemory, sampleRow } from './sample.ts';
import type { Scenario } from './scenario.ts';
import { PlayedSent } from './sent.ts';
import { USUAL_SETTINGS } from './settings.ts';
import { tableResult } from './table.ts';
import { playedTrace } from './trace.ts';
import { tradeRows } from './trades.ts';
import { verifyItem } from './verify-item.ts';

const ok = async <T>(value: T): Promise<Result<T>> => ({ ok: true, value });
const no = async <T>(code: ErrorCode, details: ApiError['details'] = {}): Promise<Result<T>> => ({
  ok: false,
  error: { code, message: `played: ${code}`, details },
});

const baseName = (path: string) => path.split('/').pop() ?? path;

/** Plays a desk; `asked` gets what it was asked for. */
export function playedDesk(scenario: Scenario, listeners: Listeners, asked: Asked): NotaryBridge {
  const tell = (event: NotaryEvent) => {
    for (const listener of [...listeners]) listener(event);
  };
  const records = new FakeRecords(scenario.fileSays ?? null, scenario.suggests ?? []);
  for (let seq = 1; seq <= scenario.records; seq++) records.rows.push(sampleRow(seq));
  for (let seq = 1; seq <= scenario.waiting; seq++) records.rows.push(sampleRow(scenario.records + seq, 'recorded'));
  records.rows.push(...tradeRows(records.rows.length + 1, scenario.trades ?? 0));
  const access = new PlayedAccess(scenario.ways);
  const holder = new PlayedHolder(HOLDER);
  const wrongSecret = { reason: 'wrong-secret' };
  const sent = new PlayedSent(records, scenario.sent);
  let settings: Settings = {
    ...USUAL_SETTINGS,
    language: scenario.language,
    theme: scenario.theme,
    onlyConfirmed: scenario.onlyConfirmed,
    operator: HOLDER.operator,
  };
  let ready = scenario.ready;
  let problem = scenario.problem;
  let intakes = 0;
  let cancelIntake = () => {};
  let [stopCertify, stopVerify] = [false, false];
  const warnings = new Map<string, readonly Warning[]>();
  const last = records.rows.at(-1);
  if (scenario.behind && last) warnings.set(last.id, [{ code: 'waits-for-held', detail: String(last.seq - 1) }]);
  let stopPack = false;
  const sealsAt = new Date(Date.now() + 240_000).toISOString();
  const bundle = (
    name: string,
    own: boolean,
    compared: boolean,
    witnesses: readonly string[],
    seed: number,
  ): TrustEntry => ({
    name,
    own,
    compared,
    ...coded(hexOf(seed)),
    added: '2026-11-20T02:00:00.000Z',
    bundle: sampleBundle(name, own ? HOLDER.name : name, witnesses),
  });
  const trusted = () => trust.map(({ name, fingerprint, compared }) => ({ name, fingerprint, compared }));
  const box = new PlayedBox(scenario.cutOff, trusted, (now) => tell({ kind: 'box', status: now }));
  const chains: ChainEntry[] = [];
  const trust: TrustEntry[] = [
    bundle('本存证台', true, true, [], 31),
    bundle('示例联盟 Example Consortium', false, true, ['第一见证公司', 'Second Witness Ltd', '第三见证银行'], 32),
    bundle('Court of Nowhere', false, false, ['Nobody Inc.'], 33),
  ];
  const damaged = scenario.damagedTrust === undefined ? [] : [{ name: scenario.damagedTrust, fingerprint: hexOf(35) }];
  const candidate = pickedBundle(scenario.hostile);

  const status = (): DeskStatus => {
    const { waiting, held } = records.waiting(settings.onlyConfirmed);
    return {
      ready,
      problem: problem === null ? null : { code: problem, message: `played: ${problem}`, details: {} },
      home: '/home/wang/.local/share/notary-desk',
      version: '0.1.0',
      oldRuntime: false,
      holder: ready ? holder.now : null,
      settings,
      keyProtection: ready ? 'keychain' : null,
      origin: ready ? `desk/${hexOf(3)}` : null,
      fingerprint: ready ? hexOf(21) : null,
      counts: records.counts(),
      held,
      chain: null,
      waiting,
      sealsAt: waiting > 0 ? sealsAt : null,
      checkpoint: scenario.records > 0 ? { size: 128, root: hexOf(41), time: '2026-11-22T06:03:07.000Z' } : null,
      memory: ready ? sampleMemory : null,
    };
  };
  const changed = () => {
    tell({ kind: 'records' });
    tell({ kind: 'status', status: status() });
  };
  const edited = (count: number) => {
    changed();
    return ok({ changed: count });
  };

  const dossiers = new PlayedDossiers({ records, tell, changed });
  if (scenario.dossier) dossiers.put(scenario.dossier);

  return {
    platform: 'linux',
    pathOf: (file) => `/files/${file.name}`,
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    status: () => ok(status()),
    setup({ language }) {
      settings = { ...settings, language };
      ready = true;
      return ok({ recoveryCode: 'K7QW-3XN2-PL5A-9VTR-8MHD-4ZCE-2JFY-6BUS', status: status() });
    },
    unlock(secret) {
      if (secret !== 'open') return no('key-locked', { reason: 'wrong-secret' });
      problem = null;
      return ok(status());
    },
    holder(next) {
      settings = { ...settings, operator: null };
      return ok(holder.change(next, changed));
    },
    holders: () => ok(holder.history),
    settings(change) {
      settings = { ...settings, ...change };
      tell({ kind: 'status', status: status() });
      return ok(settings);
    },
    pick: (kind) =>
      ok(
        {
          files: ['/files/新合同.pdf', '/files/known-发票.pdf'],
          folder: ['/files/many-300'],
          version: ['/files/采购合同-2026-0117(2).pdf'],
          table: ['/files/facts.csv'],
          tape: ['/files/pool.csv'],
          dossier: ['/files/other.pdf'],
          verify: ['/files/self-attested.pdf'],
          certificate: ['/files/proven.pdf'],
          box: ['/files/box-300'],
          trust: ['/files/bank.trust.json'],
          chain: [scenario.connects ?? '/files/notary-1.consortium.json'],
          answer: ['/files/ca.pem'],
          bundle: ['/files/court.consortium.json', '/files/trade.trust.json', '/files/witnesses.txt'],
          match: ['/home/wang/核对结果.json'],
          'export-folder': ['/files'],
        }[kind],
      ),
    intake(wish) {
      asked.intakes.push(wish);
      const { paths, again, supersedes = null } = wish;
      const number = ++intakes;
      cancelIntake = playIntake({
        number,
        paths,
        again,
        supersedes,
        speed: scenario.speed,
        knownId: records.rows[0]?.id ?? '',
        nextSeq: () => records.rows.length + 1,
        add: (row) => records.rows.push(row),
        tell(progress) {
          for (const item of progress.items)
            if (item.recordId !== null && item.warnings.length > 0) warnings.set(item.recordId, item.warnings);
          tell({ kind: 'intake', progress });
          changed();
        },
      });
      return ok({ intake: number });
    },
    cancel(what) {
      if (what === 'intake') cancelIntake();
      else if (what === 'box') box.cancel();
      stopCertify = what === 'certify';
      stopVerify = what === 'verify';
      stopPack = what === 'pack';
      if (what === 'dossier') dossiers.cancel();
      return ok(null);
    },
    clockDecide: () =>
      ok({ device: new Date().toISOString(), newest: null, proven: null, trouble: null, decision: null }),
    // a locked desk reads its records; a damaged one reads nothing
    records: (query) => (problem === 'home-damaged' ? no(problem) : ok(records.find(query))),
    record(id) {
      const detail = records.detail(id);
      return detail === null ? no('not-found') : ok(detail);
    },
    edit: ({ ids, facts, profile }) =>
      edited(
        records.change(ids, (row) => {
          const kind = profile === undefined ? null : knownKind(profile);
          const before = kind === null ? row.facts : allFacts(convertedFacts(row.facts, kind).facts as Partial<Facts>);
          return { ...row, kind: kind?.key ?? row.kind, facts: { ...before, ...facts } };
        }),
      ),
    take: (ids) => ok(records.take(ids)),
    warnings: () => (problem === null ? ok(Object.fromEntries(warnings)) : no(problem)),
    confirm: ({ ids, confirmed }) => edited(records.change(ids, (row) => ({ ...row, confirmed }))),
    table: (_, wish) => ok(tableResult(records.rows, wish?.currency ?? null)),
    tableTemplate: (format) => ok(`/home/wang/事项表.${format}`),
    withdraw: ({ ids, reason }) => edited(records.withdraw(ids, reason)),
    ...new PlayedLinks(records, changed).answers(ok),
    erasure: (ids) => ok(erasurePlan(records, ids)),
    erase(ids) {
      const erasure = erase(records, ids);
      changed();
      return ok(erasure);
    },
    seal() {
      if (problem !== null) return no(problem);
      const ids = records.rows
        .filter((row) => row.state === 'recorded' && (row.confirmed || !(settings.onlyConfirmed || row.held)))
        .map((row) => row.id);
      records.change(ids, (row) => ({ ...row, state: 'anchored' }));
      if (ids.length > 0) tell({ kind: 'sealed', time: new Date().toISOString(), ids });
      changed();
      return ok({ sealed: ids.length });
    },
    async certify({ ids }) {
      stopCertify = false;
      const certificates: { id: string; path: string }[] = [];
      for (const id of ids) {
        if (stopCertify) break;
        await new Promise((resolve) => setTimeout(resolve, 30));
        certificates.push({ id, path: `/home/wang/证书/${id}.pdf` });
        tell({ kind: 'certify', progress: { done: certificates.length, total: ids.length, running: true } });
      }
      tell({ kind: 'certify', progress: { done: certificates.length, total: ids.length, running: false } });
      records.change(
        certificates.map(({ id }) => id),
        (row) => ({ ...row, certified: true }),
      );
      changed();
      return ok({ folder: '/home/wang/证书', certificates, errors: [] });
    },
    certifyWarm: () => ok(null),
    alsoWithheld: ({ ids, withhold }) => ok(records.repeated(ids, withhold)),
    certificatePreview: (wish) => ok(previewBytes(wish, asked, scenario.certificate)),
    certificate: () => ok(certificateBytes(scenario.certificate)),
    async verify(paths) {
      stopVerify = false;
      await new Promise((resolve) => setTimeout(resolve, 50));
      const slow = paths.some((path) => baseName(path).startsWith('slow'));
      // for as long as a person lets it
      for (let done = 0; slow && !stopVerify; done = Math.min(90, done + 1)) {
        tell({ kind: 'verify', progress: { files: 2, filesDone: 1, bytes: 9e9, bytesDone: done * 1e8 } });
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      if (stopVerify) return no('cancelled');
      return ok(paths.map((path) => verifyItem(path, records.rows[0]?.id ?? null)));
    },
    isBox: (paths) => ok(PlayedBox.isBox(paths)),
    box: () => (problem === null ? ok(box.status) : no(problem)),
    boxStart: (paths) => ok(box.start(paths)),
    boxResume: () => ok(box.resume()),
    boxDiscard: () => ok(box.discard()),
    boxRows: (query) => ok(box.find(query)),
    boxRow(number) {
      const detail = box.detail(number);
      return detail === null ? no('not-found') : ok(detail);
    },
    boxExport: (format) => ok(`/home/wang/批量核验表.${format}`),
    report: ({ format }) => ok(`/home/wang/核验报告.${format}`),
    checker: () => ok({ version: '0.1.0', sha256: hexOf(51), size: 203_000 }),
    checkerSave: () => ok('/home/wang/notary-check.html'),
    trust: () => (problem === 'key-locked' ? no(problem) : ok([...trust])),
    trustDamaged: () => (problem === 'key-locked' ? no(problem) : ok(damaged)),
    trustRead: () => ok({ bundle: candidate, ...coded(hexOf(34)) }),
    trustAdd({ fingerprint, typed }) {
      if (differs(typed, fingerprint)) return no('trust-fingerprint');
      trust.push({
        name: candidate.name,
        own: false,
        compared: typed !== null,
        ...coded(fingerprint),
        added: new Date().toISOString(),
        bundle: candidate,
      });
      tell({ kind: 'trust' });
      return ok(null);
    },
    trustRemove(fingerprint) {
      if (damaged[0]?.fingerprint === fingerprint) damaged.pop();
      const at = trust.findIndex((entry) => entry.fingerprint === fingerprint);
      if (at >= 0) trust.splice(at, 1);
      tell({ kind: 'trust' });
      return ok(null);
    },
    trustExport: () => ok('/home/wang/本存证台.trust.json'),
    bundlePlan: (wish) => ok(playedPlan(wish, trust)),
    bundleSave: ({ wish }) => ok(`/home/wang/${wish.name}.trust.json`),
    trustCompare({ fingerprint, typed }) {
      if (differs(typed, fingerprint)) return no('trust-fingerprint');
      const at = trust.findIndex((entry) => entry.fingerprint === fingerprint);
      const entry = trust[at];
      if (entry) trust.splice(at, 1, { ...entry, compared: true });
      tell({ kind: 'trust' });
      return ok(null);
    },
    provisional: () =>
      ok(
        records.rows.slice(0, scenario.provisional).flatMap(({ id }) => {
          const detail = records.detail(id);
          return detail === null ? [] : [detail];
        }),
      ),
    chains: () => ok([...chains]),
    chainPlan: (wish) => ok(chainPlan(wish, candidate)),
    chainTry: () => testing(tell),
    chainTest: () => testing(tell),
    chainKey: () => ok(clientKey),
    chainAdd({ fingerprint, typed }) {
      if (differs(typed, fingerprint)) return no('trust-fingerprint');
      chains.push(chainOf(chainCandidate(candidate, fingerprint), typed !== null, scenario.connects !== undefined));
      tell({ kind: 'trust' });
      return ok(null);
    },
    chainChange({ name, to }) {
      const at = chains.findIndex((chain) => chain.name === name);
      const chain = chains[at];
      if (!chain) return no('not-found');
      chains.splice(at, 1, ...(to === 'removed' ? [] : [{ ...chain, enabled: to === 'on' }]));
      tell({ kind: 'trust' });
      return ok(null);
    },
    chainHealth: () => ok(chainHealth()),
    chainRegister: () => (problem === null ? ok('/home/wang/登记申请.json') : no(problem)),
    share({ ids, recipients = [] }) {
      sent.share(ids, recipients);
      changed();
      return ok('/home/wang/证书.zip');
    },
    trace: () => ok(playedTrace(scenario.trace)),
    traceExport: ({ format }) => ok(`/home/clerk/trace.${format}`),
    tracePack: () => ok('/home/clerk/trace.zip'),
    async pack({ ids }) {
      stopPack = false;
      const total = ids.length;
      for (let done = 0; done <= total; done++) {
        if (stopPack) return no('cancelled');
        tell({ kind: 'pack', progress: { done, total, running: done < total } });
        await new Promise((resolve) => setTimeout(resolve, 150));
      }
      return ok('/home/wang/法院材料包.zip');
    },
    match: async (wish) => playedMatch(records.rows, wish),
    matchNotes: () => ok([]),
    matchSave: ({ format }) => ok(`/home/wang/核对结果.${format}`),
    ...dossiers.answers(),
    sent: (query) => ok(sent.page(query)),
    recipients: () => ok(sent.recipients()),
    replacements: () => ok(sent.replacements()),
    listExport: ({ format }) => ok(`/home/wang/存证记录.${format}`),
    recordListExport: (format) => ok(`/home/wang/存证登记簿.${format}`),
    ...playedNetwork(),
    access: () => (problem === 'key-locked' ? no('key-locked') : ok(access.now)),
    setPassphrase: ({ current, passphrase }) =>
      access.lets(current) ? ok(access.set(passphrase)) : no('bad-input', wrongSecret),
    renewRecoveryCode: (current) =>
      access.lets(current) ? ok({ recoveryCode: '9VTR8-MHD4Z-CE2JF-Y6B0S-K7QW3-XN2PA' }) : no('bad-input', wrongSecret),
    act: () => ok(true),
  };
}
