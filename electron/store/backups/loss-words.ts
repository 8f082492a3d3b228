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
  for (const path of new Set([...hurt, ...gone.files])) {
    const folder = path.split('/').slice(0, 2).join('/')
    const of = isFolderOfSource(folder) ? folder : path
    places.set(of, [...(places.get(of) ?? []), path])
  }
  const details = new Map(
    backup.files.filter(({ at }) => at.endsWith('/source.json')).map((file) => [file.at, file]),
  )
  const sourceAt = async (place: string) => {
    const file = details.get(`${place}/source.json`)
    if (file === undefined) return null
    return Source.safeParse(documentIn(file, await backup.read(file))).data ?? null
  }
  const told = await inParallel([...places], FILES_AT_ONCE, async ([of, paths]) => {
    const lost = paths.filter((path) => gone.files.has(path))
    const message = isFolderOfSource(of)
      ? sourceWords(of, await sourceAt(of), lost, lost.length < paths.length)
      : `${fileInWords(of)} ${lost.length > 0 ? 'is lost; what the notebook has of it now stays as it is' : 'is as another backup has it'}.`
    return { file: lost[0] ?? of, message }
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

/** What of a source is in no copy any more and how it comes back, and whether some of it is not as this backup had it. */
function sourceWords(
  place: string,
  source: Source | null,
  lost: readonly string[],
  isOther: boolean,
): string {
  const name = source === null ? `A source (${place})` : `“${shortened(source.details.title, 200)}”`
  if (lost.length === 0) return `${name} is in part as another backup has it.`
  const numbers = new Set(lost.flatMap((path) => /\/v([1-9][0-9]*)\.[a-z0-9]+$/.exec(path)?.[1] ?? []))
  const entries = (source?.versions ?? []).filter(({ number }) => numbers.has(String(number)))
  const versions = [...numbers].flatMap((number) => {
    const its = lost.filter((path) => path.includes(`/v${number}.`))
    const of = (source?.versions.length ?? 1) > 1 ? ` of version ${number}` : ''
    return [
      ...(its.some((path) => path.endsWith('.json')) ? [`the text${of}`] : []),
      ...(its.some((path) => !path.endsWith('.json')) ? [`the file that it was read from${of}`] : []),
    ]
  })
  const rest = [...new Set(lost.flatMap((path) => restOf(path) ?? []))]
  const again = listed(entries.map(({ original: { fileName } }) => `“${fileName}”`))
  return [
    `${name} has lost ${listed([...versions, ...rest])}; all else of it is whole.`,
    ...(again === '' ? [] : [`Import ${again} again to put that back.`]),
    ...(rest.length === 0 ? [] : [`What the notebook has of ${listed(rest)} now stays as it is.`]),
    ...(isOther ? ['Some of it is as another backup has it.'] : []),
  ].join(' ')
}

function listed(parts: readonly string[]): string {
  return [parts.slice(0, -1).join(', '), ...parts.slice(-1)].filter((part) => part !== '').join(' and ')
}

function restOf(path: string): string | null {
  if (/\/v[1-9][0-9]*\.[a-z0-9]+$/.test(path)) return null
  if (path.includes('/annotations/')) return 'some of its annotations'
  if (path.endsWith('/links.json')) return 'its links'
  return 'its details'
}

function isFolderOfSource(place: string): boolean {
  return KeptFolder.shape.place.safeParse(place).success
}
