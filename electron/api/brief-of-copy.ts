import { Failure } from '../../shared/contract/failure'
import { Brief } from '../../shared/model/brief'
import { readCopy } from '../store/conflict-copies'
import { copyName } from '../store/copy-name'
import { documentName } from '../store/document-name'
import { realFileSystem } from '../store/file-system'
import type { SessionContext } from './session-context'

const LONGEST_TITLE = 500

/** What a copy of a brief says, as a brief of its own, whose title tells from when the copy is. Throws a Failure for any other file. */
export async function briefOfCopy(
  { store, newId, now }: Pick<SessionContext, 'store' | 'newId' | 'now'>,
  file: string,
): Promise<Brief> {
  const of = copyName(file)?.of ?? ''
  if (!of.startsWith('briefs/'))
    throw new Failure('invalid-input', 'Of these two only one can be kept: it is no copy of a brief.')
  const state = await readCopy({ fs: realFileSystem, folder: store.folder }, file, documentName(of))
  const brief = Brief.safeParse(state?.status === 'whole' ? state.document : null)
  if (!brief.success) throw new Failure('damaged', 'The copy cannot be read, so both were left as they are.')
  const { title, modified } = brief.data
  const time = new Date(modified).toLocaleTimeString('en-GB', { timeStyle: 'short' })
  const ending = ` (copy of ${time})`
  return {
    ...brief.data,
    id: newId('b'),
    title: `${title.slice(0, LONGEST_TITLE - ending.length)}${ending}`,
    modified: now(),
  }
}
