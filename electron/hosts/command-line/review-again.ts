import { type Rereading, reread } from '../../../shared/model/review-structure'
import { shortened } from '../../../shared/model/shortened'
import type { StructureMark } from '../../../shared/model/structure'
import { answered } from './answered'
import { inColumns } from './columns'
import type { Command } from './commands'
import { type Reading, readSource, stretchOf, wordsOf } from './read-review'
import { formatName } from './review-names'
import { findSource } from './source-commands'
import { onlyWord } from './typed-values'

export const againCommand: Command = {
  usage: 'review again SOURCE [--apply]',
  says: 'read a text again by the rules of today and list what would change; --apply changes it. What was set, accepted or refused by hand stays',
  options: { apply: { type: 'boolean' } },
  plan(typed) {
    const named = onlyWord(typed, 'source')
    const isApplied = typed.values['apply'] === true
    return {
      access: isApplied ? 'change' : 'look',
      async run(call) {
        const reading = await readSource(await findSource(named, call), call)
        const { source, version } = reading
        const found = await call('source.infer', { source: source.id, version: version.number })
        const { details, added, removed, structure } = reread(reading, source, found)
        if (isApplied)
          await call('source.update', {
            source: source.id,
            revision: source.revision,
            structure,
            details: Object.fromEntries(details.map(({ field }) => [field, found.details[field]])),
          })
        const value = {
          source: source.id,
          version: version.number,
          applied: isApplied,
          details,
          added: marksOf(reading, added),
          removed: marksOf(reading, removed),
        }
        return answered(value, (shown) => describe(shown).join('\n'))
      },
    }
  },
}

type Reread = {
  readonly details: Rereading['details']
  readonly added: readonly Row[]
  readonly removed: readonly Row[]
}
type Row = { readonly name: string; readonly words: string; readonly mark: StructureMark }

function marksOf(reading: Reading, marks: readonly StructureMark[]): Row[] {
  const all = [...reading.structure.marks, ...marks].map((mark) => stretchOf(reading, mark))
  return marks.map((mark) => ({
    name: formatName(stretchOf(reading, mark), all),
    words: wordsOf(reading, mark.from),
    mark,
  }))
}

function describe({ details, added, removed }: Reread): string[] {
  const rows = [
    ...details.map(({ field, now, read }) => [
      field,
      '',
      `${now === '' ? 'not known' : shortened(now)} becomes ${shortened(read)}`,
    ]),
    ...added.map(({ name, words }) => [name, 'new', `“${shortened(words)}”`]),
    ...removed.map(({ name, words }) => [name, 'gone', `“${shortened(words)}”`]),
  ]
  return rows.length === 0 ? ['nothing would change'] : inColumns(rows)
}
