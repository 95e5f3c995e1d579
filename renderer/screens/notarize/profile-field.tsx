import { Alert, Select } from 'antd';
import { useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { convertedFacts, documentKinds, kindOfKey } from '../../../core/records/index.ts';
import { profileFactWords } from '../../../core/records/profiles/words.ts';
import type { RecordRow } from '../../../electron/api.ts';
import { Kinds } from '../../state/kinds.ts';
import { useWords } from '../../state/words.ts';

/** The profile of what is edited, and what it has no place for. */
export interface ProfileChoice {
  /** Key of the kind that is chosen; null for records of different ones. */
  readonly chosen: string | null;
  /** Names of facts that would go. */
  readonly dropped: readonly string[];
  choose(key: string): void;
}

/** The choice for these records; of different ones nothing is chosen at first. */
export function useProfile(rows: readonly RecordRow[]): ProfileChoice {
  const kinds = useContext(Kinds);
  const [chosen, choose] = useState<string | null>(() => {
    const keys = new Set(rows.map(({ kind }) => kind));
    return keys.size === 1 ? ([...keys][0] ?? null) : null;
  });
  const kind = chosen === null ? null : kindOfKey(chosen, kinds);
  const goes = (row: RecordRow) =>
    kind === null || row.kind === chosen ? [] : convertedFacts(row.facts, kind).dropped;
  return { chosen, dropped: [...new Set(rows.flatMap(goes))], choose };
}

/** Which profile the records have; facts that it has no place for are named before anything is saved. */
export function ProfileField({ chosen, dropped, choose }: ProfileChoice) {
  const { t } = useTranslation();
  const { words, language } = useWords();
  const kinds = useContext(Kinds);
  const own = profileFactWords(language);
  const label = (name: string) => own[name as keyof typeof own] ?? name;
  return (
    <div className="profile-field">
      <label htmlFor="facts-profile">{t('notarize.editor.profile')}</label>
      <Select
        id="facts-profile"
        placeholder={t('notarize.editor.leave')}
        value={chosen}
        options={documentKinds(kinds).map(({ key, profile, words }) => ({
          value: key,
          label: profile === null ? t('notarize.editor.noProfile') : words[language].name,
        }))}
        onChange={choose}
      />
      {dropped.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('notarize.editor.dropped', { facts: words.names(dropped.map(label)) })}
        />
      )}
    </div>
  );
}
