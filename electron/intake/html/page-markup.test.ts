import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ReadFile } from '../parser-answer'
import { readHtml } from './read-html'

const utf8 = (text: string) => new TextEncoder().encode(text)
const fixture = (name: string) =>
  readFileSync(join(import.meta.dirname, '../../../tests/fixtures/pages', name))
const textOf = ({ blocks }: ReadFile, id: string | null) =>
  blocks.find((block) => block.id === id)?.text.slice(0, 22) ?? null

function postsOf(file: ReadFile) {
  return file.structure.flatMap((mark) =>
    mark.kind === 'post'
      ? [
          [
            textOf(file, mark.from),
            textOf(file, mark.to),
            textOf(file, mark.heading),
            mark.time,
            mark.updated,
          ],
        ]
      : [],
  )
}

test('elements beside each other that bear a time are the posts of a live blog, where nothing else says so', () => {
  const file = readHtml('live.html', fixture('live-times.html'))
  expect(postsOf(file)).toEqual([
    ['6.05pm', 'Updated at 6.20pm', 'The fund is adopted', '6.05pm', true],
    ['5.31pm', 'The pilots’ guild asks', null, '5.31pm', false],
    ['4.48pm', '• In May 1998 the last', 'Doors open', '4.48pm', false],
  ])
  expect(file.details.kind).toBe('live-blog')
})

const post = (time: string, words: string) =>
  `<div><time datetime="2025-03-12T${time}">then</time><p>${words}</p></div>`
const words = 'The gallery stays silent and the clerk counts the hands once more. '.repeat(3)

test('a time that is not written as one is read from what the page says of it', () => {
  const page = ['18:05:00Z', '17:31', '16:48'].map((time) => post(time, words)).join('')
  expect(postsOf(readHtml('x.html', utf8(`<!doctype html>${page}`))).map(([, , , time]) => time)).toEqual([
    '18.05',
    '17.31',
    '16.48',
  ])
})

test.each([
  ['two of them', post('18:05', words) + post('17:31', words)],
  [
    'comments',
    `<p>${words}</p>${[1, 2, 3].map((n) => `<div class="comment-${n}">${post('18:05', words)}</div>`).join('')}`,
  ],
  ['a list beside an article', `<p>${words.repeat(4)}</p>${post('18:05', 'a').repeat(4)}`],
])('%s are no live blog', (_, page) => {
  const file = readHtml('x.html', utf8(`<!doctype html>${page}`))
  expect(postsOf(file)).toEqual([])
  expect(file.details.kind).toBe('article')
})

test('the caption of a figure is one', () => {
  const file = readHtml('page.html', fixture('courier-article.html'))
  const captions = file.structure.flatMap((mark) =>
    mark.kind === 'caption' ? [textOf(file, mark.from)] : [],
  )
  expect(captions).toEqual(['The north quay, closed'])
})

const item = (body: string) =>
  `<!doctype html><p>Before.</p><article itemscope itemtype="https://schema.org/NewsArticle">${body}</article>`

test('what an article says of itself by its markup is told of it', () => {
  const { details, inferences } = readHtml(
    'x.html',
    utf8(
      item(`<h1 itemprop="headline">Port fund</h1>
        <span itemprop="author" itemscope itemtype="https://schema.org/Person"><b itemprop="name">Ada Byrne</b></span>
        <span itemprop="author">Tom Ellis</span>
        <span itemprop="publisher" itemscope><meta itemprop="name" content="The Courier"></span>
        <time itemprop="datePublished" datetime="2025-03-04T10:00">Tuesday</time>
        <div itemprop="comment" itemscope><span itemprop="author">Troll</span><time itemprop="datePublished" datetime="2020-01-01">x</time></div>`),
    ),
  )
  expect(details).toMatchObject({
    title: 'Port fund',
    outlet: 'The Courier',
    authors: ['Ada Byrne', 'Tom Ellis'],
    published: '2025-03-04',
    kind: 'article',
  })
  expect(inferences.find(({ field }) => field === 'authors')?.rule).toBe('microdata')
})

const update = (head: string, time: string) =>
  `<div itemprop="liveBlogUpdate" itemscope itemtype="https://schema.org/BlogPosting"><h2 itemprop="headline">${head}</h2>
     <meta itemprop="datePublished" content="2025-03-12T${time}"><p>${words}</p></div>`

test('posts that the markup describes are found like those of JSON-LD', () => {
  const page = `<!doctype html><div itemscope itemtype="http://schema.org/LiveBlogPosting">${update('Adopted', '18:05')}${update('Doors open', '16:48')}</div>`
  const file = readHtml('x.html', utf8(page))
  expect(postsOf(file).map(([from, , , time]) => [from, time])).toEqual([
    ['Adopted', '18.05'],
    ['Doors open', '16.48'],
  ])
  expect(file.details.kind).toBe('live-blog')
})

test('who wrote and who published it is found where the JSON-LD only points to them', () => {
  const graph = {
    '@graph': [
      { '@type': 'Organization', '@id': '#us', name: 'The Courier' },
      { '@type': 'Person', '@id': '#ada', name: 'Ada Byrne' },
      {
        '@type': 'WebPage',
        mainEntity: {
          '@type': 'OpinionNewsArticle',
          headline: 'Port fund',
          author: { '@id': '#ada' },
          publisher: { '@id': '#us' },
          mainEntityOfPage: { '@id': 'https://courier.example/fund' },
        },
      },
    ],
  }
  const page = `<!doctype html><script type="application/ld+json">${JSON.stringify(graph)}</script><p>Words.`
  expect(readHtml('x.html', utf8(page)).details).toMatchObject({
    title: 'Port fund',
    outlet: 'The Courier',
    authors: ['Ada Byrne'],
    url: 'https://courier.example/fund',
  })
})

test('a page that SingleFile put together says where it is from, and its pictures are left out', () => {
  const page = `<!DOCTYPE html> <html lang=en><!--
 Page saved with SingleFile 
 url: https://courier.example/harbour/fund 
 saved date: Thu Mar 20 2025 09:12:44 GMT+0100
--><meta charset=utf-8><title>Port fund</title><style>@font-face{src:url(data:font/woff2;base64,d09G)}</style>
<p>The port gets <a href="data:text/html,x">a fund</a> and <a href=/terms>terms</a>.<img src="data:image/png;base64,iVBORw0KGgo=">`
  const { details, blocks } = readHtml('page.html', utf8(page))
  expect(details.url).toBe('https://courier.example/harbour/fund')
  expect(blocks.map(({ text }) => text)).toEqual(['The port gets a fund and terms.'])
  expect(blocks[0]?.marks).toMatchObject([{ kind: 'link', href: 'https://courier.example/terms' }])
})

test.each([
  ['<meta name="citation_publication_date" content="2025/03/04">', { published: '2025-03-04' }],
  [
    '<meta name="parsely-pub-date" content="2025-03-04T10:00Z"><meta name="parsely-author" content="Ada Byrne">',
    { published: '2025-03-04', authors: ['Ada Byrne'] },
  ],
  ['<meta property="og:updated_time" content="2025-03-06T10:00Z">', { updated: '2025-03-06' }],
])('%s tells of the article', (meta, told) => {
  expect(readHtml('x.html', utf8(`<!doctype html>${meta}<p>Words.`)).details).toMatchObject(told)
})
