import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectText } from '../../../shared/anchoring/text-projection'
import { Failure } from '../../../shared/contract/failure'
import { blockRoles } from '../../../shared/model/block-roles'
import type { Block, InlineMark } from '../../../shared/model/version'
import { ReadFile } from '../parser-answer'
import { readHtml } from './read-html'

const utf8 = (text: string) => new TextEncoder().encode(text)
const fixture = (name: string) =>
  readFileSync(join(import.meta.dirname, '../../../tests/fixtures/pages', name))

function blocksOf(html: string): readonly Block[] {
  return readHtml('x.html', utf8(html)).blocks
}

function textsOf(html: string): string[] {
  return blocksOf(html).map(({ text }) => text)
}

/** A block with its marks drawn into the text: `a <em>b</em>`. */
function drawn({ text, marks }: Block): string {
  const names = { emphasis: 'em', strong: 'strong', link: 'a' }
  const open = (mark: InlineMark) => (mark.kind === 'link' ? `<a ${mark.href}>` : `<${names[mark.kind]}>`)
  return Array.from({ length: text.length + 1 }, (_, at) => {
    const ends = marks.filter(({ end }) => end === at).toReversed()
    const starts = marks.filter(({ start }) => start === at)
    return [...ends.map(({ kind }) => `</${names[kind]}>`), ...starts.map(open), text[at] ?? ''].join('')
  }).join('')
}

/** The blocks that are the page around the article. */
function framedTexts(page: Uint8Array): string[] {
  const { blocks, structure } = readHtml('page.html', page)
  const roles = blockRoles(
    blocks.map(({ id }) => id),
    { version: 1, marks: structure },
  )
  return blocks.filter((_, index) => roles[index]?.frame).map(({ text }) => text)
}

test('a saved page becomes blocks, with links, emphasis and numbers kept', () => {
  const { blocks } = readHtml('page.html', fixture('courier-article.html'))
  const shown = blocks.map((block) => `${block.kind}${block.level ?? ''} ${drawn(block)}`)
  expect(shown).toEqual([
    'paragraph <a https://courier.example/>The Courier</a> Since 1871',
    'list-item1 • <a https://courier.example/news>News</a>',
    'list-item1 • <a https://courier.example/harbour>Harbour</a>',
    'heading1 Port fund splits the harbour council',
    'paragraph By <a https://courier.example/people/ada-byrne>Ada Byrne</a> and Tom Ellis',
    'paragraph 4 March 2025, late edition',
    'paragraph The council of Port Ellery is to put <strong>nearly €40m</strong> into a fund for its quays, half of it lent by the state, the mayor, Ines Calder, said on Tuesday. “We will not <em>sell</em> the harbour,” she told the chamber, “we will mend\u00a0it.”',
    'paragraph The pilots’ guild is against it. Its head, Jo Park, called the plan “a loan on our own wharf” and asked for the <a https://courier.example/harbour/documents/terms.pdf?page=2&lang=en>terms of the loan</a> to be published before the vote.',
    'heading2 Read more',
    'paragraph Last year’s flood in pictures',
    'heading2 What is in the fund',
    'list-item1 • €19.5m from the state, as a loan over <em>twenty</em> years;',
    'list-item1 • €12m from harbour dues',
    'list-item2 • of which €3m were set aside last year;',
    'list-item1 • the rest from the sale of the old customs house.',
    'paragraph Payments planned, in million euros',
    'table-row Year | Quays | Locks',
    'table-row 2025 | 8.0',
    'table-row 2026 | 11.5 | 4.2',
    'paragraph The north quay, closed since the flood. Photograph: R. Moll',
    'quote Nobody asked the people who work here.',
    'quote Jo Park, pilots’ guild',
    'paragraph The vote was put off twice. First:',
    'list-item1 3. the auditors asked for more time;',
    'list-item1 4. two members were ill.',
    'paragraph The council meets again on 12 March, in the old town hall, and is expected to vote by show of hands that evening.',
    'heading3 More from the harbour',
    'list-item1 • <a https://courier.example/a>Ferry fares go up again</a>',
    'paragraph © The Courier. All rights reserved.',
    'paragraph Your address Subscribe',
  ])
})

test('the number of a note and an exponent stay apart from the number before them', () => {
  expect(
    textsOf(
      '<p>It gave 2025<sup>1</sup> and €40m<sup><a href="#n2">2</a></sup>, 10<sup>6</sup> tons on the 3<sup>rd</sup>.</p>',
    ),
  ).toEqual(['It gave 2025¹ and €40m², 10⁶ tons on the 3rd.'])
})

