import { Alert, Button, Checkbox, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EDITABLE_FACTS, type EditableFact, FACT_NAMES } from '../../../core/records/facts.ts';
import { DOCUMENT } from '../../../core/records/index.ts';
import type { RecordRow } from '../../../electron/api.ts';
import { FactList } from '../../components/fact-list.tsx';
import { FromWhere } from '../../components/from-where.tsx';
import { TypingModal } from '../../components/typing-modal.tsx';
import { useBusy } from '../../state/busy.ts';
import { useStatus } from '../../state/desk.tsx';
import { useKinds } from '../../state/kinds.ts';
import { useWords } from '../../state/words.ts';
import { DateField } from './date-field.tsx';
import { type EditableFacts, factField, readFact } from './fact-input.ts';
import { type Beside, typedSource, useBeside, useFileLines } from './file-says.tsx';
import { KindField } from './kind-field.tsx';
import { MoneyField } from './money-field.tsx';
import { AlsoSeen, TakeAll, type TypedFacts } from './suggested-facts.tsx';
import { type FactsEditing, useWrong } from './use-facts.ts';

const HELP: Partial<Record<EditableFact, 'partiesHelp' | 'dateHelp' | 'moneyHelp'>> = {
  parties: 'partiesHelp',
  date: 'dateHelp',
  money: 'moneyHelp',
};
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
/** Facts that need the whole width. */
const WIDE: readonly EditableFact[] = ['title', 'parties', 'note'];

interface Props {
  readonly rows: readonly RecordRow[];
  readonly editing: FactsEditing;
  /** Warnings about a record. */
  warnings(id: string): readonly string[];
  onClose(): void;
}

interface FieldProps {
  readonly name: EditableFact;
  /** Called as the kind of the record calls it. */
  readonly label: string;
  readonly many: boolean;
  readonly cleared: boolean;
  readonly beside: Beside;
  onClear(): void;
  /** What the file says was put into the field. */
  onTaken(): void;
}

function FactField({ name, label, many, cleared, beside, onClear, onTaken }: FieldProps) {
  const { t } = useTranslation();
  const say = useWrong();
  const { currency } = useStatus().settings;
  const form = Form.useFormInstance<TypedFacts>();
  const typed = Form.useWatch(name, form) ?? '';
  const source = typedSource(name, typed, beside.reading, currency);
  const validator = async (_: unknown, typed: string | undefined) => {
    const read = readFact(name, typed ?? '', currency);
    if (!read.ok) throw new Error(say(read.wrong));
  };
  const placeholder = cleared ? t('notarize.editor.willClear') : many ? t('notarize.editor.leave') : '';
  const common = { disabled: cleared, placeholder };
  const help = HELP[name];
  const onTake = (text: string) => {
    form.setFieldValue(name, text);
    onTaken();
    // the button that has the focus goes
    form.focusField(name);
  };
  const lines = useFileLines({ name, label, source, typed, beside, onTake });
  const extra = [...(help === undefined ? [] : [t(`notarize.editor.${help}`)]), ...lines];
  const labelled = source === null ? label : <FromWhere text={label} source={source} />;
  return (
    <div className={WIDE.includes(name) ? 'fact-field wide' : 'fact-field'}>
      <Form.Item name={name} label={labelled} rules={[{ validator }]} {...(extra.length > 0 ? { extra } : {})}>
        {name === 'kind' ? (
          <KindField {...common} />
        ) : name === 'date' ? (
          <DateField {...common} />
        ) : name === 'money' ? (
          <MoneyField {...common} />
        ) : name === 'note' ? (
          <Input.TextArea {...common} autoSize={{ minRows: 1, maxRows: 4 }} />
        ) : (
          <Input {...common} />
        )}
      </Form.Item>
      {many && (
        <Button
          size="small"
          aria-pressed={cleared}
          aria-label={t('notarize.editor.clearField', { name: label })}
          onClick={onClear}
        >
          {t(cleared ? 'notarize.editor.keep' : 'notarize.editor.clear')}
        </Button>
      )}
    </div>
  );
}

