import type { Answer } from '../../shared/contract/answer'
import type { CallName, Output } from '../../shared/contract/calls'
import { dispatch, type Handlers } from '../../shared/contract/dispatch'
import type { NotebookEvent } from '../../shared/contract/events'
import type { Notebook } from '../../shared/model/notebook'
import type { NotebookStore } from '../store/notebook-store'
import { openNotebook } from '../store/open-notebook'
import { alikeCalls } from './alike-calls'
import { AllAnnotations } from './all-annotations'
import { annotationCalls } from './annotation-calls'
import { briefCalls } from './brief-calls'
import { bulkCalls } from './bulk-calls'
import { codebookCalls } from './codebook-calls'
import { compareCalls } from './compare-calls'
import { dateCalls } from './date-calls'
import type { Desktop } from './desktop'
import { desktopCalls } from './desktop-calls'
import { detectCalls } from './detect-calls'
import { excerptCalls } from './excerpt-calls'
import { healthCalls } from './health-calls'
import { History, type StepPlace } from './history'
import { importCalls } from './import-calls'
import { inferCalls } from './infer-calls'
import { KnownTexts } from './known-texts'
import { lastReadCalls } from './last-read-calls'
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

export type SessionOptions = {
  readonly folder: string
  readonly desktop: Desktop | null
  /** Take the notebook over from another computer that seems to have it open. */
  readonly takeOver?: boolean
  /** Look, do not touch: opened without taking the lock. */
  readonly readOnly?: boolean
  /**
   * A person will look at it, so what takes long to read is read before it is asked for: what is searched while the notebook is
   * opened, all annotations as soon as the windows leave time for it.
   */
  readonly prepare?: boolean
}

/** Calls that wait for a person, or for a file to be read. Undo takes back what was done while they are at it. */
const unhurried: ReadonlySet<string> = new Set<CallName>([
  'import.end',
  'import.member',
  'source.alike',
  'source.verify',
  'desktop.chooseFiles',
  'desktop.chooseFolder',
  'desktop.importFile',
  'desktop.chooseSave',
  'desktop.openLink',
])

/** A notebook that is open: what every host carries. */
export type Session = {
  /** Runs a call of the contract. Never rejects: every failure is an answer. */
  call(name: string, input: unknown): Promise<Answer<unknown>>
  /** Tells `listener` of every event until the function it returns is called. */
  onEvent(listener: (event: NotebookEvent) => void): () => void
  /** Waits for what is being written and gives the notebook free. */
  close(): Promise<void>
}

/** Open a notebook and answer calls on it. Throws a Failure when it cannot be opened. */
export async function openSession(options: SessionOptions, ports: Ports): Promise<Session> {
  const { folder, desktop, takeOver = false, readOnly = false, prepare = false } = options
  const listeners = new Set<(event: NotebookEvent) => void>()
  const publish = (event: NotebookEvent) => {
    for (const listener of listeners) tell(listener, event, ports)
  }
  const onLibraryChanged = oncePerWhile(() => publish({ kind: 'library' }))
  const search = searchOf(folder, ports.openSearch)
  const found = ({ id }: Notebook) => {
    if (prepare) search.prepare(id)
  }
  const opening = openNotebook(folder, { ...ports, onLibraryChanged }, { takeOver, readOnly, found })
  const store = await opening.catch(async (error: unknown) => {
    await search.close()
    throw error
  })
  const damage = new Map<string, string>(
    store.damaged.map(({ source, error }) => [source, sentenceOf(error)]),
  )
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
  listeners.add((event) => search.follow(event))
  listeners.add((event) => context.texts.follow(event))
  const handlers: Handlers = {
    ...notebookCalls(context),
    ...lastReadCalls(context),
    ...sourceCalls(context),
    ...annotationCalls(context),
    ...bulkCalls(context),
    ...versionCalls(context),
    ...settleCalls(context),
    ...splitCalls(context),
    ...inferCalls(context),
    ...verifyCalls(context),
    ...healthCalls(),
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
  const running = new Set<Promise<unknown>>()
  const ahead = prepare ? readAhead(context, () => running.size > 0) : null
  return {
    async call(name, input) {
      // To undo means the last thing a person did, also while the disk is still at it.
      if (name === 'history.undo' || name === 'history.redo') await Promise.allSettled(running)
      const answer = dispatch(handlers, name, input, ports.report)
      if (!unhurried.has(name)) running.add(answer)
      return answer.finally(() => running.delete(answer))
    },
    onEvent(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async close() {
      await ahead?.stop()
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

/** The change is on the disk already: a window that cannot be told of it must not make it look like a failure. */
function tell(listener: (event: NotebookEvent) => void, event: NotebookEvent, { report }: Ports): void {
  try {
    listener(event)
  } catch (error) {
    report(error)
  }
}

type NotebookCalls = Pick<Handlers, 'notebook.state' | 'history.state' | 'history.undo' | 'history.redo'>

function notebookCalls({ store, history, damage, publish }: SessionContext): NotebookCalls {
  return {
    'notebook.state': async () => ({
      id: store.notebook.id,
      title: store.notebook.title,
      folder: store.folder,
      readOnly: store.readOnly,
      damaged: [...damage.values()],
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