test('what a page says of itself is proposed, each detail with its rule and the words it stands in', () => {
  const { details, inferences, blocks } = readHtml('page.html', fixture('courier-article.html'))
  expect(details).toEqual({
    title: 'Port fund splits the harbour council',
    outlet: 'The Courier',
    via: null,
    authors: ['Ada Byrne', 'Tom Ellis'],
    published: '2025-03-04',
    updated: '2025-03-06',
    language: 'en-GB',
    direction: 'ltr',
    url: 'https://courier.example/harbour/2025/03/port-fund-splits-council',
    kind: 'article',
  })
  expect(Object.fromEntries(inferences.map(({ field, rule }) => [field, rule]))).toEqual({
    title: 'open-graph',
    outlet: 'open-graph',
    authors: 'json-ld',
    published: 'json-ld',
    updated: 'json-ld',
    language: 'html-lang',
    url: 'canonical',
    kind: 'json-ld',
  })
  const { text } = projectText(blocks)
  const evidence = inferences.find(({ field }) => field === 'title')?.evidence
  expect(text.slice(evidence?.start, evidence?.end)).toBe(details.title)
})

test('the page around an article is frame, and nothing of it is dropped', () => {
  expect(framedTexts(fixture('courier-article.html'))).toEqual([
    'The Courier Since 1871',
    '• News',
    '• Harbour',
    'Read more',
    'Last year’s flood in pictures',
    'More from the harbour',
    '• Ferry fares go up again',
    '© The Courier. All rights reserved.',
    'Your address Subscribe',
  ])
})

test('a text that becomes several blocks is article or frame as a whole', () => {
  const page = `<!doctype html><title>Verses</title><nav><pre>Home\nNews</pre></nav>
    <article><pre>The first line of a verse,\nthe second line of it.</pre>
    ${'<p>What it is about, in words.</p>'.repeat(20)}<p>${'And it goes on. '.repeat(2000)}</p></article>
    <footer><pre>Contact\nTerms</pre></footer>`
  expect(framedTexts(utf8(page))).toEqual(['Home', 'News', 'Contact', 'Terms'])
})

test('the posts of a live blog are found by headline or first words, with their time and whether they changed', () => {
  const { blocks, structure, details } = readHtml('live.html', fixture('live-blog.html'))
  expect(details).toMatchObject({
    kind: 'live-blog',
    outlet: 'Harbour Post',
    authors: ['Lena Voss'],
    published: '2025-03-12',
    url: 'https://harbour-post.example/live/vote',
  })
  const text = (id: string) => blocks.find((block) => block.id === id)?.text.slice(0, 30)
  const posts = structure.flatMap((mark) => (mark.kind === 'post' ? [mark] : []))
  expect(
    posts.map(({ from, to, heading, time, updated }) => [
      text(from),
      text(to),
      heading !== null,
      time,
      updated,
    ]),
  ).toEqual([
    ['Council approves the fund', 'The loan is to be signed befor', true, '21.05', true],
    ['Jo Park has left the chamber w', 'Jo Park has left the chamber w', false, '19.12', false],
    ['The doors are open', 'Some sixty people wait in the ', true, null, false],
  ])
})

test('an evil page arrives as text, and nothing else of it', () => {
  const huge = `<p title="${'x'.repeat(20_000)}">A huge attribute.</p>`
  const deep = `${'<div>'.repeat(10_000)}<p>Ten thousand deep.</p>${'</div>'.repeat(10_000)}`
  const page = fixture('evil.html').toString().replace('</body>', `${huge}${deep}</body>`)
  const file = readHtml('evil.html', utf8(page))
  expect(file.blocks.map(drawn)).toEqual([
    'Plain words stay.',
    'one two three four five six <a https://canary.example/seven>seven</a> <a mailto:ada@courier.example>eight</a>',
    '<script>alert(1)</script> is text.',
    'A bell ␇ a NUL \ufffd half a pair \ufffd and an override \u202egnp.exe\u202c.',
    'A huge attribute.',
    'Ten thousand deep.',
  ])
  expect(file.details).toMatchObject({
    title: 'An evil page that says little',
    authors: ['<img src=x onerror=alert(1)>'],
    published: null,
    url: null,
  })
  expect(ReadFile.parse(file)).toEqual(file)
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
})

