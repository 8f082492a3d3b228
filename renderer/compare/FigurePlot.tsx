import { sayingWords } from '../../shared/briefing/saying'
import { type Mark, type Scale, scaleOf } from '../../shared/comparison/scale'
import { amountWords } from '../../shared/comparison/tick-labels'
import type { FigureMention, FigureScale, Ratio } from '../../shared/model/comparison'
import { useCodebook } from '../state/codebook'
import { FigureLabel } from './FigureLabel'
import { ratioWords } from './figure-words'
import { SourceChip } from './SourceChip'
import { useFirstOf } from './use-first-of'

type Props = { readonly name: string; readonly scale: FigureScale }

/** Figures of one measure and unit on one scale. What it shows is also said in words. */
export function FigurePlot({ name, scale: given }: Props) {
  const [mentions, more] = useFirstOf(given.mentions)
  const scale = scaleOf(given.mentions, given.unit)
  const last = scale.ticks.at(-1)
  return (
    <figure className="plot figure">
      <figcaption className="sr">
        {name}, drawn on a {scale.kind === 'log' ? 'logarithmic ' : ''}scale from {scale.ticks[0]?.full} to{' '}
        {last?.full}, the smallest first; one without bounds stands where the least it can mean does.
      </figcaption>
      <div className="grid" aria-hidden="true">
        {scale.ticks.map(({ at, value }) => (
          <i key={value} style={{ left: percent(at) }} />
        ))}
        {scale.ticks.map(({ at, label, value }) => (
          <span key={value} style={{ left: percent(at) }} className={atEdge(at)}>
            {label}
          </span>
        ))}
      </div>
      <ul className="prows">
        {mentions.map((mention, index) => (
          <li key={mention.annotation} className="prow">
            <FigureLabel mention={mention} />
            <div className="track" aria-hidden="true">
              {mention.quantity === null ? null : (
                <Sign
                  mark={scale.marks[index] ?? null}
                  words={amountWords(mention.quantity.value, given.unit)}
                />
              )}
            </div>
            <div>
              <SourceChip mention={mention} />
            </div>
          </li>
        ))}
      </ul>
      {more}
      <Ratios given={given} scale={scale} />
    </figure>
  )
}

/** The sign of one figure at its place: the line first, then what stands on it. */
function Sign({ mark, words }: { mark: Mark | null; words: string }) {
  if (mark === null) return null
  const label = (
    <em className={atEdge(mark.at)} style={{ left: percent(mark.at) }}>
      {words}
    </em>
  )
  if (mark.shape === 'dot') {
    return (
      <>
        <span className="mk dot" style={{ left: percent(mark.at) }} />
        {label}
      </>
    )
  }
  const line = <span className={`mk-line ${mark.shape}`} style={span(mark.from, mark.to)} />
  // A range shows both its ends, and no bounds have no place of their own.
  if (mark.shape === 'hatch') return line
  return (
    <>
      {line}
      {mark.shape === 'range' ? null : (
        <span className={`mk ${mark.shape}`} style={{ left: percent(mark.at) }} />
      )}
      {label}
    </>
  )
}

/** How far the figures are apart, each as a bracket from the one to the other. */
function Ratios({ given: { mentions, widest, likeWithLike }, scale }: { given: FigureScale; scale: Scale }) {
  const codebook = useCodebook()
  const byId = new Map(mentions.map((mention) => [mention.annotation, mention]))
  const brackets = [
    { ratio: widest, words: likeWithLike === null ? '' : ', the widest', look: 'ratio alert' },
    { ratio: likeWithLike, words: ' like with like', look: 'ratio' },
  ].flatMap(({ ratio, words, look }) => {
    const ends = ratio === null ? null : endsOf(ratio, byId)
    return ratio === null || ends === null ? [] : [{ ratio, words, look, ...ends }]
  })
  if (brackets.length === 0) return null
  const who = ({ asWritten, chain }: FigureMention) => `${asWritten} (${sayingWords(chain, codebook.nameOf)})`
  return (
    <div className="prow ratios">
      <div className="q">{brackets.length === 1 ? 'Ratio' : 'Ratios'}</div>
      <div className="track">
        {brackets.map(({ ratio, words, look, from, to }) => {
          const [start, end] = [scale.place(highEnd(from)), scale.place(to.quantity?.value ?? 0)]
          return (
            <p key={look} className={look}>
              <span className="bracket" aria-hidden="true" style={span(start, end)} />
              {/* In the second half of the scale there is more room before the bracket. */}
              <em style={end > 0.55 ? { right: percent(1 - start) } : { left: percent(end) }}>
                {ratioWords(ratio)}
                {words}
                <span className="sr">
                  : from {who(from)} to {who(to)}
                </span>
              </em>
            </p>
          )
        })}
      </div>
    </div>
  )
}

function endsOf(ratio: Ratio, byId: ReadonlyMap<string, FigureMention>) {
  const [from, to] = [byId.get(ratio.from), byId.get(ratio.to)]
  return from === undefined || to === undefined ? null : { from, to }
}

/** The end of a figure that is nearer to a higher one. */
function highEnd({ quantity }: FigureMention): number {
  return quantity?.upper ?? quantity?.value ?? 0
}

/** Words that stand at one end of the scale begin or end there. */
function atEdge(at: number): string | undefined {
  return at < 0.04 ? 'first' : at > 0.96 ? 'last' : undefined
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`
}

function span(from: number, to: number) {
  return { left: percent(from), width: percent(to - from) }
}
