import type { ReactNode } from 'react'
import { assertNever } from '../../shared/model/assert-never'
import { entriesOf } from '../../shared/model/edit-codebook'
import { shortened } from '../../shared/model/shortened'
import { useAnswer } from '../state/use-answer'
import { useMovedWordsOffer } from '../state/use-moved-words'
import { CopyUnsaved } from './CopyUnsaved'
import { sinceWords } from './health-words'
import { Item, Items } from './Items'
import type { UnsavedPlace, UnsavedWork } from './use-unsaved-work'

type Props = {
  readonly work: readonly UnsavedWork[]
  readonly now: Date
  readonly onOpen: (place: UnsavedPlace) => void
}

/** What this window has and the disk does not: of what, since when and why, and the way there. */
export function UnsavedPart({ work, now, onOpen }: Props) {
  const moved = useMovedWordsOffer()
  const titleOf = useTitles(work.map(({ place }) => place))
  if (work.length === 0 && moved === null) return null
  const items = work.map(({ key, place, refusal }): readonly [string, ReactNode] => {
    const named = namedWords(place.kind, titleOf(place))
    return [
      key,
      <Item
        key={key}
        icon={refusal === null ? 'note' : 'warn'}
        tone={refusal === null ? 'q' : 'signal'}
        title={`Not saved yet: ${named}${refusal === null ? '' : `, since ${sinceWords(refusal.since.toISOString(), now)}`}`}
      >
        <p>{refusal?.why ?? unrefused[place.kind]}</p>
        <div className="acts">
          <button
            type="button"
            className="btn line"
            aria-label={`Go there: ${named}`}
            onClick={() => onOpen(place)}
          >
            Go there
          </button>
        </div>
      </Item>,
    ]
  })
  const offered =
    moved === null
      ? []
      : [
          [
            'moved',
            <Item
              key="moved"
              icon="note"
              tone="q"
              title="Not saved yet: what was typed while the notebook lay elsewhere"
            >
              <p>
                It is kept for <span className="path">{moved.from}</span>. Take it up here if the notebook was
                moved; leave it if this is a copy.
              </p>
              <div className="acts">
                <button type="button" className="btn line" onClick={moved.take}>
                  Take it up here
                </button>
              </div>
            </Item>,
          ] as const,
        ]
  return (
    <Items id="health-unsaved" title="Not saved yet" items={[...items, ...offered]}>
      {work.length === 0 ? null : (
        <div className="acts">
          <CopyUnsaved />
        </div>
      )}
    </Items>
  )
}

/** The titles and names of what the places belong to; null while they are not known, or where it is in the trash. */
function useTitles(places: readonly UnsavedPlace[]): (place: UnsavedPlace) => string | null {
  const has = (key: 'brief' | 'source' | 'entry') => places.some((place) => key in place)
  const briefs = useAnswer('brief.list', has('brief') ? {} : null, ({ kind }) => kind === 'briefs')
  const sources = useAnswer('library.list', has('source') ? {} : null, ({ kind }) => kind === 'library')
  const lists = useAnswer('codebook.get', has('entry') ? {} : null, ({ kind }) => kind === 'codebook')
  return (place) => {
    if ('brief' in place) return briefs.value?.find(({ id }) => id === place.brief)?.title ?? null
    if ('source' in place) return sources.value?.find(({ id }) => id === place.source)?.title ?? null
    if (!('entry' in place)) return null
    const entries = lists.value === null ? [] : entriesOf(lists.value)
    return entries.find(({ id }) => id === place.entry)?.name ?? null
  }
}

function namedWords(kind: UnsavedPlace['kind'], title: string | null): string {
  const titled = title === null ? null : `“${shortened(title, 60)}”`
  switch (kind) {
    case 'brief':
      return titled ?? 'a brief'
    case 'brief-title':
      return `the title of ${titled ?? 'a brief'}`
    case 'annotation':
      return titled ?? 'an annotation'
    case 'corrections':
      return titled ?? 'a text'
    case 'detail':
      return `a detail of ${titled ?? 'a text'}`
    case 'paste':
      return 'a text to be imported'
    case 'entry':
      return titled === null ? 'an entry of the lists' : `${titled} in the lists`
    default:
      return assertNever(kind)
  }
}

const atItsField = 'What you typed is kept here, and waits at its field.'
const unrefused: Record<UnsavedPlace['kind'], string> = {
  brief: 'What you wrote is kept here, and is saved when the brief is opened.',
  'brief-title': atItsField,
  annotation: 'What you wrote is kept here, and is saved in a moment.',
  corrections:
    'You began to put this text right: what you typed is kept here until you save it as a version.',
  detail: atItsField,
  paste: 'What you typed is kept here until it is imported.',
  entry: atItsField,
}
