import { Button, Input, Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { AskedQuestion } from '../../../electron/api.ts';
import { call, notary } from '../../bridge.ts';
import { useBusy } from '../../state/busy.ts';
import { useWords } from '../../state/words.ts';

interface Props {
  readonly question: AskedQuestion;
  readonly value: string;
  /** What is wrong with it. */
  readonly fault: string | null;
  onChange(value: string): void;
}

interface ControlProps extends Props {
  readonly id: string;
  readonly describedBy: string;
}

/** The last part of a path. */
const baseName = (path: string) => path.split(/[\\/]/).at(-1) ?? path;

function FileControl({ id, value, describedBy, onChange }: ControlProps) {
  const { t } = useTranslation();
  const { busy, run } = useBusy();
  const choose = () =>
    run(async () => {
      const [path] = await call(notary.pick('answer'));
      if (path !== undefined) onChange(path);
    });
  return (
    <div className="row">
      <Button id={id} aria-describedby={describedBy} loading={busy} onClick={() => void choose()}>
        {t('connect.chooseFile')}
      </Button>
      <span className="small muted">{value === '' ? t('connect.noFile') : baseName(value)}</span>
      {value !== '' && (
        <Button size="small" type="text" onClick={() => onChange('')}>
          {t('connect.removeFile')}
        </Button>
      )}
    </div>
  );
}

function Control(props: ControlProps) {
  const { id, question, value, fault, describedBy, onChange } = props;
  const { t } = useTranslation();
  const { language } = useWords();
  const { form } = question;
  if (form.is === 'file') return <FileControl {...props} />;
  const usual = {
    id,
    'aria-describedby': describedBy,
    'aria-invalid': fault !== null,
    ...(fault === null ? {} : { status: 'error' as const }),
  };
  if (form.is === 'choice')
    return (
      <Select<string>
        {...usual}
        className="across"
        value={value === '' ? null : value}
        placeholder={t('connect.choose')}
        options={form.choices.map((choice) => ({ value: choice.value, label: choice.label[language] }))}
        onChange={onChange}
      />
    );
  const typed = { ...usual, value, spellCheck: false, autoComplete: 'off' };
  if (form.is === 'lines')
    return (
      <Input.TextArea
        {...typed}
        autoSize={{ minRows: 2, maxRows: 8 }}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  if (form.is === 'secret')
    return <Input.Password {...typed} autoComplete="new-password" onChange={(event) => onChange(event.target.value)} />;
  return <Input {...typed} onChange={(event) => onChange(event.target.value)} />;
}

/** One question of a kind of connection, with its help and what is wrong with the answer. */
export function QuestionField(props: Props) {
  const { question, fault } = props;
  const { t } = useTranslation();
  const { language } = useWords();
  const id = useId();
  const [helpId, faultId] = [`${id}-help`, `${id}-fault`];
  const remarks = [
    ...(question.optional ? [t('connect.optional')] : []),
    ...(question.form.is === 'lines' ? [t('connect.lines')] : []),
  ];
  return (
    <div>
      <label htmlFor={id}>
        {question.label[language]}
        {remarks.length > 0 && <span className="small muted"> · {remarks.join(' · ')}</span>}
      </label>
      {question.help && (
        <p id={helpId} className="small muted flat">
          {question.help[language]}
        </p>
      )}
      <Control {...props} id={id} describedBy={`${helpId} ${faultId}`} />
      <p id={faultId} role="alert" className="small flat tone-red">
        {fault}
      </p>
    </div>
  );
}
