/** What a field of the facts dialog is given, by the dialog and by its form. */
export interface TypedFieldProps {
  readonly id?: string;
  /** The value as it is typed. */
  readonly value?: string;
  readonly disabled: boolean;
  readonly placeholder: string;
  onChange?(value: string): void;
}
