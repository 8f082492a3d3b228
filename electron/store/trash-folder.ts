import { join } from 'node:path'
import type { z } from 'zod'
import { Timestamp } from '../../shared/model/time'
import { notRead } from './disk-failure'
import { orAbsent } from './file-system'
import type { Home } from './home'
import { withoutLeftBehind } from './left-behind'

/** One entry of the notebook's folder `trash`; null when it was put there before the time was kept. */
export type Trashed<Id> = { readonly id: Id; readonly name: string; readonly deleted: string | null }

/**
 * The name of what goes to the trash at this moment. It holds the time, so that the one move that deletes also records
 * when: no second write can fail between them. Not every system allows colons in a name.
 */
export function trashName(id: string, deleted: string): string {
  return `${id}.${deleted.replaceAll(':', '-')}`
}

/** What lies in the trash under ids of one sort and with one ending, newest first. */
export async function listTrash<Id extends string>(
  { fs, folder: notebook }: Home,
  { ids, ending }: { ids: z.ZodType<Id>; ending: '' | '.json' },
): Promise<Trashed<Id>[]> {
  const folder = join(notebook, 'trash')
  try {
    const found = (await orAbsent(fs.readdir(folder))) ?? []
    const briefs = ending === '.json' ? ((await orAbsent(fs.readdir(join(notebook, 'briefs')))) ?? []) : []
    // A generation counts too: where only that is left, its document can be mended.
    const mine = withoutLeftBehind(found, [...found, ...briefs])
    const names = new Set(mine.map((name) => name.replace(/\.json\.previous$/, '.json')))
    const entries = [...names]
      .filter((name) => name.endsWith(ending))
      .flatMap((name) => {
        const [, stem, time = null] =
          /^([^.]+)(?:\.(.+Z))?$/.exec(name.slice(0, name.length - ending.length)) ?? []
        const id = ids.safeParse(stem)
        const deleted = time === null ? null : timeOf(time)
        return id.success && (time === null) === (deleted === null) ? [{ id: id.data, name, deleted }] : []
      })
    return entries.toSorted(newestFirst)
  } catch (error) {
    throw notRead(error, folder)
  }
}

function timeOf(written: string): string | null {
  return Timestamp.safeParse(written.replace(/T(\d\d)-(\d\d)-/, 'T$1:$2:')).data ?? null
}

/** What was deleted last comes first, what was deleted at an unknown time last. */
export function newestFirst(
  one: { readonly deleted: string | null },
  two: { readonly deleted: string | null },
): number {
  const [a, b] = [one.deleted ?? '', two.deleted ?? '']
  return a < b ? 1 : a > b ? -1 : 0
}
