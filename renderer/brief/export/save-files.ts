import { strToU8, zipSync } from 'fflate'
import type { ExportedFile } from '../../../shared/model/brief'

/** Hands files of an export to the browser as one download: a file as itself, several as one archive. Answers its name. */
export function download(files: readonly [ExportedFile, ...ExportedFile[]]): string {
  const [first] = files
  const file = files.length === 1 ? { name: first.name, bytes: bytesOf(first) } : archiveOf(files)
  const url = URL.createObjectURL(new Blob([file.bytes], { type: typeOf(file.name) }))
  const link = document.createElement('a')
  link.href = url
  link.download = file.name
  link.click()
  // The download has been handed over once the click has run its course.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
  return file.name
}

/** Several files in one, named after the first with its form, so that no two forms give one name. The same files give the same bytes, whenever and wherever that is. */
export function archiveOf(files: readonly [ExportedFile, ...ExportedFile[]]) {
  const content = Object.fromEntries(files.map((file) => [file.name, bytesOf(file)]))
  // An archive has to say when its files were made, in local time: it says the first moment that it can say.
  const bytes = zipSync(content, { mtime: new Date(1980, 0, 1) })
  return { name: `${files[0].name}.zip`, bytes: new Uint8Array(bytes) }
}

function bytesOf({ encoding, data }: ExportedFile): Uint8Array<ArrayBuffer> {
  if (encoding === 'utf8') return new Uint8Array(strToU8(data))
  return Uint8Array.from(atob(data), (character) => character.charCodeAt(0))
}

const types: Readonly<Record<string, string>> = {
  md: 'text/markdown',
  html: 'text/html',
  csv: 'text/csv',
  zip: 'application/zip',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
}

function typeOf(name: string): string {
  return types[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream'
}
