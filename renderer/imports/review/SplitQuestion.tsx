import { blockSpan } from '../../../shared/anchoring/text-projection'
import { placeOf, refuseMarks } from '../../../shared/model/review-structure'
import type { Source } from '../../../shared/model/source'
import type { Structure, StructureMark } from '../../../shared/model/structure'
import { useRefusal } from '../../state/host-context'
import { useAttempt } from '../../state/use-attempt'
import type { Refusal, SourceChange } from '../../state/use-source-change'
import { Icon } from '../../ui/Icon'
import { shortcut } from '../../ui/shortcut'
import { type Text, Words } from './Evidence'
import { useReview } from './review-context'

type Props = {
  readonly source: Source
  readonly text: Text
  readonly structure: Structure
  readonly mark: Extract<StructureMark, { kind: 'unrelated' }>
  readonly onChange: (change: SourceChange) => Promise<Refusal | null>
}

/** So many paragraphs are shown on the far side of a split. */
const SHOWN = 3

/** Asks whether a second article becomes a source of its own, and shows the place. */
export function SplitQuestion({ source, text, structure, mark, onChange }: Props) {
  const attempt = useAttempt()
  const refusal = useRefusal()
  const { onShow, onSplit } = useReview()
  const { blocks } = text.version
  const at = placeOf(mark.from) - 1
  const [heading, ...after] = blocks.slice(at, at + SHOWN)
  const before = blocks[at - 1]
  const split = () =>
    attempt(
      'source.split',
      { source: source.id, revision: source.revision, at: mark.from },
      ({ second: made }) => {
        onSplit(source.id, made)
        return `Split into two sources. ${shortcut('Z')} makes them one again.`
      },
    )
  const keep = () => onChange(refuseMarks(text, structure, [mark]))
  return (
    <section className="ask" aria-labelledby="ask-split">
      <h2 id="ask-split" tabIndex={-1}>
        A second article begins at paragraph {at + 1}
      </h2>
      <p>
        {mark.evidence === null ? null : (
          <>
            Told by <Words text={text} passage={mark.evidence} most={60} />.{' '}
          </>
        )}
        Split off, it is a source of its own, with the annotations in it. Splitting can be undone.
      </p>
      <div className="cut" lang={source.details.language ?? undefined}>
        {before === undefined ? null : <p dir="auto">{tail(before.text)}</p>}
        <div className="line" role="presentation">
          <Icon name="split" size={14} />
          Split here, paragraph {at + 1}
        </div>
        {heading === undefined ? null : (
          <p dir="auto" className="first">
            {head(heading.text)}
          </p>
        )}
        {after.map(({ id, text: words }) => (
          <p key={id} dir="auto">
            {head(words)}
          </p>
        ))}
      </div>
      <div className="acts">
        <button type="button" className="btn line" disabled={refusal !== null} onClick={() => void split()}>
          Split into two sources
        </button>
        <button type="button" className="btn quiet" disabled={refusal !== null} onClick={() => void keep()}>
          Keep as one
        </button>
        <span className="grow" />
        <button
          type="button"
          className="btn quiet"
          onClick={() => onShow(source.id, blockSpan(text.projection, at))}
        >
          <Icon name="doc" size={14} />
          See the whole text
        </button>
      </div>
    </section>
  )
}

/** So many letters of a paragraph are enough to know it again. */
const ENOUGH = 280

const head = (words: string) =>
  words.length <= ENOUGH ? words : `${words.slice(0, words.lastIndexOf(' ', ENOUGH))} …`
const tail = (words: string) =>
  words.length <= ENOUGH ? words : `… ${words.slice(words.indexOf(' ', words.length - ENOUGH) + 1)}`
