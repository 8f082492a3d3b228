import { array, assert, boolean, constantFrom, nat, property, string, tuple } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findInText, prepareFind } from './find-in-text'

type Options = { readonly matchCase?: boolean; readonly wholeWords?: boolean }

function hitsOf(text: string, query: string, { matchCase = false, wholeWords = false }: Options = {}) {
  return findInText(prepareFind(text, matchCase), query, { wholeWords })
}
/** The words that were found, as the text writes them. */
function found(text: string, query: string, options?: Options): string[] {
  return hitsOf(text, query, options).map(({ start, end }) => text.slice(start, end))
}

describe('one word in its spellings', () => {
  test.each([
    ['another case', 'The Harbour opens', 'hArBoUr', 'Harbour'],
    ['an accent in the text', 'a café by the quay', 'cafe', 'café'],
    ['an accent in the query', 'a cafe by the quay', 'café', 'cafe'],
    ['an accent as a mark of its own', 'a cafe\u0301 by the quay', 'café', 'cafe\u0301'],
    ['letters with a stroke', 'from Łódź to Tromsø', 'lodz to tromso', 'Łódź to Tromsø'],
    ['sharp s', 'die Straße', 'STRASSE', 'Straße'],
    ['its capital form', 'DIE STRAẞE', 'straße', 'STRAẞE'],
    ['a ligature', 'the o\ufb03ce', 'office', 'o\ufb03ce'],
    ['dotted and dotless i', 'Işık in İzmir', 'isik in izmir', 'Işık in İzmir'],
    ['final sigma', 'ο ναύτης λέει', 'ΝΑΥΤΗΣ', 'ναύτης'],
    ['a typographic apostrophe', 'the mayor’s plan', "mayor's", 'mayor’s'],
    ['typographic quotation marks', 'a “sharp” turn', '"sharp"', '“sharp”'],
    ['guillemets', 'он сказал «да»', '"да"', '«да»'],
    ['a dash', 'May\u2013June', 'may-june', 'May\u2013June'],
    ['a dash in the query', 'well-known', 'well\u2011known', 'well-known'],
    ['a no-break space', '40\u00a0million', '40 million', '40\u00a0million'],
    ['a border of blocks', 'It opens.\nSo they say.', 'opens. so', 'opens.\nSo'],
    ['a soft hyphen', 'the har\u00adbour', 'harbour', 'har\u00adbour'],
    ['an ellipsis', 'and so … on', 'so ... on', 'so … on'],
    ['Ukrainian', 'Порт Київ’ю', "київ'ю", 'Київ’ю'],
    ['Russian ё', 'тёмный берег', 'темный', 'тёмный'],
    ['Arabic with tashkeel', 'قَالَ الوَزِيرُ', 'قال الوزير', 'قَالَ الوَزِيرُ'],
    ['Arabic with tatweel and hamza', 'الأمـــير', 'الامير', 'الأمـــير'],
    ['Hebrew with niqqud', 'שָׁלוֹם לכולם', 'שלום', 'שָׁלוֹם'],
    ['Chinese', '港口将于五月开放', '五月', '五月'],
    ['full-width digits', '２０２５年', '2025', '２０２５'],
    ['Hangul in parts', '\u1112\u1161\u11ab국', '한국', '\u1112\u1161\u11ab국'],
    ['a spelling in two units', 'a 𝒷ridge', 'bridge', '𝒷ridge'],
  ])('%s', (_, text, query, words) => {
    expect(found(text, query)).toEqual([words])
  })
})

describe('what is not the same', () => {
  test.each([
    ['й is not и', 'край', 'краи'],
    ['ї is not і', 'її', 'іі'],
    ['a voiced kana is not a plain one', 'がく', 'かく'],
    ['half of a syllable', '한국', '하'],
    ['half of a ligature', 'æon', 'a'],
    ['one of a family', '👩\u200d👩\u200d👧', '👩'],
    ['a vowel sign belongs to its letter', 'का', 'क'],
  ])('%s', (_, text, query) => {
    expect(found(text, query)).toEqual([])
  })
  test('nothing is found for nothing, and for white space alone', () => {
    for (const query of ['', ' ', '\n', '\u0301']) expect(found('a b c', query)).toEqual([])
  })
})

