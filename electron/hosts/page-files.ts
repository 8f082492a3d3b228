import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'

/** One file of the page as it is sent. */
export type PageFile = { readonly bytes: Uint8Array<ArrayBuffer>; readonly contentType: string }

/** The files of the page by the path under which a window may ask for them; nothing else is ever served. */
export type PageFiles = ReadonlyMap<string, PageFile>

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
export async function readPageFiles(folder: string): Promise<PageFiles> {
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
