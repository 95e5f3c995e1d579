/** Real tools that change files; a test says by name what it cannot run without one. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diagnose, type Given } from '../../../core/documents/doctor/compare.ts';
import type { Finding } from '../../../core/documents/doctor/findings.ts';
import { partDigestsOf } from '../../../core/documents/doctor/format.ts';
import { materialOf } from '../../../core/documents/doctor/material.ts';
import { toHex } from '../../../core/formats/bytes.ts';
import { nodeTools } from '../../../core/node/doctor/tools.ts';

const SALT = '00112233445566778899aabbccddeeff';
const ID = '0190a5f2-7e2b-7c3d-8a4e-1b2c3d4e5f60';
const sha256 = (bytes: Uint8Array) => toHex(nodeTools.crypto.sha256(bytes));

/** True when the program is on this machine. */
export function has(program: string): boolean {
  try {
    execFileSync('which', [program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Runs a program on `input`; gives the bytes of the file that it made. `IN`, `OUT` and `DIR` stand for paths. */
export function changed(input: Uint8Array, ext: string, program: string, args: readonly string[], out = `out${ext}`) {
  const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
  try {
    const paths = { IN: join(folder, `in${ext}`), OUT: join(folder, out), DIR: folder };
    writeFileSync(paths.IN, input);
    const filled = args.map((arg) => arg.replace(/\b(IN|OUT|DIR)\b/g, (name) => paths[name as keyof typeof paths]));
    execFileSync(program, filled, { stdio: ['ignore', 'ignore', 'pipe'], cwd: folder, timeout: 600_000 });
    return new Uint8Array(readFileSync(paths.OUT));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the doctor says when `sealed` was sealed and `given` was given. */
export function findings(sealed: Uint8Array, given: Uint8Array, record: Given['record'] = null): readonly Finding[] {
  const material = materialOf(sealed, nodeTools);
  const fingerprints = material && partDigestsOf(material, SALT, nodeTools);
  return diagnose(
    { sha256: sha256(sealed), size: sealed.length, id: ID, supersedes: null, fingerprints: fingerprints as never },
    {
      size: given.length,
      prefix: given.length < sealed.length ? null : sha256(given.subarray(0, sealed.length)),
      material: materialOf(given, nodeTools, fingerprints?.chunks?.bits),
      record,
    },
    nodeTools,
  );
}

/** The codes alone. */
export const codes = (sealed: Uint8Array, given: Uint8Array) => findings(sealed, given).map(({ code }) => code);
