import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { Failure } from '../../shared/contract/failure'
import { NotebookId, SourceId } from '../../shared/model/ids'
import { defaultPreferences, Preferences, type Theme } from '../../shared/model/preferences'
import { notSaved } from '../store/disk-failure'
import { writeDurably } from '../store/durable-file'
import { isAbsent, realFileSystem } from '../store/file-system'
import { acquireLock, type Lock } from '../store/lock'
import { Queue } from '../store/queue'

/**
 * What Sourcebook remembers of this person between two starts, whichever host ran. Each setting is read by itself:
 * one that cannot be understood is absent, and what a later version wrote beside them is kept.
 */
export const Settings = z.looseObject({
  /** Folder of the notebook that was open last. */
  notebook: z.string().min(1).nullable().catch(null),
  window: z
    .strictObject({
      x: z.exactOptional(z.int()),
      y: z.exactOptional(z.int()),
      width: z.int().min(1),
      height: z.int().min(1),
      maximized: z.boolean(),
    })
    .nullable()
    .catch(null),
  /**
   * The text that was read last, by notebook, the notebook that was read last at the end. Here and not in the notebook,
   * whose folder may be shared with people who read something else.
   */
  lastRead: z.record(NotebookId, SourceId).optional().catch(undefined),
  /** Whether backups are also kept beside the settings; they are, unless the person said otherwise. */
  outsideBackups: z.boolean().optional().catch(undefined),
  /** Those that the person chose, as they were written; `preferencesOf` reads them. */
  preferences: z.looseObject({}).catch({}),
})
export type Settings = z.infer<typeof Settings>

const FILE = 'settings.json'
const none: Settings = { notebook: null, window: null, preferences: {} }

/** The folder of `settings.json`: $SOURCEBOOK_SETTINGS_DIR, else where the system keeps settings of programs. */
export function settingsFolder(
  env: NodeJS.ProcessEnv = process.env,
  platform = process.platform,
  home = homedir(),
): string {
  const named = env['SOURCEBOOK_SETTINGS_DIR']
  if (named !== undefined && named !== '') return named
  if (platform === 'win32') return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Sourcebook')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Sourcebook')
  return join(configFolder(env, home), 'sourcebook')
}

/** Where programs keep their settings on Linux; the XDG rules take an empty variable for an absent one. */
export function configFolder(env: NodeJS.ProcessEnv, home: string): string {
  const named = env['XDG_CONFIG_HOME']
  return named === undefined || named === '' ? join(home, '.config') : named
}

/** What is remembered. Nothing is, when the file is absent or cannot be understood: settings are a convenience. */
export function readSettings(): Promise<Settings> {
  return read().catch(() => none)
}

/** As `readSettings`, yet a file that is there and cannot be read now is thrown: no change may take its place. */
async function read(): Promise<Settings> {
  try {
    return understand(await readFile(join(settingsFolder(), FILE), 'utf8'))
  } catch (error) {
    if (isAbsent(error)) return none
    throw error
  }
}

function understand(text: string): Settings {
  try {
    const settings = Settings.safeParse(JSON.parse(text))
    return settings.success ? settings.data : none
  } catch {
    return none
  }
}

const changes = new Queue()

/**
 * Change what is remembered, on disk before this resolves; one change after another, in this process and in others
 * that share the settings, so that none is lost. Throws a Failure when the disk refuses it.
 */
export function changeSettings(change: (settings: Settings) => Settings): Promise<Settings> {
  return changes.run(async () => {
    const folder = settingsFolder()
    const path = join(folder, FILE)
    try {
      await realFileSystem.mkdir(folder, { recursive: true })
      const lock = await waitForLock(folder)
      try {
        const settings = change(await read())
        const bytes = new TextEncoder().encode(`${JSON.stringify(settings, null, 2)}\n`)
        await writeDurably(realFileSystem, path, bytes, { keepPrevious: false })
        return settings
      } finally {
        await lock.release()
      }
    } catch (error) {
      throw notSaved(error, path)
    }
  })
}

/** Another process is done in a few milliseconds; one that is not has been stopped in the middle. */
const PATIENCE_MS = 5_000

/** The lock of the settings, which is held for the moment of one change. */
async function waitForLock(folder: string): Promise<Lock> {
  const deadline = performance.now() + PATIENCE_MS
  for (;;) {
    const late = performance.now() > deadline
    try {
      // No change takes that long: what another computer left in a shared home is from before it went down.
      return await acquireLock(realFileSystem, folder, {
        now: () => new Date().toISOString(),
        takeOver: late,
      })
    } catch (error) {
      if (!(error instanceof Failure && error.reason === 'held')) throw error
      if (late) {
        throw new Failure(
          'held',
          'Another Sourcebook is saving the same settings and does not end: close it.',
        )
      }
    }
    await pause(5 + Math.random() * 10)
  }
}

const { shape } = Preferences
const KeptPreferences = z.object({
  theme: shape.theme.catch(defaultPreferences.theme),
  textSize: shape.textSize.catch(defaultPreferences.textSize),
  measure: shape.measure.catch(defaultPreferences.measure),
  leading: shape.leading.catch(defaultPreferences.leading),
  cards: shape.cards.catch(defaultPreferences.cards),
  librarySort: shape.librarySort.catch(defaultPreferences.librarySort),
  libraryDescending: shape.libraryDescending.catch(defaultPreferences.libraryDescending),
  libraryGroup: shape.libraryGroup.catch(defaultPreferences.libraryGroup),
  compareAsTable: shape.compareAsTable.catch(defaultPreferences.compareAsTable),
  briefChecks: shape.briefChecks.catch(defaultPreferences.briefChecks),
  briefMarkdown: shape.briefMarkdown.catch(defaultPreferences.briefMarkdown),
  exportCopies: shape.exportCopies.catch(defaultPreferences.exportCopies),
  tour: shape.tour.catch(defaultPreferences.tour),
})

/** The person's preferences: what was chosen where it can be understood, else what holds for everybody. */
export function preferencesOf({ preferences }: Pick<Settings, 'preferences'>): Preferences {
  return KeptPreferences.parse(preferences)
}

/**
 * The theme that the person prefers at this moment. Read without waiting, because what needs it cannot wait: a page that
 * is being served, a window that is being made.
 */
export function preferredTheme(): Theme {
  try {
    return preferencesOf(understand(readFileSync(join(settingsFolder(), FILE), 'utf8'))).theme
  } catch {
    return defaultPreferences.theme
  }
}
