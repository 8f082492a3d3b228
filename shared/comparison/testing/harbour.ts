import {
  type Annotation,
  type AnnotationBody,
  type ClaimBody,
  type FigureBody,
  type Hop,
  type PositionBody,
  type Quantity,
  startBody,
} from '../../model/annotation'
import { emptyActors, emptyCodebook } from '../../model/codebook'
import type { Books } from '../../model/edit-codebook'
import type { ActorId, CodeId, IssueId, MeasureId, SourceId } from '../../model/ids'
import type { SourceSummary } from '../../model/notebook'
import { sampleId } from '../../testing/samples'

/** The story of the harbour fund: who is in it, what it is about, and where it was read. */
export const okafor: ActorId = sampleId('p', 1)
export const ndiaye: ActorId = sampleId('p', 2)
export const guild: ActorId = sampleId('p', 3)
export const guards: IssueId = sampleId('i', 1)
export const fund: IssueId = sampleId('i', 2)
export const damage: MeasureId = sampleId('m', 1)
export const paidIn: MeasureId = sampleId('m', 2)
export const owed: MeasureId = sampleId('m', 3)
export const money: CodeId = sampleId('c', 1)
export const tone: CodeId = sampleId('c', 2)

const entry = { description: '', gone: null }
export const books: Books = {
  codebook: {
    ...emptyCodebook,
    issues: [
      { ...entry, id: guards, name: 'Guards on the quay', parent: null },
      { ...entry, id: fund, name: 'Harbour fund', parent: null },
    ],
    measures: [
      { ...entry, id: damage, name: 'Damage to the quay' },
      { ...entry, id: paidIn, name: 'Paid into the fund' },
      { ...entry, id: owed, name: 'Owed by the town' },
    ],
    codes: [
      { ...entry, id: money, name: 'money', parent: null, colour: null },
      { ...entry, id: tone, name: 'Tone', parent: null, colour: null },
    ],
  },
  actors: {
    ...emptyActors,
    actors: [
      { ...entry, id: okafor, name: 'Ines Okafor', spellings: [] },
      { ...entry, id: ndiaye, name: 'Carla Ndiaye', spellings: [] },
      { ...entry, id: guild, name: 'Dockers’ Guild', spellings: [] },
    ],
  },
}

export const courier = summary(1, {
  title: 'Fund agreed',
  outlet: 'Ellery Courier',
  published: '2025-03-04',
})
export const press = summary(2, {
  title: 'No guards',
  outlet: 'Coastal Press',
  published: null,
  updated: '2025-02-28',
})
export const digest = summary(3, { title: 'A quarrel over guards', outlet: null, published: null })
export const library: readonly SourceSummary[] = [courier, press, digest]
export const sources = new Map(library.map((source) => [source.id, source]))

function summary(number: number, details: Partial<SourceSummary>): SourceSummary {
  return {
    id: sampleId('s', number),
    title: '',
    outlet: null,
    via: null,
    authors: [],
    published: null,
    updated: null,
    kind: 'article',
    status: 'read',
    added: `2025-03-05T09:00:0${number}.000Z`,
    counts: { claim: 0, figure: 0, position: 0 },
    ...details,
  }
}

let made = 0

/** An annotation of those words; each call makes another one, further down in its text. */
export function annotate(
  source: SourceSummary,
  exact: string,
  body: Partial<AnnotationBody> & Pick<AnnotationBody, 'kind'>,
  more: Partial<Pick<Annotation, 'codes' | 'memo'>> = {},
): Annotation {
  made += 1
  const start = made * 1000
  const moment = new Date(Date.UTC(2025, 2, 5, 10, 0, made)).toISOString()
  return {
    id: sampleId('a', made),
    revision: 1,
    target: targetOf(source.id, exact, start),
    // The fields given are those of the kind that is named.
    body: { ...startBody(body.kind, exact), ...body } as AnnotationBody,
    codes: [],
    memo: '',
    created: moment,
    modified: moment,
    origin: { kind: 'hand' },
    ...more,
  }
}

function targetOf(source: SourceId, exact: string, start: number): Annotation['target'] {
  const quote = { type: 'TextQuoteSelector' as const, exact, prefix: '', suffix: '' }
  const position = { type: 'TextPositionSelector' as const, start, end: start + exact.length }
  return { source, version: 1, ranges: [{ quote, position }] }
}

export function figure(
  source: SourceSummary,
  exact: string,
  quantity: Partial<Quantity> | null,
  more: Partial<FigureBody> = {},
): Annotation {
  return annotate(source, exact, {
    kind: 'figure',
    asWritten: exact,
    quantity: quantity && quantityOf(quantity),
    ...more,
  })
}

export function quantityOf(given: Partial<Quantity>): Quantity {
  return { value: 1, upper: null, unit: 'EUR', bound: 'exact', approximate: false, ...given }
}

export function position(source: SourceSummary, exact: string, more: Partial<PositionBody>): Annotation {
  return annotate(source, exact, { kind: 'position', actor: okafor, issue: guards, ...more })
}

export function claim(source: SourceSummary, exact: string, more: Partial<ClaimBody>): Annotation {
  return annotate(source, exact, { kind: 'claim', issue: guards, ...more })
}

/** A hop as a test writes it: a name, or a name and its actor. */
export type WrittenHop = string | { readonly name: string; readonly actor: ActorId }

/** A chain from outlet to speaker; an actor by id, an anonymous one with a question mark before the description. */
export function chain(...hops: readonly WrittenHop[]): Hop[] {
  return hops.map((hop, index) => {
    const written = typeof hop === 'string' ? hop : hop.name
    const role = index === 0 ? 'outlet' : index === hops.length - 1 ? 'speaker' : 'cited-outlet'
    const anonymous = written.startsWith('?')
    const actor = typeof hop === 'string' ? null : hop.actor
    return { role, actor, asWritten: written.replace('?', ''), anonymous }
  })
}
