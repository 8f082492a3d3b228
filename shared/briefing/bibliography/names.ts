/** A name as bibliographies order it: a person's by the family, or one that stands as it is. */
export type BibliographyName =
  | { readonly literal: string }
  | { readonly given: string; readonly particle: string; readonly family: string }

/** Words that say that it is a desk or a body which signs, and no person. */
const body =
  /\b(agenc(y|ies)|associated|bureau|correspondents?|council|desk|editors?|group|ministry|news(room)?|office|press|reporters?|service|staff|team|union)\b/i

/**
 * Read a name as BibTeX does: what begins with a small letter belongs to the family, and so does the last word. A name that
 * may be that of a body, or that is written in another order, stands as it is.
 */
export function readName(name: string): BibliographyName {
  const words = name.trim().split(/\s+/)
  const [last = ''] = words.slice(-1)
  const isPerson =
    words.length >= 2 && words.length <= 5 && /^\p{Lu}/u.test(last) && !/[,&\d{}\\]|\band\b/i.test(name)
  if (!isPerson || body.test(name)) return { literal: name.trim() }
  const small = words.findIndex((word, index) => index > 0 && /^\p{Ll}/u.test(word))
  const from = small === -1 ? words.length - 1 : small
  const family = words.findIndex((word, index) => index >= from && !/^\p{Ll}/u.test(word))
  return {
    given: words.slice(0, from).join(' '),
    particle: words.slice(from, family).join(' '),
    family: words.slice(family).join(' '),
  }
}
