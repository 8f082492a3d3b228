import type { ImportOutcome } from '../../shared/contract/intake'
import { withReference } from '../../shared/matching/with-reference'
import type { SourceId } from '../../shared/model/ids'
import type { Reference } from '../../shared/model/reference'
import type { Source } from '../../shared/model/source'
import type { Parsed } from '../intake/parser-answer'
import { FILES_AT_ONCE, inParallel } from '../store/in-parallel'
import { changeAsStep } from './change-step'
import type { SessionContext } from './session-context'

type References = Extract<Parsed, { what: 'references' }>

/**
 * Sets the details of the sources that the records of a bibliography name: what is unknown or was inferred, and never what a
 * person set. Where several records name one source, the first is taken. One step to undo.
 */
export async function importReferences(
  context: SessionContext,
  name: string,
  { references, notices }: References,
  batch: string | undefined,
): Promise<{ readonly outcome: ImportOutcome; readonly notices: readonly string[] }> {
  const find = await context.texts.finder()
  const told = new Map<SourceId, Reference>()
  const unmatched: string[] = []
  for (const reference of references) {
    const { url, doi, files, title } = reference
    const ids = find({ address: url, doi, fileNames: files, title })
    if (ids.length === 0) unmatched.push(title)
    for (const id of ids) if (!told.has(id)) told.set(id, reference)
  }
  const completed = (source: Source): Source => {
    const reference = told.get(source.id)
    const wanted = reference === undefined ? source : withReference(source, reference)
    return wanted === source ? source : { ...wanted, revision: source.revision + 1 }
  }

  const matched = await inParallel([...told.keys()], FILES_AT_ONCE, (id) => context.store.readSource(id))
  const incomplete = matched.filter((source) => completed(source) !== source).map(({ id }) => id)
  if (incomplete.length > 0)
    await changeAsStep(context, { label: `import ${name}`, place: null, batch }, incomplete, async (now) => ({
      sources: now.map(({ source }) => ({ source: completed(source), in: 'library', arrives: null })),
      annotation: (annotation) => annotation,
    }))
  const outcome = {
    what: 'references' as const,
    matched: matched.map((source) => ({ source: source.id, title: completed(source).details.title })),
    unmatched,
  }
  return { outcome, notices }
}
