import { dirname } from 'node:path'
import { kindOfFile } from '../../shared/model/file-kind'

/** What a file of the notebook is, for a sentence that begins with it and has its path as a detail: “The codebook (codebook.json)”. */
export function fileInWords(name: string): string {
  return `${kindOfFile(name) ?? 'A file'} (${name})`
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
