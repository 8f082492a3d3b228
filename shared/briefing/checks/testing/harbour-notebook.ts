import { projectText } from '../../../anchoring/text-projection'
import { passing } from '../../../comparison/excerpt-filter'
import type { Annotation, AnnotationBody, Hop } from '../../../model/annotation'
import type { ActorId, IssueId, MeasureId, SourceId } from '../../../model/ids'
import type { SourceSummary } from '../../../model/notebook'
import type { SourceDetails } from '../../../model/source'
import { sampleAnnotation, sampleId, sampleSource, sampleVersion } from '../../../testing/samples'
import type { Surroundings } from '../../check-brief'
import type { PrintedEvidence } from '../../evidence'

/** A notebook on a quarrel over a harbour, as small as a brief can rest on. */
export const okafor: ActorId = sampleId('p', 1)
export const guild: ActorId = sampleId('p', 2)
export const brandt: ActorId = sampleId('p', 3)
export const guards: IssueId = sampleId('i', 1)
export const fund: IssueId = sampleId('i', 2)
export const cost: MeasureId = sampleId('m', 1)

const names = new Map<string, string>([
  [okafor, 'Ines Okafor'],
  [guild, 'Dockers’ Guild'],
  [brandt, 'Karl Brandt'],
  [guards, 'Guards on the quay'],
  [fund, 'Harbour fund'],
  [cost, 'Cost of the repairs'],
])

const texts: readonly (readonly [Partial<SourceDetails>, readonly string[]])[] = [
  [
    { title: 'Fund agreed', outlet: 'Ellery Courier', published: '2025-03-04' },
    [
      'The town and the state signed the harbour fund on Tuesday after five weeks of talks.',
      '“There will be no guards on the quay while I am mayor,” Ines Okafor told reporters.',
      'The repairs will cost nearly €40m, of which the state pays half.',
      'The guild would accept the fund if its members keep their berths, its secretary said.',
      'A person close to the talks said the state had threatened to leave the table twice.',
    ],
  ],
  [
    { title: 'No guards on the quay', outlet: 'Coastal Press', published: '2025-02-28' },
    [
      'Dockers walked out again on Friday over plans to put private guards on the quay.',
      '“We are not thieves and we will not be searched like thieves,” said the secretary of the Dockers’ Guild.',
      'The guild puts the cost of the repairs at €65m.',
      'The mayor told the Courier that no contract with a guard firm has been signed.',
    ],
  ],
  [
    { title: 'Der Hafenfonds kommt', outlet: 'Küstenbote', published: null },
    [
      'Die Stadt und das Land haben sich auf einen Hafenfonds geeinigt.',
      '„Der Fonds wird in diesem Sommer kein Geld auszahlen“, sagte der Staatssekretär Karl Brandt.',
      'Die Arbeiten sollen rund 50 Millionen Euro kosten.',
      'Die Gewerkschaft lehnt private Wachleute im Hafen ab.',
    ],
  ],
]

const sampled = texts.map(([given], index) => sampleSource(sampleId('s', index + 1), given))
const versions = texts.map(([, lines], index) => sampleVersion(sampleId('s', index + 1), lines))
export const library: readonly SourceSummary[] = sampled.map(({ id, details, status, added }) => ({
  id,
  ...details,
  status,
  added,
  counts: { claim: 0, figure: 0, position: 0 },
}))

let made = 0
function annotate(
  source: number,
  exact: string,
  body: Partial<AnnotationBody> & Pick<AnnotationBody, 'kind'>,
): Annotation {
  made += 1
  const version = versions[source - 1]
  if (version === undefined) throw new Error(`there is no source ${source}`)
  const annotation = sampleAnnotation(sampleId('a', made), version, body.kind, exact)
  // The fields given are those of the kind that is named.
  return { ...annotation, body: { ...annotation.body, ...body } as AnnotationBody }
}

const speaker = (asWritten: string, actor: ActorId | null = null): Hop[] => [
  { role: 'speaker', actor, asWritten, anonymous: false },
]
const euros = (value: number) => ({
  value,
  upper: null,
  unit: 'EUR',
  bound: 'about' as const,
  approximate: true,
})

