/** Abbreviations whose full stop belongs to the word. */
export const abbreviations: ReadonlySet<string> = new Set(
  'mr mrs ms dr gen col lt sgt maj capt adm brig sen rep gov prof st vs jan feb aug sept oct nov dec inc ltd co corp approx ca etc jun jul sep mio mrd bzw'.split(
    ' ',
  ),
)

/** Words that begin a sentence behind “U.S.” or a question between marks. */
export const sentenceStarters: ReadonlySet<string> = new Set(
  'the a an this that these those he she it they we i in on at but and however meanwhile after as for while his her its their there when asked'.split(
    ' ',
  ),
)
