import { Button, Form, type FormInstance } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Suggestion } from '../../../core/documents/reading/suggestion.ts';
import { EDITABLE_FACTS, type EditableFact } from '../../../core/records/facts.ts';
import { DOCUMENT } from '../../../core/records/index.ts';
import { INVOICE } from '../../../core/records/profiles/index.ts';
import { agreedEdits, isTakeable, suggestedValues } from '../../../core/records/suggestions.ts';
import { factText } from '../../../core/words/words.ts';
import type { RecordRow } from '../../../electron/api.ts';
import { useAnnounce } from '../../state/announce.tsx';
import { useKinds } from '../../state/kinds.ts';
import { useWords } from '../../state/words.ts';
import { factField } from './fact-input.ts';

/** What stands in the fields of the dialog. */
export type TypedFacts = Partial<Record<EditableFact, string>>;

interface TakeAllProps {
  readonly facts: RecordRow['facts'];
  readonly suggestions: readonly Suggestion[];
  readonly form: FormInstance<TypedFacts>;
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

/** What was seen and has no field here: it may help to compare. */
export function AlsoSeen({
  kind,
  suggestions,
}: {
  readonly kind: string;
  readonly suggestions: readonly Suggestion[];
}) {
  const { t } = useTranslation();
  const { words } = useWords();
  const { label } = useKinds()(kind === DOCUMENT.key ? INVOICE.key : kind);
  const seen = suggestedValues(suggestions.filter((one) => !isTakeable(one)));
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
