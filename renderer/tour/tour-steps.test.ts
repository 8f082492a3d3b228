import { expect, test } from 'vitest'
import text from '../../resources/sample/coastal-press.txt?raw'
import notebook from '../../resources/sample/notebook.json?raw'
import type { Sight } from './sight'
import { CLAIM, EXAMPLE, ISSUE, NUMBER, POSITION, tourSteps } from './tour-steps'

/** Somebody with a text open. */
const reading: Sight = {
  tab: 'read',
  source: null,
  section: 'excerpts',
  query: '',
  counts: { claim: 0, figure: 0, position: 0 },
  chosen: null,
  passages: null,
  exports: 0,
}

const timesIn = (whole: string, words: string) => whole.split(words).length - 1

test('the text of the sample that the tour reads bears the title that it is called by', () => {
  expect(text.split('\n')[0]).toBe(EXAMPLE)
})

test.each([NUMBER, CLAIM, POSITION])('“%s” stands once in that text, and is left to be tagged', (words) => {
  expect(timesIn(text, words)).toBe(1)
  expect(notebook).not.toContain(words)
})

test('what the steps of the sample name is there', () => {
  const named = tourSteps.flatMap(({ words }) => words(true).match(/(?<=“)[^”]+/g) ?? [])
  expect(named).toEqual([EXAMPLE, NUMBER, CLAIM, POSITION, 'Search the notebook', 'guards', 'grain'])
  expect(notebook).toContain(`"name": "${ISSUE}"`)
  for (const word of ['guards', 'grain']) expect(timesIn(text, word)).toBeGreaterThan(0)
})

test('in a notebook of one’s own no step names the sample', () => {
  for (const { words } of tourSteps)
    for (const named of [EXAMPLE, NUMBER, CLAIM, POSITION, ISSUE, 'grain'])
      expect(words(false)).not.toContain(named)
})

test('somebody who steps back to what was done already stays there', () => {
  const [figures, positions] = ['Compare figures', 'See who is for what'].map((title) =>
    tourSteps.find((step) => step.title === title),
  )
  const at = (section: string): Sight => ({ ...reading, tab: 'compare', section })
  expect(figures?.isDone(at('figures'), at('figures'))).toBe(false)
  expect(figures?.isDone(at('figures'), reading)).toBe(true)
  expect(positions?.isDone(at('positions'), at('positions'))).toBe(false)
  expect(positions?.isDone(at('positions'), at('figures'))).toBe(true)
})
