import { groupBy } from '../../comparison/mention'
import type { Stance } from '../../model/annotation'
import type {
  FigureMention,
  FigureScale,
  IssueClaims,
  MeasureGroup,
  PositionCell,
} from '../../model/comparison'
import type { IssueId, SourceId } from '../../model/ids'
import { shortened } from '../../model/shortened'
import { capitalised } from '../capitalised'
import { amountWords } from '../facts-of-body'
import { quoted } from '../live/words'
import { speakerWords } from '../saying'
import { cite, counted, listed, type Mentioned, numeral, type Part } from './build'
import type { Material } from './material'

/** How a source is called in a sentence: its outlet, with its title where that is not known or stands for several. */
export function sourceName({ evidence, sources }: Material, id: SourceId): string {
  const source = evidence.sources.get(id)
  if (source === undefined) return 'a source that is gone'
  const title = `“${shortTitle(source.title)}”`
  if (source.outlet === null) return title
  const several = sources.filter(({ outlet }) => outlet === source.outlet).length > 1
  return several ? `${source.outlet}, ${title}` : source.outlet
}

const LONGEST_TITLE = 48

/** A title cut behind a whole word, where its script has spaces between words. */
function shortTitle(title: string): string {
  const cut = shortened(title, LONGEST_TITLE)
  return cut.length < title.trim().length ? cut.replace(/\s+\S*…$/, '…') : cut
}

/** An issue as a heading has it. */
export function issueName({ evidence }: Material, issue: IssueId | null): string {
  return capitalised(evidence.nameOf(issue) ?? 'Other matters')
}

/** Who says the words of a passage, as far as it was recorded. */
export function speakerOf({ evidence }: Material, { annotation }: Mentioned): string | null {
  const body = evidence.annotations.get(annotation)?.body
  if (body === undefined) return null
  const holder = body.kind === 'position' ? evidence.nameOf(body.actor) : null
  return holder ?? speakerWords(body.attribution, evidence.nameOf)
}

/** What the figures of one measure say together: how many sources give what, and how far they are apart. Nothing of one alone. */
export function figureSentence(material: Material, { measure, scales }: MeasureGroup): Part[] | null {
  const name = material.evidence.nameOf(measure)
  const [scale] = scales
  if (name === null || scale === undefined || scale.mentions.length < 2) return null
  const [lowest, highest] = [scale.mentions[0], scale.mentions.at(-1)]
  if (lowest === undefined || highest === undefined) return null
  const sources = new Set(scale.mentions.map(({ source }) => source)).size
  const many = `${counted(sources, 'source')} ${sources === 1 ? 'gives' : 'give'}`
  const figures = sources === scale.mentions.length ? '' : `, in ${counted(scale.mentions.length, 'figure')}`
  if (amountOf(lowest) === amountOf(highest)) {
    const all = scale.mentions.slice(0, MOST_CITED).map(cite)
    return [`${capitalised(name)}: ${many} ${amountOf(lowest)}${figures}.`, ...all]
  }
  return [
    `${capitalised(name)}: ${many} anything from ${amountOf(lowest)}${byWhom(material, lowest)}`,
    cite(lowest),
    ` to ${amountOf(highest)}${byWhom(material, highest)}`,
    cite(highest),
    `${figures}${apart(scale)}.`,
  ]
}

/** More marks than these behind one word are not read any more. */
const MOST_CITED = 4

function amountOf({ quantity, asWritten }: FigureMention): string {
  return quantity === null ? quoted(asWritten) : amountWords(quantity)
}

/** Of what, and according to whom. */
function byWhom({ evidence }: Material, { chain, scope }: FigureMention): string {
  const details = [scope, speakerWords(chain, evidence.nameOf)].filter((part) => part !== null)
  return details.length === 0 ? '' : ` (${details.join(', ')})`
}

function apart({ widest }: FigureScale): string {
  if (widest === null || widest.ratio < 1.5) return ''
  const times = Number(widest.ratio.toPrecision(2))
  return `; the highest is ${widest.orMore ? 'at least ' : ''}${times === 2 ? 'twice' : `${times} times`} the lowest`
}

/**
 * Who stands where on an issue, each with the passage that says it best: "A and B are for it; C is against it". One who gave
 * several answers has a clause of its own.
 */
export function stanceSentence(material: Material, cells: readonly PositionCell[]): Part[] | null {
  const held = cells.flatMap((cell) => {
    const name = holderName(material, cell)
    const answers = answersIn(material, cell)
    return name === null || answers.length === 0 ? [] : [{ name, answers }]
  })
  const steady = groupBy(
    held.filter(({ answers }) => answers.length === 1),
    ({ answers }) => answers[0]?.stance ?? null,
  )
  const clauses = [...steady.values()].map((members): Part[] => [
    ...listed(members.map(({ name, answers }) => [name, ...answers.map(({ mention }) => cite(mention))])),
    ` ${members.length === 1 ? 'is' : 'are'} ${members[0]?.answers[0]?.words ?? ''}`,
  ])
  const changing = held
    .filter(({ answers }) => answers.length > 1)
    .map(({ name, answers }): Part[] => [
      `${name} is on record as `,
      ...listed(answers.map(({ words, mention }) => [words, cite(mention)])),
    ])
  const all = [...clauses, ...changing]
  return all.length === 0
    ? null
    : [...all.flatMap((clause, index) => (index === 0 ? clause : ['; ', ...clause])), '.']
}

const standing: Readonly<Record<Stance, string>> = {
  supports: 'for it',
  opposes: 'against it',
  conditional: 'for it on a condition',
  ambiguous: 'unclear about it',
  mixed: 'divided on it',
}

/** Each stance of a cell in words, with the strongest passage that takes it. */
function answersIn({ strongest }: Material, { mentions }: PositionCell) {
  return [...groupBy(mentions, ({ stance }) => stance)].flatMap(([stance, members]) => {
    const mention = strongest(members)
    return stance === null || mention === null ? [] : [{ stance, words: standing[stance], mention }]
  })
}

export function holderName({ evidence }: Material, { actor, written }: PositionCell): string | null {
  return evidence.nameOf(actor) ?? written
}

/** Where the claims on an issue come from: "Six claims in two sources go back to three origins: A (4), B and somebody unnamed." */
export function originSentence(material: Material, { claims, origins }: IssueClaims): Part[] {
  const { evidence, strongest } = material
  const sources = new Set(claims.map(({ source }) => source)).size
  const where = `${counted(claims.length, 'claim')} in ${counted(sources, 'source')}`
  const of = new Map(claims.map((claim) => [claim.annotation, claim]))
  const verb = claims.length === 1 ? 'names' : 'name'
  if (origins.length === 0) {
    const best = strongest(claims)
    return [`${where} ${verb} nobody who knows.`, ...(best === null ? [] : [cite(best)])]
  }
  const named = origins.slice(0, MOST_NAMED).map(({ actor, name, claims: members }): Part[] => {
    const best = strongest(members.flatMap((id) => of.get(id) ?? []))
    const who = evidence.nameOf(actor) ?? name ?? 'somebody unnamed'
    const times = members.length === 1 ? '' : ` (${members.length})`
    return [`${who}${times}`, ...(best === null ? [] : [cite(best)])]
  })
  const others = origins.length - named.length
  const all = others === 0 ? named : [...named, [`${numeral(others)} more`]]
  const goes = claims.length === 1 ? 'goes' : 'go'
  return [`${where} ${goes} back to ${counted(origins.length, 'origin')}: `, ...listed(all), '.']
}

const MOST_NAMED = 6
