import { EditOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { visible } from '../../../../core/formats/plain-text.ts';
import { MAX_NOTE, noteOf } from '../../../../core/trace/match/statement.ts';

interface Props {
  /** What the note is on. */
  readonly label: string;
  readonly value: string;
  onChange(text: string): void;
}

/** A note on a row: a button until there is one to write or to read. */
export function NoteField({ label, value, onChange }: Props) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  // who left by the keyboard goes on from here
  const [isBack, setBack] = useState(false);
  if (isOpen)
    return (
      <Input.TextArea
        autoFocus
        className="match-note"
        aria-label={label}
        maxLength={MAX_NOTE}
        autoSize={{ minRows: 1, maxRows: 4 }}
        defaultValue={value}
        onChange={({ target }) => onChange(noteOf(target.value))}
        onBlur={() => setOpen(false)}
        onKeyDown={(event) => {
          // what is still being composed is taken by the input method
          if (event.nativeEvent.isComposing || !['Enter', 'Escape'].includes(event.key)) return;
          // a note is one line, and the dialog stays open: what was typed is kept
          event.preventDefault();
          event.stopPropagation();
          setBack(true);
          setOpen(false);
        }}
      />
    );
  return (
    <Button
      autoFocus={isBack}
      type="text"
      size="small"
      className="match-note wrap"
      icon={<EditOutlined aria-hidden="true" />}
      aria-label={value === '' ? label : `${label}: ${visible(value)}`}
      onClick={() => {
        setBack(false);
        setOpen(true);
      }}
    >
      {value === '' ? t('match.note') : visible(value)}
    </Button>
  );
}
