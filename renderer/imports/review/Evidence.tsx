import { blockIndexAt, type TextProjection } from '../../../shared/anchoring/text-projection'
import type { SourceId } from '../../../shared/model/ids'
import { shortened } from '../../../shared/model/shortened'
import type { Passage } from '../../../shared/model/structure'
import type { Version } from '../../../shared/model/version'
import { useReview } from './review-context'

/** A version laid out, so that its words can be quoted. */
export type Text = {
  readonly source: SourceId
  readonly version: Version
  readonly projection: TextProjection
}

type Props = {
  readonly text: Text
  readonly passage: Passage
  /** How many letters of them are quoted. */
  readonly most?: number
}

/** The words of the text that something rests on; they lead to their place in it. */
export function Words({ text, passage, most = 90 }: Props) {
  const { onShow } = useReview()
  const { source, version, projection } = text
  // Of another version the words are not at hand.
  if (passage.version !== version.number) return <>in version {passage.version}</>
  const words = shortened(projection.text.slice(passage.start, passage.end).replaceAll('\n', ' '), most)
  return (
    <>
      {`paragraph\u00a0${blockIndexAt(projection, passage.start) + 1},`}{' '}
      <button
        type="button"
        className="quoted"
        aria-label={`Show in text: “${words}”`}
        onClick={() => onShow(source, passage)}
      >
        <q dir="auto">{words}</q>
      </button>
    </>
  )
}
