import type { NameOf } from '../../../shared/briefing/facts-of-body'
import { formatDate } from '../../../shared/briefing/format-date'
import { anyExcerpt, type ExcerptFilter } from '../../../shared/model/excerpts'
import type { SourceId } from '../../../shared/model/ids'
import { kindWords } from '../kinds'
import { stanceSigns } from '../stances'
import { statusWords } from './status-words'

/** One condition of a filter in words, and the filter without it. */
export type Chip = { readonly key: string; readonly words: string; readonly without: ExcerptFilter }

type Names = { readonly nameOf: NameOf; readonly titleOf: (source: SourceId) => string | null }

/** The fields of a filter that are lists. */
type ListField = {
  [Field in keyof ExcerptFilter]: ExcerptFilter[Field] extends readonly unknown[] ? Field : never
}[keyof ExcerptFilter]

/** Every condition of a filter, except its words, which stand in the field where they are typed. */
export function chipsOf(filter: ExcerptFilter, { nameOf, titleOf }: Names): Chip[] {
  const gone = 'one that is gone'
  const each = <Field extends ListField>(
    field: Field,
    wordsOf: (member: ExcerptFilter[Field][number]) => string,
  ) => {
    // Each list is one of the members that its field has.
    const members = filter[field] as readonly ExcerptFilter[Field][number][]
    return members.map((member) => ({
      key: `${field} ${member}`,
      words: wordsOf(member),
      without: { ...filter, [field]: members.filter((other) => other !== member) },
    }))
  }
  const entry = (kind: string) => (id: Parameters<NameOf>[0]) =>
    id === null ? `No ${kind.toLowerCase()} yet` : `${kind}: ${nameOf(id) ?? gone}`
  return [
    ...each('kinds', (kind) => kindWords[kind].many),
    ...each('sources', (source) => `Source: ${titleOf(source) ?? gone}`),
    ...each('outlets', (outlet) => (outlet === null ? 'No outlet' : `Outlet: ${outlet}`)),
    ...each('actors', entry('Actor')),
    ...each('issues', entry('Issue')),
    ...each('measures', entry('Measure')),
    ...each('codes', entry('Code')),
    ...each('stances', (stance) =>
      stance === null ? 'No stance yet' : `Stance: ${stanceSigns[stance].word}`,
    ),
    ...single('from', filter.from === null ? null : `From ${formatDate(filter.from)}`),
    ...single('to', filter.to === null ? null : `To ${formatDate(filter.to)}`),
    ...single('status', filter.status === null ? null : statusWords[filter.status]),
  ]

  function single(field: 'from' | 'to' | 'status', words: string | null): Chip[] {
    return words === null ? [] : [{ key: field, words, without: { ...filter, [field]: null } }]
  }
}

/** True when the filter leaves anything out. */
export function narrows(filter: ExcerptFilter): boolean {
  return JSON.stringify({ ...filter, text: filter.text.trim() }) !== JSON.stringify(anyExcerpt)
}
