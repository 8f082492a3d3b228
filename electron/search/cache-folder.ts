import { createHash } from 'node:crypto'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/**
 * Where what is kept for searching a notebook lies: in the person's folder for what programs can make anew, never in the notebook, which
 * people carry about and share. A copy of a notebook in another folder has its own.
 */
export function searchFolder(
  notebook: { readonly id: string; readonly folder: string },
  env: NodeJS.ProcessEnv = process.env,
  platform = process.platform,
  home = homedir(),
): string {
  const place = createHash('sha256').update(resolve(notebook.folder)).digest('hex').slice(0, 8)
  return join(cacheFolder(env, platform, home), 'search', `${notebook.id}-${place}`)
}

function cacheFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform, home: string): string {
  // With settings of its own, Sourcebook leaves nothing anywhere else.
  const named = env['SOURCEBOOK_SETTINGS_DIR']
  if (named !== undefined && named !== '') return join(named, 'cache')
  if (platform === 'win32')
    return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'Sourcebook', 'Cache')
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'Sourcebook')
  const caches = env['XDG_CACHE_HOME']
  return join(caches === undefined || caches === '' ? join(home, '.cache') : caches, 'sourcebook')
}
