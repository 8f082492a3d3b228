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
  const numbers = new Set(paths.flatMap((path) => /\/v([1-9][0-9]*)\.[a-z0-9]+$/.exec(path)?.[1] ?? []))
  const entries = (source?.versions ?? []).filter(({ number }) => numbers.has(String(number)))
  const again = listed(entries.map(({ original: { fileName } }) => `“${fileName}”`))
  const versions = [...numbers].flatMap((number) => {
    const its = paths.filter((path) => path.includes(`/v${number}.`))
    const of = (source?.versions.length ?? 1) > 1 ? ` of version ${number}` : ''
    return [
      ...(its.some((path) => path.endsWith('.json')) ? [`the text${of}`] : []),
      ...(its.some((path) => !path.endsWith('.json')) ? [`the file that it was read from${of}`] : []),
    ]
  })
  const rest = [...new Set(paths.flatMap((path) => restOf(path) ?? []))]
  const what = [...versions, ...rest]
  return [
    `${listed(what)} ${what.length > 1 ? 'are' : 'is'} lost; all else of it is whole.`,
    ...(again === '' ? [] : [`Import ${again} again to put that back.`]),
    ...(rest.length === 0 ? [] : [`What the notebook has of ${listed(rest)} now stays.`]),
  ].join(' ')
}

function listed(parts: readonly string[]): string {
  return [parts.slice(0, -1).join(', '), ...parts.slice(-1)].filter((part) => part !== '').join(' and ')
}

/** What is not as this backup had it. */
function othersWords(paths: readonly string[]): string {
  return paths.length === 0 ? '' : 'some of it is as another backup has it.'
}

function restOf(path: string): string | null {
  if (/\/v[1-9][0-9]*\.[a-z0-9]+$/.test(path)) return null
  if (path.includes('/annotations/')) return 'some of its annotations'
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
