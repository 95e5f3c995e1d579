/** Which document belongs to which certificate, found by digest: people drop them in any order. */

/** One comparison to make: a certificate with a document, or either alone. */
export interface Pair<C, D> {
  readonly certificate: C | null;
  readonly document: D | null;
}

/**
 * Pairs certificates (with the digest that their record names; null when unreadable) and documents. A document that
 * matches goes to every certificate that names it. What is left is compared only when there is no doubt what was meant:
 * against a certificate that is the only one there, or the only one without a match. Otherwise each stands alone.
 */
export function pairByDigest<C extends { readonly digest: string | null }, D extends { readonly sha256: string }>(
  certificates: readonly C[],
  documents: readonly D[],
): readonly Pair<C, D>[] {
  const isMatch = (certificate: C, document: D) => certificate.digest === document.sha256;
  const matched = certificates.flatMap((certificate) =>
    documents.filter((document) => isMatch(certificate, document)).map((document) => ({ certificate, document })),
  );
  const unmatched = certificates.filter((one) => !documents.some((document) => isMatch(one, document)));
  const leftDocuments = documents.filter((one) => !certificates.some((certificate) => isMatch(certificate, one)));
  const [only, ...others] = unmatched.length > 0 ? unmatched : certificates;
  const compared =
    only && others.length === 0 && leftDocuments.length > 0
      ? leftDocuments.map((document) => ({ certificate: only, document }))
      : [
          ...unmatched.map((certificate) => ({ certificate, document: null })),
          ...leftDocuments.map((document) => ({ certificate: null, document })),
        ];
  return [...matched, ...compared];
}
