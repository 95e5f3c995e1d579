import { CheckOutlined, ExclamationCircleOutlined, QuestionCircleOutlined } from '@ant-design/icons';
import { Alert, Button, Checkbox, Input, Modal, Segmented, Select } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { visible } from '../../../core/formats/plain-text.ts';
import { wrongIn } from '../../../core/trace/match/allowance.ts';
import type { Allowance, Finding } from '../../../core/trace/match/match.ts';
import { ROLES, type Role } from '../../../core/trace/match/roles.ts';
import { RULE_SET_NAMES, type RuleSetName } from '../../../core/trace/match/rules.ts';
import { matchWordsFor, saidText } from '../../../core/words/match.ts';
import type { MatchFormat, MatchResult, MatchWish } from '../../../electron/api.ts';
import { asApiError, call, notary } from '../../bridge.ts';
import { useBusy } from '../../state/busy.ts';
import { useNotices } from '../../state/notices.tsx';
import { useReveal } from '../../state/reveal.ts';
import { useWords } from '../../state/words.ts';

interface Props {
  readonly ids: readonly string[];
  /** Whether what hangs together with them by links is compared too. */
  readonly linked: boolean;
  onOpen(id: string): void;
  onClose(): void;
}

const LOOKS: Readonly<Record<Finding['state'], readonly [tone: 'green' | 'red' | 'amber', icon: ReactNode]>> = {
  pass: ['green', <CheckOutlined key="pass" aria-hidden="true" />],
  differs: ['red', <ExclamationCircleOutlined key="differs" aria-hidden="true" />],
  missing: ['amber', <QuestionCircleOutlined key="missing" aria-hidden="true" />],
};

