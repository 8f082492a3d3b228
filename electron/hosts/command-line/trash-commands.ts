import type { Input } from '../../../shared/contract/calls'
import { Failure } from '../../../shared/contract/failure'
import { excerptOf } from '../../../shared/model/annotation'
import { assertNever } from '../../../shared/model/assert-never'
import { commandWords } from '../../../shared/model/command-words'
import { AnnotationId, BriefId, SourceId } from '../../../shared/model/ids'
import type { TrashEntry } from '../../../shared/model/notebook'
import { answered } from './answered'
import type { Call, Command } from './commands'
import { UsageError } from './io'
import { findSource } from './source-commands'
import { expectNoWords, onlyWord, textOf } from './typed-values'

const listTrash: Command = {
  usage: 'trash [--source S]',
  says: 'list the deleted sources and briefs, or the annotations deleted in a source',
  options: { source: { type: 'string' } },
  plan(typed) {
    const named = textOf(typed, 'source')
    expectNoWords(typed)
    return {
      access: 'look',
      async run(call) {
        const source = named === null ? null : await findSource(named, call)
        const entries = await call('trash.list', { source })
        return answered(entries, (all) => all.map(describe).join('\n'))
      },
    }
  },
}

const restore: Command = {
  usage: 'restore ID',
  says: 'bring a source, a brief or an annotation back from the trash',
  options: {},
  plan(typed) {
    const id = onlyWord(typed, 'id')
    const find = finderOf(id)
    return {
      access: 'change',
      async run(call) {
        await call('trash.restore', await find(call))
        return answered({ restored: id }, () => `restored: ${id}`)
      },
    }
  },
}

/** How to find what has this id. Only an annotation has to be looked for. */
function finderOf(id: string): (call: Call) => Promise<Input<'trash.restore'>> {
  const source = SourceId.safeParse(id)
  if (source.success) return async () => ({ kind: 'source', source: source.data })
  const brief = BriefId.safeParse(id)
  if (brief.success) return async () => ({ kind: 'brief', brief: brief.data })
  const annotation = AnnotationId.safeParse(id)
  if (annotation.success) return (call) => findDeleted(annotation.data, call)
  throw new UsageError(`restore takes the id of a source, a brief or an annotation, not “${id}”.`)
}

async function findDeleted(annotation: AnnotationId, call: Call): Promise<Input<'trash.restore'>> {
  for (const { id: source } of await call('library.list', {})) {
    const deleted = await call('trash.list', { source })
    if (deleted.some((entry) => entry.kind === 'annotation' && entry.annotation.id === annotation))
      return { kind: 'annotation', source, annotation }
  }
  const message = `There is no annotation ${annotation} in the trash of any source: ${commandWords('trash --source S')} lists it.`
  throw new Failure('not-found', message)
}

function describe(entry: TrashEntry): string {
  const { id, words } = nameOf(entry)
  const deleted = entry.deleted ?? 'nobody noted when'
  return `${id}  ${entry.kind.padEnd(10)}  ${words}\n                    deleted: ${deleted}`
}

function nameOf(entry: TrashEntry): { id: string; words: string } {
  switch (entry.kind) {
    case 'source':
      return { id: entry.source, words: entry.title }
    case 'brief':
      return { id: entry.brief, words: entry.title }
    case 'annotation': {
      const { id, body, target } = entry.annotation
      return { id, words: `${body.kind} “${excerptOf(target).replaceAll('\n', ' / ')}”` }
    }
    default:
      return assertNever(entry)
  }
}

export const trashCommands: Readonly<Record<string, Command>> = { trash: listTrash, restore }
