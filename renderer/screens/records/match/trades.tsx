import { DownOutlined, RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { visible } from '../../../../core/formats/plain-text.ts';
import type { StatedGroup } from '../../../../core/trace/match/statement.ts';
import { verdictOf } from '../../../../core/trace/match/verdict.ts';
import { groupText, matchWordsFor } from '../../../../core/words/match.ts';
import type { MatchResult } from '../../../../electron/api.ts';
import { useWords } from '../../../state/words.ts';
import { Findings, Verdict } from './findings.tsx';
import { NoteField } from './note-field.tsx';
import type { Notes } from './notes.ts';

interface Props {
  readonly found: MatchResult;
  /** Only what differs or is missing. */
  readonly only: boolean;
  readonly notes: Notes;
  onOpen(id: string): void;
}

interface TradeProps extends Props {
  readonly group: StatedGroup;
}

/** One trade: its verdict, which rules did not pass, and a note; opened, what each rule found. */
function Trade({ group, found, only, notes, onOpen }: TradeProps) {
  const { t } = useTranslation();
  const { language } = useWords();
  const words = matchWordsFor(language);
  const [isOpen, setOpen] = useState(false);
  const name = visible(groupText(group, found.statement, found.names, language));
  const off = group.findings.filter(({ state }) => state === verdictOf(group.findings) && state !== 'pass');
  const { name: id } = group;
  return (
    <>
      <tr>
        <th scope="row">
          <Button
            type="text"
            size="small"
            className="wrap"
            aria-expanded={isOpen}
            icon={isOpen ? <DownOutlined aria-hidden="true" /> : <RightOutlined aria-hidden="true" />}
            onClick={() => setOpen(!isOpen)}
          >
            {name}
          </Button>
          <span className="small muted block">{t('match.count', { count: group.documents.length })}</span>
        </th>
        <td>
          <Verdict state={verdictOf(group.findings)} />
        </td>
        <td className="small">
          {off.slice(0, 2).map(({ rule, by }) => (
            <span key={rule} className="block">
              {words.rules[rule]}
              {by !== null && <strong> · {words.by(by)}</strong>}
            </span>
          ))}
          {off.length > 2 && <span className="muted">{t('match.more', { count: off.length - 2 })}</span>}
        </td>
        <td>
          {id !== null && (
            <NoteField
              label={t('match.noteOn', { row: name })}
              value={notes.of(id, null)}
              onChange={(text) => notes.set(id, null, text)}
            />
          )}
        </td>
      </tr>
      {isOpen && (
        <tr>
          <td colSpan={4}>
            <Findings group={group} found={found} only={only} notes={notes} onOpen={onOpen} />
          </td>
        </tr>
      )}
    </>
  );
}

/** Several trades, a row for each. */
export function Trades({ found, only, notes, onOpen }: Props) {
  const { t } = useTranslation();
  const words = matchWordsFor(useWords().language);
  const shown = found.statement.groups.filter(({ findings }) => !only || verdictOf(findings) !== 'pass');
  return (
    <>
      <table className="match-trades" aria-label={t('match.trades')}>
        <thead>
          <tr>
            <th scope="col">{words.columns.group}</th>
            <th scope="col">{words.columns.state}</th>
            <th scope="col">{t('match.off')}</th>
            <th scope="col">{words.columns.note}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((group) => (
            <Trade key={group.name} group={group} found={found} only={only} notes={notes} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
      {shown.length === 0 && <p className="muted">{t('match.nothing')}</p>}
    </>
  );
}
