import { excerptsOf } from '../../../shared/briefing/edit-brief'
import { leadsOf, plainText } from '../../../shared/briefing/walk-brief'
import { Failure } from '../../../shared/contract/failure'
import { type Brief, type BriefCheck, BriefTemplate, BriefTitle } from '../../../shared/model/brief'
import { AnnotationId, BriefId } from '../../../shared/model/ids'
import type { BriefSummary } from '../../../shared/model/notebook'
import { shortened } from '../../../shared/model/shortened'
import { answered } from './answered'
import type { Call, Command, Typed } from './commands'
import { FILTER_USAGE, filterOptions, plannedFilter } from './excerpt-filter'
import { counted, oneLine } from './excerpt-words'
import { findByTitle } from './find-by-title'
import { UsageError } from './io'
import { onOne } from './one-named'
import { checked, expectNoWords, onlyWord, textOf, textsOf } from './typed-values'

/** Makes the plan of a command that names one brief and nothing else. */
const onBrief = onOne('brief', findBrief)

const newBrief: Command = {
  usage: `brief new --title T [--template ${BriefTemplate.options.join('|')}] ${FILTER_USAGE}`,
  says: 'begin a brief, drafted by a template from the excerpts that pass',
  options: { ...filterOptions, title: { type: 'string' }, template: { type: 'string' } },
  plan(typed) {
    const title = titleOf(typed, 'Give the brief a title with --title.')
    const template = checked(
      BriefTemplate,
      textOf(typed, 'template') ?? 'blank',
      `--template takes one of ${BriefTemplate.options.join(', ')}`,
    )
    const filterFor = plannedFilter(typed)
    expectNoWords(typed)
    return {
      access: 'create',
      async run(call) {
        const brief = await call('brief.create', { title, template, filter: await filterFor(call) })
        return answered(brief, ({ id }) => id)
      },
    }
  },
}

const addToBrief: Command = {
  usage: 'brief add BRIEF (--annotation ID... | --all)',
  says: 'put excerpts into a brief',
  options: { annotation: { type: 'string', multiple: true }, all: { type: 'boolean' } },
  plan(typed) {
    // `--annotation ID...`: ids may follow one another, as well as each its own option.
    const [named, ...more] = typed.words
    if (named === undefined) throw new UsageError('Name the brief.')
    const ids = [...textsOf(typed, 'annotation'), ...more].map((id) =>
      checked(AnnotationId, id, '--annotation takes ids of annotations'),
    )
    const all = typed.values['all'] === true
    if (all === ids.length > 0) throw new UsageError('Say which: --annotation with ids, or --all.')
    return {
      access: 'change',
      async run(call) {
        const brief = await call('brief.add', {
          brief: await findBrief(named, call),
          annotations: all ? 'all' : ids,
        })
        const excerpts = excerptsOf(brief.document).length
        return answered(brief, (shown) => describe({ ...shown, excerpts }))
      },
    }
  },
}

const listBriefs: Command = {
  usage: 'brief list',
  says: 'list the briefs',
  options: {},
  plan(typed) {
    expectNoWords(typed)
    return {
      access: 'look',
      async run(call) {
        const briefs = await call('brief.list', {})
        return answered(briefs, (all) => all.map(describe).join('\n'))
      },
    }
  },
}

const showBrief: Command = {
  usage: 'brief show BRIEF',
  says: 'say when a brief was written, what it rests on, and its outline',
  options: {},
  plan: onBrief('look', async (id, call) => {
    const brief = await call('brief.get', { brief: id })
    return answered(brief, describeKnown)
  }),
}

const renameBrief: Command = {
  usage: 'brief rename BRIEF --title T',
  says: 'give a brief another title',
  options: { title: { type: 'string' } },
  plan(typed) {
    const named = onlyWord(typed, 'brief')
    const title = titleOf(typed, 'Give the new title with --title.')
    return {
      access: 'change',
      async run(call) {
        const { id, revision } = await call('brief.get', { brief: await findBrief(named, call) })
        const brief = await call('brief.rename', { brief: id, revision, title })
        return answered(brief, ({ title: given }) => `renamed: ${given}`)
      },
    }
  },
}

const deleteBrief: Command = {
  usage: 'brief delete BRIEF',
  says: 'move a brief to the trash',
  options: {},
  plan: onBrief('change', async (brief, call) => {
    await call('brief.remove', { brief })
    return answered({ deleted: brief }, () => `deleted: ${brief}; “restore ${brief}” brings it back`)
  }),
}

const checkBrief: Command = {
  usage: 'brief check BRIEF',
  says: 'say what may be wrong with a brief; exit code 1 when something may be',
  options: {},
  plan: onBrief('look', async (brief, call) => {
    const checks = await call('brief.check', { brief })
    const failed = checks.length > 0 ? `${counted(checks.length, 'thing')} to look at.` : undefined
    return answered(
      checks,
      (all) => (all.length === 0 ? 'Nothing to look at.' : all.map(describeCheck).join('\n')),
      failed,
    )
  }),
}

/** The words in question, by which they are found in the brief, and what is wrong with them. */
function describeCheck({ words, message }: BriefCheck): string {
  return `“${shortened(words)}”\n    ${message}`
}

function titleOf(typed: Typed, advice: string): string {
  const title = BriefTitle.safeParse(textOf(typed, 'title') ?? '')
  if (!title.success) throw new UsageError(advice)
  return title.data
}

function describe({ id, title, excerpts }: Pick<BriefSummary, 'id' | 'title' | 'excerpts'>): string {
  return `${id}  ${oneLine(title)}: ${counted(excerpts, 'excerpt')}`
}

/** As `describeWhole`. What this version does not know may lie at any depth of a text, and is met on the way. */
function describeKnown(brief: Brief): string {
  try {
    return describeWhole(brief)
  } catch (cause) {
    const message = `“${brief.title}” holds something that this version of Sourcebook does not know; show it with the version that wrote it.`
    throw new Failure('newer-format', message, { cause })
  }
}

function describeWhole({ id, title, created, modified, document }: Brief): string {
  const leads = leadsOf(document)
  const of = (type: (typeof leads)[number]['type']) => leads.filter((lead) => lead.type === type).length
  const headings = document.content.flatMap((block) => {
    if (block.type !== 'heading') return []
    return [`${'  '.repeat(block.attrs.level - 1)}${plainText(block)}`]
  })
  return [
    `${id}  ${title}`,
    `begun ${created}, changed ${modified}`,
    `${counted(of('excerpt'), 'excerpt')}, ${counted(of('citation'), 'citation')}, ${counted(of('live'), 'live block')}`,
    ...headings,
  ].join('\n')
}

/** A brief by its id, or by its whole title when only one has it. */
export async function findBrief(named: string, call: Call): Promise<BriefId> {
  const id = BriefId.safeParse(named)
  if (id.success) return id.data
  return findByTitle(named, await call('brief.list', {}), {
    one: 'brief',
    many: 'briefs',
    listedBy: 'brief list',
  })
}

export const briefCommands: Readonly<Record<string, Command>> = {
  'brief new': newBrief,
  'brief add': addToBrief,
  'brief list': listBriefs,
  'brief show': showBrief,
  'brief check': checkBrief,
  'brief rename': renameBrief,
  'brief delete': deleteBrief,
}
