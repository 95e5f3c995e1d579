/** Names of organisations in files and in the registry. */
import { NotaryError } from '../../errors.ts';
import type { Decoder } from '../../formats/decoder.ts';
import { plainText as anyPlainText } from '../../formats/plain-text.ts';

const NAME_UNITS = 200;

/** A reader for names shown to people. */
export const plainText: Decoder<string> = (value, at) => {
  const name = anyPlainText(value, at);
  // the bound of registry names in evidence (docs/certificate-format/cometbft.md), in UTF-16 units
  if (name.length > NAME_UNITS)
    throw new NotaryError('malformed', `${at}: not a plain text of at most ${NAME_UNITS} characters`);
  return name;
};
