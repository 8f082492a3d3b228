import { fold } from '../../shared/model/fold'
import type { SourceId } from '../../shared/model/ids'
import type { SourceSummary } from '../../shared/model/notebook'
import { rankOf, tokensOf } from '../../shared/model/rank'
import { type CommandId, commandGroups, commandIds, commandTable, groupWords } from '../state/command-table'
import type { Action } from '../state/commands'
import { keyOf } from '../state/keys'
import { publishedBy } from '../ui/words'

/** What the palette offers to do. */
export type Choice = { readonly title: string; readonly note: string | null } & (
  | { readonly kind: 'command'; readonly id: CommandId; readonly key: string | null }
  | { readonly kind: 'source'; readonly id: SourceId }
)

export type Section = {
  readonly title: string
  readonly choices: readonly Choice[]
  /** How many more there are that answer the query. */
  readonly hidden: number
}

/** A choice made ready to be looked for. */
export type Listed = { readonly choice: Choice; readonly folded: string }

/** More texts than these are not read through; the next letter leaves fewer. */
export const MOST_SOURCES = 50

/** Each command that can be done now, in the order of the table. */
export function listCommands(actions: ReadonlyMap<CommandId, Action>): readonly Listed[] {
  return commandIds.flatMap((id) => {
    const action = actions.get(id)
    if (action === undefined || id === 'palette') return []
    const { title, group } = commandTable[id]
    const choice: Choice = {
      kind: 'command',
      id,
      title: action.title ?? title,
      note: groupWords[group],
      key: keyOf(id),
    }
    return [{ choice, folded: fold(choice.title) }]
  })
}

export function listSources(sources: readonly SourceSummary[]): readonly Listed[] {
  return sources.map((source) => {
    const choice: Choice = {
      kind: 'source',
      id: source.id,
      title: source.title,
      note: publishedBy(source),
    }
    return { choice, folded: fold(`${choice.title}\n${choice.note ?? ''}`) }
  })
}

/**
 * What answers the query, the best first. Without a query everything: what was run last, then the commands by their
 * groups, then the texts.
 */
export function sectionsFor(
  query: string,
  commands: readonly Listed[],
  sources: readonly Listed[],
  recent: readonly CommandId[],
): readonly Section[] {
  const tokens = tokensOf(query)
  if (tokens.length === 0) {
    const ran = recent.flatMap((id) => commands.filter(({ choice }) => choice.id === id))
    const groups = commandGroups.map((group) =>
      section(
        groupWords[group],
        commands.filter(
          (one) =>
            one.choice.kind === 'command' &&
            commandTable[one.choice.id].group === group &&
            !ran.includes(one),
        ),
        { withNote: false },
      ),
    )
    return [section('Used last', ran), ...groups, section('Sources', sources)].filter(hasChoices)
  }
  const found = [
    { title: 'Commands', ranked: ranked(commands, tokens) },
    { title: 'Sources', ranked: ranked(sources, tokens) },
  ]
  return found
    .toSorted((a, b) => bestOf(a.ranked) - bestOf(b.ranked))
    .map(({ title, ranked }) => section(title, ranked))
    .filter(hasChoices)
}

type Ranked = Listed & { readonly rank: number }

function ranked(listed: readonly Listed[], tokens: readonly string[]): readonly Ranked[] {
  return listed
    .flatMap((one) => {
      const rank = rankOf(one.folded, tokens)
      return rank === null ? [] : [{ ...one, rank }]
    })
    .toSorted((a, b) => a.rank - b.rank)
}

const bestOf = (ranked: readonly Ranked[]) => ranked[0]?.rank ?? Number.POSITIVE_INFINITY

function section(title: string, listed: readonly Listed[], { withNote = true } = {}): Section {
  const choices = listed
    .slice(0, MOST_SOURCES)
    .map(({ choice }) => (withNote ? choice : { ...choice, note: null }))
  return { title, choices, hidden: listed.length - choices.length }
}

const hasChoices = ({ choices }: Section) => choices.length > 0
