import { FileSearchOutlined } from '@ant-design/icons';
import { Alert, Button, Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { wrongIn } from '../../../../core/trace/match/allowance.ts';
import type { Role } from '../../../../core/trace/match/roles.ts';
import { countsOf } from '../../../../core/trace/match/verdict.ts';
import { matchWordsFor, tradesText } from '../../../../core/words/match.ts';
import type { MatchFormat, MatchResult, MatchWish } from '../../../../electron/api.ts';
import { call, notary } from '../../../bridge.ts';
import { useBusy } from '../../../state/busy.ts';
import { useNotices } from '../../../state/notices.tsx';
import { useReveal } from '../../../state/reveal.ts';
import { useWords } from '../../../state/words.ts';
import { allowanceOf, ChoiceFields, FIRST } from './choice-fields.tsx';
import { Documents } from './documents.tsx';
import { Findings } from './findings.tsx';
import { type Notes, useNotes } from './notes.ts';
import { Trades } from './trades.tsx';
import { useMatch } from './use-match.ts';

interface Props {
  readonly ids: readonly string[];
  /** Whether what hangs together with them by links is compared too, at first. */
  readonly linked: boolean;
  onOpen(id: string): void;
  onClose(): void;
}

interface ResultProps {
  readonly found: MatchResult;
  readonly notes: Notes;
  onOpen(id: string): void;
}

/** What was found: of one trade its rules, of several the trades. What passed can be left out. */
function Result({ found, notes, onOpen }: ResultProps) {
  const { t } = useTranslation();
  const { language } = useWords();
  const words = matchWordsFor(language);
  const [only, setOnly] = useState(false);
  const { groups } = found.statement;
  const [first] = groups;
  const isOne = groups.length === 1;
  return (
    <>
      <div className="row">
        <strong role="status">
          {isOne ? words.counts(countsOf(first?.findings ?? [])) : tradesText(groups, language)}
        </strong>
        <Checkbox checked={only} onChange={({ target }) => setOnly(target.checked)}>
          {t('match.filter')}
        </Checkbox>
      </div>
      {isOne && first ? (
        <Findings group={first} found={found} only={only} notes={notes} onOpen={onOpen} />
      ) : (
        <Trades found={found} only={only} notes={notes} onOpen={onOpen} />
      )}
      <p className="small muted">
        {words.whatItIs} {t('match.notesStay')}
      </p>
    </>
  );
}

/** Saves what was found: tables, or the statement, also as a record of its own. */
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

interface FooterProps {
  readonly disabled: boolean;
  save(format: MatchFormat, record: boolean): void;
  onClose(): void;
}

function Footer({ disabled, save, onClose }: FooterProps) {
  const { t } = useTranslation();
  return (
    <div className="row match-footer">
      <span className="small muted">{t('match.save')}</span>
      {(['xlsx', 'csv', 'json'] as const).map((format) => (
        <Button key={format} size="small" disabled={disabled} onClick={() => save(format, false)}>
          {format === 'json' ? t('match.json') : t(`sent.recordList.${format}`)}
        </Button>
      ))}
      <Button className="push" title={t('match.notarizeHelp')} disabled={disabled} onClick={() => save('json', true)}>
        {t('match.notarize')}
      </Button>
      <Button type="primary" onClick={onClose}>
        {t('common.close')}
      </Button>
    </div>
  );
}

/** Takes over the notes of a match that was saved before. */
function EarlierNotes({ notes }: { readonly notes: Notes }) {
  const { t } = useTranslation();
  const { busy, run } = useBusy();
  const { done } = useNotices();
  const take = () =>
    void run(async () => {
      const [path] = await call(notary.pick('match'));
      if (path === undefined) return;
      const earlier = await call(notary.matchNotes(path));
      notes.takeOver(earlier);
      done(t('match.taken', { count: earlier.length }));
    });
  return (
    <Button size="small" icon={<FileSearchOutlined aria-hidden="true" />} loading={busy} onClick={take}>
      {t('match.earlier')}
    </Button>
  );
}

/** Compares the documents of one trade or of several: rules with their states, to be worked through and noted on. */
export function MatchDialog({ ids, linked: isLinked, onOpen, onClose }: Props) {
  const { t } = useTranslation();
  const words = matchWordsFor(useWords().language);
  const [choice, setChoice] = useState(FIRST);
  const [linked, setLinked] = useState(isLinked);
  const [roles, setRoles] = useState<Readonly<Record<string, Role>>>({});
  const notes = useNotes();
  const { set, grouping } = choice;
  const allowance = allowanceOf(choice);
  const wrongFields = wrongIn(allowance);
  const chosen = grouping === null ? {} : { grouping };
  const wish: MatchWish = { ids, linked, set, roles, allowance, ...chosen };
  const { found, wrong, isCurrent } = useMatch(wish, wrongFields.length === 0);
  const groups = found?.statement.groups ?? [];
  const { busy, save } = useSaving({ ...wish, notes: notes.on(groups) });
  const onRole = (id: string, role: Role | null) => {
    if (role !== null) setRoles({ ...roles, [id]: role });
  };
  return (
    <Modal
      open
      centered
      width={groups.length > 1 ? 'min(1080px, 96vw)' : 'min(860px, 96vw)'}
      title={words.sets[set]}
      onCancel={onClose}
      footer={<Footer disabled={busy || !isCurrent} save={save} onClose={onClose} />}
    >
      <div className="dialog-body tall stack">
        <ChoiceFields
          choice={choice}
          grouping={found?.statement.grouping ?? null}
          wrong={wrongFields}
          onChange={setChoice}
        />
        <div className="row">
          <Checkbox checked={linked} onChange={({ target }) => setLinked(target.checked)}>
            {t('match.linked')}
          </Checkbox>
          <EarlierNotes notes={notes} />
        </div>
        {wrong !== null && <Alert type="error" showIcon title={wrong} />}
        {found !== null && (
          <div className={isCurrent ? 'stack' : 'stack match-old'} aria-busy={!isCurrent}>
            <Result found={found} notes={notes} onOpen={onOpen} />
            <Documents found={found} onRole={onRole} />
          </div>
        )}
      </div>
    </Modal>
  );
}
