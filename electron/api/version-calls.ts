import type { Output } from '../../shared/contract/calls'
import type { Handlers } from '../../shared/contract/dispatch'
import { Failure } from '../../shared/contract/failure'
import type { SourceId } from '../../shared/model/ids'
import { shortened } from '../../shared/model/shortened'
import { currentVersion } from '../../shared/model/source'
import { countCarried } from '../../shared/versions/carry-annotation'
import type { SourceNow } from '../store/change-sources'
import { addVersion } from './add-version'
import { changeAsStep } from './change-step'
import { correctVersion } from './correct-version'
import { expectRevision, type SessionContext } from './session-context'

type VersionCalls = Pick<Handlers, 'version.add' | 'version.correct' | 'version.compare'>

/** What the calls do that give a text another version, and lay versions side by side. */
export function versionCalls(context: SessionContext): VersionCalls {
  const { store, work } = context
  return {
    'version.add': async ({ source, revision, from, batch }) => {
      if (source === from)
        throw new Failure('invalid-input', 'A text cannot become a version of itself: name another one.')
      const label = `new version of ${shortened((await store.readSource(source)).details.title)}`
      const place = { source, annotation: null }
      await changeAsStep(context, { label, place, batch }, [source, from], async (now) => {
        const [older, newer] = bothOf(now)
        expectRevision('source', older.source, revision)
        return addVersion(context, older, newer)
      })
      return added(context, source)
    },

    'version.correct': async ({ source, revision, edits }) => {
      const place = { source, annotation: null }
      await changeAsStep(context, { label: 'correct text', place }, [source], async ([now]) => {
        if (now === undefined) throw new Error('the source that is changed is not given')
        expectRevision('source', now.source, revision)
        return correctVersion(context, now, edits)
      })
      return added(context, source)
    },

    'version.compare': async ({ source, from, to }) => {
      const [before, after] = await Promise.all([
        store.readVersion(source, from),
        store.readVersion(source, to),
      ])
      return work('diff', { before: before.blocks, after: after.blocks })
    },
  }
}

async function added({ store }: SessionContext, id: SourceId): Promise<Output<'version.add'>> {
  const [source, annotations] = await Promise.all([store.readSource(id), store.readAnnotations(id)])
  return { source, carried: countCarried(annotations, currentVersion(source).number) }
}

function bothOf([older, newer]: readonly SourceNow[]): [SourceNow, SourceNow] {
  if (older === undefined || newer === undefined) throw new Error('a source that is changed is not given')
  return [older, newer]
}
