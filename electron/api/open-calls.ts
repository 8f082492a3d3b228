import type { Output } from '../../shared/contract/calls'
import type { Handlers } from '../../shared/contract/dispatch'
import type { NotebookEvent } from '../../shared/contract/events'
import { FORMAT, type Notebook } from '../../shared/model/notebook'
import { blockingFileSystem } from '../store/blocking-file-system'
import { titleOf } from '../store/conflict-copies'
import { realFileSystem } from '../store/file-system'
import type { MigrationProgress } from '../store/migrate-notebook'
import type { NotebookStore } from '../store/notebook-store'
import { openNotebook } from '../store/open-notebook'
import { withTitle } from '../store/with-title'
import { alikeCalls } from './alike-calls'
import { AllAnnotations } from './all-annotations'
import { annotationCalls } from './annotation-calls'
import { backupCalls } from './backup-calls'
import { briefCalls } from './brief-calls'
import { bulkCalls } from './bulk-calls'
import { codebookCalls } from './codebook-calls'
import { compareCalls } from './compare-calls'
import { dateCalls } from './date-calls'
import { desktopCalls } from './desktop-calls'
import { detectCalls } from './detect-calls'
import { eventsOf } from './events-of'
import { excerptCalls } from './excerpt-calls'
import { healthCalls } from './health-calls'
import { HealthWatch } from './health-watch'
import { History, type StepPlace } from './history'
import { importCalls } from './import-calls'
import { inferCalls } from './infer-calls'
import { KnownTexts } from './known-texts'
import { lastReadCalls } from './last-read-calls'
import type { SessionOptions } from './open-session'
import type { Ports } from './ports'
import { preferenceCalls } from './preference-calls'
import { readAhead } from './read-ahead'
import { sampleCalls } from './sample-calls'
import { searchOf } from './search-calls'
import { type SessionContext, sentenceOf } from './session-context'
import { settleCalls } from './settle-calls'
import { sourceCalls } from './source-calls'
import { splitCalls } from './split-calls'
import { trashCalls } from './trash-calls'
import { verifyCalls } from './verify-calls'
import { versionCalls } from './version-calls'
import { viewCalls } from './view-calls'

/** What the calls on an open notebook need of whoever opened it. */
export type OpenPorts = Ports & {
  readonly publish: (event: NotebookEvent) => void
  /** True while a call is answered. */
  readonly isBusy: () => boolean
  /** Runs `job` while the notebook is closed, and opens it anew, whatever comes of it; unless `may` throws, which comes first. */
  readonly whileClosed: (job: () => Promise<void>, may: () => Promise<void>) => Promise<void>
  /** Told how far it is while a notebook of an earlier format is brought up to date. */
  readonly migrating: (progress: MigrationProgress) => void
}

/** The calls on a notebook that is open. */
export type OpenCalls = {
  readonly handlers: Handlers
  /** To be told of every event. */
  follow(event: NotebookEvent): void
  /** Waits for what is being written and gives the notebook free. */
  close(): Promise<void>
}