test.each<[string, string, readonly string[]]>([
  ['a line break parts blocks', '<p>One<br>two<br><br>three</p>', ['One', 'two', 'three']],
  ['but not in a heading', '<h2>One<br>two</h2>', ['One two']],
  ['white space is folded', '<p> One \n\t two <b> three </b> , four </p>', ['One two three , four']],
  ['lines of preformatted text are paragraphs', '<pre>\n  a  b\n\n c</pre>', ['a  b', 'c']],
  ['text between blocks is a block', 'One<div>two</div>three', ['One', 'two', 'three']],
  ['a definition list', '<dl><dt>Dues</dt><dd>what ships pay</dd></dl>', ['Dues', 'what ships pay']],
  ['an item of several paragraphs has one sign', '<ul><li><p>One</p><p>two</p></li></ul>', ['• One', 'two']],
  ['an item that brings its sign keeps that', '<ul><li>– One</li></ul>', ['– One']],
  ['numbers count down', '<ol reversed><li>a</li><li>b</li></ol>', ['2. a', '1. b']],
  ['an item may name its number', '<ol><li value="7">a</li><li>b</li></ol>', ['7. a', '8. b']],
  [
    'tables that only arrange the page are none',
    '<table><tr><td><h1>A</h1><p>b</p></td></tr></table>',
    ['A', 'b'],
  ],
  [
    'cells of several lines stay in their row',
    '<table><tr><td>a<br>b</td><td><p>c</p></td></tr></table>',
    ['a b | c'],
  ],
  [
    'an explanation above characters stays in brackets',
    '<ruby>港<rp>(</rp><rt>gǎng</rt><rp>)</rp></ruby>',
    ['港(gǎng)'],
  ],
  ['where all is in noscript, that is read', '<noscript><p>Words</p></noscript>', ['Words']],
  [
    'a page saved while something lay over it is seen, though a screen reader was told to wait',
    `<div aria-hidden="true"><p>${'Words of the article. '.repeat(20)}</p></div><p>Accept</p>`,
    ['Words of the article. '.repeat(20).trim(), 'Accept'],
  ],
  ['a sign for the eye alone is none', '<p>Quays <a href="#q" aria-hidden="true">¶</a></p>', ['Quays']],
  ['a closed dialog is not seen', '<dialog>Cookies</dialog><p>Words</p>', ['Words']],
  ['a separator of lines is no part of a block', '<p>a\u2028b</p>', ['a b']],
])('%s', (_, html, texts) => {
  expect(textsOf(html)).toEqual(texts)
})

test.each([
  ['marks keep to their words', '<p>a<b> b </b>c</p>', 'a <strong>b</strong> c'],
  [
    'a link on a line of its own',
    '<div><a href="https://a.example/" style="display:block">a</a></div>',
    '<a https://a.example/>a</a>',
  ],
  ['nested marks', '<p><b>a <i>b</i></b></p>', '<strong>a <em>b</em></strong>'],
  [
    'a link goes on through emphasis',
    '<p><a href="https://a.example/">x <i>y</i></a></p>',
    '<a https://a.example/>x <em>y</em></a>',
  ],
  ['marks behind the sign of an item', '<ul><li><b>a</b> b</li></ul>', '• <strong>a</strong> b'],
  ['marks in a row', '<table><tr><td>a</td><td><b>b</b></td></tr></table>', 'a | <strong>b</strong>'],
  [
    'weight and slant of copied text',
    '<b style="font-weight:normal">a <span style="font-weight: 700">b</span></b>',
    'a <strong>b</strong>',
  ],
  ['a relative link of a page that does not say where it is from', '<p><a href="/x">a</a></p>', 'a'],
  [
    'a link within the page',
    '<base href="https://a.example/"><p><a href="#x">a</a> <a href="y">b</a></p>',
    'a <a https://a.example/y>b</a>',
  ],
])('%s', (_, html, shown) => {
  expect(blocksOf(html).map(drawn)).toEqual([shown])
})

test.each([
  [
    'the mark of byte order',
    Uint8Array.of(0xff, 0xfe, ...Buffer.from('<p>“Ja”', 'utf16le')),
    'utf-16le',
    '“Ja”',
  ],
  [
    'what the page names',
    Buffer.from('<meta charset="iso-8859-2"><p>\xb3\xf3d\xbc', 'latin1'),
    'iso-8859-2',
    'łódź',
  ],
  [
    'the older way to name it',
    Buffer.from(
      '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r"><p>\xd0\xcf\xd2\xd4',
      'latin1',
    ),
    'koi8-r',
    'порт',
  ],
  ['UTF-8 where it names none', utf8('<p>łódź'), 'utf-8', 'łódź'],
  ['UTF-8 where it names another by mistake', utf8('<meta charset="latin1"><p>łódź'), 'utf-8', 'łódź'],
  [
    'a guess where it is nothing else',
    Buffer.from('<p>\x93caf\xe9\x94 \x80', 'latin1'),
    'windows-1252',
    '“café” €',
  ],
])('a page is decoded by %s', (_, bytes, encoding, text) => {
  const file = readHtml('x.html', bytes)
  expect(file.blocks.map((block) => block.text)).toEqual([text])
  expect(file.encoding).toBe(encoding)
  const told = new RegExp(encoding === 'utf-8' ? '^$' : `^Read as ${encoding}[^]*$`, 'i')
  expect(file.notices.join('\n')).toMatch(told)
})

