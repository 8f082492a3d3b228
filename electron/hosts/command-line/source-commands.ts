import { blockSpan, projectText } from '../../../shared/anchoring/text-projection'
import { annotationKinds } from '../../../shared/model/annotation'
import { dateOf } from '../../../shared/model/arrange-library'
import { blockRoles } from '../../../shared/model/block-roles'
import { SourceId } from '../../../shared/model/ids'
import type { SourceSummary } from '../../../shared/model/notebook'
import { currentVersion } from '../../../shared/model/source'
import { answered } from './answered'
import type { Call, Command } from './commands'
import { counted } from './excerpt-words'
import { findByTitle } from './find-by-title'
import { onOne } from './one-named'
import { expectNoWords } from './typed-values'

/** Makes the plan of a command that names one source and nothing else. */
export const onSource = onOne('source', findSource)

const listSources: Command = {
  usage: 'sources',
  says: 'list the sources',
  options: {},
  plan(typed) {
    expectNoWords(typed)
    return {
      access: 'look',
      async run(call) {
        const sources = await call('library.list', {})
        return answered(sources, (all) => all.map(describeSource).join('\n'))
      },
    }
  },
}

function describeSource(source: SourceSummary): string {
  const { id, title, outlet, counts } = source
  const origin = [outlet ?? 'outlet not known', dateOf(source) ?? 'no date'].join(', ')
  return `${id}  ${title}\n                    ${origin}; ${annotationKinds.map((kind) => counted(counts[kind], kind)).join(', ')}`
}

const showText: Command = {
  usage: 'text SOURCE',
  says: 'print the text of a source, which all offsets refer to',
  options: {},
  plan: onSource('look', async (source, call) => {
    const { versions, structures } = await call('source.get', { source })
    const { number } = currentVersion({ id: source, versions })
    const { blocks } = await call('version.get', { source, version: number })
    const projection = projectText(blocks)
    const structure = structures.find(({ version }) => version === number) ?? null
    const roles = blockRoles(
      blocks.map(({ id }) => id),
      structure,
    )
    const value = {
      id: source,
      version: number,
      text: projection.text,
      blocks: blocks.map(({ id, kind }, index) => ({
        id,
        kind,
        ...blockSpan(projection, index),
        ...roles[index],
      })),
    }
    // To the letter: all offsets refer to it.
    return answered(value, () => projection.text)
  }),
}

const removeSource: Command = {
  usage: 'remove SOURCE',
  says: 'move a source with its annotations to the trash of the notebook',
  options: {},
  plan: onSource('change', async (source, call) => {
    await call('source.remove', { source })
    return answered({ removed: source }, () => `moved to the trash: ${source}`)
  }),
}

/** A source by its id, or by its whole title when only one has it. */
export async function findSource(named: string, call: Call): Promise<SourceId> {
  const id = SourceId.safeParse(named)
  if (id.success) return id.data
  return findByTitle(named, await call('library.list', {}), {
    one: 'source',
    many: 'sources',
    listedBy: 'sources',
  })
}

export const sourceCommands: Readonly<Record<string, Command>> = {
  sources: listSources,
  text: showText,
  remove: removeSource,
}
