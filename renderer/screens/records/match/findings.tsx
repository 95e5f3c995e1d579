import { CheckOutlined, ExclamationCircleOutlined, QuestionCircleOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { visible } from '../../../../core/formats/plain-text.ts';
import type { Finding } from '../../../../core/trace/match/match.ts';
import type { StatedGroup } from '../../../../core/trace/match/statement.ts';
import { groupText, matchWordsFor, saidText } from '../../../../core/words/match.ts';
import type { MatchResult } from '../../../../electron/api.ts';
import { useWords } from '../../../state/words.ts';
import { NoteField } from './note-field.tsx';
import type { Notes } from './notes.ts';

const LOOKS: Readonly<Record<Finding['state'], readonly [tone: 'green' | 'red' | 'amber', icon: ReactNode]>> = {
  pass: ['green', <CheckOutlined key="pass" aria-hidden="true" />],
  differs: ['red', <ExclamationCircleOutlined key="differs" aria-hidden="true" />],
  missing: ['amber', <QuestionCircleOutlined key="missing" aria-hidden="true" />],
};

/** Whether something passed, differs or is missing. */
export function Verdict({ state }: Pick<Finding, 'state'>) {
  const words = matchWordsFor(useWords().language);
  const [tone, icon] = LOOKS[state];
  return (
    <span className={`state tone-${tone}`}>
      {icon} {words.states[state]}
    </span>
  );
}

interface RowProps {
  readonly finding: Finding;
  readonly names: MatchResult['names'];
  readonly note: ReactNode;
  onOpen(id: string): void;
}

/** A rule with what it found: its state, by how much, who states what, what is missing, and what was noted. */
function Row({ finding, names, note, onOpen }: RowProps) {
  const { language } = useWords();
  const words = matchWordsFor(language);
  const { rule, state, by, said, lacks, onlyNames } = finding;
  const lines = [
    ...said.map((one) => ({ key: one.records.join(' '), text: saidText(one, names, language), id: one.records[0] })),
    ...lacks.map((lack) => ({
      // two documents may be called the same
      key: lack.record ?? '',
      text: words.lack(lack, lack.record === null ? '' : (names[lack.record] ?? lack.record)),
      // of a record that is not shown there is nothing to open
      id: lack.fact === null ? undefined : (lack.record ?? undefined),
    })),
  ];
  return (
    <li className="match-row">
      <Verdict state={state} />
      <div>
        <p>
          {words.rules[rule]}
          {by !== null && <strong className={`tone-${LOOKS[state][0]}`}> · {words.by(by)}</strong>}
          {onlyNames && <span className="small muted"> · {words.onlyNames}</span>}
        </p>
        {state !== 'pass' && (
          <ul className="small">
            {lines.map(({ key, text, id }) => (
              <li key={`${key} ${text}`}>
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
      {note}
    </li>
  );
}

interface Props {
  readonly group: StatedGroup;
  readonly found: MatchResult;
  /** Only what differs or is missing. */
  readonly only: boolean;
  readonly notes: Notes;
  onOpen(id: string): void;
}

/** What the rules found in one trade. */
export function Findings({ group, found: { statement, names }, only, notes, onOpen }: Props) {
  const { t } = useTranslation();
  const { language } = useWords();
  const words = matchWordsFor(language);
  const shown = group.findings.filter(({ state }) => !only || state !== 'pass');
  const name = visible(groupText(group, statement, names, language));
  return (
    <>
      <ul className="match-rows" aria-label={`${t('match.findings')}: ${name}`}>
        {shown.map((finding) => (
          <Row
            key={finding.rule}
            finding={finding}
            names={names}
            onOpen={onOpen}
            note={
              group.name !== null && (
                <NoteField
                  label={t('match.noteOn', { row: `${name}, ${words.rules[finding.rule]}` })}
                  value={notes.of(group.name, finding.rule)}
                  onChange={(text) => group.name !== null && notes.set(group.name, finding.rule, text)}
                />
              )
            }
          />
        ))}
      </ul>
      {shown.length === 0 && <p className="muted">{t('match.nothing')}</p>}
    </>
  );
}
