import type { Output } from '../../shared/contract/calls'
import { Failure } from '../../shared/contract/failure'
import type { Fault, Health, LastCheck } from '../../shared/model/health'
import { shortened } from '../../shared/model/shortened'
import type { LostOfBackup } from '../store/backups/losses'
import type { CheckOptions, NotebookCheck } from '../store/check-notebook'
import { checkNotebook } from '../store/check-notebook'
import type { LookAtUnits } from '../store/check-unit'
import { findCopies } from '../store/conflict-copies'
import type { CopyName } from '../store/copy-name'
import { documentName } from '../store/document-name'
import type { FileSystem } from '../store/file-system'
import { expectThere, isGone } from '../store/is-gone'
import type { NotebookStore } from '../store/notebook-store'
import { putSameAside } from '../store/put-same-aside'
import { Scrub } from '../store/scrub'
import type { SessionContext } from './session-context'
import { verifyCalls } from './verify-calls'

type Progress = NonNullable<Health['checking']>

/** Looks at every file of an open notebook: when a person asks for it, and in the background from time to time. */
export class HealthWatch {
  #scrub: Scrub | null = null
  #asked: { readonly ending: AbortController; progress: Progress } | null = null
  #told = 0
  #askAgain: NodeJS.Timeout | null = null
  #stopped = false
  /** Copies that a person has to decide about; null when nobody has looked since something happened. */
  #copies: Promise<readonly CopyName[]> | null = null

  /** `fs` is what the files are read by. A look that somebody waits for is done by `lookAt` as far as it can be, if given. */
  constructor(
    private readonly context: SessionContext,
    private readonly fs: FileSystem,
    private readonly lookAt: LookAtUnits | null,
  ) {}

  /** Looks in the background from now on. */
  begin(): void {
    const { store, now, report } = this.context
    if (store.readOnly !== null) return
    this.#scrub = new Scrub({
      check: (options) => this.#look(options),
      lastCheck: async () => ((await this.#hasLess()) ? null : (await store.health.read()).lastCheck),
      finished: async (found) => void (await this.#remember(found, false)),
      now,
      report,
    })
  }

  /** True when the library holds less than the last backup: something may have been taken away while nobody looked. */
  async #hasLess(): Promise<boolean> {
    const { store } = this.context
    const last = (await store.backups.list()).find(({ place }) => place === 'notebook')
    const briefs = await store.listBriefs()
    const library = store.library()
    const annotations = library.reduce(
      (sum, { counts }) => sum + counts.claim + counts.figure + counts.position,
      0,
    )
    return (
      last !== undefined &&
      (library.length < last.sources || annotations < last.annotations || briefs.briefs.length < last.briefs)
    )
  }

  /** To be told of every change of the notebook. */
  noteChange(): void {
    this.#scrub?.noteChange()
  }

  /** Something about the files was told, so that there may be other copies than before. */
  forgetCopies(): void {
    this.#copies = null
  }

