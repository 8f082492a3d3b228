import { z } from 'zod'
import { AnnotationId, BriefId, SourceId } from '../../shared/model/ids'
import type { Host } from '../state/host'
import { useHost } from '../state/host-context'
import { type OpenRefusal, useRefusals, useRemark } from '../state/status'
import { unsavedOf } from '../state/unsaved'

/** Where words are that this window has and the disk does not. */
export type UnsavedPlace =
  | { readonly kind: 'brief'; readonly brief: BriefId }
  | { readonly kind: 'annotation'; readonly annotation: AnnotationId; readonly source: SourceId }
  /** A text that is being put right; its next version is made when the person says so. */
  | { readonly kind: 'corrections'; readonly source: SourceId }

/** `refusal` is null where nobody tried to save it yet, as what an earlier page has left. */
export type UnsavedWork = { readonly place: UnsavedPlace; readonly refusal: OpenRefusal | null }

/** What is written in briefs and about texts and is on no disk yet. */
export function useUnsavedWork(): readonly UnsavedWork[] {
  const host = useHost()
  const refusals = useRefusals()
  useRemark() // what is saved says so
  return placesIn(host).flatMap((place) => {
    const refusal = refusals.get(aboutOf(place)) ?? null
    // What is typed in a field is kept at once, and saved a moment later.
    return place.kind === 'annotation' && refusal === null ? [] : [{ place, refusal }]
  })
}

/** How many of them were refused, so that a person may have to do something. */
export function refusedOf(work: readonly UnsavedWork[]): number {
  return work.filter(({ refusal }) => refusal !== null).length
}

function aboutOf(place: UnsavedPlace): string {
  return place.kind === 'brief' ? place.brief : place.kind === 'annotation' ? place.annotation : place.source
}

function placesIn(host: Host): UnsavedPlace[] {
  const annotations = unsavedOf(host, 'annotation', KeptAnnotation)
  return [
    ...idsIn(host, 'brief', BriefId).map((brief) => ({ kind: 'brief', brief }) as const),
    ...idsIn(host, 'annotation', AnnotationId).flatMap((annotation) => {
      const source = annotations.read(annotation)?.known.target.source
      return source === undefined ? [] : [{ kind: 'annotation', annotation, source } as const]
    }),
    ...idsIn(host, 'corrections', SourceId).map((source) => ({ kind: 'corrections', source }) as const),
  ]
}

function idsIn<Id>(host: Host, sort: string, schema: z.ZodType<Id>): Id[] {
  const ids = unsavedOf(host, sort, z.unknown()).ids()
  return ids.flatMap((id) => schema.safeParse(id).data ?? [])
}

/** As much of what is kept of an annotation as leads to it. */
const KeptAnnotation = z.object({ known: z.object({ target: z.object({ source: SourceId }) }) })
