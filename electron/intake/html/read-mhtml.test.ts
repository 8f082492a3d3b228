import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Failure } from '../../../shared/contract/failure'
import { readHtml } from './read-html'
import { readMhtml } from './read-mhtml'

const address = 'https://courier.example/harbour/2025/03/port-fund-splits-council'
const page = readFileSync(join(import.meta.dirname, '../../../tests/fixtures/pages/courier-article.html'))

/** Bytes as quoted-printable, as browsers write it: signs of ASCII but for `=`, in lines of 76. */
function quoted(bytes: Uint8Array): string {
  const signs = Array.from(bytes, (byte) =>
    (byte >= 32 && byte < 127 && byte !== 61) || byte === 10
      ? String.fromCharCode(byte).replace('\n', '\r\n')
      : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  )
  let line = ''
  const lines: string[] = []
  for (const sign of signs) {
    if (sign === '\r\n' || line.length + sign.length > 75) {
      lines.push(sign === '\r\n' ? line : `${line}=`)
      line = ''
    }
    if (sign !== '\r\n') line += sign
  }
  return [...lines, line].join('\r\n')
}

type Part = { readonly head: readonly string[]; readonly body: string }
const boundary = '----MultipartBoundary--q1W2e3----'

/** A page in one file, in the form that Chromium gives it. */
function saved(
  parts: readonly Part[],
  head: readonly string[] = [`Snapshot-Content-Location: ${address}`],
): Uint8Array {
  const lines = [
    'From: <Saved by Blink>',
    ...head,
    'Subject: =?utf-8?Q?Port=20fund?=',
    'Date: Thu, 20 Mar 2025 09:12:44 +0100',
    'MIME-Version: 1.0',
    'Content-Type: multipart/related;',
    '\ttype="text/html";',
    `\tboundary="${boundary}"`,
    '',
    '',
    ...parts.flatMap((part) => [`--${boundary}`, ...part.head, '', part.body]),
    `--${boundary}--`,
    '',
  ]
  return Buffer.from(lines.join('\r\n'), 'latin1')
}

const frame: Part = {
  head: [
    'Content-Type: text/html',
    'Content-ID: <frame-2@mhtml.blink>',
    'Content-Location: https://ads.example/',
  ],
  body: '<html><body><p>Buy a boat.</p></body></html>',
}
const article: Part = {
  head: [
    'Content-Type: text/html',
    'Content-ID: <frame-1@mhtml.blink>',
    'Content-Transfer-Encoding: quoted-printable',
    `Content-Location: ${address}`,
  ],
  body: quoted(page),
}
const picture: Part = {
  head: [
    'Content-Type: image/png',
    'Content-Transfer-Encoding: base64',
    'Content-Location: https://courier.example/q.png',
  ],
  body: 'iVBORw0KGgo=',
}

test('a page in one file is read as the page itself, and nothing of its frames', async () => {
  const read = await readMhtml('page.mhtml', saved([frame, picture, article]))
  const alone = readHtml('page.html', page)
  expect(read.blocks).toEqual(alone.blocks)
  expect(read).toMatchObject({ mediaType: 'multipart/related', encoding: 'utf-8', details: alone.details })
})

test('the page says where it is from by the message around it', async () => {
  const body = '<!doctype html><title>Port fund</title><p>The port gets <a href="/fund">a fund</a>.'
  const { details, inferences, blocks } = await readMhtml(
    'page.mht',
    saved([{ head: article.head.slice(0, 2), body }]),
  )
  expect(details.url).toBe(address)
  expect(inferences.find(({ field }) => field === 'url')?.rule).toBe('saved-from')
  expect(blocks[0]?.marks).toMatchObject([{ kind: 'link', href: 'https://courier.example/fund' }])
})

test.each<[string, readonly Part[], (readonly string[])?]>([
  [
    'the first page where none is named',
    [picture, { ...article, head: ['Content-Type: text/html', ...article.head.slice(2, 3)] }, frame],
    [],
  ],
  [
    'the part that the message starts with',
    [
      frame,
      {
        ...article,
        head: [...article.head.filter((line) => !line.startsWith('Content-ID')), 'Content-ID: <start@quay>'],
      },
    ],
    ['Content-Type: multipart/related; start="<start@quay>"; boundary="----MultipartBoundary--q1W2e3----"'],
  ],
  [
    'a page within a part',
    [
      {
        head: ['Content-Type: multipart/alternative; boundary=inner'],
        body: [
          `--inner`,
          'Content-Type: text/plain',
          '',
          'Plain.',
          '--inner',
          ...article.head,
          '',
          article.body,
          '--inner--',
        ].join('\r\n'),
      },
    ],
  ],
  [
    'a page in base64',
    [
      {
        head: ['Content-Type: text/html; charset="utf-8"', 'Content-Transfer-Encoding: base64'],
        body: page.toString('base64').replaceAll(/(.{76})/g, '$1\r\n'),
      },
    ],
    [],
  ],
])('it is %s', async (_, parts, head) => {
  const read = await readMhtml('page.mhtml', saved(parts, head))
  expect(read.blocks).toEqual(readHtml('page.html', page).blocks)
})

test('the message tells the encoding that the page does not', async () => {
  const body = Buffer.from('<p>\xef\xee\xf0\xf2', 'latin1').toString('base64')
  const head = ['Content-Type: text/html; charset=windows-1251', 'Content-Transfer-Encoding: base64']
  const read = await readMhtml('page.mhtml', saved([{ head, body }]))
  expect(read).toMatchObject({ encoding: 'windows-1251', blocks: [{ text: 'порт' }] })
})

test('a page that was cut off is read as far as it goes', async () => {
  const whole = saved([article])
  const read = await readMhtml('page.mhtml', whole.subarray(0, whole.length - 1500))
  expect(read.details.title).toBe('Port fund splits the harbour council')
})

test('a message without a page is refused in words', async () => {
  const refused = readMhtml('page.mhtml', saved([picture]))
  await expect(refused).rejects.toBeInstanceOf(Failure)
  await expect(refused).rejects.toThrow('“page.mhtml” is a saved page or a message that holds no page.')
})
