import type { Brief } from '../../shared/model/brief'
import { wordsIn } from '../state/words-in'

/** A brief that the editor cannot hold: its words, to be read and copied. Nothing of it is ever saved from here. */
export function UnreadableBrief({ brief }: { readonly brief: Brief }) {
  return (
    <article className="doc" aria-label="Text of the brief as it was found">
      <h1 dir="auto">{brief.title}</h1>
      <p role="note" className="sub">
        This brief holds something that this version of Sourcebook cannot keep, so it is shown as text, and
        nothing of it is changed. Open it with the version that wrote it, or go back to a backup under
        Notebook health.
      </p>
      {wordsIn(brief.document).map((line, at) => (
        // Lines that never change have no other name.
        // oxlint-disable-next-line react/no-array-index-key
        <p key={at} dir="auto">
          {line}
        </p>
      ))}
    </article>
  )
}
