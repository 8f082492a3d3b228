import type { Quantity } from '../../../model/annotation'
import type { Language } from '../tables/languages'

/** An excerpt with what it means, told by a person before any program read it. */
export type LabelledExcerpt = {
  readonly excerpt: string
  /** Language of its number style and words. */
  readonly language: Language
  readonly quantity: Quantity
}

type Row =
  | readonly [excerpt: string, value: number, unit: string | null]
  | readonly [excerpt: string, value: number, unit: string | null, bound: 'about' | 'at least' | 'at most']
  | readonly [
      excerpt: string,
      value: number,
      unit: string | null,
      bound: 'range' | 'about range',
      upper: number,
    ]

/** Rows of a table, with the fields that follow from the others filled in: whatever is bounded or blurred is approximate. */
export function labelled(language: Language, rows: readonly Row[]): LabelledExcerpt[] {
  return rows.map(([excerpt, value, unit, qualifier, upper = null]): LabelledExcerpt => {
    const bound: Quantity['bound'] = qualifier === 'about range' ? 'range' : (qualifier ?? 'exact')
    const approximate = qualifier !== undefined && qualifier !== 'range'
    return { excerpt, language, quantity: { value, upper, unit, bound, approximate } }
  })
}
