/** The answer of a call as a type: apart from the table of calls, because parts of that table need it. */
import type { Fault } from '../core/node/system/fault.ts';

/** Errors lose their class across IPC, so every call returns one of these. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Fault };
