import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Failure } from '../../shared/contract/failure'
import type { NotebookId } from '../../shared/model/ids'
import { Notebook } from '../../shared/model/notebook'
import { outsideOf } from './backups/list-outside'
import { damagedNotebook, folderState } from './create-notebook'
import { encodeDocument } from './document-codec'
import { DurableAdapter } from './durable-adapter'
import { writeDurably } from './durable-file'
import { fileInWords } from './file-in-words'
import type { FileSystem } from './file-system'
import type { Home } from './home'
import type { StorePorts } from './notebook-store'
import { readState } from './read-state'
import type { Care } from './take-care'
import type { ReadOnly } from './write-gate'

/** What `notebook.json` says, and why it may only be read. */
export type SeenNotebook =
  | { readonly notebook: Notebook; readonly readOnly: ReadOnly | null }
  /** What is there is a notebook, but only an earlier state can say which. */
  | { readonly notebook: null; readonly readOnly: ReadOnly | null; readonly fault: Failure }

/** Which notebook lies in `folder`, as its own file says. Throws a Failure where there is none, or one that we do not know. */
export async function readNotebook(fs: FileSystem, folder: string): Promise<SeenNotebook> {
  for (let tries = 1; ; tries += 1) {
    const seen = await readOnce(fs, folder)
    // A disk that wakes up, or a file that a virus scanner holds, needs a moment.
    if (seen.readOnly === null || seen.notebook !== null || tries === TRIES) return seen
    await pause(200)
  }
}
const TRIES = 3

async function readOnce(fs: FileSystem, folder: string): Promise<SeenNotebook> {
  const adapter = new DurableAdapter({ fs, folder, repair: null }, notebookFile, true)
  try {
    const notebook = await adapter.read()
    if (notebook !== null) return { notebook, readOnly: adapter.newer }
  } catch (error) {
    if (!(error instanceof Failure) || error.reason === 'newer-format') throw error
    return { notebook: null, readOnly: error.reason === 'damaged' ? null : onlyRead(error), fault: error }
  }
  const state = await folderState(fs, folder)
  if (state === 'remains') return { notebook: null, readOnly: null, fault: damagedNotebook(folder) }
  throw new Failure(
    'not-a-notebook',
    `There is no notebook in ${folder}; choose another folder, or make a new one.`,
  )
}

const notebookFile = { name: 'notebook.json', schema: Notebook }

/**
 * A disk that does not give a file back may do so the next time: that is no damage, so that nothing is put in its place. As it
 * was last known it serves to read the rest.
 */
function onlyRead({ reason, message }: Failure): ReadOnly {
  return { reason, message: `${message} Until then the notebook is open for reading only.` }
}

/**
 * The notebook whose own file is damaged or gone, which is mended; where the file only could not be read, as it was last known.
 * Throws the fault when nothing is known of it.
 */
export async function mendNotebook({ home, health }: Care, fault: Failure): Promise<Notebook> {
  if (fault.reason === 'damaged') {
    const mended = await home.repair?.mend(notebookFile)
    if (mended === null || mended === undefined) throw fault
    return mended.document
  }
  const known = await home.repair?.lastKnown(notebookFile)
  if (known === null || known === undefined) throw fault
  const message = `${fileInWords(notebookFile.name)} could not be read; it is shown as it was last known, and nothing was changed. ${fault.message}`
  health.note({ kind: 'damaged', file: notebookFile.name, message, mended: false, keptAs: null })
  return known.document
}

/** Looks at the file of an open notebook again: where it is damaged or gone it is written anew, as nobody changes what it says. */
export async function writeNotebookAgain(home: Home, notebook: Notebook): Promise<void> {
  const { name } = notebookFile
  const found = await readState(home, notebookFile)
  if (home.repair === null || found?.status === 'whole' || found?.status === 'newer') return
  const known = await home.repair.lastKnown(notebookFile)
  const written = await home.repair.makeWay(name, found?.why ?? null)
  const { bytes } = encodeDocument({ name, sequence: (known?.sequence ?? 0) + 1, document: notebook })
  // Its last generation may be whole.
  await writeDurably(home.fs, join(home.folder, name), bytes, { keepPrevious: false })
  written()
}

/** The id under which backups of the notebook in `folder` seem to lie outside of it; null where nothing tells. */
export async function idOutside(
  fs: FileSystem,
  folder: string,
  { outside = null }: StorePorts,
): Promise<NotebookId | null> {
  return outside === null ? null : outsideOf(fs, outside, folder).catch(() => null)
}
