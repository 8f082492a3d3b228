import { filterToday } from '../../shared/comparison/excerpt-filter'
import type { Handlers } from '../../shared/contract/dispatch'
import { Failure } from '../../shared/contract/failure'
import { SavedView, type SavedViews } from '../../shared/model/excerpts'
import { inPlaceOf } from '../../shared/model/in-place-of'
import { type ChangeDocument, EditStep } from './history'
import { expectRevision, isSame, recordStep, type SessionContext } from './session-context'

type ViewCalls = Pick<Handlers, 'view.list' | 'view.save' | 'view.remove'>

const MOST_VIEWS = 1000

/** What the calls on saved views do. */
export function viewCalls(context: SessionContext): ViewCalls {
  const { store, publish } = context

  const changeBy: ChangeDocument<SavedViews> = async (edit) => {
    await store.changeViews(edit)
    publish({ kind: 'views' })
  }

  /** What a filter names may have been merged since it was saved. */
  async function asToday({ revision, views }: SavedViews): Promise<SavedViews> {
    const resolve = await context.annotations.resolver()
    const today = ({ name, arrangement }: SavedView): SavedView => ({
      name,
      arrangement: { ...arrangement, filter: filterToday(arrangement.filter, resolve) },
    })
    return { revision, views: views.map(today) }
  }

  async function change(
    label: string,
    revision: number,
    edit: (views: SavedViews['views']) => SavedViews['views'],
  ): Promise<SavedViews> {
    const { before, after } = await store.changeViews((seen) => {
      expectRevision('list of saved views', seen, revision)
      const views = edit(seen.views)
      return isSame(seen.views, views) ? seen : { ...seen, views, revision: seen.revision + 1 }
    })
    if (after === before) return asToday(after)
    publish({ kind: 'views' })
    await recordStep(context, new EditStep(label, null, before, after, changeBy))
    return asToday(after)
  }

  return {
    'view.list': async () => asToday(await store.readViews()),

    'view.save': ({ revision, view }) =>
      change('save view', revision, (views) => {
        const index = views.findIndex(({ name }) => name === view.name)
        const there = views[index]
        if (there !== undefined) return views.with(index, inPlaceOf(SavedView, there, view))
        if (views.length < MOST_VIEWS) return [...views, view]
        const message = `A notebook keeps at most ${MOST_VIEWS} views: remove one you no longer need.`
        throw new Failure('invalid-input', message)
      }),

    'view.remove': ({ revision, name }) =>
      change('remove view', revision, (views) => {
        const left = views.filter((view) => view.name !== name)
        if (left.length < views.length) return left
        throw new Failure('not-found', `There is no saved view “${name}”; it may have been removed.`)
      }),
  }
}
