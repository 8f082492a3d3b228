import { expect, test } from 'vitest'
import { APP_PAGE, isFromPage, isLocalRequest, isOfPage } from './our-page'

test.each([
  ['app://sourcebook/', true],
  ['app://sourcebook/index.html?x=1#y', true],
  ['app://sourcebook.evil.example/', false],
  ['app://sourcebook:8080/', false],
  ['app://sourcebook@evil.example/', false],
  ['app://evil.example/app://sourcebook/', false],
  ['apps://sourcebook/', false],
  ['http://sourcebook/', false],
  ['file:///sourcebook/', false],
  ['javascript:app://sourcebook/', false],
  ['blob:app://sourcebook/1', false],
  ['about:blank', false],
  ['app:', false],
  ['', false],
])('%s is the page of the app: %s', (url, ours) => {
  expect(isOfPage(url, APP_PAGE)).toBe(ours)
})

test('the page of the development server is told from other ports of this computer', () => {
  expect(isOfPage('http://localhost:5173/', 'http://localhost:5173')).toBe(true)
  expect(isOfPage('http://localhost:5174/', 'http://localhost:5173')).toBe(false)
})

test('only the main frame of our window counts, and only while it shows our page', () => {
  const contents = {}
  const frame = { url: APP_PAGE, parent: null }
  expect(isFromPage({ sender: contents, senderFrame: frame }, contents, APP_PAGE)).toBe(true)
  expect(isFromPage({ sender: {}, senderFrame: frame }, contents, APP_PAGE)).toBe(false)
  expect(isFromPage({ sender: contents, senderFrame: { ...frame, parent: {} } }, contents, APP_PAGE)).toBe(
    false,
  )
  const elsewhere = { ...frame, url: 'app://sourcebook.evil.example/' }
  expect(isFromPage({ sender: contents, senderFrame: elsewhere }, contents, APP_PAGE)).toBe(false)
  // A frame that was closed or has navigated away meanwhile.
  expect(isFromPage({ sender: contents, senderFrame: null }, contents, APP_PAGE)).toBe(false)
})

test.each([
  ['app://sourcebook/assets/main.js', true],
  ['data:image/png;base64,AAAA', true],
  ['blob:app://sourcebook/1', true],
  ['https://example.com/', false],
  ['http://127.0.0.1:9000/', false],
  ['file:///etc/passwd', false],
  ['ws://sourcebook/', false],
  ['wss://example.com/', false],
])('a request for %s may be made: %s', (url, local) => {
  expect(isLocalRequest(url, APP_PAGE)).toBe(local)
})

test('the development server may be asked over HTTP and over its WebSocket', () => {
  expect(isLocalRequest('ws://localhost:5173/?token=x', 'http://localhost:5173')).toBe(true)
  expect(isLocalRequest('http://localhost:5173/app/main.tsx', 'http://localhost:5173')).toBe(true)
  expect(isLocalRequest('ws://localhost:5174/', 'http://localhost:5173')).toBe(false)
})
