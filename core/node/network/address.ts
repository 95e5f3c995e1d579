/** Addresses of services in connection files. */
import { NotaryError } from '../../errors.ts';
import { type Decoder, mapped, text } from '../../formats/decoder.ts';
import { isLoopback } from '../system/loopback.ts';

/** Scheme, host, port and path: no user, query or fragment. */
const PREFIX = /^https?:\/\/[^\s/@?#\\]+(?:\/[^\s@?#\\]*[^\s@?#\\/])?$/;

/**
 * A prefix of URLs without a slash at its end: `https://…`, or `http://` on this machine, where nobody can listen. `who` is
 * for the error: “a witness”.
 */
export function servicePrefix(who: string): Decoder<string> {
  return mapped(
    text(300, PREFIX, 'http:// or https://, a host and perhaps a path, without a slash at the end'),
    (url) => {
      if (!URL.canParse(url)) throw new NotaryError('malformed', `${url} is not an address`);
      if (url.startsWith('http:') && !isLoopback(new URL(url).hostname))
        throw new NotaryError('malformed', `${url}: ${who} elsewhere answers over https`);
      return url;
    },
  );
}
