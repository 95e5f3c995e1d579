/** Exit codes that are not a verdict's (docs/certificate-format.md, "Exit codes"). */
export const EXIT = { ok: 0, usage: 64, other: 70 } as const;
