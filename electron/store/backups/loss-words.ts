import type { Fault } from '../../../shared/model/health'
import { shortened } from '../../../shared/model/shortened'
import { Source } from '../../../shared/model/source'
import { fileInWords } from '../file-in-words'
import { FILES_AT_ONCE, inParallel } from '../in-parallel'
import { KeptFolder } from './backup-documents'
import { documentIn, type OpenBackup } from './restore'

/** A source or a document of which not everything comes back: a file of it, and what is to be told. */
export type Lost = Pick<Fault, 'file' | 'message'>

/**
 * What does not come back of a backup that was opened `partly`, or not as the backup had it: a sentence for each source or
 * document, which is true before it is restored and afterwards.
 */
export async function lossesOf(backup: OpenBackup): Promise<readonly Lost[]> {
  const { hurt, gone } = backup
  const places = new Map<string, string[]>()
  for (const path of new Set([
    ...hurt.filter((one) => one.includes('.') || one.includes('/')),
    ...gone.files,
  ])) {
    const folder = path.split('/').slice(0, 2).join('/')
    const of = isFolderOfSource(folder) ? folder : path
    places.set(of, [...(places.get(of) ?? []), path])
  }
  const told = await inParallel([...places], FILES_AT_ONCE, async ([of, paths]) => {
    const source = await sourceAt(backup, of)
    const name = source === null ? fileOrSource(of) : `“${shortened(source.details.title, 200)}”`
    const message = [
      goneWords(
        paths.filter((path) => gone.files.has(path)),
        source,
      ),
      othersWords(paths.filter((path) => !gone.files.has(path))),
    ]
    return { file: paths[0] ?? of, message: `${name}: ${message.filter((part) => part !== '').join(' ')}` }
  })
  const unlisted =
    gone.shelves.size === 0
      ? []
      : [
          {
            file: 'backups/objects',
            message:
              'Which other sources it held is not known, since a list of them is lost; those that are in the notebook stay as they are.',
          },
        ]
  return [...told.toSorted((one, two) => (one.message < two.message ? -1 : 1)), ...unlisted]
}

/** What is in no copy any more, and how it comes back. */
function goneWords(paths: readonly string[], source: Source | null): string {
  if (paths.length === 0) return ''
  const numbers = [...new Set(paths.flatMap((path) => /\/v([1-9][0-9]*)\.[a-z0-9]+$/.exec(path)?.[1] ?? []))]
  const several = (source?.versions.length ?? 1) > 1
  const versions = numbers.map((number) => {
    const named = source?.versions.find((one) => one.number === Number(number))?.original.fileName
    const file = named === undefined ? '' : ` (“${named}”)`
    const has = (ending: RegExp) => paths.some((path) => path.includes(`/v${number}.`) && ending.test(path))
    const text = has(/\.json$/) ? ['the text'] : []
    const original = has(/\.(?!json$)[a-z0-9]+$/) ? [`the file that it was read from${file}`] : []
    const of = several ? ` of version ${number}` : ''
    return { what: `${[...text, ...original].join(' and ')}${of}`, named }
  })
  const rest = [...new Set(paths.flatMap((path) => restOf(path) ?? []))]
  const files = versions.flatMap(({ named }) => named ?? [])
  const again =
    files.length === 0
      ? ''
      : ` Import ${files.map((file) => `“${file}”`).join(' and ')} again to put that back.`
  const kept = rest.length === 0 ? '' : ` What the notebook has of ${rest.join(' and ')} now stays.`
  const what = [...versions.map((one) => one.what), ...rest].join(', ')
  return `${what} ${versions.length + rest.length > 1 || / and /.test(what) ? 'are' : 'is'} lost; all else of it is whole.${again}${kept}`
}

/** What is not as this backup had it. */
function othersWords(paths: readonly string[]): string {
  return paths.length === 0 ? '' : 'some of it is as another backup has it.'
}

function restOf(path: string): string | null {
  if (/\/v[1-9][0-9]*\.[a-z0-9]+$/.test(path)) return null
  if (/\/annotations\//.test(path)) return 'some of its annotations'
  if (path.endsWith('/links.json')) return 'its links'
  return path.endsWith('/source.json') ? 'its details' : 'what it says'
}

function fileOrSource(of: string): string {
  return isFolderOfSource(of) ? `A source (${of})` : fileInWords(of)
}

function isFolderOfSource(place: string): boolean {
  return KeptFolder.shape.place.safeParse(place).success
}

/** The source whose folder it is, as the backup has it. */
async function sourceAt({ files, read }: OpenBackup, place: string): Promise<Source | null> {
  const file = files.find(({ at }) => at === `${place}/source.json`)
  if (file === undefined) return null
  return Source.safeParse(documentIn(file, await read(file))).data ?? null
}