test('a hit takes the marks with its last letter', () => {
  expect(found('the cafe\u0301s', 'cafe')).toEqual(['cafe\u0301'])
  expect(found('in the ca\u0301fe', 'c')).toEqual(['c'])
})

test('white space in the query is any run of it in the text', () => {
  expect(found('May \u00a0 \n June', 'may june')).toEqual(['May \u00a0 \n June'])
  expect(found('May June', 'may \t june')).toEqual(['May June'])
  expect(found('MayJune', 'may june')).toEqual([])
})

test('hits are counted without overlaps, in reading order', () => {
  expect(hitsOf('ananana', 'ana')).toEqual([
    { start: 0, end: 3 },
    { start: 4, end: 7 },
  ])
})

test('with the case, letters have theirs and accents still do not count', () => {
  expect(found('May may MAY máy', 'may', { matchCase: true })).toEqual(['may', 'máy'])
  expect(found('Σ σ ς', 'σ', { matchCase: true })).toEqual(['σ', 'ς'])
})

test('whole words end where words end, in every script', () => {
  expect(found('port, ports, airport and PORT', 'port', { wholeWords: true })).toEqual(['port', 'PORT'])
  expect(found('порт, порти', 'порт', { wholeWords: true })).toEqual(['порт'])
  expect(found('the 𝒷ridge𝒷 bridge', 'bridge', { wholeWords: true })).toEqual(['bridge'])
  expect(found('it’s about $40m', '$40m', { wholeWords: true })).toEqual(['$40m'])
  expect(found('港口将于五月开放', '五月', { wholeWords: true })).toEqual(['五月'])
})

const signs = constantFrom(
  ...Array.from('aAéßﬁΣςйїёقש港が한 \u00a0\n\u00ad\u200f\u0301“’–…½'),
  ...'e\u0301|и\u0306|قَ|שָׁ|\u1112\u1161|👩\u200d👧|👍🏽|\ud800'.split('|'),
)
const texts = array(signs, { maxLength: 40 }).map((parts) => parts.join(''))

test('every hit folds to the folded query, and its borders are those of characters', () => {
  assert(
    property(texts, texts, boolean(), (text, query, matchCase) => {
      const wanted = prepareFind(query, matchCase).folded
      for (const { start, end } of hitsOf(text, query, { matchCase })) {
        expect(prepareFind(text.slice(start, end), matchCase).folded).toBe(wanted)
        expect(text.slice(end)).not.toMatch(/^\p{M}/u)
      }
    }),
  )
})

test('what stands in the text is found where it stands, unless a hit before overlaps it', () => {
  assert(
    property(texts, nat(), nat(), (text, one, two) => {
      const { starts } = prepareFind(text, false)
      const borders = [...new Set(starts)]
      const [start = 0, end = 0] = [one, two]
        .map((number) => borders[number % borders.length] ?? 0)
        .toSorted((a, b) => a - b)
      const query = text.slice(start, end)
      if (prepareFind(query, false).folded.trim() === '') return
      expect(hitsOf(text, query).some((hit) => hit.start <= start && start < hit.end)).toBe(true)
    }),
  )
})

test('each unit of the folded text leads back to a character of the text, in order', () => {
  assert(
    property(
      tuple(texts, string({ unit: 'binary' })).map(([a, b]) => a + b),
      (text) => {
        const { folded, starts } = prepareFind(text, false)
        expect(starts.length).toBe(folded.length + 1)
        expect(starts.at(-1)).toBe(text.length)
        expect([...starts].toSorted((a, b) => a - b)).toEqual([...starts])
      },
    ),
  )
})