interface Typed {
  readonly typed: TypedFacts;
  readonly initial: TypedFacts;
  readonly cleared: ReadonlySet<EditableFact>;
  /** The usual currency of the settings. */
  readonly currency: string | null;
}

/** Only what was changed: fields that differ from what they began with, and those to be cleared. */
function changes({ typed, initial, cleared, currency }: Typed): EditableFacts {
  let change: EditableFacts = {};
  for (const name of EDITABLE_FACTS) {
    const text = cleared.has(name) ? '' : (typed[name] ?? '');
    if (!cleared.has(name) && text === (initial[name] ?? '')) continue;
    const read = readFact(name, text, currency);
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

/** Facts that the file states and nobody edits. */
function AlsoRead({ kind, facts }: Pick<RecordRow, 'kind' | 'facts'>) {
  const { t } = useTranslation();
  return (
    <section className="also-read">
      <h3>{t('invoice.own')}</h3>
      <FactList kind={kind} facts={facts} except={FACT_NAMES} />
    </section>
  );
}

/** All editable facts of one record, or of many at once. */
export function FactsDialog({ rows, editing, warnings, onClose }: Props) {
  const { t } = useTranslation();
  const { words } = useWords();
  const { currency } = useStatus().settings;
  const { busy, run } = useBusy();
  const [form] = Form.useForm<TypedFacts>();
  const [cleared, setCleared] = useState<ReadonlySet<EditableFact>>(new Set());
  /** Whether what the file says was put into a field, of which the dialog hears no typing. */
  const [taken, setTaken] = useState(false);
  const [withoutParts, setWithoutParts] = useState(false);
  const [first] = rows;
  const many = rows.length > 1;
  const onTaken = () => setTaken(true);
  const beside = useBeside(first === undefined || many ? null : first.id);
  const { label } = useKinds()(many ? DOCUMENT.key : (first?.kind ?? DOCUMENT.key));
  if (first === undefined) return null;
  const initial: TypedFacts = many
    ? {}
    : Object.fromEntries(EDITABLE_FACTS.map((name) => [name, factField(name, first.facts, words)]));
  const toggle = (name: EditableFact) => {
    const next = new Set(cleared);
    if (!next.delete(name)) next.add(name);
    setCleared(next);
    form.setFieldValue(name, undefined);
  };
  const save = async (typed: TypedFacts) => {
    const change = {
      ...changes({ typed, initial, cleared, currency }),
      ...(withoutParts ? { fingerprints: null } : {}),
    };
    const saved = Object.keys(change).length === 0 || (await run(() => editing.many(rows, change)));
    if (saved) onClose();
  };
  return (
    <TypingModal
      open
      unsaved={taken || cleared.size > 0 ? true : undefined}
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
        if (open) form.focusField(FIRST);
      }}
    >
      <div className="dialog-body">
        {!many &&
          warnings(first.id).map((sentence) => <Alert key={sentence} type="warning" showIcon title={sentence} />)}
        <p className="small muted">
          {t(many ? 'notarize.editor.manyHelp' : beside.reading ? 'notarize.editor.read' : 'notarize.editor.stated')}
        </p>
        <TakeAll facts={first.facts} suggestions={beside.suggestions} form={form} onTaken={onTaken} />
        <Form<TypedFacts> form={form} layout="vertical" requiredMark={false} initialValues={initial} onFinish={save}>
          <div className="facts">
            {ORDER.map((name) => (
              <FactField
                key={name}
                name={name}
                label={label(name)}
                many={many}
                cleared={cleared.has(name)}
                beside={beside}
                onClear={() => toggle(name)}
                onTaken={onTaken}
              />
            ))}
          </div>
        </Form>
        {beside.reading && <AlsoRead {...first} />}
        <AlsoSeen kind={first.kind} suggestions={beside.suggestions} />
        <WithoutParts value={withoutParts} onChange={setWithoutParts} />
      </div>
    </TypingModal>
  );
}
