import { calls, type Input } from '../../../shared/contract/calls'
import { inWords } from '../../../shared/contract/dispatch'
import { Failure } from '../../../shared/contract/failure'
import { type Entry, EntryKind } from '../../../shared/model/codebook'
import { commandWords } from '../../../shared/model/command-words'
import { entriesOf, entryNamed } from '../../../shared/model/edit-codebook'
import { answered, type Outcome } from './answered'
import { inColumns } from './columns'
import type { Call, Command, Typed } from './commands'
import { counted, oneLine } from './excerpt-words'
import { UsageError } from './io'
import { checked, expectNoWords, textOf, textsOf } from './typed-values'

const kinds = EntryKind.options.join('|')

const list: Command = {
  usage: `codebook list [--kind ${kinds}]`,
  says: 'list actors, issues, measures and codes, and how many annotations name each',
  options: { kind: { type: 'string' } },
  plan(typed) {
    const given = textOf(typed, 'kind')
    const kind = given === null ? null : kindOf(given)
    expectNoWords(typed)
    return {
      access: 'look',
      async run(call) {
        const use = new Map((await call('codebook.use', {})).map((each) => [each.id, each]))
        const value = entriesOf(await call('codebook.get', {}))
          .filter((entry) => kind === null || entry.kind === kind)
          .map((entry) => {
            const { annotations = 0, spellings = [] } = use.get(entry.id) ?? {}
            return { ...entry, annotations, namedAs: spellings }
          })
        return answered(value, (all) =>
          inColumns(
            all.map((entry) => [entry.id, entry.kind, String(entry.annotations), oneLine(entry.name)]),
          ).join('\n'),
        )
      },
    }
  },
}

const add: Command = {
  usage: `codebook add ${kinds} NAME [--description TEXT] [--parent NAME] [--colour 1-8] [--spelling S]...`,
  says: 'make an entry of the codebook; one of that name is shown as it is',
  options: {
    description: { type: 'string' },
    parent: { type: 'string' },
    colour: { type: 'string' },
    spelling: { type: 'string', multiple: true },
  },
  plan(typed) {
    const { kind, names } = kindAndNames(typed, 1)
    const [name = ''] = names
    const parent = textOf(typed, 'parent')
    const spellings = textsOf(typed, 'spelling')
    const fields = {
      kind,
      name,
      ...given({ description: textOf(typed, 'description'), colour: textOf(typed, 'colour') }),
      ...(spellings.length > 0 ? { spellings } : {}),
    }
    // A parent that is there is as good as any while nothing is looked up.
    const entry = checkedAdd(parent === null ? fields : { ...fields, parent: null })
    return {
      access: 'change',
      async run(call) {
        const under = parent === null ? null : await findEntry(call, kind, parent)
        return shown(
          await call('codebook.add', under === null ? entry : checkedAdd({ ...entry, parent: under.id })),
        )
      },
    }
  },
}

const rename: Command = {
  usage: `codebook rename ${kinds} NAME NEW-NAME`,
  says: 'give an entry another name',
  options: {},
  plan: (typed) => planChange(typed, 'name'),
}

const describe: Command = {
  usage: `codebook describe ${kinds} NAME TEXT`,
  says: 'say what an entry means (an empty text clears it)',
  options: {},
  plan: (typed) => planChange(typed, 'description'),
}

function planChange(typed: Typed, field: 'name' | 'description') {
  const { kind, names } = kindAndNames(typed, 2)
  const [name = '', value = ''] = names
  return {
    access: 'change' as const,
    async run(call: Call) {
      const { id } = await findEntry(call, kind, name)
      const change = calls['codebook.update'].input.safeParse({ kind, id, [field]: value })
      if (!change.success)
        throw new Failure('invalid-input', `The ${kind} was refused: ${inWords(change.error)}.`)
      return shown(await call('codebook.update', change.data))
    },
  }
}

const merge: Command = {
  usage: `codebook merge ${kinds} NAME... --into NAME`,
  says: 'make several entries one: from then on they are the one named last',
  options: { into: { type: 'string' } },
  plan(typed) {
    const { kind, names } = kindAndNames(typed, null)
    const into = textOf(typed, 'into')
    if (into === null) throw new UsageError('Say with --into what they become.')
    return {
      access: 'change',
      async run(call) {
        const from: Entry['id'][] = []
        for (const name of names) from.push((await findEntry(call, kind, name)).id)
        const to = await findEntry(call, kind, into)
        const value = await call('codebook.merge', { kind, from, into: to.id })
        return answered(
          value,
          ({ entry, annotations }) =>
            `${line(entry)}\n${counted(annotations, 'annotation')} changed in meaning`,
        )
      },
    }
  },
}

const remove: Command = {
  usage: `codebook remove ${kinds} NAME`,
  says: 'take an entry away; annotations that name it are without one',
  options: {},
  plan(typed) {
    const { kind, names } = kindAndNames(typed, 1)
    const [name = ''] = names
    return {
      access: 'change',
      async run(call) {
        const { id } = await findEntry(call, kind, name)
        const { annotations } = await call('codebook.remove', { kind, id })
        return answered(
          { removed: id, annotations },
          () => `removed ${id}; ${counted(annotations, 'annotation')} named it`,
        )
      },
    }
  },
}

/** The entry of that id, name or spelling. Throws a Failure when there is none. */
async function findEntry(call: Call, kind: EntryKind, named: string): Promise<Entry> {
  const entries = entriesOf(await call('codebook.get', {}))
  const found =
    entries.find((entry) => entry.kind === kind && entry.id === named) ?? entryNamed(entries, kind, named)
  if (found !== null) return found
  const message = `There is no ${kind} “${named}”: ${commandWords(`codebook list --kind ${kind}`)} lists them.`
  throw new Failure('not-found', message)
}

function kindAndNames({ words }: Typed, count: number | null): { kind: EntryKind; names: readonly string[] } {
  const [first, ...names] = words
  const kind = kindOf(first ?? 'nothing')
  if (names.length === 0 || names[0] === '') throw new UsageError(`Name the ${kind}.`)
  if (count !== null && names.length !== count)
    throw new UsageError('Put names and texts of several words in quotation marks.')
  return { kind, names }
}

function kindOf(word: string): EntryKind {
  return checked(EntryKind, word, `The codebook has ${EntryKind.options.join(', ')}`)
}

function checkedAdd(fields: object): Input<'codebook.add'> {
  const given = calls['codebook.add'].input.safeParse(fields)
  if (!given.success) throw new UsageError(`The entry was refused: ${inWords(given.error)}.`)
  return given.data
}

function given(fields: Readonly<Record<string, string | null>>): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))
}

function shown(entry: Entry): Outcome {
  return answered(entry, line)
}

function line({ id, kind, name, description }: Entry): string {
  return `${id}  ${kind}  ${oneLine(name)}${description === '' ? '' : `\n          ${description}`}`
}

export const codebookCommands: Readonly<Record<string, Command>> = {
  'codebook list': list,
  'codebook add': add,
  'codebook rename': rename,
  'codebook describe': describe,
  'codebook merge': merge,
  'codebook remove': remove,
}
