import { assertNever } from '../../shared/model/assert-never'
import { shortened } from '../../shared/model/shortened'
import { useAnswer } from '../state/use-answer'
import { Icon } from '../ui/Icon'
import { sinceWords } from './health-words'
import type { UnsavedPlace, UnsavedWork } from './use-unsaved-work'

type Props = {
  readonly work: readonly UnsavedWork[]
  readonly now: Date
  readonly onOpen: (place: UnsavedPlace) => void
}

/** What this window has and the disk does not: of what, since when and why, and the way there. */
export function UnsavedPart({ work, now, onOpen }: Props) {
  const has = (kinds: readonly UnsavedPlace['kind'][]) => work.some(({ place }) => kinds.includes(place.kind))
  const briefs = useAnswer('brief.list', has(['brief']) ? {} : null, ({ kind }) => kind === 'briefs')
  const sources = useAnswer(
    'library.list',
    has(['annotation', 'corrections']) ? {} : null,
    ({ kind }) => kind === 'library',
  )
  if (work.length === 0) return null
  const titleOf = (place: UnsavedPlace) =>
    (place.kind === 'brief'
      ? briefs.value?.find(({ id }) => id === place.brief)?.title
      : sources.value?.find(({ id }) => id === place.source)?.title) ?? null

  return (
    <section aria-labelledby="health-unsaved">
      <h2 id="health-unsaved">
        Not saved yet <span className="q num">{work.length}</span>
      </h2>
      <ul className="items" data-rows="">
        {work.map(({ place, refusal }) => {
          const title = titleOf(place)
          const named = title === null ? nameless[place.kind] : `“${shortened(title, 60)}”`
          return (
            <li key={keyOf(place)}>
              <div className="item">
                <Icon
                  name={refusal === null ? 'note' : 'warn'}
                  size={14}
                  className={refusal === null ? 'q' : 'signal'}
                />
                <div>
                  <h3>
                    Not saved yet: {named}
                    {refusal === null ? '' : `, since ${sinceWords(refusal.since.toISOString(), now)}`}
                  </h3>
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
                </div>
              </div>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** What it is called while its title is not known, or where it is in the trash. */
const nameless: Record<UnsavedPlace['kind'], string> = {
  brief: 'a brief',
  annotation: 'an annotation',
  corrections: 'a text',
}

const unrefused: Record<UnsavedPlace['kind'], string> = {
  brief: 'What you wrote is kept here, and is saved when the brief is opened.',
  annotation: 'What you wrote is kept here, and is saved in a moment.',
  corrections:
    'You began to put this text right: what you typed is kept here until you save it as a version.',
}

function keyOf(place: UnsavedPlace): string {
  switch (place.kind) {
    case 'brief':
      return place.brief
    case 'annotation':
      return place.annotation
    case 'corrections':
      return `corrections ${place.source}`
    default:
      return assertNever(place)
  }
}
