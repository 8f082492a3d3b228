import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import type { Theme } from '../../shared/model/preferences'

/** One file of the page as it is sent. */
export type PageFile = { readonly bytes: Uint8Array<ArrayBuffer>; readonly contentType: string }

/** The files of the page by the path under which a window may ask for them; nothing else is ever served. */
export type PageFiles = Pick<ReadonlyMap<string, PageFile>, 'get'>

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/**
 * Reads every file of the built page once, at start. A request is then a look-up by its exact path: no path from a
 * request ever reaches the disk. Files of a kind that a page does not need (source maps, licences) are left out.
 */
export async function readPageFiles(folder: string): Promise<ReadonlyMap<string, PageFile>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = new Map<string, PageFile>()
  for (const entry of entries) {
    const contentType = contentTypes[extname(entry.name)]
    if (!entry.isFile() || contentType === undefined) continue
    const path = join(entry.parentPath, entry.name)
    const bytes = new Uint8Array(await readFile(path))
    files.set(`/${relative(folder, path).split(sep).join('/')}`, { bytes, contentType })
  }
  const index = files.get('/index.html')
  if (index !== undefined) files.set('/', index)
  return files
}

/** Where the page says in which theme it is drawn. */
const THEME = /(?<=<html\b[^>]*\bdata-theme=")[a-z]*(?=")/

/**
 * The same files, yet the page itself comes in the theme that `theme` answers at that moment, so that its first paint is
 * the person's and no other flashes up. The loopback host serves it to whoever asks on this machine, without a token:
 * the name of a theme is no secret, and it is the only thing of a person's that may ever stand in the page.
 */
export function inTheme(files: PageFiles, theme: () => Theme): PageFiles {
  return {
    get: (path) => {
      const file = files.get(path)
      return file === undefined || !isPage(path) ? file : { ...file, bytes: themed(file.bytes, theme()) }
    },
  }
}

function isPage(path: string): boolean {
  return path === '/' || path === '/index.html'
}

function themed(bytes: Uint8Array, theme: Theme): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(new TextDecoder().decode(bytes).replace(THEME, theme))
}
