import { Button, Form, type FormInstance } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Suggestion } from '../../../core/documents/reading/suggestion.ts';
import { EDITABLE_FACTS } from '../../../core/records/facts.ts';
import { INVOICE } from '../../../core/records/profiles/index.ts';
import { agreedEdits, suggestedValues } from '../../../core/records/suggestions.ts';
import { factText } from '../../../core/words/words.ts';
import type { RecordRow } from '../../../electron/api.ts';
import { useAnnounce } from '../../state/announce.tsx';
import { useKinds } from '../../state/kinds.ts';
import { useWords } from '../../state/words.ts';
import type { Fields } from './fact-field.tsx';
import { factField } from './fact-input.ts';

interface TakeAllProps {
  readonly facts: RecordRow['facts'];
  readonly suggestions: readonly Suggestion[];
  readonly form: FormInstance<Fields>;
  onTaken(): void;
}

/** Puts all suggestions that agree into fields that are empty; nothing is saved by that. */
export function TakeAll({ facts, suggestions, form, onTaken }: TakeAllProps) {
  const { t } = useTranslation();
  const { words } = useWords();
  const announce = useAnnounce();
  const typed = Form.useWatch([], form) ?? {};
  const edits = agreedEdits(facts, suggestions) as Partial<RecordRow['facts']>;
  const names = EDITABLE_FACTS.filter((name) => name in edits && (typed[name] ?? '').trim() === '');
  if (names.length === 0) return null;
  const take = () => {
    for (const name of names) form.setFieldValue(name, factField(name, edits, words));
    onTaken();
    announce(t('invoice.tookAll', { count: names.length }));
    // the button that has the focus goes
    form.focusField(names[0]);
  };
  return (
    <div className="take-all">
      <Button size="small" onClick={take}>
        {t('invoice.takeAll', { count: names.length })}
      </Button>
      <span className="small muted">{t('invoice.takeAllHelp')}</span>
    </div>
  );
}

interface AlsoSeenProps {
  /** Facts that have a field. */
  readonly shown: readonly string[];
  readonly suggestions: readonly Suggestion[];
}

/** What was seen and has no field here: it may help to compare. */
export function AlsoSeen({ shown, suggestions }: AlsoSeenProps) {
  const { t } = useTranslation();
  const { words } = useWords();
  const { label } = useKinds()(INVOICE.key);
  const seen = suggestedValues(suggestions.filter(({ name }) => !shown.includes(name)));
  if (seen.length === 0) return null;
  return (
    <section className="also-read">
      <h3>{t('invoice.alsoSeen')}</h3>
      <ul className="small">
        {seen.map(({ name, places, value, doubtful }) => (
          <li key={`${name} ${JSON.stringify(value)}`}>
            {label(name)} ·{' '}
            {words.suggested({ places, value: factText(name, { [name]: value }, words) ?? '', doubtful })}
          </li>
        ))}
      </ul>
    </section>
  );
}
