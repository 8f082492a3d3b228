import { createContext, useContext } from 'react'
import type { SourceId } from '../../../shared/model/ids'
import type { SourceSummary } from '../../../shared/model/notebook'

/** What the parts of a review need to know of the window around them. */
export type ReviewContext = {
  /** The texts of the notebook. */
  readonly sources: readonly SourceSummary[]
  /** Shows words in the text, with the keys in it. */
  readonly onShow: (source: SourceId, passage: { readonly start: number; readonly end: number }) => void
  readonly onRead: (source: SourceId) => void
  /** Opens a text with what is to be decided about its annotations. */
  readonly onDecide: (source: SourceId) => void
  readonly onReview: (source: SourceId) => void
  /** A text was split, and this is what the second of it became. */
  readonly onSplit: (source: SourceId, second: SourceId) => void
}

const Context = createContext<ReviewContext | null>(null)
export const ReviewProvider = Context.Provider

export function useReview(): ReviewContext {
  const review = useContext(Context)
  if (review === null) throw new Error('no ReviewProvider above this component')
  return review
}
