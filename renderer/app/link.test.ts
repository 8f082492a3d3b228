import { expect, test } from 'vitest'
import { destinationOf } from './link'
import { readableHost } from './punycode'

test.each([
  ['xn--bcher-kva.example', 'bücher.example'],
  ['xn--e1afmkfd.xn--p1ai', 'пример.рф'],
  ['xn--80ak6aa92e.com', 'аррӏе.com'],
  ['xn--fiqs8s', '中国'],
  ['xn--mgbh0fb.xn--kgbechtv', 'مثال.إختبار'],
  ['www.example.org', 'www.example.org'],
  ['xn--!!.org', 'xn--!!.org'],
])('the host %s is read as %s', (host, readable) => expect(readableHost(host)).toBe(readable))

test('a host that is written with other letters is shown in both ways', () => {
  expect(destinationOf('https://bücher.example/новости?a=1#b')).toEqual({
    kind: 'page',
    readable: 'bücher.example',
    encoded: 'xn--bcher-kva.example',
    warnings: ['This host has letters beyond the 26 of the Latin alphabet.'],
    url: 'https://xn--bcher-kva.example/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8?a=1#b',
  })
})

test.each([
  ['a plain host', 'https://example.org/a', null],
  ['Cyrillic that looks Latin', 'https://аррӏе.com', 'several alphabets (Latin and Cyrillic)'],
  ['both in one word', 'https://exаmple.org', 'several alphabets'],
  ['one other alphabet', 'https://пример.рф', 'written with Cyrillic letters'],
  ['punycode as it is', 'https://xn--80ak6aa92e.com', 'several alphabets'],
  ['a name before the host', 'https://bank.example@evil.example/', '“bank.example”, is not the host'],
] as const)('%s is named as such', (_, link, words) => {
  expect(destinationOf(link)?.warnings.join(' ') ?? 'nowhere').toMatch(words ?? /^$/)
})

test('a mail link names who it goes to', () => {
  expect(destinationOf('mailto:desk%40news@example.org?subject=A')).toMatchObject({
    kind: 'mail',
    readable: 'desk@news@example.org',
  })
})

test.each([
  'javascript:alert(1)',
  'file:///etc/passwd',
  'data:text/html,x',
  'ssh://host',
  '//host',
  'nonsense',
  '',
])('%s leads nowhere', (link) => expect(destinationOf(link)).toBeNull())
