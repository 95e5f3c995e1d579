import { CopyOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { visible } from '../../core/formats/plain-text.ts';
import { groupedHex } from '../../core/words/words.ts';
import { useCopy } from '../state/copy.ts';

interface Props {
  readonly value: string;
  /** What it is, for the button that copies it; without one where it is to be compared and not carried over. */
  readonly copy?: string;
}

/** A digest or fingerprint in groups of eight, each kept whole where the line breaks. */
export function Hex({ value, copy }: Props) {
  const groups = groupedHex(value).split(' ');
  return (
    <code className="hex">
      {groups.map((group, i) => (
        <span key={i}>
          {group} {copy !== undefined && i === groups.length - 1 && <CopyButton text={value} name={copy} />}
        </span>
      ))}
    </code>
  );
}

interface CodeProps {
  /** As it is shown. */
  readonly text: string;
  /** What it is, for the button that copies it. */
  readonly copy: string;
  /** As programs take it, where that is another text. */
  readonly plain?: string;
}

/** So many characters stay beside the button, which stands on no line alone. */
const TAIL = 6;

/** A name or number for programs, with a button that copies it. */
export function Code({ text, copy, plain = text }: CodeProps) {
  const shown = [...visible(text)];
  return (
    <code className="small wrap">
      {shown.slice(0, -TAIL).join('')}
      <span className="whole">
        {shown.slice(-TAIL).join('')} <CopyButton text={plain} name={copy} />
      </span>
    </code>
  );
}

/** Copies a text as programs take it, without the spaces between groups. */
export function CopyButton({ text, name }: { readonly text: string; readonly name: string }) {
  const { t } = useTranslation();
  const copy = useCopy();
  const label = t('common.copy', { name });
  return (
    <Button
      type="text"
      size="small"
      icon={<CopyOutlined aria-hidden="true" />}
      aria-label={label}
      title={label}
      onClick={() => copy(text)}
    />
  );
}
