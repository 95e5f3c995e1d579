/** Functions of spreadsheets whose result changes although nobody changes the file. */

const VOLATILE = /\b(NOW|TODAY|RAND|RANDBETWEEN|RANDARRAY|OFFSET|INDIRECT|WEBSERVICE|RTD)\s*\(/gi;

/** The names of volatile functions in formulas, each once. Texts in quotes do not count. */
export function volatileFunctions(formulas: Iterable<string>): readonly string[] {
  const found = new Set<string>();
  for (const formula of formulas)
    for (const [, name = ''] of formula.replace(/"[^"]*"/g, '').matchAll(VOLATILE)) found.add(name.toUpperCase());
  return [...found].sort();
}
