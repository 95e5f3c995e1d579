/** Pairs documents with certificates by digest, because they are given in any order. */

/** One comparison to make: a certificate with a document, or either alone. */
export interface Pair<C, D> {
  readonly certificate: C | null;
  readonly document: D | null;
}

/**
 * Pairs certificates (with the digest that their record names; null when unreadable) and documents. A document that
 * matches goes to every certificate that names it. The rest is compared only if it is unambiguous: with the only
 * certificate, or the only one without a match. Otherwise each is reported alone.
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
