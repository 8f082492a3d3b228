import { durableWrites } from './durable-writes.mjs'
import { explainedCasts } from './explained-casts.mjs'
import { layers } from './layers.mjs'
import { namedExports } from './named-exports.mjs'
import { noHtmlSinks } from './no-html-sinks.mjs'
import { noNetwork } from './no-network.mjs'
import { noTimedAssertions } from './no-timed-assertions.mjs'
import { pureShared } from './pure-shared.mjs'

/** Every rule of this house, by the name under which `.oxlintrc.json` turns it on. */
export const houseRules = {
  layers,
  'pure-shared': pureShared,
  'no-html-sinks': noHtmlSinks,
  'durable-writes': durableWrites,
  'no-network': noNetwork,
  'named-exports': namedExports,
  'explained-casts': explainedCasts,
  'no-timed-assertions': noTimedAssertions,
}

/** The same as a plugin; oxlint asks for a default export. */
export default { meta: { name: 'house' }, rules: houseRules }
