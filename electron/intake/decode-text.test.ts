import { expect, test } from 'vitest'
import { decodeText, encodingNotices } from './decode-text'
import { encodeAs } from './testing/encode-as'

const russian =
  'Совет порта создаёт фонд для набережных. Лоцманы против: их глава назвал план займом под причал.'
const ukrainian =
  'Рада порту створює фонд для набережних. Лоцмани проти: їхній голова назвав план позикою під причал.'
const arabic = 'قال مجلس الميناء إنه سينشئ صندوقا للأرصفة بقيمة أربعين مليونا وإن الميناء لن يباع'
const chinese = '港口基金达成协议，但没有人看守码头。国家在五年内向基金投入近四千万欧元。'
const taiwanese = '港口基金達成協議，但沒有人看守碼頭。國家在五年內向基金投入近四千萬歐元。'
const polish =
  'Rada portu tworzy fundusz nabrzeży. „Nie sprzedamy portu”, powiedziała burmistrzyni. Gildia pilotów jest przeciw, jej szef nazwał plan pożyczką.'

test.each<[string, string, string?]>([
  ['windows-1251', russian],
  ['koi8-r', russian],
  ['iso-8859-5', russian],
  ['ibm866', russian],
  ['windows-1251', ukrainian],
  ['koi8-u', ukrainian],
  ['windows-1256', arabic],
  ['gb18030', chinese],
  ['big5', taiwanese],
  ['shift_jis', '港の基金について合意したが、埠頭を見張る人はいない。国は基金に投入する。'],
  ['euc-jp', '港の基金について合意したが、埠頭を見張る人はいない。国は基金に投入する。'],
  ['euc-kr', '항만 기금에 합의했지만 부두를 지키는 사람은 없다. 국가는 기금에 투입한다.'],
  ['windows-1250', polish],
  ['windows-1253', 'Το συμβούλιο του λιμανιού δημιουργεί ταμείο για τις προβλήτες του.', 'iso-8859-7'],
  [
    'windows-1254',
    'Liman konseyi rıhtımlar için fon kuruyor. İşçi örgütü karşı çıkıyor, başkanı imzalamıyor.',
  ],
])('%s is told by its letters, and said to be a guess', (encoding, text, same = encoding) => {
  const decoded = decodeText('note.txt', encodeAs(text, encoding))
  expect(decoded).toEqual({ text, encoding: same, by: 'letters', lost: 0 })
  expect(encodingNotices(decoded)).toEqual([
    expect.stringMatching(/as its letters suggest.*import it again\.$/),
  ])
})

const latin1 = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

test('a few letters tell nothing: the text is read all the same, and the guess is said to be none', () => {
  const decoded = decodeText('note.txt', latin1('The caf\u00e9 is \u0093shut\u0094'))
  expect(decoded.text).toBe('The café is “shut”')
  expect(encodingNotices({ ...decoded, by: 'nobody' })).toEqual([
    expect.stringContaining('though nothing tells'),
  ])
})

test.each(['utf-16le', 'utf-16be'] as const)('%s without a mark is told by its form', (encoding) => {
  const text = 'Порт получит 40 млн\nHarbour fund'
  const units = Buffer.from(text, 'utf16le')
  const bytes = encoding === 'utf-16le' ? units : units.swap16()
  expect(decodeText('note.txt', bytes)).toEqual({ text, encoding, by: 'letters', lost: 0 })
})

test('UTF-8 that is broken in a few places is read as UTF-8, and what is lost is counted', () => {
  const decoded = decodeText('note.txt', Uint8Array.of(...Buffer.from('łódź łódź'), 0xff, 0x2e))
  expect(decoded).toEqual({ text: 'łódź łódź\ufffd.', encoding: 'utf-8', by: 'file', lost: 1 })
  expect(encodingNotices(decoded)).toEqual(['1 character could not be decoded and became “\ufffd”.'])
})

test.each<[string, Uint8Array]>([
  ['random bytes', Uint8Array.from({ length: 5000 }, (_, n) => ((n * 7919) ^ (n >> 3)) & 0xff)],
  ['a program', Buffer.from('7f454c460201010000000000000000000300', 'hex')],
  ['bytes without zeros', Uint8Array.from({ length: 3000 }, (_, n) => 1 + ((n * 193) % 255))],
])('%s are no text in any encoding', (_, bytes) => {
  expect(() => decodeText('x', bytes)).toThrow(/is not plain text/)
})

test('a text of signs that nobody sees is empty', () => {
  expect(() => decodeText('x', Buffer.from(' \u200b\u2060\n'))).toThrow(/nothing but white space/)
})
