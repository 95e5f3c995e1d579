// What every engine we run on has (Node >= 20, Chromium, Firefox, WebKit) and the ECMAScript library does not declare.
// Core is compiled without DOM and Node types so that nothing else of either slips in.
declare class TextEncoder {
  encode(text?: string): Uint8Array<ArrayBuffer>;
}
declare class TextDecoder {
  constructor(
    label?: 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'big5' | 'shift_jis' | 'latin1',
    options?: { fatal?: boolean; ignoreBOM?: boolean },
  );
  decode(bytes?: Uint8Array): string;
}
