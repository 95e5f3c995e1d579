import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { visible } from '../../../core/formats/plain-text.ts';
import type { ChainPlan, ChainWish } from '../../../electron/api.ts';
import { call, notary } from '../../bridge.ts';
import { DropZone } from '../../components/drop-zone.tsx';
import { TypingModal } from '../../components/typing-modal.tsx';
import { useBusy } from '../../state/busy.ts';
import { useWords } from '../../state/words.ts';
import { QuestionField } from './question-field.tsx';

type Asking = Extract<ChainPlan, { readonly questions: unknown }>;

/** Files that were chosen, the answers so far, and what they come to. */
export interface Connecting {
  readonly wish: ChainWish;
  readonly plan: ChainPlan;
}

const NO_ANSWERS = { texts: {}, files: {} } as const;

/** What these files come to before anything is answered. */
export async function connecting(paths: readonly string[]): Promise<Connecting> {
  const wish = { paths, answers: NO_ANSWERS };
  return { wish, plan: await call(notary.chainPlan(wish)) };
}

function Files({ plan }: { readonly plan: ChainPlan }) {
  const { t } = useTranslation();
  const { language } = useWords();
  return (
    <ul className="names" aria-label={t('connect.files')}>
      {plan.files.map(({ name, title }, at) => (
        <li key={at}>{t('connect.isFile', { name: visible(name), what: title[language] })}</li>
      ))}
    </ul>
  );
}

/** What is said of files that come to no questions. */
function Explained({ plan }: { readonly plan: Exclude<ChainPlan, Asking> }) {
  const { t } = useTranslation();
  const { language } = useWords();
  if (plan.state === 'refused')
    return (
      <div role="alert" className="stack tight">
        <p className="tone-red flat">{t('connect.refused', { what: plan.title[language] })}</p>
        <Files plan={plan} />
        <p className="flat">{plan.says[language]}</p>
      </div>
    );
  return (
    <div role="alert" className="stack tight">
      <p className="tone-red flat">{t('connect.unknown')}</p>
      <Files plan={plan} />
      <p className="small muted flat">{t('connect.expected')}</p>
      <ul className="names">
        {plan.expected.map((one) => (
          <li key={one.en}>{one[language]}</li>
        ))}
      </ul>
    </div>
  );
}

interface QuestionsProps {
  readonly plan: Asking;
  readonly wish: ChainWish;
  /** Whether somebody has tried to go on, so that what is missing is said. */
  readonly hasTried: boolean;
  onChange(wish: ChainWish, isChoice: boolean): void;
}

function Questions({ plan, wish, hasTried, onChange }: QuestionsProps) {
  const { t } = useTranslation();
  const { language, words } = useWords();
  const { texts, files } = wish.answers;
  const faultOf = (name: string) => {
    const fault = plan.faults[name];
    if (fault)
      return 'says' in fault ? fault.says[language] : words.error(fault.error.code, fault.error.details).happened;
    return hasTried && plan.missing.includes(name) ? t('connect.required') : null;
  };
  return (
    <div className="stack tight">
      <p className="flat">{t('connect.recognised', { what: plan.title[language] })}</p>
      <Files plan={plan} />
      <h3>{t('connect.questions')}</h3>
      {plan.questions.map((question) => {
        const { name, form, suggestion } = question;
        const from = form.is === 'file' ? files : texts;
        const change = (value: string) => {
          const answered = { ...from, [name]: value };
          const answers = form.is === 'file' ? { texts, files: answered } : { texts: answered, files };
          onChange({ ...wish, answers }, form.is === 'choice' || form.is === 'file');
        };
        return (
          <QuestionField
            key={name}
            question={question}
            value={from[name] ?? suggestion ?? ''}
            fault={faultOf(name)}
            onChange={change}
          />
        );
      })}
    </div>
  );
}

interface Props {
  readonly start: Connecting;
  onClose(): void;
  /** Nothing is open any more. */
  onReady(ready: Connecting): void;
}

/** What files of an operator were recognised as, and what they do not say. */
export function ConnectDialog({ start, onClose, onReady }: Props) {
  const { t } = useTranslation();
  const { busy, run } = useBusy();
  const [{ wish, plan }, setNow] = useState(start);
  const [hasTried, setTried] = useState(false);
  const planned = (next: ChainWish, goesOn: boolean) =>
    run(async () => {
      // a file without a path was removed again
      const files = Object.fromEntries(Object.entries(next.answers.files).filter(([, path]) => path !== ''));
      const asked = { ...next, answers: { ...next.answers, files } };
      const found = await call(notary.chainPlan(asked));
      setNow({ wish: next, plan: found });
      if (goesOn && found.state === 'ready') onReady({ wish: asked, plan: found });
    });
  const change = (next: ChainWish, isChoice: boolean) => {
    setNow({ wish: next, plan });
    if (isChoice) void planned(next, false);
  };
  const other = (paths: readonly string[]) => {
    if (paths.length > 0) void planned({ ...wish, paths }, true);
  };
  const choose = () => void run(async () => other(await call(notary.pick('chain'))));
  const goOn = () => {
    setTried(true);
    void planned(wish, true);
  };
  const isAsking = 'questions' in plan;
  return (
    <TypingModal
      open
      width={680}
      title={t('connect.title')}
      onCancel={onClose}
      footer={
        <div className="row ends">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button disabled={busy} onClick={choose}>
            {t('connect.others')}
          </Button>
          {isAsking && (
            <Button type="primary" loading={busy} onClick={goOn}>
              {t('connect.next')}
            </Button>
          )}
        </div>
      }
    >
      <DropZone hint={t('trust.drop')} onPaths={other}>
        <div className="stack">
          <p className="small muted flat">{t('connect.help')}</p>
          {isAsking ? (
            <Questions plan={plan} wish={wish} hasTried={hasTried} onChange={change} />
          ) : (
            <Explained plan={plan} />
          )}
        </div>
      </DropZone>
    </TypingModal>
  );
}
