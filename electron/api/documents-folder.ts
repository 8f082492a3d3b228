import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { configFolder } from './settings'

/** The person's documents folder: as the XDG user folders name it on Linux, `Documents` in the home folder elsewhere. */
export async function documentsFolder(
  env: NodeJS.ProcessEnv = process.env,
  home = homedir(),
): Promise<string> {
  const usual = join(home, 'Documents')
  if (process.platform === 'win32' || process.platform === 'darwin') return usual
  const folders = await readFile(join(configFolder(env, home), 'user-dirs.dirs'), 'utf8').catch(() => '')
  const named = /^XDG_DOCUMENTS_DIR="(.*)"$/m.exec(folders)?.[1]
  if (named === undefined || named === '') return usual
  return named.startsWith('$HOME') ? join(home, named.slice('$HOME'.length)) : named
}
