import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type WithheldNames, withheldOfRecord } from '../../core/handover/withhold.ts';
import { kindOfKey } from '../../core/records/index.ts';
import { elementName, elementPlace } from '../../core/records/withholding.ts';
import type { RecordRow } from '../../electron/api.ts';
import { useStatus } from '../state/desk.tsx';
import { DisclosureChoice, NotShown } from './disclosure-choice.tsx';
import { Foldable } from './foldable.tsx';
import { PreviewOfChoice } from './pdf-preview.tsx';
import type { ShownChoice } from './shown-choice.ts';
import { useFactNames } from './use-fact-names.ts';

interface Props {
  /** The records that get certificates. */
  readonly rows: readonly RecordRow[];
  readonly choice: ShownChoice;
  readonly paper?: boolean;
  readonly disabled: boolean;
}

/** What recipients see: for whom it is, for single records otherwise, and the page that is sent. */
export function WhatTheySee({ rows, choice, paper, disabled }: Props) {
  const { t } = useTranslation();
  const { lastWithheld: last, presets } = useStatus().settings;
  const [at, setAt] = useState(0);
  const row = rows[Math.min(at, rows.length - 1)];
  return (
    <div className="seen">
      <div className="stack">
        <AsLastTime choice={choice} />
        <DisclosureChoice
          ids={rows.map(({ id }) => id)}
          value={choice.names}
          withhold={choice.withhold}
          label={t('disclosure.title')}
          last={last}
          presets={presets}
          disabled={disabled}
          onChange={choice.choose}
        />
      </div>
      {row !== undefined && (
        <div className="stack">
          <h4 className="flat">{t('disclosure.page')}</h4>
          <Steps rows={rows} at={at} onGo={setAt} />
          <OfRecord key={row.id} row={row} choice={choice} disabled={disabled} />
          {/* who has no mouse scrolls it by the keys */}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls */}
          <section className="seen-page" tabIndex={0} aria-label={t('disclosure.page')}>
            <PreviewOfChoice
              id={row.id}
              withhold={withheldOfRecord(choice.withhold, row.id)}
              {...(paper === undefined ? {} : { paper })}
              width={460}
            />
          </section>
        </div>
      )}
    </div>
  );
}

/** The same, folded away at first. Whose last choice it is and what is not shown is read in any case. */
export function WhatTheySeeFolded({ rows, choice, disabled }: Omit<Props, 'paper'>) {
  const { t } = useTranslation();
  return (
    <Foldable
      title={t('disclosure.title')}
      folded={
        <div>
          <AsLastTime choice={choice} />
          <NotShown names={choice.names} withhold={choice.withhold} ids={rows.map(({ id }) => id)} />
        </div>
      }
    >
      <WhatTheySee rows={rows} choice={choice} disabled={disabled} />
    </Foldable>
  );
}

/** Says whose last choice is proposed. */
function AsLastTime({ choice: { lastOf } }: Pick<Props, 'choice'>) {
  const { t } = useTranslation();
  return (
    lastOf !== null && (
      <p className="small" role="status">
        {t('disclosure.lastOf', { recipient: lastOf })}
      </p>
    )
  );
}

/** Which of several records is looked at. */
function Steps({
  rows,
  at,
  onGo,
}: {
  readonly rows: readonly RecordRow[];
  readonly at: number;
  onGo(at: number): void;
}) {
  const { t } = useTranslation();
  const row = rows[at];
  return (
    <div className="row">
      <span className="wrap" role="status">
        {t('disclosure.pageOf', { number: at + 1, count: rows.length, file: row?.facts.fileName ?? row?.id ?? '' })}
      </span>
      {rows.length > 1 && (
        <>
          <Button size="small" disabled={at === 0} onClick={() => onGo(at - 1)}>
            {t('disclosure.before')}
          </Button>
          <Button size="small" disabled={at === rows.length - 1} onClick={() => onGo(at + 1)}>
            {t('disclosure.after')}
          </Button>
        </>
      )}
    </div>
  );
}

/** The elements of the lists of a record that can be left out one by one, with what they are. */
function useElements({ kind, facts }: RecordRow): readonly (readonly [named: string, text: string])[] {
  const { kinds } = useFactNames();
  const lists = kindOfKey(kind, kinds)?.lists ?? {};
  return Object.keys(lists).flatMap((name) => {
    const value = (facts as Readonly<Record<string, unknown>>)[name];
    const texts = Array.isArray(value) && value.length > 1 ? value.map(String) : [];
    return texts.map((text, index) => [elementName({ name, index }), text] as const);
  });
}

/** One record decided apart: its facts, and the elements of its lists. */
function OfRecord({
  row,
  choice,
  disabled,
}: {
  readonly row: RecordRow;
  readonly choice: ShownChoice;
  readonly disabled: boolean;
}) {
  const { t } = useTranslation();
  const { kinds, names, labelOf } = useFactNames();
  const elements = useElements(row);
  const own = choice.records[row.id] ?? null;
  const withheld: WithheldNames = own ?? choice.names;
  const facts = names.filter((name) => kindOfKey(row.kind, kinds)?.names.includes(name));
  const isListed = (named: string) => facts.includes(named) || elements.some(([element]) => element === named);
  const options = facts.flatMap((name) => [
    { value: name, label: labelOf(name) },
    ...elements
      .filter(([value]) => elementPlace(value)?.name === name)
      .map(([value, text]) => ({ value, label: `${labelOf(value)}: ${text}` })),
  ]);
  return (
    <Foldable title={t('disclosure.apart')}>
      <Checkbox.Group<string>
        className="withhold"
        role="group"
        aria-label={t('disclosure.apart')}
        disabled={disabled}
        value={options.map(({ value }) => value).filter((named) => !withheld.includes(named))}
        options={options}
        onChange={(shown) =>
          choice.chooseFor(row.id, [
            ...withheld.filter((named) => !isListed(named)),
            ...options.map(({ value }) => value).filter((named) => !shown.includes(named)),
          ])
        }
      />
      {own !== null && (
        <Button size="small" disabled={disabled} onClick={() => choice.chooseFor(row.id, null)}>
          {t('disclosure.likeOthers')}
        </Button>
      )}
    </Foldable>
  );
}
