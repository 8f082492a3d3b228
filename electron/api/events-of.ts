import type { NotebookEvent } from '../../shared/contract/events'
import { SourceId } from '../../shared/model/ids'

/** What windows are told when the file at this path inside the notebook is no longer what they were shown. */
export function eventsOf(path: string): readonly NotebookEvent[] {
  const [folder = '', entry = ''] = path.split('/')
  const source = SourceId.safeParse(entry)
  if (folder === 'sources' && source.success)
    return [
      { kind: 'library' },
      { kind: 'source', source: source.data },
      { kind: 'annotations', source: source.data },
    ]
  if (folder === 'briefs') return [{ kind: 'briefs' }]
  if (folder === 'views.json') return [{ kind: 'views' }]
  if (folder === 'codebook.json' || folder === 'actors.json') return [{ kind: 'codebook' }]
  return [{ kind: 'library' }]
}
