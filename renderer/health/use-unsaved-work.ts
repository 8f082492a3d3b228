import { z } from 'zod'
import { EntryId, type EntryKind } from '../../shared/model/codebook'
import { AnnotationId, BriefId, SourceId } from '../../shared/model/ids'
import type { Host } from '../state/host'
import { useHost } from '../state/host-context'
import { type OpenRefusal, useRefusals, useRemark } from '../state/status'
import { unsavedOf } from '../state/unsaved'
import { wordsIn } from '../state/words-in'

/** Where words are that this window has and the disk does not. */
export type UnsavedPlace =
  | { readonly kind: 'brief' | 'brief-title'; readonly brief: BriefId }
  | { readonly kind: 'annotation'; readonly annotation: AnnotationId; readonly source: SourceId }
  /** A text that is being put right; its next version is made when the person says so. */
  | { readonly kind: 'corrections'; readonly source: SourceId }
  | { readonly kind: 'detail'; readonly source: SourceId }
  /** A text that is typed to be imported. */
  | { readonly kind: 'paste' }
  /** The name, the description or a spelling of an entry of the lists. */
  | { readonly kind: 'entry'; readonly entry: EntryId; readonly list: EntryKind }

/** `refusal` is null where nobody tried to save it yet, as what an earlier page has left. */
export type UnsavedWork = {
  /** Of all that is unsaved only this one has it. */
  readonly key: string
  readonly place: UnsavedPlace
  readonly refusal: OpenRefusal | null
}

/** What is written in briefs, about texts and in the lists, and is on no disk yet. */
export function useUnsavedWork(): readonly UnsavedWork[] {
  const host = useHost()
  const refusals = useRefusals()
  useRemark() // what is saved says so
  return sorts.flatMap((sort) => workOf(host, sort, refusals))
}

/** The words of all that is on no disk yet, also of what was typed just now, to be copied. */
export function unsavedWords(host: Host): string[] {
  return sorts.flatMap(({ name, placeOf, wordsOf }) =>
    keptOf(host, name).flatMap(([id, kept]) => (placeOf(id, kept) === null ? [] : wordsOf(kept) || [])),
  )
}

/** How many of them were refused, so that a person may have to do something. */
export function refusedOf(work: readonly UnsavedWork[]): number {
  return work.filter(({ refusal }) => refusal !== null).length
}

type Sort = {
  /** What `unsavedOf` has it under. */
  readonly name: string
  /** Where one is; null for what is none of these, or leads nowhere. */
  readonly placeOf: (id: string, kept: unknown) => UnsavedPlace | null
  readonly wordsOf: (kept: unknown) => string
  /** What a refusal of it is about. */
  readonly aboutOf: (id: string) => string
  /** What is typed is kept at once, and saved a moment later, or when it is done: only what was refused is told. */
  readonly onlyRefused: boolean
}

const itself = (id: string) => id

const sorts: readonly Sort[] = [
  {
    name: 'brief',
    placeOf: (id) => idPlace(BriefId, id, (brief) => ({ kind: 'brief', brief })),
    wordsOf: (kept) => wordsIn(fieldOf(kept, 'document')).join('\n\n'),
    aboutOf: itself,
    onlyRefused: false,
  },
  {
    name: 'annotation',
    placeOf: (id, kept) => {
      const source = KeptAnnotation.safeParse(kept).data?.known.target.source
      return source === undefined
        ? null
        : idPlace(AnnotationId, id, (annotation) => ({ kind: 'annotation', annotation, source }))
    },
    wordsOf: annotationWords,
    aboutOf: itself,
    onlyRefused: true,
  },
  {
    name: 'corrections',
    placeOf: (id) => idPlace(SourceId, id, (source) => ({ kind: 'corrections', source })),
    wordsOf: (kept) => wordsIn(kept).join('\n\n'),
    aboutOf: itself,
    onlyRefused: false,
  },
  {
    name: 'paste',
    placeOf: () => ({ kind: 'paste' }),
    wordsOf: (kept) => `${String(fieldOf(kept, 'title'))}\n\n${String(fieldOf(kept, 'words'))}`.trim(),
    aboutOf: itself,
    onlyRefused: false,
  },
  {
    name: 'line',
    placeOf: fieldPlace,
    wordsOf: (kept) => String(fieldOf(kept, 'draft')),
    aboutOf: (id) => `line ${id}`,
    onlyRefused: false,
  },
  {
    name: 'description',
    placeOf: fieldPlace,
    wordsOf: (kept) => String(fieldOf(kept, 'draft')),
    aboutOf: (id) => `description ${id}`,
    onlyRefused: false,
  },
  {
    name: 'words',
    placeOf: (id) => (id.startsWith('spelling ') ? fieldPlace(id.slice('spelling '.length)) : null),
    wordsOf: String,
    aboutOf: (id) => `words ${id}`,
    onlyRefused: true,
  },
]

function workOf(
  host: Host,
  { name, placeOf, aboutOf, onlyRefused }: Sort,
  refusals: ReadonlyMap<string, OpenRefusal>,
): UnsavedWork[] {
  return keptOf(host, name).flatMap(([id, kept]) => {
    const refusal = refusals.get(aboutOf(id)) ?? null
    const place = onlyRefused && refusal === null ? null : placeOf(id, kept)
    return place === null ? [] : { key: `${name} ${id}`, place, refusal }
  })
}

function keptOf(host: Host, sort: string): (readonly [id: string, kept: unknown])[] {
  const { ids, read } = unsavedOf(host, sort, z.unknown())
  return ids().map((id) => [id, read(id)])
}

/** A field is kept under the id of what it belongs to, with the name of the field behind it where there are several. */
function fieldPlace(id: string): UnsavedPlace | null {
  const [owner = ''] = id.split(' ')
  return (
    idPlace(BriefId, owner, (brief) => ({ kind: 'brief-title', brief })) ??
    idPlace(SourceId, owner, (source) => ({ kind: 'detail', source })) ??
    idPlace(EntryId, owner, (entry) => ({ kind: 'entry', entry, list: listOf(entry) }))
  )
}

function listOf(entry: EntryId): EntryKind {
  if (entry.startsWith('p-')) return 'actor'
  if (entry.startsWith('i-')) return 'issue'
  return entry.startsWith('m-') ? 'measure' : 'code'
}

function idPlace<Id>(
  schema: z.ZodType<Id>,
  id: string,
  place: (id: Id) => UnsavedPlace,
): UnsavedPlace | null {
  const named = schema.safeParse(id)
  return named.success ? place(named.data) : null
}

/** As much of what is kept of an annotation as leads to it, and what was typed. */
const KeptAnnotation = z.object({
  known: z.object({ target: z.object({ source: SourceId }) }),
  waiting: z.array(z.object({ change: z.record(z.string(), z.unknown()) })).catch([]),
  words: z.array(z.tuple([z.string(), z.string()])).catch([]),
})

function annotationWords(kept: unknown): string {
  const { waiting, words } = KeptAnnotation.parse(kept)
  const typed = waiting.flatMap(({ change }) =>
    Object.values(change).filter((one) => typeof one === 'string'),
  )
  return [...typed, ...words.map(([, word]) => word)].join('\n\n')
}

function fieldOf(kept: unknown, name: string): unknown {
  return typeof kept === 'object' && kept !== null
    ? Object.entries(kept).find(([key]) => key === name)?.[1]
    : null
}
