import type { Output } from '../../shared/contract/calls'
import type { NotebookEvent } from '../../shared/contract/events'
import { type Asked, useAnswer } from '../state/use-answer'

type Listed = Output<'library.list'>

/** What a host tells that changes nothing in the list of texts. */
const besideLibrary: ReadonlySet<NotebookEvent['kind']> = new Set([
  'briefs',
  'checking',
  'codebook',
  'command',
  'health',
  'history',
  'preferences',
  'views',
])

/** The texts of the notebook; where there are none, also whether some could be brought back from the trash. */
export function useSources(): {
  readonly library: Asked<Listed>
  readonly sources: Listed
  readonly hasTrash: boolean
} {
  const library = useAnswer('library.list', {}, ({ kind }) => !besideLibrary.has(kind))
  const sources = library.value ?? []
  const trash = useAnswer(
    'trash.list',
    library.value !== null && sources.length === 0 ? { source: null } : null,
    ({ kind }) => kind === 'library' || kind === 'briefs',
  )
  return { library, sources, hasTrash: (trash.value ?? []).length > 0 }
}
