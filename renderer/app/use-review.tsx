import { type ReactNode, useCallback, useState } from 'react'
import type { SourceId } from '../../shared/model/ids'
import type { SourceSummary } from '../../shared/model/notebook'
import { type Reviewing, ReviewPage } from '../imports/review/ReviewPage'
import type { Imports } from '../imports/use-import'
import { useCommand } from '../state/commands'
import { keyOf } from '../state/keys'
import { useStatus } from '../state/status'

type Given = {
  readonly sources: readonly SourceSummary[]
  /** The text that is open. */
  readonly open: SourceId | null
  /** False while another view stands there. */
  readonly isShown: boolean
  /** Brings the reader's place into view, where another view stands. */
  readonly onArrive: () => void
  readonly onRead: (source: SourceId) => void
  readonly onShow: (source: SourceId, passage: { readonly start: number; readonly end: number }) => void
  /** Opens a text with what is to be decided about its annotations. */
  readonly onDecide: (source: SourceId) => void
}

export type Review = {
  readonly reviewing: Reviewing | null
  /** The file of the report that is looked at. */
  readonly file: string | null
  readonly show: (reviewing: Reviewing) => void
  readonly close: () => void
  readonly page: (imports: Imports) => ReactNode
}

/** The review of what was read, while it stands in the place of the reader. */
export function useReview({ sources, open, isShown, onArrive, onRead, onShow, onDecide }: Given): Review {
  const status = useStatus()
  const [reviewing, setReviewing] = useState<Reviewing | null>(null)
  const show = useCallback(
    (next: Reviewing) => {
      onArrive()
      setReviewing(next)
    },
    [onArrive],
  )
  const close = useCallback(() => setReviewing(null), [])
  // From the review the command leads back to the text, so that one key goes to and fro.
  useCommand(
    'review-import',
    reviewing !== null && isShown
      ? close
      : reviewing !== null
        ? () => show(reviewing)
        : open === null
          ? null
          : () => show({ kind: 'source', source: open }),
  )
  return {
    reviewing,
    file: reviewing?.kind === 'file' ? reviewing.key : null,
    show,
    close,
    page: (imports) =>
      reviewing === null ? null : (
        <ReviewPage
          reviewing={reviewing}
          imports={imports}
          sources={sources}
          onReview={show}
          onRead={onRead}
          onShow={(source, passage) => {
            onShow(source, passage)
            status.say(`${keyOf('review-import')} leads back to the review.`, () => show(reviewing))
          }}
          onDecide={onDecide}
          onClose={close}
        />
      ),
  }
}
