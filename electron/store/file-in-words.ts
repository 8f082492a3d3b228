import { dirname } from 'node:path'
import { kindOfFile } from '../../shared/model/file-kind'
import { shortened } from '../../shared/model/shortened'

/** What a file of the notebook is, for a sentence that begins with it and has its path as a detail: “The codebook (codebook.json)”. */
export function fileInWords(name: string): string {
  return `${kindOfFile(name) ?? 'A file'} (${name})`
}

/** As `fileWithoutPath`, with the title of its source or brief where that is known: “The text of “The quay””. */
export function fileOfTitle(name: string, its: string | null): string {
  if (its === null) return fileWithoutPath(name)
  const kind = kindOfFile(name)
  const title = shortened(its, 200)
  if (kind === null) return `“${title}”`
  if (kind === 'A brief') return `The brief “${title}”`
  if (/[\\/]annotations[\\/]/.test(name)) return `${kind} of “${title}”`
  return kind.replace(/ of a source$/, ` of “${title}”`)
}

/** As `fileInWords`, for a sentence that a person reads in the middle of something else: without the path. */
export function fileWithoutPath(name: string): string {
  return kindOfFile(name) ?? 'A file of the notebook'
}

/** The folder that a person knows a file by: that of its notebook, else the one in which it lies. */
export function knownFolderOf(path: string): string {
  const notebook = path.replace(WITHIN, '')
  return notebook === path ? dirname(path) : notebook
}

/** The folders that a notebook has inside, with what lies in them. */
const WITHIN =
  /[\\/](?:(?:sources|trash)(?:[\\/][sb]-[0-9a-hjkmnp-tv-z]{16}.*)?|briefs(?:[\\/]b-[^\\/]+)?|backups(?:[\\/](?:\d|objects).*)?|aside[\\/]\d.*)$/
