import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { writeDurably } from '../store/durable-file'
import { realFileSystem } from '../store/file-system'

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
})
export type Settings = z.infer<typeof Settings>

const FILE = 'settings.json'
const none: Settings = { notebook: null, window: null }

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

/** Change what is remembered, on disk before this resolves. */
export async function changeSettings(change: (settings: Settings) => Settings): Promise<void> {
  const folder = settingsFolder()
  const settings = change(await readSettings())
  await realFileSystem.mkdir(folder, { recursive: true })
  const bytes = new TextEncoder().encode(`${JSON.stringify(settings, null, 2)}\n`)
  await writeDurably(realFileSystem, join(folder, FILE), bytes, { keepPrevious: false })
}
