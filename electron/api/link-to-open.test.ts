import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { Failure } from '../../shared/contract/failure'
import { createNotebook } from '../store/create-notebook'
import { steadyPorts } from '../testing/steady-ports'
import { temporaryFolder } from '../testing/temporary-folder'
import { linkToOpen } from './link-to-open'
import { openSession } from './open-session'

const dangerous = [
  'javascript:alert(1)',
  'vbscript:msgbox(1)',
  'data:text/html,<script>alert(1)</script>',
  'blob:https://example.org/1',
  'filesystem:https://example.org/temporary/x',
  'view-source:https://example.org/',
  'about:blank',
  'chrome://settings',
  'app://sourcebook/index.html',
  'file:///etc/passwd',
  'file://server/share/tool.exe',
  'file:\\\\server\\share\\tool.exe',
  '\\\\server\\share\\tool.exe',
  '//server/share/tool.exe',
  'C:\\Windows\\System32\\calc.exe',
  'C:/Windows/System32/calc.exe',
  '/usr/bin/true',
  './tool.sh',
  'smb://server/share',
  'nfs://server/share',
  'ftp://example.org/x',
  'sftp://example.org/x',
  'ssh://-oProxyCommand=calc/',
  'telnet://example.org',
  'ldap://example.org/x',
  'ms-msdt:/id PCWDiagnostic',
  'ms-officecmd:{"id":3}',
  'ms-excel:ofe|u|https://example.org/x.xls',
  'search-ms:query=x&crumb=location:%5C%5Cserver',
  'shell:startup',
  'x-apple.systempreferences:com.apple.preference',
  'intent://scan/#Intent;scheme=x;end',
  'steam://run/1',
  'vscode://file/etc/passwd',
  'zoommtg://example.org/join',
  'tel:+4912345',
  'magnet:?xt=urn:btih:1',
  'ws://example.org',
  'http+unix://socket/x',
  'https',
  'httpsx://example.org',
  'mailto',
]

const disguises: Readonly<Record<string, (url: string) => string>> = {
  'as it is': (url) => url,
  'in capitals': (url) => url.toUpperCase(),
  'every other letter': (url) =>
    Array.from(url, (sign, index) => (index % 2 === 0 ? sign.toUpperCase() : sign)).join(''),
  'behind a blank': (url) => ` ${url}`,
  'behind a NUL': (url) => `\u0000${url}`,
  'behind a tab and a line break': (url) => `\t\r\n${url}`,
  'behind a mark of direction': (url) => `\u202e${url}`,
  'with a tab inside': (url) => `${url.slice(0, 2)}\t${url.slice(2)}`,
  'with a line break inside': (url) => `${url.slice(0, 2)}\r\n${url.slice(2)}`,
  'with a joiner inside': (url) => `${url.slice(0, 2)}\u200d${url.slice(2)}`,
  'with its colon escaped': (url) => url.replace(':', '%3A'),
  'with a wide colon': (url) => url.replace(':', '\uff1a'),
  'with a tab before the colon': (url) => url.replace(':', '\t:'),
}

const tricks = dangerous.flatMap((url) => Object.values(disguises).map((disguise) => disguise(url)))

/** Mail links that say more to a mail program than whom to write what. */
const sly = [
  'mailto:desk@courier.example?attach=/etc/passwd',
  'mailto:desk@courier.example?ATTACH=/etc/passwd',
  'mailto:desk@courier.example?subject=Fund&attachment=file:///etc/passwd',
  'mailto:desk@courier.example?subject=Fund&amp;attach=/etc/passwd',
  'mailto:desk@courier.example?%61ttach=/etc/passwd',
  'mailto:desk@courier.example?at\ntach=/etc/passwd',
  'mailto:desk@courier.example?in-reply-to=1',
  'mailto:desk@courier.example?subject=Fund#&attach=/etc/passwd',
  'mailto:desk@courier.example#?attach=/etc/passwd',
  'mailto:desk@courier.example%3Fattach=/etc/passwd',
  'mailto:desk@courier.example" --attach /etc/passwd',
  "mailto:desk@courier.example' x",
  'mailto:desk courier',
]

test('the list of tricks is long', () => {
  expect(new Set([...tricks, ...sly]).size).toBeGreaterThan(500)
})

test('nothing but web pages and mail addresses is let through, however it is dressed', () => {
  for (const url of [...tricks, ...sly]) expect(() => linkToOpen(url), url).toThrow(Failure)
})

test('nothing else reaches the desktop through the call', async () => {
  const folder = join(await temporaryFolder(), 'Harbour')
  await createNotebook(folder, 'Harbour', steadyPorts())
  const opened: string[] = []
  const desktop = {
    chooseFiles: async () => [],
    chooseFolder: async () => null,
    openNotebook: async () => {},
    saveFile: async () => null,
    openLink: async (href: string) => void opened.push(href),
  }
  const session = await openSession({ folder, desktop }, steadyPorts())
  onTestFinished(() => session.close())
  for (const url of [...tricks, ...sly]) {
    const answer = await session.call('desktop.openLink', { url })
    expect(answer, url).toMatchObject({ ok: false, error: { reason: 'invalid-input' } })
  }
  expect(opened).toEqual([])
  expect(await session.call('desktop.openLink', { url: 'HTTPS://Courier.example/fund' })).toEqual({
    ok: true,
    value: {},
  })
  expect(opened).toEqual(['https://courier.example/fund'])
})

test.each([
  ['https://courier.example', 'https://courier.example/'],
  ['http://courier.example:8080/a?b=c#d', 'http://courier.example:8080/a?b=c#d'],
  ['ht\ntps://courier.example/', 'https://courier.example/'],
  ['https:\\\\courier.example\\fund', 'https://courier.example/fund'],
  ['https://bank.example@courier.example/', 'https://bank.example@courier.example/'],
  ['https://куріер.example/', 'https://xn--e1ajsbm9i.example/'],
  ['https://courier.example/"a b"', 'https://courier.example/%22a%20b%22'],
  ['mailto:desk@courier.example', 'mailto:desk@courier.example'],
  [
    'MAILTO:desk@courier.example?Subject=The%20fund&body=Who',
    'mailto:desk@courier.example?Subject=The%20fund&body=Who',
  ],
])('%j opens as what was understood: %s', (url, href) => {
  expect(linkToOpen(url)).toBe(href)
})
