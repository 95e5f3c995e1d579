import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { visible } from '../../../../core/formats/plain-text.ts';
import { ROLES, type Role } from '../../../../core/trace/match/roles.ts';
import { matchWordsFor } from '../../../../core/words/match.ts';
import type { MatchResult } from '../../../../electron/api.ts';
import { useWords } from '../../../state/words.ts';

interface Props {
  readonly found: MatchResult;
  onRole(id: string, role: Role | null): void;
}

/** The documents, and what each is in the trade: what a record does not say of itself, a person says here. */
export function Documents({ found: { statement, names, leftOut, replaced }, onRole }: Props) {
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
      {replaced.map(({ id, by }) => (
        <p key={id} className="small tone-amber wrap">
          {words.replaced({ old: visible(names[id] ?? id), by: visible(names[by] ?? by) })}
        </p>
      ))}
    </section>
  );
}
