import type { ReactNode } from 'react'
import { hopName, sayingOf } from '../../shared/briefing/saying'
import type { Hop } from '../../shared/model/annotation'
import { dateOf } from '../../shared/model/arrange-library'
import type { ClaimMention } from '../../shared/model/comparison'
import { useCodebook } from '../state/codebook'
import { certaintyWords } from '../ui/stances'
import { about } from './about'
import { useCompare } from './compare-context'
import { dayWords, sourceWords } from './SourceChip'

type Props = {
  readonly claim: ClaimMention
  /** The number of its independent origin; null when it cannot be traced to one. */
  readonly origin: number | null
  /** The field that says what it is about, where that is open. */
  readonly children?: ReactNode
}

/** One claim and the way it came: who knows, who reported it, where it is read. */
export function Lane({ claim, origin, children }: Props) {
  const { nameOf, entryOf } = useCodebook()
  const { sources, onOpen } = useCompare()
  const { who, via } = sayingOf(claim.chain, nameOf)
  const source = sources.get(claim.source)
  const date = source === undefined ? null : dateOf(source)
  const outlet = claim.chain.find(({ role }) => role === 'outlet')
  return (
    <article className="claim-part">
      <div className="claim-words">
        <p className="w" dir="auto">
          {claim.statement ?? claim.excerpt}
        </p>
        <div className="src">
          <b>{claim.certainty === null ? 'No certainty yet' : certaintyWords[claim.certainty]}</b>
          {claim.eventDate === null ? null : <span className="num">of {dayWords(claim.eventDate)}</span>}
        </div>
        {children}
      </div>
      <ol className="lane" aria-label="Where it comes from">
        {who === null ? (
          <li className="node lost onward dim">
            Not traceable<small>adds no origin</small>
          </li>
        ) : (
          <li className={who.anonymous ? 'node anon onward' : 'node onward'}>
            {origin === null ? null : (
              <span className="origin">
                <span className="sr">Origin </span>
                {origin}
              </span>
            )}
            <span dir="auto">{who.name}</span>
            <small>{who.anonymous ? 'anonymous' : about(entryOf(who.actor))}</small>
            <em aria-hidden="true">quoted by</em>
          </li>
        )}
        {via.length === 0 ? (
          <li className={who === null ? 'span dim' : 'span'} aria-hidden="true" />
        ) : (
          <li className={via.every(({ anonymous }) => anonymous) ? 'node anon onward' : 'node onward'}>
            <span dir="auto">{via.map((hop) => hopName(hop, nameOf)).join(' → ')}</span>
            <small>{via.map(hopWords).join(', then ')}</small>
            <em aria-hidden="true">cited by</em>
          </li>
        )}
        <li>
          <button
            type="button"
            className="node"
            data-passage
            title={source?.title}
            onClick={() => onOpen(claim)}
          >
            <span dir="auto">{outlet === undefined ? sourceWords(source) : hopName(outlet, nameOf)}</span>
            <small className="num">{date === null ? 'no date' : dayWords(date)}</small>
            <span className="sr">: open the claim in the text</span>
          </button>
        </li>
      </ol>
    </article>
  )
}

function hopWords({ role, anonymous }: Hop): string {
  if (anonymous) return 'anonymous'
  return role === 'speaker' ? 'told it' : 'reported it'
}
