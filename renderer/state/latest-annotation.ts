import type { Annotation } from '../../shared/model/annotation'
import type { Host } from './host'

/** The annotation as the host has it now; null when it is gone or nobody answers. */
export async function latestAnnotation(host: Host, { id, target }: Annotation): Promise<Annotation | null> {
  try {
    const all = await host.call('annotation.list', { source: target.source, kind: null })
    return all.find((one) => one.id === id) ?? null
  } catch {
    return null
  }
}

/** The one that was changed last; of the same revision the second. */
export function newerOf(a: Annotation, b: Annotation): Annotation {
  return a.revision > b.revision ? a : b
}
