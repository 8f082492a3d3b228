import { globalUses, memberName } from './names.mjs'
import { isIn, isTest, pathInHouse } from './place.mjs'

const impure = new Set([
  'crypto',
  'fetch',
  'globalThis',
  'performance',
  'process',
  'setImmediate',
  'setInterval',
  'setTimeout',
])
// These ask the machine for its time zone or its language, so the same notebook would not give the same bytes.
const localTime =
  /^(get|set)(FullYear|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds)$|^getTimezoneOffset$/
const localLanguage = new Map([
  ['localeCompare', 1],
  ['toLocaleString', 0],
  ['toLocaleDateString', 0],
  ['toLocaleTimeString', 0],
  ['toLocaleLowerCase', 0],
  ['toLocaleUpperCase', 0],
])

/** shared/ gives the same result on every machine at every time: no clock, chance, environment or language of the machine. */
export const pureShared = {
  create(context) {
    const path = pathInHouse(context.filename)
    if (!isIn(path, 'shared') || isTest(path)) return {}
    const report = (node, what) =>
      context.report({
        node,
        message: `${what} is not pure; take the value as an argument (now, newId, language).`,
      })
    return {
      'Program:exit'() {
        for (const use of globalUses(context)) judgeGlobal(use, report)
      },
      CallExpression(node) {
        const name = memberName(node.callee)
        if (name === null) return
        if (localTime.test(name)) report(node, `${name}() (the machine's time zone)`)
        const languageAt = localLanguage.get(name)
        if (languageAt !== undefined && node.arguments.length <= languageAt) {
          report(node, `${name}() without a language`)
        }
      },
    }
  },
}

function judgeGlobal(use, report) {
  const { name, parent } = use
  if (impure.has(name)) report(use, name)
  if (name === 'Math' && memberName(parent) === 'random') report(parent, 'Math.random')
  if (name === 'Intl' && isBare(parent.parent))
    report(parent, `Intl.${memberName(parent)} without a language`)
  if (name !== 'Date') return
  if (parent.type === 'MemberExpression' && memberName(parent) === 'now') report(parent, 'Date.now')
  if (parent.type === 'CallExpression' && parent.callee === use) report(parent, 'Date()')
  if (isBare(parent) && parent.callee === use) report(parent, 'new Date() without an argument')
}

function isBare(node) {
  return node.type === 'NewExpression' && node.arguments.length === 0
}
