import type { Handlers } from '../../shared/contract/dispatch'
import { detect } from '../../shared/detection/detect'
import type { SessionContext } from './session-context'

type DetectCalls = Pick<Handlers, 'source.detect'>

/** What the call that finds suggestions does: it reads, and keeps nothing. */
export function detectCalls({ store }: SessionContext): DetectCalls {
  return {
    'source.detect': async ({ source: id, version: number }) => {
      const [source, version] = await Promise.all([store.readSource(id), store.readVersion(id, number)])
      const structure = source.structures.find((one) => one.version === number) ?? null
      const { sections, suggestions } = detect(version.blocks, structure, source.details)
      return { sections: [...sections], suggestions: [...suggestions] }
    },
  }
}