const spoilt = (text: string, encoding: BufferEncoding, ...bytes: number[]) =>
  Buffer.concat([Buffer.from(text, encoding), Buffer.from(bytes), Buffer.from(' quay', encoding)])

test.each<[string, Uint8Array, string, string, string]>([
  ['UTF-8', spoilt('<p>łódź і порт', 'utf8', 0xff), 'utf-8', 'łódź і порт\ufffd quay', '1 character'],
  [
    'UTF-16 with half a character',
    spoilt('\ufeff<p>łódź', 'utf16le', 0x00, 0xd8, 0x00, 0xd8),
    'utf-16le',
    'łódź\ufffd\ufffd quay',
    '2 characters',
  ],
  [
    'the encoding it names',
    spoilt('<meta charset=euc-kr><p>\xba\xce\xb5\xce quay \xba\xce', 'latin1', 0xff),
    'euc-kr',
    '부두 quay 부\ufffd quay',
    '1 character',
  ],
])('a page in %s that is spoilt in one place is right in all others', (_, bytes, encoding, text, lost) => {
  const file = readHtml('x.html', bytes)
  expect(file.blocks.map((block) => block.text)).toEqual([text])
  expect(file.encoding).toBe(encoding)
  expect(file.notices.filter((notice) => notice.startsWith(`${lost} `))).toHaveLength(1)
})

test.each([
  [
    'the name of the site is cut off',
    '<meta property="og:site_name" content="The Courier"><title>Port fund - The Courier</title>',
    'Port fund',
  ],
  [
    'also in front',
    '<meta property="og:site_name" content="The Courier"><title>The Courier | Port fund splits</title>',
    'Port fund splits',
  ],
  [
    'a heading tells where the site begins',
    '<title>Ferry – fares and winds – Harbour Post of Ellery</title><h1>Ferry – fares and winds</h1>',
    'Ferry – fares and winds',
  ],
  [
    'a title that is the heading stays',
    '<title>Port fund splits council – who pays</title><h1>Port fund splits council – who pays</h1>',
    'Port fund splits council – who pays',
  ],
  [
    'a short last part is the site',
    '<title>Port fund splits the whole council | Courier</title>',
    'Port fund splits the whole council',
  ],
  [
    'the title counts behind what ends the head early',
    '<head><noscript><img src=x></noscript><title>Port fund</title></head><svg><title>Logo</title></svg><h1>Quays</h1>',
    'Port fund',
  ],
  ['the title of a drawing is none', '<body><svg><title>Logo</title></svg><h1>Quays</h1>', 'Quays'],
  ['without a title the heading is', '<h1>Port fund</h1>', 'Port fund'],
  ['without either the name of the file is', '<p>Short.</p>', 'page'],
])('%s', (_, html, title) => {
  expect(readHtml('page.html', utf8(`<!doctype html>${html}<p>Text.`)).details.title).toBe(title)
})

test.each([
  ['by a script', '<html dir="rtl"><p>Quay', 'rtl'],
  ['by its letters', '<p>قال الوزير إن الصندوق سيفتح', 'rtl'],
  ['else from the left', '<p>Quay', 'ltr'],
])('a page is read from right to left %s', (_, html, direction) => {
  expect(readHtml('x.html', utf8(html)).details.direction).toBe(direction)
})

test.each<[string, Uint8Array, string]>([
  ['nothing', new Uint8Array(), 'empty'],
  ['a page without words', utf8('<!doctype html><p> <img src=x><script>let words</script>'), 'empty'],
  ['too much text', utf8(`<p>${'words '.repeat(900_000)}`), 'too-much-text'],
  ['elements without end', utf8('<div>'.repeat(100_000)), 'too-complex'],
  ['elements without number', utf8('<br>'.repeat(1_000_001)), 'too-complex'],
])('%s is refused with a sentence that names the file', (_, bytes, reason) => {
  const refusal = refusalOf(bytes)
  expect(refusal.reason).toBe(reason)
  expect(refusal.message).toContain('“page.html”')
})

function refusalOf(bytes: Uint8Array): Failure {
  try {
    readHtml('page.html', bytes)
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
  throw new Error('the page was not refused')
}
