import type { AnnotationKind } from '../../shared/model/annotation'
import { type CommandId, commandTable } from '../state/command-table'
import { keyOf } from '../state/keys'
import { shortcut } from '../ui/shortcut'
import type { Side } from './place-card'
import { type Pointed, pointAtFirst, pointAtSource, pointAtWords } from './point-at'
import { isFilledFigure, isTakenPosition, isTracedClaim, type Sight } from './sight'

/** The text of the sample that the tour reads, and what is still untagged in it. */
export const EXAMPLE = 'State offers Port Ellery a fund for its harbour but no guards'
export const NUMBER = 'up to 7 percent of the country’s grain'
export const CLAIM = 'It is a landlord’s paper and the mayor cannot sign it'
export const POSITION = 'I did not let the treasurer sign because the text does not protect us yet'
/** What that position is on, in the codebook of the sample. */
export const ISSUE = 'the first text of the agreement'

export type TourStep = {
  readonly title: string
  /** What to do, in the sample or in a notebook of one's own. */
  readonly words: (inSample: boolean) => string
  /** Where on the screen the next of it is done; null while that is out of sight. */
  readonly point: (now: Sight, start: Sight) => Pointed | null
  readonly sides: readonly Side[]
  /** Whether the person has done it since the step began. */
  readonly isDone: (now: Sight, start: Sight) => boolean
}

const BRIEF = '[aria-label="Text of the brief"]'

const tab = (name: string) => `[role=tab][id$="${name}"]`
const besideWords: readonly Side[] = ['left', 'above', 'below']
/** The row of Compare's list of sections, or the tab or the button behind which that is. */
const inCompare = (row: number) => () =>
  pointAtFirst(
    `.cmp-nav li:nth-child(${row}) .li`,
    `${tab('compare')}[aria-selected=false]`,
    '.library-toggle',
  )

const inInspector = () => pointAtFirst('section[aria-label="Inspector"]', '.drawer-toggle')

/** Whether the person went there; somebody who steps back in the tour is there already. */
const wentTo = (section: string) => (now: Sight, start: Sight) => isIn(section, now) && !isIn(section, start)
const isIn = (section: string, { tab, section: shown }: Sight) => tab === 'compare' && shown === section

/** The words where the text is open, else the way to it; once they are tagged, where the rest is filled in. */
const toBeTagged = (words: string, kind: AnnotationKind) => (now: Sight, start: Sight) =>
  now.counts[kind] > start.counts[kind] ? inInspector() : (pointAtWords(words) ?? wayToText())

/** The text of the sample in the library, or the tab or the button behind which that is; a library of one's own as it is. */
const wayToText = () =>
  pointAtSource(EXAMPLE) ??
  pointAtFirst(
    `${tab('read')}[aria-selected=false]`,
    'section[aria-label="Library"] [role=listbox]',
    '.library-toggle',
  )

/** The ten steps, from a text to an exported brief. */
export const tourSteps: readonly TourStep[] = [
  {
    title: 'Read a text',
    words: (inSample) =>
      `Choose ${inSample ? `“${EXAMPLE}”` : 'a text'} in the library. Its words stay as they came in; what you add stands beside them.`,
    point: wayToText,
    sides: ['right', 'below'],
    isDone: (now, start) => now.tab === 'read' && now.source !== null && now.source.id !== start.source?.id,
  },
  {
    title: 'Tag a number',
    words: (inSample) =>
      `Select ${inSample ? `“${NUMBER}”` : 'a number with the words around it'}${inSample ? ' near the end' : ''}, then press ${key('tag-figure')}. By keys: ${key('find')} finds it, and Escape leaves it selected.`,
    point: toBeTagged(NUMBER, 'figure'),
    sides: besideWords,
    isDone: (now, start) => now.counts.figure > start.counts.figure,
  },
  {
    title: 'Say what it counts',
    words: () =>
      `The Inspector has read the number. Accept what it offers: how much, of what, according to whom; the rest you fill in. By keys: Enter opens its fields, ${shortcut('Enter')} accepts all.`,
    point: inInspector,
    sides: ['left', 'below'],
    isDone: (now, start) => isFilledFigure(now.chosen) && !isFilledFigure(start.chosen),
  },
  {
    title: 'A claim, and who knows it',
    words: (inSample) =>
      `Select ${inSample ? `“${CLAIM}”` : 'a statement'} and press ${key('tag-claim')}. Under Attribution the Inspector proposes a chain, from the outlet to the one who knows: accept it, or write your own.`,
    point: toBeTagged(CLAIM, 'claim'),
    sides: besideWords,
    isDone: (now, start) => now.counts.claim > start.counts.claim && isTracedClaim(now.chosen),
  },
  {
    title: 'A position',
    words: (inSample) =>
      `Select ${inSample ? `“${POSITION}”` : 'words by which somebody is for or against something'} and press ${key('tag-position')}. Then say who stands where, and on what${inSample ? `: on ${ISSUE}` : ''}.`,
    point: toBeTagged(POSITION, 'position'),
    sides: besideWords,
    isDone: (now, start) => now.counts.position > start.counts.position && isTakenPosition(now.chosen),
  },
  {
    title: 'Compare figures',
    words: (inSample) =>
      `Open Compare (${key('tab-compare')}) and choose Figures. What different texts say about one measure stands on one scale${inSample ? ': yours among the shares of grain' : ''}.`,
    point: inCompare(2),
    sides: ['below', 'right'],
    isDone: wentTo('figures'),
  },
  {
    title: 'See who is for what',
    words: () =>
      'Choose Positions. Each row is somebody, each column an issue, and every sign in between leads to the words it rests on.',
    point: inCompare(3),
    sides: ['below', 'right'],
    isDone: wentTo('positions'),
  },
  {
    title: 'Search the notebook',
    words: (inSample) =>
      `Press ${key('search')}, or choose “${commandTable.search.title}” under ${key('palette')}, and look for ${inSample ? '“guards”' : 'a word'}. Texts, annotations and memos answer together; Enter opens the first hit, Escape leads back.`,
    point: () => pointAtFirst('section[aria-label="Search"] input[type=search]', '.title .find'),
    sides: ['right', 'below'],
    isDone: (now, start) => now.query.trim().length > 2 && now.query !== start.query,
  },
  {
    title: 'Write the brief',
    words: (inSample) =>
      `Open Brief (${key('tab-brief')}). Behind a sentence type a space, @ and ${inSample ? '“grain”' : 'a word of an excerpt'}, then press Enter: the passage is in, and its footnote is made by itself.`,
    point: () => pointAtFirst(`${BRIEF} > p`, BRIEF, tab('brief')),
    sides: ['left', 'right', 'below'],
    isDone: (now, start) => now.passages !== null && start.passages !== null && now.passages > start.passages,
  },
  {
    title: 'Export it',
    words: () =>
      `Press Export Markdown (${key('export')}). What you hand over is plain text, and every sentence in it leads back to its words.`,
    point: () => pointAtFirst('.page .tool .btn.main', tab('brief')),
    sides: ['below', 'left'],
    isDone: (now, start) => now.exports > start.exports,
  },
]

function key(command: CommandId): string {
  return keyOf(command) ?? 'its command'
}
