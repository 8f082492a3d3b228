import { resolve } from 'node:path'
import { projectText } from '../../../shared/anchoring/text-projection'
import { detect } from '../../../shared/detection/detect'
import { formatQuantity } from '../../../shared/detection/figures/format-quantity'
import { assertNever } from '../../../shared/model/assert-never'
import { shortened } from '../../../shared/model/shortened'
import type { SourceDetails } from '../../../shared/model/source'
import type { Section, Suggestion } from '../../../shared/model/suggestion'
import { textIn } from '../../intake/parser-answer'
import { readPath } from '../../intake/read-path'
import { answered } from './answered'
import { inColumns } from './columns'
import type { Command } from './commands'
import { onlyWord } from './typed-values'

/** What `detect` answers to a program. */
type Detected = {
  readonly source: Pick<
    SourceDetails,
    'title' | 'outlet' | 'via' | 'authors' | 'published' | 'updated' | 'kind'
  >
  /** The text projection; all offsets are UTF-16 units of it. */
  readonly text: string
  readonly sections: readonly Section[]
  readonly suggestions: readonly Suggestion[]
}

/** Longer passages are shortened in the table. */
const MOST_SHOWN = 72

const detectFile: Command = {
  usage: 'detect FILE',
  says: 'find figures, quotations, claims and positions in a file, without a notebook',
  options: {},
  plan(typed, { parseFile }) {
    const path = onlyWord(typed, 'file')
    return {
      access: 'none',
      async run() {
        const { name, bytes } = await readPath(resolve(path))
        const { blocks, details, structure } = textIn(name, await parseFile(name, bytes))
        const found = detect(blocks, { version: 1, marks: structure }, details)
        const { title, outlet, via, authors, published, updated, kind } = details
        const value: Detected = {
          source: { title, outlet, via, authors, published, updated, kind },
          text: projectText(blocks).text,
          ...found,
        }
        return answered(value, inWords)
      },
    }
  },
}

function inWords({ source, suggestions }: Detected): string {
  const rows = suggestions.map((suggestion) => [
    String(suggestion.start),
    suggestion.kind,
    whoIn(suggestion) ?? '',
    whatIn(suggestion),
    shortened(suggestion.exact.replaceAll('\n', ' / '), MOST_SHOWN),
  ])
  return [source.title, ...inColumns(rows), countWords(suggestions)].join('\n')
}

function whoIn(suggestion: Suggestion): string | null {
  return suggestion.kind === 'position' ? suggestion.actor : suggestion.speaker
}

function whatIn(suggestion: Suggestion): string {
  switch (suggestion.kind) {
    case 'figure':
      return suggestion.quantity === null ? '' : formatQuantity(suggestion.quantity)
    case 'quote':
      return suggestion.cue ?? ''
    case 'position':
      return [suggestion.stance, suggestion.issue].filter((word) => word !== null).join(': ')
    case 'claim':
      return suggestion.certainty ?? ''
    default:
      return assertNever(suggestion)
  }
}

function countWords(suggestions: readonly Suggestion[]): string {
  if (suggestions.length === 0) return 'Nothing was found.'
  const count = (kind: Suggestion['kind']) => suggestions.filter((one) => one.kind === kind).length
  return `${count('quote')} quotations, ${count('claim')} claims, ${count('figure')} figures, ${count('position')} positions`
}

export const detectCommands: Readonly<Record<string, Command>> = { detect: detectFile }