/** A rule with what it found: its state, by how much, who states what, and what is missing. */
function Row({
  finding,
  names,
  onOpen,
}: { readonly finding: Finding } & Pick<MatchResult, 'names'> & Pick<Props, 'onOpen'>) {
  const { language } = useWords();
  const words = matchWordsFor(language);
  const { rule, state, by, said, lacks, onlyNames } = finding;
  const [tone, icon] = LOOKS[state];
  const lines = [
    ...said.map((one) => ({ text: saidText(one, names, language), id: one.records[0] })),
    ...lacks.map((lack) => ({
      text: words.lack(lack, lack.record === null ? '' : (names[lack.record] ?? lack.record)),
      // of a record that is not shown there is nothing to open
      id: lack.fact === null ? undefined : (lack.record ?? undefined),
    })),
  ];
  return (
    <li className="match-row">
      <span className={`state tone-${tone}`}>
        {icon} {words.states[state]}
      </span>
      <div>
        <p>
          {words.rules[rule]}
          {by !== null && <strong className={`tone-${tone}`}> · {words.by(by)}</strong>}
          {onlyNames && <span className="small muted"> · {words.onlyNames}</span>}
        </p>
        {state !== 'pass' && (
          <ul className="small">
            {lines.map(({ text, id }) => (
              <li key={text}>
                {id === undefined ? (
                  <span className="muted wrap">{visible(text)}</span>
                ) : (
                  <Button type="link" size="small" className="wrap record-link" onClick={() => onOpen(id)}>
                    {visible(text)}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}

interface Choice {
  readonly set: RuleSetName;
  readonly percent: string;
  readonly absolute: string;
  readonly days: string;
}

const FIRST: Choice = { set: 'four-flow', percent: '0', absolute: '0', days: '0' };

/** The tolerance that was typed; days that are no number are none, not 0. */
const allowanceOf = ({ percent, absolute, days }: Choice): Allowance => ({
  percent,
  absolute,
  days: /^\d{1,4}$/.test(days) ? Number(days) : Number.NaN,
});

interface ChoiceProps {
  readonly choice: Choice;
  /** Fields with something that is no tolerance. */
  readonly wrong: readonly (keyof Allowance)[];
  onChange(choice: Choice): void;
}

/** Rules and tolerance. */
function ChoiceFields({ choice, wrong, onChange }: ChoiceProps) {
  const { t } = useTranslation();
  const words = matchWordsFor(useWords().language);
  return (
    <div className="match-choice">
      <Segmented<RuleSetName>
        aria-label={t('match.set')}
        value={choice.set}
        options={RULE_SET_NAMES.map((value) => ({ value, label: words.sets[value] }))}
        onChange={(set) => onChange({ ...choice, set })}
      />
      {(['percent', 'absolute', 'days'] as const).map((name) => (
        <label key={name} htmlFor={`match-${name}`} className="small">
          {t(`match.${name}`)}
          <Input
            id={`match-${name}`}
            size="small"
            value={choice[name]}
            status={wrong.includes(name) ? 'error' : ''}
            aria-invalid={wrong.includes(name)}
            inputMode="decimal"
            onChange={({ target }) => onChange({ ...choice, [name]: target.value })}
          />
        </label>
      ))}
    </div>
  );
}

interface RolesProps {
  readonly found: MatchResult;
  onRole(id: string, role: Role | null): void;
}

/** The documents, and what each is in the trade: what a record does not say of itself, a person says here. */
function Documents({ found: { statement, names, leftOut }, onRole }: RolesProps) {
  const { t } = useTranslation();
  const words = matchWordsFor(useWords().language);
  const roles: ReadonlyMap<string, Role> = new Map(statement.documents.map(({ id, role }) => [id, role]));
  return (
    <section aria-label={t('match.documents')}>
      <h3>{t('match.documents')}</h3>
      <ul className="match-documents small">
        {[...roles.keys(), ...leftOut].map((id) => (
          <li key={id}>
            <span className="wrap">{visible(names[id] ?? id)}</span>
            <Select
              size="small"
              aria-label={t('match.role', { name: names[id] ?? id })}
              value={roles.get(id) ?? null}
              placeholder={t('match.noRole')}
              options={ROLES.map((value) => ({ value, label: words.roles[value] }))}
              onChange={(role) => onRole(id, role)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the rules found, the worst first to be seen: what passed can be left out. */
function Findings({ found, onOpen }: { readonly found: MatchResult } & Pick<Props, 'onOpen'>) {
  const { t } = useTranslation();
  const words = matchWordsFor(useWords().language);
  const [only, setOnly] = useState(false);
  const { findings } = found.statement;
  const count = (state: Finding['state']) => findings.filter((one) => one.state === state).length;
  const shown = findings.filter(({ state }) => !only || state !== 'pass');
  return (
    <>
      <div className="row">
        <strong role="status">
          {words.counts({ pass: count('pass'), differs: count('differs'), missing: count('missing') })}
        </strong>
        <Checkbox checked={only} onChange={({ target }) => setOnly(target.checked)}>
          {t('match.filter')}
        </Checkbox>
      </div>
      <ul className="match-rows" aria-label={t('match.findings')}>
        {shown.map((finding) => (
          <Row key={finding.rule} finding={finding} names={found.names} onOpen={onOpen} />
        ))}
      </ul>
      {shown.length === 0 && <p className="muted">{t('match.nothing')}</p>}
      <p className="small muted">{words.whatItIs}</p>
    </>
  );
}

/** Milliseconds until a choice is taken for what is meant: who types changes several things in a row. */
const PATIENCE = 250;

interface Answer {
  /** What was asked. */
  readonly asked: string;
  /** The sentence for what was not taken. */
  readonly wrong: string | null;
}

/** What was found, anew for every choice; nothing is asked while something in it is wrong. The older result stays, as old. */
function useMatch(wish: MatchWish, isAsked: boolean) {
  const { words } = useWords();
  const [found, setFound] = useState<MatchResult | null>(null);
  const [answer, setAnswer] = useState<Answer>({ asked: '', wrong: null });
  const asked = JSON.stringify(wish);
  useEffect(() => {
    if (!isAsked) return;
    let wanted = true;
    const ask = async () => {
      try {
        const result = await call(notary.match(JSON.parse(asked) as MatchWish));
        if (!wanted) return;
        setFound(result);
        setAnswer({ asked, wrong: null });
      } catch (thrown) {
        const { code, details } = asApiError(thrown);
        if (wanted) setAnswer({ asked, wrong: words.error(code, details).happened });
      }
    };
    const timer = setTimeout(() => void ask(), PATIENCE);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [asked, isAsked, words]);
  const isAnswered = isAsked && answer.asked === asked;
  const refused = words.error('bad-input', { reason: 'not-a-tolerance' }).happened;
  return {
    found,
    wrong: isAsked ? (isAnswered ? answer.wrong : null) : refused,
    /** Whether what was found is the answer to this choice. */
    isCurrent: isAnswered && answer.wrong === null && found !== null,
  };
}

/** Saves what was found: tables, or the statement as a record of its own. */
function useSaving(wish: MatchWish) {
  const { t } = useTranslation();
  const { busy, run } = useBusy();
  const { done } = useNotices();
  const reveal = useReveal();
  const save = (format: MatchFormat, record: boolean) =>
    void run(async () => {
      const path = await call(notary.matchSave({ wish, format, record }));
      if (path === null) return;
      done(t(record ? 'match.recorded' : 'match.saved'), { text: t('records.detail.reveal'), run: () => reveal(path) });
    });
  return { busy, save };
}

/** Compares the documents of a trade: rules with their states, to be worked through. */
export function MatchDialog({ ids, linked, onOpen, onClose }: Props) {
  const { t } = useTranslation();
  const words = matchWordsFor(useWords().language);
  const [choice, setChoice] = useState(FIRST);
  const [roles, setRoles] = useState<Readonly<Record<string, Role>>>({});
  const { set } = choice;
  const allowance = allowanceOf(choice);
  const wrongFields = wrongIn(allowance);
  const wish: MatchWish = {
    ids,
    linked,
    set,
    roles,
    allowance,
  };
  const { found, wrong, isCurrent } = useMatch(wish, wrongFields.length === 0);
  const { busy, save } = useSaving(wish);
  const onRole = (id: string, role: Role | null) => {
    if (role !== null) setRoles({ ...roles, [id]: role });
  };
  return (
    <Modal
      open
      centered
      width={820}
      title={words.sets[set]}
      onCancel={onClose}
      footer={
        <div className="row match-footer">
          <span className="small muted">{t('match.save')}</span>
          {(['xlsx', 'csv'] as const).map((format) => (
            <Button key={format} size="small" disabled={busy || !isCurrent} onClick={() => save(format, false)}>
              {t(`sent.recordList.${format}`)}
            </Button>
          ))}
          <Button
            className="push"
            title={t('match.notarizeHelp')}
            disabled={busy || !isCurrent}
            onClick={() => save('json', true)}
          >
            {t('match.notarize')}
          </Button>
          <Button type="primary" onClick={onClose}>
            {t('common.close')}
          </Button>
        </div>
      }
    >
      <div className="dialog-body tall stack">
        <ChoiceFields choice={choice} wrong={wrongFields} onChange={setChoice} />
        {wrong !== null && <Alert type="error" showIcon title={wrong} />}
        {found !== null && (
          <div className={isCurrent ? 'stack' : 'stack match-old'} aria-busy={!isCurrent}>
            <Findings found={found} onOpen={onOpen} />
            <Documents found={found} onRole={onRole} />
          </div>
        )}
      </div>
    </Modal>
  );
}
