/** What in a page could make a browser ask for something, as far as its text tells. */

/** By name, the ways that a page has to reach out; each pattern finds every place. */
const WAYS: Readonly<Record<string, RegExp>> = {
  'a function that sends':
    /\b(?:fetch|XMLHttpRequest|WebSocket|WebTransport|EventSource|sendBeacon|importScripts|RTCPeerConnection|serviceWorker|SharedWorker)\b/g,
  'an attribute with an address': /\s(?:src|href|srcset|action|formaction|poster|background|ping|data)\s*=\s*["'\w/.]/g,
  'an element that loads': /<(?:link|iframe|frame|object|embed|img|audio|video|source|base)\b/gi,
  'an image made by the program': /\bnew Image\b|createElement\(\s*["'`](?:img|script|link|iframe|audio|video)\b/g,
  'a style that loads': /\burl\(|@import/g,
  'a module that is loaded': /\bimport\s*\(|^\s*import\b/gm,
  'another page':
    /http-equiv\s*=\s*["']?refresh|\blocation\s*(?:\.href\s*)?=[^=]|location\.(?:assign|replace)\b|window\.open\b/gi,
  'an address': /(?:https?|wss?|ftp):\/\/[^\s"'`)]+/g,
};

/** Every place, as `way: text`. */
export function fetchable(html: string): readonly string[] {
  return Object.entries(WAYS).flatMap(([way, pattern]) => (html.match(pattern) ?? []).map((text) => `${way}: ${text}`));
}
