import { changeSettings } from '../settings'

/** A process that sets as many preferences as it is told, one by one, each under a name that starts with its own. */
const [name = '', times = '0'] = process.argv.slice(2)

for (let index = 0; index < Number(times); index += 1) {
  await changeSettings((before) => ({
    ...before,
    preferences: { ...before.preferences, [`${name}${index}`]: index },
  }))
}
