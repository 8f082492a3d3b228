import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { documentName } from '../../electron/store/document-name'
import type { AnnotationFile } from '../../shared/model/notebook'
import type { Source } from '../../shared/model/source'
import type { Contents } from './model'

const FORMATS = join('tests', 'fixtures', 'formats')

/** A notebook as the last build of an earlier format left it on the disk. */
export type Released = {
  readonly name: string
  readonly format: number
  /** Its files by their paths, as they are. */
  readonly files: ReadonlyMap<string, Uint8Array>
  /** What its documents have to read as, by their paths. */
  readonly model: ReadonlyMap<string, unknown>
}

/** Those of every format that was released, see tests/fixtures/formats. */
export function releasedNotebooks(): Released[] {
  const formats = readdirSync(FORMATS).filter((name) => /^[1-9][0-9]*$/.test(name))
  return formats.flatMap((format) =>
    readdirSync(join(FORMATS, format), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => readReleased(Number(format), join(FORMATS, format, name), name)),
  )
}

function readReleased(format: number, folder: string, name: string): Released {
  const notebook = join(folder, 'notebook')
  const entries = readdirSync(notebook, { recursive: true, withFileTypes: true })
  const files = new Map(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(notebook.length + 1).replaceAll('\\', '/'), readFileSync(path)]),
  )
  // Where a later format reads otherwise, it is said beside.
  const told = ['model.json', ...readdirSync(folder).filter((file) => /^model-[0-9]+\.json$/.test(file))]
  const model = new Map<string, unknown>()
  for (const file of told.filter((one) => existsSync(join(folder, one)))) {
    const documents: unknown = JSON.parse(readFileSync(join(folder, file), 'utf8'))
    for (const [path, document] of Object.entries(documents ?? {})) model.set(path, document)
  }
  return { name: `${name} of format ${format}`, format, files, model }
}

/** What such a notebook has to hold once it is open, in the form in which an open one is looked at. */
export function contentsExpected({ files, model }: Released): Contents {
  const contents = new Map<string, string>()
  const put = (key: string, value: unknown) => contents.set(key, JSON.stringify(value))
  put('codebook', model.get('codebook.json'))
  put('actors', model.get('actors.json'))
  put('views', model.get('views.json') ?? { revision: 1, views: [] })
  for (const [path, document] of model) {
    const place = path.startsWith('trash/') ? 'trash' : 'library'
    const [, id = '', file = ''] =
      /^(?:sources|briefs)\/([^/.]+)(?:\/(.+)|\.json)$/.exec(documentName(path)) ?? []
    const [, version] = /^v([0-9]+)\.json$/.exec(file) ?? []
    if (file === 'source.json') {
      put(`place ${id}`, place)
      put(`source ${id}`, document)
      // The model of `source.json` is a source.
      for (const { number } of (document as Source).versions)
        put(`original ${id} ${number}`, originalOf(files, path.replace(/source\.json$/, `v${number}.`)))
    } else if (version !== undefined) put(`version ${id} ${version}`, document)
    else if (file.startsWith('annotations/')) {
      // And that of a file of annotations is one.
      const { annotations, trash } = document as AnnotationFile
      for (const annotation of annotations) put(`annotation ${annotation.id}`, annotation)
      for (const { annotation } of trash) put(`deleted ${annotation.id}`, annotation)
    } else if (id.startsWith('b-')) {
      put(`place ${id}`, place)
      put(`brief ${id}`, document)
    }
  }
  return contents
}

function originalOf(files: Released['files'], start: string): string | null {
  for (const [path, bytes] of files)
    if (path.startsWith(start) && !path.endsWith('.json')) return Buffer.from(bytes).toString()
  return null
}
