import { Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { thousands } from '../../../../core/words/words.ts';
import { ErrorNote } from '../../../components/error-note.tsx';
import { TypingModal } from '../../../components/typing-modal.tsx';
import {
  conditionsOf,
  type DossierStart,
  type Draft,
  type From,
  firstDraft,
  hasTooManyLines,
  lacksWords,
  sourceOf,
  typedDay,
  wishOf,
} from './draft.ts';
import { DraftFields, TemplateField } from './draft-fields.tsx';
import { PlanView } from './plan-view.tsx';
import { TapeFields } from './tape-fields.tsx';
import { useMaking } from './use-making.ts';
import { usePlan } from './use-plan.ts';
import { WorkFooter } from './work-footer.tsx';
import './dossier.css';

interface SourceProps {
  readonly draft: Draft;
  readonly start: DossierStart;
  readonly disabled: boolean;
  onChange(draft: Draft): void;
}

/** The ways to choose records that there are now. */
function useWays({ draft, start }: Pick<SourceProps, 'draft' | 'start'>) {
  const { t } = useTranslation();
  const { ids, list, replaces } = start;
  const counted = (count: number) => ({ count, formatted: thousands(count) });
  const filter = conditionsOf(draft, replaces) === null ? [] : (['filter'] as const);
  const rule = draft.template === null ? 'dossier.source.rule' : 'dossier.source.filter';
  const ways: readonly (readonly [From, string])[] = [
    ...(ids.length > 0 ? [['ids', t('dossier.source.ids', counted(ids.length))] as const] : []),
    ...(list !== null && list.total > 0 ? [['list', t('dossier.source.list', counted(list.total))] as const] : []),
    ...filter.map((way) => [way, t(rule)] as const),
    ['tape', t('dossier.source.tape')],
  ];
  return ways.map(([value, label]) => ({ value, label }));
}

/** From which records it is made. */
function SourceField({ draft, start, disabled, onChange }: SourceProps) {
  const { t } = useTranslation();
  const options = useWays({ draft, start });
  const { notSealed } = start;
  return (
    <div className="stack tight">
      <h3 className="flat">{t('dossier.source.label')}</h3>
      <Radio.Group
        className="choices"
        aria-label={t('dossier.source.label')}
        disabled={disabled}
        value={draft.from}
        options={options}
        onChange={({ target }) => onChange({ ...draft, from: target.value as From })}
      />
      {notSealed > 0 && draft.from === 'ids' && (
        <p className="small tone-amber flat">
          {t('dossier.source.notSealed', { count: notSealed, formatted: thousands(notSealed) })}
        </p>
      )}
    </div>
  );
}

/** Today where no day was typed: what is not paid by then is overdue. */
const today = () => new Date().toISOString().slice(0, 10);

interface ContentsProps extends SourceProps {
  readonly answer: ReturnType<typeof usePlan>;
  onAgain(): void;
}

/** Where the records come from, and what that comes to. */
function Contents({ answer, onAgain, ...props }: ContentsProps) {
  const { t } = useTranslation();
  const { draft, start } = props;
  const { plan, error, isCurrent } = answer;
  const isAsked = sourceOf(draft, start) !== null;
  return (
    <div className="stack">
      <SourceField {...props} />
      {draft.from === 'tape' && (
        <TapeFields
          draft={draft}
          tape={plan?.tape ?? null}
          found={(plan?.items ?? 0) + (plan?.credits ?? 0)}
          disabled={props.disabled}
          onChange={props.onChange}
          onAgain={onAgain}
        />
      )}
      {error && <ErrorNote error={error} onRetry={onAgain} />}
      {isAsked && error === null && (
        <section
          aria-label={t('dossier.plan.title')}
          aria-busy={!isCurrent}
          className={isCurrent ? 'stack' : 'stack plan-old'}
        >
          <h3 className="flat">{t('dossier.plan.title')}</h3>
          <p role="status" className="small muted flat">
            {isCurrent ? '' : t('dossier.plan.looking')}
          </p>
          {plan && <PlanView plan={plan} asOf={typedDay(draft.cutOff) ?? today()} />}
        </section>
      )}
    </div>
  );
}

/** Whether what the desk answered may be made as it is. */
function isReady(draft: Draft, { plan, isCurrent }: ReturnType<typeof usePlan>): boolean {
  if (plan === null || !isCurrent || plan.items + plan.credits === 0) return false;
  const areDays = typedDay(draft.date) !== undefined && typedDay(draft.cutOff) !== undefined;
  return (
    areDays &&
    !lacksWords(draft) &&
    !hasTooManyLines(draft) &&
    (plan.tape === null || plan.tape.troubles.length === 0 || draft.skip)
  );
}

interface Props {
  readonly start: DossierStart;
  onMade(id: string): void;
  onClose(): void;
}

/** Makes a dossier from a selection, a list, the rule of a template, or a table. */
export function DossierDialog({ start, onMade, onClose }: Props) {
  const { t } = useTranslation();
  const { replaces } = start;
  const [draft, setDraft] = useState(() => firstDraft(start));
  const [again, setAgain] = useState(0);
  const source = sourceOf(draft, start);
  const cutOff = typedDay(draft.cutOff);
  const answer = usePlan(source === null || cutOff === undefined ? null : { source, cutOff }, again);
  const { working, cancelled, make } = useMaking(
    (id) => {
      onClose();
      onMade(id);
    },
    () => setAgain((now) => now + 1),
  );
  const go = () => {
    if (source !== null) void make(wishOf(draft, source, replaces));
  };
  return (
    <TypingModal
      open
      unsaved={working ? false : undefined}
      centered
      width={1080}
      title={t(replaces === null ? 'dossier.title' : 'dossier.next')}
      onCancel={onClose}
      footer={
        <WorkFooter
          cancelled={cancelled}
          finished={false}
          working={working}
          disabled={!isReady(draft, answer)}
          go={t(replaces === null ? 'dossier.go' : 'dossier.goNext')}
          cancel={t(working ? 'dossier.background' : 'common.cancel')}
          onGo={go}
          onClose={onClose}
        />
      }
    >
      <div className="stack dialog-body">
        <p className="flat">
          {replaces === null
            ? t('dossier.what')
            : t('dossier.nextWhat', { name: replaces.title ?? replaces.number ?? replaces.record })}
        </p>
        <div className="dossier-making">
          <div className="stack">
            <TemplateField draft={draft} disabled={working} onChange={setDraft} />
            <DraftFields draft={draft} disabled={working} onChange={setDraft} />
          </div>
          <Contents
            draft={draft}
            start={start}
            disabled={working}
            answer={answer}
            onChange={setDraft}
            onAgain={() => setAgain(again + 1)}
          />
        </div>
      </div>
    </TypingModal>
  );
}
