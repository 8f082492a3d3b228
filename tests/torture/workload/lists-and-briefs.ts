import { sampleBrief } from '../../../electron/store/testing/samples'
import type { Brief } from '../../../shared/model/brief'
import type { Books } from '../../../shared/model/edit-codebook'
import { anyExcerpt, type SavedViews } from '../../../shared/model/excerpts'
import type { Effect } from '../model'
import { type Desk, entry, into, type Kind, type Made } from './desk'

export const changesOfListsAndBriefs: readonly Kind[] = [
  ['change codebook', changeCodebook, 2],
  ['change actors', changeActors, 1],
  ['change views', changeViews, 1],
  ['add brief', addBrief, 2],
  ['change brief', changeBrief, 2],
  ['trash brief', trashBrief, 1],
  ['restore brief', restoreBrief, 1],
]

/** The codebook and the list of people with one entry more each. */
export function withCode(desk: Desk): {
  readonly before: Books
  readonly after: Books
  readonly effect: Effect
} {
  const before = desk.books()
  const { newId } = desk.ports
  const code = {
    id: newId('c'),
    name: `Quay ${newId('c')}`,
    description: desk.memo(),
    parent: null,
    colour: null,
    gone: null,
  }
  const actor = {
    id: newId('p'),
    name: `Harbour board ${newId('p')}`,
    description: '',
    spellings: [],
    gone: null,
  }
  const codebook = {
    ...before.codebook,
    revision: before.codebook.revision + 1,
    codes: [...before.codebook.codes, code],
  }
  const actors = {
    ...before.actors,
    revision: before.actors.revision + 1,
    actors: [...before.actors.actors, actor],
  }
  return {
    before,
    after: { codebook, actors },
    effect: [entry('codebook', codebook), entry('actors', actors)],
  }
}

function changeCodebook(desk: Desk): Made {
  const { before, after } = withCode(desk)
  return {
    effect: [entry('codebook', after.codebook)],
    make: (store) => store.changeCodebook(into(before.codebook, after.codebook)),
  }
}

function changeActors(desk: Desk): Made {
  const { before, after } = withCode(desk)
  return {
    effect: [entry('actors', after.actors)],
    make: (store) => store.changeActors(into(before.actors, after.actors)),
  }
}

function changeViews(desk: Desk): Made {
  const before = desk.views()
  const view: SavedViews['views'][number] = {
    name: `All about the quays, ${before.revision}`,
    arrangement: { filter: anyExcerpt, sort: 'created', descending: false, group: 'none' },
  }
  const after = { revision: before.revision + 1, views: [...before.views.slice(-5), view] }
  return { effect: [entry('views', after)], make: (store) => store.changeViews(into(before, after)) }
}

function addBrief(desk: Desk): Made {
  const brief = sampleBrief(desk.ports, `What the repair costs, ${desk.random.below(1000)}`)
  return {
    effect: [entry(`place ${brief.id}`, 'library'), entry(`brief ${brief.id}`, brief)],
    make: (store) => store.addBrief(brief),
  }
}

function changeBrief(desk: Desk): Made | null {
  const brief = desk.some(desk.briefs('library'))
  if (brief === null) return null
  const paragraph = { type: 'paragraph' as const, content: [{ type: 'text' as const, text: desk.memo() }] }
  const after: Brief = {
    ...brief,
    revision: brief.revision + 1,
    document: { type: 'doc', content: [...brief.document.content.slice(-3), paragraph] },
  }
  return {
    effect: [entry(`brief ${brief.id}`, after)],
    make: (store) => store.changeBrief(brief.id, into(brief, after)),
  }
}

function trashBrief(desk: Desk): Made | null {
  const brief = desk.some(desk.briefs('library'))
  if (brief === null) return null
  return { effect: [entry(`place ${brief.id}`, 'trash')], make: (store) => store.trashBrief(brief.id) }
}

function restoreBrief(desk: Desk): Made | null {
  const brief = desk.some(desk.briefs('trash'))
  if (brief === null) return null
  return { effect: [entry(`place ${brief.id}`, 'library')], make: (store) => store.restoreBrief(brief.id) }
}
