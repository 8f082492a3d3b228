import { isComplete } from '../../../shared/comparison/is-complete'
import type { Output } from '../../../shared/contract/calls'
import { type Annotation, AnnotationKind, excerptOf } from '../../../shared/model/annotation'
import { type ExcerptArrangement, ExcerptGroup, ExcerptSort } from '../../../shared/model/excerpts'
import { answered } from './answered'
import { inColumns } from './columns'
import type { Command } from './commands'
import { FILTER_USAGE, filterOptions, plannedFilter } from './excerpt-filter'
import { type Names, namesOf, quoted } from './excerpt-words'
import { checked, expectNoWords, limitOf, numberOf, textOf, textsOf } from './typed-values'

const MOST_ROWS = 1000

const excerpts: Command = {
  usage: `excerpts ${FILTER_USAGE} [--kind K]... [--sort ${ExcerptSort.options.join('|')}] [--descending] [--group ${ExcerptGroup.options.join('|')}] [--offset N] [--limit N]`,
  says: 'list the excerpts of all sources as a table',
  options: {
    ...filterOptions,
    kind: { type: 'string', multiple: true },
    sort: { type: 'string' },
    descending: { type: 'boolean' },
    group: { type: 'string' },
    offset: { type: 'string' },
    limit: { type: 'string' },
  },
  plan(typed) {
    const filterFor = plannedFilter(typed)
    const kinds = textsOf(typed, 'kind').map((kind) =>
      checked(AnnotationKind, kind, `--kind takes one of ${AnnotationKind.options.join(', ')}`),
    )
    const sort = checked(ExcerptSort, textOf(typed, 'sort') ?? 'place', '--sort takes the name of a column')
    const group = checked(
      ExcerptGroup,
      textOf(typed, 'group') ?? 'none',
      '--group takes the name of a column',
    )
    const descending = typed.values['descending'] === true
    const offset = numberOf(typed, 'offset') ?? 0
    const limit = limitOf(typed, { most: MOST_ROWS, usual: MOST_ROWS })
    expectNoWords(typed)
    return {
      access: 'look',
      async run(call) {
        const filter = { ...(await filterFor(call)), kinds }
        const arrangement: ExcerptArrangement = { filter, sort, descending, group }
        const page = await call('excerpt.list', { arrangement, offset, limit })
        const names = await namesOf(call)
        return answered(page, (shown) => describePage(shown, offset, names).join('\n'))
      },
    }
  },
}

function describePage(
  { rows, groups, total }: Output<'excerpt.list'>,
  offset: number,
  names: Names,
): string[] {
  const lines = inColumns(rows.map((row) => excerptRow(row, names)))
  const heads = new Map<number, string>()
  let first = 0
  for (const { of, size } of groups) {
    // A group that began on an earlier page is named again where this one begins.
    if (first + size > offset) heads.set(Math.max(first, offset) - offset, `${of ?? 'none'}: ${size}`)
    first += size
  }
  const shown = lines.flatMap((line, index) => {
    const head = heads.get(index)
    return head === undefined ? [line] : [...(index === 0 ? [] : ['']), head, line]
  })
  const rest = total - offset - rows.length
  return rest > 0 ? [...shown, `${rest} more: --offset ${offset + rows.length} goes on`] : shown
}

function excerptRow({ id, body, target }: Annotation, names: Names): string[] {
  return [
    id,
    body.kind,
    isComplete(body) ? '' : 'open',
    names.sourceDate(target.source),
    names.source(target.source),
    quoted(excerptOf(target)),
  ]
}

export const excerptCommands: Readonly<Record<string, Command>> = { excerpts }
