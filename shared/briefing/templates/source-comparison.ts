import { groupBy } from '../../comparison/mention'
import { annotationKinds } from '../../model/annotation'
import { dateOf } from '../../model/arrange-library'
import type { BriefBlock } from '../../model/brief'
import type { FigureMention, IssueClaims, MeasureGroup } from '../../model/comparison'
import type { ActorId, MeasureId, SourceId } from '../../model/ids'
import type { SourceSummary } from '../../model/notebook'
import { promptLine } from '../checks/prompts'
import { sectionTitles } from '../edit-brief'
import { formatDate } from '../format-date'
import { quoted } from '../live/words'
import {
  bullets,
  cite,
  counted,
  heading,
  listed,
  live,
  type Mentioned,
  numeral,
  type Part,
  paragraph,
  table,
} from './build'
import { figureSentences } from './figure-section'
import { leftOut } from './left-out'
import { liveFilter, type Material, mentioned } from './material'
import { Quotes } from './quotes'
import { issueName, sourceName } from './sentences'

/** What the sources have, the same figures in several, who reports which claims, and where their words differ. */
export function sourceComparison(material: Material): BriefBlock[] {
  const { figures, claims } = material
  const shown = new Quotes(material)
  const shared = figures.measures.filter(
    (group) => group.measure !== null && sourcesOf(mentionsIn(group)).length > 1,
  )
  const measures = shared.flatMap(({ measure }): MeasureId[] => (measure === null ? [] : [measure]))
  return [
    heading(2, 'The sources'),
    ...overview(material),
    promptLine('Say why these sources, which of them copies which, and who is missing.'),
    ...(shared.length === 0
      ? []
      : [
          heading(2, 'The same figures'),
          ...figureSentences(material, shared),
          live('figures', { ...liveFilter(material, 'figure'), measures }),
        ]),
    ...onlyOnce(material, figures.measures),
    ...(claims.length === 0
      ? []
      : [
          heading(2, 'Who reports what'),
          ...claims.flatMap((of) => reportsOn(material, of, shown)),
          ...leftOut(material, 'claim'),
        ]),
    heading(2, 'Differences of words'),
    ...bullets([...restated(material), ...namings(material)]),
    promptLine('Say which words take a side, and which were changed on the way.'),
  ]
}

function mentionsIn({ scales, unread }: MeasureGroup): FigureMention[] {
  return [...scales.flatMap(({ mentions }) => mentions), ...unread]
}

function sourcesOf(mentions: readonly Mentioned[]): SourceId[] {
  return [...new Set(mentions.map(({ source }) => source))]
}

/** A row for each source: what it was found to say, with its strongest passage. */
function overview(material: Material): BriefBlock[] {
  const { sources, ofSource, strongest } = material
  if (sources.length === 0) return []
  const rows = sources.map((source): Part[][] => {
    const annotations = ofSource.get(source.id) ?? []
    const best = strongest(annotations.map(mentioned))
    return [
      [sourceName(material, source.id), ...dateIn(source)],
      ...annotationKinds.map((kind) => [String(annotations.filter(({ body }) => body.kind === kind).length)]),
      best === null ? [] : [cite(best)],
    ]
  })
  return [table(['Source', ...annotationKinds.map((kind) => sectionTitles[kind]), 'An example'], rows)]
}

function dateIn(source: SourceSummary): string[] {
  const date = dateOf(source)
  return date === null ? [] : [`, ${formatDate(date)}`]
}

/** Figures that one source alone has are worth a line: nobody else can be asked. */
function onlyOnce(material: Material, measures: readonly MeasureGroup[]): BriefBlock[] {
  const alone = measures
    .filter(({ measure }) => measure !== null)
    .filter((group) => sourcesOf(mentionsIn(group)).length === 1)
  const named = alone.slice(0, MOST_NAMED).flatMap((group): Part[][] => {
    const best = material.strongest(mentionsIn(group))
    const name = material.evidence.nameOf(group.measure)
    return best === null || name === null
      ? []
      : [[`${name} (${sourceName(material, best.source)})`, cite(best)]]
  })
  if (named.length === 0) return []
  const rest = alone.length > named.length ? [[`${numeral(alone.length - named.length)} more`]] : []
  return [paragraph(`In one source alone: `, ...listed([...named, ...rest]), '.')]
}

const MOST_NAMED = 8

/** Which sources report on an issue and which do not, then the strongest words of each. */
function reportsOn(material: Material, { issue, claims }: IssueClaims, shown: Quotes): BriefBlock[] {
  const bySource = groupBy(claims, ({ source }) => source)
  const named = [...bySource].map(([source, members]): Part[] => {
    const best = material.strongest(members)
    const count = counted(members.length, 'claim')
    return [`${sourceName(material, source)} (${count})`, ...(best === null ? [] : [cite(best)])]
  })
  const all = counted(material.sources.length, 'source')
  const which = bySource.size === material.sources.length ? all : `${numeral(bySource.size)} of ${all}`
  return [
    heading(3, issueName(material, issue)),
    paragraph(`${which} ${bySource.size === 1 ? 'reports' : 'report'} on it: `, ...listed(named), '.'),
    ...[...bySource.values()].flatMap((members) => shown.of(members, 1)),
  ]
}

/** One number in different words. */
function restated({ figures, evidence, ...material }: Material): Part[][] {
  return figures.measures.flatMap(({ measure, scales }) =>
    scales.flatMap(({ restated: sets, mentions }) =>
      sets.map((ids): Part[] => {
        const set = new Set(ids)
        const words = mentions
          .filter(({ annotation }) => set.has(annotation))
          .map((one) => [
            `${quoted(one.asWritten)} in ${sourceName({ figures, evidence, ...material }, one.source)}`,
            cite(one),
          ])
        return [`${evidence.nameOf(measure) ?? 'One number'} is `, ...listed(words), '.']
      }),
    ),
  )
}

/** One actor under different names. */
function namings(material: Material): Part[][] {
  const hops = material.annotations.flatMap((annotation) =>
    annotation.body.attribution.flatMap(({ actor, asWritten, anonymous }) =>
      actor === null || anonymous ? [] : [{ actor, asWritten, mention: mentioned(annotation) }],
    ),
  )
  const byActor = groupBy(hops, ({ actor }): ActorId => actor)
  return [...byActor].flatMap(([actor, named]): Part[][] => {
    const forms = [...groupBy(named, ({ asWritten }) => asWritten)]
    if (forms.length < 2) return []
    const words = forms.flatMap(([form, [first]]): Part[][] =>
      first === undefined
        ? []
        : [[`${quoted(form)} in ${sourceName(material, first.mention.source)}`, cite(first.mention)]],
    )
    return [[`${material.evidence.nameOf(actor) ?? 'One actor'} is `, ...listed(words), '.']]
  })
}