/** Open a notebook, with what each call does on it. Throws a Failure when it cannot be opened. */
export async function openCalls(options: SessionOptions, ports: OpenPorts): Promise<OpenCalls> {
  const { folder, desktop, takeOver = false, readOnly = false, prepare = false } = options
  const { publish } = ports
  const onLibraryChanged = oncePerWhile(() => publish({ kind: 'library' }))
  const search = searchOf(folder, ports.openSearch)
  const found = ({ id }: Notebook) => {
    if (prepare) search.prepare(id)
  }
  const outside = await ports.outsideBackups.wanted()
  const onHealth = () => publish({ kind: 'health' })
  const onReplaced = (path: string) => {
    for (const event of eventsOf(path)) publish(event)
  }
  let before: number | null = null
  const migration = {
    progress: ports.migrating,
    finished: (from: number) => {
      before = from
    },
  }
  const storePorts = { ...ports, outside, onLibraryChanged, onHealth, onReplaced }
  const opening = openNotebook(folder, storePorts, { takeOver, readOnly, found, migration })
  const store = await opening.catch(async (error: unknown) => {
    await search.close()
    throw error
  })
  const damage = new Map<string, string>()
  const place = { fs: realFileSystem, folder }
  for (const { source, error } of store.damaged) {
    const title = store.library().find(({ id }) => id === source)?.title
    damage.set(source, sentenceOf(withTitle(error, title ?? (await titleOf(place, `sources/${source}`)))))
  }
  const context: SessionContext = {
    ...ports,
    store,
    annotations: new AllAnnotations(store, damage, (read, of) => publish({ kind: 'reading', read, of })),
    texts: new KnownTexts(store),
    desktop,
    damage,
    history: new History(),
    publish,
  }
  // Where nobody waits for anything else, files are read the faster way; where somebody may, another process does so.
  const watch = prepare
    ? new HealthWatch(context, realFileSystem, (units) =>
        ports.work('look', { notebook: store.folder, units }),
      )
    : new HealthWatch(context, blockingFileSystem, null)
  const handlers: Handlers = {
    ...notebookCalls(context, before === null ? null : await updatedWords(store, before), prepare),
    ...lastReadCalls(context),
    ...sourceCalls(context),
    ...annotationCalls(context),
    ...bulkCalls(context),
    ...versionCalls(context),
    ...settleCalls(context),
    ...splitCalls(context),
    ...inferCalls(context),
    ...verifyCalls(context),
    ...healthCalls(context, watch),
    ...backupCalls(context, ports.whileClosed),
    ...viewCalls(context),
    ...dateCalls(context),
    ...codebookCalls(context),
    ...excerptCalls(context),
    ...compareCalls(context),
    ...detectCalls(context),
    ...briefCalls(context),
    ...importCalls(context),
    ...alikeCalls(context),
    ...sampleCalls(context),
    ...trashCalls(context),
    ...search.callsOn(store),
    ...preferenceCalls(context),
    ...desktopCalls(context),
  }
  const ahead = prepare ? readAhead(context, ports.isBusy) : null
  if (prepare) watch.begin()
  return {
    handlers,
    follow(event) {
      search.follow(event)
      context.texts.follow(event)
      if (event.kind === 'health') watch.forgetCopies()
      else watch.noteChange()
    },
    async close() {
      await Promise.all([ahead?.stop(), watch.stop()])
      await Promise.all([store.close(), search.close()])
    },
  }
}

/** The store puts one source right after another; the windows ask again once for many. */
function oncePerWhile(job: () => void): () => void {
  let waiting: NodeJS.Timeout | null = null
  return () => {
    waiting ??= setTimeout(() => {
      waiting = null
      job()
    }, 500).unref()
  }
}

type NotebookCalls = Pick<Handlers, 'notebook.state' | 'history.state' | 'history.undo' | 'history.redo'>

/** That the notebook was brought up to date, and the way back. */
async function updatedWords({ backups }: NotebookStore, from: number): Promise<string> {
  const [backup] = (await backups.list()).filter(({ cause }) => cause === 'before-migration')
  const kept = backup === undefined ? 'a backup' : `backup ${backup.number}`
  return `The notebook was brought up to date from format ${from} to format ${FORMAT}; as it was before it is kept in its folder “backups”, as ${kept}.`
}

function notebookCalls(
  { store, history, damage, publish }: SessionContext,
  updated: string | null,
  isWindow: boolean,
): NotebookCalls {
  return {
    'notebook.state': async () => ({
      id: store.notebook.id,
      title: store.notebook.title,
      folder: store.folder,
      readOnly: store.readOnly,
      // A window tells of sources that are gone as long as they are, under the health of the notebook.
      damaged: [...damage.values(), ...(isWindow ? [] : (await store.gone()).map(({ message }) => message))],
      updated,
    }),
    'history.state': async () => history.state(),
    'history.undo': async () => {
      const { label, place } = await history.undo().finally(() => publish({ kind: 'history' }))
      return { undone: label, where: await whereNow(store, place) }
    },
    'history.redo': async () => {
      const { label, place } = await history.redo().finally(() => publish({ kind: 'history' }))
      return { redone: label, where: await whereNow(store, place) }
    },
  }
}

/** The text that a step was about, as it is now. */
async function whereNow(
  store: NotebookStore,
  place: StepPlace | null,
): Promise<Output<'history.undo'>['where']> {
  const source = store.library().find(({ id }) => id === place?.source)
  if (place === null || source === undefined) return null
  const { id, title } = source
  const annotations = place.annotation === null ? [] : await store.readAnnotations(id)
  const annotation = annotations.find((one) => one.id === place.annotation)?.id ?? null
  return { source: id, title, within: place.annotation !== null, annotation }
}