/** Numbered from 1; a fixture cites them by these numbers. */
export const passages: readonly Annotation[] = [
  annotate(1, 'signed the harbour fund on Tuesday', {
    kind: 'claim',
    issue: fund,
    attribution: speaker('the town'),
  }),
  annotate(1, 'There will be no guards on the quay while I am mayor', {
    kind: 'position',
    actor: okafor,
    issue: guards,
    stance: 'opposes',
    attribution: speaker('Ines Okafor', okafor),
  }),
  annotate(1, 'nearly €40m', { kind: 'figure', measure: cost, quantity: euros(40e6) }),
  annotate(1, 'The guild would accept the fund if its members keep their berths', {
    kind: 'position',
    actor: guild,
    issue: fund,
    stance: 'conditional',
    condition: 'its members keep their berths',
    attribution: speaker('its secretary'),
  }),
  annotate(1, 'the state had threatened to leave the table twice', {
    kind: 'claim',
    issue: null,
    attribution: [
      { role: 'speaker', actor: null, asWritten: 'A person close to the talks', anonymous: true },
    ],
  }),
  annotate(2, 'Dockers walked out again on Friday', {
    kind: 'claim',
    issue: guards,
    attribution: speaker('the guild', guild),
  }),
  annotate(2, 'We are not thieves and we will not be searched like thieves', {
    kind: 'position',
    actor: guild,
    issue: guards,
    stance: 'opposes',
    attribution: speaker('the secretary of the Dockers’ Guild'),
  }),
  annotate(2, '€65m', {
    kind: 'figure',
    measure: cost,
    quantity: { ...euros(65e6), bound: 'exact', approximate: false },
    attribution: speaker('The guild', guild),
  }),
  annotate(2, 'no contract with a guard firm has been signed', {
    kind: 'claim',
    issue: guards,
    attribution: speaker('The mayor', okafor),
  }),
  annotate(3, 'Die Stadt und das Land haben sich auf einen Hafenfonds geeinigt', {
    kind: 'claim',
    issue: fund,
    attribution: speaker('Karl Brandt', brandt),
  }),
  annotate(3, 'Der Fonds wird in diesem Sommer kein Geld auszahlen', {
    kind: 'claim',
    issue: null,
    attribution: speaker('Karl Brandt', brandt),
  }),
  annotate(3, 'rund 50 Millionen Euro', { kind: 'figure', measure: cost, quantity: euros(50e6) }),
  annotate(3, 'Die Gewerkschaft lehnt private Wachleute im Hafen ab', {
    kind: 'position',
    actor: guild,
    issue: guards,
    stance: 'opposes',
  }),
]

export const around: Surroundings = {
  actors: [
    { id: okafor, name: 'Ines Okafor', spellings: ['Inés Okafor', 'Okafor'] },
    { id: guild, name: 'Dockers’ Guild', spellings: [] },
    { id: brandt, name: 'Karl Brandt', spellings: [] },
  ],
  claims: passages.filter(({ body }) => body.kind === 'claim'),
}

/** What a brief on these annotations rests on. */
export function evidenceOf(
  annotations: readonly Annotation[] = passages,
  sources: readonly SourceSummary[] = library,
): PrintedEvidence {
  const projections = new Map(versions.map(({ source, blocks }) => [source, projectText(blocks)]))
  const bySource = new Map<SourceId, SourceSummary>(sources.map((source) => [source.id, source]))
  return {
    sources: bySource,
    detailsOf: (id) => sampled.find((source) => source.id === id)?.details ?? null,
    versionsOf: (id) => sampled.find((source) => source.id === id)?.versions ?? [],
    annotations: new Map(annotations.map((annotation) => [annotation.id, annotation])),
    projectionOf: ({ target }) => projections.get(target.source) ?? projectText([]),
    pagesOf: () => [],
    nameOf: (id) => (id === null ? null : (names.get(id) ?? null)),
    passing: (filter) => {
      const passes = passing(filter)
      return annotations.filter((annotation) =>
        passes({ annotation, source: bySource.get(annotation.target.source) ?? null }),
      )
    },
  }
}