  /** Resolves when nothing is read any more. */
  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#askAgain ?? undefined)
    this.stopCheck()
    await this.#scrub?.stop()
  }

  stopCheck(): void {
    this.#asked?.ending.abort()
  }

  /** How far the look is that somebody waits for; null when nobody does. */
  get checking(): Progress | null {
    return this.#asked?.progress ?? null
  }

  /** The copies that other programs laid into the notebook, but for those that say the same, which are put aside. */
  copies(): Promise<readonly CopyName[]> {
    this.#copies ??= findCopies(this.#place)
      .then((copies) => this.#undecided(copies))
      .catch((error: unknown) => {
        // Whoever asks again looks again.
        this.#copies = null
        throw error
      })
    return this.#copies
  }

  /** Whether nothing is left of the notebook. While that is so windows are told to ask again, since it may come back. */
  async isGone(): Promise<boolean> {
    const gone = await isGone(this.fs, this.context.store.folder)
    if (gone && !this.#stopped)
      this.#askAgain ??= setTimeout(() => {
        this.#askAgain = null
        this.context.publish({ kind: 'health' })
      }, ASK_AGAIN_MS).unref()
    return gone
  }

  /** Looks at every file now, and at the texts as well if asked; one look at a time. */
  async check(texts: boolean): Promise<Output<'health.check'>> {
    if (this.#asked !== null)
      throw new Failure(
        'conflict',
        'The files of the notebook are being looked at already; wait for the end, or stop it.',
      )
    const { store } = this.context
    const ending = new AbortController()
    const { signal } = ending
    this.#asked = { ending, progress: { done: 0, of: 0 } }
    const ids = texts ? store.library().map(({ id }) => id) : []
    try {
      await expectThere(this.fs, store.folder)
      const onProgress = ({ done, of }: Progress) => this.#tell({ done, of: of + ids.length })
      const found = await this.#look({ signal, onProgress }, this.lookAt)
      const { of } = this.#asked.progress
      const told = new Set(found.faults.map(({ file }) => file))
      const gone = signal.aborted ? [] : (await store.gone()).filter(({ file }) => !told.has(file))
      const faults = [...found.faults, ...gone]
      for (const [nth, id] of ids.entries()) {
        if (signal.aborted) break
        faults.push(...(await this.#readAgain(id)))
        this.#tell({ done: of - ids.length + nth + 1, of })
      }
      const whole = { ...found, faults, stopped: found.stopped || signal.aborted }
      return { check: await this.#remember(whole, texts), faults, stopped: whole.stopped }
    } finally {
      this.#asked = null
      this.context.publish({ kind: 'health' })
    }
  }

  get #place() {
    return { fs: this.fs, folder: this.context.store.folder }
  }

  async #look(options: CheckOptions, lookAt: LookAtUnits | null = null): Promise<NotebookCheck> {
    const { store } = this.context
    const { fs, folder } = this.#place
    // Not each of its files is missing, and nothing is to be noted down in its place.
    if (await isGone(fs, folder)) return nothingSeen
    const check = checkNotebook(
      {
        fs,
        notebook: folder,
        inTurn: (source, job) => store.inTurn(source, job),
        newest: () => store.backups.newest(),
        hasBackup: async (file) => (await store.backups.unchanging(documentName(file))) !== null,
        ...(lookAt !== null && { lookAt }),
        ...(store.readOnly === null && {
          mend: (file) => store.mend(file),
          checkBackups: (signal, doubted) => this.#backups(signal, doubted),
        }),
      },
      options,
    )
    return check.then(async (found) => {
      const copies = await this.#undecided(found.copies)
      this.#copies = Promise.resolve(copies)
      const files = new Set(copies.map(({ file }) => file))
      const faults = found.faults.filter(({ kind, file }) => kind !== 'conflict-copy' || files.has(file))
      return { ...found, copies, faults }
    })
  }

  async #undecided(copies: readonly CopyName[]): Promise<readonly CopyName[]> {
    const { store, now } = this.context
    if (store.readOnly !== null) return copies
    const { left, faults } = await putSameAside({ fs: this.fs, store, now }, copies)
    for (const fault of faults) store.health.note(fault)
    return left
  }

  /** The backups are looked at like everything else, and made whole as far as that is possible. */
  async #backups(signal: AbortSignal | undefined, doubted: ReadonlySet<string>) {
    const { backups } = this.context.store
    const { objects, hurt, mended, unread, unavailable } = await backups.verifyBackups(signal, doubted)
    const faults: Fault[] = []
    if (hurt > 0)
      faults.push({
        kind: 'damaged',
        file: 'backups/objects',
        message:
          hurt === mended
            ? hurtWords(hurt, mended)
            : `${hurtWords(hurt, mended)} ${
                doubted.size === 0
                  ? 'The notebook itself is not concerned; a new backup is whole.'
                  : 'Files of the notebook were not whole either: as long as one of them is not, no new backup is whole.'
              }`,
        mended: hurt === mended,
        keptAs: null,
      })
    if (unavailable.length > 0) faults.push(faultOfLosses(unavailable, titlesIn(this.context.store)))
    if (unread > 0)
      faults.push({
        kind: 'damaged',
        file: 'backups/objects',
        message: `${unread === 1 ? 'A file of the backups could not be read, since the disk reported errors; it was left as it is' : `${unread} files of the backups could not be read, since the disk reported errors; they were left as they are`}: look at the files again, and if it happens again make a copy of the notebook on another disk.`,
        mended: false,
        keptAs: null,
      })
    return { faults, files: objects, bytes: 0 }
  }

  /** What is wrong with the texts of a source, read from their originals again. */
  async #readAgain(source: Parameters<SessionContext['store']['readSource']>[0]): Promise<Fault[]> {
    const found = await verifyCalls(this.context)['source.verify']({ sources: [source] })
    return found.flatMap(({ state, message, version }) =>
      state === 'same'
        ? []
        : [
            {
              kind: 'original-changed' as const,
              file: `sources/${source}/v${version}.json`,
              message,
              mended: false,
              keptAs: null,
            },
          ],
    )
  }

  /** What was not mended is an incident, once; a copy is told as such. */
  async #remember(found: NotebookCheck, texts: boolean): Promise<LastCheck> {
    const { store, now } = this.context
    const open = found.faults.filter(({ mended, kind }) => !mended && kind !== 'conflict-copy')
    const check = { at: now(), files: found.files, faults: open.length, texts }
    if (store.readOnly !== null) return check
    const { incidents } = await store.health.read()
    const known = new Set(incidents.filter(({ mended }) => !mended).map(keyOf))
    for (const fault of open) if (!known.has(keyOf(fault))) store.health.note(fault)
    if (!found.stopped) store.health.noteCheck(check)
    return check
  }

  /** Windows are told some times a second, not of every source. */
  #tell(progress: Progress): void {
    if (this.#asked === null) return
    this.#asked.progress = progress
    const time = performance.now()
    if (time - this.#told < TELL_MS && progress.done < progress.of) return
    this.#told = time
    this.context.publish({ kind: 'checking', ...progress })
  }
}

