import type { AlikeVerdict } from '../../../shared/contract/alike-verdict'
import type { Output } from '../../../shared/contract/calls'
import { assertNever } from '../../../shared/model/assert-never'
import { separateFrom } from '../../../shared/model/decisions'
import type { SourceId } from '../../../shared/model/ids'
import { currentVersion, type SourceDetails } from '../../../shared/model/source'
import { detailText, detailWords } from '../../state/detail-fields'
import type { Host } from '../../state/host'
import { count, listOf } from '../../ui/words'

export const verdictWords: Readonly<Record<AlikeVerdict, string>> = {
  version: 'New version of it',
  duplicate: 'Duplicate: remove this one',
  separate: 'Separate source',
}

type Decided = {
  /** What was done, in a sentence. */
  readonly words: string
  /** The text to go on with. */
  readonly source: SourceId
}

/** Does what a person decided about a text that shares passages with the other. Steps of one batch are undone together. */
export async function decideAlike(
  host: Host,
  verdict: AlikeVerdict,
  source: SourceId,
  other: { readonly source: SourceId; readonly title: string },
  batch?: string,
): Promise<Decided> {
  const together = batch === undefined ? {} : { batch }
  switch (verdict) {
    case 'version': {
      const before = await host.call('source.get', { source: other.source })
      const { revision } = before
      const { source: now, carried } = await host.call('version.add', {
        source: other.source,
        revision,
        from: source,
        ...together,
      })
      const { number } = currentVersion(now)
      return {
        words: `Version ${number} of “${other.title}”.${detailsWords(before.details, now.details)}${carriedWords(carried)}`,
        source: other.source,
      }
    }
    case 'duplicate':
      await host.call('source.remove', { source, ...together })
      return { words: 'Removed the duplicate.', source: other.source }
    case 'separate': {
      const seen = await host.call('source.get', { source })
      const decisions = [separateFrom(other.source, currentVersion(seen))]
      await host.call('source.update', { source, revision: seen.revision, decisions, ...together })
      return { words: 'Kept as a separate source.', source }
    }
    default:
      return assertNever(verdict)
  }
}

/** ` Outlet “A” became “B”.`: what is told otherwise than before; nothing where all is the same. */
export function detailsWords(before: SourceDetails, now: SourceDetails): string {
  const fields = (['title', 'outlet', 'via', 'authors'] as const).filter((name) => {
    const was = detailText(before, name)
    return was !== '' && was !== detailText(now, name)
  })
  if (fields.length === 0) return ''
  return ` ${listOf(fields.map((name) => `${detailWords[name].label} “${detailText(before, name)}” became “${detailText(now, name)}”`))}.`
}

/** ` 12 annotations came with it: 11 as they were, 1 to look at.`; nothing where there were none. */
function carriedWords({ exact, moved, fuzzy, orphaned }: Output<'version.add'>['carried']): string {
  const all = exact + moved + fuzzy + orphaned
  if (all === 0) return ''
  const look = fuzzy + orphaned
  const same = `${(exact + moved).toLocaleString('en')} as they were`
  return ` ${count(all, 'annotation')} came with it: ${same}${look === 0 ? '' : `, ${look.toLocaleString('en')} to look at`}.`
}
