/** Links of the records of the desk that is only played. */
import type {
  KnownForeign,
  LinkInput,
  LinkSuggestion,
  NotaryApi,
  RecordLink,
  RecordLinks,
  Result,
  TakenIn,
} from '../../../electron/api.ts';
import type { FakeRecords } from './records.ts';
import { hexOf } from './sample.ts';

type LinkAnswers = Pick<NotaryApi, 'links' | 'link' | 'unlink' | 'linkTakeIn' | 'linkPartners' | 'linkForget'>;

const ORIGIN = `desk/${hexOf(3)}`;

export class PlayedLinks {
  readonly #records: FakeRecords;
  readonly #onChange: () => void;
  #isKnown = false;
  readonly #stated = new Map<string, RecordLink[]>();
  readonly #foreign: TakenIn = {
    to: { origin: `desk/${hexOf(61)}`, leaf: hexOf(62) },
    own: null,
    kept: false,
    foreign: {
      ...{ origin: `desk/${hexOf(61)}`, leaf: hexOf(62), id: '01890000-0000-7000-8000-000000000001', kind: 'document' },
      facts: { holder: '示例供应商有限公司', number: 'SO-2026-0388', title: '销售订单', fileName: 'so-388.pdf' },
      ...{ verdict: 'proven', proven: '2026-11-21T02:00:00.000Z', added: '2026-11-22T02:00:00.000Z' },
    },
  };

  constructor(records: FakeRecords, onChange: () => void) {
    this.#records = records;
    this.#onChange = onChange;
  }

  of(id: string): RecordLinks {
    const record = this.#records.rows.find((row) => row.id === id);
    const refersTo = this.#stated.get(id) ?? [];
    const changeable = record?.state === 'recorded';
    const [first] = this.#records.rows;
    const isStated = refersTo.some(({ rel, own }) => rel === 'contract' && own?.id === first?.id);
    const suggestion: LinkSuggestion = {
      rel: 'contract',
      basis: 'xml:BT-12',
      number: first?.facts.number ?? '',
      strict: true,
      to: { record: first?.id ?? '' },
      own: this.#end(first?.id ?? ''),
      foreign: null,
    };
    return {
      refersTo,
      referredToBy: [...this.#stated].flatMap(([from, links]) =>
        links.filter(({ own }) => own?.id === id).map((link) => ({ ...link, own: this.#end(from), foreign: null })),
      ),
      other: false,
      changeable,
      suggestions: changeable && first && first.id !== id && !isStated ? [suggestion] : [],
    };
  }

  #end(id: string): RecordLink['own'] {
    const row = this.#records.rows.find((one) => one.id === id);
    if (!row) return null;
    const { seq, kind, state, facts } = row;
    const { title, number, fileName, date } = facts;
    return { id, seq, kind, state, held: false, title, number, fileName, date, newest: null };
  }

  link({ id, rel, to, basis = 'typed' }: LinkInput): RecordLinks {
    const own = 'record' in to ? this.#end(to.record) : null;
    const foreign = 'record' in to ? null : this.#foreign.foreign;
    const sealed = own === null || own.state !== 'recorded';
    const leaf = 'leaf' in to ? to.leaf : sealed ? hexOf(70 + (own?.seq ?? 0)) : null;
    const link = { rel, basis, origin: 'origin' in to ? to.origin : ORIGIN, leaf, own, foreign };
    this.#stated.set(id, [...(this.#stated.get(id) ?? []), link]);
    return this.of(id);
  }

  unlink({ id, rel, to }: Omit<LinkInput, 'basis'>): RecordLinks {
    const isMeant = (link: RecordLink) =>
      link.rel === rel && ('record' in to ? link.own?.id === to.record : link.leaf === to.leaf);
    this.#stated.set(
      id,
      (this.#stated.get(id) ?? []).filter((link) => !isMeant(link)),
    );
    return this.of(id);
  }

  /** The calls of the window that it answers. */
  answers(ok: <T>(value: T) => Promise<Result<T>>): LinkAnswers {
    return {
      links: (id) => ok(this.of(id)),
      link: (input) => ok(this.link(input)),
      unlink: (input) => ok(this.unlink(input)),
      linkTakeIn: () => ok(this.takeIn()),
      linkPartners: () => ok(this.partners()),
      linkForget: () => ok(this.forget()),
    };
  }

  takeIn(): TakenIn {
    this.#isKnown = true;
    return this.#foreign;
  }

  partners(): readonly KnownForeign[] {
    const { foreign } = this.#foreign;
    const referring = [...this.#stated.values()].flat().filter(({ leaf }) => leaf === foreign?.leaf).length;
    return this.#isKnown && foreign ? [{ record: foreign, referring }] : [];
  }

  forget(): boolean {
    const wasKnown = this.#isKnown;
    this.#isKnown = false;
    for (const [id, links] of this.#stated)
      this.#stated.set(
        id,
        links.map((link) => ({ ...link, foreign: null })),
      );
    this.#onChange();
    return wasKnown;
  }
}