const TELL_MS = 100
/** A look that was not begun. */
const nothingSeen: NotebookCheck = {
  faults: [],
  files: 0,
  bytes: 0,
  copies: [],
  strays: 0,
  unknown: 0,
  stopped: true,
}
const ASK_AGAIN_MS = 5000

/** Tell of backups of which not everything comes back, once, and once that all of them do again. */
export async function tellOfLosses(
  store: Pick<NotebookStore, 'health' | 'library'>,
  lost: readonly LostOfBackup[],
): Promise<void> {
  const { health } = store
  const { incidents } = await health.read()
  const isTold = incidents.find(({ file }) => file === BACKUPS)?.mended === false
  const message = 'All that the backups name is there again; nothing is to be done.'
  const titles = titlesIn(store)
  if (lost.length > 0 && !isTold) health.note(faultOfLosses(lost, titles))
  if (lost.length === 0 && isTold) health.note({ ...faultOfLosses([], titles), message, mended: true })
}

const BACKUPS = 'backups'

function hurtWords(hurt: number, mended: number): string {
  const files =
    hurt === 1 ? 'A file of the backups was not whole' : `${hurt} files of the backups were not whole`
  if (mended === 0) return `${files}.`
  if (mended === hurt) return `${files}; ${hurt === 1 ? 'it is' : 'all of them are'} again.`
  return `${files}, and ${mended} of them ${mended === 1 ? 'is' : 'are'} again.`
}

function titlesIn(store: Pick<NotebookStore, 'library'>): ReadonlyMap<string, string> {
  return new Map(store.library().map(({ id, title }) => [id, title]))
}

/** Of which backups not everything comes back, what of them, and what to do. Backups that have lost the same are told together. */
function faultOfLosses(lost: readonly LostOfBackup[], titles: ReadonlyMap<string, string>): Fault {
  const groups = new Map<string, number[]>()
  for (const { number, place, lostSources, isListed } of lost) {
    const what = `${place === 'outside' ? ' outside' : ''} (${lossWords(lostSources, isListed, titles)} not whole)`
    groups.set(what, [...(groups.get(what) ?? []), number])
  }
  const named = [...groups].map(
    ([what, numbers]) =>
      `${numbers.length === 1 ? 'number' : 'numbers'} ${inRanges(numbers.toSorted((one, two) => one - two))}${what}`,
  )
  const more = named.length - MOST_GROUPS
  const which = [...named.slice(0, MOST_GROUPS), ...(more > 0 ? ['others'] : [])].join(', ')
  const message = `Of these backups not everything can be brought back: ${which}. The rest of each can; a text that is lost is whole again in all of them once its file is imported again; bring a source that is in the trash back from there first.`
  return { kind: 'dangling', file: BACKUPS, message, mended: false, keptAs: null }
}

/** Of so many sorts of losses, and of so many texts in each, it is told which they are. */
const MOST_GROUPS = 5
const MOST_TITLES = 3

/** `“Quays of Orrefjord” and 2 more sources`. */
function lossWords(
  sources: readonly string[],
  isListed: boolean,
  titles: ReadonlyMap<string, string>,
): string {
  const named = sources.flatMap((id) => titles.get(id) ?? []).slice(0, MOST_TITLES)
  const quoted = named.map((title) => `“${shortened(title, 60)}”`)
  const more = sources.length - named.length
  const rest = `${more}${named.length > 0 ? ' more' : ''} ${more === 1 ? 'source' : 'sources'}`
  const words = [...quoted, ...(more > 0 || named.length === 0 ? [rest] : [])].join(', ')
  return isListed ? words : `${words} or more`
}

/** `1 to 5, 7`. */
function inRanges(numbers: readonly number[]): string {
  const ranges: [first: number, last: number][] = []
  for (const number of numbers) {
    const range = ranges.at(-1)
    if (range?.[1] === number - 1) range[1] = number
    else ranges.push([number, number])
  }
  return ranges
    .map(([first, last]) =>
      first === last ? `${first}` : `${first}${last === first + 1 ? ' and' : ' to'} ${last}`,
    )
    .join(', ')
}

/** What is wrong with which file: told once, in whatever words. */
function keyOf({ kind, file }: Fault): string {
  return `${kind} ${file}`
}
