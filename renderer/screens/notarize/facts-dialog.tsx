import { Alert, Checkbox, Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FactEdits } from '../../../core/ports.ts';
import type { EditableFact } from '../../../core/records/facts.ts';
import { DOCUMENT, type RecordKind } from '../../../core/records/index.ts';
import { FACT_FORMS, TYPED_FACTS, type TypedFact } from '../../../core/records/typed-facts.ts';
import type { RecordRow } from '../../../electron/api.ts';
import { TypingModal } from '../../components/typing-modal.tsx';
import { useBusy } from '../../state/busy.ts';
import { useStatus } from '../../state/desk.tsx';
import { useKinds } from '../../state/kinds.ts';
import { useWords } from '../../state/words.ts';
import { currencyOf, FactField, type FieldProps, type Fields } from './fact-field.tsx';
import { factField, readFact } from './fact-input.ts';
import { type Beside, useBeside } from './file-says.tsx';
import { ProfileField, useProfile } from './profile-field.tsx';
import { AlsoSeen, TakeAll } from './suggested-facts.tsx';
import type { FactsEditing } from './use-facts.ts';

/** Pairs beside each other, long texts over the whole width. */
const ORDER: readonly EditableFact[] = [
  'title',
  'kind',
  'number',
  'parties',
  'date',
  'money',
  'obtained',
  'operator',
  'note',
];
/** Where typing begins. */
const FIRST: EditableFact = 'title';
interface Props {
  readonly rows: readonly RecordRow[];
  readonly editing: FactsEditing;
  /** Warnings about a record. */
  warnings(id: string): readonly string[];
  onClose(): void;
}

interface EditorProps extends Props {
  readonly first: RecordRow;
  readonly beside: Beside;
}

interface Typed {
  readonly typed: Fields;
  readonly initial: Fields;
  readonly cleared: ReadonlySet<TypedFact>;
  /** The fields that are shown. */
  readonly names: readonly TypedFact[];
  /** The usual currency of the settings. */
  readonly currency: string | null;
}

/** Only what was changed: fields that differ from what they began with, and those to be cleared. */
function changes({ typed, initial, cleared, names, currency }: Typed): FactEdits {
  let change: FactEdits = {};
  for (const name of names) {
    const text = cleared.has(name) ? '' : (typed[name] ?? '');
    if (!cleared.has(name) && text === (initial[name] ?? '')) continue;
    const read = readFact(name, text, FACT_FORMS[name] === 'amount' ? currencyOf(typed, currency) : currency);
    if (read.ok) change = { ...change, ...read.facts };
  }
  return change;
}

/** Leaves the digests of parts out of these records. */
function WithoutParts({ value, onChange }: { readonly value: boolean; onChange(value: boolean): void }) {
  const { t } = useTranslation();
  const { settings } = useStatus();
  if (!settings.fingerprints) return null;
  return (
    <>
      <Checkbox checked={value} onChange={({ target }) => onChange(target.checked)}>
        {t('doctor.parts.leaveOut')}
      </Checkbox>
      <p className="small muted">{t('doctor.parts.leaveOutHelp')}</p>
    </>
  );
}

interface GroupsProps extends Omit<FieldProps, 'name' | 'label' | 'cleared' | 'onClear'> {
  /** Facts of every document, and those of the profile below them. */
  readonly groups: readonly (readonly TypedFact[])[];
  readonly cleared: ReadonlySet<TypedFact>;
  label(name: string): string;
  onClear(name: TypedFact): void;
}

/** The fields, in groups of which each has its own grid. */
function FactGroups({ groups, cleared, label, onClear, ...common }: GroupsProps) {
  return groups.map((group, i) => (
    <div className="facts" key={i === 0 ? 'every' : 'own'}>
      {group.map((name) => (
        <FactField
          key={name}
          name={name}
          label={label(name)}
          cleared={cleared.has(name)}
          onClear={() => onClear(name)}
          {...common}
        />
      ))}
    </div>
  ));
}

