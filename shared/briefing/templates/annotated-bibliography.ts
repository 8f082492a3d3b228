import { isComplete } from '../../comparison/is-complete'
import { groupBy } from '../../comparison/mention'
import { type Annotation, type AnnotationKind, annotationKinds } from '../../model/annotation'
import type { BriefBlock } from '../../model/brief'
import type { SourceSummary } from '../../model/notebook'
import { speakerIn } from '../../model/speaker'
import { promptLine } from '../checks/prompts'
import { citeDate, citeOutlet } from '../cite-source'
import { statementWords } from '../live/words'
import { plainWords } from '../plain-words'
import { speakerWords } from '../saying'
import {
  bullets,
  cite,
  counted,
  heading,
  linkTo,
  listed,
  type Mentioned,
  type Part,
  paragraph,
  quote,
} from './build'
import { type Material, mentioned } from './material'
import { Quotes } from './quotes'
import { speakerOf } from './sentences'

/** Each source under its title: what it is, what it contributes, its strongest passages, its figures, and the memos on them. */
export function annotatedBibliography(material: Material): BriefBlock[] {
  if (material.sources.length === 0)
    return [
      promptLine(
        'No passage passes the filter of this brief: highlight what the sources say, then begin it again.',
      ),
    ]
  return material.sources.flatMap((source) => entryOf(material, source))
}

/** More than these, and the entry is no summary any more. */
const MOST = 4

function entryOf(material: Material, source: SourceSummary): BriefBlock[] {
  const annotations = material.ofSource.get(source.id) ?? []
  const shown = new Quotes(material)
  const figures = annotations.filter(({ body }) => body.kind === 'figure')
  const complete = figures.filter(({ body }) => isComplete(body))
  return [
    heading(2, source.title),
    ...contribution(material, source, annotations),
    promptLine('Say what this source is good for, how far it can be trusted, and what it leaves out.'),
    ...shown.strongest(eachOnce(material, annotations), MOST).flatMap((one) => {
      const memo = material.evidence.annotations.get(one.annotation)?.memo ?? ''
      const remark = plainWords(memo)
      const speaker = speakerOf(material, one)
      return [
        ...(speaker === null ? [] : [paragraph(`${speaker}:`)]),
        quote(one),
        ...(remark === '' ? [] : [paragraph(remark, cite(one))]),
      ]
    }),
    ...bullets(
      (complete.length > 0 ? complete : figures.slice(0, MOST)).map((figure) => figureLine(material, figure)),
    ),
  ]
}

const nouns: Readonly<Record<AnnotationKind, string>> = {
  claim: 'claim',
  figure: 'figure',
  position: 'position',
}

/** Where it is from, how much of what it has, on what, who speaks in it most, and where it is to be found. */
function contribution(
  material: Material,
  source: SourceSummary,
  annotations: readonly Annotation[],
): BriefBlock[] {
  const { evidence, strongest } = material
  const kinds = annotationKinds.flatMap((kind): Part[][] => {
    const { length } = annotations.filter(({ body }) => body.kind === kind)
    return length === 0 ? [] : [[counted(length, nouns[kind])]]
  })
  const most = <Key>(
    of: (annotation: Annotation) => Key | null,
    nameOf: (key: Key) => string | null,
  ): Part[][] => {
    const groups = [...groupBy(annotations, of)].toSorted(([, a], [, b]) => b.length - a.length)
    return groups
      .flatMap(([key, members]): Part[][] => {
        const name = key === null ? null : nameOf(key)
        const best = strongest(members.map(mentioned))
        return name === null || best === null ? [] : [[name, cite(best)]]
      })
      .slice(0, 3)
  }
  const issues = most(({ body }) => (body.kind === 'figure' ? null : body.issue), evidence.nameOf)
  const speakers = most(
    ({ body }) => {
      const { actor, written } = speakerIn(body)
      return evidence.nameOf(actor) ?? written
    },
    (name) => name,
  )
  const best = strongest(annotations.map(mentioned))
  const url = evidence.detailsOf(source.id)?.url ?? null
  return [
    paragraph(
      `${[...source.authors, citeOutlet(source), citeDate(source)].join(', ')}: `,
      ...listed(kinds),
      ...(issues.length === 0 ? [] : [', on ', ...listed(issues)]),
      ...(speakers.length === 0
        ? []
        : ['; it reports what ', ...listed(speakers), speakers.length === 1 ? ' says' : ' say']),
      '.',
      ...(issues.length + speakers.length > 0 || best === null ? [] : [cite(best)]),
      ...(url === null ? [] : [' ', linkTo(url)]),
    ),
  ]
}

function figureLine({ evidence }: Material, figure: Annotation): Part[] {
  const speaker = speakerWords(figure.body.attribution, evidence.nameOf)
  const words = statementWords(figure, evidence.nameOf).replace(/\.$/, '')
  return [`${words}${speaker === null ? '' : ` (${speaker})`}.`, cite(mentioned(figure))]
}

/** Of what one speaker says on one issue in one way, the strongest passage. */
function eachOnce({ strongest }: Material, annotations: readonly Annotation[]): Mentioned[] {
  const groups = groupBy(annotations, ({ id, body }) => {
    if (body.kind === 'figure') return null
    const { actor, written } = speakerIn(body)
    const how = body.kind === 'claim' ? id : (body.stance ?? id)
    return [body.kind, actor ?? written, body.issue, how].join(' ')
  })
  return [...groups].flatMap(([key, members]) =>
    key === null ? [] : (strongest(members.map(mentioned)) ?? []),
  )
}
