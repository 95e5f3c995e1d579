import { Input, Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import {
  DOSSIER_TEMPLATES,
  type DossierTemplateName,
  dossierTemplate,
} from '../../../../core/dossier/templates/templates.ts';
import { MAX_RULE_LINES } from '../../../../core/records/dossier.ts';
import { useWords } from '../../../state/words.ts';
import { DateField } from '../../notarize/date-field.tsx';
import { type Draft, hasTooManyLines, lacksWords, typedDay, withTemplate } from './draft.ts';

interface Props {
  readonly draft: Draft;
  readonly disabled: boolean;
  onChange(draft: Draft): void;
}

/** Which kind of dossier it is; its words are filled in. */
export function TemplateField({ draft, disabled, onChange }: Props) {
  const { t } = useTranslation();
  const { language } = useWords();
  const needs = draft.template === null ? [] : dossierTemplate(draft.template).words[language].needs;
  return (
    <div className="stack tight">
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the select within is its control */}
      <label className="stack tight">
        {t('dossier.template')}
        <Select<DossierTemplateName | 'plain'>
          aria-label={t('dossier.template')}
          disabled={disabled}
          value={draft.template ?? 'plain'}
          options={[
            ...DOSSIER_TEMPLATES.map((value) => ({ value, label: dossierTemplate(value).words[language].name })),
            { value: 'plain' as const, label: t('dossier.plain') },
          ]}
          onChange={(chosen) => onChange(withTemplate(draft, chosen === 'plain' ? null : chosen, language))}
        />
      </label>
      {needs.length > 0 && (
        <details className="small muted">
          <summary>{t('dossier.needs')}</summary>
          <ul className="points">
            {needs.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

/** A day, marked where it is none. */
function DayField({ name, draft, disabled, onChange }: Props & { readonly name: 'date' | 'cutOff' }) {
  const { t } = useTranslation();
  const id = useId();
  const isWrong = typedDay(draft[name]) === undefined;
  return (
    <div className="stack tight">
      <label htmlFor={id}>{t(`dossier.fields.${name}`)}</label>
      <DateField
        id={id}
        value={draft[name]}
        disabled={disabled}
        placeholder="2026-06-30"
        onChange={(typed) => onChange({ ...draft, [name]: typed })}
      />
      {isWrong && (
        <p className="small tone-red" role="alert">
          {t('dossier.fields.notADay')}
        </p>
      )}
    </div>
  );
}

function TextField({ name, draft, disabled, onChange }: Props & { readonly name: 'title' | 'number' | 'note' }) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className="stack tight">
      <label htmlFor={id}>{t(`dossier.fields.${name}`)}</label>
      <Input
        id={id}
        value={draft[name]}
        disabled={disabled}
        onChange={({ target }) => onChange({ ...draft, [name]: target.value })}
      />
    </div>
  );
}

/** What the record of the dossier states. */
export function DraftFields(props: Props) {
  const { draft, disabled, onChange } = props;
  const { t } = useTranslation();
  const words = useId();
  return (
    <div className="stack">
      <TextField name="title" {...props} />
      <div className="dossier-fields">
        <TextField name="number" {...props} />
        <DayField name="date" {...props} />
        <DayField name="cutOff" {...props} />
      </div>
      <p className="small muted flat">{t('dossier.fields.cutOffHelp')}</p>
      <div className="stack tight">
        <label htmlFor={words}>{t('dossier.fields.words')}</label>
        <Input.TextArea
          id={words}
          autoSize={{ minRows: 2, maxRows: 8 }}
          value={draft.words}
          disabled={disabled}
          onChange={({ target }) => onChange({ ...draft, words: target.value })}
        />
        <p className="small muted flat">{t('dossier.fields.wordsHelp')}</p>
        {lacksWords(draft) && (
          <p className="small tone-red flat" role="alert">
            {t('dossier.fields.wordsNeeded')}
          </p>
        )}
        {hasTooManyLines(draft) && (
          <p className="small tone-red flat" role="alert">
            {t('dossier.fields.wordsMany', { most: MAX_RULE_LINES })}
          </p>
        )}
      </div>
      <TextField name="note" {...props} />
    </div>
  );
}
