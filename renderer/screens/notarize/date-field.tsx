import { CalendarOutlined } from '@ant-design/icons';
import { Button, DatePicker, Input, Space } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readFact } from './fact-input.ts';
import type { TypedFieldProps } from './typed-field.ts';

/** A day: typed as people write it, or picked from a calendar. */
export function DateField({ id, value = '', disabled, placeholder, onChange }: TypedFieldProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const read = readFact('date', value);
  const day = read.ok && read.facts.date ? dayjs(read.facts.date) : null;
  return (
    <div className="date-field">
      <Space.Compact block>
        <Input
          {...(id === undefined ? {} : { id })}
          value={value}
          disabled={disabled}
          placeholder={placeholder}
          onChange={({ target }) => onChange?.(target.value)}
        />
        <Button
          disabled={disabled}
          icon={<CalendarOutlined aria-hidden="true" />}
          aria-label={t('notarize.editor.pickDay')}
          onClick={() => setOpen(true)}
        />
      </Space.Compact>
      {open && (
        <DatePicker
          open
          autoFocus
          aria-label={t('notarize.editor.pickDay')}
          value={day}
          onChange={(picked) => {
            if (picked) onChange?.(picked.format('YYYY-MM-DD'));
            setOpen(false);
          }}
          onOpenChange={setOpen}
        />
      )}
    </div>
  );
}
