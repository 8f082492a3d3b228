/** Punctuation that ends words, with the quotation marks and brackets that close behind it. */
const closing = /^[.,;:!?…”’»"')\]]+(?=\s|$)/u

/**
 * The punctuation at the start of `words` that belongs to what stands before them, empty where there is none. The mark of a
 * footnote stands behind it: "as agreed,¹ and".
 */
export function closingPunctuation(words: string): string {
  return closing.exec(words)?.[0] ?? ''
}
