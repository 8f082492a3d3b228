import type { Entry } from '../../shared/model/codebook'

/** Who or what an entry is, in the first line of its description. */
export function about(entry: Entry | null): string {
  return entry?.description.split('\n')[0] ?? ''
}
