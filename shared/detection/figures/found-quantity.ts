import type { Quantity } from '../../model/annotation'

/** Why a passage was taken for a figure. */
export type FigureRule =
  | 'money'
  | 'percentage'
  | 'percentage points'
  | 'share'
  | 'multiple'
  | 'measurement'
  | 'count'
  | 'vague amount'
  | 'number'

/** A stretch of the text, in UTF-16 units. */
export type Span = { readonly start: number; readonly end: number }

/** How a quantity goes with another one of the same text, named by where that one stands. */
export type QuantityRelation = Span & {
  /** "$120bn (€114.3bn)": the same amount in another unit. "110 of 177": a part of that whole. */
  readonly kind: 'conversion of' | 'part of'
}

/** A figure found in running text. */
export type FoundQuantity = Span & {
  /** The words from number to unit; what qualifies them stands outside. */
  readonly exact: string
  readonly quantity: Quantity
  readonly rule: FigureRule
  /** The words that bound or blur it ("up to", "or more"), where there are any. */
  readonly qualifiedBy: Span | null
  readonly relation: QuantityRelation | null
}
