import type { Fault } from '../../shared/model/health'
import { moveAside } from './aside'
import { saysTheSame } from './conflict-copies'
import type { CopyName } from './copy-name'
import type { FileSystem } from './file-system'
import type { NotebookStore } from './notebook-store'

type Ports = {
  readonly fs: FileSystem
  readonly store: Pick<NotebookStore, 'folder' | 'replace'>
  readonly now: () => string
}

/**
 * Moves copies that say what the notebook says aside, since there is nothing to choose. Answers what was done, to be told, and
 * the copies that are left for a person; one that cannot be moved now is among them.
 */
export async function putSameAside({ fs, store, now }: Ports, copies: readonly CopyName[]) {
  const place = { fs, folder: store.folder }
  const left: CopyName[] = []
  const faults: Fault[] = []
  for (const copy of copies) {
    const { file, of, by } = copy
    const put = async () => ((await saysTheSame(place, copy)) ? moveAside(place, file, now()) : null)
    // What is replaced is read anew by everyone: only where there is something to put aside.
    const keptAs = (await saysTheSame(place, copy)) ? await store.replace(of, put).catch(() => null) : null
    if (keptAs === null) left.push(copy)
    else faults.push({ kind: 'conflict-copy', file: of, message: messageOf(by), mended: true, keptAs })
  }
  return { left, faults }
}

/** `says the same` is what the window knows these by. */
function messageOf(by: string): string {
  const who = `${by.slice(0, 1).toUpperCase()}${by.slice(1)}`
  return `${who} left a second copy that says the same; it was moved aside, and there is nothing to do.`
}
