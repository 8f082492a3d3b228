import { expect, test } from 'vitest'
import type { SourceDetails } from '../../shared/model/source'
import type { Section, Suggestion } from '../../shared/model/suggestion'
import { Labels } from './labels'
import { type Reading, score } from './score'

const file = 'The port\n\nThe fund is €40m.\nThe mayor said: “We will wait.”\n'
const details: SourceDetails = {
  title: 'The port',
  outlet: 'The Courier',
  via: null,
  authors: ['Ada Byrne'],
  published: null,
  updated: null,
  language: 'en',
  direction: 'ltr',
  url: null,
  kind: 'article',
}
/** The words as a label or a reading has them, by where they stand in a text. */
const at = (text: string, words: string) => ({
  start: text.indexOf(words),
  end: text.indexOf(words) + words.length,
})

function reading(given: Partial<Reading>): Reading {
  return { text: file.trim().replaceAll('\n\n', '\n'), details, sections: [], suggestions: [], ...given }
}

function labels(given: object): Labels {
  return Labels.parse({ source: { ...details, published: null }, ...given })
}

test('a detail counts as right, as wrong, as missed, or not at all where there is nothing to tell', () => {
  const told = {
    title: 'The Port',
    outlet: null,
    published: '2025-03-01',
    authors: ['Ada Byrne', 'Tom Ellis'],
  }
  const scored = score(labels({ source: { ...details, ...told } }), file, reading({}))
  expect(scored).toMatchObject({
    title: { right: 1, wrong: 0, missed: 0 },
    outlet: { right: 0, wrong: 1, missed: 0 },
    published: { right: 0, wrong: 0, missed: 1 },
    updated: { right: 0, wrong: 0, missed: 0 },
    authors: { right: 1, wrong: 0, missed: 1 },
  })
})

test('what the text alone cannot tell is not missed', () => {
  const source = { ...details, via: 'The Wire', notInText: ['via'] }
  expect(score(labels({ source }), file, reading({})).via).toEqual({ right: 0, wrong: 0, missed: 0 })
})

test('places agree where white space alone differs', () => {
  const { text } = reading({})
  const section = (kind: Section['kind'], words: string): Section => ({
    ...at(text, words),
    kind,
    heading: null,
    time: null,
  })
  const scored = score(
    labels({ sections: [{ ...at(file, 'The fund is €40m.'), kind: 'post' }] }),
    file,
    reading({ sections: [section('heading', 'The port'), section('post', 'The fund is €40m.')] }),
  )
  expect(scored).toMatchObject({
    posts: { right: 1, wrong: 0, missed: 0 },
    headings: { right: 0, wrong: 1, missed: 0 },
  })
})

test('a stretch that is told in part is right and missed in part', () => {
  const { text } = reading({})
  const section: Section = { ...at(text, 'The fund'), kind: 'boilerplate', heading: null, time: null }
  const scored = score(
    labels({ sections: [{ ...at(file, 'The fund is €40m.'), kind: 'boilerplate' }] }),
    file,
    reading({ sections: [section] }),
  )
  expect(scored['boilerplate (characters)']).toEqual({ right: 7, wrong: 0, missed: 7 })
})

test('a quotation is found with its speaker, and an optional one counts neither way', () => {
  const { text } = reading({})
  const quote = (words: string, speaker: string): Suggestion => ({
    ...at(text, words),
    kind: 'quote',
    exact: words,
    rule: 'quotation-marks',
    speaker,
    cue: 'said',
  })
  const found = reading({ suggestions: [quote('We will wait', 'Mayor Holm'), quote('The fund', 'nobody')] })
  const label = { ...at(file, 'We will wait.'), speaker: 'Dagny Holm' }
  const scored = score(labels({ quotes: [label] }), file, found)
  expect(scored).toMatchObject({
    quotes: { right: 1, wrong: 1, missed: 0 },
    'speakers of quotes': { right: 1, wrong: 0 },
  })
  const optional = { ...at(file, 'The fund'), speaker: null, optional: true }
  expect(score(labels({ quotes: [label, optional] }), file, found).quotes).toEqual({
    right: 1,
    wrong: 0,
    missed: 0,
  })
})
