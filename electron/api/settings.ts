import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { defaultPreferences, Preferences } from '../../shared/model/preferences'
import { notSaved } from '../store/disk-failure'
import { writeDurably } from '../store/durable-file'
import { realFileSystem } from '../store/file-system'
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
export async function readSettings(): Promise<Settings> {
  try {
    const settings = Settings.safeParse(JSON.parse(await readFile(join(settingsFolder(), FILE), 'utf8')))
    return settings.success ? settings.data : none
  } catch {
    return none
  }
}

const changes = new Queue()

/**
 * Change what is remembered, on disk before this resolves; one change after another, so that none is lost. Throws a
 * Failure when the disk refuses it.
 */
export function changeSettings(change: (settings: Settings) => Settings): Promise<Settings> {
  return changes.run(async () => {
    const folder = settingsFolder()
    const settings = change(await readSettings())
    const bytes = new TextEncoder().encode(`${JSON.stringify(settings, null, 2)}\n`)
    try {
      await realFileSystem.mkdir(folder, { recursive: true })
    } catch (error) {
      throw notSaved(error, join(folder, FILE))
    }
    await writeDurably(realFileSystem, join(folder, FILE), bytes, { keepPrevious: false })
    return settings
  })
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
})

/** The person's preferences: what was chosen where it can be understood, else what holds for everybody. */
export function preferencesOf({ preferences }: Pick<Settings, 'preferences'>): Preferences {
  return KeptPreferences.parse(preferences)
}
