import { type BackupPorts, Backups } from '../../electron/store/backups/backups'
import { restoreCopy } from '../../electron/store/backups/restore-copy'
import { createNotebook } from '../../electron/store/create-notebook'
import type { FileSystem } from '../../electron/store/file-system'
import type { NotebookStore } from '../../electron/store/notebook-store'
import { openNotebook } from '../../electron/store/open-notebook'
import { breakableFileSystem, diskError } from '../../electron/store/testing/faulty-file-system'
import {
  type SampleSource,
  sampleAnnotation,
  sampleBrief,
  sampleSource,
} from '../../electron/store/testing/samples'
import type { MemoryDisk } from './memory-disk'
import { emptyDisk, FOLDER, patientPorts } from './workload-recorded'

/** Where the notebook of this kit has its backups outside. */
export const OUTSIDE = '/home/settings/backups/n-0000000000000001'

/** A notebook in memory with three texts, an annotation in each, and a brief. */
export type Harbour = {
  readonly disk: MemoryDisk
  readonly store: NotebookStore
  readonly samples: readonly SampleSource[]
  readonly brief: ReturnType<typeof sampleBrief>
  /** The id of one of its sources. */
  readonly idOf: (nth: number) => SampleSource['source']['id']
  /** Change a line of the brief. */
  readonly retitle: (title: string) => Promise<unknown>
}

export async function makeHarbour(): Promise<Harbour> {
  const disk = await emptyDisk()
  const { ports } = patientPorts(disk.fs)
  await createNotebook(FOLDER, 'Harbour', ports)
  const store = await openNotebook(FOLDER, ports)
  const samples: SampleSource[] = []
  for (const title of ['Quays', 'Ferries', 'Fish']) {
    const sample = sampleSource(ports, title)
    await store.addSource(sample.source, sample.version, sample.original)
    await store.addAnnotation(sampleAnnotation(ports, sample))
    samples.push(sample)
  }
  const brief = sampleBrief(ports)
  await store.addBrief(brief)
  return {
    disk,
    store,
    samples,
    brief,
    // There are three.
    idOf: (nth) => (samples[nth] as SampleSource).source.id,
    retitle: (title) => store.changeBrief(brief.id, (seen) => ({ ...seen, title })),
  }
}

/** Backups of that notebook, which are made only when a test says so. */
export function backupsOn(fs: FileSystem, more: Partial<BackupPorts> = {}): Backups {
  return new Backups({
    fs,
    notebook: FOLDER,
    outside: OUTSIDE,
    now: () => '2025-03-01T08:00:00.000Z',
    later: () => () => undefined,
    onBackup: () => undefined,
    ...more,
  })
}

/** A disk that opens no file whose path has this part. */
export function refusing(part: string, on: FileSystem) {
  const broken = breakableFileSystem({ disk: on })
  broken.breakBy((_, { path, call }) => (call === 'open' && path.includes(part) ? diskError('EMFILE') : null))
  return broken
}

/** What the annotations in a copy of each backup outside have for memos, newest first. */
export async function memosOutside(fs: FileSystem): Promise<string[][]> {
  const states: string[][] = []
  for (const { number, place } of await backupsOn(fs).list()) {
    if (place !== 'outside') continue
    const folder = `/home/copy-${number}`
    const { ports } = patientPorts(fs, { firstId: 5000 + number })
    await restoreCopy(fs, { notebook: null, outside: OUTSIDE }, { number, place }, folder, ports)
    const copy = await openNotebook(folder, ports)
    const all = await Promise.all(copy.library().map(({ id }) => copy.readAnnotations(id)))
    states.push(all.flat().map(({ memo }) => memo))
    await copy.close()
  }
  return states
}

/** Copy the folder of the notebook, as a person does in a file manager while it is closed. */
export async function copyFolder(disk: MemoryDisk, to: string): Promise<void> {
  for (const path of disk.files(FOLDER)) {
    if (path === `${FOLDER}/lock`) continue
    const target = `${to}${path.slice(FOLDER.length)}`
    await disk.fs.mkdir(target.slice(0, target.lastIndexOf('/')), { recursive: true })
    const file = await disk.fs.open(target, 'new')
    const bytes = disk.bytesOf(path) ?? new Uint8Array()
    await file.write(bytes, 0, bytes.length)
    await file.close()
  }
}
