import { AutoComplete, Button, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FactForm } from '../../../core/records/facts.ts';
import { FACT_FORMS, type TypedFact } from '../../../core/records/typed-facts.ts';
import { FromWhere } from '../../components/from-where.tsx';
import { useStatus } from '../../state/desk.tsx';
import { useWords } from '../../state/words.ts';
import { DateField } from './date-field.tsx';
import { readFact } from './fact-input.ts';
import { type Beside, typedSource, useFileLines } from './file-says.tsx';
import { KindField } from './kind-field.tsx';
import { MoneyField } from './money-field.tsx';
import type { TypedFieldProps } from './typed-field.ts';
import { useWrong } from './use-facts.ts';

/** What is typed for each fact. */
export type Fields = Partial<Record<TypedFact, string>>;

const HELP: Partial<Record<FactForm, 'partiesHelp' | 'dateHelp' | 'moneyHelp'>> = {
  parties: 'partiesHelp',
  date: 'dateHelp',
  money: 'moneyHelp',
};
/** Facts that need the whole width. */
const WIDE: readonly TypedFact[] = ['title', 'parties', 'note'];

/** The currency of what is typed as the amount of a record; the usual one where nothing is. */
export function currencyOf({ money = '' }: Fields, usual: string | null): string | null {
  const read = readFact('money', money, usual);
  return read.ok ? (read.facts.money?.currency ?? usual) : usual;
}

/** A scheme, by its name. */
function SchemeField(props: TypedFieldProps) {
  const { words } = useWords();
  return <AutoComplete {...props} options={Object.values(words.schemes).map((value) => ({ value }))} />;
}

/** The field for each form; a text has a line of its own. */
const INPUTS: Readonly<Partial<Record<FactForm, (props: TypedFieldProps) => ReactNode>>> = {
  kind: KindField,
  date: DateField,
  money: MoneyField,
  scheme: SchemeField,
};

function TextField({ name, ...props }: TypedFieldProps & { readonly name: TypedFact }) {
  const { onChange, value = '', ...rest } = props;
  const change = {
    onChange: ({ target }: { readonly target: { readonly value: string } }) => onChange?.(target.value),
  };
  return name === 'note' ? (
    <Input.TextArea {...rest} {...change} value={value} autoSize={{ minRows: 1, maxRows: 4 }} />
  ) : (
    <Input {...rest} {...change} value={value} />
  );
}

export interface FieldProps {
  readonly name: TypedFact;
  /** Called as the kind of the record calls it. */
  readonly label: string;
  readonly many: boolean;
  readonly cleared: boolean;
  readonly beside: Beside;
  onClear(): void;
  /** What the file says was put into the field. */
  onTaken(): void;
}

/** One fact: a field in which it is typed, what the file says of it, and for many records whether it is cleared. */
export function FactField({ name, label, many, cleared, beside, onClear, onTaken }: FieldProps) {
  const { t } = useTranslation();
  const say = useWrong();
  const { currency } = useStatus().settings;
  const form = Form.useFormInstance<Fields>();
  const typed = Form.useWatch(name, form) ?? '';
  const fields: Fields = Form.useWatch([], form) ?? {};
  const usual = FACT_FORMS[name] === 'amount' ? currencyOf(fields, currency) : currency;
  const source = typedSource(name, typed, beside.reading, usual);
  const validator = async (_: unknown, typed: string | undefined) => {
    const read = readFact(name, typed ?? '', usual);
    if (!read.ok) throw new Error(say(read.wrong));
  };
  const placeholder = cleared ? t('notarize.editor.willClear') : many ? t('notarize.editor.leave') : '';
  const common = { disabled: cleared, placeholder };
  const help = HELP[FACT_FORMS[name]];
  const Field = INPUTS[FACT_FORMS[name]];
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
        {Field === undefined ? <TextField name={name} {...common} /> : <Field {...common} />}
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
