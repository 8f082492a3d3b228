import { assertNever } from '../../shared/model/assert-never'
import type { SearchHit } from '../../shared/model/search'
import { Icon, type IconName } from '../ui/Icon'
import { kindWords } from '../ui/kinds'
import { count } from '../ui/words'

type Props = {
  readonly hit: SearchHit
  /** Who published the source and when; null where that is not known, and under a hit that has said so. */
  readonly from: string | null
  /** Whether it is the last of its source. */
  readonly isLast: boolean
}

/** One place where something was found: what it is, and the words around it. */
export function HitRow({ hit, from, isLast }: Props) {
  const { icon, words, more } = placeOf(hit)
  return (
    <div className={isLast ? 'hit choosable last' : 'hit choosable'}>
      {from === null ? null : <div className="hit-from">{from}</div>}
      <Icon name={icon} size={12} className={hit.kind === 'annotation' ? hit.taggedAs : ''} />
      <div>
        <span className="sr">{words}: </span>
        <p className={hit.kind === 'memo' ? 'hit-words own' : 'hit-words'} dir="auto">
          <Snippet {...hit} />
        </p>
        {more === null ? null : <div className="hit-more">{more}</div>}
      </div>
    </div>
  )
}

function Snippet({ snippet, marks }: Pick<SearchHit, 'snippet' | 'marks'>) {
  return (
    <>
      {marks.map(({ start, end }, index) => (
        <span key={start}>
          {snippet.slice(marks[index - 1]?.end ?? 0, start)}
          <mark>{snippet.slice(start, end)}</mark>
        </span>
      ))}
      {snippet.slice(marks.at(-1)?.end ?? 0)}
    </>
  )
}

function placeOf(hit: SearchHit): {
  readonly icon: IconName
  readonly words: string
  readonly more: string | null
} {
  switch (hit.kind) {
    case 'text':
      return {
        icon: 'text',
        words: 'Text',
        more: hit.matches === 1 ? null : `${count(hit.matches, 'place')} in the text`,
      }
    case 'details':
      return { icon: 'doc', words: 'Details', more: null }
    case 'memo':
      return { icon: 'note', words: 'Memo', more: null }
    case 'annotation':
      return { icon: hit.taggedAs, words: kindWords[hit.taggedAs].one, more: null }
    default:
      return assertNever(hit)
  }
}