function Warned({ sentences }: { readonly sentences: readonly string[] }) {
  return sentences.map((sentence) => <Alert key={sentence} type="warning" showIcon title={sentence} />);
}

/** Facts that only this kind has, of those that people type. */
const ownFacts = (kind: RecordKind | null) =>
  Object.keys(kind?.forms ?? {}).filter((name) => !Object.hasOwn(DOCUMENT.forms, name)) as TypedFact[];

/** All editable facts of one record, or of many at once: opened with what is known beside them, so that no field moves. */
export function FactsDialog(props: Props) {
  const [first, ...more] = props.rows;
  const beside = useBeside(first === undefined || more.length > 0 ? null : first.id);
  return beside !== null && first !== undefined && <Editor {...props} first={first} beside={beside} />;
}

function Editor({ rows, first, beside, editing, warnings, onClose }: EditorProps) {
  const { t } = useTranslation();
  const { words } = useWords();
  const { currency } = useStatus().settings;
  const { busy, run } = useBusy();
  const [form] = Form.useForm<Fields>();
  const [cleared, setCleared] = useState<ReadonlySet<TypedFact>>(new Set());
  /** Whether what the file says was put into a field, of which the dialog hears no typing. */
  const [taken, setTaken] = useState(false);
  const [withoutParts, setWithoutParts] = useState(false);
  const many = rows.length > 1;
  const onTaken = () => setTaken(true);
  const profile = useProfile(rows);
  const { kind, label } = useKinds()(profile.chosen ?? DOCUMENT.key);
  const groups = [ORDER, ownFacts(kind)];
  const fields = { groups, label, many, cleared, beside, onTaken };
  const isOther = profile.chosen !== null && rows.some((row) => row.kind !== profile.chosen);
  const initial: Fields = many
    ? {}
    : Object.fromEntries(TYPED_FACTS.map((name) => [name, factField(name, first.facts, words)]));
  const toggle = (name: TypedFact) => {
    const next = new Set(cleared);
    if (!next.delete(name)) next.add(name);
    setCleared(next);
    form.setFieldValue(name, undefined);
  };
  const save = async (typed: Fields) => {
    const change = {
      ...changes({ typed, initial, cleared, names: groups.flat(), currency }),
      ...(withoutParts ? { fingerprints: null } : {}),
    };
    const wish = isOther && profile.chosen !== null ? { profile: profile.chosen, drop: true } : {};
    const isNothing = Object.keys({ ...change, ...wish }).length === 0;
    const saved = isNothing || (await run(() => editing.many(rows, change, wish)));
    if (saved) onClose();
  };
  return (
    <TypingModal
      open
      unsaved={taken || isOther || cleared.size > 0 ? true : undefined}
      width={760}
      centered
      title={
        many
          ? t('notarize.editor.many', { count: rows.length })
          : t('notarize.editor.one', { file: first.facts.fileName ?? '' })
      }
      okText={t('common.save')}
      cancelText={t('common.cancel')}
      confirmLoading={busy}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={(open) => {
        // who was quicker than the dialog keeps the field, and a list that hangs from it stays open
        if (open && !(document.activeElement instanceof HTMLInputElement)) form.focusField(FIRST);
      }}
    >
      <div className="dialog-body">
        {!many && <Warned sentences={warnings(first.id)} />}
        <p className="small muted">
          {t(many ? 'notarize.editor.manyHelp' : beside.reading ? 'notarize.editor.read' : 'notarize.editor.stated')}
        </p>
        <ProfileField {...profile} />
        <TakeAll facts={first.facts} suggestions={beside.suggestions} form={form} onTaken={onTaken} />
        <Form<Fields> form={form} layout="vertical" requiredMark={false} initialValues={initial} onFinish={save}>
          <FactGroups {...fields} onClear={toggle} />
        </Form>
        <AlsoSeen shown={groups.flat()} suggestions={beside.suggestions} />
        <WithoutParts value={withoutParts} onChange={setWithoutParts} />
      </div>
    </TypingModal>
  );
}
