import type { ConflictCopy, Health, LastCheck, ToldIncident } from '../../shared/model/health'

/** With less than this on its disk a notebook may soon not be saved any more. */
export const LITTLE_SPACE = 500_000_000

/** Something about the files of the notebook that a person has to decide or to do. */
export type Attention =
  | { readonly kind: 'conflict'; readonly copy: ConflictCopy }
  | { readonly kind: 'incident'; readonly incident: ToldIncident }
  | { readonly kind: 'backup'; readonly why: string }
  /** Nothing is left where the notebook lay. */
  | { readonly kind: 'gone'; readonly folder: string }
  | { readonly kind: 'space'; readonly free: number }

/** All that wants attention, in the order in which it is shown. */
export function attentionOf(health: Health): Attention[] {
  const { folder, gone, conflicts, incidents, backups, disk, lastCheck } = health
  // What else may be wrong can only be looked at once it is back.
  if (gone) return [{ kind: 'gone', folder }]
  const free = disk?.free ?? Number.POSITIVE_INFINITY
  return [
    ...conflicts.map((copy) => ({ kind: 'conflict', copy }) as const),
    ...openIncidents(incidents, lastCheck).map((incident) => ({ kind: 'incident', incident }) as const),
    ...(backups.failure === null ? [] : [{ kind: 'backup', why: backups.failure } as const]),
    ...(free < LITTLE_SPACE ? [{ kind: 'space', free } as const] : []),
  ]
}

/**
 * What was met and is not in order yet, newest first: each file by the last thing that happened to it. A later look at every
 * file that found nothing settles all; copies count as long as they are there, and not as incidents.
 */
export function openIncidents(
  incidents: readonly ToldIncident[],
  lastCheck: LastCheck | null,
): ToldIncident[] {
  const seen = new Set<string>()
  return incidents.filter((incident) => {
    if (incident.kind === 'conflict-copy' || seen.has(incident.file)) return false
    seen.add(incident.file)
    return !incident.mended && !isSettled(incident, lastCheck)
  })
}

/** What was met and is in order again, newest first; who still has to choose between two copies is told of these. */
export function pastIncidents({ incidents, conflicts, lastCheck }: Health): ToldIncident[] {
  const open = new Set(openIncidents(incidents, lastCheck))
  const copies = new Set(conflicts.map(({ file }) => file))
  return incidents.filter(
    (one) => !open.has(one) && !copies.has(one.file) && (one.keptAs === null || !copies.has(one.keptAs)),
  )
}

function isSettled({ at, kind }: ToldIncident, lastCheck: LastCheck | null): boolean {
  if (lastCheck === null || lastCheck.faults > 0 || lastCheck.at < at) return false
  // That a text is no longer what its original says shows only when the originals are read.
  return kind !== 'original-changed' || lastCheck.texts
}
