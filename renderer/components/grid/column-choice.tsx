import { TableOutlined } from '@ant-design/icons';
import { Button, Checkbox } from 'antd';
import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ColumnsChoice } from './use-columns-choice.ts';

/** Which columns a list shows: a button that opens the names, each with its box. */
export function ColumnChoice({ choice }: { readonly choice: ColumnsChoice }) {
  const { t } = useTranslation();
  const box = useRef<HTMLDetailsElement>(null);
  const close = () => {
    if (box.current !== null) box.current.open = false;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !box.current?.open) return;
    event.stopPropagation();
    close();
    box.current.querySelector('summary')?.focus();
  };
  return (
    <details
      ref={box}
      className="column-choice"
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) close();
      }}
    >
      <summary>
        <TableOutlined aria-hidden="true" /> {t('common.columns')}
      </summary>
      {/* takes the focus of a click beside a box, which would otherwise close all */}
      <div className="column-names" tabIndex={-1}>
        {choice.all.map(({ key, title }) => (
          <Checkbox
            key={key}
            checked={choice.shown.has(key)}
            disabled={key === choice.fixed}
            onChange={({ target }) => choice.show(key, target.checked)}
          >
            {title}
          </Checkbox>
        ))}
        <Button size="small" disabled={!choice.changed} onClick={choice.reset}>
          {t('common.columnsReset')}
        </Button>
      </div>
    </details>
  );
}
