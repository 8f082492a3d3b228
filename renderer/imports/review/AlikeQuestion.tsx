import { formatDate } from '../../../shared/briefing/format-date'
import { AlikeVerdict } from '../../../shared/contract/alike-verdict'
import { ALIKE, type Alike } from '../../../shared/contract/intake'
import type { SourceId } from '../../../shared/model/ids'
import { useRefusal } from '../../state/host-context'
import { percent } from '../file-words'
import { verdictWords } from './decide-alike'
import { useReview } from './review-context'

type Props = {
  readonly alike: Alike
  readonly busy: boolean
  readonly onDecide: (verdict: AlikeVerdict, other: Alike) => void
}

/** Asks what a text is to one that it shares passages with, or that was read from its address. */
export function AlikeQuestion({ alike, busy, onDecide }: Props) {
  const { sources, onRead } = useReview()
  const refusal = useRefusal()
  const added = sources.find(({ id }) => id === alike.source)?.added
  const heading = `alike-${alike.source}`
  return (
    <section className="ask" aria-labelledby={heading}>
      <h2 id={heading} tabIndex={-1}>
        {questionWords(alike)}
      </h2>
      <p>
        The other{alike.version > 1 ? `, version ${alike.version}` : ''}
        {added === undefined ? '' : `, imported ${formatDate(added.slice(0, 10))}`}:{' '}
        <OtherTitle title={alike.title} source={alike.source} onRead={onRead} />
      </p>
      <p>
        As a new version of it, its annotations come with it, and the older wording stays readable. Each
        answer can be undone.
      </p>
      <div className="acts">
        {AlikeVerdict.options.map((verdict, index) => (
          <button
            key={verdict}
            type="button"
            className={index === 0 ? 'btn line' : 'btn quiet'}
            disabled={busy || refusal !== null}
            onClick={() => onDecide(verdict, alike)}
          >
            {verdictWords[verdict]}
          </button>
        ))}
      </div>
    </section>
  )
}

function questionWords({ same, share }: Alike): string {
  if (same) return 'Another source was read from the same bytes'
  return share < ALIKE
    ? 'Another source was read from the same address, in other words'
    : `This text shares ${percent(share)} of its passages with another`
}

function OtherTitle(given: { title: string; source: SourceId; onRead: (source: SourceId) => void }) {
  return (
    <button type="button" className="quoted" onClick={() => given.onRead(given.source)}>
      <q dir="auto">{given.title}</q>
    </button>
  )
}
