import { expect, test, vi } from 'vitest'
import type { PageFiles } from '../hosts/page-files'
import { answerFromList } from './app-protocol'

vi.mock('electron', () => ({ protocol: {} }))

const index = { bytes: new TextEncoder().encode('<!doctype html>'), contentType: 'text/html; charset=utf-8' }
const files: PageFiles = new Map([
  ['/', index],
  ['/index.html', index],
])
const ask = (url: string, method = 'GET') => answerFromList(files, { method, url })

test('the page comes with its policy and its type', async () => {
  const answer = ask('app://sourcebook/')
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  expect(await answer.text()).toBe('<!doctype html>')
})

test.each([
  'app://sourcebook/assets/unknown.js',
  'app://sourcebook/../package.json',
  'app://sourcebook/%2e%2e/%2e%2e/etc/passwd',
  'app://sourcebook//etc/passwd',
  'app://sourcebook/..%5c..%5cwindows%5cwin.ini',
  'app://sourcebook/index.html%00.png',
  'app://local/etc/passwd',
  'app://sourcebook.evil.example/',
  'app://evil.example/index.html',
])('%s is not found', (url) => {
  const answer = ask(url)
  expect(answer.status).toBe(404)
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
})

test('the page can only be fetched, not posted to', () => {
  expect(ask('app://sourcebook/', 'POST').status).toBe(404)
})
