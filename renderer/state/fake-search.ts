import type { Handlers } from '../../shared/contract/dispatch'
import type { Annotation } from '../../shared/model/annotation'
import type { Books } from '../../shared/model/edit-codebook'
import type { SourceId } from '../../shared/model/ids'
import type { Source } from '../../shared/model/source'
import type { Version } from '../../shared/model/version'
import { searchOnce } from '../../shared/search/search-once'

/** What is in a notebook in memory when it is searched. */
export type FakeSearched = {
  readonly sources: ReadonlyMap<SourceId, Source>
  readonly versions: ReadonlyMap<SourceId, Version>
  readonly annotations: () => readonly Annotation[]
  readonly books: () => Books
}

/** The search of a notebook in memory: the same code as a host's, without what it keeps. */
export function fakeSearchCalls({ sources, versions, annotations, books }: FakeSearched) {
  return {
    'search.run': async (question) => {
      const all = annotations()
      const whole = [...sources.values()].flatMap((source) => {
        const version = versions.get(source.id)
        const own = all.filter(({ target }) => target.source === source.id)
        return version === undefined ? [] : { source, version, annotations: own }
      })
      return searchOnce(whole, question, books())
    },
  } satisfies Partial<Handlers>
}
