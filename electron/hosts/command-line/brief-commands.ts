import { resolve } from 'node:path'
import { blankBrief, excerptsOf } from '../../../shared/briefing/edit-brief'
import { AnnotationId, BriefId } from '../../../shared/model/ids'
import type { BriefSummary } from '../../../shared/model/notebook'
import { writeExports } from '../../api/write-export'
import type { Call, Command } from './commands'
import { findByTitle } from './find-by-title'
import { UsageError } from './io'
import { checked, expectNoWords, onlyWord, textOf, textsOf } from './typed-values'

const newBrief: Command = {
  usage: 'brief new --title T',
  says: 'begin a brief',
  options: { title: { type: 'string' } },
  plan(typed) {
    const title = textOf(typed, 'title')
    if (title === null || title.trim() === '' || typed.words.length > 0)
      throw new UsageError('Give the brief a title with --title.')
    return {
      access: 'create',
      async run(call) {
        const brief = await call('brief.create', blankBrief(title))
        return { value: brief, words: brief.id }
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
        return { value: brief, words: describe({ ...brief, excerpts }) }
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
        return {
          value: briefs,
          words: briefs.map(describe).join('\n'),
        }
      },
    }
  },
}

const exportBrief: Command = {
  usage: 'export BRIEF [--format md] [--out FILE]',
  says: 'write a brief as Markdown, to standard output or a file',
  options: { format: { type: 'string' }, out: { type: 'string' } },
  plan(typed) {
    const format = textOf(typed, 'format') ?? 'md'
    if (format !== 'md') throw new UsageError(`--format takes md, not “${format}”.`)
    const named = onlyWord(typed, 'brief')
    return {
      access: 'look',
      async run(call) {
        const brief = await findBrief(named, call)
        const exported = await call('brief.export', { brief, format: 'markdown', over: null, choices: [] })
        const out = textOf(typed, 'out')
        const text = exported.files[0]?.data ?? ''
        if (out === null) return { value: exported, words: text.replace(/\n$/, '') }
        const path = resolve(out)
        await writeExports(path, exported.files)
        return { value: { ...exported, out: path }, words: `written: ${path}` }
      },
    }
  },
}

function describe({ id, title, excerpts }: Pick<BriefSummary, 'id' | 'title' | 'excerpts'>): string {
  return `${id}  ${title}: ${excerpts} ${excerpts === 1 ? 'excerpt' : 'excerpts'}`
}

/** A brief by its id, or by its whole title when only one has it. */
async function findBrief(named: string, call: Call): Promise<BriefId> {
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
  export: exportBrief,
}
