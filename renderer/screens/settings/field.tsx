import { InputNumber, Switch } from 'antd';
import { type ReactNode, useState } from 'react';

interface FieldProps {
  readonly label: string;
  readonly help?: string;
  readonly children: ReactNode;
}

/** A labelled control. */
export function Field({ label, help, children }: FieldProps) {
  return (
    <div className="field">
      <div>
        <span>{label}</span>
        {help !== undefined && <span className="small muted block">{help}</span>}
      </div>
      <div>{children}</div>
    </div>
  );
}

/** A titled group of settings. */
export function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="card" aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

interface SwitchProps {
  readonly label: string;
  readonly help: string;
  readonly checked: boolean;
  onChange(checked: boolean): void;
}

/** Something that is on or off. */
export function SwitchField({ label, help, checked, onChange }: SwitchProps) {
  return (
    <Field label={label} help={help}>
      <Switch aria-label={label} checked={checked} onChange={onChange} />
    </Field>
  );
}

interface NumberProps {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  onChange(value: number): void;
}

/** A whole number that is applied when the field loses focus. */
export function NumberField({ label, value, max, onChange }: NumberProps) {
  const [typed, setTyped] = useState<number | null>(value);
  const finish = () => {
    if (typed === null) setTyped(value);
    else if (typed !== value) onChange(typed);
  };
  return (
    <Field label={label}>
      <InputNumber
        aria-label={label}
        min={1}
        max={max}
        precision={0}
        value={typed}
        onChange={setTyped}
        onBlur={finish}
        onPressEnter={finish}
      />
    </Field>
  );
}
