import type { Incident, ToldIncident } from '../../shared/model/health'
import { titleOf } from './conflict-copies'
import { copyName } from './copy-name'
import type { FileSystem } from './file-system'
import { FILES_AT_ONCE, inParallel } from './in-parallel'

/** What was met in the files of a notebook, with the titles that a person knows its sources and briefs by. */
export async function toldIncidents(
  place: { readonly fs: FileSystem; readonly folder: string },
  incidents: readonly Incident[],
  /** What a source was known by. */
  known: (source: string) => string | null = () => null,
): Promise<ToldIncident[]> {
  const titled = incidents.map((incident) => ({ incident, of: titledOf(incident.file) }))
  const all = [...new Set(titled.flatMap(({ of }) => of ?? []))]
  const titles = new Map(
    await inParallel(
      all,
      FILES_AT_ONCE,
      async (of) => [of, known(of) ?? (await titleOf(place, of))] as const,
    ),
  )
  return titled.map(({ incident, of }) => ({
    ...incident,
    title: of === null ? null : (titles.get(of) ?? null),
  }))
}

/** The source or the brief to which a file belongs; null for a file of which the notebook has one. */
function titledOf(file: string): string | null {
  const [source] = /^(?:sources|trash)\/s-[^/ ]+/.exec(file) ?? []
  if (source !== undefined) return source
  const path = copyName(file)?.of ?? file
  return /^(?:briefs|trash)\/b-/.test(path) ? path : null
}
